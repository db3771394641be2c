"""What is only awaited: told in a clause of time beside what is still to come.

`The siege will go on until all captives are freed` does not tell that anybody was freed, and
neither does `it would go on until they were freed`.
"""

from __future__ import annotations

from collections.abc import Collection

from detente.evidence.reading.parsing.grammar import Token, children

_TIMES = frozenset({"before", "until", "till", "once", "when", "whenever", "after", "as", "by"})
_NOT_YET = frozenset({"before", "until", "till"})
_COMING = frozenset(
    ["will", "shall", "would", "can", "could", "may", "might", "must", "should", "to"]
)


def awaited(verb: Token) -> bool:
    """Tell whether a verb stands in a clause of time and had not come about when it was told."""
    one = verb
    for _ in range(4):
        mark = _mark(one)
        if mark:
            return _still_to_come(one, mark)
        if one.dep_ not in {"conj", "xcomp"} or one.head == one:
            return False
        one = one.head
    return False


def _mark(verb: Token) -> str:
    """Return the word that opens a clause of time, or nothing."""
    if verb.dep_ not in {"advcl", "pcomp", "ccomp"}:
        return ""
    if verb.dep_ == "pcomp" and verb.head.lower_ in _TIMES:
        return str(verb.head.lower_)
    marks = [c for c in verb.children if c.dep_ in {"mark", "advmod"} and c.i < verb.i]
    found = next((c.lower_ for c in marks if c.lower_ in _TIMES - {"as", "by"}), "")
    if found and verb.dep_ != "ccomp":
        return str(found)
    start = max(verb.sent.start, verb.left_edge.i - 2)
    lead = verb.doc[start : verb.left_edge.i + 2].text.lower()
    for several in ("as soon as", "by the time", "as long as"):
        if verb.dep_ == "advcl" and several in lead:
            return several
    return ""


def _still_to_come(verb: Token, mark: str) -> bool:
    helping = children(verb, "aux", "auxpass")
    first = min([verb, *helping], key=_place)
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    if first.lower_ in {"has", "have"}:
        return mark in _NOT_YET or _ahead(above, _COMING)
    if first.tag_ in {"VBZ", "VBP"}:
        return True
    if first.lower_ == "had" and first != verb:
        return mark in _NOT_YET
    # told of the past, `would` is the `will` of then; after what happened, it may be an answer
    then = {"would", "to"} if mark in _NOT_YET else {"would"}
    return mark not in {"after", "by"} and _ahead(above, then)


def _ahead(verb: Token, helping: Collection[str]) -> bool:
    """Tell whether a verb tells of what was still to come, by the words that help it."""
    return any(c.lower_ in helping for c in verb.children if c.dep_ == "aux")


def _place(token: Token) -> int:
    return int(token.i)
