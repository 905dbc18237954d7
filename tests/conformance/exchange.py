#!/usr/bin/env python3
"""Checks the Exchange cmdlets against their description as data, and counts what is there.

usage: exchange.py [--shell PROGRAM] [--data cmdlets.json] [--update] [-v]

For each cmdlet of the data file: it exists; it has each documented parameter of the cloud, with its aliases and its kind
(switch or not); each is accepted with a value of its type, in an empty organization; a wrong value of a type that is no
free text is refused by the binder, for an enumeration in words that name every right one. Counts are compared with
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


SAMPLES = {
    "Int32": "5", "UInt32": "5", "Boolean": "$true", "DateTime": "'11/30/2026'", "TimeSpan": "'1.00:00:00'", "Unlimited": "5",
    "Guid": "'6ff9b6cb-c61b-4953-b333-3d4bdc3d19ad'", "Byte[]": "([byte[]](1, 2))", "SecureString": "([securestring]::new())",
    "PSCredential": "([pscredential]::new('user', [securestring]::new()))", "Stream": "([System.IO.MemoryStream]::new())",
    "Fqdn": "'127.0.0.1'", "ElcFolderType": "'Inbox'", "CultureInfo": "'en-US'", "SmtpAddress": "'x@contoso.com'", "WindowsLiveId": "'x@contoso.com'",
}
# What the documents call optional, but without which the set means nothing.
SELECTORS = {("New-MigrationBatch", "Onboarding"): ["CSVData"], ("New-MigrationBatch", "Analysis"): ["CSVData"],
             ("Test-MigrationServerAvailability", "IMAP"): ["Imap", "RemoteServer"], ("New-MigrationEndpoint", "IMAP"): ["IMAP"]}
# Types whose values are not free text: a wrong one is the binder's to refuse.
CHECKED = ("Int32", "UInt32", "Boolean", "DateTime", "TimeSpan", "Unlimited", "Guid")


def sample(about, enumerations):
    """A right value as PowerShell text; None for switches."""
    kind = about["t"]
    if kind == "switch":
        return None
    values = about.get("values") or enumerations.get(kind, {}).get("values")
    if values and kind not in SAMPLES:
        return f"'{values[0]}'"
    return SAMPLES.get(kind, "'x'")


def argument(name, about, enumerations):
    value = sample(about, enumerations)
    return f"-{name}" if value is None else f"-{name} {value}"


def mandatory(cmdlet, entry, parameter):
    """The other parameters that have to be there with this one."""
    parameters = entry.get("params", {})
    needed = {name for name, about in parameters.items() if about.get("req") == "*"}
    for title, members in (entry.get("sets") or entry.get("imapRelevantSets") or {}).items():
        names = {member.rstrip("!@"): member for member in members}
        if parameter in names:
            needed |= {name for name, member in names.items() if "!" in member}
            needed |= set(SELECTORS.get((cmdlet, title), ()))
            break
    return sorted(needed - {parameter})


def calls(cmdlets, enumerations):
    """(cmdlet, parameter, about, the command with a right value, with a wrong one or None) for what the cloud documents."""
    for cmdlet, entry in cmdlets.items():
        for parameter, about in entry.get("params", {}).items():
            if about.get("env") == "onprem" or parameter in ("Confirm", "WhatIf"):
                continue
            others = [argument(name, entry["params"][name], enumerations)
                      for name in mandatory(cmdlet, entry, parameter) if name in entry["params"]]
            safe = ["-WhatIf"] if entry.get("shouldProcess") else []
            right = " ".join([cmdlet, *others, argument(parameter, about, enumerations), *safe])
            wrong = None
            checked = about.get("values") and about["t"] != "String" or about["t"] in CHECKED or about["t"] in enumerations
            if checked and about["t"] != "switch":
                wrong = " ".join([cmdlet, *others, f"-{parameter} NoSuchValue", *safe])
            yield cmdlet, parameter, about, right, wrong


def answers(shell, commands):
    """For each command the kind of its error and what it says; ("", "") when it has none."""
    lines = ["$WarningPreference = $InformationPreference = 'SilentlyContinue'"]
    for i, command in enumerate(commands):
        lines.append(f"try {{ {command} -ErrorAction Stop | Out-Null; '#{i}||' }} catch {{"
                     f" \"#{i}|$($_.Exception.GetType().Name)|$($_.Exception.Message -replace '\\s+', ' ')\" }}")
    found = {}
    for line in run(shell, "\n".join(lines)):
        number, _, rest = line.partition("|")
        if number.startswith("#") and number[1:].isdigit():
            found[int(number[1:])] = tuple(rest.split("|", 1))
    return [found.get(i, ("nothing", "no answer")) for i in range(len(commands))]


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
    data = json.loads(options.data.read_text())
    cmdlets = {name: entry for name, entry in data["cmdlets"].items() if name[0] != "_"}
    passed, total = Counter(), Counter()

    def count(kind, good, text):
        total["exchange/" + kind] += 1
        passed["exchange/" + kind] += bool(good)
        if not good and options.verbose:
            print(f"{kind}: {text}")

    there = describe(shell, list(cmdlets))
    for name, entry in cmdlets.items():
        count("cmdlets", name in there, name)
        for parameter, about in entry.get("params", {}).items():
            if about.get("env") == "onprem":
                continue
            type_name, aliases = there.get(name, {}).get(parameter, (None, []))
            good = type_name and (about["t"] == "switch") == (type_name == "SwitchParameter")
            good = good and set(about.get("aliases", [])) <= set(aliases)
            count("parameters", good, f"{name} -{parameter}: {type_name} {aliases}")
    tried = list(calls(cmdlets, data["enums"]))
    for (name, parameter, _, right, _), (kind, text) in zip(tried, answers(shell, [call[3] for call in tried])):
        count("accepted", not kind.startswith(("ParameterBinding", "nothing", "Parse")), f"{right}: {kind} {text}")
    refused = [call for call in tried if call[4]]
    for (name, parameter, about, _, wrong), (kind, text) in zip(refused, answers(shell, [call[4] for call in refused])):
        listed = [str(value) for value in about.get("values", ()) if about["t"] != "Boolean"]
        good = kind.startswith("ParameterBinding") and all(value.lower() in text.lower() for value in listed)
        count("values", good, f"{wrong}: {kind} {text}")
    baseline.judge("exchange", passed, total, options.update)


if __name__ == "__main__":
    main()
