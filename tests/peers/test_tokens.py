#!/usr/bin/env python3
"""Microsoft 365 as the target: the token endpoint and an IMAP server that checks tokens (Dovecot's oauth2 passdb) stand for
it, under its names. The application signs in by secret and by certificate; tokens are refused and wear out on the way."""
import socket
import subprocess
import sys
import threading
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "labs"))

import lab  # noqa: E402
from dovecot import Dovecot  # noqa: E402
from token_server import TokenServer  # noqa: E402

USER = "paulc@contoso.edu"
SECRET = "s3cret~of-the.app"


class Cutter:
    """Cuts the first connection after so many bytes from the client, and does something then."""

    def __init__(self, port, budget, action):
        self.upstream, self.budget, self.action = port, budget, action
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.upstream))
            for source, sink, counts in ((client, server, True), (server, client, False)):
                threading.Thread(target=self.pump, args=(source, sink, counts), daemon=True).start()

    def pump(self, source, sink, counts):
        try:
            while data := source.recv(65536):
                if counts and self.budget is not None:
                    self.budget -= len(data)
                    if self.budget < 0:
                        self.budget = None
                        self.action()
                        break
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()


class Tokens(lab.LabTest):
    def setUp(self):
        self.lab("reset")
        self.tokens = TokenServer(SECRET)
        self.target = Dovecot("outlook.office365.com", "maildir:~/Maildir", extra=self.tokens.configuration())
        self.target.start()
        self.target.tell(self.home)
        self.tokens.tell(self.home)
        self.command(lab.NEW_ENDPOINT)
        self.data = self.put_csv("paul.csv", f"EmailAddress,UserName,Password\n{USER},paul.cannon,3281986\n")

    def tearDown(self):
        self.kill_services()
        self.target.stop()
        self.tokens.stop()
        mapping = Path(self.home, "connect-to")
        lines = [line for line in mapping.read_text().splitlines() if not line.startswith(("outlook.", "login."))]
        mapping.write_text("\n".join(lines) + "\n")

    def migrate(self, connect, statuses=("Synced",)):
        self.command(f"{connect} -ShowBanner:$false; "
                     f"New-MigrationBatch -Name Paul -SourceEndpoint IMAPEndpoint -CSVData {self.data} -AutoStart")
        self.wait_for("Paul", statuses, 60)

    def connect(self, secret=SECRET):
        return ("Connect-ExchangeOnline -AppId 11111111-2222-3333-4444-555555555555 -Organization contoso.onmicrosoft.com "
                f"-Credential ([pscredential]::new('app', (ConvertTo-SecureString '{secret}' -AsPlainText -Force)))")

    def assert_arrived(self):
        """All folders, also those whose names the server refuses (Maildir++ can't have a "." in them)."""
        self.assertEqual("0", self.command(f"(Get-MigrationUser {USER}).SkippedItemCount").strip())
        self.assertEqual("True", self.command(f"Test-MigrationUser {USER} -Quiet").strip())

    def test_secret(self):
        self.migrate(self.connect())
        self.assert_arrived()
        path, form = self.tokens.requests[0]
        self.assertEqual("/contoso.onmicrosoft.com/oauth2/v2.0/token", path)
        self.assertEqual({"grant_type": "client_credentials", "client_id": "11111111-2222-3333-4444-555555555555",
                          "scope": "https://outlook.office365.com/.default", "client_secret": SECRET}, form)
        for file in Path(self.home).rglob("*"):
            if file.is_file():
                self.assertNotIn(SECRET.encode(), file.read_bytes(), file)

    def test_certificate(self):
        top = self.tokens.top
        subprocess.run(["openssl", "pkcs12", "-export", "-inkey", top / "key.pem", "-in", top / "cert.pem", "-passout",
                        "pass:open", "-out", top / "app.pfx"], check=True, capture_output=True)
        self.migrate("Connect-ExchangeOnline -AppId 11111111-2222-3333-4444-555555555555 -Organization contoso.onmicrosoft.com "
                     f"-CertificateFilePath {top}/app.pfx "
                     "-CertificatePassword (ConvertTo-SecureString open -AsPlainText -Force)")
        self.assert_arrived()
        form = self.tokens.requests[0][1]
        self.assertEqual("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", form["client_assertion_type"])
        self.assertNotIn("client_secret", form)

    def test_expired_in_the_middle(self):
        """The line breaks after some mail, and the token isn't taken any more: another one is asked for."""
        cutter = Cutter(self.target.port, 300_000, self.tokens.revoke)
        mapping = Path(self.home, "connect-to")
        mapping.write_text(mapping.read_text().replace(f"127.0.0.1:{self.target.port}", f"127.0.0.1:{cutter.port}"))
        self.migrate(self.connect())
        self.assertIsNone(cutter.budget, "nothing was cut")
        self.assertGreaterEqual(len(self.tokens.requests), 2)
        self.assert_arrived()
        report = self.command(f"(Get-MigrationUserStatistics {USER} -IncludeReport).Report | Out-String -Width 500")
        self.assertIn("A new access token is asked for.", report)
        cutter.listener.close()

    def test_wrong_secret(self):
        self.migrate(self.connect("wrong"), ("Failed", "SyncedWithErrors"))
        error = self.command(f"(Get-MigrationUser {USER}).ErrorSummary; (Get-MigrationUserStatistics {USER}).Error")
        self.assertIn("outlook.office365.com", error)
        self.assertIn("AADSTS7000215: Invalid client secret provided.", error)
        self.assertNotIn("imap.contoso.com", error)
        self.assertEqual(1, len(self.tokens.requests), "a wrong secret was tried again")

    def test_given_token_is_refused(self):
        self.migrate("Connect-ExchangeOnline -AccessToken made-up", ("Failed", "SyncedWithErrors"))
        error = self.command(f"(Get-MigrationUserStatistics {USER}).Error")
        self.assertIn("The target server 'outlook.office365.com' refused the login", error)


if __name__ == "__main__":
    unittest.main(verbosity=2)
