#!/usr/bin/env python3
"""Every command on a batch and on a user in every status: done, or refused in words that name the status it has and those
that allow it. The table is Exchange's; no service runs, so that nothing changes but by the commands."""
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.path.abspath(os.environ.get("EXOSH", Path(__file__).resolve().parents[2] / "build/exosh"))
SETUP = """
New-MigrationEndpoint -IMAP -Name Old -RemoteServer imap.example.invalid -Port 993 -Security Ssl -SkipVerification | Out-Null
New-MigrationBatch -Name Wave1 -SourceEndpoint Old -CSVData ([Text.Encoding]::UTF8.GetBytes(
	"EmailAddress,UserName,Password`nann@contoso.com,ann,x")) | Out-Null
"""
TRY = "try {{ {} -ErrorAction Stop 3>$null; 'done' }} catch {{ \"$_\" }}"
BATCH_STATUSES = ("Created Waiting Starting Syncing IncrementalSyncing Synced SyncedWithErrors Stopping Stopped Failed Completing"
                  " Completed CompletedWithErrors Removing Corrupted").split()
USER_STATUSES = ("Queued Validating Provisioning Syncing Synced IncrementalSyncing IncrementalSynced IncrementalFailed"
                 " IncrementalStopped Failed Stopped Stopping Completing Completed Removing Corrupted").split()
BATCH_COMMANDS = {
    "Start-MigrationBatch Wave1": set(BATCH_STATUSES) - {"Stopping", "Removing", "Corrupted", "Completed", "Completing"},
    "Stop-MigrationBatch Wave1 -Confirm:$false": {"Starting", "Waiting", "Syncing", "IncrementalSyncing", "Synced",
                                                  "SyncedWithErrors", "Completing"},
    "Set-MigrationBatch Wave1 -SyncNow": set(BATCH_STATUSES) - {"Removing", "Corrupted"},
    "Remove-MigrationBatch Wave1 -Confirm:$false": set(BATCH_STATUSES),
    "Complete-MigrationBatch Wave1 -Confirm:$false": set(),
}
USER_COMMANDS = {
    "Start-MigrationUser ann@contoso.com": {"Failed", "IncrementalFailed", "Stopped", "IncrementalStopped"},
    "Stop-MigrationUser ann@contoso.com -Confirm:$false": {
        "Queued", "Validating", "Provisioning", "Syncing", "Synced", "IncrementalSyncing", "IncrementalSynced", "Completing"},
}


class States(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="exosh-states.", dir="/tmp"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.assertEqual("", self.run_command(SETUP))

    def run_command(self, command):
        done = subprocess.run([PROGRAM, "-NoProfile", "-NonInteractive", "-Command", command], text=True, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, cwd="/",
                              env=os.environ | {"EXOSH_HOME": str(self.folder / "home"), "EXOSH_SERVICE": "/bin/true",
                                                "NO_COLOR": "1", "COLUMNS": "1000"})
        return done.stdout.strip()

    def set_status(self, batch, user):
        database = sqlite3.connect(self.folder / "home/state.db", timeout=30)
        with database:
            database.execute("UPDATE batch SET status = ?", (batch,))
            database.execute("UPDATE migration_user SET status = ?", (user,))
        database.close()

    def check(self, command, status, allowed):
        answer = self.run_command(TRY.format(command))
        if status in allowed:
            self.assertEqual("done", answer.splitlines()[-1] if answer else "", f"{command} in {status}")
            return
        found = re.search(rf"can't be .* because its status is {status}\. It can be .*", answer)
        self.assertTrue(found, f"{command} in {status}: {answer}")
        named = set(re.findall(r"[A-Z][A-Za-z]+", found.group().split("It can be")[1]))
        self.assertLessEqual(allowed, named, f"{command} in {status}: {answer}")
        self.assertNotIn(status, named, f"{command} in {status}: {answer}")

    def test_batch(self):
        for command, allowed in BATCH_COMMANDS.items():
            for status in BATCH_STATUSES:
                with self.subTest(command=command, status=status):
                    self.set_status(status, "Synced")
                    if allowed:
                        self.check(command, status, allowed)
                    else:
                        self.assertRegex(self.run_command(TRY.format(command)), "IMAP migration, which has no completion step")

    def test_user(self):
        for command, allowed in USER_COMMANDS.items():
            for status in USER_STATUSES:
                with self.subTest(command=command, status=status):
                    self.set_status("Syncing", status)
                    self.check(command, status, allowed)


if __name__ == "__main__":
    unittest.main()
