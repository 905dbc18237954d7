#!/usr/bin/env python3
"""Writes the lab's source mail.

make_mail.py FOLDER            the article's three users, each in FOLDER/<user>/Maildir
make_mail.py FOLDER hundred    a hundred further users with little mail, user001 to user100
make_mail.py FOLDER deliver    new messages for the three users

The first two write the same messages every time, so that runs can be compared, and list the users in FOLDER/accounts as
name:password:layout. Files are named as Dovecot names them: INTERNALDATE is the file's time, S= its size, W= its size
with CRLF line ends.
"""
import base64
import os
import random
import re
import sys
import time
from pathlib import Path

LIMIT = 35 * 1024 * 1024  # the largest message that an IMAP migration takes
KEYWORDS = ["$Forwarded", "$MDNSent", "$Junk", "$NotJunk", "$label1", "Project-X", "todo"]

# Folder and number of messages. Maildir++ writes a folder's path with dots, so names with a dot live in the
# directory layout, which paul.cannon has.
USERS = {
    "terry.adams": ("1091990", "maildir++", {
        "INBOX": 420, "Sent": 260, "Sent/2019": 20, "Drafts": 14, "Trash": 35, "Junk": 40,
        "Archive": 3, "Archive/1998": 60, "Archive/2003": 80, "Archive/2003/Q1": 30, "Archive/2003/Q1/Budget": 12,
        "Projects": 40, "Projects/R&D": 60, "Projects/Überblick": 25, "Projects/Überblick/Größe": 10,
        "日本語": 20, "日本語/受信": 40, "Клиенты": 30, "Клиенты/Важные": 25, "emoji 📬": 8,
        "Lists/debian-devel": 150, "Deep/down/where/nobody/looks": 5, "Nothing here yet": 0,
        'Quotes "and" \\ backslash': 5, "100% *done*": 3, "Invoices (2024)": 30}),
    "ann.beebe": ("2111991", "maildir++", {
        "INBOX": 510, "Sent": 310, "Drafts": 6, "Trash": 20, "Junk": 25, "Éléments envoyés": 15, "Famille": 40,
        "Famille/Été 2011": 35, "Famille/Noël": 12, "Ελληνικά": 18, "עברית": 9, "Kunden": 45, "Kunden/Müller & Söhne": 50,
        "Lists": 0, "Lists/users": 120}),
    "paul.cannon": ("3281986", "fs", {
        "INBOX": 280, "Sent": 140, "Drafts": 3, "Trash": 12, "Junk": 10, "Release 1.0": 25, "Release 1.0/notes.txt": 8,
        "www.contoso.com": 60, "2024": 0, "2024/01": 20, "2024/02": 22}),
}

WORDS = """about account after again agree answer arrive attach autumn before begin better board book branch bring budget
call change city clear close coffee come copy course customer date day deliver desk document done draft early email evening
every example find follow form friday friend garden give good green hear hold house idea invoice join keep kitchen last late
leave letter list long make market meet minute monday month morning move need news next note number office only open order
other paper part people place plan please point price print project question quick read ready remember reply report review
river room sales school second send server share ship short sign small soon start station still street student summer
table teacher team thank think ticket time today together tomorrow train travel tuesday under until update visit wait week
welcome window winter word work write yellow yesterday your""".split()
PEOPLE = [("Terry Adams", "terry.adams"), ("Ann Beebe", "ann.beebe"), ("Paul Cannon", "paul.cannon"),
          ("Zoë O'Hara", "zoe"), ("Søren Ødegård", "soren"), ("山田 愛子", "aiko"), ("Максим Петров", "maksim"),
          ("José Peña", "jose"), ("Katrin Müller", "katrin"), ("Nadia Ben Ali", "nadia")]


def modified_utf7(name):
    """RFC 3501 section 5.1.3."""
    def coded(wide):
        if wide[0] == "&":
            return "&-"
        return "&" + base64.b64encode(wide[0].encode("utf-16-be")).decode().rstrip("=").replace("/", ",") + "-"
    return re.sub("&|[^ -~]+", coded, name)


def encoded_word(text):
    return text if text.isascii() else "=?utf-8?B?" + base64.b64encode(text.encode()).decode() + "?="


def mail_date(when, zone=0):
    sign = "-" if zone < 0 else "+"
    local = time.gmtime(when + zone * 3600)
    return time.strftime("%a, %d %b %Y %H:%M:%S ", local) + f"{sign}{abs(zone):02d}00"


class Writer:
    """One user's Maildir."""

    def __init__(self, root, user, layout):
        self.root, self.user, self.layout = root, user, layout
        self.random = random.Random("exosh lab " + user)
        self.serial = 0
        self.keywords = {}
        self.prose = [self.paragraphs(9000) for _ in range(12)]

    def paragraphs(self, length):
        lines, size = [], 0
        while size < length:
            line = " ".join(self.random.choices(WORDS, k=self.random.randint(5, 12)))
            lines.append(line.capitalize() + ".")
            size += len(lines[-1]) + 1
            if self.random.random() < .15:
                lines.append("")
        return "\n".join(lines) + "\n"

    def text(self, length):
        prose = self.random.choice(self.prose)
        start = prose.find("\n", self.random.randrange(len(prose) // 3)) + 1
        return prose[start:start + length].rstrip("\n") + "\n"

    def path(self, folder):
        if folder == "INBOX":
            return self.root
        name = modified_utf7(folder)
        return self.root / name if self.layout == "fs" else self.root / ("." + name.replace("/", "."))

    def add_folder(self, folder):
        path = self.path(folder)
        for part in ("cur", "new", "tmp"):
            (path / part).mkdir(parents=True, exist_ok=True)
        if folder != "INBOX":
            (path / "maildirfolder").touch()

    def flag_letter(self, folder, keyword):
        known = self.keywords.setdefault(folder, [])
        if keyword not in known:
            known.append(keyword)
        return chr(ord("a") + known.index(keyword))

    def put(self, folder, when, body, flags="", keywords=(), fresh=False):
        """Writes one message; flags are Maildir's letters (D F R S T), fresh puts it where nobody has seen it."""
        self.serial += 1
        letters = "".join(sorted(flags)) + "".join(sorted(self.flag_letter(folder, k) for k in keywords))
        size = len(body)
        crlf_size = size + body.count(b"\n") - body.count(b"\r\n")
        name = f"{when}.M{self.serial:06d}P1.imap.contoso.com,S={size},W={crlf_size}"
        path = self.path(folder) / "new" / name if fresh else self.path(folder) / "cur" / f"{name}:2,{letters}"
        path.write_bytes(body)
        os.utime(path, (when, when))

    def headers(self, when, subject, extra=(), message_id=None, sender=None):
        name, account = sender or self.random.choice(PEOPLE)
        message_id = message_id or f"<{self.random.getrandbits(64):016x}.{self.serial}@{self.user}.contoso.com>"
        hops = "".join(
            f"Received: from mx{hop}.example.org (mx{hop}.example.org [192.0.2.{self.random.randint(1, 254)}])\n"
            f"\tby imap.contoso.com with ESMTPS id {self.random.getrandbits(32):08X};\n\t{mail_date(when)}\n"
            for hop in range(self.random.randint(1, 3)))
        lines = [f"From: {encoded_word(name)} <{account}@contoso.com>", f"To: {self.user}@contoso.com",
                 f"Subject: {encoded_word(subject)}", f"Date: {mail_date(when, self.random.choice([-8, -5, 0, 1, 9]))}",
                 f"Message-ID: {message_id}", "MIME-Version: 1.0", *extra]
        return hops + "\n".join(lines) + "\n"

    def attachment(self, length):
        raw = self.random.randbytes(length)
        return base64.encodebytes(raw).decode()

    def ordinary(self, folder, when):
        """A message like those that people have: mostly short text, sometimes with something attached."""
        subject = " ".join(self.random.choices(WORDS, k=self.random.randint(2, 7))).capitalize()
        chance = self.random.random()
        if chance < .15:
            subject = "Réponse : " + subject + " ✓"
        text = self.text(self.random.randint(300, 6000))
        if chance < .3:
            text = "Grüße aus Köln, à bientôt, до встречи, またね.\n\n" + text
        if chance > .94:
            mark = f"part-{self.random.getrandbits(48):012x}"
            length = self.random.choice([8_000, 20_000, 60_000, 150_000])
            head = self.headers(when, subject, [f'Content-Type: multipart/mixed; boundary="{mark}"'])
            body = (f"\n--{mark}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}"
                    f"\n--{mark}\nContent-Type: application/pdf; name=\"report.pdf\"\n"
                    f"Content-Transfer-Encoding: base64\n\n{self.attachment(length)}\n--{mark}--\n")
        else:
            head = self.headers(when, subject, ["Content-Type: text/plain; charset=utf-8",
                                                "Content-Transfer-Encoding: 8bit"])
            body = "\n" + text
        flags = "".join(letter for letter, share in (("F", .08), ("R", .22), ("S", .8), ("T", .01))
                        if self.random.random() < share)
        if folder == "Drafts":
            flags += "D"
        keywords = [k for k in KEYWORDS if self.random.random() < .03]
        fresh = not flags and not keywords and self.random.random() < .5
        self.put(folder, when, (head + body).encode(), flags, keywords, fresh)

    def fill(self, folder, count):
        first = {"Archive/1998": 883612800, "Archive/2003": 1041379200}.get(folder, 1262304000)
        step = (20_000_000 if folder.startswith("Archive") else 470_000_000) // max(count, 1)
        for index in range(count):
            self.ordinary(folder, first + index * step + self.random.randrange(max(step // 2, 1)))

    def finish(self):
        for folder, words in self.keywords.items():
            lines = "".join(f"{number} {word}\n" for number, word in enumerate(words))
            (self.path(folder) / "dovecot-keywords").write_text(lines)


def big(writer, folder, when, subject, crlf_size):
    """A message of exactly crlf_size bytes as IMAP counts them, with LF line ends on disk."""
    head = writer.headers(when, subject, ["Content-Type: application/octet-stream; name=film.bin",
                                          "Content-Transfer-Encoding: base64"]).encode() + b"\n"
    block = base64.encodebytes(writer.random.randbytes(57 * 1000))
    left = crlf_size - len(head) - head.count(b"\n")
    line = 78  # 76 characters and CRLF
    lines, rest = divmod(left, line)
    if rest in (1, 2):
        lines, rest = lines - 1, rest + line
    blocks, some = divmod(lines, 1000)
    tail = b"A" * (rest - 2) + b"\n" if rest else b""
    writer.put(folder, when, head + block * blocks + block[:some * 77] + tail, "S")


def odd_messages(writer):
    """What real mailboxes hold and migrations stumble over."""
    day = 86400
    then = 1230768000  # 2009-01-01

    def simple(subject, body, extra=(), **more):
        return writer.headers(then, subject, extra, **more).encode() + b"\n" + body

    put = writer.put
    put("INBOX", then, simple("Every flag and keyword", b"All at once.\n"), "DFRST", KEYWORDS)
    put("INBOX", then + 1, simple("No flag at all", b"None.\n"))
    for number, letter in enumerate("DFRST"):
        put("INBOX", then + 2 + number, simple(f"Only the flag {letter}", b"One.\n"), letter)
    for number, word in enumerate(KEYWORDS):
        put("INBOX", then + 10 + number, simple(f"Only the keyword {word}", b"One.\n"), "", [word])
    binary = bytes(range(256)) * 8
    put("INBOX", then + 20, simple("Binary body", binary, ["Content-Type: application/octet-stream",
                                                           "Content-Transfer-Encoding: binary"]), "S")
    put("INBOX", then + 21, simple("Latin-1 body", "Olé, façade, Straße\n".encode("latin-1"),
                                   ["Content-Type: text/plain; charset=iso-8859-1",
                                    "Content-Transfer-Encoding: 8bit"]), "S")
    raw = writer.headers(then, "placeholder").encode().replace(b"placeholder", "Überweisung 8-bit".encode("latin-1"))
    put("INBOX", then + 22, raw + b"\nThe subject above is not encoded.\n", "S")
    put("INBOX", then + 23, simple("One long line", b"long " * 30000 + b"\n"), "S")
    put("INBOX", then + 24, simple("No line end after the last line", b"The end"), "S")
    put("INBOX", then + 25, simple("Mixed line ends", b"unix\ndos\r\nold mac\rdone\n"), "S")
    put("INBOX", then + 26, writer.headers(then, "No body and no blank line").encode(), "S")
    put("INBOX", then + 27, b"Subject: Hardly any header\n\nNo From, no Date, no Message-ID.\n", "S")
    put("INBOX", then + 28, b"Message-ID:\n <folded." + b"x" * 200 + b"@contoso.com>\nSubject: A folded Message-ID\n\n.\n", "S")
    put("INBOX", then + 29, simple("Dots and a lookalike of IMAP", b".\n..\n* 1 EXPUNGE\n)\nA1 OK done\n{10}\n"), "S")
    same = "<twice.upon.a.time@contoso.com>"
    put("INBOX", then + 30, simple("Duplicate Message-ID, first", b"The first text.\n", message_id=same), "S")
    put("INBOX", then + 31, simple("Duplicate Message-ID, second", b"Another text.\n", message_id=same), "F")
    filed = simple("Filed in two folders", b"The same bytes in INBOX and in Archive.\n")
    put("INBOX", then + 32, filed, "S")
    put("Archive", then + 32, filed, "S")
    for when, subject in ((0 + day, "From 1970"), (631152000, "From 1990"), (951782400, "From a leap day"),
                          (1048982400, "From the hour that summer time skipped"), (2145916800, "From 2038")):
        put("INBOX", when, writer.headers(when, subject).encode() + b"\nAn old or odd date.\n", "S")
    big(writer, "INBOX", then + 40, "One byte below 35 MB", LIMIT - 1)
    big(writer, "INBOX", then + 41, "One byte over 35 MB", LIMIT + 1)


def write_users(target, users):
    """Their mail, and a line in the list of accounts for each."""
    total = 0
    for user, (password, layout, folders) in users.items():
        writer = Writer(target / user / "Maildir", user, layout)
        for folder, count in folders.items():
            writer.add_folder(folder)
            writer.fill(folder, count)
        if user == "terry.adams":
            odd_messages(writer)
        writer.finish()
        subscribed = [modified_utf7(f).replace("/", "\t") for f in folders if f != "Nothing here yet"]
        (writer.root / "subscriptions").write_text("V\t2\n\n" + "\n".join(subscribed) + "\n")
        with open(target / "accounts", "a") as accounts:
            accounts.write(f"{user}:{password}:{layout}\n")
        total += writer.serial
    print(f"{len(users)} mailboxes, {total} messages")


def deliver(target):
    """What arrives while a migration is under way: unseen messages of this minute."""
    now = int(time.time())
    for user, (_, layout, _) in USERS.items():
        writer = Writer(target / user / "Maildir", user, layout)
        writer.random = random.Random(now)
        writer.serial = 100_000 + now % 1_000_000
        for number in range(8):
            body = writer.headers(now, f"New mail {number + 1}").encode() + b"\nArrived after the first synchronization.\n"
            writer.put("INBOX", now, body, fresh=True)


def main():
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    what = sys.argv[2] if len(sys.argv) > 2 else "article"
    if what == "article":
        write_users(target, USERS)
    elif what == "hundred":
        few = {"INBOX": 8, "Sent": 4, "Drafts": 0, "Projects/2024": 3}
        write_users(target, {f"user{n:03d}": (f"Pass-{n:03d}", "maildir++", few) for n in range(1, 101)})
    elif what == "deliver":
        deliver(target)
    else:
        sys.exit(f"make_mail: no such mail: {what} (hundred, deliver)")


if __name__ == "__main__":
    main()
