"""A position as the grammar gives it: kind, words, and whose it seems to be, before any name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from detente.evidence.reading.parsing.grammar import Stretch, Token, subtree, trimmed
from detente.evidence.reading.saying.denying import not_so
from detente.evidence.reading.stances.stance import Kind
from detente.evidence.reading.stances.words import HOSTILE

_CUT = frozenset({"as", "while", "although", "though", "because", "whereas", "since", "amid"})
_ASIDE = re.compile(
    r",\s+(?:which|who|whom|whose|as|while|although|though)\b"
    # that the minister called a trick: said of it, no part of it
    r"|\s(?:that|which)\s(?:[\w'\u2019-]+\s){1,8}(?:called|dubbed|termed|labelled|branded|described)\s"
)
_DASH = re.compile(r"\s(?:--|\u2013|\u2014)\s|\u2014")
_NAMING = frozenset({"call", "describe", "dub", "term", "label", "brand"})
_IF = frozenset({"if", "unless", "provided", "once", "until", "whether"})
_QUOTES = "\"'\u201c\u201d\u2018\u2019\u201e\u00ab\u00bb`"


@dataclass(frozen=True, slots=True, eq=False)
class Posed:
    """A stance before it is known whose it is; `content` counts in the paragraph.

    `holder` is the word for whose it is; `spoken` if it is that of whoever speaks.
    """

    kind: Kind
    rule: str
    cue: Any
    top: Any
    content: Stretch
    holder: Any = None
    spoken: bool = False
    addressee: Any = None
    negated: bool = False
    modality: str = ""
    pronoun_is: Any = None  # whom a pronoun inside means: the receiver of a letter
    question: str = ""


def reach(text: str, tokens: Iterable[Token]) -> Stretch | None:
    """Return the stretch from the first of some words to the last, without marks at its ends."""
    listed = sorted(tokens, key=lambda token: int(token.i))
    # the stop of the sentence hangs on the verb, whatever stands between
    while listed and listed[-1].is_punct and listed[-1].text not in {"]", ")"}:
        listed.pop()
    # how it is joined to what stands before is no part of it
    while listed and (
        listed[0].is_space  # a dateline, blanked out
        or listed[0].tag_ == "CC"
        or (listed[0].lower_ == "that" and listed[0].tag_ == "IN")
    ):
        listed.pop(0)
    if not listed:
        return None
    start, end = listed[0].idx, listed[-1].idx + len(listed[-1].text)
    sentence = listed[0].sent
    end = _past_brackets(text, listed[0].idx, min(end, sentence.end_char), sentence.end_char)
    aside = _ASIDE.search(text, start, end)
    # what stands behind the aside may be the clause itself: the oil, which thickens, would clog
    inside = {t.i for t in listed}
    top = next((t for t in listed if t.head.i not in inside or t.head == t), listed[0])
    if (
        aside is not None
        and listed[0].idx + len(listed[0].text) < aside.start()
        and (top.idx < aside.start())
    ):
        end = aside.start()
    apart = _DASH.search(text, start, end)
    if apart is not None and top.idx < apart.start():
        end = apart.start()
    return _bare(text, (start, end))


def _past_brackets(text: str, start: int, end: int, stop: int) -> int:
    """Return the end of a clause that was cut where the outlet put words in brackets."""
    inside = text.count("[", start, end) > text.count("]", start, end)
    if not inside and not re.match(r"\s*[\[\]]", text[end:stop]):
        return end
    mark = re.compile(r"[,.;:!?\u201d\"]").search(text, end, stop)
    return mark.start() if mark else stop


def _bare(text: str, stretch: Stretch) -> Stretch | None:
    found = trimmed(text, stretch)
    while found is not None:
        start, end = found
        inner = text[start:end]
        if inner[0] in _QUOTES and not any(q in inner[1:] for q in '\u201d"\u00bb'):
            start += 1
        elif inner[-1] in _QUOTES and not any(q in inner[:-1] for q in '\u201c"\u201e\u00ab'):
            end -= 1
        elif inner[0] in _QUOTES and inner[-1] in _QUOTES and len(inner) > 2:
            start, end = start + 1, end - 1
        else:
            return found
        found = trimmed(text, (start, end))
    return None


def whole(top: Token, *, subject: bool = False, leave: frozenset[int] = frozenset()) -> list[Token]:
    """Return the words of a clause, without `that`, and without what only comments on it.

    Without its subject unless asked for; a clause joined to it by `and` with a subject of its
    own, and one set off by a comma, is not part of it.
    """

    def keep(child: Token) -> bool:
        if child.i in leave:
            return False
        if child.dep_ in {"nsubj", "nsubjpass", "expl"} and child.head == top and not subject:
            return False
        if child.head == top and child.dep_ == "mark" and child.lower_ in {"that", "for"}:
            return False
        if child.dep_ == "relcl" and child.lemma_ in _NAMING:
            return False  # that the minister called a trick: said of it, no part of it
        if (
            child.head == top
            and not subject
            and child.i < top.i
            and child.dep_ in {"aux", "neg", "cc", "punct", "advmod"}
        ):
            return False
        if child.head == top and child.i > top.i and _apart(child):
            return False
        if (
            child.dep_ == "cc"
            and child.head == top
            and any(c.dep_ == "conj" and c.i > child.i and not keep(c) for c in top.children)
        ):
            return False
        marks = {c.lower_ for c in child.children if c.dep_ == "mark"}
        return not (child.dep_ == "advcl" and child.head == top and (marks & _CUT))

    words = subtree(top, keep)
    # what stands before the verb is not what is to be done
    return words if subject else [word for word in words if word.i >= top.i]


def _apart(clause: Token) -> bool:
    """Tell whether a clause joined to another stands for itself: but we will not."""
    if clause.dep_ == "parataxis":
        return True
    if clause.dep_ != "conj" or clause.pos_ not in {"VERB", "AUX"}:
        return False
    return clause.tag_ in {"VBD", "VBZ", "VBP"} or any(
        c.dep_ in {"aux", "auxpass"} and c.lower_ != "to" for c in clause.children
    )


def modal(verb: Token) -> str:
    """Return the modal that a verb goes with, in small letters, or nothing."""
    return next((c.lower_ for c in verb.children if c.dep_ == "aux" and c.tag_ == "MD"), "")


def threatening(verb: Token) -> bool:
    """Tell whether to do this is a threat: we will send our ships if they do not withdraw."""
    if verb.lemma_.lower() not in HOSTILE:
        return False
    conditions = [c for c in verb.children if c.dep_ == "advcl"]
    harm = {"strike", "attack", "bomb", "retaliate", "punish", "destroy", "invade", "shell", "sink"}
    supposed = any(t.lower_ in {"if", "unless", "should"} for t in verb.sent)
    harm |= {"respond"} if supposed else set()
    return verb.lemma_.lower() in harm or any(
        c.dep_ == "neg" or c.lower_ == "unless" for one in conditions for c in one.children
    )


def under_condition(verb: Token) -> bool:
    """Tell whether a verb stands in an if-clause: what it tells is not told to be so."""
    one = verb
    for _ in range(4):
        marks = {c.lower_ for c in one.children if c.dep_ in {"mark", "advmod"}}
        if one.dep_ == "advcl" and (marks & _IF or ("before" in marks and _ahead(one.head))):
            return True
        if one.left_edge.lower_ == "should" and one.dep_ in {"advcl", "ccomp"}:
            return True
        inverted = [c for c in one.children if c.lower_ == "should" and c.dep_ == "aux"]
        if inverted and any(c.dep_ == "nsubj" and c.i > inverted[0].i for c in one.children):
            return True
        if one.dep_ not in {"conj", "xcomp"} or one.head == one:
            return False
        one = one.head
    return False


def _ahead(verb: Token) -> bool:
    return modal(verb) != "" or any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def denied(token: Token) -> bool:
    """Tell whether a word is denied: not, never, no longer, hardly, neither side."""
    if not_so(token):
        return True
    if token.dep_ == "conj" and token.head.pos_ in {"VERB", "AUX", "ADJ"}:
        own = any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in token.children)
        return not own and denied(token.head)
    return False
