"""Stands for login.microsoftonline.com: gives access tokens for a client secret or an assertion, and tells Dovecot's oauth2
passdb which are good."""
import http.server
import json
import secrets
import shutil
import ssl
import subprocess
import tempfile
import threading
import urllib.parse
from pathlib import Path

NAME = "login.microsoftonline.com"


class TokenServer:
    def __init__(self, secret):
        self.secret, self.requests, self.good = secret, [], set()
        self.top = Path(tempfile.mkdtemp(prefix="exosh-tokens.", dir="/tmp"))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
                        "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", self.top / "key.pem", "-out", self.top / "cert.pem"],
                       check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.top / "cert.pem", self.top / "key.pem")
        self.tokens = self.serve(self.give, context)  # what exosh asks
        self.info = self.serve(self.tell_token)  # what Dovecot asks

    def serve(self, answer, context=None):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                status, fields = answer(self.path, dict(urllib.parse.parse_qsl(body)))
                text = json.dumps(fields).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            do_POST = do_GET

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server

    def give(self, path, form):
        self.requests.append((path, form))
        if form.get("client_secret") != self.secret and not form.get("client_assertion"):
            return 401, {"error": "invalid_client", "error_description": "AADSTS7000215: Invalid client secret provided."}
        token = secrets.token_urlsafe(40)
        self.good.add(token)
        return 200, {"token_type": "Bearer", "expires_in": 3599, "access_token": token}

    def tell_token(self, path, _):
        token = urllib.parse.unquote(path.rsplit("=", 1)[1])
        return (200, {"active": "true", "username": "any"}) if token in self.good else (401, {"error": "invalid_token"})

    def revoke(self):
        self.good.clear()

    def configuration(self):
        """For Dovecot: any user may come with a good token, as an application with full access does."""
        file = self.top / "oauth2.conf"
        file.write_text(f"tokeninfo_url = http://127.0.0.1:{self.info.server_port}/tokeninfo?access_token=\n"
                        "introspection_mode = auth\nusername_attribute = username\nusername_format = any\n"
                        "active_attribute = active\nactive_value = true\n")
        self.top.chmod(0o755)
        file.chmod(0o644)
        return ("auth_mechanisms = plain xoauth2 oauthbearer\n"
                f"passdb {{\n\tdriver = oauth2\n\tmechanisms = xoauth2 oauthbearer\n\targs = {file}\n}}\n")

    def tell(self, home):
        with open(Path(home, "connect-to"), "a") as file:
            file.write(f"{NAME}:443:127.0.0.1:{self.tokens.server_port}\n")
        shutil.copy(self.top / "cert.pem", Path(home, "trusted-ca", NAME + ".pem"))

    def stop(self):
        for server in (self.tokens, self.info):
            server.shutdown()
            server.server_close()
        shutil.rmtree(self.top, ignore_errors=True)
