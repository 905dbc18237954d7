#!/usr/bin/env python3
"""Wrong input: each gives an error that names the cause, a failing exit code, and leaves what was there."""
import socket
import ssl
import threading
import unittest
from pathlib import Path

import lab

GOOD_ROWS = "annb@contoso.edu,ann.beebe,2111991\npaulc@contoso.edu,paul.cannon,3281986\n"
HEADER = "EmailAddress,UserName,Password\n"


class OddServer:
    """Listens on a port of its own and sends every client the same bytes, then hangs up or keeps silent."""

    def __init__(self, data=b"", certificate=None):
        self.data = data
        self.context = None
        if certificate:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(certificate + ".pem", certificate + ".key")
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                client, _ = self.socket.accept()
            except OSError:
                return
            try:
                if self.context:
                    client = self.context.wrap_socket(client, server_side=True)
                client.sendall(self.data)
            except OSError:
                pass
            client.close()

    def close(self):
        self.socket.close()


class BadInput(lab.LabTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.exosh("-Command", lab.NEW_ENDPOINT)

    def tearDown(self):
        """Whatever happened, the endpoint is as it was."""
        self.assertIn("imap.contoso.com", self.command("Get-MigrationEndpoint IMAPEndpoint | Format-List RemoteServer"))

    def refuse_endpoint(self, server, port, security="Ssl"):
        """The same server is refused by Test- and by New-, in the same words."""
        result = self.server_result(server, port, security)
        self.assertIn("Result : Failed", result)
        error = self.refused(f"New-MigrationEndpoint -IMAP -Name Bad -RemoteServer {server} -Port {port} -Security {security}")
        self.refused("Get-MigrationEndpoint Bad")
        return result + " " + error

    def server_result(self, server, port, security):
        """Test-MigrationServerAvailability does not fail: it answers Failed, with the cause in words."""
        done = self.exosh("-Command", f"Test-MigrationServerAvailability -IMAP -RemoteServer {server} -Port {port}"
                          f" -Security {security} | Format-List")
        return " ".join(done.stdout.split())

    def map_port(self, server, port, to):
        with open(Path(self.home, "connect-to"), "a") as file:
            file.write(f"{server}:{port}:127.0.0.1:{to}\n")

    # ---- the command line ----

    def test_unknown_command(self):
        self.assertIn("The term 'Get-MigrationBatches' is not recognized", self.refused("Get-MigrationBatches"))

    def test_wrong_parameter(self):
        error = self.refused("Get-MigrationBatch -Identiti IMAPBatch1")
        self.assertIn("A parameter cannot be found that matches parameter name 'Identiti'", error)

    def test_wrong_enum(self):
        error = self.refused("Test-MigrationServerAvailability -IMAP -RemoteServer x -Port 993 -Security Sssl")
        for name in ("Sssl", "None", "Ssl", "Tls"):
            self.assertIn(name, error)

    def test_port_that_is_no_number(self):
        self.assertIn("Cannot bind parameter 'Port'",
                      self.refused("Test-MigrationServerAvailability -IMAP -RemoteServer x -Port abc -Security Ssl"))

    def test_failure_is_seen_by_scripts(self):
        text = self.exosh("-Command", "Get-MigrationBatch Nope -ErrorAction SilentlyContinue; $?;"
                          " $Error[0].FullyQualifiedErrorId").stdout
        self.assertRegex(text, r"^False\s+\S+,\S*Get-?MigrationBatch")

    # ---- the server ----

    def test_no_such_host(self):
        self.assertIn("imap.invalid", self.refuse_endpoint("imap.invalid", 993))

    def test_refused_connection(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        self.assertRegex(self.refuse_endpoint("127.0.0.1", port), "(?i)refused")

    def test_wrong_name(self):
        self.map_port("mail.fabrikam.com", 993, self.lab_port(1))
        self.assertRegex(self.refuse_endpoint("mail.fabrikam.com", 993), "(?i)certificate|name")

    def test_untrusted(self):
        pem = Path(self.home, "trusted-ca/lab.pem")
        kept = pem.read_bytes()
        pem.unlink()
        try:
            self.assertRegex(self.refuse_endpoint("imap.contoso.com", 993), "(?i)certificate|trust")
        finally:
            pem.write_bytes(kept)

    def test_tls_on_a_plain_port(self):
        self.map_port("imap.contoso.com", 1993, self.lab_port(0))
        self.assertIn("Failed", self.refuse_endpoint("imap.contoso.com", 1993))

    def test_talks_nonsense(self):
        server = OddServer(b"220 smtp.contoso.com ESMTP\r\n", f"{self.home}/lab/ca/imap.contoso.com")
        self.map_port("imap.contoso.com", 2993, server.port)
        self.assertIn("Failed", self.refuse_endpoint("imap.contoso.com", 2993))
        server.close()

    def test_hangs_up(self):
        server = OddServer(b"", f"{self.home}/lab/ca/imap.contoso.com")
        self.map_port("imap.contoso.com", 3993, server.port)
        self.assertIn("Failed", self.refuse_endpoint("imap.contoso.com", 3993))
        server.close()

    def test_sends_bye(self):
        server = OddServer(b"* BYE Too many connections today.\r\n", f"{self.home}/lab/ca/imap.contoso.com")
        self.map_port("imap.contoso.com", 4993, server.port)
        self.assertIn("Too many connections today", self.refuse_endpoint("imap.contoso.com", 4993))
        server.close()

    def lab_port(self, number):
        """0: the lab's STARTTLS port, 1: its TLS port."""
        return int(Path(self.home, "lab/ports").read_text().split()[number])

    # ---- the CSV file ----

    def refuse_csv(self, text):
        data = self.put_csv("bad.csv", text)
        error = self.refused(f"New-MigrationBatch -Name Bad -SourceEndpoint IMAPEndpoint -CSVData {data} -AutoStart")
        self.refused("Get-MigrationBatch Bad")
        return error

    def test_missing_column(self):
        self.assertIn('Column "Password" is missing from the CSV file',
                      self.refuse_csv("EmailAddress,UserName\nannb@contoso.edu,ann.beebe\n"))

    def test_misspelt_column(self):
        self.assertIn('"EmailAddress"', self.refuse_csv("Email Address,UserName,Password\n" + GOOD_ROWS))

    def test_empty(self):
        self.assertIn("empty", self.refuse_csv(""))

    def test_only_a_header(self):
        self.refuse_csv(HEADER)

    def test_not_found(self):
        error = self.refused("New-MigrationBatch -Name Bad -SourceEndpoint IMAPEndpoint -CSVData"
                             f" ([System.IO.File]::ReadAllBytes(\"{lab.DESKTOP}nowhere.csv\"))")
        self.assertIn("nowhere.csv", error)

    def test_bad_row_does_not_sink_the_batch(self):
        """One wrong password: that user is Failed with the server's words, the others are Synced."""
        data = self.put_csv("mixed.csv", HEADER + GOOD_ROWS + "terrya@contoso.edu,terry.adams,wrong\n")
        self.command(f"New-MigrationBatch -Name Mixed -SourceEndpoint IMAPEndpoint -CSVData {data} -AutoStart")
        self.wait_for("Mixed", ("SyncedWithErrors", "Synced", "Failed"))
        users = self.command("Get-MigrationUser -BatchId Mixed | Sort-Object Identity |"
                             " ForEach-Object { \"$($_.Identity) $($_.Status)\" }")
        self.assertEqual(["annb@contoso.edu Synced", "paulc@contoso.edu Synced", "terrya@contoso.edu Failed"],
                         users.split("\n")[:3])
        why = self.command("(Get-MigrationUserStatistics terrya@contoso.edu).Error")
        self.assertIn("Authentication failed", why)
        tried = Path(self.home, "lab/dovecot.log").read_text(errors="replace").count("auth failed, 1 attempts")
        self.assertEqual(1, tried, "a wrong password is tried once")
        self.command("Remove-MigrationBatch Mixed -Confirm:$false")
        self.wait_removed("Mixed")

    # ---- names ----

    def test_duplicate_endpoint(self):
        self.assertIn("IMAPEndpoint", self.refused(lab.NEW_ENDPOINT))

    def test_unknown_endpoint(self):
        data = self.put_csv("good.csv", HEADER + GOOD_ROWS)
        self.assertIn("Nowhere", self.refused(f"New-MigrationBatch -Name Bad -SourceEndpoint Nowhere -CSVData {data}"))

    def test_duplicate_batch(self):
        data = self.put_csv("good.csv", HEADER + GOOD_ROWS)
        make = f"New-MigrationBatch -Name Twice -SourceEndpoint IMAPEndpoint -CSVData {data}"
        self.command(make)
        self.assertRegex(self.refused(make), "already exists")
        self.assertEqual("Created", self.status("Twice"))
        self.command("Remove-MigrationBatch Twice -Confirm:$false")
        self.wait_removed("Twice")

    def test_no_password_is_written_down(self):
        """Passwords are in no file of the home but the administrator's own CSV files and the server's."""
        data = self.put_csv("good.csv", HEADER + GOOD_ROWS)
        self.command(f"New-MigrationBatch -Name Secret -SourceEndpoint IMAPEndpoint -CSVData {data} -AutoStart")
        self.wait_for("Secret")
        for path in Path(self.home).rglob("*"):
            relative = path.relative_to(self.home).parts[0]
            if path.is_file() and relative not in ("lab", "drives", "mailboxes"):
                self.assertNotIn(b"2111991", path.read_bytes(), path)
        self.command("Remove-MigrationBatch Secret -Confirm:$false")
        self.wait_removed("Secret")


if __name__ == "__main__":
    unittest.main(verbosity=2)
