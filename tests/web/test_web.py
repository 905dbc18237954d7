#!/usr/bin/env python3
"""Runs the network cmdlets against servers of its own and compares what they print with the "# expect:" lines."""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import dns_server
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


def run(script, folder, *arguments):
    """1 when the script prints anything but what its expect lines say."""
    wanted = [line[10:].strip() for line in script.read_text().splitlines() if line.startswith("# expect:")]
    environment = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    result = subprocess.run([EXOSH, "-NoProfile", str(script), *arguments], cwd=folder, capture_output=True, text=True,
                            env={**environment, "EXOSH_HOME": folder + "/home"}, timeout=240)
    printed = [line.strip().replace(f" {arguments[0]} ", " PORT ") for line in result.stdout.splitlines()]
    for number in range(max(len(wanted), len(printed))):
        a, b = (lines[number] if number < len(lines) else None for lines in (wanted, printed))
        if a != b:
            print(f"{script.name}: line {number + 1} of the output\n  expected: {a}\n  printed:  {b}")
            break
    else:
        number = -1
    print(result.stderr, end="")
    return 1 if number >= 0 or result.stderr else 0


def main():
    with tempfile.TemporaryDirectory() as folder:
        plain, secure = server.start(), server.start(certificate(folder))
        failed = run(HERE / "web_cmdlets.ps1", folder, f"http://127.0.0.1:{plain}", f"https://127.0.0.1:{secure}")
        failed += run(HERE / "resolve_dnsname.ps1", folder, f"127.0.0.1:{dns_server.start()}")
        failed += run(HERE / "test_connection.ps1", folder, str(plain))
    return failed


if __name__ == "__main__":
    sys.exit(main())
