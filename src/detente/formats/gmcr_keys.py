"""The keys of a `.gmcr` file: which are understood, and how the others are told.

Files come from several versions of GMCR+, from programs beside it and from people.  A key that
says something and is passed over in silence makes another model; so every key that is not
understood becomes a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.formats.gmcr_values import told
from detente.formats.identifiers import clean

if TYPE_CHECKING:
    from detente.formats.gmcr_values import GmcrReader

# 'payoffs' and 'coalitionsFull' repeat what other keys say, and may be older than it
OF_FILE = frozenset(
    {"program", "version", "title", "description", "options", "decisionMakers"}
    | {"infeasibles", "infeasible", "coalitions", "coalitionsFull", "detente"}
    | {"useManualPreferenceRanking", "useManualPreferenceVectors"}
)
OF_OPTION = frozenset({"name", "permittedDirection", "reversible", "reversibility"})
OF_MAKER = frozenset(
    {"name", "options", "misperceptions", "payoffs"}
    | {"preferences", "preferenceRanking", "preferenceVector"}
)
OF_STATEMENT = frozenset({"compound", "members"})
OF_OURS = frozenset({"title", "summary", "options", "parties"})

MOST_KEYS = 20  # told one by one; of more the rest is counted

# what a key that is not understood may have said
_MEANT = {
    "irreversibles": "options that can be switched one way only may count as switched both ways",
    "irreversible": "options that can be switched one way only may count as switched both ways",
    "perceived": "every party sees every state",
    "indistinguishables": "every party tells every state from every other",
}

_DIRECTIONS = ("both", "fwd", "back")
# as a program beside GMCR+ writes them, and as people do
_REVERSIBLE = {
    "reversible": "both",
    "both": "both",
    "forward": "fwd",
    "fwd": "fwd",
    "irreversible": "fwd",
    "backward": "back",
    "back": "back",
}


def note_others(reader: GmcrReader, data: Mapping[str, object]) -> None:
    """Note every key of a file that is not understood, once for each kind of object."""
    found: dict[tuple[str, str], int] = {}

    def look(value: object, known: frozenset[str], where: str) -> None:
        for key in value if isinstance(value, dict) else ():
            if key not in known:
                name = clean(key)
                name = name if len(name) <= 40 else f"{name[:37]}..."
                found[where, name] = found.get((where, name), 0) + 1

    look(data, OF_FILE, "")
    look(data.get("detente"), OF_OURS, "of 'detente' ")
    for option in _items(data.get("options")):
        look(option, OF_OPTION, "of 'options' ")
    for maker in _items(data.get("decisionMakers")):
        look(maker, OF_MAKER, "of 'decisionMakers' ")
        for statement in _items(maker.get("preferences")) if isinstance(maker, dict) else ():
            look(statement, OF_STATEMENT, "of 'preferences' ")
    for (where, name), count in list(found.items())[:MOST_KEYS]:
        times = f" ({count:,} times)" if count > 1 else ""
        meant = f": {_MEANT[name]}" if name in _MEANT else ""
        reader.notes.append(f"the key '{name}' {where}is not understood and left out{times}{meant}")
    if len(found) > MOST_KEYS:
        rest = len(found) - MOST_KEYS
        reader.notes.append(f"{rest:,} more keys are not understood and left out")


@dataclass(slots=True)
class Twice:
    """Notes keys that stand twice in one object, of which JSON keeps the last."""

    reader: GmcrReader
    told: set[str] = field(default_factory=set)

    def note(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        """Return the object of these pairs."""
        found = dict(pairs)
        if len(found) < len(pairs):
            seen: set[str] = set()
            for key, _ in pairs:
                if key in seen and key not in self.told and len(self.told) < MOST_KEYS:
                    self.told.add(key)
                    self.reader.notes.append(
                        f"the key {told(key)} stands twice in one object: the last counts"
                    )
                seen.add(key)
        return found


def _items(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else ()


def direction_of(reader: GmcrReader, path: str, option: Mapping[str, object]) -> str:
    """Return which way an option can be switched: `both`, `fwd` or `back`."""
    written = option.get("permittedDirection")
    if written is not None and written not in _DIRECTIONS:
        known = ", ".join(_DIRECTIONS)
        reader.report("G003", f"{path}.permittedDirection is {told(written)}, not one of {known}")
        return "both"
    direction = "" if written is None else str(written)
    label = clean(str(option.get("name")))
    for key in ("reversible", "reversibility"):
        if option.get(key) is None:
            continue
        said = _reversible(option[key])
        if not said:
            taken = {"": "both ways", "fwd": "on only", "back": "off only"}.get(direction)
            reader.notes.append(
                f"'{key}' of the option '{label}' is {told(option[key])}, which is not understood: "
                f"it can be switched {taken or 'both ways'}"
            )
        elif direction and said != direction:
            reader.notes.append(
                f"'{key}' of the option '{label}' is {told(option[key])} and is left out: the "
                f"file says '{direction}', too, and that counts"
            )
        elif not direction:
            direction = said
            if option[key] in (False, "irreversible"):
                reader.notes.append(
                    f"the option '{label}' is said to be irreversible: it is read as one that "
                    "stays once it is in effect"
                )
    return direction or "both"


def _reversible(value: object) -> str:
    if isinstance(value, bool):
        return "both" if value else "fwd"
    return _REVERSIBLE.get(value.strip().lower(), "") if isinstance(value, str) else ""


def words_of_file(reader: GmcrReader, data: Mapping[str, object]) -> tuple[str, str]:
    """Return title and description: those we once wrote into the file, or its own."""
    ours = data.get("detente")
    ours = ours if isinstance(ours, dict) else {}
    found = []
    for key, own in (("title", "title"), ("description", "summary")):
        first = _text(reader, ours, own, f"'{own}' of 'detente'")
        second = _text(reader, data, key, f"'{key}'")
        if first and second and first != second:
            reader.notes.append(f"the {key} '{_cut(second)}' is left out: '{_cut(first)}' counts")
        found.append(first or second)
    title, description = found
    return title, description


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."


def _text(reader: GmcrReader, data: Mapping[str, object], key: str, where: str) -> str:
    value = data.get(key)
    if isinstance(value, str) and len(value) <= 10_000:
        return clean(value)
    if value is not None:
        what = "too long" if isinstance(value, str) else told(value)
        reader.notes.append(f"{where} is {what} and left out")
    return ""
