"""What a person tells of documents that do not say it themselves: their day, their outlet."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePath

from detente.conflict.time import parse_day
from detente.errors import WrongUse
from detente.evidence.documents.document import Document, Told

FROM_NAME = "name"  # instead of a day: the day in the name of the file
_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Given:
    """What a person tells of documents that do not say it themselves.

    `date` is a day, or `name`: the one day in a file's name, `2021-10-27-herald.txt`.
    """

    date: str | None = None
    outlet: str | None = None

    def __post_init__(self) -> None:
        day = parse_day(self.date) if self.date not in (None, FROM_NAME) else None
        if self.date not in (None, FROM_NAME) and (day is None or day.first != day.last):
            raise WrongUse(f"'{self.date}' is no day: write 2021-10-27, or '{FROM_NAME}'")
        if self.outlet is not None and not self.outlet.strip():
            raise WrongUse("'outlet' is empty: name one, or leave it out")

    def told_of(self, document: Document) -> Document:
        """Return a document with what it does not say itself."""
        date = document.date
        if date is None and self.date == FROM_NAME:
            days = {found[0] for found in _IN_NAME.finditer(PurePath(document.file).name)}
            known = [day for day in days if parse_day(day)]
            date = Told(known[0], "file") if len(known) == 1 else None
        elif date is None and self.date is not None:
            date = Told(self.date.strip(), "typed in")
        outlet = document.outlet
        if outlet is None and self.outlet is not None:
            outlet = Told(self.outlet.strip(), "typed in")
        return replace(document, date=date, outlet=outlet)
