#!/usr/bin/env python3
"""What administrators do around a migration: the 25 snippets of ../shared/exchange/notes.md, unchanged, one session a test.

They run in the order of the notes, because later ones use what earlier ones made ($rows, the batches, the files).
"""
import csv
import json
import re
import unittest
from pathlib import Path

import lab

NOTES = lab.ROOT.parent / "shared/exchange/notes.md"


def snippets():
    """{number: text}"""
    text = NOTES.read_text()
    code = text[text.index("```powershell") + len("```powershell"):text.rindex("```")]
    parts = re.split(r"^(# (\d+) .*)$", code, flags=re.MULTILINE)[1:]
    return {int(parts[i + 1]): parts[i] + parts[i + 2] for i in range(0, len(parts), 3)}


@unittest.skipUnless(NOTES.exists(), f"there is no {NOTES}")
class Snippets(lab.LabTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.code = snippets()
        cls.folder = Path(cls.home, "drives/C/mig")
        cls.folder.mkdir(parents=True, exist_ok=True)
        rows = ["EmailAddress,UserName,Password", "terry@contoso.com,terry.adams,1091990", "ann@contoso.com,ann.beebe,2111991",
                "paul@contoso.com,paul.cannon,3281986"]
        bad = "wrong@contoso.com,terry.adams,nonsense"
        Path(cls.folder, "wave1.csv").write_text("\n".join(rows + [bad]) + "\n")
        Path(cls.folder, "wave2.csv").write_text("\n".join(rows[:1] + [rows[1].replace("terry@", "second@")]) + "\n")

    def run_snippets(self, *numbers, before="", after="", timeout=240):
        """One session; errors are returned with the output."""
        script = Path(self.home, "snippets.ps1")
        script.write_text("\n".join([before, *(self.code[n] for n in numbers), after]) + "\n")
        done = self.exosh("-File", str(script), timeout=timeout)
        return done.stdout, done.stderr

    def good(self, *numbers, **options):
        out, errors = self.run_snippets(*numbers, **options)
        self.assertEqual("", errors)
        return out

    def rows(self, name, delimiter=","):
        text = Path(self.folder, name).read_text(encoding="utf-8-sig")
        return list(csv.DictReader(text.splitlines(), delimiter=delimiter))

    def test_all(self):
        self.assertEqual(list(range(1, 26)), sorted(self.code))
        self.assertIn("IMAPEndpoint", self.good(1))
        self.assertIn("Wave1", self.good(2))
        self.assertIn("What if:", self.good(3))
        self.wait_for("Wave1", ("SyncedWithErrors",))
        self.check_csv()
        self.check_counts()
        self.check_reports()
        self.check_waves()
        self.check_mail()
        self.check_end()

    def check_csv(self):
        """4-6, 19: the list of mailboxes, before anything moves."""
        self.good(4)
        twice = Path(self.folder, "wave1.csv").read_text()
        Path(self.folder, "wave1.csv").write_text(twice + "ann@contoso.com,x,y\n,broken,\n")
        out, errors = self.run_snippets(4)
        self.assertIn("1 bad row(s)", errors + out)
        rows = "$rows = Import-Csv C:\\mig\\wave1.csv"
        self.assertRegex(self.good(5, before=rows), r"ann@contoso\.com +2")
        Path(self.folder, "wave1.csv").write_text(twice)
        many = "$rows = 1..250 | ForEach-Object { [pscustomobject]@{EmailAddress = \"u$_@contoso.com\"} }"
        self.good(6, before=many)
        self.assertEqual([100, 100, 50], [len(self.rows(f"wave{n:02}.csv")) for n in (1, 2, 3)])
        missing = "$rows = @([pscustomobject]@{EmailAddress = 'nobody@contoso.com'}, [pscustomobject]@{EmailAddress = 'ann@contoso.com'})"
        self.assertEqual("nobody@contoso.com", self.good(19, before=missing).strip())

    def check_counts(self):
        """7-9, 12-14: who is done, who is not and why, and another try."""
        out = self.good(7)
        self.assertRegex(out, r"3 Synced")
        self.assertRegex(out, r"1 Failed")
        self.assertRegex(self.good(8), r"ann@contoso\.com +Synced +100\.0%")
        self.assertRegex(self.good(9), r"wrong@contoso\.com +Wave1 +\S*ImapInvalidCredentials")
        self.assertEqual("gone", self.good(14).strip())
        self.good(12)
        self.wait_for("Wave1", ("SyncedWithErrors",))
        self.assertIn("Retry Failed", self.good(13))
        self.wait_for("'Retry Failed'", ("Failed", "SyncedWithErrors"))
        self.command("Remove-MigrationBatch 'Retry Failed' -Confirm:$false")

    def check_reports(self):
        """10, 15-18, 25: files for the customer."""
        self.good(10)
        report = self.rows(next(self.folder.glob("report_*.csv")).name)
        self.assertLessEqual({"terry@contoso.com", "ann@contoso.com", "paul@contoso.com"}, {row["Identity"] for row in report})
        self.good(15)
        self.assertIn("Synchronized:", Path(self.folder, "ann.txt").read_text())
        self.assertIn("ann@contoso.com", Path(self.folder, "ann.xml").read_text())
        self.good(16)
        skipped = self.rows("skipped.csv", ";")
        self.assertEqual(["One byte over 35 MB"], [row["Subject"] for row in skipped])
        self.assertGreater(int(self.good(17)), 1000000)
        self.assertRegex(self.good(18), r"/Inbox +\d+ .*bytes\)")
        self.good(25)
        totals = {item["Property"]: item["Sum"] for item in json.loads(Path(self.folder, "totals.json").read_text(encoding="utf-8-sig"))}
        self.assertGreater(totals["SyncedItemCount"], 3000)

    def check_waves(self):
        """20, 21, 23, 11: stop, change, start; the pass after the MX change; the loop that waits."""
        self.command("New-MigrationBatch -Name Wave2 -SourceEndpoint IMAPEndpoint -AutoStart"
                     " -CSVData ([IO.File]::ReadAllBytes('C:\\mig\\wave2.csv')) | Out-Null")
        self.wait_for("Wave2")
        self.good(20)
        self.assertEqual("50", self.command("\"$((Get-MigrationEndpoint IMAPEndpoint).MaxConcurrentMigrations)\"").strip())
        self.wait_for("Wave1", ("SyncedWithErrors",))
        self.wait_for("Wave2")
        self.assertIn("resync asked: Wave2", self.good(21))
        self.wait_for("Wave2")
        # The function's counters go on over the batches, as variables of a process block do.
        self.assertRegex(self.good(23), r"Wave1: 3 ok, 1 failed, 0 other\n(.*\n)?Wave2: 4 ok, \d failed, 0 other")
        self.good(11)

    def check_mail(self):
        """22: a summary by mail, through the connect-to map."""
        with lab.relay() as (port, lines):
            with Path(self.home, "connect-to").open("a") as file:
                file.write(f"smtp.contoso.com:25:127.0.0.1:{port}\n")
            self.assertIn("obsolete", self.good(22))
        self.assertIn("RCPT TO:<it@contoso.com>", lines)
        self.assertTrue(any(line.startswith("Subject: Migration ") for line in lines))

    def check_end(self):
        """24: finished waves are removed, after a question."""
        script = Path(self.home, "snippets.ps1")
        script.write_text(self.code[24])
        done = self.exosh("-File", str(script), text="Y\n")
        self.assertIn("Are you sure", done.stdout + done.stderr)
        self.wait_removed("Wave2")


if __name__ == "__main__":
    unittest.main(verbosity=2)
