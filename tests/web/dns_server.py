"""A name server for the tests of Resolve-DnsName: the zone contoso.test, on a port of 127.0.0.1, UDP only."""
import socket
import socketserver
import struct
import threading

A, NS, CNAME, SOA, PTR, MX, TXT, AAAA, SRV = 1, 2, 5, 6, 12, 15, 16, 28, 33


def name(text):
    return b"".join(bytes([len(p)]) + p.encode() for p in text.split(".") if p) + b"\0"


AUTHORITY = name("ns1.contoso.test") + name("hostmaster.contoso.test") + struct.pack(">5I", 7, 900, 600, 86400, 300)
ZONE = {
    ("contoso.test", MX): [struct.pack(">H", 20) + name("mx2.contoso.test"), struct.pack(">H", 10) + name("mx1.contoso.test")],
    ("contoso.test", TXT): [b"\x0cv=spf1 -all " + b"\x04tail"],
    ("contoso.test", NS): [name("ns1.contoso.test")],
    ("contoso.test", SOA): [AUTHORITY],
    ("www.contoso.test", A): [(CNAME, name("web.contoso.test")), (A, bytes([192, 0, 2, 10]))],
    ("www.contoso.test", AAAA): [(CNAME, name("web.contoso.test")), (AAAA, socket.inet_pton(socket.AF_INET6, "2001:db8::10"))],
    ("10.2.0.192.in-addr.arpa", PTR): [name("web.contoso.test")],
    ("_imaps._tcp.contoso.test", SRV): [struct.pack(">3H", 1, 2, 993) + name("imap.contoso.test")],
}
NAMES = {key[0] for key in ZONE}


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        data, sock = self.request
        at, labels = 12, []
        while data[at]:
            labels.append(data[at + 1:at + 1 + data[at]].decode())
            at += 1 + data[at]
        kind = struct.unpack(">H", data[at + 1:at + 3])[0]
        asked = ".".join(labels).lower()
        found = ZONE.get((asked, kind), [])
        records = [item if isinstance(item, tuple) else (kind, item) for item in found]
        code = 0 if asked in NAMES else 2 if asked.startswith("broken") else 3
        body = b"".join(b"\xc0\x0c" + struct.pack(">HHIH", k, 1, 300, len(d)) + d for k, d in records)
        extra = b"" if records or code else name("contoso.test") + struct.pack(">HHIH", SOA, 1, 300, len(AUTHORITY)) + AUTHORITY
        head = data[:2] + struct.pack(">HHHHH", 0x8580 | code, 1, len(records), 1 if extra else 0, 0)
        sock.sendto(head + data[12:at + 5] + body + extra, self.client_address)


def start():
    server = socketserver.ThreadingUDPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]
