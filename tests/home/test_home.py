#!/usr/bin/env python3
"""EXOSH_HOME as it should not be: a store of a newer version, no right to write, a full disk, a dead service, two shells at
once. Each gives an error that names the cause, and nothing is lost."""
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

PROGRAM = os.path.abspath(os.environ.get("EXOSH", Path(__file__).resolve().parents[2] / "build/exosh"))
ENDPOINT = "New-MigrationEndpoint -IMAP -Name {} -RemoteServer imap.example.invalid -Port 993 -Security Ssl -SkipVerification | Out-Null"
BATCH = ("New-MigrationBatch -Name Wave1 -SourceEndpoint Old -CSVData ([Text.Encoding]::UTF8.GetBytes("
         "\"EmailAddress,UserName,Password`nann@contoso.com,ann,x\")) | Out-Null")


class Home(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="exosh-home.", dir="/tmp"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.home = self.folder / "home"
        self.addCleanup(self.end_service)

    def begin(self, command, home=None, **options):
        return subprocess.Popen([PROGRAM, "-NoLogo", "-NoProfile", "-Command", command], text=True, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd="/",
                                env=os.environ | {"EXOSH_HOME": str(home or self.home), "NO_COLOR": "1", "COLUMNS": "400"}, **options)

    def run_command(self, command, home=None, **options):
        process = self.begin(command, home, **options)
        output, errors = process.communicate(timeout=120)
        return process.returncode, output.strip(), errors.strip()

    def good(self, command):
        code, output, errors = self.run_command(command)
        self.assertEqual((0, ""), (code, errors), command)
        return output

    def services(self):
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if (process / "comm").read_text().startswith("exosh-service") and \
                        f"EXOSH_HOME={self.home}".encode() in (process / "environ").read_bytes().split(b"\0"):
                    found.append(int(process.name))
            except OSError:
                pass
        return found

    def end_service(self, with_signal=signal.SIGTERM):
        for process in self.services():
            os.kill(process, with_signal)
        until = time.monotonic() + 30
        while self.services() and time.monotonic() < until:
            time.sleep(0.05)

    def test_store_of_a_newer_version(self):
        self.good(ENDPOINT.format("Old"))
        store = self.home / "state.db"
        with sqlite3.connect(store) as database:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            database.execute("PRAGMA user_version = 9999")
        database.close()
        before = store.read_bytes()
        for command in "Get-MigrationEndpoint", ENDPOINT.format("Other"), "Remove-MigrationEndpoint Old -Confirm:$false":
            code, output, errors = self.run_command(command)
            self.assertEqual((1, ""), (code, output), command)
            self.assertRegex(errors, "newer version of exosh .*9999", command)
        self.assertEqual(before, store.read_bytes())
        with sqlite3.connect(store) as database:
            database.execute(f"PRAGMA user_version = {version}")
        database.close()
        self.assertEqual("Old", self.good("\"$((Get-MigrationEndpoint).Identity)\""))

    def test_file_that_is_no_store(self):
        self.home.mkdir()
        store = self.home / "state.db"
        store.write_text("This is a letter.\n" * 200)
        before = store.read_bytes()
        code, output, errors = self.run_command("Get-MigrationBatch")
        self.assertEqual((1, ""), (code, output))
        self.assertIn(str(store), errors)
        self.assertEqual(before, store.read_bytes())

    def test_folder_that_may_not_be_written(self):
        """The folder belongs to somebody else; for root, that is a folder of nobody's, seen as nobody."""
        as_nobody = {"user": 65534, "group": 65534, "extra_groups": []} if os.getuid() == 0 else {}
        program = Path(PROGRAM)
        reachable = not as_nobody or all(parent.stat().st_mode & 0o001 for parent in program.parents)
        if not reachable:
            self.skipTest(f"nobody can't reach {program}")
        self.folder.chmod(0o555)
        self.addCleanup(self.folder.chmod, 0o755)
        for home in self.home, self.home / "below":
            code, output, errors = self.run_command("Get-MigrationBatch", home, **as_nobody)
            self.assertEqual((1, ""), (code, output))
            self.assertRegex(errors, f"{home}.*Permission denied")
        # What needs no store works.
        self.assertEqual((0, "2", ""), self.run_command("1 + 1", **as_nobody))

    def test_full_disk(self):
        if os.getuid() != 0:
            self.skipTest("a small file system needs root")
        self.home.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", self.home], capture_output=True, check=False).returncode:
            self.skipTest("no file system can be mounted here")
        self.addCleanup(subprocess.run, ["umount", "-l", str(self.home)], check=False)
        self.good(ENDPOINT.format("Old"))
        filler = self.home / "filler"
        with filler.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(1024))
            except OSError:
                pass
        code, _, errors = self.run_command("1..40 | ForEach-Object { " + ENDPOINT.format("Other$_") + " }")
        self.assertIn("is full", errors)
        code, _, errors = self.run_command("Set-Content $env:EXOSH_HOME/file.txt ('x' * 100000)")
        self.assertEqual(1, code)
        self.assertIn("not enough space", errors)
        filler.unlink()
        self.assertIn("Old", self.good("Get-MigrationEndpoint | ForEach-Object { \"$($_.Identity)\" }").split())
        self.good(ENDPOINT.format("After"))

    def test_dead_service(self):
        """A service that was killed leaves its socket behind; the next command starts another."""
        self.good(ENDPOINT.format("Old"))
        self.good(BATCH)
        self.good("Start-MigrationBatch Wave1")
        self.assertTrue(self.services())
        self.end_service(signal.SIGKILL)
        self.good("Set-MigrationBatch Wave1 -NotificationEmails it@contoso.com")
        # Two failures follow each other; by then a service has been at it.
        until = time.monotonic() + 60
        status = None
        while status not in ("Failed", "Stopped", "SyncedWithErrors") and time.monotonic() < until:
            status = self.good("Stop-MigrationBatch Wave1 -Confirm:$false -ErrorAction SilentlyContinue;"
                               " \"$((Get-MigrationBatch Wave1).Status)\"")
        self.assertIn(status, ("Failed", "Stopped", "SyncedWithErrors"))

    def test_stale_socket(self):
        self.good(ENDPOINT.format("Old"))
        sockets = [path for path in self.home.rglob("*") if path.is_socket()]
        name = sockets[0] if sockets else self.home / "service.socket"
        self.end_service(signal.SIGKILL)
        name.unlink(missing_ok=True)
        stale = socket.socket(socket.AF_UNIX)
        stale.bind(str(name))
        stale.close()
        self.good(BATCH)
        self.good("Start-MigrationBatch Wave1")
        self.assertTrue(self.services())

    def test_two_shells(self):
        """Three shells change and start and stop one batch; each command works or says why it can't."""
        self.good(ENDPOINT.format("Old"))
        self.good(BATCH)
        work = ("1..10 | ForEach-Object { Set-MigrationBatch Wave1 -NotificationEmails \"it$_@contoso.com\";"
                " Start-MigrationBatch Wave1; Stop-MigrationBatch Wave1 -Confirm:$false }")
        shells = [self.begin(work) for _ in range(3)]
        for shell in shells:
            output, errors = shell.communicate(timeout=240)
            self.assertEqual("", output)
            for line in filter(None, errors.splitlines()):
                self.assertRegex(line, r"^(Start|Stop)-MigrationBatch: The migration batch 'Wave1' can't be .*because its status is")
        self.assertEqual("1 it10@contoso.com", self.good("$b = Get-MigrationBatch Wave1; \"$($b.TotalCount) $($b.NotificationEmails)\""))
        with sqlite3.connect(self.home / "state.db") as database:
            self.assertEqual("ok", database.execute("PRAGMA integrity_check").fetchone()[0])
        database.close()


if __name__ == "__main__":
    unittest.main(verbosity=2)
