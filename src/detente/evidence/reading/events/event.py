"""An event: what happened, is to happen, could happen, or did not happen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.evidence.documents.document import Span
from detente.evidence.reading.dates.dates import When

Status = Literal["happened", "planned", "conditional", "denied"]


@dataclass(frozen=True, slots=True)
class Event:
    """An event as one passage tells it.

    `participants` are persons and parties by name.  `date` is an interval, 2031-04-16 or
    2031-04/2031-05, empty where it is not told or hangs on what is not known; `when` is the
    date as it is worded.
    """

    kind: str
    status: Status
    participants: tuple[str, ...]
    span: Span
    rule: str
    reason: str
    confidence: float
    block: int
    date: str = ""
    when: When | None = None
    utterance: int | None = None
    questions: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Return the event as plain words and numbers."""
        when = self.when
        return {
            "kind": self.kind,
            "status": self.status,
            "participants": list(self.participants),
            "span": [self.span.start, self.span.end],
            "date": self.date,
            "granularity": when.granularity if when else "",
            "anchor": when.anchor if when else "",
            "worded": (when.symbol or when.words) if when else "",
            "utterance": self.utterance,
            "block": self.block,
            "rule": self.rule,
            "reason": self.reason,
            "confidence": self.confidence,
            "questions": list(self.questions),
        }
