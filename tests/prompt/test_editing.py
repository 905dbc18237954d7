"""Writing a line: several lines, pasting, the history, wide characters, another width."""
import stat
import unittest
from pathlib import Path

from screen import PromptTest

LISTING = """\
# The article's listing
$csv = "EmailAddress,UserName,Password`nterrya@contoso.edu,terry.adams,1091990"
New-MigrationEndpoint -IMAP -Name IMAPEndpoint -RemoteServer imap.example.invalid `
    -Port 993 -Security Ssl -SkipVerification | Out-Null

New-MigrationBatch -Name IMAPBatch1 -SourceEndpoint IMAPEndpoint `
    -CSVData ([System.Text.Encoding]::UTF8.GetBytes($csv)) | Out-Null
function Get-State([string]$Name) {
    $batch = Get-MigrationBatch -Identity $Name

    "$($batch.Identity): $($batch.Status), $($batch.TotalCount) user"
}
Get-State IMAPBatch1
"""


class Editing(PromptTest):
    def test_several_lines(self):
        self.start()
        self.enter("foreach ($i in 1..3) {")
        self.shows_last("PS /> foreach ($i in 1..3) {", ">>")
        self.enter("  $i * 2")
        self.shows_last(">>   $i * 2", ">>")
        self.enter("}")
        self.shows("""
            PS /> foreach ($i in 1..3) {
            >>   $i * 2
            >> }
            2
            4
            6
            PS />""")

    def test_what_asks_for_more(self):
        self.start()
        for first, second, result in (("1, 2 |", "Measure-Object | ForEach-Object Count", "2"), ("'a", "b'.Length", "3"),
                                      ("Write-Output `", "yes", "yes"), ("@'\nit is", "'@", "it is"), ("5 +", "6", "11"),
                                      ("if ($false) { 1 }\nelse {", "'other' }", "other")):
            with self.subTest(first):
                for line in first.split("\n"):
                    self.enter(line)
                    if line != "if ($false) { 1 }":
                        self.shows_last(">>")
                    else:
                        self.shows_last("PS />")
                        break
                else:
                    self.enter(second)
                    self.shows_last(result, "PS />")
                self.clear()

    def test_control_c_and_control_d_give_up_several_lines(self):
        self.start()
        self.enter("if ($true) {")
        self.shows_last(">>")
        self.screen.press("C-c")
        self.shows_last(">> ^C", "PS />")
        self.clear()
        self.enter("if ($true) {")
        self.shows_last(">>")
        self.screen.press("C-d")
        self.shows("""
            PS /> if ($true) {
            >>

            PS />""")
        self.enter("1 + 1")
        self.shows_last("2", "PS />")

    def test_editing_keys(self):
        self.start()
        self.screen.type("Write-Output wrong word")
        self.screen.press("C-w")
        self.screen.type("end")
        self.screen.press("C-a")
        self.screen.press("M-f", "M-f")
        self.screen.type("!")
        self.shows("PS /> Write-Output! wrong end")
        self.screen.press("BSpace", "C-e", "C-u")
        self.shows("PS />")

    def test_paste_of_a_listing(self):
        self.start(columns=110, rows=40)
        self.screen.paste(LISTING)
        self.shows_somewhere("Get-State IMAPBatch1")
        # Nothing ran yet: what is pasted waits for Enter.
        self.assertNotIn("1 user", self.screen.text())
        self.screen.press("Enter")
        self.shows_last("IMAPBatch1: Created, 1 user", "PS />")
        # It is one entry of the history, which comes back whole.
        self.screen.press("C-l")
        self.shows("PS />")
        self.screen.press("Up")
        self.shows_somewhere("    \"$($batch.Identity): $($batch.Status), $($batch.TotalCount) user\"")
        self.screen.press("C-c")

    def test_wide_characters(self):
        self.start(columns=40)
        self.screen.type("'日本語 Grüße'.Length")
        self.shows("PS /> '日本語 Grüße'.Length")
        self.screen.press("C-a", "Right", "Right", "Delete")
        self.shows("PS /> '日語 Grüße'.Length")
        self.screen.press("C-e", "Enter")
        self.shows("""
            PS /> '日語 Grüße'.Length
            8
            PS />""")
        # Over the edge: a wide character does not fit into the last column.
        self.clear()
        self.screen.type("'日日日日日日日日日日日日日日日日日日日'")
        self.wait(lambda: self.screen.text("-J").endswith("日'"), "the line is not there")
        self.screen.press("BSpace", "BSpace")
        self.screen.type("本'")
        self.screen.press("Enter")
        self.shows_last("日" * 18 + "本", "PS />")

    def test_another_width(self):
        self.start(columns=60)
        line = "Write-Output " + "abcdefghij" * 6
        self.screen.type(line)
        self.wait(lambda: self.screen.text("-J") == f"PS /> {line}", "the line is not there")
        self.screen.resize(100, 24)
        self.wait(lambda: self.screen.text() == f"PS /> {line}", "the line has not got wider")
        self.screen.press("Enter")
        self.shows_last("abcdefghij" * 6, "PS />")
        self.enter("[Console]::WindowWidth")
        self.shows_last("100", "PS />")


class History(PromptTest):
    def history(self):
        return Path(self.home, "state/history").read_text()

    def test_kept_between_sessions(self):
        self.start()
        self.enter("'the first session'")
        self.shows_last("the first session", "PS />")
        self.enter("if ($true) {")
        self.shows_last(">>")
        self.enter("'two lines' }")
        self.shows_last("two lines", "PS />")
        self.screen.press("C-d")
        self.ends_with(0)
        self.assertEqual(0o600, stat.S_IMODE(Path(self.home, "state/history").stat().st_mode))
        self.start()
        self.screen.press("Up")
        self.shows("PS /> if ($true) {\n'two lines' }")
        self.screen.press("Up")
        self.shows_last("PS /> 'the first session'")
        self.screen.press("Enter")
        self.shows_last("the first session", "PS />")

    def test_search(self):
        self.start()
        for word in "alpha", "beta", "alps":
            self.enter(f"'{word}'")
            self.shows_last(word, "PS />")
        self.clear()
        self.screen.press("C-r")
        self.shows_somewhere("(reverse-i-search)")
        self.screen.type("al")
        self.shows_last("(reverse-i-search)`al': 'alps'")
        self.screen.press("C-r")
        self.shows_last("(reverse-i-search)`al': 'alpha'")
        self.screen.press("Enter")
        self.shows("PS /> 'alpha'\nalpha\nPS />")

    def test_no_secrets(self):
        secrets = ("$s = ConvertTo-SecureString 'Hidden1' -AsPlainText -Force",
                   "function Use-Login($Password) { 'used' }; Use-Login -Password Hidden2",
                   "$env:API_TOKEN = 'Hidden3'", "$password = 'Hidden4'",
                   "$login = [pscredential]::new('ann', (ConvertTo-SecureString Hidden5 -AsPlainText))")
        self.start(columns=110)
        for line in secrets:
            self.enter(line)
            self.shows_last("PS />")
        self.enter("'an open line'")
        self.shows_last("an open line", "PS />")
        # This session still has them under the arrow key.
        self.clear()
        self.screen.press("Up", "Up")
        self.shows(f"PS /> {secrets[-1]}")
        self.clear()
        self.screen.press("C-d")
        self.ends_with(0)
        self.assertIn("'an open line'", self.history())
        self.assertNotIn("Hidden", self.history())
        for file in Path(self.home).rglob("*"):
            if file.is_file():
                self.assertNotIn(b"Hidden", file.read_bytes(), file)

    def test_get_history(self):
        self.start()
        self.enter("'one'")
        self.shows_last("one", "PS />")
        self.enter("Get-History | ForEach-Object CommandLine")
        self.shows_last("'one'", "PS />")
        self.clear()
        self.enter("Invoke-History 1")
        self.shows("PS /> Invoke-History 1\n'one'\none\nPS />")


if __name__ == "__main__":
    unittest.main()
