"""Which kind of file some bytes are: by what stands in them first, then by the name's ending."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from detente.evidence.documents.decoding import MARKS, is_binary

FileKind = Literal["page", "text", "markdown", "pdf", "mail"]

_BY_SUFFIX: dict[str, FileKind] = {
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".md": "markdown",
    ".markdown": "markdown",
    ".eml": "mail",
}
# what is never read, by how it begins: what it is, and what to do
_FOREIGN = (
    (b"PK\x03\x04", "a ZIP archive or an Office file"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ\x00", "a compressed file"),
    (b"(\xb5/\xfd", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "an archive"),
    (b"Rar!", "an archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "a rich text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
)
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?><!--.{0,2000}?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[^\n]*\n(?:[ \t][^\n]*\n)*")
# headers that only mail programs write; a transcript or a cable may well begin with From and To
_OF_MAIL = frozenset({b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to"})
_SENT = re.compile(
    rb"^date:[ \t]*(?:[a-z]{3},[ \t]*)?\d{1,2} [a-z]{3} \d{4} \d\d:\d\d",
    re.IGNORECASE | re.MULTILINE,
)
_MAILBOX = re.compile(rb"From \S+.*\d\d:\d\d:\d\d.*\r?\n[A-Za-z-]+:")


def refusal(data: bytes) -> str:
    """Return what some bytes are if they are nothing that can be read, else an empty text."""
    for start, what in _FOREIGN:
        if data.startswith(start):
            return what
    if data[257:262] == b"ustar":
        return "an archive"
    if b"%PDF-" in data[:1024]:
        return ""
    if is_binary(data):
        return "no text: a picture, a program, or UTF-16 without its mark"
    return "a mailbox of several mails" if _MAILBOX.match(data[:2_000]) else ""


def kind_of(data: bytes, name: str) -> FileKind:
    """Return the kind of some bytes that are not refused."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    head = data[:20_000].replace(b"\0", b"")
    for mark in MARKS:
        head = head.removeprefix(mark.replace(b"\0", b""))
    if _PAGE.match(head):
        return "page"
    if is_mail(head):
        return "mail"
    return _BY_SUFFIX.get(PurePath(name).suffix.lower(), "text")


def is_mail(head: bytes) -> bool:
    """Tell whether a text begins with the headers of a mail."""
    names, position = set(), 0
    while match := _HEADER.match(head, position):
        names.add(match[1].lower())
        position = match.end()
    if b"from" not in names and b"received" not in names:
        return False
    return bool(names & _OF_MAIL) or _SENT.search(head[:position]) is not None
