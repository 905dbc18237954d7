"""A lab of its own for a test program: a temporary EXOSH_HOME with a running Dovecot, and exosh in it."""
import contextlib
import os
import shutil
import signal
import socketserver
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts/lab.d"))

from terminal import Shell  # noqa: E402

PROGRAM = os.path.abspath(os.environ.get("EXOSH", ROOT / "build/exosh"))
DESKTOP = "C:\\Users\\Administrator\\Desktop\\"

# The article's commands.
TEST_SERVER = "Test-MigrationServerAvailability -IMAP -RemoteServer imap.contoso.com -Port 993 -Security Ssl"
IMPORT_CSV = f"Import-Csv {DESKTOP}IMAPmigration_1.csv"
NEW_ENDPOINT = "New-MigrationEndpoint -IMAP -Name IMAPEndpoint -RemoteServer imap.contoso.com -Port 993 -Security Ssl"
NEW_ENDPOINT_143 = ("New-MigrationEndpoint -IMAP -Name IMAPEndpoint -RemoteServer imap.contoso.com -Port 143 -Security Tls"
                    " -MaxConcurrentMigrations\n50 -MaxConcurrentIncrementalSyncs 25")
GET_ENDPOINT = "Get-MigrationEndpoint IMAPEndpoint | Format-List EndpointType,RemoteServer,Port,Security,Max*"
NEW_BATCH = ("New-MigrationBatch -Name IMAPBatch1 -SourceEndpoint IMAPEndpoint -CSVData"
             f" ([System.IO.File]::ReadAllBytes(\"{DESKTOP}IMAPmigration_1.csv\")) -AutoStart")
GET_BATCH = "Get-MigrationBatch -Identity IMAPBatch1 | Format-List"
GET_STATUS = "Get-MigrationBatch -Identity IMAPBatch1 | Format-List Status"
GET_STATISTICS = "Get-MigrationUser | Get-MigrationUserStatistics"
REMOVE_BATCH = "Remove-MigrationBatch -Identity IMAPBatch1"
GET_REMOVED = 'Get-MigrationBatch IMAPBatch1"'


def services(home):
    """The processes of exosh-service that work in this home."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "comm").read_text().startswith("exosh-service"):
                environment = (process / "environ").read_bytes().split(b"\0")
                if f"EXOSH_HOME={home}".encode() in environment:
                    found.append(int(process.name))
        except OSError:
            pass
    return found


class Relay(socketserver.StreamRequestHandler):
    """A mail server that keeps what it gets."""

    def answer(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def handle(self):
        in_message = False
        self.answer("220 relay")
        for line in self.rfile:
            line = line.decode(errors="replace").rstrip("\r\n")
            self.server.lines.append(line)
            if in_message:
                in_message = line != "."
                if not in_message:
                    self.answer("250 taken")
            elif line == "DATA":
                in_message = True
                self.answer("354 go on")
            elif line == "QUIT":
                self.answer("221 bye")
                return
            elif any(f"<{address}>" in line for address in self.server.refused):
                self.answer("550 nobody here")
            else:
                self.answer("250 fine")


@contextlib.contextmanager
def relay(refused=()):
    """A mail server at work: its port, and the list of the lines that it got. It refuses these recipients."""
    server = socketserver.TCPServer(("127.0.0.1", 0), Relay)
    server.lines, server.refused = [], refused
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1], server.lines
    finally:
        server.shutdown()
        server.server_close()


class LabTest(unittest.TestCase):
    """Test programs derive from it; each class has its lab, and each test starts it over."""

    @classmethod
    def setUpClass(cls):
        if not os.access(PROGRAM, os.X_OK):
            raise unittest.SkipTest(f"there is no {PROGRAM}")
        cls.home = tempfile.mkdtemp(prefix="exosh-test.", dir="/tmp")
        cls.environment = {name: value for name, value in os.environ.items() if not name.startswith(("EXOSH", "XDG"))}
        cls.environment.update(EXOSH_HOME=cls.home, EXOSH=PROGRAM, NO_COLOR="1", COLUMNS="120", LANG="C.UTF-8", TERM="dumb")
        cls.lab("start")

    @classmethod
    def tearDownClass(cls):
        cls.kill_services(signal.SIGTERM)
        cls.lab("remove")
        shutil.rmtree(cls.home, ignore_errors=True)

    @classmethod
    def lab(cls, *arguments, check=True):
        done = subprocess.run([ROOT / "scripts/lab", *arguments], env=cls.environment, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=300)
        if check and done.returncode:
            raise AssertionError(f"lab {' '.join(arguments)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    @classmethod
    def kill_services(cls, with_signal=signal.SIGKILL):
        """Sends the signal and waits until they are gone."""
        processes = services(cls.home)
        for process in processes:
            os.kill(process, with_signal)
        until = time.monotonic() + 20
        while services(cls.home) and time.monotonic() < until:
            time.sleep(0.05)
        return processes

    @classmethod
    def exosh(cls, *arguments, text=None, timeout=120):
        """Runs exosh and returns the finished process, both streams as text."""
        return subprocess.run([PROGRAM, "-NoLogo", "-NoProfile", *arguments], env=cls.environment, cwd=cls.home, text=True,
                              input=text, capture_output=True, timeout=timeout,
                              **({} if text is not None else {"stdin": subprocess.DEVNULL}))

    def command(self, text, answers=None):
        """Runs one command that has to succeed and print no error; returns what it printed."""
        done = self.exosh("-Command", text, text=answers)
        self.assertEqual("", done.stderr, text)
        self.assertEqual(0, done.returncode, f"{text}\n{done.stdout}")
        return done.stdout

    def refused(self, text):
        """Runs one command that has to fail; returns its error text."""
        done = self.exosh("-Command", text)
        self.assertNotEqual(0, done.returncode, f"{text}\n{done.stdout}")
        return " ".join((done.stderr + done.stdout).split())

    def put_csv(self, name, text):
        path = Path(self.home, "drives/C/Users/Administrator/Desktop", name)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return f"([System.IO.File]::ReadAllBytes(\"{DESKTOP}{name}\"))"

    def status(self, batch="IMAPBatch1"):
        return self.command(f"\"$((Get-MigrationBatch -Identity {batch}).Status)\"").strip()

    def wait_for(self, batch="IMAPBatch1", statuses=("Synced",), seconds=240):
        until = time.monotonic() + seconds
        status = None
        while time.monotonic() < until:
            status = self.status(batch)
            if status in statuses:
                return status
            time.sleep(0.3)
        report = self.exosh("-Command", f"Get-MigrationUser -BatchId {batch} | Get-MigrationUserStatistics |"
                            " Format-List Identity,Status,ErrorSummary,Error").stdout
        raise AssertionError(f"{batch} is {status}, not {' or '.join(statuses)}, after {seconds} s\n{report}")

    def wait_removed(self, batch="IMAPBatch1", seconds=60):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            done = self.exosh("-Command", f"Get-MigrationBatch -Identity {batch}")
            if done.returncode:
                return " ".join((done.stderr + done.stdout).split())
            self.assertIn("Removing", done.stdout)
            time.sleep(0.2)
        raise AssertionError(f"{batch} is still there after {seconds} s")

    def assert_identical(self, *arguments):
        done = self.lab("compare", *arguments, check=False)
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        return done.stdout

    def shell(self):
        return Shell(PROGRAM, self.environment)
