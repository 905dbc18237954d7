#!/usr/bin/env python3
"""Cyrus as the source: QRESYNC, LIST-STATUS, METADATA and all that."""
import unittest

import cyrus
from source_test import SourceTest


@unittest.skipIf(cyrus.missing(), cyrus.missing())
class FromCyrus(SourceTest):
    users = {"user1": "terrya@contoso.edu", "user.two": "annb@contoso.edu"}

    def test_all(self):
        self.migrate_from(cyrus.Cyrus("imap.fabrikam.com", self.users), "/", "")


if __name__ == "__main__":
    unittest.main(verbosity=2)
