#!/usr/bin/env python3
"""Runs web_cmdlets.ps1 against an HTTP and an HTTPS server of its own and compares what it prints with its "# expect:" lines."""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import server

HERE = Path(__file__).resolve().parent
EXOSH = os.environ["EXOSH"]


def certificate(folder):
    path = os.path.join(folder, "server.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-keyout", path + ".key", "-out", path + ".crt"], check=True, stderr=subprocess.DEVNULL)
    with open(path, "w") as out:
        out.write(open(path + ".key").read() + open(path + ".crt").read())
    return path


def main():
    script = HERE / "web_cmdlets.ps1"
    wanted = [line[10:].strip() for line in script.read_text().splitlines() if line.startswith("# expect:")]
    with tempfile.TemporaryDirectory() as folder:
        plain, secure = server.start(), server.start(certificate(folder))
        environment = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
        result = subprocess.run(
            [EXOSH, "-NoProfile", str(script), f"http://127.0.0.1:{plain}", f"https://127.0.0.1:{secure}"],
            cwd=folder, env={**environment, "EXOSH_HOME": folder + "/home"}, capture_output=True, text=True, timeout=240)
    printed = [line.strip() for line in result.stdout.splitlines()]
    for number, (a, b) in enumerate(zip(wanted + [None] * len(printed), printed + [None] * len(wanted)), 1):
        if a != b and (a is not None or b is not None):
            print(f"line {number} of the output\n  expected: {a}\n  printed:  {b}\n{result.stderr}")
            return 1
    if result.stderr:
        print(result.stderr)
    return 1 if result.stderr else 0


if __name__ == "__main__":
    sys.exit(main())
