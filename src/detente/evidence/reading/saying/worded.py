"""Utterances as their words bear them out: with the denial, and with what stands in the marks.

What was refused or denied is not what was said: the words of the denial are part of the content.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.evidence.documents.document import Span
from detente.evidence.reading.parsing.quoting import Quote
from detente.evidence.reading.saying.denying import ASSERTED, blames, denial, disowned
from detente.evidence.reading.saying.finding import Find
from detente.evidence.reading.saying.utterance import Utterance

ASKED = "It is told as not said or not wanted: is it evidence of anything?"
_WORD = re.compile(r"\w+")
_BETWEEN = re.compile(r"[^,.;:()\n]{0,60}")
# these bring in the words of somebody else's mouth: what denies them is said there
_QUOTES = frozenset({"quotation with a verb of saying", "quotation in the same sentence"})
_CLAUSES = frozenset(
    {
        "clause of a verb of saying",
        "verb of thinking",
        "verb with object",
        "verb with to-clause",
        "verb with a small word",
        "noun of saying",
        "citing",
    }
)


def own(text: str, content: Sequence[Span], marked: Sequence[Quote]) -> bool:
    """Tell whether at least half of the words stand in quotation marks."""
    words = [m.start() for s in content for m in _WORD.finditer(text, s.start, s.end)]
    return 2 * sum(any(q.start <= w < q.end for q in marked) for w in words) >= len(words)


def as_worded(text: str, told: Sequence[Utterance], found: Sequence[Find]) -> tuple[Utterance, ...]:
    """Return utterances, each of a find, with the words that deny it, or turn against it."""
    return tuple(_worded(text, one, find) for one, find in zip(told, found, strict=True))


def _worded(text: str, one: Utterance, find: Find) -> Utterance:
    verb, rule = find.said.verb, find.said.rule
    if verb is None or find.spoken_in is not find.paragraph:
        return one
    if rule == "parenthetical verb of saying":
        turned = find.form != "direct" and bool(denial(verb)) and not blames(verb)
        return replace(one, denied=True).asking(ASKED) if turned else one
    words = denial(verb) if rule in _CLAUSES | _QUOTES else []
    if rule in _CLAUSES and disowned(verb) == "claimed":
        one = one.asking(ASSERTED)
    if not words:
        return replace(one, denied=True) if find.said.denied else one
    first, last = words[0], words[-1]
    span = find.paragraph.span(first.idx, last.idx + len(last.text))
    content = _joined(text, span, one.content)
    if content is None:
        if rule in _QUOTES:
            return one
        content = tuple(sorted((span, *one.content), key=lambda s: s.start))
    form = "mixed" if one.form == "direct" else one.form
    return replace(one, content=content, form=form, denied=not blames(verb))


def _joined(text: str, span: Span, content: tuple[Span, ...]) -> tuple[Span, ...] | None:
    """Return the content from the words of denial on, or up to them; None if they stand apart."""
    first, last = content[0], content[-1]
    if any(s.start <= span.start and span.end <= s.end for s in content):
        return content
    if span.start < first.start and (
        span.end >= first.start or _BETWEEN.fullmatch(text, span.end, first.start)
    ):
        return (Span(span.start, max(first.end, span.end)), *content[1:])
    if span.end > last.end and (
        span.start <= last.end or _BETWEEN.fullmatch(text, last.end, span.start)
    ):
        return (*content[:-1], Span(min(last.start, span.start), span.end))
    return None
