"""Whose stance it is, who took part: from a word in a sentence to parties and persons by name.

A person stands for the party spoken for; `we` is whoever speaks, `his government` that of whom
`he` means.  What cannot be known is asked, never guessed.
"""

from __future__ import annotations

from detente.evidence.reading.parsing.grammar import Token
from detente.evidence.reading.parsing.parsed import Parsed
from detente.evidence.reading.parties import referring
from detente.evidence.reading.parties.circle import Circle, Held, speaker
from detente.evidence.reading.parties.outright import OWN, outright, phrase

_FIRST = frozenset({"i", "we", "us", "me", "our", "my", "ours", "ourselves", "myself"})
_RELATIVE = frozenset({"who", "which", "that", "what", "whoever", "this", "these", "those"})
_SECOND = frozenset({"you", "your"})


def who(
    circle: Circle,
    paragraph: Parsed,
    token: Token | None,
    utterance: int | None,
    *,
    somebody: bool = False,
) -> Held:
    """Return whom a token stands for, with those joined to it by `and`.

    Parameters
    ----------
    utterance : the number of the utterance that the word stands in, if it stands in one.
    somebody : whatever the word is, it acts: it wants, it refuses.
    """
    if token is None:
        return Held()
    found = Held()
    for one in joined(token):
        held = _one(circle, paragraph, one, utterance, somebody=somebody)
        if one.head.dep_ != "appos" or held.known:
            found = found + held
    return found


def joined(token: Token) -> list[Token]:
    """Return a token with those joined to it, also where the name beside it is what is joined."""
    near = [token, *(c for c in token.children if c.dep_ == "appos")]
    found = [token]
    for one in near:
        found += [
            t
            for t in one.conjuncts
            if t.i > one.i and t.pos_ not in {"VERB", "AUX"} and t not in found
        ]
    return found


def _one(
    circle: Circle, paragraph: Parsed, token: Token, utterance: int | None, *, somebody: bool
) -> Held:
    word = token.lower_
    if token.text == "US":
        return outright(circle, paragraph, token)
    if word in _RELATIVE:
        return Held()
    if word in _FIRST:
        return speaker(circle, utterance)
    if word in _SECOND:
        return _spoken_to(circle, utterance)
    if word in referring.PERSONAL:
        return referring.personal(circle, paragraph, token, utterance)
    if word in {"latter", "former"} and token.pos_ != "ADV" and token.dep_ != "amod":
        return referring.one_of_two(circle, paragraph, token)
    if word in referring.SINGULAR:
        return referring.it(circle, paragraph, token, utterance)
    words = phrase(token)
    if word in referring.PLURAL or words.endswith("Koreas") or referring.collective(words):
        return referring.several(circle, paragraph, token, words, utterance)
    owner = next((c for c in token.children if c.dep_ == "poss" and c.tag_ == "PRP$"), None)
    if owner is not None and token.lemma_.lower() in OWN:
        # his government, our aircraft: theirs
        theirs = _one(circle, paragraph, owner, utterance, somebody=False)
        return Held(theirs.names, f"'{words}' is theirs", theirs.question, theirs.known)
    if word in {"president", "premier", "minister", "government"} and utterance is not None:
        office = circle.utterances[utterance].office.lower()
        if "spokes" in office:
            return speaker(circle, utterance)
    return outright(circle, paragraph, token, somebody=somebody)


def _spoken_to(circle: Circle, utterance: int | None) -> Held:
    if utterance is None or not circle.utterances[utterance].addressee:
        return Held()
    return Held((circle.utterances[utterance].addressee,), "whoever is spoken to")
