"""How far the findings are from changing, as values: what was tried, and what it changes."""

from __future__ import annotations

from dataclasses import dataclass

from detente.analyses.answer import Asked
from detente.analyses.finding import Atom
from detente.analyses.robustness.varying import Variation

NOUNS = {"swap": "swap", "drop": "drop", "negate": "negation", "source": "source"}


@dataclass(frozen=True, slots=True)
class Count:
    """How many variations of a kind there are, were tried, and change what is found.

    `rung` of those tried change what stops the target, `anything` change some finding or have no
    answer; of `unsettled` it is not established whether they change what stops it.
    """

    kind: str
    there_are: int
    tried: int
    rung: int
    anything: int
    unsettled: int

    def to_dict(self) -> dict[str, object]:
        """Return the count in plain words."""
        return {
            "kind": self.kind,
            "there_are": self.there_are,
            "tried": self.tried,
            "rung": self.rung,
            "anything": self.anything,
            "not_established": self.unsettled,
        }


@dataclass(frozen=True, slots=True)
class Change:
    """A variation under which a finding is not made; `instead` what is found of its kind."""

    variation: Variation
    instead: str

    def to_dict(self) -> dict[str, object]:
        """Return the change in plain words."""
        return {**self.variation.to_dict(), "instead": self.instead or None}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in the model as it stands, and the variations that change it.

    `open_with` are the variations of which it is not established whether they do.
    """

    kind: str
    what: str
    sentence: str
    changed_by: tuple[Change, ...]
    open_with: tuple[Variation, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the finding in plain words."""
        return {
            "kind": self.kind,
            "what": self.what,
            "sentence": self.sentence,
            "changed_by": [change.to_dict() for change in self.changed_by],
            "not_established_with": [one.to_dict() for one in self.open_with],
        }


@dataclass(frozen=True, slots=True)
class Otherwise:
    """One thing that is not found in the model as it stands, and the variations that find it."""

    kind: str
    what: str
    sentence: str
    found_by: tuple[Variation, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the finding in plain words."""
        return {
            "kind": self.kind,
            "what": self.what,
            "sentence": self.sentence,
            "found_by": [variation.to_dict() for variation in self.found_by],
        }


@dataclass(frozen=True, slots=True)
class Effect:
    """A variation that changes something: what is gone, what is new, or why there is no answer."""

    variation: Variation
    gone: tuple[Atom, ...]
    new: tuple[Atom, ...]
    no_answer: str

    def to_dict(self) -> dict[str, object]:
        """Return the effect in plain words."""
        return {
            **self.variation.to_dict(),
            "gone": [{"kind": atom.kind, "what": atom.what} for atom in self.gone],
            "new": [{"kind": atom.kind, "what": atom.what} for atom in self.new],
            "no_answer": self.no_answer or None,
        }


@dataclass(frozen=True, slots=True)
class Robustness:
    """The findings on a target, and what of them changes if one thing is different.

    `rung` is what stops the target in the model as it stands, `not established` if that is not
    known.  `items` are what the variations that change something touch: the id, and what it says.
    `limits` say what was too large to be looked through, `notes` what else there is to say.
    """

    asked: Asked
    target: str
    rung: str
    findings: tuple[Finding, ...]
    counts: tuple[Count, ...]
    changing: tuple[Effect, ...]
    otherwise: tuple[Otherwise, ...]
    items: tuple[tuple[str, str], ...]
    limits: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether everything was looked through."""
        return not self.limits

    @property
    def tried(self) -> int:
        """How many variations were tried."""
        return sum(count.tried for count in self.counts)

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each finding."""
        return [
            {
                "finding": finding.sentence,
                "changed by": len(finding.changed_by),
                "of": self.tried,
                "variations": [change.variation.name for change in finding.changed_by],
            }
            for finding in self.findings
        ]

    def to_dict(self) -> dict[str, object]:
        """Return the answer as one plain document."""
        return {
            **self.asked.to_dict(),
            "target": self.target,
            "rung": self.rung,
            "findings": [finding.to_dict() for finding in self.findings],
            "counts": [count.to_dict() for count in self.counts],
            "changing": [effect.to_dict() for effect in self.changing],
            "otherwise": [finding.to_dict() for finding in self.otherwise],
            "items": [{"id": name, "text": text} for name, text in self.items],
            "notes": [*self.limits, *self.notes],
            "complete": self.complete,
        }

    def _repr_html_(self) -> str:
        from detente.analyses.showing import html_table

        return html_table(f"{self.asked.title}: how far from changing", self.rows())
