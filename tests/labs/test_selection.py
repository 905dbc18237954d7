#!/usr/bin/env python3
"""What of a mailbox is copied: -IncludeFolders, -ExcludeFolders, -ContentFilter, in the lab's mailboxes."""
import json
import unittest
from pathlib import Path

import lab

USER = "paulc@contoso.edu"


class Selection(lab.LabTest):
    def setUp(self):
        self.lab("reset")
        self.command(lab.NEW_ENDPOINT)

    def migrate(self, options):
        data = self.put_csv("paul.csv", f"EmailAddress,UserName,Password\n{USER},paul.cannon,3281986\n")
        self.command(f"New-MigrationBatch -Name Paul -SourceEndpoint IMAPEndpoint -CSVData {data} -AutoStart {options}")
        self.wait_for("Paul")
        text = self.command(f"ConvertTo-Json @(Get-MailboxFolderStatistics {USER} | Where-Object ItemsInFolder |"
                            " Select-Object FolderPath, ItemsInFolder)")
        folders = {row["FolderPath"]: row["ItemsInFolder"] for row in json.loads(text)}
        statistics = json.loads(self.command(
            f"Get-MigrationUserStatistics {USER} | Select-Object *ItemCount, *InSourceMailboxCount | ConvertTo-Json"))
        self.assertEqual("True", self.command(f"Test-MigrationUser {USER} -Quiet").strip())
        return folders, statistics

    def test_include(self):
        folders, _ = self.migrate("-IncludeFolders '#SentItems#', '2024/*', 'release*' -ExcludeFolders '*/02'")
        self.assertEqual({"/Sent Items", "/2024/01", "/Release 1.0", "/Release 1.0/notes.txt"}, set(folders))

    def test_content_filter(self):
        everything, whole = self.migrate("")
        self.command("Remove-MigrationBatch Paul -Confirm:$false")
        self.wait_removed("Paul")
        self.command(f"Remove-Mailbox {USER} -Confirm:$false")
        median = sorted(int(name.name.split(".")[0]) for name in Path(self.home, "removed").glob("*/**/cur/*"))
        middle = median[len(median) // 2]
        date = self.command(f"([DateTimeOffset]::FromUnixTimeSeconds({middle})).UtcDateTime.ToString('dd.MM.yyyy HH:mm:ss')").strip()
        folders, some = self.migrate(f"-ContentFilter \"Received -ge '{date}'\" -ContentFilterLanguage de-DE")
        wanted = sum(date >= middle for date in median)
        self.assertEqual(sum(everything.values()), len(median))
        self.assertEqual(wanted, sum(folders.values()))
        self.assertEqual((wanted, wanted, 0), (some["SyncedItemCount"], some["TotalItemsInSourceMailboxCount"],
                                               some["SkippedItemCount"]))
        self.assertEqual(len(median), whole["SyncedItemCount"])

    def test_analyze(self):
        """Measured as a copy finds it, without one; the mailbox is free for a batch that copies it."""
        data = self.put_csv("terry.csv", "EmailAddress,UserName,Password\nterrya@contoso.edu,terry.adams,1091990\n")
        self.command(f"New-MigrationBatch -Analyze -Name Trial -SourceEndpoint IMAPEndpoint -CSVData {data} -AutoStart")
        self.wait_for("Trial", ("Completed",))
        show = ("Get-MigrationUserStatistics terrya@contoso.edu -IncludeSkippedItems | ForEach-Object { "
                "'{0} {1} {2} {3}' -f $_.Status, $_.SyncedItemCount, $_.SkippedItemCount, $_.SkippedItems[0].Kind;"
                " \"$($_.TotalItemsInSourceMailboxCount)\"; \"$($_.EstimatedTotalTransferSize)\" }")
        status, total, size = self.command(show).splitlines()
        self.assertEqual("Completed 0 1 LargeItem", status)
        self.assertEqual([], list(Path(self.home, "mailboxes").glob("**/cur/*")))
        self.assertIn("can't be tested", self.refused("Test-MigrationUser terrya@contoso.edu -ErrorAction Stop"))
        self.command("Remove-MigrationBatch Trial -Confirm:$false")
        self.wait_removed("Trial")
        self.command(f"New-MigrationBatch -Name Real -SourceEndpoint IMAPEndpoint -CSVData {data} -AutoStart")
        self.wait_for("Real")
        self.assertEqual(["Synced " + str(int(total) - 1) + " 1 LargeItem", total, size], self.command(show).splitlines())

    def test_refused(self):
        data = self.put_csv("paul.csv", f"EmailAddress,UserName,Password\n{USER},paul.cannon,3281986\n")
        text = self.refused(f"New-MigrationBatch -Name Paul -SourceEndpoint IMAPEndpoint -CSVData {data} -ErrorAction Stop"
                            " -ContentFilter \"Subject -like '*x*'\"")
        self.assertIn("only Received, Sent and Size can be compared", text)
        self.assertIn("can't be found", self.refused("Get-MigrationBatch Paul -ErrorAction Stop"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
