"""The migration engine by itself beside mbsync, between two Dovecots on this machine, over TLS; for scripts/bench."""
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/peers"))

from dovecot import Dovecot  # noqa: E402

RUNS = 2
WORDS = "the of and to in for is on that by this with you it not or be are from at as your all have new more".split()


def small(chance):
    """10,000 messages of 2 to 10 KB in one folder."""
    for number in range(10_000):
        yield "", number, chance.randint(2_000, 10_000)


def mixed(chance):
    """3,000 messages of 4 KB to 5 MB in 20 folders."""
    for number in range(3_000):
        size = chance.choices((chance.randint(4_000, 20_000), chance.randint(50_000, 200_000),
                               chance.randint(1_000_000, 5_000_000)), (80, 19, 1))[0]
        yield "" if number % 20 == 0 else f".F{number % 20}", number, size


def fill(mail, messages, chance):
    text = "".join(" ".join(chance.choices(WORDS, k=12)) + "\n" for _ in range(100_000))
    total = 0
    for folder, number, size in messages(chance):
        path = mail / "Maildir" / folder
        if not path.exists():
            for part in ("cur", "new", "tmp"):
                (path / part).mkdir(parents=True)
        start = chance.randrange(100_000)
        body = (f"From: a@fabrikam.com\nMessage-ID: <{number}@fabrikam.com>\nDate: Tue, 1 Apr 2014 10:00:00 +0200\n"
                f"Subject: {number}\n\n" + text[start:start + size] + "\n").encode()
        file = path / "cur" / f"{1396339200 + number}.{number}.x,S={len(body)},W={len(body) + body.count(10)}:2,S"
        file.write_bytes(body)
        os.utime(file, (1396339200 + number,) * 2)
        total += len(body)
    return number + 1, total


class Peers:
    def __init__(self):
        self.source, self.target = (Dovecot(name, "maildir:~/Maildir") for name in ("source.example.com", "target.example.com"))
        self.home = Path(tempfile.mkdtemp(prefix="exosh-bench."))
        (self.home / "trusted-ca").mkdir()
        (self.home / "connect-to").touch()
        self.round = 0

    def start(self, messages):
        mail = self.source.top / "mail/user"
        count, size = fill(mail, messages, random.Random(1))
        for server in (self.source, self.target):
            server.start()
            server.tell(self.home)
        return count, size

    def stop(self):
        for server in (self.source, self.target):
            server.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def exosh(self, imap):
        self.round += 1
        target = ["imaps://target.example.com", f"exosh{self.round}"] if imap else [f"exosh{self.round}@example.com"]
        command = [ROOT / "build/tests/sync_tool", "-k", str(self.round), "imaps://source.example.com", "user", *target]
        environment = dict(os.environ, EXOSH_HOME=str(self.home), SOURCE_PASSWORD="secret", TARGET_PASSWORD="secret")
        return command, environment

    def mbsync(self, imap):
        self.round += 1
        top = self.home / f"mbsync{self.round}"
        top.mkdir()
        accounts = "".join(
            f"IMAPAccount {server.name}\nHost localhost\nPort {server.port}\nUser {user}\nPass secret\nSSLType IMAPS\n"
            f"CertificateFile {server.top}/server.pem\nDisableExtension COMPRESS=DEFLATE\n\n"
            f"IMAPStore {server.name}\nAccount {server.name}\n\n"
            for server, user in ((self.source, "user"), (self.target, f"mbsync{self.round}")))
        near = "target.example.com" if imap else "store"
        (top / "rc").write_text(f"{accounts}MaildirStore store\nPath {top}/mail/\nInbox {top}/mail/INBOX\nSubFolders Verbatim\n\n"
                                f"Channel c\nFar :source.example.com:\nNear :{near}:\nPatterns *\nSync Pull\nCreate Near\n"
                                f"CopyArrivalDate yes\nSyncState {top}/\n")
        (top / "mail").mkdir()
        return ["mbsync", "-q", "-c", top / "rc", "c"], None


def seconds(command, environment):
    start = time.monotonic()
    result = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if result.returncode:
        raise SystemExit(f"bench: {command[0]}: {result.stdout}{result.stderr}")
    return time.monotonic() - start


def measure():
    """Rows for a table; each program in turn, so that a busy machine is busy for both."""
    rows = [("mail", "to", "messages/s exosh", "mbsync", "times mbsync", "a pass with nothing to do, s")]
    for messages in (small, mixed):
        peers = Peers()
        try:
            count, size = peers.start(messages)
            seconds(*peers.mbsync(False))  # the source reads and indexes everything once
            for imap in (True, False):
                times = {peers.exosh: [], peers.mbsync: []}
                for _ in range(RUNS):
                    for program, taken in times.items():
                        command = program(imap)
                        taken.append(seconds(*command))
                        if program == peers.exosh:
                            again = seconds(*command)
                ours, theirs = (min(taken) for taken in times.values())
                rows.append((f"{messages.__name__} ({count}, {size / 1e6:.0f} MB)", "IMAP" if imap else "Maildir",
                             f"{count / ours:.0f}", f"{count / theirs:.0f}", f"{theirs / ours:.1f}", f"{again:.2f}"))
        finally:
            peers.stop()
    return rows
