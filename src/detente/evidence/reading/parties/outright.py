"""Who is named outright: a person, a state, a government, a party of the document's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.evidence.reading.parsing.grammar import Token, can_speak, children, name_of
from detente.evidence.reading.parsing.parsed import Parsed
from detente.evidence.reading.parties.circle import Circle, Held, mention_at, of_person
from detente.evidence.reading.parties.states import Place
from detente.evidence.reading.people.offices import is_office

OWN = frozenset(
    [
        "government",
        "side",
        "delegation",
        "cabinet",
        "country",
        "administration",
        "ministry",
        "regime",
        "capital",
        "state",
        "nation",
        "party",
        "people",
        "team",
        "army",
        "military",
        "fleet",
        "navy",
        "force",
        "guard",
        "parliament",
        "office",
        "official",
        "authority",
        "leadership",
        "negotiator",
        "envoy",
        "minister",
        "embassy",
        "troop",
        "soldier",
        "patrol",
        "aircraft",
        "warship",
        "ship",
        "leader",
        "admiral",
        "spokesman",
        "spokeswoman",
        "president",
        "premier",
        "republic",
    ]
)
LONG = 8  # words; what is longer is no name
_WHOSE = frozenset(
    ["government", "side", "country", "delegation", "president", "premier", "regime", "cabinet"]
)
_ARTICLE = re.compile(
    r"^(?:the|a|an|its|his|her|their|our|this|that|these|those|some|any|many|several|most)\s+",
    re.IGNORECASE,
)
_ANYBODY = frozenset(
    [
        *("each", "one", "all", "some", "others", "anyone", "anybody", "everyone", "everybody"),
        *("nobody", "everything", "nothing"),
        *("people", "somebody", "someone", "many", "most", "few", "majority", "study", "studies"),
    ]
)
_JOINS = re.compile(r"\s*(?:,|,?\s+and|[-\u2010-\u2013/])\s*(?:the\s+)?")
_MODIFIERS = frozenset({"compound", "amod", "poss", "nmod"})


def phrase(token: Token) -> str:
    """Return the words that name somebody, without what only explains the name."""
    tokens = [t for t in name_of(token) if not _explains(t, token) and not t.is_space]
    while len(tokens) > 1 and tokens[-1].is_punct:
        tokens.pop()
    if tokens[-1].i - tokens[0].i + 1 == len(tokens):
        return " ".join(str(token.doc[tokens[0].i : tokens[-1].i + 1].text).split())
    return " ".join(t.text for t in tokens)


def _explains(one: Token, head: Token) -> bool:
    while one not in (head, one.head):
        if one.dep_ in {"relcl", "acl", "appos", "advcl", "conj", "cc"}:
            return True
        one = one.head
    return False


def outright(circle: Circle, paragraph: Parsed, token: Token, *, somebody: bool = False) -> Held:
    """Return whom a noun names; nobody, without a question, if it names none that acts.

    Parameters
    ----------
    somebody : it is told that it wants or refuses, so it is somebody, whatever it is.
    """
    scene = circle.scene
    start = paragraph.offset + token.left_edge.idx
    place = paragraph.offset + token.idx
    end = place + len(token.text)
    mention = mention_at(circle, paragraph, token)
    if mention is not None:
        return of_person(circle, mention)
    own = scene.states(place, end)
    if own:
        return Held((scene.party(own[-1].code),), "the state is named")
    if found := coined_at(circle, token):
        return Held((found,), "the party is named")
    if token.lemma_.lower() in OWN or is_office(token.lemma_.lower()):
        return _owned(circle, paragraph, token)
    states = [s for s in scene.states(start, end) if s.end <= place]
    if token.pos_ == "PROPN" and states and token.dep_ != "compound":
        return Held((scene.party(states[-1].code),), "the state stands before it")
    if not somebody and not can_speak(token):
        return Held()
    return _by_words(circle, token)


def _by_words(circle: Circle, token: Token) -> Held:
    name = _ARTICLE.sub("", phrase(token)).strip(" ,'\"\u201c\u201d")
    if not name or len(name.split()) > LONG or token.lower_ in _ANYBODY:
        return Held()
    if any(c.dep_ == "det" and c.lower_ == "no" for c in token.children):
        return Held()  # no sane person wants it: nobody does
    if token.pos_ != "PROPN" and not can_speak(token):
        return Held((), "", f"Who is '{name}'?", False)  # a problem wants nothing
    return Held((circle.named(name),), "named by these words", "", False)


def coined_at(circle: Circle, token: Token) -> str:
    """Return the party no table knows that a token is, or whose people or fleet it is."""
    near = [c for c in token.children if c.dep_ in _MODIFIERS]
    for one in (token, *near):
        if one is not token and token.lemma_.lower() not in OWN:
            continue
        if one.text in circle.coined and one.text[0].isupper():
            return circle.coined[one.text]
    if token.text[0].isupper() or token.tag_ in {"NNS", "NNPS"}:
        for name, called in circle.coined.items():
            if " " in name and name.split()[-1].lower() == token.lower_:
                return called
    for called in circle.coined.values():
        if (
            " " in called
            and called.split()[-1].lower() == token.lower_
            and token.i
            and token.nbor(-1).lower_ == "the"
        ):
            return called
    return ""


def _side_by_side(text: str, states: Sequence[Place]) -> list[Place]:
    """Return the last state, with those joined to it: the Peruvian and Chilean governments."""
    found = [states[-1]]
    for one in reversed(states[:-1]):
        if not _JOINS.fullmatch(text[one.end : found[0].start]):
            break
        found.insert(0, one)
    return found


def _owned(circle: Circle, paragraph: Parsed, token: Token) -> Held:
    """Return the party of `the Seoul side`, `the government of Tarrow`, `the president`."""
    scene = circle.scene
    words = phrase(token)
    first, last = token.left_edge.idx, token.idx + len(token.text)
    states = scene.states(paragraph.offset + first, paragraph.offset + last)
    if states:
        joined = _side_by_side(scene.document.text, states)
        return Held(
            tuple(dict.fromkeys(scene.party(s.code) for s in joined)), f"'{words}' names the state"
        )
    of = [
        p
        for c in token.children
        if c.dep_ == "prep" and c.lower_ in {"of", "from"}
        for d in (c, *c.conjuncts)
        for p in children(d, "pobj")
    ]
    owner = Held()
    for one in of:
        for each in (one, *(t for t in one.conjuncts if t.i > one.i)):
            owner = owner + outright(circle, paragraph, each)
    if owner.names and owner.known:
        return Held(owner.names, f"'{words}' is theirs")
    for child in token.children:
        if child.dep_ == "poss" and child.pos_ in {"PROPN", "NOUN"}:
            theirs = outright(circle, paragraph, child)
            if theirs.names:
                return Held(theirs.names, f"'{words}' is theirs", theirs.question, theirs.known)
        named = coined_at(circle, child) if child.pos_ == "PROPN" else ""
        if named:
            return Held((named,), f"'{words}' names the party")
    holders = {
        person.name
        for person in scene.persons
        for mention in person.mentions
        if mention.office
        and re.search(rf"\b{re.escape(token.lemma_)}\b", mention.office.words, re.IGNORECASE)
    }
    if len(holders) == 1:
        name = holders.pop()
        return Held(circle.parties_of.get(name, (name,)), f"'{words}' is {name}")
    bare = _ARTICLE.sub("", words).strip()
    if token.lemma_.lower() in _WHOSE and len(bare.split()) == 1:
        return Held((), "", f"Whose is '{words}'?", False)
    return Held((circle.named(bare),), "named by these words", "", False)
