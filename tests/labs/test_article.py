#!/usr/bin/env python3
"""The article's commands, verbatim: one by one with -Command, in a script, and typed at the prompt."""
import re
import unittest

import lab


class Article(lab.LabTest):
    def setUp(self):
        self.lab("reset")

    def check_endpoint(self, text, port, security, migrations, syncs):
        fields = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
        fields = {name.strip(): value.strip() for name, value in fields.items()}
        self.assertEqual({"EndpointType": "IMAP", "RemoteServer": "imap.contoso.com", "Port": port, "Security": security,
                          "MaxConcurrentMigrations": migrations, "MaxConcurrentIncrementalSyncs": syncs}, fields)

    def check_target(self):
        table = self.assert_identical()
        self.assertIn("3 of 3 mailboxes compared", table)
        self.assertIn("1 above 35 MB left out", table)

    def test_command(self):
        """-Command, each in a process of its own: the service goes on between them."""
        self.assertIn("Success", self.command(lab.TEST_SERVER))
        rows = self.command(lab.IMPORT_CSV)
        self.assertIn("terrya@contoso.edu terry.adams 1091990", " ".join(rows.split()))
        self.command(lab.NEW_ENDPOINT)
        self.check_endpoint(self.command(lab.GET_ENDPOINT), "993", "Ssl", "100", "20")
        self.assertIn("IMAPBatch1", self.command(lab.NEW_BATCH))
        self.assertIn("Identity", self.command(lab.GET_BATCH))
        self.wait_for()
        self.assertEqual("Status : Synced", self.command(lab.GET_STATUS).strip())
        self.check_target()
        statistics = self.command(lab.GET_STATISTICS)
        for address in ("terrya", "annb", "paulc"):
            self.assertIn(f"{address}@contoso.edu", statistics)
        self.command(lab.REMOVE_BATCH, answers="Y\n")
        self.assertIn("IMAPBatch1", self.wait_removed())

    def test_last_command_in_a_file(self):
        """The article's last command has a stray quote: in a file that is a parse error, as in PowerShell."""
        error = self.refused(lab.GET_REMOVED)
        self.assertIn("The string is missing the terminator", error)

    def test_script(self):
        """All of them in one .ps1, with a batch that is made first and started later."""
        script = "\n".join([
            lab.TEST_SERVER, lab.IMPORT_CSV, lab.NEW_ENDPOINT_143, lab.GET_ENDPOINT,
            lab.NEW_BATCH.replace(" -AutoStart", ""), lab.GET_STATUS, "Start-MigrationBatch -Identity IMAPBatch1",
            "while (\"$((Get-MigrationBatch IMAPBatch1).Status)\" -ne 'Synced') { Start-Sleep -Milliseconds 200 }",
            lab.GET_BATCH, lab.GET_STATISTICS, lab.REMOVE_BATCH + " -Confirm:$false"])
        with open(f"{self.home}/article.ps1", "w") as file:
            file.write(script + "\n")
        done = self.exosh("-File", f"{self.home}/article.ps1", timeout=240)
        self.assertEqual("", done.stderr)
        self.assertEqual(0, done.returncode, done.stdout)
        self.assertIn("Status : Created", done.stdout)
        listed = re.findall(r"^EndpointType +:.*?\n\n", done.stdout, re.MULTILINE | re.DOTALL)[-1]
        self.check_endpoint(listed, "143", "Tls", "50", "25")
        self.check_target()
        self.wait_removed()

    def test_typed(self):
        """At the prompt: the endpoint's two lines wait with >>, Remove asks, and the stray quote is understood."""
        shell = self.shell()
        try:
            self.assertIn("Success", shell.run(lab.TEST_SERVER))
            self.assertIn("terry.adams", shell.run(lab.IMPORT_CSV))
            shell.run(lab.NEW_ENDPOINT_143)
            self.check_endpoint(shell.run(lab.GET_ENDPOINT), "143", "Tls", "50", "25")
            shell.run(lab.NEW_BATCH)
            self.wait_for()
            self.assertEqual("Status : Synced", shell.run(lab.GET_STATUS).strip())
            self.check_target()
            self.assertIn("Are you sure", shell.run(lab.REMOVE_BATCH, "Y"))
            self.wait_removed()
            answer = shell.run(lab.GET_REMOVED, "Y")
            self.assertRegex(" ".join(answer.split()), "can't be found|couldn't be found")
            shell.send("exit 7\r")
            self.assertEqual(7, shell.close())
        finally:
            shell.close(0)

    def test_what_if(self):
        """-WhatIf says what would be done and does nothing."""
        self.assertIn("What if:", self.command(lab.NEW_ENDPOINT + " -WhatIf"))
        self.refused("Get-MigrationEndpoint IMAPEndpoint")
        self.command(lab.NEW_ENDPOINT)
        self.assertIn("What if:", self.command(lab.NEW_BATCH + " -WhatIf"))
        self.refused("Get-MigrationBatch IMAPBatch1")
        self.assertIn("What if:", self.command("Remove-MigrationEndpoint IMAPEndpoint -WhatIf"))
        self.command("Get-MigrationEndpoint IMAPEndpoint")


if __name__ == "__main__":
    unittest.main(verbosity=2)
