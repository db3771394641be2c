"""Events told by nouns: the collapse of talks, joint exercises, a truce that was due to begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.evidence.reading.events import words
from detente.evidence.reading.events.event import Status
from detente.evidence.reading.events.happening import status_of
from detente.evidence.reading.events.verbs import Told, subjects
from detente.evidence.reading.parsing.grammar import Token, children, subtree
from detente.evidence.reading.parsing.sentences import words_of
from detente.evidence.reading.stances.posed import denied, reach


def by_nouns(doc: Token, text: str) -> Iterator[Told]:
    """Yield the events that the nouns of a paragraph tell."""
    for noun in words_of(doc):
        if noun.lower_ == "due" and noun.head.lemma_ == "be":
            yield from _due(noun, text)
        if noun.pos_ != "NOUN":
            continue
        lemma = noun.lemma_.lower()
        if lemma in words.COLLAPSE:
            of = [
                p for c in children(noun, "prep") if c.lower_ == "of" for p in children(c, "pobj")
            ]
            if any(o.lemma_.lower() in words.TALKS | words.PAPERS for o in of):
                yield from _noun("suspend", noun, [], text)
        elif lemma in words.ACCORDS and noun.dep_ == "nsubj" and noun.head.lemma_ in words.COMES:
            yield from _noun("agree", noun, [], text)
        elif lemma in words.ACCORDS and any(_begins(c) for c in children(noun, "relcl")):
            yield from _begun(noun, text)
        elif lemma == "ceremony" and any(c.lower_ == "signing" for c in noun.children):
            yield from _noun("agree", noun, [], text)
        elif lemma in words.LAUNCH and any(
            c.lemma_.lower() in words.ARMS | {"nuclear"} for c in noun.children
        ):
            yield from _noun("test", noun, children(noun, "poss"), text)
        elif lemma in words.MADE_OF_VERBS and _done(noun):
            yield from _noun(words.MADE_OF_VERBS[lemma], noun, [], text, alone=True)
        elif lemma in words.NOUN_KIND or (
            lemma in words.TALKS and noun.head.lemma_ in words.SET_FOR
        ):
            yield from _gathering(noun, words.NOUN_KIND.get(lemma, "meet"), text)


def _due(due: Token, text: str) -> Iterator[Told]:
    """Yield that somebody is due somewhere: the envoy is due in Seoul on Monday."""
    places = [p for c in children(due, "prep") if c.lower_ == "in" for p in children(c, "pobj")]
    places += [
        p for c in children(due.head, "prep") if c.lower_ == "in" for p in children(c, "pobj")
    ]
    if not any(p.ent_type_ in {"GPE", "LOC"} for p in places) or denied(due.head):
        return
    late = [t for c in due.head.children if c.i > due.i for t in subtree(c)]
    stretch = reach(text, [due.head, *subtree(due), *late])
    if stretch is not None:
        yield Told("act", due, "planned", stretch, tuple(subjects(due.head)), "verb")


def _done(noun: Token) -> bool:
    """Tell whether something was done: the arrest of X in May, the exchange, which was completed."""
    if not any(c.lower_ == "of" and children(c, "pobj") for c in children(noun, "prep")):
        return False
    below = (c for t in subtree(noun) for c in children(t, "relcl", "acl"))
    for clause in below:
        if clause.lemma_ in words.DONE and status_of(clause) == "happened":
            return True
    own = subtree(noun, lambda t: t.dep_ not in {"relcl", "acl", "advcl"})
    dated = any(t.ent_type_ == "DATE" and t.dep_ == "pobj" for t in own)
    return dated and not any(t.lower_ in {"next", "coming", "tomorrow", "by", "every"} for t in own)


def _planned(noun: Token) -> bool:
    """Tell whether a noun is told to be planned: a drill planned for next month."""
    return any(c.lemma_ in {"plan", "schedule", "expect"} for c in children(noun, "acl", "amod"))


def _begins(clause: Token) -> bool:
    return any(t.lemma_ in words.COMES for t in (clause, *subtree(clause)) if t.pos_ == "VERB")


def _begun(noun: Token, text: str) -> Iterator[Told]:
    """Yield a truce that was due to begin."""
    clause = next(c for c in children(noun, "relcl") if _begins(c))
    verb = next(
        t for t in (clause, *subtree(clause)) if t.pos_ == "VERB" and t.lemma_ in words.COMES
    )
    status = status_of(verb)
    stretch = reach(text, [noun, *subtree(clause)])
    if status is not None and stretch is not None:
        yield Told("agree", verb, status, stretch, (), "noun")


def _gathering(noun: Token, kind: str, text: str) -> Iterator[Told]:
    """Yield talks, exercises and clashes where the text says that they took place."""
    verb = noun.head
    withs = [
        p
        for c in children(noun, "prep")
        if c.lower_ in {"with", "between"}
        for p in children(c, "pobj")
    ]
    owners = [
        c
        for c in children(noun, "poss")
        if c.ent_type_ not in {"DATE", "TIME"} and c.pos_ == "PROPN"
    ]
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_ in words.SPANS:
        # after two days of talks, a week of clashes
        yield from _noun(kind, noun, [*owners, *withs], text, alone=True)
        return
    if kind == "exercise":
        joint = any(c.lower_ == "joint" for c in noun.children)
        if joint or (noun.dep_ == "nsubj" and verb.lemma_ in words.HAPPENS):
            yield from _noun(kind, noun, [noun], text)
        return
    if kind == "attack":
        fresh = noun.dep_ == "pobj" and verb.head.lemma_ in {"lead", "result"}
        if fresh or (noun.dep_ == "nsubj" and verb.lemma_ in words.HAPPENS):
            yield from _noun(kind, noun, owners, text)
        return
    behind = noun.dep_ == "pobj" and verb.lower_ in {"after", "following", "during"}
    if withs and behind:
        top = verb.head
        people = [*(subjects(top) if top.pos_ in {"VERB", "AUX"} else []), *withs]
        yield from _noun(kind, noun, people, text)
    elif owners and withs and noun.dep_ in {"nsubj", "dobj"}:
        yield from _noun(kind, noun, [*owners, *withs], text)
    elif noun.dep_ in {"nsubj", "nsubjpass"} and verb.lemma_ in words.SET_FOR | {
        "hold",
        "begin",
        "take",
    }:
        yield from _noun(kind, noun, withs, text)


def _noun(
    kind: str, noun: Token, people: Sequence[Token], text: str, *, alone: bool = False
) -> Iterator[Told]:
    """Yield a noun as an event, with the verb that governs it, or `alone`."""
    governs = noun.head if noun.dep_ in {"nsubj", "nsubjpass", "dobj"} and not alone else None
    planned = _planned(noun)
    governs = None if planned else governs
    if noun.dep_ == "pobj" and noun.head.head.lemma_ in {"lead", "result"}:
        governs = noun.head.head
    status: Status | None = "happened"
    if governs is not None and governs.pos_ in {"VERB", "AUX"}:
        status = status_of(governs)
        if noun.dep_ == "dobj" and governs.lemma_ not in words.HAPPENS | {"hold"}:
            return
    if status is None:
        return
    if (
        status == "happened"
        and governs is not None
        and governs.lemma_ in words.SET_FOR | {"expect"}
    ):
        status = "planned"
    status = "planned" if planned else status
    left_out = {"relcl", "appos", "punct"} | (set() if planned else {"acl"})
    kept = subtree(noun, lambda t: t.dep_ not in left_out)
    if governs is not None:
        kept = [
            *kept,
            *(
                t
                for t in governs.children
                if t.dep_ in {"aux", "auxpass", "neg", "prt", "npadvmod"} and governs.lemma_ != "be"
            ),
            *([governs] if governs.lemma_ != "be" else []),
            *(t for t in children(governs, "dobj") if t.lower_ == "place"),
        ]
        kept += [
            t
            for c in children(governs, "npadvmod", "prep")
            if c.i > governs.i and c.dep_ == "npadvmod"
            for t in subtree(c)
        ]
    stretch = reach(text, kept)
    if stretch is not None:
        yield Told(kind, noun, status, stretch, tuple(people), "noun")
