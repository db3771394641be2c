"""What is found under each perspective, as values: views, findings, what they hang on."""

from __future__ import annotations

from dataclasses import dataclass

from detente.analyses.answer import Asked
from detente.analyses.finding import move_name
from detente.analyses.taken import Taken


@dataclass(frozen=True, slots=True)
class View:
    """What one perspective hears, and what is found under it.

    `quotations`, `items` and `assumptions` are counts: what it hears, what counts in its model,
    what of that no quotation it hears supports.  `target_states` and `zone` count states too.
    `unsettled` are positions of which it is not established whether they unlock.  It is `chosen` if
    it is none of the file, but of the question; then so many items of the perspective that is varied
    are `unsupported`, and do not count.
    """

    perspective: str
    sources: tuple[str, ...] | None
    voices: tuple[str, ...] | None
    quotations: int
    items: int
    assumptions: int
    status_quo: str
    rung: str
    already: bool
    target_states: int
    zone: int
    rests: bool | None
    moves: tuple[Taken, ...]
    unlocks: tuple[str, ...]
    unsettled: tuple[str, ...]
    chosen: bool
    unsupported: int = 0

    def to_dict(self) -> dict[str, object]:
        """Return the view in plain words."""
        return {
            "perspective": self.perspective,
            "sources": None if self.sources is None else list(self.sources),
            "voices": None if self.voices is None else list(self.voices),
            "quotations": self.quotations,
            "items": self.items,
            "assumptions": self.assumptions,
            "status_quo": self.status_quo,
            "rung": self.rung,
            "already": self.already,
            "target_states": self.target_states,
            "zone": self.zone,
            "rests": self.rests,
            "moves": [move.to_dict() for move in self.moves],
            "unlocks": list(self.unlocks),
            "not_established": list(self.unsettled),
            "chosen": self.chosen,
            "unsupported": self.unsupported,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: under which perspectives, under which not, and under which it is open.

    `kind` is `rung` (what stops the target), `status quo` (whether it rests), `move` (one that
    is open from there) or `unlock` (a position whose giving up alone is enough).
    """

    kind: str
    what: str
    sentence: str
    held_by: tuple[str, ...]
    not_by: tuple[str, ...]
    open_in: tuple[str, ...]

    @property
    def robust(self) -> bool:
        """Whether every perspective finds it."""
        return not self.not_by and not self.open_in

    @property
    def contested(self) -> bool:
        """Whether some perspective finds it, and another one that it is not so."""
        return bool(self.not_by)

    def to_dict(self) -> dict[str, object]:
        """Return the finding in plain words."""
        return {
            "kind": self.kind,
            "what": self.what,
            "sentence": self.sentence,
            "robust": self.robust,
            "contested": self.contested,
            "held_by": list(self.held_by),
            "not_by": list(self.not_by),
            "not_established_in": list(self.open_in),
        }


@dataclass(frozen=True, slots=True)
class Flip:
    """Sources, or a voice, without which a finding is no longer made; `instead` what is found."""

    without: tuple[str, ...]
    instead: str

    def to_dict(self) -> dict[str, object]:
        """Return the flip in plain words."""
        return {"without": list(self.without), "instead": self.instead or None}


@dataclass(frozen=True, slots=True)
class Hang:
    """What a finding hangs on: all smallest sets of sources, and single voices.

    `tried` is the size up to which sets of sources were tried; of `unsettled` of the sets and voices
    it is not established whether the finding is made without them.
    """

    kind: str
    what: str
    sentence: str
    sources: tuple[Flip, ...]
    voices: tuple[Flip, ...]
    tried: int
    unsettled: int

    def to_dict(self) -> dict[str, object]:
        """Return the finding and what it hangs on in plain words."""
        return {
            "kind": self.kind,
            "what": self.what,
            "sentence": self.sentence,
            "sources": [flip.to_dict() for flip in self.sources],
            "voices": [flip.to_dict() for flip in self.voices],
            "tried": self.tried,
            "not_established": self.unsettled,
        }


@dataclass(frozen=True, slots=True)
class Perspectives:
    """The findings on a target under each perspective.

    `varied` is the perspective whose sources were left out in turn.  `limits` say what was too large
    to be looked through; `unanswered` are the perspectives that have no answer, for whatever reason.
    """

    asked: Asked
    target: str
    views: tuple[View, ...]
    findings: tuple[Finding, ...]
    varied: str
    hangs_on: tuple[Hang, ...]
    notes: tuple[str, ...]
    limits: tuple[str, ...]
    unanswered: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every perspective has an answer, and everything was looked through."""
        return not self.limits

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each perspective."""
        return [
            {
                "perspective": view.perspective,
                "quotations": view.quotations,
                "items": view.items,
                "assumptions": view.assumptions,
                "zone": view.zone,
                "rung": view.rung,
                "rests": view.rests,
                "moves": [move_name(move) for move in view.moves],
                "unlocks": list(view.unlocks),
            }
            for view in self.views
        ]

    def to_dict(self) -> dict[str, object]:
        """Return the answer as one plain document."""
        return {
            **self.asked.to_dict(),
            "target": self.target,
            "perspectives": [view.to_dict() for view in self.views],
            "findings": [finding.to_dict() for finding in self.findings],
            "varied": self.varied,
            "hangs_on": [hang.to_dict() for hang in self.hangs_on],
            "no_answer": list(self.unanswered),
            "notes": [*self.limits, *self.notes],
            "complete": self.complete,
        }

    def _repr_html_(self) -> str:
        from detente.analyses.showing import html_table

        return html_table(f"{self.asked.title}: '{self.target}' according to whom", self.rows())
