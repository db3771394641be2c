"""Documents as a stranger may hand them over: broken, endless, of two minds about what they are.

Everything follows from a seed, so that a failure can be looked at again by its number.
"""

from __future__ import annotations

import base64
import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

Change = Callable[[bytes, random.Random], bytes]

PAPERS = Path(__file__).parents[1] / "reading" / "set" / "development"
OPENING = b'"We will not build a fence," French Foreign Minister Ana Bell said on Tuesday.\n\n'
LENGTHS = (300, 3_000, 30_000, 130_000)
PIECES = (
    "a", " ", "\n", "We will go.", "We will go. ", "\u201cno\u201d ", "\u201c", "he said ", "said", "\u2014", "...",
    "Ana Bell, ", "if it signs, unless ", "on Tuesday, ", "2031-04-02 ", "(", "[a](", "<b>", "<div>", "</p>",
    "&amp;", "&#27;", "<!--", "<![CDATA[", "# ", "> ", "* ", "```\n", "| a ", "\t", "\r", "\u2028", "\u202e", "\u200b",
    "e\u0301\u0301\u0301", "\u4f1a\u8bae\u3002", "\u0645\u0631\u062d\u0628\u0627 ", "\U0001f468\u200d\U0001f469", "\0", "\x1b[31m", "\x9b2J", "\x07",
    "From: a@b.c\n", "Content-Type: text/html\n", "--x\n", "=\n", "=E2=80=9C", "%PDF-1.4 ", "1 0 obj ", "<<", "endobj ",
)  # fmt: skip
HEADERS = (
    "Content-Type: multipart/mixed; boundary=x", "Content-Type: text/html; charset=utf-7",
    "Content-Type: text/plain; charset=nothing", "Content-Transfer-Encoding: base64",
    "Content-Transfer-Encoding: quoted-printable", "Content-Type: message/rfc822",
    'Content-Type: multipart/alternative; boundary=""', "Subject: =?utf-8?b?4oCu?= =?x?q?=1b?=",
    "Date: Mon, 99 Foo 99999 99:99:99 +9999", 'From: "Ana\x1b[31m" <a@b.c>', "MIME-Version: 1.0",
)  # fmt: skip


def pdf(text: bytes) -> bytes:
    """Return a text as a PDF of one page."""
    shown = text[:3_000].replace(b"\\", b"").replace(b"(", b"[").replace(b")", b"]")
    lines = b" ".join(b"(%s) Tj 0 -14 Td" % line for line in shown.split(b"\n"))
    stream = b"BT /F1 11 Tf 60 760 Td " + lines + b" ET"
    fonts = b"/Resources << /Font << /F1 5 0 R >> >>"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R %s >>" % fonts,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return b"%sxref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        made,
        table,
        len(made),
    )  # fmt: skip


def page(text: bytes) -> bytes:
    """Return a text as a web page."""
    parts = b"".join(b"<p>%s</p>\n" % one for one in text.split(b"\n\n"))
    head = b"<!doctype html><html><head><title>Fences</title></head><body><article>"
    return b"%s<h1>Fences</h1>%s</article></body></html>" % (head, parts)


def mail(text: bytes) -> bytes:
    """Return a text as a mail."""
    head = b"From: Ana Bell <ana@example.org>\nSubject: Fences\nMIME-Version: 1.0\n"
    return b"%sDate: Wed, 2 Apr 2031 10:00:00 +0000\n\n%s" % (head, text)


@cache
def papers() -> tuple[tuple[str, bytes], ...]:
    """Return sound documents to start from: their endings and bytes."""
    found = [
        (path.suffix, path.read_bytes()[:6_000])
        for path in sorted(PAPERS.iterdir())
        if path.suffix in (".txt", ".md", ".html", ".eml")
    ]
    plain = [data for ending, data in found if ending == ".txt"]
    made = [(".pdf", pdf(one)) for one in plain[:3]]
    made += [(".html", page(one)) for one in plain[:3]]
    return (*found, *made, *((".eml", mail(one)) for one in plain[:3]))


def _piece(luck: random.Random) -> bytes:
    joined = "".join(luck.choices(PIECES, k=luck.choice([1, 1, 2, 3])))
    return joined.encode("utf-8", "surrogatepass")


def endless(data: bytes, luck: random.Random) -> bytes:
    """Put a piece there that is repeated without end."""
    piece, length = _piece(luck), luck.choice(LENGTHS)
    at = luck.randrange(len(data) + 1)
    return data[:at] + (piece * (length // len(piece) + 1))[:length] + data[at:]


def cut(data: bytes, luck: random.Random) -> bytes:
    """Keep the beginning, or the end."""
    at = luck.randrange(len(data) + 1)
    return data[:at] if luck.random() < 0.7 else data[at:]


def noise(data: bytes, luck: random.Random) -> bytes:
    """Exchange bytes."""
    found = bytearray(data)
    for _ in range(luck.choice([1, 10, 200])):
        if found:
            found[luck.randrange(len(found))] = luck.randrange(256)
    return bytes(found)


def stuffed(data: bytes, luck: random.Random) -> bytes:
    """Put odd pieces in between."""
    for _ in range(luck.randint(1, 30)):
        at = luck.randrange(len(data) + 1)
        data = data[:at] + _piece(luck) + data[at:]
    return data


def recoded(data: bytes, luck: random.Random) -> bytes:
    """Write it in other letters."""
    text = data.decode("utf-8", "replace")
    encoding = luck.choice(
        ["utf-16", "utf-16-le", "utf-32", "utf-7", "cp1252", "shift_jis", "koi8-r"]
    )
    return text.encode(encoding, "replace")


def headed(data: bytes, luck: random.Random) -> bytes:
    """Put headers of a mail in front of it, and some of it in code."""
    lines = "\n".join(luck.choices(HEADERS, k=luck.randint(1, 5)))
    body = base64.encodebytes(data) if luck.random() < 0.3 else data
    part = b"--x\nContent-Type: text/plain\n\n" + body + b"\n"
    inner = part * luck.choice([1, 2, 300]) if luck.random() < 0.4 else body
    return f"{lines}\n\n".encode() + inner


def nested(data: bytes, luck: random.Random) -> bytes:
    """Put it deep in tags, quotations or brackets."""
    many = luck.choice([5, 200, 20_000])
    before, behind = luck.choice(
        [(b"<div>", b"</div>"), (b"<b><i>", b""), (b"> ", b""), (b"(", b")"), (b"<table><tr><td>", b""),
         (b"\xe2\x80\x9c", b"\xe2\x80\x9d"), (b"<blockquote>", b"</blockquote>"), (b"- ", b"\n")]
    )  # fmt: skip
    return before * many + data + behind * many


def glued(data: bytes, luck: random.Random) -> bytes:
    """Take the blanks, or the line ends, away, and say it often."""
    blank = luck.choice([b" ", b"\n"])
    short = data[:400].replace(blank, b"")
    return (short or b"a") * (luck.choice(LENGTHS) // (len(short) or 1) + 1)


CHANGES: tuple[Change, ...] = (endless, cut, noise, stuffed, recoded, headed, nested, glued)


def strange(seed: int) -> tuple[str, bytes]:
    """Return a document of that number: a name, and its bytes."""
    luck = random.Random(f"document {seed}")
    ending, data = luck.choice(papers())
    data = OPENING + data if ending in (".txt", ".md") else data
    for _ in range(luck.choice([1, 1, 2, 3])):
        data = luck.choice(CHANGES)(data, luck)
    if luck.random() < 0.15:
        ending = luck.choice([".txt", ".md", ".html", ".eml", ".pdf", ""])
    return f"paper{ending}", data[:400_000]


def calls(seed: int, name: str) -> Iterator[list[str]]:
    """Yield what is asked about a document."""
    luck = random.Random(f"calls {seed}")
    yield ["read", name, *luck.choice([[], ["--json"], ["--to", "proposals.yaml"]])]
    yield luck.choice(
        [["cite", name, "We will not build a fence"], ["corpus", "add", "k.corpus", name]]
    )  # fmt: skip
    if luck.random() < 0.3:
        yield ["corpus", luck.choice(["who", "list", "duplicates"]), "k.corpus"]
