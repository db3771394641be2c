"""Which terms belong to which stance: those in its words, and those that hang on its verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.evidence.reading.parsing.parsed import Parsed
from detente.evidence.reading.stances.posed import Posed
from detente.evidence.reading.stances.stance import Stance, Term
from detente.evidence.reading.stances.terms import POINTS_BACK, Found, Sort


def without_others(one: Stance, every: Sequence[Stance]) -> Stance:
    """Return a stance without the terms that stand in the words of another one."""

    def mine(term: Term) -> bool:
        inside = one.content.start <= term.span.start < one.content.end
        return inside or not any(
            other.content.start <= term.span.start < other.content.end
            for other in every
            if other.content != one.content and other.content.start >= one.content.end
        )

    return replace(
        one,
        conditions=tuple(filter(mine, one.conditions)),
        order=tuple(filter(mine, one.order)),
        exchange=tuple(filter(mine, one.exchange)),
    )


def without_otherwise(paragraph: Parsed, posed: Posed) -> tuple[int, int]:
    """Return the content without an `otherwise` clause that is a stance of its own."""
    start, end = posed.content
    if posed.rule == "otherwise":
        return start, end
    cut = re.search(r",?\s+(?:otherwise|or else|failing which)\b", paragraph.text[start:end])
    return (start, start + cut.start()) if cut and cut.start() > 0 else (start, end)


def with_terms(
    paragraph: Parsed, content: tuple[int, int], terms: Sequence[Found]
) -> tuple[int, int]:
    """Return the content with the terms that follow it word by word."""
    start, end = content
    for term in terms:
        between = paragraph.text[end : term.start] if term.start >= end else "-"
        if (
            term.end > end
            and between.strip(' ,"\u201c\u201d') in {"", "but"}
            and term.word not in POINTS_BACK
        ):
            end = term.end
    return start, end


def terms_of(paragraph: Parsed, found: Sequence[Found], sort: Sort) -> tuple[Term, ...]:
    """Return the terms of one sort."""
    return tuple(
        Term(one.word, paragraph.span(one.start, one.end)) for one in found if one.sort == sort
    )


def belongs(term: Found, posed: Posed, start: int, end: int, paragraph: Parsed) -> bool:
    """Tell whether a term is one of a stance: it stands in its words, or hangs on its verb."""
    if posed.rule == "otherwise" and term.token == posed.cue:
        return True
    if term.word in POINTS_BACK:
        return False
    if start <= term.start < end:
        return True
    if term.token.sent != posed.cue.sent:
        return False
    if posed.rule in {"unless, in own words", "if, in own words"} and term.token == posed.cue:
        return True
    tops = {posed.top, posed.cue}
    if term.sort == "order" and term.start < start:
        return False
    near = term.head in tops or (
        term.head is not None
        and posed.cue.head == term.head
        and posed.cue.dep_ in {"acomp", "xcomp"}
    )
    return near or (
        term.start >= end
        and term.start - end <= 2
        and not paragraph.text[end : term.start].strip(" ,")
    )
