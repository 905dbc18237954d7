#!/usr/bin/env python3
"""Checks the Exchange cmdlets against their description as data, and counts what is there.

usage: exchange.py [--shell PROGRAM] [--data cmdlets.json] [--update] [-v]

For each cmdlet of the data file: it exists; it has each documented parameter of the cloud, with its aliases and its kind
(switch or not); a wrong value of an enumeration is refused in words that name every right one. Counts are compared with
baseline.txt as in run.py. -v names what is missing.
"""
import argparse
import json
import os
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import baseline

ROOT = Path(__file__).resolve().parents[2]
DESCRIBE = """
foreach ($name in '{names}' -split ' ') {{
	$command = Get-Command $name -ErrorAction SilentlyContinue
	if (-not $command) {{ continue }}
	"$name"
	foreach ($p in $command.Parameters.Values) {{ "$name|$($p.Name)|$($p.ParameterType.Name)|$($p.Aliases -join ',')" }}
}}
"""


def run(shell, script):
    with tempfile.TemporaryDirectory() as home:
        path = Path(home, "script.ps1")
        path.write_text(script)
        environment = dict(os.environ, EXOSH_HOME=home + "/exosh", NO_COLOR="1", COLUMNS="1000")
        done = subprocess.run([shell, "-NoProfile", "-NonInteractive", "-File", path], env=environment, cwd=home, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
        return done.stdout.splitlines()


def describe(shell, names):
    """{cmdlet: {parameter: (type, aliases)}} as the shell itself tells it."""
    found = {}
    for line in run(shell, DESCRIBE.format(names=" ".join(names))):
        cmdlet, *rest = line.split("|")
        if cmdlet in names:
            parameters = found.setdefault(cmdlet, {})
            if len(rest) == 3:
                parameters[rest[0]] = (rest[1], [alias for alias in rest[2].split(",") if alias])
    return found


def refusals(shell, wanted):
    """What the binder says to a wrong value of each (cmdlet, parameter), in order."""
    lines = [f"try {{ {cmdlet} -{parameter} NoSuchValue -ErrorAction Stop; '' }}"
             " catch { $_.Exception.Message -replace '\\s+', ' ' }" for cmdlet, parameter in wanted]
    return run(shell, "\n".join(lines))


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--shell", default=str(ROOT / "build/exosh"))
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/exchange/cmdlets.json")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("-v", dest="verbose", action="store_true")
    options = parser.parse_args()
    if not options.data.exists():
        print(f"exchange: skipped, there is no {options.data}")
        return
    shell = os.path.abspath(options.shell)
    cmdlets = {name: entry for name, entry in json.loads(options.data.read_text())["cmdlets"].items() if name[0] != "_"}
    passed, total = Counter(), Counter()

    def count(kind, good, text):
        total["exchange/" + kind] += 1
        passed["exchange/" + kind] += bool(good)
        if not good and options.verbose:
            print(f"{kind}: {text}")

    there = describe(shell, list(cmdlets))
    enumerations = []
    for name, entry in cmdlets.items():
        count("cmdlets", name in there, name)
        for parameter, about in entry.get("params", {}).items():
            if about.get("env") == "onprem":
                continue
            type_name, aliases = there.get(name, {}).get(parameter, (None, []))
            good = type_name and (about["t"] == "switch") == (type_name == "SwitchParameter")
            good = good and set(about.get("aliases", [])) <= set(aliases)
            count("parameters", good, f"{name} -{parameter}: {type_name} {aliases}")
            if "values" in about and type_name:
                enumerations.append((name, parameter, about["values"]))
    answers = refusals(shell, [(name, parameter) for name, parameter, _ in enumerations])
    for (name, parameter, values), answer in zip(enumerations, answers):
        count("values", all(str(value) in answer for value in values), f"{name} -{parameter}: {answer}")
    baseline.judge("exchange", passed, total, options.update)


if __name__ == "__main__":
    main()
