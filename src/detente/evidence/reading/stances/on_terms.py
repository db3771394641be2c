"""Positions in terms: otherwise the talks end, unless they return our ships stay, no this no that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.evidence.reading.parsing.grammar import Token, holder, trimmed
from detente.evidence.reading.parsing.sentences import bearable
from detente.evidence.reading.stances.posed import Posed, reach, whole
from detente.evidence.reading.stances.terms import Found

_NO_NO = re.compile(r"\bNo [a-z][^,.;!?]{2,60}, no [^,.;!?]{2,60}[.!]?", re.IGNORECASE)
_END = re.compile(r"[.!?;][\"'\u201d]?(?=\s|$)")
_NOT = re.compile(r"\b(?:not|no longer|never)\b|n[\u2019']t\b")
_OWN_DOING = re.compile(
    r"\b(?:we|I|our|us|will|would|can|could|shall)\b|[\u2019'](?:ll|d)\b", re.IGNORECASE
)
_DONE = re.compile(r"\b(?:has|have|had|was|were|is|are)\b")
_MAYBE = re.compile(r"\b(?:may|might|could)\b")


def by_terms(doc: Token, text: str, terms: tuple[Found, ...]) -> Iterator[Posed]:
    """Yield what stands on a condition in somebody's own words: otherwise, unless, no this no that."""
    for term in terms:
        if term.word in {"otherwise", "or else", "failing which"}:
            yield from _otherwise(doc, text, term)
        elif term.word in {"unless", "if", "without"} and term.token.i <= term.token.sent.start + 2:
            yield from _stands_on(doc, text, term)
    for found in _NO_NO.finditer(text):
        token = doc.char_span(found.start(), found.end(), alignment_mode="expand")
        content = trimmed(text, found.span())
        if token is not None and content is not None and bearable(token[0]):
            yield Posed("demand", "no this, no that", token[0], token.root, content, spoken=True)


def _otherwise(doc: Token, text: str, term: Found) -> Iterator[Posed]:
    """Yield what happens otherwise: a warning by whoever speaks."""
    sentence = term.token.sent
    stop = next(
        (m.start() for m in _END.finditer(text, term.end) if m.start() <= sentence.end_char),
        sentence.end_char,
    )
    after = text[term.end : stop]
    start = term.end
    if len(after.split()) < 2:
        return
    before = text[sentence.start_char : term.start].rstrip()
    if before and before[-1].isalnum() and len(before.split()) <= 8 and "," not in before:
        # it would otherwise take the matter elsewhere
        verb = term.head
        if verb is not None and verb.pos_ in {"VERB", "AUX"}:
            content = reach(text, [t for t in whole(verb) if t != term.token])
            who = holder(verb)
            if content is not None and who is not None:
                yield Posed("warn", "otherwise", term.token, verb, content, who)
        return
    span = doc.char_span(start, stop, alignment_mode="contract")
    # what is said about it behind a comma belongs to the teller
    tail = re.search(
        r",[\u201d\"']?\s+(?:[A-Z]\w+|he|she|they|it) (?:said|says|added|warned|told)\b", after
    )
    content = trimmed(text, (start, start + tail.start() if tail else stop))
    if span is not None and len(span) and content is not None:
        yield Posed("warn", "otherwise", term.token, span.root, content, spoken=True)


def _stands_on(doc: Token, text: str, term: Found) -> Iterator[Posed]:
    """Yield the main clause of `unless we see the hostages, our aircraft stay in the sky`."""
    sentence = term.token.sent
    if sentence.text.rstrip("\"'\u201d\u2019 ").endswith("?"):
        return
    rest = re.match(r"[,\s]*", text[term.end :])
    start = term.end + (rest.end() if rest else 0)
    if term.word == "without":
        found = re.search(
            r"\bthere (?:will|can|shall|would) be no\b", text[term.start : sentence.end_char]
        )
        if found is None:
            return
        start = term.start + found.start()
    elif term.end >= sentence.end_char or text[term.end : term.end + 1] != ",":
        return
    end = sentence.end_char
    stop = re.search(
        r"[,.;!?]?[\u201d\"]|[.;!?](?=\s|$)|,\s+(?:[A-Z]\w+|he|she) said", text[start:end]
    )
    content = trimmed(text, (start, start + stop.start() if stop else end))
    span = doc.char_span(*content, alignment_mode="expand") if content else None
    if content is None or span is None or len(text[slice(*content)].split()) < 2:
        return
    kind, rule = (
        ("warn", "unless, in own words") if term.word != "if" else ("offer", "if, in own words")
    )
    if term.word == "if" and _NOT.search(text, term.start, term.end):
        kind = "warn"  # if it does not, there are other ways
    elif kind == "offer" and _MAYBE.search(text, *content):
        kind = "willing"
    done = _DONE.search(text, *content) and not _OWN_DOING.search(text, *content)
    if kind == "offer" and done:
        return  # if he wins, the country has what it deserves
    yield Posed(kind, rule, term.token, span.root, content, spoken=True)  # type: ignore[arg-type]
