"""cmake --install into an empty root, and what was installed used from there: test_install.py BUILD-FOLDER"""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

BUILD = None
FILES = {
    "usr/bin/exosh",
    "usr/bin/exosh-service",
    "usr/lib/systemd/user/exosh.service",
    "usr/share/bash-completion/completions/exosh",
    "usr/share/doc/exosh/README.md",
    "usr/share/doc/exosh/changelog.gz",
    "usr/share/doc/exosh/copyright",
    "usr/share/man/man1/exosh-service.1.gz",
    "usr/share/man/man1/exosh.1.gz",
}


class InstallTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="exosh-install.")
        cls.root = Path(cls.folder, "root")
        cls.home = Path(cls.folder, "home")
        cls.home.mkdir()
        environment = {**os.environ, "DESTDIR": str(cls.root)}
        done = subprocess.run(["cmake", "--install", BUILD, "--prefix", "/usr"], env=environment, capture_output=True, text=True)
        if done.returncode:
            raise AssertionError(done.stdout + done.stderr)
        cls.environment = {"PATH": f"{cls.root}/usr/bin:/usr/bin:/bin", "HOME": str(cls.home), "LANG": "C.UTF-8", "NO_COLOR": "1",
                           "ASAN_OPTIONS": "detect_leaks=0"}

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder, ignore_errors=True)

    def run_program(self, *arguments, **options):
        done = subprocess.run(arguments, env=self.environment, cwd=self.home, text=True, capture_output=True, timeout=120,
                              stdin=subprocess.DEVNULL, **options)
        self.assertEqual(0, done.returncode, f"{arguments}\n{done.stdout}{done.stderr}")
        self.assertEqual("", done.stderr, arguments)
        return done.stdout

    def test_files(self):
        found = {str(path.relative_to(self.root)) for path in self.root.rglob("*") if path.is_file()}
        self.assertEqual(FILES, found)
        for program in ("usr/bin/exosh", "usr/bin/exosh-service"):
            self.assertEqual(0o755, (self.root / program).stat().st_mode & 0o777, program)

    def test_commands(self):
        self.assertIn("PowerShell", self.run_program("exosh", "-Version"))
        self.assertIn("exosh-service", self.run_program("exosh-service", "--version"))

    def test_views_and_help(self):
        shown = self.run_program("exosh", "-NoProfile", "-Command",
                                 "New-MigrationEndpoint -IMAP -Name E -RemoteServer mail.example -SkipVerification")
        self.assertRegex(shown, r"Identity\s+EndpointType\s+RemoteServer\s+MaxConcurrentMigrations")
        shown = self.run_program("exosh", "-NoProfile", "-Command", "Get-Help Get-MigrationUserStatistics -Full")
        self.assertIn("Get-MigrationUserStatistics", shown)
        self.assertRegex(shown, "(?i)synopsis")
        self.assertTrue((self.home / ".local/state/exosh").is_dir())

    def test_shebang(self):
        script = self.home / "count.ps1"
        script.write_text("#!/usr/bin/env exosh\nparam([int]$To)\n1..$To | Measure-Object -Sum | ForEach-Object Sum\nexit 0\n")
        script.chmod(0o755)
        self.assertEqual("55", self.run_program(str(script), "10").strip())

    def test_bash_completion(self):
        if not shutil.which("bash"):
            self.skipTest("there is no bash")
        script = self.root / "usr/share/bash-completion/completions/exosh"
        ask = f'. "{script}"; COMP_WORDS=(exosh -no); COMP_CWORD=1; _exosh; echo "${{COMPREPLY[@]}}"'
        self.assertEqual("-NoLogo -NoProfile -NonInteractive", self.run_program("bash", "-c", ask).strip())

    def test_manuals(self):
        import gzip
        for name in ("exosh", "exosh-service"):
            text = gzip.open(self.root / f"usr/share/man/man1/{name}.1.gz", "rt").read()
            self.assertTrue(text.startswith(f".TH {name.upper()} 1"), name)

    def test_unit(self):
        unit = (self.root / "usr/lib/systemd/user/exosh.service").read_text()
        program = [line for line in unit.splitlines() if line.startswith("ExecStart=")][0][len("ExecStart="):].split()
        self.assertTrue(program[0].endswith("/bin/exosh-service"), program)
        self.assertEqual(["--foreground"], program[1:])


if __name__ == "__main__":
    BUILD = os.path.abspath(sys.argv.pop(1))
    unittest.main()
