#!/usr/bin/env python3
"""Test-MigrationUser: finds nothing where nothing is wrong, and every kind of damage by name."""
import json
import os
import shutil
import sys
import unittest
from pathlib import Path

import lab

sys.path.insert(0, str(lab.ROOT / "scripts/lab.d"))
import compare  # noqa: E402

USER = "paulc@contoso.edu"


class Verify(lab.LabTest):
    def setUp(self):
        self.lab("reset")
        self.command(lab.NEW_ENDPOINT)
        self.command(lab.NEW_BATCH)
        self.wait_for()

    def differences(self):
        text = self.command(f"ConvertTo-Json -Depth 4 @((Test-MigrationUser {USER}).Differences)")
        return sorted(json.loads(text), key=lambda difference: difference["Kind"])

    def results(self, user):
        return self.command(f"(Test-MigrationUser {user}).Result | Sort-Object -Unique").split()

    def source(self):
        os.environ["EXOSH_HOME"] = self.home
        connection = compare.connect("imap.contoso.com", 993, "ssl")
        connection.login("paul.cannon", "3281986")
        return connection

    def test_identical(self):
        unseen = self.unseen()
        for user in ("terrya@contoso.edu", "annb@contoso.edu", USER):
            self.assertEqual(["Success"], self.results(user))
            self.assertEqual("True", self.command(f"Test-MigrationUser {user} -Quiet").strip())
        skipped = self.command("(Test-MigrationUser terrya@contoso.edu | Measure-Object SkippedItemCount -Sum).Sum")
        self.assertEqual("1", skipped.strip())
        report = self.command("(Get-MigrationUserStatistics terrya@contoso.edu -IncludeReport).Report | Out-String -Width 400")
        self.assertRegex(report, r"Skipped \(LargeItem\): folder 'INBOX', UID \d+, \d+ bytes, received \d{4}-\d\d-\d\d \d\d:\d\d UTC,"
                                 r" subject '.+'\. The message is larger than the limit")
        self.assertEqual(unseen, self.unseen(), "reading marked messages as seen")

    def unseen(self):
        connection = self.source()
        answer = connection.status("INBOX", "(UNSEEN MESSAGES HIGHESTMODSEQ)")
        connection.logout()
        return answer

    def test_damage(self):
        folder = Path(self.home, "mailboxes", USER, "cur")
        files = sorted(file for file in folder.iterdir() if "F" not in file.name.split(":2,")[1])
        files[0].unlink()
        shutil.copy2(files[1], str(files[1]).replace(".exosh", "ff.exosh").replace(".X", ".Y"))
        with open(files[2], "a") as file:
            file.write("more\n")
        files[3].rename(str(files[3]).replace(":2,", ":2,F"))
        os.utime(files[4], (1, 1))
        found = self.differences()
        self.assertEqual(["ContentDiffers", "DateDiffers", "Doubled", "FlagsDiffer", "Missing"],
                         [difference["Kind"] for difference in found])
        flags = found[-2]
        self.assertIn("\\Flagged", flags["TargetFlags"])
        self.assertNotIn("\\Flagged", flags["SourceFlags"])
        self.assertEqual({"INBOX"}, {difference["FolderName"] for difference in found})
        self.assertTrue(all(difference["Subject"] for difference in found))
        self.assertIn("Failed", self.results(USER))
        self.assertEqual("False", self.command(f"Test-MigrationUser {USER} -Quiet").strip())
        table = self.command(f"Test-MigrationUser {USER}")
        self.assertRegex(table, r"INBOX +\d+ +\d+ +1 +1 +1 +1 +1 +0 +Failed")

    def test_pending_and_extra(self):
        connection = self.source()
        connection.append("INBOX", "", None, b"Subject: late\r\nMessage-ID: <late@x>\r\n\r\nlate\r\n")
        connection.logout()
        Path(self.home, "mailboxes", USER, "new/1.own").write_text("Subject: own\nMessage-ID: <own@x>\n\nown\n")
        self.assertEqual([("Extra", "own"), ("Pending", "late")],
                         [(difference["Kind"], difference["Subject"]) for difference in self.differences()])
        self.assertEqual(["Success"], self.results(USER))

    def test_refusals(self):
        self.assertIn("couldn't be found", self.refused("Test-MigrationUser nobody@contoso.edu -ErrorAction Stop"))
        data = self.put_csv("two.csv", "EmailAddress,UserName,Password\nnew@contoso.edu,paul.cannon,3281986\n")
        self.command(f"New-MigrationBatch -Name Two -SourceEndpoint IMAPEndpoint -CSVData {data}")
        text = self.refused("Test-MigrationUser new@contoso.edu -ErrorAction Stop")
        self.assertIn("can't be tested because its status is", text)
        self.lab("stop")
        text = self.refused(f"Test-MigrationUser {USER} -ErrorAction Stop")
        self.lab("start")
        self.assertIn("Source server 'imap.contoso.com'", text)


if __name__ == "__main__":
    unittest.main(verbosity=2)
