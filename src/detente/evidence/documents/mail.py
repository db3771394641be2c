"""A mail: its own words, and what its headers say.

Attachments are named and never opened.  What an earlier mail said, a signature and the line
that introduces a quoted mail belong to the page around the words, not to the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from detente.errors import short
from detente.evidence.documents.blocks import labelled
from detente.evidence.documents.decoding import decoded, tidied
from detente.evidence.documents.document import Kind, Told
from detente.evidence.documents.extract import Extract, Unreadable
from detente.evidence.documents.metadata import About
from detente.evidence.documents.paragraphs import Stretch, paragraphs

LONGEST_HEADER = 2_000  # characters; longer ones are made to stall a program
MOST_PARTS = 1_000
MOST_HEADERS = 100_000  # bytes of all headers of a mail
MOST_SEAMS = 20_000  # lines at which a part may begin
MOST_NAMED = 10  # attachments named one by one

_QUOTED = re.compile(
    r">|-{2,}\s?Original Message\s?-{2,}|(?:On|Am|Le)\s.{6,200}\s(?:wrote|schrieb|a écrit)\s?:$"
)
_UNDER_MARKS = re.compile(r"^[ \t]*>[> \t]*\w", re.MULTILINE)
_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?)+")
_SIGNATURE = "--"
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_ABOUT_PART = re.compile(
    rb"^content-[a-z-]+:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE
)


def read_mail(data: bytes) -> Extract:
    """Return the words of a mail; raises Unreadable if it has none, or only as a page."""
    bounded, cut = _bounded(data)
    message = message_from_bytes(bounded)
    texts, pages, notes, limits = _parts(message)
    limits = (*cut, *limits)
    about = _about(message)
    text = tidied("\n\n".join(part for part in texts if part.strip()))
    if text.strip():
        found = paragraphs(text)
        around = _around(text, found.places)
        if len(around) == len(found.places) and _UNDER_MARKS.search(text):
            return _sent_on(text, about, notes, limits)
        blocks = labelled(text, found.places, given=around, rest=found.rest)
        return Extract(text, about, (*notes, *found.notes), blocks, (*limits, *found.limits))
    if pages:
        from detente.evidence.documents.html import read_markup

        page = read_markup(pages[0])
        return Extract(page.text, about, (*notes, *page.notes), limits=(*limits, *page.limits))
    raise Unreadable("D004", "the mail holds no words" + (": " + notes[0] if notes else ""))


def _bounded(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return a mail that can be taken apart in bearable time, and what was cut off for it.

    Raises Unreadable if its parts, or what is said about them, have no end.
    """
    if any(len(one[0]) > LONGEST_HEADER for one in _ABOUT_PART.finditer(data)):
        why = f"a header of one of its parts has more than {LONGEST_HEADER:,} characters"
        raise Unreadable("D002", why, _ALONE)
    if data.count(b"\n--") > MOST_SEAMS and b"multipart/" in data.lower():
        raise Unreadable("D002", f"it may have more than {MOST_SEAMS:,} parts", _ALONE)
    found = _HEAD_END.search(data)
    end = found.start() if found else len(data)
    if end <= MOST_HEADERS:
        return data, ()
    # what was cut off are headers: the words of the mail are all there
    said = f"Only the first {MOST_HEADERS:,} characters of its headers were read."
    last = data.rfind(b"\n", MOST_HEADERS - LONGEST_HEADER, MOST_HEADERS)
    return data[: last if last >= 0 else MOST_HEADERS] + data[end:], (said,)


_ALONE = "save its words alone, as text"


def _parts(message: Message) -> tuple[list[str], list[str], tuple[str, ...], tuple[str, ...]]:
    """Return the texts and the pages of a mail, and sentences on what was not read.

    The last of them are on what was left out because there was too much.
    """
    texts: list[str] = []
    pages: list[str] = []
    notes: list[str] = []
    left: list[str] = []
    waiting: list[Message] = [message]
    seen = 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop()
        seen += 1
        kind = part.get_content_type()
        if part.get_content_maintype() == "multipart":
            inner = part.get_payload()
            if isinstance(inner, list):
                waiting.extend(one for one in reversed(inner) if isinstance(one, Message))
                continue
        attached = part.get_content_disposition() == "attachment" or part.get_filename()
        if attached or kind not in {"text/plain", "text/html"}:
            left.append(
                f"'{short(_plain(part.get_filename() or 'without a name'))}' ({short(kind)})"
            )
            continue
        words, said = _words(part)
        (texts if kind == "text/plain" else pages).append(words)
        notes.extend(said)
    limits = (f"It has more than {MOST_PARTS:,} parts; the rest was not read.",) if waiting else ()
    if left:
        listed = ", ".join(left[:MOST_NAMED])
        more = f" and {len(left) - MOST_NAMED:,} more" if len(left) > MOST_NAMED else ""
        notes.append(f"Attached and not opened: {listed}{more}.")
    if any(part.strip() for part in texts) and pages and _is_mixed(message):
        notes.append("A part in HTML was not read; the mail has its words as plain text too.")
    return texts, pages, tuple(dict.fromkeys(notes)), limits


def _is_mixed(message: Message) -> bool:
    """Tell whether pages and texts of a mail need not say the same."""
    return all(
        part.get_content_type() != "multipart/alternative"
        for part in [message, *(message.get_payload() if message.is_multipart() else [])]
        if isinstance(part, Message)
    )


def _words(part: Message) -> tuple[str, tuple[str, ...]]:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return decoded(data, declared=str(part.get_content_charset() or ""))


def _around(text: str, places: Sequence[Stretch]) -> dict[int, Kind]:
    """Return the paragraphs that are not the mail's own words."""
    given: dict[int, Kind] = {}
    signed = False
    for number, (start, end) in enumerate(places):
        line = text[start : min(end, start + 300)]
        signed = signed or line == _SIGNATURE or line.startswith("--\n")
        if signed or _QUOTED.match(line):
            given[number] = "boilerplate"
    return given


def _sent_on(text: str, about: About, notes: Sequence[str], limits: Sequence[str]) -> Extract:
    """Return a mail that only quotes another one: the words are there, without their marks.

    Whoever sent it on has not written them, and not on that day.
    """
    quoted = [_MARKS.sub("", line) for line in text.splitlines() if line.lstrip().startswith(">")]
    said = "The mail only quotes another one, whose words were read; who wrote them, and when, is not known."
    return Extract(
        "\n".join(quoted), About(title=about.title), (*notes, said), limits=tuple(limits)
    )


def _about(message: Message) -> About:
    subject = _plain(message.get("Subject"))
    try:
        name, address = parseaddr(_plain(message.get("From")))
    except RecursionError:  # remarks in parentheses, one in the other
        name = address = ""
    sent = _plain(message.get("Date"))
    day = ""
    notes: tuple[str, ...] = ()
    try:
        day = parsedate_to_datetime(sent).date().isoformat() if sent else ""
    except (ValueError, TypeError, IndexError, OverflowError):
        notes = ("Its date header cannot be read, so it has no date.",)
    return About(title=_told(subject), byline=_told(name or address), date=_told(day), notes=notes)


def _told(value: str) -> Told | None:
    return Told(value, "mail header") if value else None


def _plain(header: object) -> str:
    """Return a header as words on one line."""
    text = str(header or "")[:LONGEST_HEADER]
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError):
        pieces = [(text, None)]
    words = [
        piece if isinstance(piece, str) else decoded(piece, declared=charset or "")[0]
        for piece, charset in pieces
    ]
    return " ".join(tidied("".join(words)).split())
