"""What the question of stability returns: frozen, in words, with its witnesses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.analyses.answer import Asked, StateSet
from detente.analyses.joint import JointMove
from detente.analyses.taken import Taken


@dataclass(frozen=True, slots=True)
class Escape:
    """An answer to an improvement that does not last: from its end the party moves on, better off."""

    answer: tuple[Taken, ...]
    steps: tuple[str, ...]
    to: str

    def to_dict(self) -> dict[str, object]:
        """Return the answer and the escape in plain words."""
        return {
            "answer": [step.to_dict() for step in self.answer],
            "steps": list(self.steps),
            "to": self.to,
        }


@dataclass(frozen=True, slots=True)
class Reply:
    """An improvement, and the sanction that answers it; none if nobody can, or not for good.

    `at_once`: the sanction is made at the same moment as the improvement, from the state that this
    starts from.  `escapes` are asked for by the symmetric concepts where there is no sanction: to
    each answer the move that escapes it, to every one of them if `escapes_complete`.
    """

    improvement: str
    steps: tuple[str, ...]
    sanction: tuple[Taken, ...]
    at_once: bool = False
    escapes: tuple[Escape, ...] = ()
    escapes_complete: bool = True

    def to_dict(self) -> dict[str, object]:
        """Return the reply in plain words."""
        return {
            "improvement": self.improvement,
            "steps": list(self.steps),
            "sanction": [step.to_dict() for step in self.sanction],
            "at_once": self.at_once,
            "escapes": [escape.to_dict() for escape in self.escapes],
            "escapes_complete": self.escapes_complete,
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a state is stable for a party under a concept, and the moves that prove it.

    `replies` holds every improvement; the first is the one that decides: an unanswered one if
    the state is not stable, else the best for the party.
    """

    state: str
    party: str
    concept: str
    stable: bool
    replies: tuple[Reply, ...]
    sentence: str

    @property
    def improvement(self) -> str | None:
        """The improvement that decides, if there is any."""
        return self.replies[0].improvement if self.replies else None

    @property
    def sanction(self) -> tuple[Taken, ...]:
        """The answer to the improvement that decides."""
        return self.replies[0].sanction if self.replies else ()

    def to_dict(self) -> dict[str, object]:
        """Return the verdict in plain words."""
        return {
            "state": self.state,
            "party": self.party,
            "concept": self.concept,
            "stable": self.stable,
            "improvement": self.improvement,
            "sanction": [step.to_dict() for step in self.sanction],
            "replies": [reply.to_dict() for reply in self.replies],
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class Stability:
    """Where a conflict is stable: for each party and concept, for all parties, and at rest.

    `rests` and `joint_moves` are None where there were too many bundles to look through;
    `notes` say what was left out, and why; `complete` is false if a limit left anything out.
    """

    asked: Asked
    options: tuple[str, ...]
    parties: tuple[str, ...]
    states: int
    status_quo: str | None
    perspective: str
    unknown_order: tuple[str, ...]
    stable: Mapping[str, Mapping[str, StateSet]] = field(hash=False)
    equilibria: Mapping[str, StateSet] = field(hash=False)
    rests: tuple[str, ...] | None
    joint_moves: Mapping[str, tuple[JointMove, ...]] | None = field(hash=False)
    verdicts: tuple[Verdict, ...]
    notes: tuple[str, ...]
    complete: bool

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each state that is stable for somebody: words only."""
        states = dict.fromkeys(
            state for sets in self.stable.values() for found in sets.values() for state in found
        )
        return [
            {
                "state": state,
                "concept": concept,
                **{party: state in sets[concept] for party, sets in self.stable.items()},
                "equilibrium": state in self.equilibria[concept],
                "rests": self.rests is not None and state in self.rests,
            }
            for concept in self.equilibria
            for state in states
        ]

    def to_dict(self) -> dict[str, object]:
        """Return the whole answer as one plain document."""
        return {
            **self.asked.to_dict(),
            "options": list(self.options),
            "parties": list(self.parties),
            "states": self.states,
            "status_quo": self.status_quo,
            "perspective": self.perspective,
            "unknown_order": list(self.unknown_order),
            "equilibria": {name: found.to_plain() for name, found in self.equilibria.items()},
            "stable": {
                party: {name: found.to_plain() for name, found in sets.items()}
                for party, sets in self.stable.items()
            },
            "rests": None if self.rests is None else list(self.rests),
            "joint_moves": None
            if self.joint_moves is None
            else {s: [move.to_dict() for move in moves] for s, moves in self.joint_moves.items()},
            "verdicts": [verdict.to_dict() for verdict in self.verdicts],
            "notes": list(self.notes),
            "complete": self.complete,
        }

    def _repr_html_(self) -> str:
        from detente.analyses.showing import html_table

        head = f"{self.asked.title}: stability ({self.asked.settings['sanctions']})"
        return html_table(head, self.rows())
