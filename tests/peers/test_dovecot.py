#!/usr/bin/env python3
"""Other Dovecots than the lab's: as a source with other storage, separator and mail, and over the targets."""
import imaplib
import os
import random
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "labs"))

import lab  # noqa: E402
from dovecot import Dovecot  # noqa: E402

sys.path.insert(0, str(lab.ROOT / "scripts/lab.d"))
import compare  # noqa: E402


def fill(connection, separator, prefix, seed):
    """Other mail than the lab's: by APPEND, so that this server stores it in its own way."""
    chance = random.Random(seed)
    folders = ["INBOX"] + [prefix + name.replace("/", separator) for name in (
        "Sent Items", "Deleted Messages", "Spam", "Drafts", "Reports", "Reports/Q&-A", "Reports/&ANw-ber",
        "a b/c (d)", "empty")]
    for folder in folders[1:]:
        connection.create(f'"{folder}"')
    for folder in folders[:-1]:
        for number in range(chance.randint(5, 40)):
            body = "".join(f"Line {chance.random()} öäü\r\n" for _ in range(chance.randint(0, 300)))
            message = (f"From: a@fabrikam.com\r\nSubject: {folder} {number}\r\nMessage-ID: <{chance.random()}@fabrikam.com>\r\n"
                       f"Date: Tue, 1 Apr 2014 10:00:00 +0200\r\n\r\n{body}").encode()
            flags = " ".join(f for f in ("\\Seen", "\\Flagged", "\\Answered", "\\Draft", "\\Deleted", "Blue", "$Forwarded")
                             if chance.random() < .3)
            date = imaplib.Time2Internaldate(1396339200 + chance.randrange(300_000_000))
            answer, text = connection.append(f'"{folder}"', f"({flags})", date, message)
            assert answer == "OK", text


class OtherSource(lab.LabTest):
    """One that has none of the lab's ways: mdbox, dots, everything below INBOX, no SPECIAL-USE."""

    def migrate(self, location, separator, prefix):
        self.lab("reset")
        server = Dovecot("imap.fabrikam.com", location, separator, prefix)
        server.start()
        try:
            server.tell(self.home)
            os.environ["EXOSH_HOME"] = self.home
            for number, user in enumerate(("user1", "user2@fabrikam.com")):
                connection = compare.connect("imap.fabrikam.com", 993, "ssl")
                connection.login(user, server.password)
                fill(connection, separator, prefix, number)
                connection.logout()
            data = self.put_csv("other.csv", "EmailAddress,UserName,Password\nterrya@contoso.edu,user1,secret\n"
                                "annb@contoso.edu,user2@fabrikam.com,secret\n")
            self.command("New-MigrationEndpoint -IMAP -Name Other -RemoteServer imap.fabrikam.com -Port 993 -Security Ssl")
            self.command(f"New-MigrationBatch -Name Other -SourceEndpoint Other -CSVData {data} -AutoStart")
            self.wait_for("Other")
            path = Path(self.home, "drives/C/Users/Administrator/Desktop/other.csv")
            self.assert_identical(str(path), "--server", "imap.fabrikam.com")
            self.command("Remove-MigrationBatch Other -Confirm:$false")
            self.wait_removed("Other")
            self.command("Remove-MigrationEndpoint Other -Confirm:$false")
        finally:
            server.stop()

    def test_mdbox_below_inbox(self):
        self.migrate("mdbox:~/mdbox", ".", "INBOX.")

    def test_sdbox(self):
        self.migrate("sdbox:~/sdbox", "/", "")


class TargetIsAMaildir(lab.LabTest):
    """What a migration wrote is a Maildir++ that Dovecot serves: all is there over IMAP too."""

    def test_served(self):
        self.lab("reset")
        self.command(lab.NEW_ENDPOINT)
        self.command(lab.NEW_BATCH)
        self.wait_for()
        self.assert_identical()
        os.environ["EXOSH_HOME"] = self.home
        server = Dovecot("imap.contoso.edu", "maildir:~/")
        for mailbox in Path(self.home, "mailboxes").iterdir():
            subprocess.run(["cp", "-a", mailbox, server.top / "mail"], check=True)
        server.start()
        try:
            server.tell(self.home)
            for address in ("terrya@contoso.edu", "annb@contoso.edu", "paulc@contoso.edu"):
                self.check(address)
            log = (server.top / "dovecot.log").read_text(errors="replace")
            self.assertNotIn("Error:", log)
        finally:
            server.stop()

    def check(self, address):
        served = compare.Source(compare.connect("imap.contoso.edu", 993, "ssl"), address, "secret", "")
        stored = compare.Target(Path(self.home, "mailboxes", address))
        self.assertGreater(len(stored.folders), 5)
        for path in stored.folders:
            quoted = served.folders[path][0][0]
            there = [message for _, message in served.messages(quoted)]
            row = compare.Row(address, "/".join(path))
            row.match(there, list(stored.messages(path)))
            self.assertFalse(row.differs(), compare.columns(row))
        served.imap.logout()


if __name__ == "__main__":
    unittest.main(verbosity=2)
