"""Positions in nouns and in whole sentences: Seoul's push to, otherwise, unless, views differ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.evidence.reading import stance_words as words
from detente.evidence.reading.grammar import Token, children, holder, subtree, trimmed
from detente.evidence.reading.posed import Posed, denied, reach, whole
from detente.evidence.reading.sentences import bearable, words_of
from detente.evidence.reading.terms import Found

_NO_NO = re.compile(r"\bNo [a-z][^,.;!?]{2,60}, no [^,.;!?]{2,60}[.!]?", re.IGNORECASE)
_END = re.compile(r"[.!?;][\"'\u201d]?(?=\s|$)")


def by_nouns(doc: Token, text: str) -> Iterator[Posed]:
    """Yield the positions that nouns tell."""
    for noun in words_of(doc):
        if noun.pos_ != "NOUN":
            continue
        lemma = noun.lemma_.lower()
        if lemma in words.NOUNS:
            yield from _of_noun(noun, lemma, text)
        if lemma in words.VIEWS:
            yield from _views(noun, text)
    for token in words_of(doc):
        if token.lower_ == "differently" and token.head.lemma_ in {"see", "view", "read", "rank"}:
            yield from _differently(token, text)
        if token.lemma_ in {"differ", "disagree", "clash"} and token.pos_ == "VERB":
            yield from _differ(token, text)
        if token.lower_ == "odds" and token.nbor(-1).lower_ == "at" if token.i else False:
            yield from _differ(token.head.head, text)
        if token.lemma_ == "be" and token.pos_ == "AUX":
            yield from _what_is(token, text)
        if (
            token.lower_ == "risk"
            and token.i
            and token.nbor(-1).lower_ == "at"
            and token.head.head.lemma_ == "put"
        ):
            yield from _at_risk(token.head.head, text)


def _of_noun(noun: Token, lemma: str, text: str) -> Iterator[Posed]:
    owner = next(iter(children(noun, "poss")), None)
    if owner is None:
        return
    behind = [c for c in noun.children if c.i > noun.i]
    act = next(
        (
            c
            for c in behind
            if c.dep_ in {"acl", "ccomp", "xcomp"}
            and any(k.lower_ in {"to", "that"} for k in c.children)
        ),
        None,
    )
    small = next(
        (c for c in behind if c.dep_ == "prep" and c.lower_ in {"for", "of", "to", "in", "on"}),
        None,
    )
    if act is None:
        act = next(
            (
                c
                for c in noun.head.children
                if c.i > noun.i
                and c.dep_ in {"xcomp", "advcl"}
                and any(k.lower_ == "to" for k in c.children)
                and noun.dep_ == "pobj"
            ),
            None,
        )
    inner = children(small, "pobj", "pcomp") if small is not None else []
    if act is not None and (small is None or act.i < small.i or not inner):
        tokens, top = whole(act), act
    elif inner:
        tokens, top = whole(inner[0], subject=True), inner[0]
    else:
        return
    if lemma == "interest":
        tokens = [noun, *subtree(small)] if small is not None and small.lower_ == "in" else []
    content = reach(text, tokens) if tokens else None
    if content is not None:
        content = _with_purpose(text, content)
        yield Posed(
            words.NOUNS[lemma],
            "noun of position",
            noun,
            top,
            content,
            owner,
            negated=denied(noun.head) and noun.dep_ == "dobj",
        )


def _with_purpose(text: str, content: tuple[int, int]) -> tuple[int, int]:
    """Return the content with what it is wanted for: , as a way to nudge X back to talks."""
    found = re.match(r", as an? (?:way|means) (?:of|to) [^,.;]+", text[content[1] :])
    return (content[0], content[1] + found.end()) if found else content


def _views(noun: Token, text: str) -> Iterator[Posed]:
    """Yield what parties see differently: different perspectives on the sequence."""
    unlike = any(c.lower_ in words.UNLIKE for c in noun.children)
    unlike = unlike or noun.lemma_ in {"difference", "disagreement"}
    verb = noun.head
    if noun.dep_ == "pobj":
        verb = verb.head
    about = next(
        (
            c
            for c in noun.children
            if c.dep_ == "prep" and c.lower_ in {"on", "about", "over", "of", "as"}
        ),
        None,
    )
    if (
        not unlike
        or verb.pos_ not in {"VERB", "AUX"}
        or verb.lemma_ not in {"have", "hold", "keep", "remain", "be", "take"}
    ):
        return
    if about is None and noun.lemma_ != "trajectory":
        return
    who = holder(verb)
    content = reach(text, subtree(noun))
    if who is not None and content is not None:
        yield Posed("obstacle", "views differ", noun, noun, content, who)


def _differently(token: Token, text: str) -> Iterator[Posed]:
    verb = token.head
    who = holder(verb)
    content = reach(text, whole(verb))
    if who is not None and content is not None and children(verb, "dobj"):
        yield Posed("obstacle", "views differ", token, verb, content, who)


def _differ(verb: Token, text: str) -> Iterator[Posed]:
    if verb.pos_ not in {"VERB", "AUX"}:
        return
    who = holder(verb)
    over = any(c.dep_ == "prep" and c.lower_ in {"on", "over", "about"} for c in subtree(verb))
    content = reach(text, whole(verb))
    if who is not None and content is not None and over:
        yield Posed("obstacle", "views differ", verb, verb, content, who)


def _what_is(be: Token, text: str) -> Iterator[Posed]:
    """Yield `what they have not offered is silence`."""
    clause = next(
        (
            c
            for c in be.children
            if c.dep_ in {"csubj", "nsubj", "ccomp"} and c.i < be.i and c.pos_ == "VERB"
        ),
        None,
    )
    thing = next((c for c in children(be, "attr", "acomp") if c.i > be.i), None)
    if clause is None or thing is None or not any(t.lower_ == "what" for t in clause.children):
        return
    kind = words.VERBS.get(clause.lemma_.lower())
    who = next(iter(children(clause, "nsubj")), None)
    content = reach(text, subtree(thing))
    if kind is not None and who is not None and content is not None:
        yield Posed(kind, "what they offer is", clause, thing, content, who, negated=denied(clause))


def _at_risk(verb: Token, text: str) -> Iterator[Posed]:
    content = reach(text, whole(verb, subject=True))
    if content is not None:
        yield Posed("obstacle", "puts at risk", verb, verb, content, spoken=True)


def by_terms(doc: Token, text: str, terms: tuple[Found, ...]) -> Iterator[Posed]:
    """Yield what stands on a condition in somebody's own words: otherwise, unless, no this no that."""
    for term in terms:
        if term.word in {"otherwise", "or else"}:
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
    yield Posed(kind, rule, term.token, span.root, content, spoken=True)  # type: ignore[arg-type]
