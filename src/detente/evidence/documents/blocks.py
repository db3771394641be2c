"""What each paragraph of a text is there for, by how it looks and where it stands.

Only `body` is read as the article.  Titles, headings and captions are kept apart, since they
are no sentences and would spoil those beside them; a caption may well hold a dated event.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.evidence.documents import lines
from detente.evidence.documents.days import date_lines
from detente.evidence.documents.document import Block, Kind
from detente.evidence.documents.paragraphs import Paragraphs, Stretch, paragraphs

REPEATED = 8  # words from which a paragraph that comes again says nothing new


def blocks_of(text: str) -> tuple[tuple[Block, ...], Paragraphs]:
    """Return the blocks of a text in order, and the paragraphs they are made of."""
    found = paragraphs(text)
    return labelled(text, found.places, rest=found.rest), found


def labelled(
    text: str,
    places: Sequence[Stretch],
    *,
    given: Mapping[int, Kind] | None = None,
    rest: Stretch | None = None,
) -> tuple[Block, ...]:
    """Return a block for each paragraph, and one for the rest that is not read.

    `given` are the kinds that the file itself tells, by the number of the paragraph.
    """
    plain = [" ".join(text[start:end].split()) for start, end in places]
    kinds = kinds_of(plain, given=given or {})
    blocks = [Block(kind, *place) for kind, place in zip(kinds, places, strict=True)]
    return tuple([*blocks, Block("boilerplate", *rest)] if rest else blocks)


def kinds_of(plain: list[str], *, given: Mapping[int, Kind] | None = None) -> list[Kind]:
    """Return what each paragraph is there for; their white space has been made equal."""
    known = given or {}
    kinds = [known.get(at) or _alone(line) for at, line in enumerate(plain)]
    credited = [
        kind is None and lines.has_credit(line) for kind, line in zip(kinds, plain, strict=True)
    ]
    surely = [
        at
        for at, line in enumerate(plain)
        if kinds[at] is None and not credited[at] and lines.is_paragraph(line)
    ]
    if not surely:  # a short piece: what ends with a credit is all there is
        long = [lines.count(line) >= lines.SENTENCE for line in plain]
        surely = [at for at in range(len(plain)) if credited[at] and long[at]]
        credited = [False] * len(plain)
    first, last = (surely[0], surely[-1]) if surely else (len(plain), -1)
    for at in range(len(plain)):
        if credited[at] and (at < last or len(surely) < 2):
            kinds[at] = "caption"
    if surely:
        _head(kinds, plain, first)
        _tail(kinds, plain, last, known)
    sure = frozenset(surely)
    for at in range(first + 1, last):
        dated = kinds[at] == "byline" and bool(date_lines(plain[at]))
        if dated or (kinds[at] is None and at not in sure and lines.can_be_heading(plain[at])):
            kinds[at] = "title"  # a day between two paragraphs is a heading of what follows
    return _without_repeats([kind or "body" for kind in kinds], plain)


def _alone(line: str) -> Kind | None:
    """Return the kind of a line that shows by itself what it is."""
    if lines.author(line) or lines.is_desk(line) or date_lines(line):
        return "byline"
    if lines.is_caption(line):
        return "caption"
    return "boilerplate" if lines.is_junk(line) else None


def _head(kinds: list[Kind | None], plain: list[str], first: int) -> None:
    """Name what stands before the first paragraph: the title, lines under it, a section's name."""
    for at in range(first):
        word = lines.memo(plain[at]) if kinds[at] is None else ""
        if word:
            kinds[at] = "title" if word in {"subject", "re"} else "byline"
    short = [at for at in range(first) if kinds[at] is None and lines.can_be_title(plain[at])]
    long = {at for at in short if lines.count(plain[at]) >= 3} or set(short[:1])
    for at in short:
        kinds[at] = "title" if at in long else "boilerplate"


def _tail(kinds: list[Kind | None], plain: list[str], last: int, given: Mapping[int, Kind]) -> None:
    """Name what stands after the last paragraph: once the page begins, short lines are its own."""
    page = False
    for at in range(last + 1, len(plain)):
        page = page or (kinds[at] == "boilerplate" and at not in given)
        page = page or (kinds[at] == "byline" and not date_lines(plain[at]))
        if page and kinds[at] is None and not lines.ends(plain[at]):
            kinds[at] = "boilerplate"


def _without_repeats(kinds: list[Kind], plain: list[str]) -> list[Kind]:
    seen: set[str] = set()
    found: list[Kind] = []
    for kind, line in zip(kinds, plain, strict=True):
        again = line in seen and kind != "boilerplate"
        # speakers do say "Yes." twice; titles and captions are not meant twice
        if kind == "body":
            again = again and lines.count(line) >= REPEATED
        found.append("duplicate" if again else kind)
        seen.add(line)
    return found
