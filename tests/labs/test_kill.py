#!/usr/bin/env python3
"""kill -9 of the service at random moments: it goes on where it was, nothing is lost and nothing comes twice."""
import os
import random
import signal
import time
import unittest

import lab


class Kill(lab.LabTest):
    KILLS = 12

    def setUp(self):
        self.lab("reset")
        self.seed = int(os.environ.get("EXOSH_TEST_SEED", time.time()))
        self.random = random.Random(self.seed)
        print(f"EXOSH_TEST_SEED={self.seed}", flush=True)

    def start(self):
        self.command(lab.NEW_ENDPOINT)
        self.command(lab.NEW_BATCH)

    def wake(self):
        """Any look at the batch starts the service again."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            status = self.status()
            if status == "Synced" or lab.services(self.home):
                return status
            time.sleep(0.05)
        raise AssertionError("the service does not start again")

    def test_kill_while_copying(self):
        self.start()
        killed = 0
        for _ in range(self.KILLS):
            if self.wake() == "Synced":
                break
            time.sleep(self.random.uniform(0.01, 0.5))
            killed += len(self.kill_services())
        self.assertGreater(killed, 0)
        self.wait_for()
        self.assert_identical()

    def test_kill_at_once_and_after_the_end(self):
        """Before the first message, and when all is done: a second start finds nothing to do."""
        self.start()
        self.kill_services()
        self.wait_for()
        self.kill_services()
        self.assertEqual("Synced", self.status())
        self.command("Set-MigrationBatch -Identity IMAPBatch1 -SyncNow")
        time.sleep(1)
        self.wait_for()
        self.assert_identical()

    def test_dovecot_restarts(self):
        """The source goes away and comes back while mail is copied."""
        self.start()
        for _ in range(2):
            time.sleep(self.random.uniform(0.05, 0.4))
            self.lab("stop")
            time.sleep(0.3)
            self.lab("start")
        self.wait_for()
        self.assert_identical()

    def test_terminated_politely(self):
        self.start()
        time.sleep(self.random.uniform(0.05, 0.4))
        self.kill_services(signal.SIGTERM)
        self.wait_for()
        self.assert_identical()


if __name__ == "__main__":
    unittest.main(verbosity=2)
