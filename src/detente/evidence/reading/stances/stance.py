"""A stance: what somebody demands, rejects, offers or wants, and on what terms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from detente.evidence.documents.document import Span
from detente.evidence.reading.saying.utterance import Voice

Kind = Literal["demand", "reject", "offer", "willing", "want", "warn", "agree", "obstacle"]


@dataclass(frozen=True, slots=True)
class Term:
    """A condition, an order or an exchange: its word, `unless`, and all of it where it stands."""

    word: str
    span: Span

    def to_dict(self) -> dict[str, object]:
        """Return the term as plain words and numbers."""
        return {"word": self.word, "span": [self.span.start, self.span.end]}


@dataclass(frozen=True, slots=True)
class Stance:
    """Where somebody stands on something.

    `holders` are the parties whose stance it is, by name; not whoever tells it: that is the
    `utterance`, by its number.  `negated` if the stance itself is denied: did not demand.
    """

    kind: Kind
    holders: tuple[str, ...]
    content: Span
    rule: str
    reason: str
    confidence: float
    block: int
    addressee: str = ""
    about: tuple[str, ...] = ()
    conditions: tuple[Term, ...] = ()
    order: tuple[Term, ...] = ()
    exchange: tuple[Term, ...] = ()
    modality: str = ""
    negated: bool = False
    voice: Voice = "report"
    utterance: int | None = None
    questions: tuple[str, ...] = ()

    def asking(self, *questions: str) -> Stance:
        """Return the stance with further questions, each asked once."""
        return replace(self, questions=tuple(dict.fromkeys(self.questions + questions)))

    def to_dict(self) -> dict[str, object]:
        """Return the stance as plain words and numbers."""
        return {
            "kind": self.kind,
            "holders": list(self.holders),
            "addressee": self.addressee,
            "about": list(self.about),
            "content": [self.content.start, self.content.end],
            "conditions": [term.to_dict() for term in self.conditions],
            "order": [term.to_dict() for term in self.order],
            "exchange": [term.to_dict() for term in self.exchange],
            "modality": self.modality,
            "negated": self.negated,
            "voice": self.voice,
            "utterance": self.utterance,
            "block": self.block,
            "rule": self.rule,
            "reason": self.reason,
            "confidence": self.confidence,
            "questions": list(self.questions),
        }
