#!/usr/bin/env python3
"""Courier as the source: no CONDSTORE, no LITERAL+, everything below INBOX."""
import unittest

import courier
from source_test import SourceTest


@unittest.skipIf(courier.missing(), courier.missing())
class FromCourier(SourceTest):
    def test_all(self):
        self.migrate_from(courier.Courier("imap.fabrikam.com"), ".", "INBOX.")


if __name__ == "__main__":
    unittest.main(verbosity=2)
