#!/usr/bin/env python3
"""Over a slow line one can see what happens: folder, rate, time left; settings change meanwhile; the history stays."""
import json
import re
import subprocess
import sys
import time
import unittest
from pathlib import Path

import lab

USER = "terrya@contoso.edu"


class SlowLine(lab.LabTest):
    def setUp(self):
        self.lab("reset")
        mapping = Path(self.home, "connect-to")
        self.map = mapping.read_text()
        port = re.search(r":993:127\.0\.0\.1:(\d+)", self.map)[1]
        self.link = subprocess.Popen([sys.executable, lab.ROOT / "scripts/lab.d/slow_link.py", port, "400", "20"],
                                     stdout=subprocess.PIPE, text=True)
        slow = self.link.stdout.readline().split()[0]
        mapping.write_text(self.map.replace(f":993:127.0.0.1:{port}", f":993:127.0.0.1:{slow}"))

    def tearDown(self):
        self.link.kill()
        self.link.wait()
        self.link.stdout.close()
        Path(self.home, "connect-to").write_text(self.map)

    def statistics(self):
        return json.loads(self.command(
            f"Get-MigrationUserStatistics {USER} | Select-Object StatusDetail, CurrentFolder, SyncedItemCount, FoldersTotal, "
            "TotalItemsInSourceMailboxCount, PercentageComplete, @{n='Rate'; e={ $_.CurrentBytesTransferredPerMinute.ToBytes() }}"
            ", @{n='Age'; e={ ((Get-Date) - $_.LastActivityTime).TotalSeconds }} | ConvertTo-Json"))

    def test_progress(self):
        self.command(lab.NEW_ENDPOINT)
        self.command(lab.NEW_BATCH)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            shown = self.statistics()
            if shown["SyncedItemCount"] and "left" in shown["StatusDetail"]:
                break
            time.sleep(1)
        self.assertGreater(shown["SyncedItemCount"], 0, shown)
        self.assertLess(shown["SyncedItemCount"], shown["TotalItemsInSourceMailboxCount"], "not slow enough to see")
        self.assertEqual("INBOX", shown["CurrentFolder"])
        self.assertRegex(shown["StatusDetail"], r"^Syncing: folder 'INBOX', 0 of \d+ folders done, .*/min, about .* left$")
        # 400 KB/s for everybody: what is shown is of that order.
        self.assertTrue(1_000_000 < shown["Rate"] < 60_000_000, shown)
        self.assertLess(shown["Age"], 30)
        self.command("Set-MigrationBatch IMAPBatch1 -NotificationEmails admin@contoso.edu")
        self.assertEqual("admin@contoso.edu", self.command("(Get-MigrationBatch IMAPBatch1).NotificationEmails").strip())
        text = self.refused(f"Set-MigrationUser {USER} -SyncNow -ErrorAction Stop")
        self.assertIn("can't be synchronized now because its status is Syncing", text)
        self.command("Remove-MigrationBatch IMAPBatch1 -Confirm:$false")
        self.wait_removed()
        history = self.command("(Get-MigrationBatch -Removed -IncludeReport | Where-Object Identity -like 'IMAPBatch1').Report")
        self.assertIn("Remov", history)


if __name__ == "__main__":
    unittest.main(verbosity=2)
