#!/usr/bin/env python3
"""The lab's exercises, each from its start to "Well done." by the commands that its text asks for."""
import unittest

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
        self.command(BATCH.format("Mixed", "IMAPmigration_Failing.csv"))
        self.wait_for("Mixed", ("SyncedWithErrors",))
        why = self.command("Get-MigrationUser -Status Failed | Get-MigrationUserStatistics | Format-List Identity,Error")
        self.assertEqual(2, why.count("[AUTHENTICATIONFAILED]"), why)
        self.assertIn("'paul.canon'", why)
        self.command("Remove-MigrationBatch Mixed -Confirm:$false")
        self.wait_removed("Mixed")
        self.command(BATCH.format("Mixed", "IMAPmigration_1.csv"))
        self.wait_for("Mixed")
        self.finished()

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
