"""What a back-test finds, as values: one judgement for each of five questions, and baselines."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from detente.analyses.answer import Asked

Verdict = Literal["hit", "miss", "no call"]
Question = Literal["rest", "rung", "crux", "roadmap", "certainty"]
QUESTIONS: tuple[Question, ...] = get_args(Question)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the model said to one question, what happened, and whether that is a hit."""

    question: Question
    said: str
    happened: str
    verdict: Verdict

    def to_dict(self) -> dict[str, object]:
        """Return the judgement in plain words."""
        return {
            "question": self.question,
            "said": self.said,
            "happened": self.happened,
            "verdict": self.verdict,
        }


@dataclass(frozen=True, slots=True)
class Baselines:
    """What two forecasts that cost nothing, and a guess, would have been worth.

    `unchanged` and `reached` tell whether "nothing changes" and "the target comes about" were
    right.  `chance` is the probability that as many states as the model named, drawn from those
    that legal moves can reach, hold the one that came about; None where that cannot be told.
    """

    unchanged: bool
    reached: bool
    named: int
    reachable: int | None
    chance: Fraction | None

    def to_dict(self) -> dict[str, object]:
        """Return the baselines in plain words."""
        return {
            "unchanged": self.unchanged,
            "reached": self.reached,
            "named": self.named,
            "reachable": self.reachable,
            "chance": None if self.chance is None else str(self.chance),
        }


@dataclass(frozen=True, slots=True)
class Backtest:
    """The answers of a model beside what its file records as the outcome.

    `endings` are the states named as resting places, `sets` the concessions said to be enough (what
    is given up, what softened).  `limits` say what was too large to be looked through.
    """

    asked: Asked
    target: str
    outcome: str
    date: str
    reached: bool
    rung: str
    endings: tuple[str, ...]
    sets: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    judged: tuple[Judged, ...]
    baselines: Baselines
    notes: tuple[str, ...]
    limits: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether everything was looked through."""
        return not self.limits

    def verdict(self, question: Question) -> Verdict:
        """Return the verdict on one question."""
        return next(one.verdict for one in self.judged if one.question == question)

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each question."""
        return [one.to_dict() for one in self.judged]

    def to_dict(self) -> dict[str, object]:
        """Return the answer as one plain document."""
        return {
            **self.asked.to_dict(),
            "target": self.target,
            "outcome": self.outcome,
            "date": self.date or None,
            "reached": self.reached,
            "rung": self.rung,
            "endings": list(self.endings),
            "sets": [{"give_up": list(given), "soften": list(soft)} for given, soft in self.sets],
            "judged": self.rows(),
            "baselines": self.baselines.to_dict(),
            "notes": [*self.limits, *self.notes],
            "complete": self.complete,
        }

    def _repr_html_(self) -> str:
        from detente.analyses.showing import html_table

        return html_table(f"{self.asked.title}: '{self.target}', said and happened", self.rows())
