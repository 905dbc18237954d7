"""A private Cyrus: its master and imapd by an account that is not root, with any password. CYRUS_ROOT may name a folder where
the Debian packages were unpacked."""
import atexit
import imaplib
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from pathlib import Path

import peer

ROOT = os.environ.get("CYRUS_ROOT", "")
PROGRAMS = ROOT + "/usr/lib/cyrus/bin"
SETTINGS = """configdirectory: {top}/conf
defaultpartition: default
partition-default: {top}/spool
admins: admin
sasl_pwcheck_method: alwaystrue
sasl_mech_list: PLAIN
allowplaintext: yes
cyrus_user: {user}
cyrus_group: {group}
tls_server_cert: {top}/server.pem
tls_server_key: {top}/server.key
search_engine: none
"""
SERVICES = """START {{
}}
SERVICES {{
	imaps cmd="{programs}/imapd -s -C {top}/imapd.conf" listen="127.0.0.1:{port}" prefork=0
}}
EVENTS {{
}}
"""


def missing():
    """Why it can't be tried here; None: it can."""
    if not os.path.exists(PROGRAMS + "/master") or not os.path.exists(PROGRAMS + "/imapd"):
        return "cyrus-imapd is not installed"
    return None


class Cyrus:
    def __init__(self, name, users, password="secret"):
        self.name, self.users, self.password = name, users, password
        self.top = Path(tempfile.mkdtemp(prefix="exosh-cyrus.", dir="/var/tmp"))
        self.as_root = os.getuid() == 0
        self.user = "dovenull" if self.as_root else subprocess.check_output(["id", "-un"], text=True).strip()
        self.group = subprocess.check_output(["id", "-gn", self.user], text=True).strip()
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
                        "-addext", f"subjectAltName=DNS:{name}", "-keyout", self.top / "server.key", "-out",
                        self.top / "server.pem"], check=True, capture_output=True)
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        values = {"top": self.top, "user": self.user, "group": self.group, "port": self.port, "programs": PROGRAMS}
        (self.top / "imapd.conf").write_text(SETTINGS.format(**values))
        (self.top / "cyrus.conf").write_text(SERVICES.format(**values))
        for folder in ("conf", "spool"):
            (self.top / folder).mkdir()

    def start(self):
        command = [PROGRAMS + "/master", "-D", "-C", self.top / "imapd.conf", "-M", self.top / "cyrus.conf", "-p",
                   self.top / "pid"]
        if self.as_root:
            subprocess.run(["chown", "-R", f"{self.user}:{self.group}", self.top], check=True)
            command = ["setpriv", f"--reuid={self.user}", f"--regid={self.group}", "--clear-groups", "--", *command]
        environment = dict(os.environ)
        if ROOT:
            environment["LD_LIBRARY_PATH"] = f"{ROOT}/usr/lib/x86_64-linux-gnu:{ROOT}/usr/lib"
        with open(self.top / "master.log", "w") as log:
            self.process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        atexit.register(self.stop)
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                break
            except OSError:
                time.sleep(0.1)
        self.make_mailboxes()

    def make_mailboxes(self):
        context = ssl.create_default_context(cafile=self.top / "server.pem")
        context.check_hostname = False
        connection = imaplib.IMAP4_SSL("127.0.0.1", self.port, ssl_context=context, timeout=60)
        connection.login("admin", self.password)
        for user in self.users:
            answer, text = connection.create(f'"user/{user}"')
            assert answer == "OK", text
        connection.logout()

    def tell(self, home):
        peer.tell(home, self.name, self.port, self.top / "server.pem")

    def stop(self):
        atexit.unregister(self.stop)
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)
        shutil.rmtree(self.top, ignore_errors=True)
