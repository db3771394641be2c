"""What a corpus answers: rows, with what was asked and what has to be known about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from detente.errors import Problem
from detente.version import program_version


@dataclass(frozen=True, slots=True)
class Found:
    """An answer of a corpus: `asked` is the name of the question, `listed` its rows.

    `complete` is false if a limit kept a document, or a part of one, from being read.
    """

    question: str
    corpus: str
    asked: str
    settings: Mapping[str, object] = field(hash=False)
    counts: Mapping[str, int] = field(hash=False)
    listed: tuple[Mapping[str, object], ...] = field(hash=False)
    notes: tuple[str, ...] = ()
    unread: tuple[Problem, ...] = ()
    complete: bool = True

    def rows(self) -> list[dict[str, object]]:
        """Return the rows."""
        return [dict(row) for row in self.listed]

    def to_dict(self) -> dict[str, object]:
        """Return the answer as one plain document."""
        return {
            "question": self.question,
            "title": None,
            "fingerprint": None,
            "version": program_version(),
            "settings": {"corpus": self.corpus, "asked": self.asked, **self.settings},
            "counts": dict(self.counts),
            "rows": self.rows(),
            "unread": [problem.to_dict() for problem in self.unread],
            "notes": list(self.notes),
            "complete": self.complete,
        }

    def _repr_html_(self) -> str:
        from html import escape

        head = "".join(f"<th>{escape(str(key))}</th>" for key in (self.listed[:1] or ({},))[0])
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(_cell(value))}</td>" for value in row.values()) + "</tr>"
            for row in self.listed[:200]
        )
        return f"<table><caption>{escape(self.asked)}</caption><tr>{head}</tr>{body}</table>"


def _cell(value: object) -> str:
    listed = isinstance(value, Sequence) and not isinstance(value, str)
    return ", ".join(map(str, value)) if listed else str(value)  # type: ignore[call-overload]
