#!/usr/bin/env python3
"""kill -9 of the engine, of the source's processes and of the target's, at random moments of a copy from IMAP to IMAP:
nothing is lost and nothing comes twice.

EXOSH_TEST_KILLS=200 makes that many kills instead of the few that are enough for every day.
"""
import collections
import hashlib
import imaplib
import os
import random
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "labs"))

import lab  # noqa: E402
from dovecot import Dovecot  # noqa: E402

TOOL = Path(os.environ["EXOSH"]).parent / "tests/sync_tool"
KILLS = int(os.environ.get("EXOSH_TEST_KILLS", 9))
FOLDERS = {"INBOX": 400, "Reports": 300, "Reports/Old": 200, "Caf&AOk-": 100}


def connect(server, user):
    context = ssl.create_default_context(cafile=server.top / "server.pem")
    context.check_hostname = False
    connection = imaplib.IMAP4_SSL("127.0.0.1", server.port, ssl_context=context)
    connection.login(user, server.password)
    return connection


def fill(server, user, chance):
    """Some messages are the same as others but for nothing: these, too, have to arrive as often as they are there."""
    connection = connect(server, user)
    for folder, count in FOLDERS.items():
        if folder != "INBOX":
            connection.create(f'"{folder}"')
        for number in range(count):
            size = chance.choice((100, 1000, 5000, 40000))
            text = "".join(f"{chance.random()}\r\n" for _ in range(size // 20)) if number % 10 else "the same\r\n"
            head = f"Subject: {number if number % 10 else 'same'}\r\nMessage-ID: <{number % 10 and chance.random()}@a>\r\n\r\n"
            date = imaplib.Time2Internaldate(1396339200 + (number if number % 10 else 0))
            connection.append(f'"{folder}"', "(\\Seen)" if number % 3 else "()", date, (head + text).encode())
    connection.logout()


def content(server, user):
    """How often each message is in each folder."""
    connection = connect(server, user)
    found = collections.Counter()
    for folder in FOLDERS:
        if connection.select(f'"{folder}"', readonly=True)[0] != "OK":
            continue
        for item in connection.fetch("1:*", "(FLAGS BODY.PEEK[])")[1] or ():
            if isinstance(item, tuple):
                found[folder, b"\\Seen" in item[0], hashlib.sha256(item[1]).digest()] += 1
    connection.logout()
    return found


def mail_processes(server):
    """The server's processes that serve logged-in users."""
    children = subprocess.run(["ps", "-o", "pid=,comm=", "--ppid", str(server.process.pid)], capture_output=True, text=True)
    return [int(line.split()[0]) for line in children.stdout.splitlines() if line.split()[1] == "imap"]


def kill(processes):
    for process in processes:
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            pass


@unittest.skipUnless(os.access(TOOL, os.X_OK), f"there is no {TOOL}")
class KillEverything(unittest.TestCase):
    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="exosh-test.", dir="/tmp")
        (Path(self.home) / "trusted-ca").mkdir()
        seed = int(os.environ.get("EXOSH_TEST_SEED", time.time()))
        self.chance = random.Random(seed)
        print(f"EXOSH_TEST_SEED={seed}", flush=True)
        self.source, self.target = (Dovecot(f"{name}.contoso.com", "maildir:~/Maildir") for name in ("source", "target"))
        for server in (self.source, self.target):
            server.start()
            server.tell(self.home)

    def tearDown(self):
        self.source.stop()
        self.target.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def start(self, cycle):
        environment = dict(os.environ, EXOSH_HOME=self.home, SOURCE_PASSWORD=self.source.password,
                           TARGET_PASSWORD=self.target.password)
        arguments = ["-k", str(cycle), "imaps://source.contoso.com", "ann", "imaps://target.contoso.com", f"to{cycle}"]
        return subprocess.Popen([TOOL, *arguments], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def end(self, process, cycle):
        """Until a pass has copied everything: the engine gives up after some failures, its caller starts it again."""
        for _ in range(30):
            if process.wait(120) == 0:
                return
            time.sleep(0.2)
            process = self.start(cycle)
        self.fail("the copy does not come to an end")

    def test_kill(self):
        fill(self.source, "ann", self.chance)
        wanted = content(self.source, "ann")
        self.assertEqual(sum(FOLDERS.values()), sum(wanted.values()))
        killed, cycle = 0, 0
        while killed < KILLS:
            cycle += 1
            process = self.start(cycle)
            while process.poll() is None and killed < KILLS:
                time.sleep(self.chance.uniform(0.02, 0.4))
                victim = killed % 3
                victims = ([process.pid], mail_processes(self.source), mail_processes(self.target))[victim]
                if process.poll() is None and victims:
                    kill(victims)
                    killed += 1
                if victim == 0:
                    process.wait(60)
                    process = self.start(cycle)
            self.end(process, cycle)
            found = content(self.target, f"to{cycle}")
            self.assertEqual(({}, {}), (dict(wanted - found), dict(found - wanted)),
                             f"lost, doubled in copy {cycle} after {killed} kills")
        print(f"{killed} kills in {cycle} copies of {sum(wanted.values())} messages: nothing lost, nothing doubled")


if __name__ == "__main__":
    unittest.main(verbosity=2)
