"""A session: how it ends, what Ctrl+C does, what it says after errors, progress, colours, the user's prompt and profile."""
import time
import unittest
from pathlib import Path

from screen import PromptTest


class End(PromptTest):
    def test_control_d(self):
        self.start()
        self.screen.press("C-d")
        self.ends_with(0)

    def test_control_d_typed_while_a_command_runs(self):
        self.start()
        self.enter("Start-Sleep 2; 'woke up'")
        self.shows("PS /> Start-Sleep 2; 'woke up'")
        self.screen.press("C-d")
        self.ends_with(0)
        self.shows("""
            PS /> Start-Sleep 2; 'woke up'
            woke up
            PS />""")

    def test_exit(self):
        for command, status in (("exit", 0), ("exit 3", 3), ("& { exit 4 }", 4), ("[Environment]::Exit(5)", 5)):
            with self.subTest(command):
                self.start()
                self.enter(command)
                self.ends_with(status)

    def test_no_exit(self):
        self.start("-NoProfile", "-NoExit", "-Command", "'first'; $x = 7")
        self.shows("first\nPS />")
        self.enter("$x")
        self.shows_last("7", "PS />")


class Interrupt(PromptTest):
    def stops(self, command, *after):
        """Ctrl+C ends the command at once; the shell goes on."""
        self.enter(command)
        self.shows_last(f"PS /> {command}")
        time.sleep(0.5)  # so that it is at work
        self.screen.press("C-c")
        self.shows_last(f"PS /> {command}", "^C", *after, "PS />", seconds=30)
        self.enter("'still here'")
        self.shows_last("still here", "PS />")
        self.clear()

    def test_commands(self):
        self.start()
        self.stops("Start-Sleep 60")
        self.stops("while ($true) { }")
        self.stops("for ($i = 0; ; $i++) { $null = \"$i\" }")
        self.stops("1..1000000000 | ForEach-Object { $_ } | Out-Null")
        self.stops("[Threading.Thread]::Sleep(60000)")
        self.stops("sleep 60")
        self.stops("1..3 | ForEach-Object -Parallel { Start-Sleep 60 }")
        self.stops("Start-Job { Start-Sleep 60 } | Wait-Job")

    def test_no_catch_and_finally(self):
        self.start(columns=120)
        self.stops("try { Start-Sleep 60 } catch { 'caught' } finally { Write-Host 'cleaned up' }", "cleaned up")
        self.stops("try { while ($true) { } } catch { 'caught' } finally { Write-Host 'clean' }; 'not reached'", "clean")

    def test_line(self):
        self.start()
        self.screen.type("Remove-Everything")
        self.shows("PS /> Remove-Everything")
        self.screen.press("C-c")
        self.shows("PS /> Remove-Everything^C\nPS />")

    def test_read_host(self):
        self.start()
        self.enter("$name = Read-Host 'Your name'")
        self.shows_last("Your name:")
        self.screen.press("C-c")
        self.shows_last("PS />")
        self.enter("$name = Read-Host 'Your name'; \"Hello $name\"")
        self.shows_last("Your name:")
        self.enter("Ann")
        self.shows_last("Your name: Ann", "Hello Ann", "PS />")

    def test_hidden_input(self):
        self.start()
        self.enter("$secret = Read-Host 'Password' -AsSecureString; $secret.Length")
        self.shows_last("Password:")
        self.screen.type("abc")
        self.screen.press("Enter")
        self.shows_last("3", "PS />")
        self.assertNotIn("abc", self.screen.text())


class Errors(PromptTest):
    def test_did_you_mean(self):
        self.start(columns=100)
        self.enter("Get-MigrationBacth")
        self.shows_last("Did you mean Get-MigrationBatch?", "PS />")
        self.enter("Resume-MigrationUser ann@contoso.com")
        self.shows_last("Did you mean Start-MigrationUser?", "PS />")
        self.clear()
        self.enter("Get-MigrationBatch -Idenity Wave1")
        self.shows_last("Did you mean -Identity?", "PS />")
        self.clear()
        self.enter("Get-MigrationBatch -Xyz Wave1")
        self.shows_last("Get-MigrationBatch: A parameter cannot be found that matches parameter name 'Xyz'.", "PS />")
        self.clear()
        self.enter("Qwertzuiop")
        self.shows_somewhere("Qwertzuiop: The term 'Qwertzuiop' is not recognized")
        self.shows_last("PS />")
        self.assertNotIn("Did you mean", self.screen.text())


class Look(PromptTest):
    def test_progress_leaves_a_clean_screen(self):
        self.start()
        self.enter("1..3 | ForEach-Object { Write-Progress Copying -Status \"$_ of 3\" -PercentComplete ($_ * 30); Start-Sleep 1 }")
        self.shows_somewhere("1 of 3")
        self.shows_somewhere("3 of 3")
        self.shows("PS /> 1..3 | ForEach-Object { Write-Progress Copying -Status \"$_ of 3\" -PercentC\n"
                   "omplete ($_ * 30); Start-Sleep 1 }\nPS />")

    def test_output_between_progress(self):
        self.start(columns=100)
        self.enter("1..3 | ForEach-Object { Write-Progress Copying -Status \"step $_\"; \"line $_\"; Start-Sleep 1 }; 'end'")
        self.shows_somewhere("step 2")
        self.shows_last("line 1", "line 2", "line 3", "end", "PS />")
        self.assertNotIn("step", "\n".join(self.screen.text().split("\n")[2:]))

    def test_progress_stopped(self):
        self.start()
        self.enter("Write-Progress Waiting -Status 'for nothing'; Start-Sleep 60")
        self.shows_somewhere("Waiting")
        self.wait(lambda: self.screen.text().count("for nothing") > 1, "there is no bar")
        self.screen.press("C-c")
        self.wait(lambda: self.screen.text().endswith("\nPS />"), "there is no prompt")
        self.assertEqual(1, self.screen.text().count("for nothing"))

    def test_progress_as_wide_as_the_screen(self):
        """The ^C behind the bar does not begin a further row, which would stay."""
        self.start()
        command = "Write-Progress ('ab' * 70) -Status ('cd' * 70); Start-Sleep 60"
        self.enter(command)
        self.shows_somewhere("abab")
        self.screen.press("C-c")
        self.wait(lambda: self.screen.text() == f"PS /> {command}\nPS />", "the screen is not clean")

    def test_progress_in_a_terminal_that_gets_narrower(self):
        self.start(columns=70)
        self.enter("1..2 | ForEach-Object { Write-Progress ('ab' * 25) -Status \"no $_\"; Start-Sleep 4 }; 'end'")
        self.shows_somewhere("ab  no 1")
        self.screen.resize(40, 24)
        self.shows_last("end", "PS />")
        self.assertNotIn("abab", self.screen.text())

    def test_colours(self):
        line = "Write-Error wrong; [pscustomobject]@{ Name = 1 }"
        self.start()
        self.enter(line)
        self.wait(lambda: self.screen.text().endswith("1\n\nPS />"), "no output")
        self.assertNotIn("\x1b[3", self.screen.text("-e"))
        self.environment.pop("NO_COLOR")
        self.start()
        self.enter(line)
        self.wait(lambda: self.screen.text().endswith("1\n\nPS />"), "no output")
        coloured = self.screen.text("-e")
        self.assertRegex(coloured, r"\x1b\[(1;)?31m.*wrong")  # $PSStyle.Formatting.Error
        self.assertRegex(coloured, r"\x1b\[(1;)?32m.*Name")  # $PSStyle.Formatting.TableHeader

    def test_prompt_function(self):
        self.start()
        self.enter("Set-Location /usr/bin")
        self.shows_last("PS /usr/bin>")
        self.enter("function prompt { $ok = $?; \"[$($args.Count)|$(Split-Path -Leaf $PWD)|$ok]\" + '> ' }")
        self.shows_last("[0|bin|True]>")
        self.enter("Set-Location /usr")
        self.shows_last("[0|usr|True]>")
        self.enter("Get-Item /nowhere -ErrorAction SilentlyContinue")
        self.shows_last("[0|usr|False]>")
        self.enter("function prompt { throw 'broken' }")
        self.shows_last("PS>")
        self.enter("function prompt { \"two`nlines> \" }")
        self.shows_last("two", "lines>")
        self.enter("Get-Date -Year 2000 | ForEach-Object Year")
        self.shows_last("lines> Get-Date -Year 2000 | ForEach-Object Year", "2000", "two", "lines>")

    def test_prompt_function_that_writes(self):
        self.start(columns=40)
        self.enter("function prompt { Write-Host 'PS in green' -NoNewline; '> ' }")
        self.shows_last("PS in green>")
        self.screen.type("'a line that is wider than the screen'")
        self.shows_last("PS in green> 'a line that is wider than", "the screen'")
        self.screen.press("C-a")
        self.screen.type("3;")
        self.shows_last("PS in green> 3;'a line that is wider tha", "n the screen'")
        self.screen.press("Enter")
        self.shows_last("3", "a line that is wider than the screen", "PS in green>")

    def test_output_without_an_end(self):
        self.start()
        self.enter("Write-Host 'no end' -NoNewline")
        self.shows_last("no endPS />")
        self.enter("'next'")
        self.shows_last("no endPS /> 'next'", "next", "PS />")

    def test_prompt_with_colours(self):
        self.start(columns=30)
        self.enter("function prompt { \"`e[32mgreen`e[0m> \" }")
        self.shows_last("green>")
        # The colours take no room: a line as wide as the screen stays whole while it is edited.
        self.screen.type("'aaaaaaaaaaaaaaaaaaaaaa'")
        self.screen.press("C-a")
        self.screen.type("x")
        self.screen.press("C-e")
        self.shows_last("green> x'aaaaaaaaaaaaaaaaaaaaa", "a'")

    def test_profile(self):
        profile = self.run_command("$PROFILE").strip()
        Path(profile).parent.mkdir(parents=True, exist_ok=True)
        Path(profile).write_text("Write-Host 'Welcome'\n$wave = 'Wave1'\nfunction prompt { 'mine> ' }\n")
        self.start()
        self.screen.close()
        self.environment["EXTRA"] = ""
        from screen import PROGRAM, Screen
        self.screen = Screen([PROGRAM, "-NoLogo"], self.environment)
        self.addCleanup(self.screen.close)
        self.shows("Welcome\nmine>")
        self.enter("$wave")
        self.shows_last("Wave1", "mine>")

    def test_greeting(self):
        from screen import PROGRAM, Screen
        self.screen = Screen([PROGRAM, "-NoProfile"], self.environment, columns=110)
        self.addCleanup(self.screen.close)
        self.wait(lambda: self.screen.text().startswith("exosh ") and self.screen.text().endswith("\nPS />"), "no greeting")


if __name__ == "__main__":
    unittest.main()
