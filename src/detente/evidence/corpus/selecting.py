"""Which documents, and what of them, is asked for: the words of a question as SQL."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from detente.conflict.time import parse_day
from detente.errors import WrongUse, did_you_mean

_TERM = re.compile(r'"([^"]+)"|(\S+)')
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; None asks for nothing in particular.

    `topic` are words to look for: all of them, in any order; a phrase in quotation marks.
    `since` and `until` are days, the first and the last.
    """

    party: str | None = None
    speaker: str | None = None
    topic: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        for key in ("since", "until"):
            value = getattr(self, key)
            if value is not None and parse_day(value) is None:
                raise WrongUse(f"'{value}' is not a date: write 2022, 2022-05 or 2022-05-10")
        for one in fields(self):
            value = getattr(self, one.name)
            if value is not None and not value.strip():
                raise WrongUse(f"'{one.name}' is empty: name something, or leave it out")

    def to_dict(self) -> dict[str, str | None]:
        """Return what was asked for."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def days(self, column: str) -> tuple[list[str], list[str]]:
        """Return the conditions on a day; what has no day meets none."""
        told, given = [], []
        if self.since is not None:
            day = parse_day(self.since)
            assert day is not None
            told.append(f"{column} >= ?")
            given.append(day.first.isoformat()[: max(len(self.since.strip()), 4)])
        if self.until is not None:
            day = parse_day(self.until)
            assert day is not None
            # 2021-10 ends with its last day; what is dated 2021-10 only is in it as well
            told.append(f"({column} <= ? AND {column} != '')")
            given.append(day.last.isoformat())
        return told, given


def matching(words: str) -> str:
    """Return words as the store looks for them: all of them, phrases in quotation marks.

    Raises WrongUse if there is no word.
    """
    terms = [phrase or word for phrase, word in _TERM.findall(words)]
    kept = [term.replace('"', " ") for term in terms if _LETTER.search(term)]
    if not kept:
        raise WrongUse(f"'{words}' holds no word to look for")
    return " ".join(f'"{term}"' for term in kept)


def like(name: str) -> str:
    """Return a name as a part of a text that is looked for in any case."""
    plain = name.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{plain}%"


def one_of(name: str, known: list[str]) -> str:
    """Return the known name that is meant, whatever its case.

    Raises WrongUse, with the nearest, if none is.
    """
    for other in known:
        if other.casefold() == name.strip().casefold():
            return other
    raise WrongUse(f"no one is found for '{name}'; {did_you_mean(name, known)}")
