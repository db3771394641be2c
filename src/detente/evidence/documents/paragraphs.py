"""Where the paragraphs of a text stand: lines, or lines that a program has broken, put together.

Most crawls have a paragraph on a line.  A text whose lines are all of about one width was
broken at that width, and there a full line goes on in the next one.  So does, in any text, a
line that ends within a sentence which the next one continues: between two blank lines that
shows the width of the lines there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from detente.evidence.documents import lines

LONGEST = 20_000  # characters; what is longer is cut, since a parser must hold it whole
MOST = 30_000  # lines; what comes after them is one block that is not read

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
EMPTY = (
    "".join(map(chr, range(33)))
    + "\x7f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000"
    + "".join(map(chr, range(0x80, 0xA0)))
    + "".join(map(chr, range(0x2000, 0x200B)))
    + INVISIBLE
)
_LINE = re.compile("[^\n\r\v\f\x85\u2028\u2029]+")
_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_STOP = re.compile(r"[.!?:;\u2026\u3002][\"'\u201d\u2019)\]]*$")
_ITEM = re.compile(r"(?:[-*\u2022\u25cf\u25aa\u2013\u2014]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s|>)")
_HYPHEN = re.compile(r"[^\W\d_]{2}[-\u00ad]$")
_LISTED = re.compile(r"[A-Z][\w .'-]{0,30}:\s")
_NARROW, _WIDE = 40, 110  # the widths at which programs break lines
_FULL = 0.8  # of the width; letters of a printed page differ in breadth

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Where the paragraphs of a text stand; `rest` is what is not looked at, if any."""

    places: tuple[Stretch, ...]
    rest: Stretch | None = None
    notes: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


def paragraphs(text: str) -> Paragraphs:
    """Return where the paragraphs of a text start and end, and what was done to long ones."""
    groups, after = _lines(text)
    pieces: list[Stretch] = []
    notes = []
    longest = 0
    for start, end in _joined(text, groups):
        longest = max(longest, end - start)
        pieces.extend(cut(text, start, end))
    if longest > LONGEST:
        notes.append(
            f"A paragraph of {longest:,} characters was cut into pieces of at most {LONGEST:,}."
        )
    rest = stripped(text, after, len(text)) if after < len(text) else None
    limits = (too_many_lines(),) if rest else ()
    return Paragraphs(tuple(pieces), rest, tuple(notes), limits)


def too_many_lines() -> str:
    """Return the sentence on a text with more lines than are looked at."""
    return f"It has more than {MOST:,} lines; what comes after them was not read."


def stripped(text: str, start: int, end: int) -> Stretch | None:
    """Return a stretch without the white and invisible characters at its ends."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(EMPTY))
    right = len(piece.rstrip(EMPTY))
    return (start + left, start + right) if left < right else None


def cut(text: str, start: int, end: int) -> list[Stretch]:
    """Return a stretch in pieces that a parser can hold, cut after a sentence where there is one."""
    pieces = []
    while end - start > LONGEST:
        limit = start + LONGEST
        at = max(text.rfind(mark, start + LONGEST // 2, limit) for mark in (". ", "! ", "? "))
        at = at + 1 if at >= 0 else text.rfind(" ", start + LONGEST // 2, limit)
        piece = stripped(text, start, at if at > start else limit)
        if piece:
            pieces.append(piece)
        start = at if at > start else limit
    last = stripped(text, start, end)
    return [*pieces, last] if last else pieces


def _lines(text: str) -> tuple[list[list[Stretch]], int]:
    """Return the lines of a text in groups that blank lines keep apart, and where they end."""
    groups: list[list[Stretch]] = []
    last = count = 0
    for match in _LINE.finditer(text):
        line = stripped(text, match.start(), match.end())
        if line is None:
            continue
        if count == MOST:
            return groups, line[0]
        count += 1
        if groups and len(_LINE_END.findall(text, last, match.start())) < 2:
            groups[-1].append(line)
        else:
            groups.append([line])
        last = match.end()
    return groups, len(text)


def _joined(text: str, groups: list[list[Stretch]]) -> list[Stretch]:
    width = _width(text, groups)
    found: list[Stretch] = []
    for group in groups:
        found.append(group[0])
        here = width or _width_here(text, group)
        turn = here > 0 and lines.is_said(text[slice(*group[0])])
        for before, line in pairwise(group):
            said = lines.is_said(text[slice(*line)])
            if here and not said and (turn or _goes_on(text, before, line, here)):
                found[-1] = (found[-1][0], line[1])
            else:
                found.append(line)
            turn = turn if not said else here > 0
    return found


def _width(text: str, groups: list[list[Stretch]]) -> int:
    """Return the width at which a text was broken into lines; 0 if it was not."""
    followed = [pair for group in groups for pair in pairwise(group)]
    if len(followed) < 2:
        return 0
    longest = max(
        (end - start for group in groups for start, end in group if " " in text[start:end]),
        default=0,
    )
    if not _NARROW <= longest <= _WIDE:
        return 0
    full = [before for before, _ in followed if before[1] - before[0] >= _FULL * longest]
    ended = sum(_STOP.search(text, max(s, e - 8), e) is not None for s, e in full)
    return longest if 2 * len(full) >= len(followed) and 2 * ended <= len(full) else 0


def _width_here(text: str, group: list[Stretch]) -> int:
    """Return the width of the lines between two blank ones, if a sentence goes from one to the next."""
    longest = max(end - start for start, end in group)
    if longest > _WIDE or not any(_broken(text, *pair) for pair in pairwise(group)):
        return 0
    return longest


def _broken(text: str, before: Stretch, line: Stretch) -> bool:
    """Tell whether a sentence surely goes from a line on into the next one."""
    if _HYPHEN.search(text, max(before[0], before[1] - 3), before[1]) and text[line[0]].islower():
        return True
    if before[1] - before[0] < _NARROW or _STOP.search(
        text, max(before[0], before[1] - 8), before[1]
    ):
        return False
    first = text[line[0] : line[1]]
    if _ITEM.match(first) or text[before[0]] == ">" or lines.is_said(first):
        return False
    if first[0].islower():
        return not lines.author(first)
    # what somebody says does not end without a stop; what follows may be a list of who was there
    return lines.is_said(text[before[0] : before[1]]) and not _LISTED.match(first)


def _goes_on(text: str, before: Stretch, line: Stretch, width: int) -> bool:
    """Tell whether a line goes on in the next one."""
    first = text[line[0] : line[1]]
    if _ITEM.match(first) or text[before[0]] == ">":
        return text[before[0]] == ">" and first[0] == ">"
    if lines.has_dateline(first) or lines.author(first):
        return False
    if first[0].islower():
        return True
    return before[1] - before[0] + 1 + len(first.split(None, 1)[0]) >= _FULL * width
