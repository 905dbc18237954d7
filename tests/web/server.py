"""A small HTTP server for the tests of Invoke-WebRequest and Invoke-RestMethod: on 127.0.0.1, plain or with TLS."""
import base64
import http.server
import json
import ssl
import threading

PAGE = ('<html><head><title>T</title></head><body><a href="/next?a=1&amp;b=2" class=x>Next <b>page</b></a>'
        '<img src="i.png" alt="An image"><form><input type="text" name="q" value="v"></form></body></html>')
FEED = ('<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item><title>One</title></item>'
        '<item><title>Two</title></item></channel></rss>')


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    tries = 0

    def log_message(self, *arguments):
        pass

    def answer(self, status, body, kind="text/plain; charset=utf-8", headers=()):
        data = body if isinstance(body, bytes) else body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def echo(self, body):
        self.answer(200, json.dumps({
            "method": self.command, "path": self.path, "body": body.decode("latin-1"),
            "headers": {k.lower(): v for k, v in self.headers.items()}}), "application/json")

    def handle_any(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        path = self.path.split("?")[0]
        if path == "/page":
            self.answer(200, PAGE, "text/html; charset=utf-8", [("X-Two", "a"), ("X-Two", "b")])
        elif path == "/latin":
            self.answer(200, "caf\xe9".encode("latin-1"), "text/plain; charset=iso-8859-1")
        elif path == "/list":
            self.answer(200, "[1,2,3]", "application/json")
        elif path == "/xml":
            self.answer(200, "<r><a>1</a></r>", "application/xml")
        elif path == "/feed":
            self.answer(200, FEED, "application/rss+xml")
        elif path == "/binary":
            self.answer(200, bytes(range(256)), "application/octet-stream")
        elif path == "/missing":
            self.answer(404, '{"why":"not here"}', "application/json")
        elif path == "/redirect":
            self.answer(302, "", headers=[("Location", "/echo")])
        elif path == "/loop":
            self.answer(302, "", headers=[("Location", "/loop")])
        elif path == "/cookie":
            self.answer(200, "set", headers=[("Set-Cookie", "session=abc; Path=/; HttpOnly")])
        elif path == "/private":
            wanted = "Basic " + base64.b64encode(b"ann:secret").decode()
            if self.headers.get("Authorization") == wanted:
                self.answer(200, "welcome")
            else:
                self.answer(401, "who?", headers=[("WWW-Authenticate", 'Basic realm="r"')])
        elif path == "/flaky":
            Handler.tries += 1
            self.answer(503 if Handler.tries % 2 else 200, "try %d" % Handler.tries)
        elif path.startswith("/pages/"):
            number = int(path.rsplit("/", 1)[1])
            links = [("Link", '</pages/%d>; rel="next", </pages/3>; rel="last"' % (number + 1))] if number < 3 else []
            self.answer(200, json.dumps({"page": number}), "application/json", links)
        else:
            self.echo(body)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = do_OPTIONS = do_PROPFIND = handle_any


def start(certificate=None):
    """The port of a server that runs until the process ends."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port
