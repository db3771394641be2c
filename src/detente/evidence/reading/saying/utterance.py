"""An utterance: what a document reports someone to have said or wanted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from detente.evidence.documents.document import Span

Form = Literal["direct", "indirect", "mixed"]
Voice = Literal["own words", "report", "observer", "gloss"]


@dataclass(frozen=True, slots=True)
class Utterance:
    """What someone is reported to have said or wanted, and who that was.

    `content`, `source` and `cue` are stretches of the canonical text; the other texts are empty
    where the reader does not know.  `parties` are those spoken for, `about` those whose wish
    another reports, `within` the number of the utterance that this one is told in.  `denied` if
    it is told as not said, not so or not wanted; the words of the denial are part of the content.
    """

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: Span | None
    form: Form
    rule: str
    reason: str
    confidence: float
    block: int
    speaker: str = ""
    office: str = ""
    parties: tuple[str, ...] = ()
    addressee: str = ""
    about: tuple[str, ...] = ()
    voice: Voice = "report"
    within: int | None = None
    denied: bool = False
    questions: tuple[str, ...] = ()

    @property
    def party(self) -> str:
        """Return the party spoken for; several are joined, none is an empty text."""
        return ", ".join(self.parties)

    @property
    def start(self) -> int:
        """Return where the content begins."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Return where the content ends."""
        return self.content[-1].end

    def asking(self, *questions: str) -> Utterance:
        """Return the utterance with further questions, each asked once."""
        return replace(self, questions=tuple(dict.fromkeys(self.questions + questions)))

    def to_dict(self) -> dict[str, object]:
        """Return the utterance as plain words and numbers."""
        return {
            "content": [[span.start, span.end] for span in self.content],
            "source": [[span.start, span.end] for span in self.source],
            "cue": [self.cue.start, self.cue.end] if self.cue else None,
            "form": self.form,
            "speaker": self.speaker,
            "office": self.office,
            "party": self.party,
            "parties": list(self.parties),
            "addressee": self.addressee,
            "about": list(self.about),
            "voice": self.voice,
            "within": self.within,
            "denied": self.denied,
            "block": self.block,
            "rule": self.rule,
            "reason": self.reason,
            "confidence": self.confidence,
            "questions": list(self.questions),
        }
