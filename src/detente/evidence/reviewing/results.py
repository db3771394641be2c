"""Where a review stands, and what it added to a conflict file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.evidence.reviewing.records import Record
from detente.version import program_version

STATUSES = ("accepted", "rejected", "edited", "new")


@dataclass(frozen=True, slots=True)
class Added:
    """What came into the conflict file; `attached` says what the quotations stand for there.

    Each quotation tells the `file` its words stand in, and the `place`: the first character of
    each piece and the one behind its last, in the canonical text.
    """

    sources: tuple[str, ...] = ()
    quotations: tuple[Mapping[str, object], ...] = field(default=(), hash=False)
    attached: tuple[Mapping[str, object], ...] = field(default=(), hash=False)

    @property
    def nothing(self) -> bool:
        """Whether everything accepted was there already."""
        return not (self.sources or self.quotations or self.attached)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review as it stands: its records in the order of the file, and what became of them.

    `into` is the conflict file, if one was named; `edited` records wait as well.
    """

    question: str
    review: str
    into: str | None
    title: str | None
    fingerprint: str | None
    records: tuple[Record, ...]
    added: Added
    notes: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many proposals were accepted, rejected, edited and not decided, or left as new."""
        counted = Counter[str](record.status for record in self.records)
        return {status: counted[status] for status in STATUSES}

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each proposal."""
        return [record.row() for record in self.records]

    def to_dict(self) -> dict[str, object]:
        """Return where the review stands as one plain document."""
        return {
            "question": self.question,
            "title": self.title,
            "fingerprint": self.fingerprint,
            "version": program_version(),
            "settings": {"review": self.review, "into": self.into},
            "counts": self.counts,
            "proposals": self.rows(),
            "added": {
                "sources": list(self.added.sources),
                "quotations": [dict(one) for one in self.added.quotations],
                "attached": [dict(one) for one in self.added.attached],
            },
            "notes": list(self.notes),
        }

    def _repr_html_(self) -> str:
        from html import escape

        told = ", ".join(f"{number} {status}" for status, number in self.counts.items())
        return f"<p>{escape(self.review)}: {escape(told)}</p>"
