#!/usr/bin/env python3
"""Every form of the article's CSV file, and what spreadsheets make of it, against the lab's server."""
import unittest

import lab


class CsvForms(lab.LabTest):
    def setUp(self):
        self.lab("reset")
        self.command(lab.NEW_ENDPOINT)

    def migrate(self, csv_data):
        self.command(f"New-MigrationBatch -Name IMAPBatch1 -SourceEndpoint IMAPEndpoint -CSVData {csv_data} -AutoStart")
        self.wait_for()
        self.assert_identical()

    def desktop(self, name):
        return f"([System.IO.File]::ReadAllBytes(\"{lab.DESKTOP}{name}\"))"

    def test_master_user(self):
        self.migrate(self.desktop("IMAPmigration_Dovecot.csv"))

    def test_exchange_administrator(self):
        self.migrate(self.desktop("IMAPmigration_Exchange.csv"))

    def test_mirapoint_administrator(self):
        self.migrate(self.desktop("IMAPmigration_Mirapoint.csv"))

    def test_user_root(self):
        self.migrate(self.desktop("IMAPmigration_UserRoot.csv"))

    def test_from_a_spreadsheet(self):
        """UTF-8 with a byte order mark, every cell quoted, the columns in another order."""
        self.migrate(self.put_csv("excel.csv", "\ufeff\"Password\",\"EmailAddress\",\"UserName\"\r\n"
                                  "\"1091990\",\"terrya@contoso.edu\",\"terry.adams\"\r\n"
                                  "\"2111991\",\"annb@contoso.edu\",\"ann.beebe\"\r\n"
                                  "\"3281986\",\"paulc@contoso.edu\",\"paul.cannon\"\r\n"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
