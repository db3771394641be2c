"""Quotations: the stretches of a text that stand in quotation marks.

Marks are curly or straight, doubled single or angular; some are missing, some stand where none
should.  A mark left open ends with its paragraph, or goes on in the next one if that begins
with a mark again; where somebody outside is told to have said it, it ends there.  A mark that
closes nothing is passed over.  No text is ever refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

_MARK = re.compile(
    "[\u201c\u201d\u201e\u201f\u00ab\u00bb\"]|''|``|(?<!\\S),,(?=\\S)|\u2018\u2018|\u2019\u2019"
)
_SINGLE = re.compile(
    r"(?<![\w\u2019'])[\u2018](?=\S)|(?<!\S)'(?=[\w\[])|(?<=[,.?!])[\u2019'](?=\s|$)|(?<=\w)\u2019(?!\w)"
)
_OPENS = frozenset("\u201c\u201e\u00ab") | {"``", ",,", "\u2018\u2018"}
_CLOSES = frozenset("\u201d\u00bb") | {"\u2019\u2019"}
_BEFORE = frozenset(" \t\r\n\u00a0([{-\u2013\u2014\u2015/:\u2018'")
_WORD = re.compile(r"\w+")
_SPOKEN = re.compile(
    r",?\s+(?:(?:he|she|they|[A-Z][\w.\u2019'-]+(?: [A-Z][\w.\u2019'-]+){0,3}) )"
    r"(?:said|says|added|told|asked|wrote|replied|continued|insisted|warned)\b"
    r"|,\s+(?:said|says|added|wrote) [A-Z]"
)
# "We will not sign, the Danish minister said on Monday. The mark was never closed
_TOLD = re.compile(
    r"[,?!]\s+(?P<who>(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|he|she|they|[A-Z][\w.\u2019'-]*)"
    r"(?: [\w.\u2019'-]+){0,6}?) (?:said|says|added|told|wrote|replied|insisted|warned)"
    r"(?=\s*(?:[.,;]|$)|\s+(?:on|in|at|to|during|after|late|early|last|this|yesterday|today|\w+day)\b)",
    re.MULTILINE,
)
# In May, the minister said: what stands before the comma tells when, and nothing is said yet
_WHEN = re.compile(
    r"(?:In|On|At|By|After|Before|When|As|Since|During|While|Until|Once|Last|This|If)\b"
)
_STOP = re.compile(r"[.!?]\s+")


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks, marks included.

    `number` is that of its paragraph; `opened` and `closed` tell which marks are there;
    `continues` that it goes on from the paragraph before; `words` counts its words.
    """

    start: int
    end: int
    number: int
    opened: bool
    closed: bool
    continues: bool
    words: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph by its number and its place in the text."""

    number: int
    start: int
    end: int


def quotes(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Quote, ...]:
    """Return the quotations of a text, paragraph by paragraph."""
    found: list[Quote] = []
    before: Paragraph | None = None
    for paragraph in paragraphs:
        here = _in(text, paragraph)
        last = found[-1] if found else None
        if here and last and before and not last.closed and last.number == paragraph.number - 1:
            first = here[0]
            forgotten = _told(text, last.start, before.end) is not None
            if not forgotten and not text[paragraph.start : first.start].strip():
                here[0] = replace(first, continues=True)
        found += here
        before = paragraph
    return tuple(found)


def _in(text: str, paragraph: Paragraph) -> list[Quote]:
    found: list[Quote] = []
    start, kind = -1, ""
    marks = [
        (mark.start(), mark.end(), mark[0])
        for mark in _MARK.finditer(text, paragraph.start, paragraph.end)
    ]
    if not marks:
        return _single(text, paragraph)
    for begin, end, mark in marks:
        if _inches(text, begin, mark, opened=start >= 0):
            continue
        if start < 0:
            if _may_open(text, begin, end, mark, paragraph):
                start, kind = begin, mark
            continue
        if mark in _CLOSES or (
            mark not in _OPENS and _may_close(text, begin, end, paragraph, kind)
        ):
            found.append(_quote(text, paragraph, start, end, closed=True))
            start = -1
        elif _may_open(text, begin, end, mark, paragraph):
            # opened twice: the first one was never closed
            found.append(_quote(text, paragraph, start, _cut(text, start, begin), closed=False))
            start, kind = begin, mark
    if start >= 0:
        end = _cut(text, start, paragraph.end)
        found.append(_quote(text, paragraph, start, end, closed=False))
    return [quote for quote in found if quote.words]


def _quote(text: str, paragraph: Paragraph, start: int, end: int, *, closed: bool) -> Quote:
    while end > start and text[end - 1].isspace():
        end -= 1
    words = len(_WORD.findall(text, start, end))
    return Quote(start, end, paragraph.number, True, closed, False, words)


def _may_open(text: str, begin: int, end: int, mark: str, paragraph: Paragraph) -> bool:
    if mark in _CLOSES:
        # a closing mark where one should open: some texts set every mark the same way
        return (begin == paragraph.start or text[begin - 1].isspace()) and (
            end < paragraph.end and text[end].isalnum()
        )
    if mark in _OPENS:
        return True
    follows = end < paragraph.end and not text[end].isspace()
    return follows and (begin == paragraph.start or text[begin - 1] in _BEFORE)


def _may_close(text: str, begin: int, end: int, paragraph: Paragraph, kind: str) -> bool:
    if kind in ("\u201c", "\u201e") and text[begin:end] == "''":
        return False
    if begin > paragraph.start and text[begin - 1].isspace():
        # after a space only where nothing follows that it could open
        return end >= paragraph.end or not text[end].isalnum()
    return end >= paragraph.end or not text[end].isalnum() or text[begin - 1] in ".,?!"


def _inches(text: str, begin: int, mark: str, *, opened: bool) -> bool:
    """Tell whether a straight mark measures: 6'2" tall, a 15" screen."""
    return mark in ('"', "''") and not opened and begin > 0 and text[begin - 1].isdigit()


def _cut(text: str, start: int, limit: int) -> int:
    """Return where a quotation that was never closed ends, at most at `limit`."""
    told = _told(text, start, limit)
    if told is not None:
        return told
    spoken = _SPOKEN.search(text, start, limit)
    return spoken.start() if spoken else limit


def _told(text: str, start: int, limit: int) -> int | None:
    """Return where the narrator goes on behind an open mark: We will not sign, the envoy said."""
    for found in _TOLD.finditer(text, start, limit):
        stops = list(_STOP.finditer(text, start, found.start()))
        sentence = text[stops[-1].end() if stops else start + 1 : found.start()].lstrip()
        if not _WHEN.match(sentence):
            return found.start() + (text[found.start()] in "?!")
    return None


def _single(text: str, paragraph: Paragraph) -> list[Quote]:
    """Return the quotations in single marks, of a paragraph that has no others."""
    found: list[Quote] = []
    start = -1
    for mark in _SINGLE.finditer(text, paragraph.start, paragraph.end):
        if mark[0] == "\u2018" or not text[mark.start() - 1 : mark.start()].strip():
            start = mark.start() if start < 0 else start
        elif start >= 0 and (
            text[mark.start() - 1] in ",.?!" or _ends(text, mark.end(), paragraph)
        ):
            found.append(_quote(text, paragraph, start, mark.end(), closed=True))
            start = -1
    return [quote for quote in found if quote.words]


def _ends(text: str, position: int, paragraph: Paragraph) -> bool:
    """Tell whether no further closing single mark can follow: the dogs\u2019 bowl keeps on."""
    later = text.find("\u2019", position, paragraph.end)
    opening = text.find("\u2018", position, paragraph.end)
    return later < 0 or (0 <= opening < later)
