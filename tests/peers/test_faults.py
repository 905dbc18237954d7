#!/usr/bin/env python3
"""The engine over connections that break: cut, stalled or corrupted at random bytes of either side, killed at random
moments. Whatever happens, at the end every message is in the target once."""
import collections
import hashlib
import imaplib
import os
import random
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

from dovecot import Dovecot

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.path.abspath(os.environ.get("EXOSH", ROOT / "build/exosh"))).parent
TOOL = BUILD / "tests/sync_tool"
ROUNDS = int(os.environ.get("FAULT_ROUNDS", "1"))
KILLS = int(os.environ.get("FAULT_KILLS", "10"))


class Breaker:
    """Stands before a server and breaks connections after a random number of bytes."""

    def __init__(self, port, seed):
        self.upstream, self.chance, self.budget = port, random.Random(seed), None
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.upstream))
            # None: this connection holds. Most faults come early: that is where a protocol has its steps.
            budget = self.budget and int(self.chance.choice((3_000, 30_000, 300_000, 3_000_000)) * self.chance.random())
            fault = self.chance.choice(("cut", "cut", "corrupt", "stall"))
            left = [budget]
            for source, sink in ((client, server), (server, client)):
                threading.Thread(target=self.pump, args=(source, sink, left, fault), daemon=True).start()

    @staticmethod
    def pump(source, sink, left, fault):
        try:
            while data := source.recv(65536):
                if left[0] is not None:
                    left[0] -= len(data)
                    if left[0] < 0:
                        if fault == "corrupt":
                            sink.sendall(bytes([data[0] ^ 0x55]) + data[1:])
                        elif fault == "stall":
                            time.sleep(1.5)
                        break
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()


class Engine(unittest.TestCase):
    extra = ""  # lines for the configuration of both servers

    def setUp(self):
        if not os.access(TOOL, os.X_OK):
            self.skipTest(f"there is no {TOOL}")
        self.home = tempfile.mkdtemp(prefix="exosh-faults.", dir="/tmp")
        os.mkdir(self.home + "/trusted-ca")
        Path(self.home, "connect-to").touch()
        self.source = Dovecot("source.example.com", "sdbox:~/sdbox", extra=self.extra)
        self.target = Dovecot("target.example.com", "maildir:~/Maildir", extra=self.extra)
        for server in (self.source, self.target):
            server.start()
            server.tell(self.home)
        self.breakers = [Breaker(server.port, number) for number, server in enumerate((self.source, self.target))]
        Path(self.home, "connect-to").write_text("".join(
            f"{server.name}:993:127.0.0.1:{breaker.port}\n"
            for server, breaker in zip((self.source, self.target), self.breakers)))
        self.fill()

    def tearDown(self):
        for breaker in self.breakers:
            breaker.listener.close()
        for server in (self.source, self.target):
            server.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    @staticmethod
    def connect(server, user):
        context = ssl.create_default_context(cafile=server.top / "server.pem")
        context.check_hostname = False
        connection = imaplib.IMAP4_SSL("127.0.0.1", server.port, ssl_context=context)
        connection.login(user, server.password)
        return connection

    def fill(self):
        chance = random.Random(7)
        connection = self.connect(self.source, "user")
        for folder, count in (("INBOX", 150), ("Lists/a", 80), ("Lists/b", 40), ("Big", 12), ("Empty", 0)):
            connection.create(folder)
            for number in range(count):
                size = chance.randint(100_000, 900_000) if folder == "Big" else chance.randint(50, 9000)
                # Some messages are the same twice: both must arrive.
                identity = number // 2 if number % 10 < 2 else number + 1000
                message = (f"Message-ID: <{folder}-{identity}@x>\r\nSubject: {identity}\r\n\r\n".encode()
                           + (b"%08d\r\n" % identity) * (size // 10))
                flags = " ".join(flag for flag in ("\\Seen", "\\Flagged", "Blue") if chance.random() < .4)
                connection.append(folder, f"({flags})", imaplib.Time2Internaldate(1_400_000_000 + number), message)
        connection.logout()

    def contents(self, server, user):
        """What each folder holds, as a count of (flags, date, hash)."""
        connection, found = self.connect(server, user), {}
        for line in connection.list()[1]:
            folder = line.decode().rsplit('"/" ', 1)[1].strip('"')
            answer, text = connection.select(f'"{folder}"', readonly=True)
            messages = found[folder] = collections.Counter()
            if answer != "OK" or text == [b"0"]:
                continue
            for part in connection.fetch("1:*", "(FLAGS INTERNALDATE BODY.PEEK[])")[1]:
                if isinstance(part, tuple):
                    flags = sorted(flag for flag in imaplib.ParseFlags(part[0]) if flag != b"\\Recent")
                    date = time.mktime(imaplib.Internaldate2tuple(part[0]))
                    messages[b" ".join(flags), date, hashlib.sha256(part[1]).digest()] += 1
        connection.logout()
        return {folder: messages for folder, messages in found.items() if messages}

    def command(self, user, number):
        return [TOOL, "-w", "100", "-k", str(number), "imaps://source.example.com", "user", *user]

    def run_pass(self, user, number, timeout=120):
        environment = dict(os.environ, EXOSH_HOME=self.home, SOURCE_PASSWORD="secret", TARGET_PASSWORD="secret")
        return subprocess.run(self.command(user, number), env=environment, timeout=timeout, capture_output=True, text=True)

    def check_imap(self, user):
        self.assertEqual(self.contents(self.source, "user"), self.contents(self.target, user))

    def check_store(self, address):
        names = []
        for folder in Path(self.home, "mailboxes", address).rglob("cur"):
            names += os.listdir(folder)
        self.assertEqual(len(names), 282)
        self.assertEqual(len(set(name.split(",")[0] for name in names)), 282)


class Faults(Engine):
    def break_connections(self, user, number, check):
        for breaker in self.breakers:
            breaker.budget = True
        for _ in range(30):
            result = self.run_pass(user, number)
            self.assertIn(result.returncode, (0, 1), result.stdout + result.stderr)
            if result.returncode == 0:
                break
        for breaker in self.breakers:
            breaker.budget = None
        result = self.run_pass(user, number)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        check(user[-1])

    def test_broken_connections(self):
        for number in range(1, ROUNDS + 1):
            with self.subTest(round=number):
                self.break_connections(["imaps://target.example.com", f"user{number}"], number, self.check_imap)
                self.break_connections([f"u{number}@x.y"], number + 1000, self.check_store)

    def test_kills(self):
        chance, kills = random.Random(3), 0
        environment = dict(os.environ, EXOSH_HOME=self.home, SOURCE_PASSWORD="secret", TARGET_PASSWORD="secret")
        number = 5000
        while kills < KILLS:
            number += 1
            imap = number % 2
            user = ["imaps://target.example.com", f"kill{number}"] if imap else [f"kill{number}@x.y"]
            while True:
                process = subprocess.Popen(self.command(user, number), env=environment, stdout=subprocess.DEVNULL)
                time.sleep(chance.random() * .5)
                process.kill()
                if process.wait() == 0:
                    break
                kills += 1
            self.assertEqual(self.run_pass(user, number).returncode, 0)
            (self.check_imap if imap else self.check_store)(user[-1])


class Bare(Engine):
    """Servers without any extension: a message at a time, and everything has to be looked up."""
    extra = "protocol imap {\n\timap_capability = IMAP4rev1\n}"

    def test_passes(self):
        user = ["imaps://target.example.com", "user1"]
        for change in (lambda source: None, self.change, lambda source: source.rename("Lists/b", "Lists/c")):
            source = self.connect(self.source, "user")
            change(source)
            source.logout()
            result = self.run_pass(user, 1)
            self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
            found = self.contents(self.target, "user1")
            # Without UIDPLUS nothing may be expunged, since others could have marked messages, too.
            for folder, messages in list(found.items()):
                kept = {key: count for key, count in messages.items() if b"\\Deleted" not in key[0]}
                found[folder] = collections.Counter(kept)
            self.assertEqual(self.contents(self.source, "user"), {name: kept for name, kept in found.items() if kept})

    @staticmethod
    def change(source):
        source.select("INBOX")
        source.store("10:20", "+FLAGS", "(\\Answered Red)")
        source.store("30:39", "+FLAGS", "(\\Deleted)")
        source.expunge()
        source.append("INBOX", "(\\Seen)", imaplib.Time2Internaldate(1_500_000_000), b"Message-ID: <new@x>\r\n\r\nnew\r\n")


if __name__ == "__main__":
    unittest.main()
