#!/usr/bin/env python3
"""Replays recorded PowerShell scripts in exosh and counts those that print the same.

usage: run.py [--shell PROGRAM] [--cases FOLDER] [--update] [-v] [FILTER ...]

The recordings live beside the project (../shared/conformance, or --cases): NAME.ps1 with NAME.out, what PowerShell
printed on both streams, and a line "<exit N>" where it ended with another code than 0. baseline.txt says how many of
each folder pass; fewer is a failure (exit status 1), a case that never passed is not. --update writes the present
counts there, where they are higher. -v shows what differs. FILTER is a part of the names to run; then nothing is
compared with the baseline.
"""
import argparse
import concurrent.futures
import difflib
import os
import re
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import baseline

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 30
PASSED_ON = {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "EXOSH_GC_STRESS"}


def normal(text, replacements):
    """As recorded: no colours, no machine's own paths, no spaces at line ends, no empty lines at the end."""
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text.replace("\r\n", "\n"))
    for path, name in replacements:
        text = text.replace(path, name)
    return [line.rstrip() for line in text.rstrip().split("\n")] if text.strip() else []


def play(shell, case):
    """What the shell prints for a case, run in an empty folder as the recordings were."""
    with tempfile.TemporaryDirectory(dir="/tmp") as top:
        folder = Path(top, "w")
        folder.mkdir()
        script = Path(top, "case.ps1")
        script.write_bytes(case.read_bytes())
        environment = {name: value for name, value in os.environ.items() if name in PASSED_ON}
        environment.update(HOME=top, EXOSH_HOME=top + "/exosh", LANG="en_US.UTF-8", TZ="UTC", COLUMNS="120", NO_COLOR="1",
                           TERM="dumb")
        try:
            ended = subprocess.run([shell, "-NoProfile", "-NonInteractive", "-File", script], cwd=folder, env=environment,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                   timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return [f"<no end within {SECONDS} seconds>"]
        lines = normal(ended.stdout.decode(errors="replace"), [(str(folder), "<cwd>"), (top, "<home>")])
        return lines + [f"<exit {ended.returncode}>"] * (ended.returncode != 0)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("filters", nargs="*")
    parser.add_argument("--shell", default=str(ROOT / "build/exosh"))
    parser.add_argument("--cases", type=Path, default=ROOT.parent / "shared/conformance")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("-v", dest="verbose", action="store_true")
    options = parser.parse_args()
    shell = os.path.abspath(options.shell)
    if not options.cases.is_dir():
        print(f"conformance: skipped, there is no {options.cases}")
        return

    cases = [case for case in sorted(options.cases.rglob("*.ps1"))
             if not options.filters or any(word in str(case) for word in options.filters)]
    passed, total = Counter(), Counter()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for case, lines in zip(cases, pool.map(lambda c: play(shell, c), cases)):
            folder = str(case.parent.relative_to(options.cases))
            expected = normal(case.with_suffix(".out").read_text(encoding="utf-8"), [])
            total[folder] += 1
            passed[folder] += lines == expected
            if lines != expected and options.verbose:
                print(f"--- {case}")
                print("\n".join(list(difflib.unified_diff(expected, lines, "PowerShell", "exosh", lineterm="", n=2))[2:]))

    baseline.judge("conformance", passed, total, options.update, compare=not options.filters)


if __name__ == "__main__":
    main()
