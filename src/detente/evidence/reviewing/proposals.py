"""A proposal: something read in a document that a person accepts, mends or rejects.

Proposals are made from readings as `read --json` writes them, and from the text these count
their characters in.  What a proposal is called depends only on the text, on its role in it and
on its words, so that another run, or another version of the reader, calls it the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from detente.evidence.readings import DocumentRead
from detente.evidence.reviewing.words import after, before, tidy
from detente.language.syntax import flat

Kind = Literal["utterance", "stance", "event", "gloss"]
Status = Literal["new", "accepted", "edited", "rejected"]

NO_PARTY = "no party known"
GAP = " [...] "
LEAD = len("that ")
_TERMS = ("conditions", "order", "exchange")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words of a document, what they are read as, and how sure the reader is of it.

    `what` names the stance or the event; `words` are exact but for white space, with `[...]`
    where the document says something else in between, and `place` tells the characters of each
    piece; `terms` are words on which a stance hangs.
    `parties` are those the speaker speaks for, `holders` those whose stance it is, or who take
    part in an event.  `date` is when it was said, `when` an event takes place.
    """

    id: str
    kind: Kind
    what: str
    file: str
    text_sha256: str
    words: str
    place: tuple[tuple[int, int], ...]
    before: str
    after: str
    form: str
    parties: tuple[str, ...]
    holders: tuple[str, ...]
    speaker: str
    office: str
    about: tuple[str, ...]
    addressee: str
    voice: str
    date: str
    when: str
    terms: tuple[str, ...]
    confidence: float
    rule: str
    reason: str
    questions: tuple[str, ...]

    @property
    def role(self) -> str:
        """What the words are read as: `stance demand`."""
        return f"{self.kind} {self.what}".strip()

    @property
    def party(self) -> str:
        """The party it is listed under."""
        return ", ".join(self.holders or self.parties or self.about) or NO_PARTY

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.place[0][0]

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.place[-1][1]

    def row(self) -> dict[str, object]:
        """Return the proposal as one row of a table."""
        return {
            "id": self.id,
            "party": self.party,
            "what": self.what or self.kind,
            "words": self.words,
            "speaker": self.speaker,
            "voice": self.voice,
            "date": self.date or self.when,
            "confidence": self.confidence,
            "questions": list(self.questions),
            "file": self.file,
        }


def proposals_in(document: DocumentRead, *, glosses: bool = False) -> tuple[Proposal, ...]:
    """Return what a reading proposes, in the order of the text, the same words and role once.

    With `glosses`, what the outlet itself says is among it.
    """
    found: dict[str, Proposal] = {}
    for proposal in [*_all(document), *(_glosses(document) if glosses else ())]:
        first = found.get(proposal.id)
        if first is None:
            found[proposal.id] = proposal
        elif (first.party, first.speaker) != (proposal.party, proposal.speaker):
            other = proposal.speaker or proposal.party
            again = f"The same words stand there a second time: is it {other}?"
            keep = max(first, proposal, key=lambda one: one.confidence)
            asked = tuple(dict.fromkeys((*keep.questions, again)))
            found[proposal.id] = replace(keep, questions=asked)
    return tuple(sorted(found.values(), key=lambda one: (one.start, one.end, one.role)))


def ordered(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return proposals by party, the most certain first, those of no party last."""
    return sorted(
        proposals,
        key=lambda p: (p.party == NO_PARTY, p.party, -p.confidence, p.file, p.start, p.end, p.role),
    )


def called(text_sha256: str, role: str, words: str) -> str:
    """Return the id of what is read as `role` in some words of a text."""
    whole = hashlib.sha256(f"{text_sha256}\n{role}\n{words}".encode()).hexdigest()
    return f"{role[0]}-{whole[:10]}"


def _all(document: DocumentRead) -> Iterator[Proposal]:
    answer = document.answer
    utterances = list(_listed(answer, "utterances"))
    for one in utterances:
        said = _Said(one, _parties(one), (), str(one["form"]), str(one.get("voice") or "report"))
        yield from _proposal(document, "utterance", "", one, one.get("content"), said)
    for one in _listed(answer, "stances"):
        number = one.get("utterance")
        within = utterances[number] if isinstance(number, int) else {}
        holders = tuple(map(str, one.get("holders") or ()))
        voice = str(one.get("voice") or within.get("voice") or "report")
        # what an outlet tells of a party is about it; nobody has spoken for it
        parties = _parties(within) if within else holders if voice == "own words" else ()
        said = _Said(within, parties, holders, _form(_spans(one.get("content")), within), voice)
        yield from _proposal(document, "stance", _what(one), one, one.get("content"), said)
    for one in _listed(answer, "events"):
        what = f"{one.get('kind', '')}, {one.get('status', '')}".strip(", ")
        voice, people = str(one.get("voice") or "report"), one.get("participants") or ()
        said = _Said({}, (), tuple(map(str, people)), "", voice)
        yield from _proposal(document, "event", what, one, one.get("span"), said)


def _glosses(document: DocumentRead) -> Iterator[Proposal]:
    """Yield what the outlet itself says, which is nobody's word."""
    for one in _listed(document.answer, "glosses"):
        said = _Said({}, (), (), "indirect", "gloss")
        yield from _proposal(document, "gloss", "", one, one.get("content"), said)


class _Said(NamedTuple):
    """Who said it: the utterance it is from, those spoken for, those it is about, form and voice."""

    utterance: Mapping[str, Any]
    parties: tuple[str, ...]
    holders: tuple[str, ...]
    form: str
    voice: str


def _proposal(
    document: DocumentRead, kind: Kind, what: str, one: Mapping[str, Any], content: Any, who: _Said
) -> Iterator[Proposal]:
    text, answer, said = document.text, document.answer, who.utterance
    pieces = [(span, piece) for span in _spans(content) if (piece := tidy(text[slice(*span)]))]
    if not pieces:
        return
    words, sha256 = GAP.join(piece for _, piece in pieces), str(answer["text_sha256"])
    place = tuple(span for span, _ in pieces)
    about = tuple(map(str, one.get("about") or said.get("about") or ()))
    if kind == "stance" and not about and who.holders != who.parties:
        about = who.holders
    role = f"{kind} {what}".strip()
    yield Proposal(
        id=called(sha256, role, words),
        kind=kind,
        what=what,
        file=document.file,
        text_sha256=sha256,
        words=words,
        place=place,
        before=flat(before(text, place[0][0])),
        after=flat(after(text, place[-1][1])),
        form=who.form,
        parties=tuple(dict.fromkeys(filter(None, who.parties))),
        holders=tuple(dict.fromkeys(filter(None, who.holders))),
        speaker=str(said.get("speaker") or ""),
        office=_office(said),
        about=about,
        addressee=str(one.get("addressee") or ""),
        voice=who.voice,
        date="" if kind == "event" else str(one.get("date") or said.get("date") or ""),
        when=str(one.get("date") or one.get("worded") or "") if kind == "event" else "",
        terms=tuple(_terms(text, one)),
        confidence=round(float(one.get("confidence") or 0), 2),
        rule=str(one.get("rule") or ""),
        reason=str(one.get("reason") or ""),
        questions=tuple(map(str, one.get("questions") or ())),
    )


def _office(said: Mapping[str, Any]) -> str:
    """Return the office of a speaker, if it tells more than the name does."""
    office = str(said.get("office") or "")
    return "" if office == said.get("speaker") else office


def _what(stance: Mapping[str, Any]) -> str:
    """Return what a stance is, and whether it is denied or hedged: `not demand`."""
    kind = str(stance.get("kind", ""))
    return f"not {kind}" if stance.get("negated") else kind


def _form(content: list[tuple[int, int]], said: Mapping[str, Any]) -> str:
    """Return the form of a stance: direct if all of it lies in words that are quoted."""
    around = _spans(said.get("content"))
    inside = all(any(a <= s and e <= b for a, b in around) for s, e in content)
    return str(said.get("form", "")) if around and inside else "indirect"


def _terms(text: str, stance: Mapping[str, Any]) -> Iterator[str]:
    for key in _TERMS:
        for term in stance.get(key) or ():
            spans = _spans(term.get("span") if isinstance(term, Mapping) else term[1])
            yield flat(" ".join(text[slice(*span)] for span in spans)).strip()


def _listed(answer: Mapping[str, object], key: str) -> Iterator[Mapping[str, Any]]:
    found = answer.get(key)
    yield from found if isinstance(found, list | tuple) else ()


def _parties(utterance: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the parties spoken for: a list where the reading has one, else the one it names."""
    party = utterance.get("party")
    return tuple(map(str, utterance.get("parties") or ([party] if party else [])))


def _spans(value: Any) -> list[tuple[int, int]]:
    """Return the spans of `[start, end]`, or of a list of such."""
    if not value:
        return []
    if isinstance(value[0], int):
        return [(value[0], value[1])]
    return [(start, end) for start, end in value]
