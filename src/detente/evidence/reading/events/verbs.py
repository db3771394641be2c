"""Events told by verbs: the pattern that fits, the words that belong to it, who takes part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detente.evidence.reading.events import words
from detente.evidence.reading.events.event import Status
from detente.evidence.reading.events.fitting import fits, lemma_of, letter_of
from detente.evidence.reading.events.happening import status_of
from detente.evidence.reading.events.patterns import PATTERNS, Pattern
from detente.evidence.reading.parsing.governed import stranded
from detente.evidence.reading.parsing.grammar import (
    Stretch,
    Token,
    can_speak,
    children,
    passive,
    subtree,
)
from detente.evidence.reading.parsing.sentences import words_of
from detente.evidence.reading.stances.posed import reach

_CLAUSES = frozenset(["advcl", "conj", "cc", "ccomp", "relcl", "parataxis", "mark", "punct"])
_EXPLAINS = frozenset(["relcl", "appos", "punct", "advcl"])
_SAYS = frozenset({"demand", "ask", "request", "say", "urge", "warn", "call"})
_ITSELF = frozenset(
    [
        "collapse",
        "lapse",
        "resume",
        "break",
        "fall",
        "end",
        "begin",
        "open",
        "close",
        "expire",
        "stall",
        "be",
        "restart",
    ]
)


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """An event as the grammar gives it; the stretch counts in the paragraph."""

    kind: str
    token: Any
    status: Status
    stretch: Stretch
    people: tuple[Any, ...]
    rule: str


def by_verbs(doc: Token, text: str, *, caption: bool = False) -> Iterator[Told]:
    """Yield the events that the verbs of a paragraph tell."""
    for verb in words_of(doc):
        if verb.pos_ not in {"VERB", "AUX", "ADJ", "NOUN"} or verb.sent.text.rstrip(
            "\"'\u201d "
        ).endswith("?"):
            continue
        lemma = lemma_of(verb, text)
        if verb.pos_ in {"ADJ", "NOUN"} and "-" not in lemma:
            continue
        pattern = next((p for p in PATTERNS if lemma in p.verbs and fits(p, verb)), None)
        if pattern is None:
            continue
        status = status_of(verb, caption=caption)
        if status is None:
            continue
        stretch = _stretch(verb, text)
        if stretch is not None:
            people = _people(pattern, verb) or (_shown(verb) if caption else ())
            rule = "verb with object" if pattern.objects or pattern.person else "verb"
            yield Told(pattern.kind, verb, status, stretch, people, rule)


def _shown(verb: Token) -> tuple[Token, ...]:
    """Return who stands before the verb under a picture: Photo: A and B shake hands."""
    return tuple(
        t for t in verb.sent if t.i < verb.i and t.pos_ == "PROPN" and t.dep_ != "compound"
    )


def _people(pattern: Pattern, verb: Token) -> tuple[Token, ...]:
    """Return the words for who takes part."""
    found: list[Token] = []
    agents = [p for a in children(verb, "agent") for p in children(a, "pobj")]
    undergone = passive(verb) or (verb.dep_ == "acl" and verb.tag_ == "VBN")
    roles = pattern.who
    if "s" in roles:
        found += agents if undergone else subjects(verb)
    if "o" in roles:
        found += [
            o
            for o in children(verb, "dobj", "dative", "nsubjpass")
            if can_speak(o) or pattern.person
        ]
    for small in children(verb, "prep", "dative"):
        inner = children(small, "pobj")
        wanted = {"with": "w", "across": "w", "to": "t", "between": "b", "among": "b"}.get(
            small.lower_, ""
        )
        if wanted and wanted in roles:
            found += inner
            found += [
                p
                for c in children(small, "prep")
                for p in children(c, "pobj")
                if c.lower_ == "from"
            ]
    for thing in children(verb, "dobj", "nsubjpass", "nsubj"):
        for small in children(thing, "prep"):
            about = thing.lemma_.lower() in words.TALKS | words.PAPERS
            joining = small.lower_ in {"with", "between", "among"}
            if (about and joining) or (small.lower_ == "to" and "t" in roles):
                found += children(small, "pobj")
        # gave Premier Hana Voss a letter, read as one phrase
        if "o" in roles and not can_speak(thing):
            found += [
                c
                for c in thing.children
                if c.pos_ == "PROPN" and c.dep_ in {"nmod", "compound", "nsubj", "dative"}
            ]
    return tuple(dict.fromkeys(found))


def subjects(verb: Token) -> list[Token]:
    """Return who does what a verb tells; of a verb without a subject, that of the one above."""
    own = children(verb, "nsubj")
    torn = stranded(verb)
    if torn is not None:
        return [torn]
    if own and own[0].lower_ in {"who", "which", "that"} and verb.dep_ == "relcl":
        return [verb.head]
    if own:
        return own[-1:]
    if (
        verb.dep_ in {"conj", "xcomp", "advcl", "ccomp"}
        and verb.head.pos_ in {"VERB", "AUX"}
        and verb.head != verb
    ):
        if verb.dep_ == "ccomp" and verb.head.lemma_ == "say":
            return []
        return subjects(verb.head) if not passive(verb.head) else children(verb.head, "nsubjpass")
    if verb.dep_ in {"xcomp", "acl"} and verb.head.pos_ == "ADJ":
        return subjects(verb.head.head)
    return []


def _stretch(verb: Token, text: str) -> Stretch | None:
    """Return a verb with what it is done to, where and when; clauses that follow are left out."""
    kept = [verb]
    whole = passive(verb) or (verb.lemma_ in _ITSELF and not children(verb, "dobj"))
    for child in verb.children:
        if not _left_out(child, verb, whole=whole):
            kept += subtree(child, _belongs)
    kept += letter_of(verb)
    if verb.i > 1 and verb.nbor(-1).text in {"-", "\u2011"}:
        kept += [verb.nbor(-1), verb.nbor(-2)]
        if verb.dep_ == "amod":
            kept += subtree(verb.head, lambda t: t.i > verb.i and t.dep_ not in _EXPLAINS)
            kept = [t for t in kept if t.i >= verb.i - 2]
    if verb.dep_ == "acl":
        kept = [t for t in kept if t.i >= verb.i]
    return reach(text, kept)


def _belongs(token: Token) -> bool:
    """Tell whether a word below an event belongs to it; what a letter demands does not."""
    says = token.dep_ == "acl" and token.lemma_ in _SAYS
    return token.dep_ not in _EXPLAINS and not says


def _left_out(child: Token, verb: Token, *, whole: bool) -> bool:
    """Tell whether a branch of a verb is no part of the words for the event."""
    if child.dep_ in {"nsubj", "nsubjpass"}:
        return not whole and not _none(child)
    if child.dep_ in {"aux", "auxpass", "neg"}:
        return not whole
    if child.dep_ in _CLAUSES:
        return True
    if child.dep_ == "prep" and any(
        stranded(c) in children(child, "pobj") for c in children(verb, "conj")
    ):
        return True  # the subject of the next clause
    early = child.dep_ in {"prep", "npadvmod", "advmod"} and child.right_edge.i + 1 < verb.i
    return early and not _joined(child, verb)


def _joined(child: Token, verb: Token) -> bool:
    return all(t.pos_ in {"AUX", "PART", "ADV"} for t in verb.doc[child.right_edge.i + 1 : verb.i])


def _none(subject: Token) -> bool:
    return subject.lower_ in {"nobody", "neither", "none"} or any(
        c.lower_ in {"no", "neither"} for c in subject.children
    )
