#!/usr/bin/env python3
"""Other Dovecots than the lab's: as a source with other storage, separator and mail, and over the targets."""
import os
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "labs"))

import lab  # noqa: E402
from dovecot import Dovecot  # noqa: E402
from source_test import SourceTest  # noqa: E402

sys.path.insert(0, str(lab.ROOT / "scripts/lab.d"))
import compare  # noqa: E402


class OtherSource(SourceTest):
    """One that has none of the lab's ways: mdbox, dots, everything below INBOX, no SPECIAL-USE."""

    def migrate(self, location, separator, prefix):
        self.migrate_from(Dovecot("imap.fabrikam.com", location, separator, prefix), separator, prefix)

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
