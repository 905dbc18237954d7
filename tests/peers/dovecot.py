"""Private Dovecot instances for tests: any storage, separator and prefix; run by an account that is not root."""
import atexit
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import peer

CONFIGURATION = """
base_dir = {top}/run
state_dir = {top}/state
log_path = {top}/dovecot.log
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
ssl = yes
ssl_cert = <{top}/server.pem
ssl_key = <{top}/server.key
mail_location = {location}
namespace inbox {{
	inbox = yes
	separator = {separator}
	prefix = {prefix}
}}
passdb {{
	driver = static
	args = password={password}
}}
userdb {{
	driver = static
	args = uid={uid} gid={gid} home={top}/mail/%u
}}
{extra}
service imap-login {{
	chroot =
	inet_listener imap {{
		port = 0
	}}
	inet_listener imaps {{
		port = {port}
		ssl = yes
	}}
}}
service anvil {{
	chroot =
}}
service stats {{
	chroot =
}}
"""


class Dovecot:
    """A server for any user name with one password, whose certificate is trusted by whoever reads top/server.pem."""

    def __init__(self, name, location, separator="/", prefix="", password="secret", extra=""):
        self.name, self.password = name, password
        self.top = Path(tempfile.mkdtemp(prefix="exosh-peer.", dir="/var/tmp"))
        self.as_root = os.getuid() == 0
        user = "dovenull" if self.as_root else subprocess.check_output(["id", "-un"], text=True).strip()
        group = subprocess.check_output(["id", "-gn", user], text=True).strip()
        uid, gid = (subprocess.check_output(["id", option, user], text=True).strip() for option in ("-u", "-g"))
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
                "-addext", f"subjectAltName=DNS:{name},DNS:localhost", "-keyout", self.top / "server.key",
                "-out", self.top / "server.pem"], check=True, capture_output=True)
        (self.top / "mail").mkdir()
        (self.top / "dovecot.conf").write_text(CONFIGURATION.format(
            top=self.top, user=user, group=group, uid=uid, gid=gid, location=location, separator=separator,
            prefix=prefix, password=password, port=self.port, extra=extra))
        self.user, self.group = user, group

    def start(self):
        command = ["dovecot", "-F", "-c", self.top / "dovecot.conf"]
        if self.as_root:
            subprocess.run(["chown", "-R", f"{self.user}:{self.group}", self.top], check=True)
            command = ["setpriv", f"--reuid={self.user}", f"--regid={self.group}", "--clear-groups", "--", *command]
        path = os.environ["PATH"] + ":/usr/sbin:/sbin"
        with open(self.top / "start.log", "w") as log:
            self.process = subprocess.Popen(command, env=dict(os.environ, PATH=path), stdin=subprocess.DEVNULL, stdout=log,
                                            stderr=log)
        atexit.register(self.stop)  # also where a test ends on its way
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError((self.top / "start.log").read_text())

    def tell(self, home):
        """Lets exosh and compare.py of this home find and trust the server."""
        peer.tell(home, self.name, self.port, self.top / "server.pem")

    def stop(self):
        atexit.unregister(self.stop)
        self.process.terminate()
        self.process.wait(20)
        shutil.rmtree(self.top, ignore_errors=True)
