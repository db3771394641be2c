"""Phrases that bring in what was said without a verb: according to X, X's claim that, NAME: ..."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from detente.evidence.reading.parsing.grammar import (
    Stretch,
    Token,
    children,
    holder,
    name_of,
    runs,
    subtree,
    trimmed,
)
from detente.evidence.reading.saying import verbs
from detente.evidence.reading.saying.denying import AGAINST, disowned
from detente.evidence.reading.saying.said import Said

# NAME: words; Q: words; Mr. Name (title): words
LINE = re.compile(
    r"[\s\"\u201c]*(?P<name>(?:[A-Z][A-Z.\u2019'-]+(?:[ ,]+[A-Z(][\w.,()\u2019'-]*){0,6})|Q|A|Q\.|A\."
    r"|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Amb|President|Secretary|Minister|Senator|Chairman|Question|Answer"
    r"|Interviewer|Moderator|Reporter|Journalist)\.?(?: [A-Z][\w.\u2019'-]*){0,4}"
    r"|[A-Z][\w.\u2019'-]+(?: [A-Z][\w.\u2019'-]+){1,4})\s*(?:\([^)\n]{1,60}\))?\s*[:]\s+(?=\S)"
)
_TURN = re.compile(
    r"(?:Q|A|Question|Answer|Interviewer|Moderator|Reporter|Journalist)\.?$", re.IGNORECASE
)
_CALLED = re.compile(
    r"\s*(?P<name>[A-Z][\w.\u2019'-]+(?: [A-Z][\w.\u2019'-]+){0,4})(?: \([^)\n]{1,60}\))?:\s*"
)
DASH = re.compile(
    "\\s*(?:[\u2013\u2014\u2015]|--|-)\\s*(?P<name>[^\n]{3,90}?)[ \t]*$", re.MULTILINE
)


def phrases(doc: Token, text: str) -> Iterator[Said]:
    """Yield what `according to` and the nouns of saying bring in."""
    for token in doc:
        if token.lower_ == "according":
            yield from _according(token, text)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in verbs.NOUNS:
            yield from _noun(token, text)


def _according(token: Token, text: str) -> Iterator[Said]:
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None:
        following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        to = following if following is not None and following.lower_ == "to" else None
    thing = next(iter(children(to, "pobj", "pcomp")), None) if to is not None else None
    if to is None or thing is None:
        return
    source = name_of(thing)
    own = {token.i, to.i, *(t.i for t in subtree(token)), *(t.i for t in source)}
    top = token.head
    while top.head != top and top.pos_ not in {"VERB", "AUX"}:
        top = top.head
    sentence = list(token.sent)
    body = subtree(top) if top.pos_ in {"VERB", "AUX"} else sentence
    start = sentence[0].i
    if token.i <= start + 1 or body[0].i > token.i:
        body = sentence if top.head == top else body
    content = _stretches(
        text, [t for t in body if t.i not in own and not (t.is_punct and t.i in own)]
    )
    if content:
        cue = (token.idx, to.idx + len(to.text))
        yield Said("according to", content, _stretches(text, source), cue, token, thing)


def _noun(noun: Token, text: str) -> Iterator[Said]:
    said = [c for c in noun.children if c.i > noun.i and _brings(c)]
    if not said:
        said = [
            c
            for c in noun.head.children
            if c.dep_ == "ccomp"
            and noun.dep_ == "nsubj"
            and c.i > noun.i
            and noun.head.lemma_ == "be"
        ]
    if not said:
        return
    speaker = next(iter(children(noun, "poss")), None)
    if speaker is None:
        by = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"by", "from"}]
        speaker = next((p for c in by for p in children(c, "pobj")), None)
    gives = noun.head.lemma_ in verbs.GIVING - AGAINST  # who rejects a claim makes none
    if speaker is None and noun.dep_ == "dobj" and gives:
        speaker = holder(noun.head)
    if speaker is None or disowned(noun) in {"denied", "doubted"}:
        return
    tokens = sorted({t for c in said for t in subtree(c)}, key=lambda t: int(t.i))
    source = name_of(speaker, [noun])
    own = {noun.i, *(t.i for t in source if t.i < noun.i)}
    content = _stretches(text, [t for t in tokens if t.i not in own])
    if content:
        cue = (noun.idx, noun.idx + len(noun.text))
        yield Said("noun of saying", content, _stretches(text, source), cue, noun, speaker)


def _brings(child: Token) -> bool:
    """Tell whether what hangs on a noun is what was said: that ..., to do ..., of ..."""
    if child.dep_ in {"acl", "ccomp", "relcl"}:
        marks = {c.lower_ for c in child.children if c.dep_ in {"mark", "aux"}}
        return "that" in marks or ("to" in marks and child.dep_ == "acl")
    if child.dep_ == "prep" and child.lower_ in {"for", "about", "against", "of"}:
        noun = child.head.lemma_.lower()
        wanted = {
            "call": "for",
            "demand": "for",
            "request": "for",
            "criticism": "of",
            "support": "for",
            "opposition": "to",
            "plea": "for",
            "concern": "about",
            "rejection": "of",
            "endorsement": "of",
        }
        return bool(wanted.get(noun) == child.lower_)
    return False


def transcript(text: str) -> tuple[Stretch, Stretch, bool] | None:
    """Return the name and the words of a line of a transcript, and whether it names a turn only."""
    line = LINE.match(text)
    if line is None:
        return None
    name = trimmed(text, line.span("name"))
    words = trimmed(text, (line.end(), len(text)))
    if name is None or words is None or len(text[line.end() :].split()) < 2:
        return None
    return name, (line.end(), len(text.rstrip())), bool(_TURN.match(text[slice(*name)]))


def called(text: str, start: int) -> Stretch | None:
    """Return the name that a paragraph begins with, set before a quotation by a colon, or None."""
    found = _CALLED.fullmatch(text[:start])
    return trimmed(text, found.span("name")) if found else None


def dashed(text: str, end: int) -> Stretch | None:
    """Return the name that a dash sets behind a quotation, or None."""
    found = DASH.match(text, end)
    if found is None:
        return None
    name = found["name"]
    if (
        not name[:1].isupper()
        or len(name.split()) > 12
        or re.search(r"\b(?:said|says|is|was|are|were|will)\b", name)
    ):
        return None
    return trimmed(text, found.span("name"))


def _stretches(text: str, tokens: list[Any]) -> tuple[Stretch, ...]:
    found = (trimmed(text, stretch) for stretch in runs(tokens))
    return tuple(s for s in found if s and any(c.isalnum() for c in text[slice(*s)]))
