"""What a text says about itself in its own lines: title, byline, date, agency.

A date is taken only where the text gives one whole day as its own, beside its title or byline
or before its first paragraph.  Two such days are one too many: no date beats a wrong date.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from detente.evidence.documents import lines
from detente.evidence.documents.days import date_lines, dateline
from detente.evidence.documents.document import Block, Origin, Told


@dataclass(frozen=True, slots=True)
class About:
    """What is known about a document; `notes` say why its date was found and not believed."""

    title: Told | None = None
    outlet: Told | None = None
    byline: Told | None = None
    date: Told | None = None
    notes: tuple[str, ...] = field(default=())

    def completed(self, other: About) -> About:
        """Return this with what it does not know taken from `other`.

        Where days were found and not believed, another one is not believed either.
        """
        doubted = self.date is None and bool(self.notes)
        return About(
            self.title or other.title,
            self.outlet or other.outlet,
            self.byline or other.byline,
            self.date or (None if doubted else other.date),
            self.notes + (() if self.date or doubted else other.notes),
        )


def about_text(text: str, blocks: tuple[Block, ...]) -> About:
    """Return what the lines of a text say about it."""
    plain = [(block.kind, " ".join(text[block.start : block.end].split())) for block in blocks]
    bodies = [at for at, (kind, _) in enumerate(plain) if kind == "body"]
    first = bodies[0] if bodies else len(plain)
    title = next((line for kind, line in plain[:first] if kind == "title"), "")
    opening = plain[first][1] if bodies else ""
    day, agency = dateline(opening[:200])
    days = [
        found.day for _, line in _bylines(plain) for found in date_lines(line) if not found.later
    ]
    when, notes = one_day([*days, *([day] if day else [])], "text")
    return About(
        title=Told(lines.subject(title), "text") if title else None,
        outlet=Told(agency, "text") if agency else None,
        byline=_byline(plain, first),
        date=when,
        notes=notes,
    )


def one_day(days: Iterable[date], origin: Origin) -> tuple[Told | None, tuple[str, ...]]:
    """Return the one day that is given; a note and no day if there are several."""
    found = sorted(set(days))
    if len(found) == 1:
        return Told(found[0].isoformat(), origin), ()
    if not found:
        return None, ()
    listed = " and ".join(day.isoformat() for day in found[:3])
    return None, (f"It gives more than one date as its own ({listed}), so none was taken.",)


def _byline(plain: Sequence[tuple[str, str]], first: int) -> Told | None:
    """Return who wrote it: the byline before the article, else the only one after it."""
    names = [(at, name) for at, line in _bylines(plain) if (name := lines.author(line))]
    ahead = [name for at, name in names if at < first]
    behind = list(dict.fromkeys(name for at, name in names if at > first))
    if ahead:
        return Told(ahead[0], "text")
    return Told(behind[0], "text") if len(behind) == 1 else None


def _bylines(plain: Sequence[tuple[str, str]]) -> list[tuple[int, str]]:
    return [(at, line) for at, (kind, line) in enumerate(plain) if kind == "byline"]
