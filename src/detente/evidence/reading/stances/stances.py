"""stances_in: what the parties of a document demand, reject, offer or want, and on what terms.

The rules find positions in the grammar; here it is asked whose they are, who tells them, and
which terms belong to them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.evidence.reading.parsing.grammar import Token, can_speak
from detente.evidence.reading.parsing.parsed import Parsed
from detente.evidence.reading.parties.circle import Circle, Held, circle_of, speaker
from detente.evidence.reading.parties.holding import who
from detente.evidence.reading.parties.referring import collective
from detente.evidence.reading.people.scene import Scene
from detente.evidence.reading.saying.idle import silent
from detente.evidence.reading.saying.utterance import Utterance, Voice
from detente.evidence.reading.saying.verbs import PAPERS, SPEECH
from detente.evidence.reading.stances.accord import by_accord
from detente.evidence.reading.stances.clauses import by_clauses
from detente.evidence.reading.stances.hanging import (
    belongs,
    terms_of,
    with_terms,
    without_others,
    without_otherwise,
)
from detente.evidence.reading.stances.lists import LISTED, by_list, of_lead_in
from detente.evidence.reading.stances.on_terms import by_terms
from detente.evidence.reading.stances.other import by_other
from detente.evidence.reading.stances.phrases import by_nouns
from detente.evidence.reading.stances.polarity import as_told
from detente.evidence.reading.stances.posed import Posed
from detente.evidence.reading.stances.sorting import asked_once, best
from detente.evidence.reading.stances.stance import Stance
from detente.evidence.reading.stances.terms import Found, terms_in
from detente.evidence.reading.stances.verbs import by_verbs
from detente.evidence.reading.stances.words import CONFIDENCE, THINGS_DO, WILFUL

_LOADED = re.compile(
    r"\b(?:lackeys?|puppets?|stooges?|imperialis[mt]s?|gangsters?|nefarious|bourgeois\w*|comrades?|reactionary"
    r"|working people|broad masses|toiling|traitors?|so-called|aggressors?|fascists?|regime's henchmen"
    r"|in our view|we believe|let us|shameful\w*|heroic\w*)\b",
    re.IGNORECASE,
)


_EMPTY = frozenset({"it", "this", "that", "them", "so", "him", "her", "nothing", "anything"})


_WORN = 0.85  # the confidence of what a pronoun had to be read for


_QUOTE_MARKS = '\u201c\u201d"\u00ab\u00bb\u201e'


def stances_in(
    scene: Scene, utterances: Sequence[Utterance], *, circle: Circle | None = None
) -> tuple[Stance, ...]:
    """Return the stances of a document, in the order they stand in it.

    Parameters
    ----------
    circle : who is in the document, if that was found before.
    """
    circle = circle or circle_of(scene, utterances)
    found: list[Stance] = []
    for paragraph in scene.parsed:
        if paragraph.kind == "body":
            found += _in_paragraph(circle, paragraph)
    return asked_once(sorted(found, key=lambda one: (one.content.start, one.content.end, one.kind)))


def _in_paragraph(circle: Circle, paragraph: Parsed) -> list[Stance]:
    doc, text = paragraph.doc, paragraph.text
    terms = terms_in(doc, text)
    posed = [
        *by_verbs(doc, text),
        *by_clauses(doc, text),
        *by_nouns(doc, text),
        *by_terms(doc, text, terms),
        *by_accord(doc, text),
        *by_list(doc, text),
    ]
    posed += by_other(doc, text, posed)
    posed = [told for p in posed if (told := as_told(p)) is not None]
    named = [one for p in posed if (one := _stance(circle, paragraph, p, terms)) is not None]
    return [without_others(one, named) for one in best(named)]


def _stance(
    circle: Circle, paragraph: Parsed, posed: Posed, terms: Sequence[Found]
) -> Stance | None:
    if posed.cue.sent.text.rstrip(_QUOTE_MARKS + " ").endswith("?"):
        return None  # whoever asks holds nothing
    start, end = with_terms(paragraph, without_otherwise(paragraph, posed), terms)
    start, end = _in_its_words(circle, paragraph, posed, start, end)
    words = paragraph.text[start:end].lower()
    if words in _EMPTY or silent(words) or not any(c.isalpha() for c in words):
        return None  # rejected it: the words do not tell what
    if " " not in words and posed.cue.dep_ == "relcl":
        return None  # the things she wants to accomplish
    span = paragraph.span(start, end)
    told_in = circle.around(paragraph.offset + posed.cue.idx)
    loaded = told_in is None and _LOADED.search(posed.cue.sent.text) is not None
    outlet = told_in is not None and circle.utterances[told_in].voice == "gloss"
    held = _holder(circle, paragraph, posed, told_in)
    if held is None or loaded:
        return None  # what the outlet itself wants is no party's position
    nobody = next((n for n in held.names if collective(n)), "")
    if nobody:
        held = Held((), held.why, held.question or f"Who is '{nobody}'?", False)
    if outlet:
        held = Held((), "the outlet's own words")
    confidence = (
        CONFIDENCE[posed.rule] * (1 if held.names else 0.6) * (_WORN if "'" in held.why else 1)
    )
    voice: Voice = "gloss" if outlet else "report"
    about: tuple[str, ...] = ()
    if told_in is not None and not outlet:
        utterance = circle.utterances[told_in]
        own = speaker(circle, told_in).names
        voice = utterance.voice if set(held.names) & set(own) or not own else "report"
        if held.names and not set(held.names) & set(own):
            about = held.names
        if utterance.voice == "observer":
            voice = "observer"
    addressee = _addressee(circle, paragraph, posed, told_in, held)
    where = _words_of(circle, told_in)
    reason = f"{posed.rule} ('{posed.cue.text}')" + (f"; {held.why}" if held.why else "") + where
    mine = [t for t in terms if belongs(t, posed, start, end, paragraph)]
    return Stance(
        kind=posed.kind,
        holders=held.names,
        content=span,
        rule=posed.rule,
        reason=reason,
        confidence=round(confidence, 2),
        block=paragraph.block,
        addressee=addressee,
        about=about,
        conditions=terms_of(paragraph, mine, "conditions"),
        order=terms_of(paragraph, mine, "order"),
        exchange=terms_of(paragraph, mine, "exchange"),
        modality=posed.modality,
        negated=posed.negated,
        voice=voice,
        utterance=told_in,
        questions=tuple(filter(None, (held.question, posed.question))),
    )


def _in_its_words(
    circle: Circle, paragraph: Parsed, posed: Posed, start: int, end: int
) -> tuple[int, int]:
    """Return a content that ends with the quotation it stands in, where a parse ran over its mark."""
    told_in = circle.around(paragraph.offset + posed.cue.idx)
    one = circle.utterances[told_in] if told_in is not None else None
    if one is None or one.form != "direct":
        return start, end
    places = [(s.start - paragraph.offset, s.end - paragraph.offset) for s in one.content]
    for first, last in places:
        if first <= start < last < end and not any(a < end <= b for a, b in places):
            kept = paragraph.text[start:last].rstrip("\u201d\"\u2019',.;:!? ")
            return start, start + len(kept) if kept else end
    return start, end


def _words_of(circle: Circle, told_in: int | None) -> str:
    if told_in is None:
        return ""
    one = circle.utterances[told_in]
    return f"; told by {one.speaker}" if one.speaker else "; told by somebody not named"


def _holder(circle: Circle, paragraph: Parsed, posed: Posed, told_in: int | None) -> Held | None:
    """Return whose stance it is; None where it is nobody's."""
    if posed.rule == LISTED:
        return of_lead_in(circle, paragraph)
    if posed.spoken and posed.holder is None:
        teller = _teller(posed)
        if teller is not None:
            return who(circle, paragraph, teller, told_in, somebody=True)
        if told_in is None:
            return None
        one = circle.utterances[told_in]
        if one.voice == "observer" and not one.parties:
            # what onlookers think necessary is nobody's position, but a warning is theirs
            return speaker(circle, told_in) if posed.rule == "puts at risk" else None
        if posed.rule in {"unless, in own words", "if, in own words"} and (
            one.voice != "own words" or not one.speaker or _of_others(posed)
        ):
            return None
        return speaker(circle, told_in)
    held = who(
        circle, paragraph, posed.holder, told_in, somebody=posed.cue.lemma_.lower() in WILFUL
    )
    if not held.names and not held.question:
        return None
    if posed.rule == "said it would":
        own = speaker(circle, told_in).names
        if not set(held.names) & set(own):
            return None  # experts said it would add a cost: it is no party's will
    return _own_will(posed, held)


def _teller(posed: Posed) -> Token | None:
    """Return who says it, inside what another tells: the movement says that trucks must."""
    one = posed.top
    for _ in range(6):
        above = one.head
        if above == one:
            return None
        if one.dep_ == "ccomp" and above.lemma_.lower() in SPEECH and above.i < one.i:
            return next((c for c in above.children if c.dep_ == "nsubj"), None)
        if above.pos_ not in {"VERB", "AUX", "ADJ"}:
            return None
        one = above
    return None


def _of_others(posed: Posed) -> bool:
    """Tell whether a main clause speaks of what others would do."""
    subject = next((c for c in posed.top.children if c.dep_ == "nsubj"), None)
    return subject is not None and subject.lower_ in {"they", "he", "she", "you", "it"}


def _own_will(posed: Posed, held: Held) -> Held | None:
    """Return whose will it is; what nobody, or anything at all, may do is no stance."""
    lemma = posed.cue.lemma_.lower()
    if not held.known and lemma in THINGS_DO and posed.rule == "verb of position":
        that = lemma == "agree" and posed.top.dep_ == "ccomp"
        paper = posed.holder.lemma_.lower() in PAPERS
        if that or paper or not can_speak(posed.holder):
            return None
    if posed.rule not in {"will not", "may or might", "would on a condition"}:
        return held
    if not held.known and not can_speak(posed.holder):
        return None  # a car would cost, an advertisement may start
    if posed.holder.lemma_.lower() in {"nobody", "one", "anyone", "someone", "none", "who"}:
        return None
    return held


def _addressee(
    circle: Circle, paragraph: Parsed, posed: Posed, told_in: int | None, held: Held
) -> str:
    token = posed.addressee
    if token is None:
        return ""
    if posed.pronoun_is is not None and token.pos_ == "PRON":
        token = posed.pronoun_is
        told_in = None
    asked = who(circle, paragraph, token, told_in)
    if not asked.known and posed.rule in {"must", "verb of position"}:
        return ""
    names = tuple(n for n in asked.names if n not in held.names)
    if not names and asked.names and token.pos_ == "PRON":
        # what it asks of itself, it asks of the other
        others = tuple(p for p in circle.parties if p not in held.names)
        names = others if len(others) == 1 else ()
    return ", ".join(names)
