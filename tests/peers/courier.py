"""A private Courier: its imapd behind a front that does what couriertcpd and imaplogin do (TLS, the login), since those want
root and the system's accounts. COURIER_ROOT may name a folder where the Debian packages were unpacked."""
import atexit
import base64
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
from pathlib import Path

import peer

ROOT = os.environ.get("COURIER_ROOT", "")
IMAPD, MAKE = ROOT + "/usr/bin/imapd", ROOT + "/usr/bin/maildirmake.courier"
# As /etc/courier/imapd has it.
CAPABILITY = "IMAP4rev1 UIDPLUS CHILDREN NAMESPACE THREAD=ORDEREDSUBJECT THREAD=REFERENCES SORT QUOTA IDLE"


def missing():
    """Why it can't be tried here; None: it can."""
    if not os.path.exists(IMAPD) or not os.path.exists(MAKE):
        return "courier-imap is not installed"
    return None


class Courier:
    def __init__(self, name, password="secret"):
        self.name, self.password = name, password
        self.top = Path(tempfile.mkdtemp(prefix="exosh-courier.", dir="/var/tmp"))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
                        "-addext", f"subjectAltName=DNS:{name}", "-keyout", self.top / "server.key", "-out",
                        self.top / "server.pem"], check=True, capture_output=True)
        # It refuses to work as root.
        self.account = ["setpriv", "--reuid=dovenull", "--regid=nogroup", "--clear-groups", "--"] if os.getuid() == 0 else []
        self.environment = dict(os.environ, IMAP_CAPABILITY=CAPABILITY, IMAP_KEYWORDS="1", IMAP_EMPTYTRASH="",
                                IMAP_MAILBOX_SANITY_CHECK="0", TCPREMOTEIP="127.0.0.1")
        if ROOT:
            self.environment["LD_LIBRARY_PATH"] = f"{ROOT}/usr/lib/x86_64-linux-gnu:{ROOT}/usr/lib"
            self.environment["GAMIN_DEBUG_SERVER"] = f"{ROOT}/usr/libexec/gam_server"

    def start(self):
        if self.account:
            subprocess.run(["chown", "dovenull", self.top], check=True)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(self.top / "server.pem", self.top / "server.key")
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()
        atexit.register(self.stop)

    def serve(self):
        while True:
            try:
                plain, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.session, args=(plain,), daemon=True).start()

    def session(self, plain):
        try:
            with self.context.wrap_socket(plain, server_side=True) as client:
                tag, user = self.login(client)
                if user:
                    self.work(client, tag, user)
        except OSError:
            pass

    def login(self, client):
        lines = client.makefile("rb")

        def say(text):
            client.sendall(text.encode() + b"\r\n")

        say(f"* OK [CAPABILITY {CAPABILITY} AUTH=PLAIN] Courier-IMAP ready.")
        while line := lines.readline():
            tag, verb, *rest = line.decode().split()
            verb = verb.upper()
            user = password = None
            if verb == "CAPABILITY":
                say(f"* CAPABILITY {CAPABILITY} AUTH=PLAIN")
                say(f"{tag} OK CAPABILITY completed")
                continue
            if verb == "LOGIN":
                user, password = (word.strip('"') for word in rest)
            elif verb == "AUTHENTICATE" and [word.upper() for word in rest] == ["PLAIN"]:
                say("+ ")
                _, user, password = base64.b64decode(lines.readline()).decode().split("\0")
            if user and password == self.password:
                return tag, user
            say(f"{tag} NO Login failed." if user else f"{tag} NO Error in IMAP command received by server.")
        return None, None

    def work(self, client, tag, user):
        home = self.top / user
        if not home.exists():
            subprocess.run([*self.account, "mkdir", home], check=True)
            subprocess.run([*self.account, MAKE, home / "Maildir"], env=self.environment, check=True)
        # Both ends of a pair, since it wants one socket for both ways; its own greeting becomes the login's answer.
        ours, theirs = socket.socketpair()
        with theirs, open(self.top / "imapd.log", "ab") as log:
            process = subprocess.Popen([*self.account, IMAPD, "Maildir"], cwd=home, stdin=theirs, stdout=theirs, stderr=log,
                                       env=dict(self.environment, AUTHENTICATED=user))
        with ours, ours.makefile("rb", buffering=0) as greeting:
            while (line := greeting.readline()) and not line.startswith(b"* PREAUTH"):
                client.sendall(line)  # an alert
            client.sendall(f"{tag} OK LOGIN Ok.\r\n".encode())
            back = threading.Thread(target=self.pump, args=(client, ours), daemon=True)
            back.start()
            self.pump(ours, client)
            back.join(20)
        process.wait(20)

    @staticmethod
    def pump(source, sink):
        try:
            while data := source.recv(65536):
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def tell(self, home):
        peer.tell(home, self.name, self.port, self.top / "server.pem")

    def stop(self):
        atexit.unregister(self.stop)
        self.listener.close()
        shutil.rmtree(self.top, ignore_errors=True)
