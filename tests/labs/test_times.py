#!/usr/bin/env python3
"""Times of a batch: -StartAfter, -CompleteAfter and -AutoComplete, of which each has an effect that can be seen."""
import unittest

import lab

USER = "paulc@contoso.edu"


class Times(lab.LabTest):
    def setUp(self):
        self.lab("reset")
        self.command(lab.NEW_ENDPOINT)
        self.data = self.put_csv("paul.csv", f"EmailAddress,UserName,Password\n{USER},paul.cannon,3281986\n")

    def new_batch(self, name, options):
        return self.command(f"(New-MigrationBatch -Name {name} -SourceEndpoint IMAPEndpoint -CSVData {self.data} -AutoStart"
                            f" {options} 3>$null).Status").strip()

    def user_status(self):
        return self.command(f"\"$((Get-MigrationUser {USER}).Status)\"").strip()

    def test_start_after(self):
        """It waits until then, and not a message is copied before."""
        self.assertEqual("Waiting", self.new_batch("Later", "-StartAfter (Get-Date).AddSeconds(15)"))
        self.assertEqual("Waiting", self.status("Later"))
        self.wait_for("Later")
        late = self.command("$b = Get-MigrationBatch Later; ($b.InitialSyncDateTimeUTC -ge $b.StartAfterUTC)").strip()
        self.assertEqual("True", late)

    def test_start_after_is_moved(self):
        """A batch that waits takes another time; one in the past starts it."""
        self.assertEqual("Waiting", self.new_batch("Later", "-StartAfter '11/30/2099 9:00PM -0700'"))
        self.command("Set-MigrationBatch Later -StartAfter '11/30/2020 9:00PM -0700'")
        self.wait_for("Later")

    def test_nobody_left_to_start(self):
        """Every user is in another batch already: the batch does not stay at Starting."""
        self.new_batch("First", "")
        self.wait_for("First")
        self.assertEqual("Waiting", self.new_batch("Second", "-StartAfter (Get-Date).AddSeconds(4)"))
        self.wait_for("Second", ("Failed",))

    def test_complete_after(self):
        """Synced until then, then a last pass; after it no more are made."""
        self.new_batch("Whole", "-CompleteAfter (Get-Date).AddDays(1)")
        self.wait_for("Whole")
        self.command("Set-MigrationBatch Whole -CompleteAfter (Get-Date).AddSeconds(1)")
        self.wait_for("Whole", ("Completed",))
        self.assertEqual("Completed", self.user_status())

    def test_auto_complete(self):
        self.new_batch("Whole", "-AutoComplete")
        self.wait_for("Whole", ("Completed",))
        self.assertEqual("Completed", self.user_status())


if __name__ == "__main__":
    unittest.main()
