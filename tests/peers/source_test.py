"""What every kind of server has to pass as a source: mail in its own storage and names arrives in the local organization,
also what changes later."""
import imaplib
import os
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "labs"))

import lab  # noqa: E402

sys.path.insert(0, str(lab.ROOT / "scripts/lab.d"))
import compare  # noqa: E402

def fill(connection, separator, prefix, seed):
    """Other mail than the lab's: by APPEND, so that this server stores it in its own way."""
    chance = random.Random(seed)
    folders = ["INBOX"] + [prefix + name.replace("/", separator) for name in (
        "Sent Items", "Deleted Messages", "Spam", "Drafts", "Reports", "Reports/Q&-A", "Reports/&ANw-ber",
        "a b/c (d)", "empty")]
    for folder in folders[1:]:
        answer, text = connection.create(f'"{folder}"')
        assert answer == "OK", (folder, text)
    for folder in folders[:-1]:
        for number in range(chance.randint(5, 40)):
            body = "".join(f"Line {chance.random()} öäü\r\n" for _ in range(chance.randint(0, 300)))
            message = (f"From: a@fabrikam.com\r\nSubject: {folder} {number}\r\nMessage-ID: <{chance.random()}@fabrikam.com>\r\n"
                       f"Date: Tue, 1 Apr 2014 10:00:00 +0200\r\n\r\n{body}").encode()
            flags = " ".join(f for f in ("\\Seen", "\\Flagged", "\\Answered", "\\Draft", "\\Deleted", "Blue", "$Forwarded")
                             if chance.random() < .3)
            date = imaplib.Time2Internaldate(1396339200 + chance.randrange(300_000_000))
            answer, text = connection.append(f'"{folder}"', f"({flags})", date, message)
            assert answer == "OK", (folder, text)


class SourceTest(lab.LabTest):
    users = {"user1": "terrya@contoso.edu", "user2@fabrikam.com": "annb@contoso.edu"}

    def connect(self, server, user):
        os.environ["EXOSH_HOME"] = self.home
        connection = compare.connect("imap.fabrikam.com", 993, "ssl")
        connection.login(user, server.password)
        return connection

    def assert_all_arrived(self):
        path = Path(self.home, "drives/C/Users/Administrator/Desktop/other.csv")
        self.assert_identical(str(path), "--server", "imap.fabrikam.com")
        for address in self.users.values():
            found = self.command(f"Test-MigrationUser {address} | Where-Object Result -ne Success | Format-List | Out-String")
            self.assertEqual("", found.strip())

    def change(self, connection, separator, prefix):
        """New mail, changed flags, deleted mail, a renamed folder."""
        connection.select("INBOX")
        connection.store("1:2", "+FLAGS", "(\\Answered)")
        connection.store("3", "+FLAGS", "(\\Deleted)")
        connection.expunge()
        connection.append("INBOX", "(\\Seen)", None, b"Subject: late\r\nMessage-ID: <late@fabrikam.com>\r\n\r\nlate\r\n")
        connection.rename(f'"{prefix}a b{separator}c (d)"', f'"{prefix}a b{separator}e"')

    def migrate_from(self, server, separator, prefix):
        self.lab("reset")
        server.start()
        try:
            server.tell(self.home)
            for number, user in enumerate(self.users):
                connection = self.connect(server, user)
                fill(connection, separator, prefix, number)
                connection.logout()
            rows = "".join(f"{address},{user},{server.password}\n" for user, address in self.users.items())
            data = self.put_csv("other.csv", "EmailAddress,UserName,Password\n" + rows)
            self.command("New-MigrationEndpoint -IMAP -Name Other -RemoteServer imap.fabrikam.com -Port 993 -Security Ssl")
            self.command(f"New-MigrationBatch -Name Other -SourceEndpoint Other -CSVData {data} -AutoStart")
            self.wait_for("Other")
            self.assert_all_arrived()
            connection = self.connect(server, "user1")
            self.change(connection, separator, prefix)
            connection.logout()
            self.command("Set-MigrationBatch Other -SyncNow")
            self.wait_for("Other", ("Synced",))
            self.assert_all_arrived()
            self.command("Remove-MigrationBatch Other -Confirm:$false")
            self.wait_removed("Other")
            self.command("Remove-MigrationEndpoint Other -Confirm:$false")
        finally:
            server.stop()
