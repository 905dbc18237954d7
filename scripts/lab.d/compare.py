#!/usr/bin/env python3
"""Compares the mailboxes of a migration, message by message: source over IMAP, target in EXOSH_HOME/mailboxes.

usage: compare.py [CSV] [--server HOST] [--port N] [--security ssl|tls|none] [--differences]

CSV is the migration's file; without it, the lab's on the Administrator's desktop. For every folder the table shows the
number of messages and bytes on both sides, and how many messages differ in flags (keywords too), in INTERNALDATE
and in content (SHA-256). Messages above 35 MB are expected to be missing. Exit status 1 where anything differs.
"""
import argparse
import base64
import calendar
import csv
import hashlib
import imaplib
import os
import re
import signal
import socket
import ssl
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

LIMIT = 35 * 1024 * 1024
BATCH_BYTES = 16 * 1024 * 1024
# What a special folder is called in an Exchange mailbox, by its RFC 6154 attribute; and the names by which it is known on
# servers that tell no attributes, likeliest first.
SPECIAL_FOLDERS = {
    "\\sent": ("Sent Items", ["sent items", "sent", "sent messages", "sent mail", "sent-mail", "gesendete elemente", "gesendet",
                              "éléments envoyés", "elementos enviados", "posta inviata"]),
    "\\trash": ("Deleted Items", ["deleted items", "trash", "deleted messages", "deleted", "papierkorb", "gelöschte elemente",
                                  "corbeille", "éléments supprimés"]),
    "\\junk": ("Junk Email", ["junk email", "junk e-mail", "junk", "spam"]),
    "\\drafts": ("Drafts", ["drafts", "draft", "entwürfe", "brouillons"]),
    "\\archive": ("Archive", ["archive", "archives"]),
}
# A Maildir++ folder's name can hold neither of these; exosh writes characters that look like them.
LOOKALIKES = str.maketrans({".": "\u2024", "/": "\u2215"})
MAILDIR_FLAGS = {"D": "\\draft", "F": "\\flagged", "R": "\\answered", "S": "\\seen", "T": "\\deleted"}


def home():
    state = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    return Path(os.environ.get("EXOSH_HOME") or os.path.join(state, "exosh"))


def utf7_decode(name):
    """RFC 3501 section 5.1.3."""
    def wide(match):
        coded = match[1]
        if not coded:
            return "&"
        return base64.b64decode(coded.replace(",", "/") + "=" * (-len(coded) % 4)).decode("utf-16-be")
    return re.sub(r"&([A-Za-z0-9+,]*)-", wide, name)


class Message:
    """One message as both sides can tell it."""

    def __init__(self, size, digest, flags, date):
        self.size, self.digest, self.flags, self.date = size, digest, flags, date


def connect(host, port, security):
    """Where connect-to says, with the certificate checked against the name that was asked for."""
    address = (host, port)
    mapping = home() / "connect-to"
    for line in mapping.read_text().splitlines() if mapping.exists() else ():
        parts = line.strip().split(":")
        if len(parts) == 4 and parts[0].lower() in ("", host.lower()) and parts[1] in ("", str(port)):
            address = (parts[2] or host, int(parts[3] or port))
            break
    context = ssl.create_default_context()
    for pem in (home() / "trusted-ca").glob("*.pem"):
        context.load_verify_locations(pem)

    class Connection(imaplib.IMAP4):
        def _create_socket(self, timeout):
            plain = socket.create_connection(address, 60)
            return context.wrap_socket(plain, server_hostname=host) if security == "ssl" else plain

    connection = Connection(host, port)
    if security == "tls":
        connection.starttls(context)
    return connection


class Source:
    """A mailbox on the IMAP server."""

    def __init__(self, connection, user, password, root):
        self.imap = connection
        self.imap.authenticate("PLAIN", lambda _: f"\0{user}\0{password}".encode())
        self.root = root.strip("/")
        self.prefix, foreign = self.namespaces()
        own = []
        reference = f'"{self.root}/*"' if self.root else "*"
        lines = self.listed(reference) + (self.listed(f'"{self.root}"') if self.root else [])
        for attributes, separator, quoted in lines:
            name = utf7_decode(re.sub(r"\\(.)", r"\1", quoted[1:-1]) if quoted.startswith('"') else quoted)
            if attributes & {"\\noselect", "\\nonexistent"} or (not self.root and name.startswith(foreign)):
                continue
            own.append((tuple(self.relative(name, separator)), attributes, quoted))
        special = special_folders(own)
        self.folders = {}  # target path -> list of (quoted source name, name to show)
        for path, _, quoted in own:
            self.folders.setdefault(target_path(path, special), []).append((quoted, "/".join(path)))

    def listed(self, pattern):
        found = []
        for line in self.imap.list('""', pattern)[1]:
            if isinstance(line, tuple):
                line = line[0].rsplit(b"{", 1)[0] + b'"' + re.sub(rb'(["\\])', rb"\\\1", line[1]) + b'"'
            match = re.match(rb'\(([^)]*)\) (?:"(.)"|NIL) (.*)', line or b"")
            if match:
                found.append((set(match[1].decode().lower().split()), (match[2] or b"").decode(), match[3].decode()))
        return found

    def namespaces(self):
        """The prefix of the own folders, and those of other people's."""
        if b"NAMESPACE" not in self.imap.capability()[1][0].upper():
            return "", ()
        line = self.imap.namespace()[1][0].decode()
        groups = re.findall(r"NIL|\((?:\([^)]*\))*\)", line)
        prefixes = [re.findall(r'\("([^"]*)" ', group) for group in groups]
        own = prefixes[0][0] if prefixes and prefixes[0] else ""
        return own, tuple(p for group in prefixes[1:] for p in group if p and p != own)

    def relative(self, name, separator):
        """The path below the mailbox's top: the user root or the own namespace."""
        path = name.split(separator) if separator else [name]
        if self.root:
            top = self.root.split("/")
            path = path[len(top):] or ["INBOX"]
        elif name.upper() != "INBOX" and self.prefix and name.startswith(self.prefix):
            path = name[len(self.prefix):].split(separator)
        return ["INBOX"] + path[1:] if path[0].upper() == "INBOX" else path

    def messages(self, quoted):
        """Yields (size, None) for what is too large to be migrated, else (size, Message)."""
        answer, count = self.imap.select(quoted, readonly=True)
        if answer != "OK":
            raise OSError(f"{quoted}: {count[0].decode(errors='replace')}")
        if int(count[0]) == 0:
            return
        batch, batch_bytes = [], 0
        for line in self.fetch("1:*", "(UID RFC822.SIZE)"):
            uid, size = int(number(line, "UID")), int(number(line, "RFC822.SIZE"))
            if size > LIMIT:
                yield size, None
                continue
            if batch and batch_bytes + size > BATCH_BYTES:
                yield from self.bodies(batch)
                batch, batch_bytes = [], 0
            batch.append(uid)
            batch_bytes += size
        yield from self.bodies(batch)

    def fetch(self, numbers, items):
        for line in self.imap.fetch(numbers, items)[1]:
            yield (line[0] if isinstance(line, tuple) else line).decode(errors="replace")

    def bodies(self, uids):
        if not uids:
            return
        parts = self.imap.uid("FETCH", ",".join(map(str, uids)), "(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])")[1]
        for part in parts:
            if isinstance(part, tuple):
                head = part[0].decode(errors="replace")
                flags = set(re.search(r"FLAGS \(([^)]*)\)", head)[1].split())
                yield len(part[1]), Message(len(part[1]), digest(part[1]), normal_flags(flags), internal_date(head))


def number(line, item):
    return re.search(rf"\b{re.escape(item)} (\d+)", line)[1]


def internal_date(head):
    text, zone = re.search(r'INTERNALDATE "([^"]*) ([+-]\d{4})"', head).groups()
    shift = (int(zone[1:3]) * 60 + int(zone[3:5])) * (-60 if zone[0] == "-" else 60)
    return calendar.timegm(time.strptime(text.strip(), "%d-%b-%Y %H:%M:%S")) - shift


def digest(body):
    return hashlib.sha256(body).digest()


def normal_flags(flags):
    return frozenset(f.lower() if f.startswith("\\") else f for f in flags) - {"\\recent"}


def special_folders(folders):
    """Which source path has which special role: one each, by attribute, else by the likeliest name."""
    found = {}
    for use, (exchange_name, names) in SPECIAL_FOLDERS.items():
        with_attribute = [path for path, attributes, _ in folders if use in attributes]
        by_name = {path[0].lower(): path for path, _, _ in folders if len(path) == 1}
        candidates = with_attribute or [by_name[name] for name in names if name in by_name]
        if candidates:
            found[candidates[0]] = exchange_name
    return found


def target_path(path, special):
    """Where a source folder's mail belongs: a special folder and what is below it have Exchange's name."""
    for length in range(len(path), 0, -1):
        if path[:length] in special:
            path = (special[path[:length]],) + path[length:]
            break
    return tuple(part.translate(LOOKALIKES) for part in path)


class Target:
    """A Maildir++ below EXOSH_HOME/mailboxes, named as Dovecot names folders."""

    def __init__(self, path):
        if not (path / "cur").is_dir():
            raise OSError(f"there is no mailbox {path}")
        self.folders = {("INBOX",): path}
        for entry in path.iterdir():
            if entry.name.startswith(".") and (entry / "cur").is_dir():
                self.folders[tuple(map(utf7_decode, entry.name[1:].split(".")))] = entry

    def messages(self, parts):
        folder = self.folders[parts]
        known = {}
        keywords = folder / "dovecot-keywords"
        for line in keywords.read_text().splitlines() if keywords.exists() else ():
            place, word = line.split(" ", 1)
            known[chr(ord("a") + int(place))] = word
        for part in ("cur", "new"):
            for file in (folder / part).iterdir():
                letters = file.name.rpartition(":2,")[2] if ":2," in file.name else ""
                body = re.sub(rb"(?<!\r)\n", b"\r\n", file.read_bytes())
                flags = {MAILDIR_FLAGS.get(c) or known.get(c) or "?" + c for c in letters}
                yield Message(len(body), digest(body), normal_flags(flags), int(file.stat().st_mtime))


class Row:
    """One line of the table: what a folder has on each side and in how many messages they differ."""

    def __init__(self, mailbox, name):
        self.mailbox, self.name = mailbox, name
        self.messages, self.bytes = [0, 0], [0, 0]
        self.too_large = self.flags = self.dates = self.content = 0
        self.notes = []

    def differs(self):
        return self.flags or self.dates or self.content or self.messages[0] != self.messages[1] or bool(self.notes)

    def match(self, source, target):
        """Pairs messages of equal content; the rest is lost or new."""
        ours, theirs = defaultdict(list), defaultdict(list)
        for messages, groups, side in ((source, ours, 0), (target, theirs, 1)):
            for message in messages:
                groups[message.digest].append(message)
                self.messages[side] += 1
                self.bytes[side] += message.size
        for key in ours.keys() | theirs.keys():
            here, there = ours[key], theirs[key]
            self.content += abs(len(here) - len(there))
            if len(here) == len(there):
                self.flags += unequal([m.flags for m in here], [m.flags for m in there])
                self.dates += unequal([m.date for m in here], [m.date for m in there])


def unequal(here, there):
    """How many items have no equal partner on the other side."""
    return sum((Counter(here) - Counter(there)).values())


def compare_mailbox(row, connection):
    address = row["EmailAddress"]
    source = Source(connection, row["UserName"], row["Password"], row.get("UserRoot") or "")
    target = Target(home() / "mailboxes" / address)
    rows, seen = [], set()
    for path, names in sorted(source.folders.items()):
        line = Row(address, " + ".join(name for _, name in names))
        found = []
        for quoted, _ in names:
            for size, message in source.messages(quoted):
                found += [message] if message else []
                line.too_large += message is None
        if path in target.folders:
            seen.add(path)
            line.match(found, list(target.messages(path)))
        else:
            line.match(found, [])
            line.notes.append("no such folder")
        rows.append(line)
    for path in sorted(target.folders.keys() - seen):
        extra = list(target.messages(path))
        if extra:
            line = Row(address, "/".join(path))
            line.match([], extra)
            line.notes.append("not in the source")
            rows.append(line)
    source.imap.logout()
    return sorted(rows, key=lambda line: (line.name != "INBOX", line.name))


def width(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def columns(line):
    def pair(values):
        return f"{values[0]:,}" if values[0] == values[1] else f"{values[0]:,} / {values[1]:,}"
    result = "different" if line.differs() else "identical"
    if line.notes:
        result += ": " + ", ".join(line.notes)
    if line.too_large:
        result += f", {line.too_large} above 35 MB left out"
    counts = [str(count) if count else "ok" for count in (line.flags, line.dates, line.content)]
    return [line.mailbox, line.name, pair(line.messages), pair(line.bytes), *counts, result]


def print_table(lines):
    head = ["Mailbox", "Source folder", "Messages", "Bytes", "Flags", "Dates", "Content", "Result"]
    table = [head, ["-" * len(word) for word in head]] + [columns(line) for line in lines]
    widths = [max(width(row[i]) for row in table) for i in range(len(head))]
    right = {2, 3, 4, 5, 6}
    for row in table:
        cells = [" " * (w - width(c)) + c if i in right else c + " " * (w - width(c))
                 for i, (c, w) in enumerate(zip(row, widths))]
        print("  ".join(cells).rstrip())


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("csv", nargs="?", type=Path,
                        default=home() / "drives/C/Users/Administrator/Desktop/IMAPmigration_1.csv")
    parser.add_argument("--server", default="imap.contoso.com")
    parser.add_argument("--port", type=int)
    parser.add_argument("--security", choices=["ssl", "tls", "none"], default="ssl")
    parser.add_argument("--differences", action="store_true", help="only the folders that differ")
    options = parser.parse_args()
    port = options.port or (993 if options.security == "ssl" else 143)

    lines, failed = [], 0
    with open(options.csv, newline="", encoding="utf-8-sig") as file:
        mailboxes = list(csv.DictReader(file))
    for row in mailboxes:
        try:
            lines += compare_mailbox(row, connect(options.server, port, options.security))
        except (OSError, imaplib.IMAP4.error) as error:
            text = error.args[-1] if error.args else error
            text = text.decode(errors="replace") if isinstance(text, bytes) else text
            print(f"{row['EmailAddress']}: {text}", file=sys.stderr)
            failed += 1
    differing = [line for line in lines if line.differs()]
    shown = differing if options.differences else lines
    if shown:
        print_table(shown)
        print()
    messages = sum(line.messages[0] for line in lines)
    left_out = sum(line.too_large for line in lines)
    print(f"{len(mailboxes) - failed} of {len(mailboxes)} mailboxes compared, {len(lines)} folders, {messages:,} messages,"
          f" {sum(line.bytes[0] for line in lines):,} bytes: "
          + (f"{len(differing)} folders differ." if differing else "source and target are identical.")
          + (f" {left_out} above 35 MB left out." if left_out else ""))
    return 1 if differing or failed or not lines else 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main())
