"""A terminal that a program types into: starts a shell in it, sends lines, reads what appears."""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

# Cursor movements, colours, modes, titles: what a terminal acts on and a reader does not see.
CONTROL = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]|\x1b[=>78DM]|[\x00\x07]")


class Timeout(Exception):
    """What was waited for did not appear; the text says what did."""


class Terminal:
    def __init__(self, arguments, environment, columns=120, rows=50):
        self.text = ""  # what appeared and has not been taken yet
        self.bytes = b""  # the start of a character that has not arrived whole
        self.exit_code = None
        self.process, self.screen = pty.fork()
        if self.process == 0:
            os.execvpe(arguments[0], arguments, environment)
        fcntl.ioctl(self.screen, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds):
        """Adds what appears within the time to the text; false at the end of the program."""
        if not select.select([self.screen], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self.screen, 65536)
        except OSError:
            return False
        self.bytes += data
        try:
            self.text += self.bytes.decode()
            self.bytes = b""
        except UnicodeDecodeError as error:
            if len(self.bytes) - error.start > 3:  # not cut off, but no UTF-8
                self.text += self.bytes.decode(errors="replace")
                self.bytes = b""
        self.text = CONTROL.sub("", self.text)
        return bool(data)

    def wait(self, pattern, seconds=60):
        """Waits until the text matches at its end; takes the text and returns it with the match."""
        until = time.monotonic() + seconds
        while True:
            match = re.search(f"(?:{pattern})$", self.text)
            if match and not self.pending():
                taken, self.text = self.text, ""
                return taken, match
            if time.monotonic() > until:
                raise Timeout(f"no {pattern!r} within {seconds} s, but:\n{self.text}")
            if not self.read(0.2):
                raise Timeout(f"the program ended before {pattern!r}:\n{self.text}")

    def pending(self):
        """Whether more is arriving right now: what looks like a prompt may stand inside of output."""
        before = len(self.text)
        self.read(0.05)
        return len(self.text) != before

    def send(self, text):
        os.write(self.screen, text.encode())

    def close(self, seconds=10):
        """Waits for the program's end and returns its exit code; kills it where it does not end."""
        if self.process is None:
            return self.exit_code
        until = time.monotonic() + seconds
        while True:
            ended, status = os.waitpid(self.process, os.WNOHANG)
            if ended:
                self.exit_code = os.waitstatus_to_exitcode(status)
                break
            if time.monotonic() > until:
                os.kill(self.process, signal.SIGKILL)
                os.waitpid(self.process, 0)
                break
            self.read(0.1)
        os.close(self.screen)
        self.process = None
        return self.exit_code


class Shell(Terminal):
    """exosh at its prompt."""
    PROMPT = r"PS[^\r\n>]*> "
    MORE = r"(?:^|[\r\n])>> "
    QUESTION = r"\[[^\r\n]*default is \"[^\"]*\"\): |\[Y/n\] "

    def __init__(self, program, environment, arguments=("-NoLogo", "-NoProfile"), columns=120, rows=50):
        super().__init__([program, *arguments], environment, columns, rows)
        self.prompt = ""
        self.wait_prompt()

    def wait_prompt(self, seconds=60):
        text, match = self.wait(self.PROMPT, seconds)
        self.prompt = match[0].strip("\r\n")
        return text[:match.start()]

    def run(self, command, answer=None, seconds=120):
        """Types a command (of one or several lines) and returns what it printed, without the echo of what was typed."""
        *first, last = command.split("\n")
        for line in first:
            self.send(line + "\r")
            self.wait(self.MORE, seconds)
        self.send(last + "\r")
        text, match = self.wait(f"{self.PROMPT}|{self.QUESTION}", seconds)
        printed = text
        while not re.search(self.PROMPT + "$", text):
            self.send(f"{answer or ''}\r")
            text, match = self.wait(f"{self.PROMPT}|{self.QUESTION}", seconds)
            printed += text
        self.prompt = match[0].strip("\r\n")
        printed = printed[:len(printed) - len(match[0])].replace("\r\n", "\n")
        echo, _, output = printed.partition("\n")
        return "\n".join(line.rstrip("\r").rsplit("\r", 1)[-1].rstrip() for line in output.split("\n")).strip("\n")
