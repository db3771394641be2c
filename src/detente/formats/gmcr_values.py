"""Values out of the JSON of a `.gmcr` file: each is checked before it is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from detente.errors import Place, Problem
from detente.formats.identifiers import clean
from detente.formats.patterns import Pattern

MOST_NAMES = 1_000  # options, and decision makers
MOST_LISTED = 100_000  # patterns, or states of one ranking
MOST_TOLD = 100  # problems of one file; what comes after them tells nothing new


@dataclass(slots=True)
class GmcrReader:
    """Takes values out of the JSON; collects problems, each with the path of its value.

    `notes` tell what of the file does not come into the conflict, or is read in one of two ways.
    """

    file: str
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def report(self, code: str, message: str, hint: str = "") -> None:
        """Collect one problem."""
        if len(self.problems) < MOST_TOLD:
            place = Place(self.file, 1, 1)
            self.problems.append(Problem(code, place, message, hint or HINTS[code]))

    def list_at(self, value: object, path: str, *, most: int = MOST_LISTED) -> Sequence[object]:
        """Return a list; nothing at all counts as an empty one."""
        if value is None:
            return ()
        if not isinstance(value, list):
            self.report("G003", f"{path} is {told(value)}, not a list")
            return ()
        if len(value) > most:
            self.report("G006", f"{path} has {len(value):,} entries, more than {most:,}")
            return ()
        return value

    def objects_at(self, value: object, path: str) -> Iterator[tuple[str, Mapping[str, object]]]:
        """Yield the objects of a list with their paths."""
        for number, item in enumerate(self.list_at(value, path, most=MOST_NAMES)):
            where = f"{path}[{number}]"
            if isinstance(item, dict):
                yield where, item
            else:
                self.report("G003", f"{where} is {told(item)}, not an object")
                yield where, {}

    def text_at(self, value: object, path: str) -> str:
        """Return a text on one line."""
        if isinstance(value, str) and len(value) <= 10_000:
            return clean(value)
        self.report("G003", f"{path} is {told(value)}, not a short text")
        return ""

    def index_at(self, value: object, path: str, count: int, what: str) -> int | None:
        """Return a number below `count`."""
        if isinstance(value, bool) or not isinstance(value, int):
            self.report("G003", f"{path} is {told(value)}, not a whole number")
            return None
        if not 0 <= value < count:
            self.report("G004", f"{path} is {told(value)}; the file has {count} {what}")
            return None
        return value

    def pattern_at(self, value: object, path: str, count: int) -> Pattern | None:
        """Return a pattern over `count` options; None if it is none."""
        found: list[tuple[int, bool]] = []
        if not isinstance(value, list):
            self.report("G003", f"{path} is {told(value)}, not a pattern")
            return None
        for number, pair in enumerate(self.list_at(value, path)):
            where = f"{path}[{number}]"
            if not isinstance(pair, list) or len(pair) != 2:
                self.report("G003", f"{where} is {told(pair)}, not an option with Y or N")
                return None
            place = self.index_at(pair[0], f"{where}[0]", count, "options")
            if pair[1] not in ("Y", "N"):
                self.report("G003", f"{where}[1] is {told(pair[1])}, not Y or N")
            elif place is not None:
                found.append((place, pair[1] == "Y"))
        return tuple(sorted(set(found)))


HINTS = {
    "G001": "save the model again from the program that made it",
    "G002": "a .gmcr file holds 'options' and 'decisionMakers'",
    "G003": "save the model again from the program that made it",
    "G004": "options are numbered from 0, states from 1",
    "G005": "remove a pattern from 'infeasibles'",
    "G006": "leave out what the model can do without",
    "G007": "open it in GMCR+ and save it again",
}


def told(value: object) -> str:
    """Return a value as a message shows it."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if value is None or isinstance(value, bool):
        return {None: "nothing", True: "true", False: "false"}[value]
    if isinstance(value, int) and abs(value) >= 10**15:
        return "a number of more than 15 digits"
    text = clean(str(value))
    return f"'{text if len(text) <= 40 else text[:37] + '...'}'"
