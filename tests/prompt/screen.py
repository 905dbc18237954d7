"""exosh at its prompt in a terminal of tmux: tests type keys and compare what stands on the screen."""
import os
import shutil
import subprocess
import tempfile
import textwrap
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.path.abspath(os.environ.get("EXOSH", ROOT / "build/exosh"))
TMUX = shutil.which("tmux")
SECONDS = int(os.environ.get("EXOSH_SCREEN_SECONDS", "60"))  # how long a screen may take to look as expected; a slow machine needs some of it


class Screen:
    """A terminal with one program in it."""

    def __init__(self, command, environment, columns=80, rows=24):
        self.folder = tempfile.mkdtemp(prefix="exosh-screen.", dir="/tmp")
        self.columns = columns
        Path(self.folder, "tmux.conf").write_text("set -g remain-on-exit on\nset -g remain-on-exit-format ''\nset -g status off\n"
                                                  "set -g default-terminal screen-256color\n")
        self.environment = environment
        # tmux itself sometimes does not learn the exit status of what ended.
        watched = ["sh", "-c", 'trap : INT; "$@"; echo $? >"$0.new"; mv "$0.new" "$0"', f"{self.folder}/status"]
        self.tmux("-f", f"{self.folder}/tmux.conf", "new-session", "-d", "-x", str(columns), "-y", str(rows), "-c", "/",
                  *watched, *command)

    def tmux(self, *arguments, text=None):
        done = subprocess.run([TMUX, "-u", "-S", f"{self.folder}/socket", *arguments], env=self.environment, input=text,
                              capture_output=True, text=True, timeout=SECONDS, check=True)
        return done.stdout

    def type(self, text):
        # A semicolon at the end would end tmux's command.
        self.tmux("send-keys", "-l", "--", f"{text[:-1]}\\;" if text.endswith(";") else text)

    def press(self, *keys):
        """Keys by tmux's names: Tab, Enter, C-c, BSpace, Left."""
        self.tmux("send-keys", *keys)

    def paste(self, text):
        """As the terminal pastes: bracketed, where the program asked for that."""
        self.tmux("load-buffer", "-", text=text)
        self.tmux("paste-buffer", "-p")

    def resize(self, columns, rows):
        self.columns = columns
        self.tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def text(self, *options):
        """What stands on the screen, without the empty lines below it."""
        lines = self.tmux("capture-pane", "-p", *options).split("\n")
        return "\n".join(line.rstrip() for line in lines).rstrip("\n")

    def exit_status(self):
        """The program's exit status, None as long as it runs."""
        status = Path(self.folder, "status")
        return int(status.read_text()) if status.exists() else None

    def close(self):
        subprocess.run([TMUX, "-S", f"{self.folder}/socket", "kill-server"], capture_output=True, check=False, timeout=SECONDS)
        shutil.rmtree(self.folder, ignore_errors=True)


class PromptTest(unittest.TestCase):
    """Each test has an EXOSH_HOME of its own; start() opens a shell in it, whose prompt is "PS /> "."""
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        if not TMUX:
            raise unittest.SkipTest("tmux is not installed (scripts/packages install test)")
        if not os.access(PROGRAM, os.X_OK):
            raise unittest.SkipTest(f"there is no {PROGRAM}")

    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="exosh-prompt.", dir="/tmp")
        self.addCleanup(shutil.rmtree, self.home, ignore_errors=True)
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.startswith(("EXOSH", "XDG", "TMUX", "INPUTRC", "COLUMNS", "LINES"))}
        self.environment.update(EXOSH_HOME=f"{self.home}/state", HOME=self.home, LANG="C.UTF-8", LC_ALL="C.UTF-8", NO_COLOR="1",
                                INPUTRC="/dev/null")
        self.screen = None

    def start(self, *options, columns=80, rows=24, **environment):
        """Opens a shell with these options (without any: -NoProfile) and waits for its prompt."""
        self.environment.update(environment)
        self.screen = Screen([PROGRAM, "-NoLogo", *(options or ("-NoProfile",))], self.environment, columns, rows)
        self.addCleanup(self.screen.close)
        self.shows_last("PS />")

    def run_command(self, *arguments):
        """Runs exosh without a terminal in the same home; it has to succeed."""
        done = subprocess.run([PROGRAM, "-NoLogo", "-NoProfile", "-Command", *arguments], env=self.environment, text=True,
                              capture_output=True, timeout=4 * SECONDS, stdin=subprocess.DEVNULL)
        self.assertEqual((0, ""), (done.returncode, done.stderr), arguments)
        return done.stdout

    def wait(self, holds, what, seconds=SECONDS):
        until = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > until:
                self.fail(f"{what}, within {seconds} s. The screen:\n{self.screen.text()}")
            time.sleep(0.05)

    def shows(self, expected, seconds=SECONDS):
        """Waits until the whole screen is `expected` (indented as the test is)."""
        expected = textwrap.dedent(expected).strip("\n")
        until = time.monotonic() + seconds
        while (found := self.screen.text()) != expected:
            if time.monotonic() > until:
                self.assertEqual(expected, found)
            time.sleep(0.05)

    def shows_last(self, *lines, seconds=SECONDS):
        """Waits until the screen ends in these lines."""
        lines = list(lines)
        self.wait(lambda: self.screen.text().split("\n")[-len(lines):] == lines, f"the screen does not end in {lines}", seconds)

    def shows_somewhere(self, text, seconds=SECONDS):
        self.wait(lambda: text in self.screen.text(), f"there is no {text!r}", seconds)

    def clear(self):
        """Gives the line up and empties the screen."""
        self.screen.press("C-c")
        self.wait(lambda: self.screen.text().endswith("^C\nPS />"), "Ctrl+C gives no new prompt")
        self.screen.press("C-l")
        self.shows("PS />")

    def enter(self, line):
        """Types a line; the shell has read it when this returns."""
        self.screen.type(line)
        self.wait(lambda: line in self.screen.text("-J"), f"{line!r} is not there")
        self.screen.press("Enter")

    def ends_with(self, status):
        self.wait(lambda: self.screen.exit_status() is not None, "the shell does not end")
        self.assertEqual(status, self.screen.exit_status())
