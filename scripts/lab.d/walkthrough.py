#!/usr/bin/env python3
"""Types the article's commands at exosh's prompt and prints what one would see; scripts/quickstart calls it.

usage: walkthrough.py PROGRAM
Exit status 1 where the batch does not get Synced.
"""
import os
import re
import sys
import time

from terminal import Shell

CSV = r"C:\Users\Administrator\Desktop\IMAPmigration_1.csv"
MINUTES = 15


class Walk:
    def __init__(self, program):
        environment = dict(os.environ, TERM="dumb", NO_COLOR="1")
        self.shell = Shell(program, environment, ("-NoLogo", "-NoProfile", "-WorkingDirectory", "/"))

    def show(self, command, answer=None):
        """One command with its output, as on a screen."""
        lines = command.split("\n")
        prompt = self.shell.prompt
        print("\n".join([prompt + lines[0]] + [">> " + line for line in lines[1:]]), flush=True)
        output = self.shell.run(command, answer)
        if output:
            print(output, flush=True)
        print()
        return output

    def title(self, text):
        print(f"# {text}\n", flush=True)

    def wait_until_synced(self, command):
        """Repeats the article's command; shows it again when its answer is another one."""
        shown = self.show(command)
        until = time.monotonic() + MINUTES * 60
        while time.monotonic() < until:
            if re.search(r"Status\s*:\s*(Synced|SyncedWithErrors|Completed\w*|Failed|Stopped|Corrupted)\b", shown):
                break
            time.sleep(1)
            output = self.shell.run(command)
            if output != shown:
                print(f"{self.shell.prompt}{command}\n{output}\n", flush=True)
                shown = output
        return bool(re.search(r"Status\s*:\s*Synced\s*$", shown.strip()))


def main():
    walk = Walk(os.path.abspath(sys.argv[1]))
    walk.title("Step 1: does the IMAP server answer?")
    walk.show("Test-MigrationServerAvailability -IMAP -RemoteServer imap.contoso.com -Port 993 -Security Ssl")
    walk.title("Step 2: the CSV file")
    walk.show(f"Import-Csv {CSV}")
    walk.title("Step 3: the migration endpoint; first plainly, then on port 143 with concurrency set")
    walk.show("New-MigrationEndpoint -IMAP -Name IMAPEndpoint -RemoteServer imap.contoso.com -Port 993 -Security Ssl")
    walk.show("Remove-MigrationEndpoint IMAPEndpoint", "Y")
    walk.show("New-MigrationEndpoint -IMAP -Name IMAPEndpoint -RemoteServer imap.contoso.com -Port 143 -Security Tls"
              " -MaxConcurrentMigrations\n50 -MaxConcurrentIncrementalSyncs 25")
    walk.show("Get-MigrationEndpoint IMAPEndpoint | Format-List EndpointType,RemoteServer,Port,Security,Max*")
    walk.title("Step 4: the migration batch")
    walk.show("New-MigrationBatch -Name IMAPBatch1 -SourceEndpoint IMAPEndpoint -CSVData "
              f"([System.IO.File]::ReadAllBytes(\"{CSV}\")) -AutoStart")
    walk.show("Get-MigrationBatch -Identity IMAPBatch1 | Format-List")
    synced = walk.wait_until_synced("Get-MigrationBatch -Identity IMAPBatch1 | Format-List Status")
    walk.show("Get-MigrationUser | Get-MigrationUserStatistics")
    walk.title("Step 6: the mail has arrived, the batch can go")
    walk.show("Remove-MigrationBatch -Identity IMAPBatch1", "Y")
    walk.show('Get-MigrationBatch IMAPBatch1"', "Y")
    walk.shell.send("exit\r")
    walk.shell.close()
    if not synced:
        print("walkthrough: the batch did not become Synced", file=sys.stderr)
    return 0 if synced else 1


if __name__ == "__main__":
    sys.exit(main())
