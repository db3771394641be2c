"""Small questions to a parsed sentence: who does it, which words belong together, is it denied.

The parse is spaCy's; a stretch is a pair of character places in the paragraph.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from detente.evidence.reading.people.offices import is_office
from detente.evidence.reading.saying.verbs import NOBODY, PAPERS, PEOPLE, SPEECH

Stretch = tuple[int, int]
Token = Any  # spaCy comes without types

# behind these stands who is spoken to: told lawmakers
TO_SOMEBODY = frozenset({"tell", "ask", "inform", "assure", "remind", "warn", "urge"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
_EDGES = frozenset(" \t\n\r\u00a0,;:.\u2013\u2014\u2015-")


def children(token: Token, *names: str) -> list[Token]:
    """Return the direct dependents of a token in any of these roles."""
    return [child for child in token.children if child.dep_ in names]


def passive(verb: Token) -> bool:
    """Tell whether a verb is in the passive: was told, was described."""
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    # when asked about it; a paper issued by: a participle without `have`
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in {"advcl", "acl", "relcl"}
        and not any(child.dep_ in {"aux", "nsubj"} for child in verb.children)
    )


def infinitive(verb: Token) -> bool:
    """Tell whether a verb stands with `to`: what might be said, or is wanted, and was not."""
    return verb.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def supposed(verb: Token) -> bool:
    """Tell whether a verb stands under a condition: if they agree, should they agree."""
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark"}
    if marks & {"if", "unless", "lest"}:
        return True
    first = min(verb.children, key=lambda c: int(c.i), default=None)
    return (
        first is not None
        and first.dep_ == "aux"
        and first.lower_ in {"should", "had", "were"}
        and (verb.dep_ == "advcl")
    )


def negated(verb: Token) -> bool:
    """Tell whether a verb is denied: did not say, never said."""
    return any(child.dep_ == "neg" or child.lower_ == "never" for child in verb.children)


def holder(verb: Token, depth: int = 0) -> Token | None:
    """Return the token of whoever does what the verb says, or None.

    A verb without a subject of its own has that of the verb it is joined to; a participle
    behind a noun has that noun; in the passive it is whoever stands behind `by`.
    """
    if depth > 8:
        return None
    if passive(verb):
        agent = next((a for a in children(verb, "agent")), None)
        return next(iter(children(agent, "pobj")), None) if agent is not None else None
    own = [child for child in children(verb, "nsubj", "csubj") if child.dep_ == "nsubj"]
    if own:
        subject = own[-1] if own[-1].i < verb.i else own[0]
        if subject.lower_ in RELATIVES and verb.dep_ == "relcl":
            return verb.head
        return None if subject.lower_ in {"it", "there"} and _dummy(verb) else subject
    above = verb.head
    if above == verb:
        return _inverted(verb)
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.lemma_ in SPEECH:
        # X said Y would wait, adding that: the one who adds is X
        up = above
        while up.dep_ in {"ccomp", "conj"} and up.head != up:
            up = up.head
            if up.lemma_ in SPEECH and up.i < verb.i:
                return holder(up, depth + 1)
    match verb.dep_:
        case "conj" | "xcomp" | "advcl" | "ccomp" | "dep" | "parataxis":
            return _inverted(verb) or (holder(above, depth + 1) if _can_act(above) else None)
        case "pcomp" | "prep":
            up = above
            while up.dep_ in {"prep", "pcomp"} and up.head != up:
                up = up.head
            return holder(up, depth + 1) if _can_act(up) else None
        case "acl":
            return above
        case "relcl":
            return above
    return None


def _can_act(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"}


def _dummy(verb: Token) -> bool:
    """Tell whether `it` is nobody: it seems, it turned out that."""
    return verb.lemma_ in {"seem", "appear", "turn", "happen"}


def _inverted(verb: Token) -> Token | None:
    """Return a subject that stands behind its verb and was read as its object: said Moon."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.lemma_ in TO_SOMEBODY:
        return None
    if verb.i and verb.nbor(-1).dep_ == "cc":
        return None  # greeted both and offered help: help offers nothing
    for child in children(verb, "dobj", "attr", "npadvmod", "appos", "dep", "oprd"):
        if (
            child.i > verb.i
            and child.pos_ in {"PROPN", "PRON", "NOUN"}
            and child.ent_type_
            not in {
                "DATE",
                "TIME",
            }
        ):
            between = verb.doc[verb.i + 1 : child.left_edge.i]
            if not any(token.is_punct for token in between):
                return child
    return None


def can_speak(token: Token) -> bool:
    """Tell whether a noun is one of those who say or want things: no bulldozer is."""
    if token.lower_ in NOBODY:
        return False
    if token.pos_ in {"PROPN", "PRON"} or token.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}:
        return True
    return (
        is_office(token.text)
        or token.lemma_.lower() in PEOPLE | PAPERS
        or token.tag_ in {"CD", "JJ", "JJS", "DT", "VBN"}
    )


def subtree(token: Token, keep: Callable[[Token], bool] | None = None) -> list[Token]:
    """Return a token and what hangs below it, branches left out where `keep` refuses their top."""
    found: list[Token] = []
    stack = [token]
    while stack:
        one = stack.pop()
        found.append(one)
        stack += [child for child in one.children if keep is None or keep(child)]
    return sorted(found, key=lambda one: int(one.i))


def between(doc: Token, start: int, end: int) -> Iterator[Token]:
    """Yield the tokens that begin between two places of a paragraph, without a look at the rest."""
    first = bisect_left(range(len(doc)), start, key=lambda i: int(doc[i].idx))
    for i in range(first, len(doc)):
        token = doc[i]
        if token.idx >= end:
            return
        yield token


def runs(tokens: Iterable[Token]) -> list[Stretch]:
    """Return the stretches that tokens in order cover, joined where nothing stands between."""
    found: list[Stretch] = []
    last = -2
    for token in tokens:
        if token.is_space:
            last = token.i if last == token.i - 1 else last
            continue
        start, end = token.idx, token.idx + len(token.text)
        if token.i == last + 1 and found:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        last = token.i
    return found


def trimmed(text: str, stretch: Stretch) -> Stretch | None:
    """Return a stretch without the spaces, commas and stops at its ends; None if empty."""
    start, end = stretch
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        if text[end - 1] == "." and end - start > 2 and text[end - 3] in ". (":
            break  # the stop of U.S. is part of the word
        end -= 1
    return (start, end) if start < end else None


def beside(holder: Token) -> list[Token]:
    """Return the other subject of a verb, where a parser tore `A and his colleague B` apart."""
    if holder.dep_ != "nsubj":
        return []
    return [c for c in children(holder.head, "nsubj") if c.i < holder.i and c.n_rights]


def name_of(holder: Token, besides: Iterable[Token] = ()) -> list[Token]:
    """Return the tokens of the phrase around a holder, without clauses that `besides` is in."""
    taken = {token.i for token in besides}

    def keep(child: Token) -> bool:
        if child.dep_ in {"relcl", "acl", "advcl", "ccomp", "conj", "parataxis", "dep"} and (
            child.left_edge.i <= max(taken, default=-1) <= child.right_edge.i
            or (child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"})
        ):
            return False
        return child.i not in taken and not (child.dep_ == "punct" and child.is_quote)

    tokens = subtree(holder, keep)
    # only the stretch that holds the head itself: the rest was cut off by what was left out
    first = last = tokens.index(holder)
    while first > 0 and tokens[first - 1].i == tokens[first].i - 1:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].i == tokens[last].i + 1:
        last += 1
    kept = tokens[first : last + 1]
    for other in beside(holder):
        if kept and other.right_edge.i == kept[0].i - 1:
            kept = subtree(other, keep) + kept
    while kept and kept[-1] != holder and (kept[-1].is_punct or kept[-1].is_space):
        if kept[-1].text in {")", "]"}:
            break
        kept.pop()
    while kept and kept[0] != holder and (kept[0].is_punct or kept[0].is_space):
        kept.pop(0)
    return kept
