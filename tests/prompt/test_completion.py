"""The Tab key: what it completes, and what it lists."""
import unittest
from pathlib import Path

from screen import PromptTest

ENDPOINT = "New-MigrationEndpoint -IMAP -Name {} -RemoteServer imap.example.invalid -Port 993 -Security Ssl -SkipVerification"
BATCH = "New-MigrationBatch -Name {} -SourceEndpoint OldServer -CSVData ([Text.Encoding]::UTF8.GetBytes(\"{}\"))"
CSV = "EmailAddress,UserName,Password`nann@contoso.com,ann,x`nandy@contoso.com,andy,x`npaul@contoso.com,paul,x"


class Completion(PromptTest):
    def completes(self, typed, expected):
        """Tab makes `expected` of what is typed, and lists nothing."""
        self.screen.type(typed)
        self.shows(f"PS /> {typed}".rstrip())
        self.screen.press("Tab")
        self.shows(f"PS /> {expected}".rstrip())
        self.clear()

    def lists(self, typed, labels, line=None):
        """Tab makes `line` of what is typed, and lists these below it."""
        self.screen.type(typed)
        self.shows(f"PS /> {typed}".rstrip())
        self.screen.press("Tab")
        # The line again, below the list.
        self.wait(lambda: self.screen.text().count("\n") > 1 and
                  self.screen.text().split("\n")[-1] == f"PS /> {line or typed}".rstrip(), f"no list for {typed}")
        listed = [word for row in self.screen.text().split("\n")[1:-1] for word in row.split()]
        self.assertEqual(sorted(labels, key=str.lower), sorted(listed, key=str.lower), typed)
        self.clear()

    def test_commands(self):
        self.start()
        self.completes("Get-MigrationE", "Get-MigrationEndpoint")
        self.completes("get-migrationconf", "Get-MigrationConfig")
        self.lists("Get-MigrationUs", ["Get-MigrationUser", "Get-MigrationUserStatistics"], "Get-MigrationUser")
        self.completes("1..3 | Measure-Ob", "1..3 | Measure-Object")
        self.completes("$x = Get-Migratione", "$x = Get-MigrationEndpoint")

    def test_functions_of_the_user(self):
        self.start()
        self.enter("function Get-MyWave { param([ValidateSet('One','Two')]$Wave, [switch]$Whole) }")
        self.shows_last("PS />")
        self.clear()
        self.completes("Get-MyW", "Get-MyWave")
        self.completes("Get-MyWave -Who", "Get-MyWave -Whole")
        self.lists("Get-MyWave -Wave ", ["One", "Two"])
        self.completes("Get-MyWave -Wave O", "Get-MyWave -Wave One")

    def test_parameters(self):
        self.start()
        self.completes("Get-MigrationBatch -Inc", "Get-MigrationBatch -IncludeReport")
        self.lists("New-MigrationEndpoint -IMAP -MaxC", ["MaxConcurrentIncrementalSyncs", "MaxConcurrentMigrations"],
                   "New-MigrationEndpoint -IMAP -MaxConcurrent")
        self.completes("Get-ChildItem / -Rec", "Get-ChildItem / -Recurse")
        self.completes("Get-ChildItem -ErrorAct", "Get-ChildItem -ErrorAction")

    def test_values(self):
        self.start()
        self.lists("New-MigrationEndpoint -IMAP -Security ", ["None", "Ssl", "Tls"])
        self.completes("New-MigrationEndpoint -IMAP -Security T", "New-MigrationEndpoint -IMAP -Security Tls")
        self.completes("Get-ChildItem -ErrorAction SilentlyC", "Get-ChildItem -ErrorAction SilentlyContinue")
        self.completes("New-MigrationBatch -TimeZone 'W. Europe Standard T", "New-MigrationBatch -TimeZone 'W. Europe Standard Time'")
        self.completes("New-MigrationBatch -TimeZone Europe/Berl", "New-MigrationBatch -TimeZone Europe/Berlin")
        self.completes("Get-MigrationUser -StatusSummary Fai", "Get-MigrationUser -StatusSummary Failed")

    def test_members(self):
        self.start()
        self.completes("'text'.ToUpperI", "'text'.ToUpperInvariant(")
        self.completes("Get-Date | ForEach-Object { $_.DayOfY", "Get-Date | ForEach-Object { $_.DayOfYear")
        self.completes("[Math]::Sqr", "[Math]::Sqrt(")
        self.completes("[DateTime]::UtcN", "[DateTime]::UtcNow")
        self.completes("Get-MigrationBatch | Where-Object SyncedC", "Get-MigrationBatch | Where-Object SyncedCount")

    def test_types(self):
        self.start()
        self.completes("[System.Text.StringB", "[System.Text.StringBuilder")

    def test_variables(self):
        self.start()
        self.enter("$mailboxes = 1; ${odd name} = 2")
        self.shows_last("PS />")  # Ctrl+C would else end the assignment
        self.clear()
        self.completes("$mailb", "$mailboxes")
        self.completes("$env:HOM", "$env:HOME")
        self.completes("$odd", "${odd name}")
        self.completes("Write-Output \"sum: $mailb", "Write-Output \"sum: $mailboxes")

    def test_paths(self):
        folder = Path(self.home, "state/drives/C/Users/Administrator/Desktop")
        folder.mkdir(parents=True)
        (folder / "IMAPmigration_1.csv").touch()
        (folder / "two words.csv").touch()
        Path(self.home, "tree/inner").mkdir(parents=True)
        self.start(columns=120)
        self.completes(r"Import-Csv C:\Us", "Import-Csv C:\\Users\\")
        self.completes(r"Import-Csv C:\Users\Administrator\Desktop\IM",
                       r"Import-Csv C:\Users\Administrator\Desktop\IMAPmigration_1.csv")
        self.completes(r"Import-Csv c:\users\administrator\desktop\im",
                       r"Import-Csv c:\users\administrator\desktop\IMAPmigration_1.csv")
        self.completes(r"Import-Csv C:\Users\Administrator\Desktop\two",
                       r"Import-Csv 'C:\Users\Administrator\Desktop\two words.csv'")
        self.completes("Get-ChildItem ~/tre", "Get-ChildItem ~/tree/")
        self.completes(f"Get-ChildItem {self.home}/tree/in", f"Get-ChildItem {self.home}/tree/inner/")
        self.completes("$bytes = [IO.File]::ReadAllBytes(\"C:\\Users\\Administrator\\Desktop\\IM",
                       "$bytes = [IO.File]::ReadAllBytes(\"C:\\Users\\Administrator\\Desktop\\IMAPmigration_1.csv\"")

    def test_second_line(self):
        self.start()
        self.enter("if ($true) {")
        self.shows_last(">>")
        self.screen.type("Get-MigrationE")
        self.screen.press("Tab")
        self.shows_last(">> Get-MigrationEndpoint")

    def test_names_of_the_migration(self):
        for name in "OldServer", "OtherServer":
            self.run_command(ENDPOINT.format(name))
        self.run_command(BATCH.format("Wave1", CSV))
        self.run_command(BATCH.format("'Second wave'", CSV.replace("@contoso", "@fabrikam")))
        self.start()
        self.completes("Get-MigrationEndpoint Ol", "Get-MigrationEndpoint OldServer")
        self.lists("New-MigrationBatch -SourceEndpoint ", ["OldServer", "OtherServer"], "New-MigrationBatch -SourceEndpoint O")
        self.completes("Start-MigrationBatch Wa", "Start-MigrationBatch Wave1")
        self.completes("Start-MigrationBatch -Identity Sec", "Start-MigrationBatch -Identity 'Second wave'")
        self.completes("Get-MigrationUser -BatchId Wa", "Get-MigrationUser -BatchId Wave1")
        self.lists("Get-MigrationUserStatistics pa", ["paul@contoso.com", "paul@fabrikam.com"],
                   "Get-MigrationUserStatistics paul@")
        self.completes("Get-MigrationUserStatistics paul@c", "Get-MigrationUserStatistics paul@contoso.com")
        self.lists("Get-MigrationUserStatistics an", ["andy@contoso.com", "andy@fabrikam.com", "ann@contoso.com",
                                                     "ann@fabrikam.com"])


if __name__ == "__main__":
    unittest.main()
