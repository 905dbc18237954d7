#!/usr/bin/env python3
"""The lab's exercises, each from its start to "Well done." by the commands that its text asks for."""
import time
import unittest
from email import message_from_string, policy
from pathlib import Path

import lab

ENDPOINT = "New-MigrationEndpoint -IMAP -Name Old -RemoteServer imap.contoso.com -Port 993 -Security Ssl"
BATCH = f"New-MigrationBatch -Name {{}} -SourceEndpoint Old -CSVData ([IO.File]::ReadAllBytes('{lab.DESKTOP}{{}}')) -AutoStart"


class Exercises(lab.LabTest):
    def begin(self, name):
        """Sets the exercise up: nothing of it is done."""
        text = self.lab("exercise", name).stdout
        done, left = self.check()
        self.assertEqual([], done)
        self.assertTrue(left)
        return text

    def check(self):
        """What is done of the exercise, and what is left."""
        said = self.lab("check", check=False)
        steps = [line.split(None, 1) for line in said.stdout.splitlines() if line.startswith("  ")]
        done = [text for word, text in steps if word == "done"]
        left = [text.removeprefix("do").strip() for word, text in steps if word == "to"]
        self.assertEqual((1 if left else 0, bool(left)), (said.returncode, "Well done." not in said.stdout), said.stdout)
        return done, left

    def finished(self):
        self.assertEqual([], self.check()[1])

    def test_list(self):
        listed = [line.split()[0] for line in self.lab("exercise").stdout.splitlines()]
        self.assertEqual(["administrator", "article", "failing", "hundred", "resync", "slow", "userroot"], listed)
        self.assertIn("there is no exercise nothing", self.lab("exercise", "nothing", check=False).stderr)

    def test_article(self):
        self.assertIn("Test-MigrationServerAvailability", self.begin("article"))
        self.command(lab.NEW_ENDPOINT)
        self.assertEqual(["an endpoint leads to imap.contoso.com"], self.check()[0])
        self.command(lab.NEW_BATCH)
        self.wait_for()
        self.finished()

    def test_administrator(self):
        self.begin("administrator")
        self.command(ENDPOINT.replace("993 -Security Ssl", "143 -Security Tls"))
        self.command(BATCH.format("AdminBatch", "IMAPmigration_Dovecot.csv"))
        self.wait_for("AdminBatch")
        self.finished()

    def test_userroot(self):
        self.begin("userroot")
        self.command(ENDPOINT)
        self.command(BATCH.format("RootBatch", "IMAPmigration_UserRoot.csv"))
        self.wait_for("RootBatch")
        self.finished()

    def test_failing(self):
        self.begin("failing")
        self.command(ENDPOINT)
        with lab.relay(refused=["gone@contoso.com"]) as (port, lines):
            Path(self.home, "mail-relay").write_text(f"url smtp://127.0.0.1:{port}\nfrom exosh@contoso.com\n")
            self.command(BATCH.format("Mixed", "IMAPmigration_Failing.csv") + " -NotificationEmails it@contoso.com, gone@contoso.com")
            self.wait_for("Mixed", ("SyncedWithErrors",))
            self.check_notification(lines)
        why = self.command("Get-MigrationUser -Status Failed | Get-MigrationUserStatistics | Format-List Identity,Error")
        self.assertEqual(2, why.count("[AUTHENTICATIONFAILED]"), why)
        self.assertIn("'paul.canon'", why)
        self.command("Remove-MigrationBatch Mixed -Confirm:$false")
        self.wait_removed("Mixed")
        self.command(BATCH.format("Mixed", "IMAPmigration_1.csv"))
        self.wait_for("Mixed")
        self.finished()

    def check_notification(self, lines):
        """The report by mail: to those that the relay takes, with the errors as a CSV file."""
        until = time.monotonic() + 60
        while "QUIT" not in lines and time.monotonic() < until:
            time.sleep(0.1)
        begin = lines.index("DATA") + 1
        mail = message_from_string("\n".join(lines[begin:lines.index(".", begin)]), policy=policy.default)
        self.assertIn("RCPT TO:<it@contoso.com>", lines)
        self.assertEqual('E-mail migration batch "Mixed" has finished - with errors', mail["Subject"])
        self.assertIn("Failed: 2", mail.get_body().get_content())
        errors = next(part for part in mail.iter_attachments() if part.get_filename() == "MigrationErrors.csv")
        self.assertEqual(2, errors.get_content().count("[AUTHENTICATIONFAILED]"))

    def test_resync(self):
        self.begin("resync")
        self.command(ENDPOINT)
        self.command(BATCH.format("IMAPBatch1", "IMAPmigration_1.csv"))
        self.wait_for()
        self.lab("deliver")
        self.assertIn("the new mail is synchronized", self.check()[1])
        self.assertIn("3 users of 'IMAPBatch1' are queued", self.command("Set-MigrationBatch IMAPBatch1 -SyncNow -Verbose"))
        self.command("Watch-MigrationBatch IMAPBatch1 -IntervalSeconds 1")
        self.assertEqual(["the batch IMAPBatch1 is removed again"], self.check()[1])
        self.command("Remove-MigrationBatch IMAPBatch1 -Confirm:$false")
        self.wait_removed()
        self.finished()

    def test_slow(self):
        self.begin("slow")
        self.command(f"{ENDPOINT} -MaxConcurrentMigrations 2")
        self.command(BATCH.format("Slow", "IMAPmigration_1.csv"))
        self.wait_for("Slow")
        self.finished()

    def test_hundred(self):
        self.begin("hundred")
        self.command(f"{ENDPOINT} -MaxConcurrentMigrations 10")
        self.command(f"$rows = Import-Csv {lab.DESKTOP}IMAPmigration_Hundred.csv; "
                     f"$rows | Select-Object -First 50 | Export-Csv {lab.DESKTOP}wave1.csv; "
                     f"$rows | Select-Object -Skip 50 | Export-Csv {lab.DESKTOP}wave2.csv")
        for wave in 1, 2:
            self.command(BATCH.format(f"Wave{wave}", f"wave{wave}.csv"))
        self.command("Watch-MigrationBatch Wave1, Wave2 -IntervalSeconds 1 | Out-Null")
        self.assertEqual("100 Synced", self.command(
            "Get-MigrationUser -ResultSize Unlimited | Group-Object Status | ForEach-Object { \"$($_.Count) $($_.Name)\" }").strip())
        self.finished()


if __name__ == "__main__":
    unittest.main(verbosity=2)
