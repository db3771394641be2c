"""Terms: the conditions, the order and the exchange that a sentence sets, each as a stretch.

A term reaches from its word to the end of its clause: `unless inspectors returned`.  It belongs
to what stands in the same clause, or in the one that its clause hangs on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from detente.evidence.reading.parsing.grammar import Stretch, Token, children, trimmed
from detente.evidence.reading.parsing.sentences import bearable

Sort = Literal["conditions", "order", "exchange"]

_CONDITION = re.compile(
    r"\b(?:but\s)?(?:(?P<word>only if|only with|only when|only once|only after|unless|without|otherwise"
    r"|or else|failing which|as long as|so long as|provided(?: that)?|providing(?: that)?"
    r"|on (?:the )?condition that|on condition of|in order for|if|should|once|until|even if|if not"
    r"|conditional on|contingent on|subject to|in the absence of))\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\b(?P<word>before|beforehand|first|upfront|up front|after|later|last|together|simultaneously|simultaneous"
    r"|step by step|step-by-step|in stages|at once|all at once|at the same time|in parallel"
    r"|the same day|prior to|ahead of|followed by|immediately|gradually|in tandem)\b",
    re.IGNORECASE,
)
_EXCHANGE = re.compile(
    r"\b(?P<word>in return for|in exchange for|in exchange|in return|as a trade for|against the|in turn for)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"\s(?=there (?:will|can|shall|would)\b)|[,;:.!?\u2014](?=\s|$|[\u201d\"'])|\s[-\u2013]{1,2}\s|[\u201d\"](?=\s|$)|,[\u201d\"]"
)
_HALF = re.compile(
    r"\s+(?:and|but)\s+(?=(?:would|will|they|he|she|it|we|i|was|were|is|are)\b)", re.IGNORECASE
)
# these point back, to what was said
POINTS_BACK = frozenset({"otherwise", "or else", "if not", "failing which"})
_TIME = re.compile(
    r"\s+(?:the\s+)?(?:end|month|year|week|summer|winter|spring|autumn|weekend|\d)\b|\s+(?:that|then|now|long)\b",
    re.IGNORECASE,
)
_NOT_ORDER = re.compile(
    r"\b(?:first|last|later)\s+(?:time|week|month|year|vice|deputy|lady|round|day)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A term in a paragraph: its sort and word, where it stands, and the token it hangs on."""

    sort: Sort
    word: str
    start: int
    end: int
    token: Any
    head: Any


def terms_in(doc: Token, text: str) -> tuple[Found, ...]:
    """Return the terms of a parsed paragraph, in order."""
    found = [*_conditions(doc, text), *_orders(doc, text), *_exchanges(doc, text)]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _token_at(doc: Token, place: int) -> Token | None:
    span = doc.char_span(place, place + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) and bearable(span[0]) else None


def _conditions(doc: Token, text: str) -> Iterator[Found]:
    for match in _CONDITION.finditer(text):
        word = " ".join(match["word"].lower().split())
        token = _token_at(doc, match.start("word"))
        if token is None or not _is_condition(word, token):
            continue
        start, end = match.span("word")
        if word.startswith("provid"):
            word = word.removesuffix(" that")
        if word not in POINTS_BACK:
            start, end = _clause(text, token, start, end)
        yield Found("conditions", word, start, end, token, _head(token))


def _is_condition(word: str, token: Token) -> bool:
    if word == "should":
        return _inverted(token)
    if word == "once":
        return bool(token.dep_ in {"mark", "advmod"} and token.head.dep_ == "advcl")
    if word == "if":
        # `asked if` is no condition
        return bool(token.head.dep_ != "ccomp" and not _as_if(token))
    if word.startswith("provid"):
        behind = token.i > token.sent.start and token.nbor(-1).is_punct
        return bool(behind or word.endswith("that") or token.dep_ in {"prep", "mark", "advcl"})
    if word in {"as long as", "so long as"}:
        return True
    if word == "until":
        return bool(token.dep_ in {"mark", "prep"} and _negative(token))
    return True


def _inverted(token: Token) -> bool:
    """Tell whether `should` stands for `if`: should they agree; not they should agree."""
    if token.i + 1 >= len(token.doc):
        return False
    subjects = [c for c in token.head.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if token.dep_ == "aux" and any(c.i > token.i for c in subjects):
        return True
    following = token.nbor(1)
    if following.pos_ not in {"PRON", "PROPN", "DET", "NOUN"}:
        return False
    before = token.nbor(-1) if token.i > token.sent.start else None
    if before is None or before.is_punct:
        return True
    return bool(before.pos_ in {"NOUN", "PROPN"} and following.pos_ == "PRON")


def _as_if(token: Token) -> bool:
    return bool(token.i and token.nbor(-1).lower_ == "as")


def _negative(token: Token) -> bool:
    head = _head(token)
    return head is not None and any(c.dep_ == "neg" for c in head.children)


def _head(token: Token) -> Token | None:
    """Return the verb of the clause that a term's own clause hangs on."""
    one = token
    for _ in range(8):
        if one.head == one:
            return one
        one = one.head
        if one.dep_ in {"advcl", "prep", "pcomp", "mark", "advmod", "npadvmod", "pobj"}:
            continue
        if one.pos_ in {"VERB", "AUX", "ADJ", "NOUN", "PROPN"}:
            return one
    return one


def _clause(text: str, token: Token, start: int, word_end: int) -> Stretch:
    """Return a term with its clause: to the next comma, or the end of what hangs on its word."""
    top = token
    while (
        top.dep_ in {"mark", "advmod", "aux"}
        and top.head != top
        and top.head.dep_ in {"advcl", "advmod", "ccomp", "pcomp"}
    ):
        top = top.head
    stop = token.sent.end_char
    mark = _CLAUSE_END.search(text, word_end, stop)
    end = mark.start() if mark else stop
    half = _HALF.search(text, word_end, end)
    end = half.start() if half else end
    return trimmed(text, (start, end)) or (start, word_end)


def _orders(doc: Token, text: str) -> Iterator[Found]:
    taken = 0
    for match in _ORDER.finditer(text):
        word = " ".join(match["word"].lower().split())
        token = _token_at(doc, match.start("word"))
        if token is None or match.start() < taken or _NOT_ORDER.match(text, match.start()):
            continue
        if not _is_order(word, token):
            continue
        start, end = match.span("word")
        if word in {"before", "after", "prior to", "ahead of", "followed by"}:
            start, end = _clause(text, token, start, end)
        taken = match.end()
        yield Found("order", word, start, end, token, _head(token))


def _is_order(word: str, token: Token) -> bool:
    if word in {"first", "last", "later"}:
        return bool(
            token.dep_ in {"advmod", "npadvmod", "acomp", "oprd", "conj"}
            and token.pos_ in {"ADV", "ADJ"}
            and not token.text[0].isupper()
        )
    if word in {"before", "after"} and _TIME.match(token.doc.text, token.idx + len(token.text)):
        return False  # before the month is out is a date
    if word in {"before", "after"}:
        return bool(
            token.dep_ in {"mark", "prep"}
            and (any(True for _ in token.children) or token.dep_ == "mark")
        )
    if word in {"immediately", "gradually", "together"}:
        return bool(token.dep_ == "advmod")
    return True


def _exchanges(doc: Token, text: str) -> Iterator[Found]:
    for match in _EXCHANGE.finditer(text):
        word = " ".join(match["word"].lower().split())
        if word == "against the":
            continue
        token = _token_at(doc, match.start("word"))
        if token is None:
            continue
        start, end = match.span("word")
        if word.endswith("for"):
            inner = next((t for t in token.sent if t.idx == match.end() - 3), None)
            tails = children(inner, "pobj", "pcomp") if inner is not None else []
            stop = (
                tails[0].right_edge.idx + len(tails[0].right_edge.text)
                if tails
                else token.sent.end_char
            )
            mark = _CLAUSE_END.search(text, end, token.sent.end_char)
            end = min(stop, mark.start()) if mark else stop
        yield Found(
            "exchange", word, *(trimmed(text, (start, end)) or (start, end)), token, _head(token)
        )
