"""read_document: what a document reports that people said and wanted, and who they were.

The rules find; this module asks for each find who spoke, whether the words stand inside what
somebody else says, and puts the answers together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from detente.evidence.documents.document import Document
from detente.evidence.reading.events.event import Event
from detente.evidence.reading.events.events import events_in
from detente.evidence.reading.parsing import model as models
from detente.evidence.reading.parsing.grammar import beside
from detente.evidence.reading.parsing.parsed import Parsed, parse
from detente.evidence.reading.parsing.sentences import endless
from detente.evidence.reading.parties.circle import circle_of
from detente.evidence.reading.people.cast import Cast
from detente.evidence.reading.people.naming import Mention, Person
from detente.evidence.reading.people.scene import Scene, scene_of
from detente.evidence.reading.people.speaking import GUESS, Speaker, by_name, inside, together
from detente.evidence.reading.saying import verbs
from detente.evidence.reading.saying.addressing import addressee
from detente.evidence.reading.saying.finding import Find, finds
from detente.evidence.reading.saying.glosses import Gloss, glosses_in
from detente.evidence.reading.saying.nesting import nested
from detente.evidence.reading.saying.sources import unnamed
from detente.evidence.reading.saying.told_of import told_of
from detente.evidence.reading.saying.utterance import Utterance, Voice
from detente.evidence.reading.saying.worded import ASKED, as_worded
from detente.evidence.reading.stances.polarity import in_marks
from detente.evidence.reading.stances.stance import Stance
from detente.evidence.reading.stances.stances import stances_in

NEAR = 300  # finds before one that are asked about its speaker


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a document.

    `notes` says what a reader of the reading has to know; `skipped` what was not read and why;
    `complete` is false if a limit left some of it out.
    """

    document: Document
    utterances: tuple[Utterance, ...]
    persons: tuple[Person, ...]
    model: models.Model
    skipped: tuple[str, ...]
    notes: tuple[str, ...]
    stances: tuple[Stance, ...] = ()
    events: tuple[Event, ...] = ()
    glosses: tuple[Gloss, ...] = ()
    complete: bool = True

    def to_dict(self) -> dict[str, object]:
        """Return the reading as one plain document; the text itself is left out."""
        return {
            **self.document.to_dict(),
            "model": self.model.to_dict(),
            "utterances": [one.to_dict() for one in self.utterances],
            "stances": [one.to_dict() for one in self.stances],
            "events": [one.to_dict() for one in self.events],
            "glosses": [one.to_dict() for one in self.glosses],
            "skipped": [*self.document.skipped, *self.skipped],
            "complete": self.document.complete and self.complete,
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A reading with what it stands on: the parsed paragraphs, and who and what is named."""

    reading: Reading
    parsed: tuple[Parsed, ...]
    scene: Scene


def read_document(
    document: Document, *, cast: Cast | None = None, model: str | None = None
) -> Reading:
    """Return what a document reports that people said and wanted.

    Parameters
    ----------
    cast : the people and parties of the project; they come before what the document says.
    model : the name of the language model; without it, the first that is installed.

    Raises WrongUse if no language model is installed.
    """
    return read_closely(document, cast=cast, model=model).reading


def read_closely(document: Document, *, cast: Cast | None = None, model: str | None = None) -> Read:
    """Return a reading together with the parsed paragraphs it stands on.

    Raises WrongUse if no language model is installed.
    """
    language, which = models.load(models.chosen(model))
    parsed, pieces = parse(document, language)
    scene = scene_of(document, parsed, cast or Cast())
    found, marked = finds(document, parsed)
    utterances = nested(_utterances(scene, found))
    circle = circle_of(scene, utterances)
    stances = stances_in(scene, utterances, circle=circle)
    events = events_in(scene, utterances, circle=circle)
    glosses = glosses_in(scene, utterances)
    told = told_of(circle, utterances, stances)
    reading = Reading(
        document,
        as_worded(document.text, told, found),
        scene.persons,
        which,
        (*pieces.notes, *endless([p.doc for p in parsed]), *pieces.limits),
        _notes(document, marked, utterances),
        tuple(in_marks(document.text, marked, utterances, one) for one in stances),
        events,
        glosses,
        complete=not pieces.limits,
    )
    return Read(reading, parsed, scene)


def _utterances(scene: Scene, found: Sequence[Find]) -> tuple[Utterance, ...]:
    told: list[tuple[Find, Speaker]] = []
    by_place = sorted(range(len(found)), key=lambda n: _order(found[n]))
    speakers: dict[int, Speaker] = {}
    for number in by_place:
        speakers[number] = _speaker(scene, found[number], told[-NEAR:])
        told.append((found[number], speakers[number]))
    # what is told of somebody once holds for all that is said in the document
    known = {
        speaker.person: speaker
        for _, speaker in reversed(told)
        if speaker.person and speaker.parties
    }
    for number, speaker in speakers.items():
        speakers[number] = _known(speaker, known)
    asked: set[str] = set()
    result = []
    for number, find in enumerate(found):
        speaker = speakers[number]
        if speaker.parties or speaker.voice == "observer":
            # a doubt about somebody is asked once: it is answered once for the whole document
            again = tuple(q for q in speaker.questions if q in asked)
            asked |= set(speaker.questions)
            left = tuple(q for q in speaker.questions if q not in again)
            speaker = replace(speaker, questions=left)
            speaker = speaker.because("a question about it was asked before") if again else speaker
        result.append(_utterance(scene, find, speaker))
    return tuple(result)


def _known(speaker: Speaker, known: Mapping[str, Speaker]) -> Speaker:
    """Return a speaker with the party that is told of the person elsewhere in the document."""
    if speaker.person not in known or speaker.parties or speaker.voice != "own words":
        return speaker
    told = known[speaker.person]
    return replace(
        speaker,
        office=speaker.office or told.office,
        parties=told.parties,
        questions=told.questions,
    ).because(*told.reasons, trust=min(told.trust, GUESS))


def _order(find: Find) -> tuple[int, int]:
    """Return the order in which speakers are asked for: that of their sources in the text."""
    anchor = find.source[0].start if find.source else find.words[0]
    return anchor, find.words[0]


def _speaker(scene: Scene, find: Find, told: Sequence[tuple[Find, Speaker]]) -> Speaker:
    if not find.source:
        return unnamed(scene, find, told)
    named = scene.named(find.source[0].start, _with_name(scene, find))
    token = find.said.speaker
    mention = inside(token, find.spoken_in, named)
    if mention is None and token is None and named:
        mention = named[0]
    if mention is not None and token is not None:
        joined = [*beside(token), *token.conjuncts]
        others = [inside(one, find.spoken_in, named) for one in joined]
        every = sorted({mention, *(one for one in others if one is not None)}, key=_place)
        if len(every) > 1:
            return together([by_name(scene, one, find) for one in every])
    return by_name(scene, mention, find) if mention is not None else unnamed(scene, find, told)


def _with_name(scene: Scene, find: Find) -> int:
    """Return where the source ends, with a name that is set beside it: her deputy, Per Aarn, said."""
    end = find.source[-1].end
    for mention in scene.named(end, end + 3):
        after = scene.document.text[mention.end : mention.end + 1]
        if scene.document.text[end : mention.start] == ", " and after in {",", ";", "."}:
            return mention.end
    return end


def _place(mention: Mention) -> int:
    return mention.start


def _utterance(scene: Scene, find: Find, speaker: Speaker) -> Utterance:
    cue = find.said.cue
    questions = [ASKED] if find.said.denied else []
    questions += [find.said.question] if find.said.question else []
    questions += speaker.questions
    reasons = [
        f"{find.said.rule}" + (f" ('{_cue_words(scene, find)}')" if cue else ""),
        *speaker.reasons,
    ]
    return Utterance(
        content=find.content,
        source=find.source,
        cue=find.spoken_in.span(*cue) if cue else None,
        form=find.form,
        rule=find.said.rule,
        reason="; ".join(reasons),
        confidence=round(find.confidence * speaker.trust, 2),
        block=find.paragraph.block,
        speaker=speaker.name,
        office=speaker.office,
        parties=tuple(scene.party(code) for code in speaker.parties),
        addressee=addressee(scene, find),
        voice=_voice(find, speaker),
        questions=tuple(dict.fromkeys(questions)),
    )


def _cue_words(scene: Scene, find: Find) -> str:
    start, end = find.said.cue or (0, 0)
    return scene.document.words(find.spoken_in.span(start, end))


def _voice(find: Find, speaker: Speaker) -> Voice:
    """Return whose words these are: a party's own if they are quoted, else the outlet's report.

    What somebody wants or thinks is told by the outlet, even with a quoted word in it.
    """
    if speaker.voice != "own words" or find.form == "direct":
        return speaker.voice
    if find.form == "indirect" or find.said.rule == "verb with to-clause":
        return "report"
    lemma = find.said.verb.lemma_.lower() if find.said.verb is not None else ""
    return "report" if lemma in verbs.PRIVATE - verbs.SPEECH else "own words"


def _notes(
    document: Document, marked: Sequence[Any], utterances: Sequence[Utterance]
) -> tuple[str, ...]:
    notes = []
    if document.language != "en" and not any("English" in one for one in document.skipped):
        notes.append("The document is not recognised as English; the reader knows English only.")
    open_marks = sum(not quote.closed for quote in marked)
    if open_marks:
        notes.append(
            f"{open_marks} quotation mark{'s are' if open_marks > 1 else ' is'} opened and not closed."
        )
    if not utterances:
        notes.append("Nothing was found that anybody is reported to have said or wanted.")
    return tuple(notes)
