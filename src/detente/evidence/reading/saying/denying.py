"""Words that turn round what they bring in: denied that, refused to, had no plans to, no longer.

`denial` gives the words of denial at a verb or a noun of saying, `not_so` tells whether a verb is
denied, and `disowned` whether what a clause tells is only told as untrue, doubtful or claimed.
"""

from __future__ import annotations

from typing import Literal

from detente.evidence.reading.parsing.grammar import Token, children, passive
from detente.evidence.reading.parsing.word_lists import listed
from detente.evidence.reading.saying.verbs import PRIVATE

ASSERTED = "Somebody else claims it: is it so?"

Doubt = Literal["", "denied", "doubted", "claimed"]

# what follows is not held to be so
DENIES = listed("deny dispute refute rebut dismiss disavow repudiate contradict")
DOUBTS = listed("doubt question")
# what follows is not to be, or is found bad
AGAINST = (
    DENIES
    | DOUBTS
    | listed(
        "refuse reject decline oppose renounce challenge resist forbid veto spurn rebuff disown"
        " object disagree"
    )
)
# what follows is found bad: without its verb it would read as if it were wanted
BLAMES = listed(
    "condemn denounce criticize criticise slam blast decry deplore mock ridicule deride lambaste"
    " lambast assail castigate excoriate protest lament regret bemoan accuse blame"
)
ACCUSES = listed("accuse suspect blame charge criticise criticize condemn")
# what was said or wanted before is so no more
GIVES_UP = listed("stop drop cease quit abandon retract rescind withdraw relinquish scrap shelve")
AVOIDS = listed("avoid refrain stop cease quit refuse decline deny forget")
_SMALL = {("rule", "out"), ("turn", "down")}
_NOUNS = listed("denial refusal opposition rejection objection doubt criticism")
ASSERTIONS = listed(
    "claim allegation accusation report rumour rumor suggestion assertion charge notion insinuation"
    " speculation"
)
_THINKS = listed("believe think expect say claim suppose accept agree know confirm")
_FALSE = listed("false untrue baseless wrong unfounded incorrect lie fiction nonsense fabrication")
_SCARCELY = listed("never hardly scarcely barely seldom rarely neither nor")
_NO_WAY = listed(
    "way mean means circumstance circumstances condition conditions account case event"
)
_NOBODY = listed("neither nobody none nothing")


def not_so(word: Token) -> bool:
    """Tell whether a word is denied: not, never, no longer, hardly, in no way, neither side."""
    for child in word.children:
        if child.dep_ == "neg" or child.lower_ in _SCARCELY:
            return True
        if child.lower_ in {"longer", "more"} and child.i and child.nbor(-1).lower_ == "no":
            return True
        things = children(child, "pobj") if child.dep_ == "prep" else []
        if any(t.lower_ in _NO_WAY and _none(t) for t in things):
            return True
        nobody = child.lower_ in _NOBODY or (child.lower_ == "one" and _none(child)) or _none(child)
        if child.dep_ in {"nsubj", "nsubjpass"} and nobody:
            return True
    return False


def denial(word: Token) -> list[Token]:
    """Return the words of denial at a verb or a noun of saying, the word itself included."""
    return _at_noun(word) if word.pos_ == "NOUN" else _at_verb(word)


def disowned(word: Token) -> Doubt:
    """Return how what a clause tells is told not to be so: denied, doubted, or merely claimed."""
    one = word
    for _ in range(8):
        above = one.head
        if above == one or one.dep_ in {"relcl", "advcl", "parataxis"}:
            return ""
        if one.dep_ in {"ccomp", "xcomp", "pcomp", "acl"}:
            found = _of_noun(above) if above.pos_ == "NOUN" else _of_verb(one, above)
            if found:
                return found
        one = above
    return ""


def accused(word: Token) -> Token | None:
    """Return who is accused of what a verb tells: accused X of refusing to talk."""
    small = word.head
    if word.dep_ != "pcomp" or small.lower_ not in {"of", "for", "with"}:
        return None
    verb = small.head
    if verb.lemma_.lower() not in ACCUSES:
        return None
    return next(iter(children(verb, "dobj", "nsubjpass")), None)


def blames(word: Token) -> bool:
    """Tell whether a verb only finds bad what it brings in; it is not denied."""
    return word.lemma_.lower() in BLAMES and not not_so(word)


def withheld(verb: Token) -> bool:
    """Tell whether a denied verb tells of nothing said: did not offer, cannot accept, neither side.

    It may be a stance.  What somebody does not want or think is a wish or a thought all the same.
    """
    lemma = verb.lemma_.lower()
    if lemma not in PRIVATE - AGAINST or any(c.tag_ == "MD" for c in children(verb, "aux")):
        return True
    subjects = children(verb, "nsubj", "nsubjpass")
    return any(who.lower_ in _NOBODY or _none(who) for who in subjects)


def given_up(word: Token) -> bool:
    """Tell whether it was so and is so no more: stopped demanding, dropped its demand."""
    above = word.head
    if word.pos_ == "NOUN":
        return word.dep_ == "dobj" and _drops(above) and not _of_another(word)
    if word.dep_ == "pcomp":
        above = above.head
    stops = above.lemma_.lower() in AVOIDS - {"deny", "refuse", "decline"} or _short_of(word)
    return word.dep_ in {"xcomp", "pcomp"} and word.tag_ == "VBG" and stops and not not_so(above)


def unreal(word: Token) -> bool:
    """Tell whether a verb tells what would have been, and so was not: they would have signed."""
    verb = word if word.pos_ in {"VERB", "AUX"} else word.head
    helpers = [c for c in verb.children if c.dep_ == "aux"]
    had = any(c.lower_ in {"have", "'ve", "\u2019ve"} for c in helpers) and verb.tag_ == "VBN"
    return had and any(c.lower_ in {"would", "could", "might", "'d", "\u2019d"} for c in helpers)


def _drops(verb: Token) -> bool:
    """Tell whether a verb gives up what it acts on: dropped, gave up, and not `has not dropped`."""
    up = verb.lemma_ == "give" and any(c.lower_ == "up" for c in verb.children)
    return (up or verb.lemma_.lower() in GIVES_UP) and not not_so(verb)


def _of_another(noun: Token) -> bool:
    """Tell whether a demand is that of somebody named beside it: rejected Peru's demand."""
    return any(owner.pos_ != "PRON" for owner in children(noun, "poss"))


def _short_of(word: Token) -> bool:
    """Tell whether it is told that somebody stopped short of it."""
    small = word.head
    return bool(word.dep_ == "pcomp" and small.lower_ == "of" and small.head.lower_ == "short")


def _none(word: Token) -> bool:
    return any(c.lower_ in {"no", "neither"} and c.dep_ in {"det", "neg"} for c in word.children)


def _of_verb(clause: Token, verb: Token) -> Doubt:
    """Return how a verb tells its clause: denied that, doubts that, does not believe that."""
    if verb.dep_ == "prep":
        verb = verb.head
    lemma = verb.lemma_.lower()
    if lemma in DENIES:
        return "doubted" if not_so(verb) else "denied"
    if lemma in DOUBTS and clause.dep_ == "ccomp":
        return "doubted"
    if clause.dep_ == "ccomp" and clause.i > verb.i and lemma in _THINKS and not_so(verb):
        return "doubted"
    return ""


def _of_noun(noun: Token) -> Doubt:
    """Return how a noun tells its clause: denied a report that, a claim that is false."""
    if noun.lemma_.lower() not in ASSERTIONS:
        return ""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.dep_ in {"dobj", "pobj"} and verb.lemma_.lower() in DENIES | {"reject"}:
        return "doubted" if not_so(verb) else "denied"
    said_of = children(noun.head, "acomp", "attr", "oprd")
    if noun.dep_ == "nsubj" and any(t.lemma_.lower() in _FALSE for t in said_of):
        return "doubted" if not_so(noun.head) else "denied"
    return "" if noun.lemma_.lower() == "report" else "claimed"


def _at_verb(verb: Token) -> list[Token]:
    lemma = verb.lemma_.lower()
    small = next((c for c in verb.children if (lemma, c.lower_) in _SMALL), None)
    against = [c for c in children(verb, "prep") if c.lower_ == "against" and c.i > verb.i]
    if not_so(verb):
        return _group(verb)
    if lemma in AGAINST | BLAMES or small is not None or against:
        return _group(verb) if passive(verb) else [verb]
    one = verb
    for _ in range(3):
        above = one.head.head if one.dep_ == "pcomp" else one.head
        if above == one or one.dep_ not in {"xcomp", "pcomp"} or above.pos_ not in {"VERB", "AUX"}:
            return []
        if above.lemma_.lower() in AVOIDS or not_so(above) or _short_of(one):
            return [*_group(above), verb]
        one = above
    return []


def _at_noun(noun: Token) -> list[Token]:
    verb = noun.head
    if noun.lemma_.lower() in _NOUNS:
        return [noun]
    if noun.dep_ != "dobj" or verb.pos_ not in {"VERB", "AUX"} or _of_another(noun):
        return []
    never_made = not children(noun, "poss") and (_none(noun) or not_so(verb))
    return [*_group(verb), noun] if never_made or _drops(verb) else []


def _group(verb: Token) -> list[Token]:
    """Return a verb with the small words before it, and with a subject that is nobody."""
    before = [c for c in verb.children if c.i < verb.i and c.dep_ in {"aux", "auxpass", "neg"}]
    before += [c for c in verb.children if c.i < verb.i and c.lower_ in _SCARCELY]
    for who in children(verb, "nsubj", "nsubjpass"):
        if who.i < verb.i and (who.lower_ in _NOBODY or _none(who)):
            before += [*(c for c in who.children if c.i < who.i and c.dep_ == "det"), who]
    return sorted({*before, verb}, key=lambda t: int(t.i))
