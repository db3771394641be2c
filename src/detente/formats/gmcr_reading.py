"""A `.gmcr` file, and what of it counts; names are made fit for a conflict file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import NoReturn

from detente.errors import ConflictProblems, Place, Problem
from detente.formats.gmcr import Imported
from detente.formats.gmcr_keys import Twice, direction_of, note_others, words_of_file
from detente.formats.gmcr_preferences import Preferences, preferences_of
from detente.formats.gmcr_values import HINTS, MOST_NAMES, GmcrReader, told
from detente.formats.identifiers import is_name, option_name, party_name
from detente.formats.patterns import Pattern

FLAGS = ("useManualPreferenceRanking", "useManualPreferenceVectors")


def imported(text: str, file: str) -> Imported:
    """Return the conflict that a `.gmcr` file holds, and what was dropped or renamed."""
    from detente.formats.gmcr_building import built

    reader = GmcrReader(file)
    data = _parsed(reader, text)
    note_others(reader, data)
    model = _model(reader, data)
    if reader.problems:
        raise ConflictProblems(reader.problems)
    return built(reader, model, title=PurePath(file).stem.strip("<>") or "model")


@dataclass(frozen=True, slots=True)
class GmcrOption:
    """An option as the file has it, and its name in a conflict file."""

    label: str
    name: str
    direction: str
    owners: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GmcrParty:
    """A decision maker as the file has it, and its name in a conflict file."""

    label: str
    name: str
    preferences: Preferences
    misperceives: bool


@dataclass(frozen=True, slots=True)
class GmcrModel:
    """What of a file counts; `by_ranking` is None where it does not say what of it does."""

    title: str
    description: str
    options: tuple[GmcrOption, ...]
    parties: tuple[GmcrParty, ...]
    infeasible: tuple[Pattern, ...]
    by_ranking: bool | None
    coalitions: tuple[tuple[int, ...], ...]


def _parsed(reader: GmcrReader, text: str) -> Mapping[str, object]:
    file = reader.file
    twice = Twice(reader)

    def refused(word: str) -> NoReturn:
        raise ValueError(f"'{word}' is not a number")

    try:
        data = json.loads(
            text.removeprefix("\ufeff"), parse_constant=refused, object_pairs_hook=twice.note
        )
    except json.JSONDecodeError as error:
        place = Place(file, error.lineno, error.colno)
        message = f"this is not JSON: {error.msg}"
        raise ConflictProblems([Problem("G001", place, message, HINTS["G001"])]) from None
    except (ValueError, RecursionError) as error:
        why = "it is nested too deep" if isinstance(error, RecursionError) else "a number is odd"
        message = f"this is not JSON of a model: {why}"
        place = Place(file, 1, 1)
        raise ConflictProblems([Problem("G001", place, message, HINTS["G001"])]) from None
    missing = [key for key in ("options", "decisionMakers") if key not in _object(data)]
    if missing:
        message = f"this is no .gmcr model: it has no '{missing[0]}'"
        raise ConflictProblems([Problem("G002", Place(file, 1, 1), message, HINTS["G002"])])
    return _object(data)


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _model(reader: GmcrReader, data: Mapping[str, object]) -> GmcrModel:
    written = list(reader.objects_at(data["options"], "options"))
    makers = list(reader.objects_at(data["decisionMakers"], "decisionMakers"))
    for key, found in (("options", written), ("decisionMakers", makers)):
        if not found and not reader.problems:
            reader.report("G002", f"'{key}' is empty: there is no model without any")
    owners = _owners(reader, makers, len(written))
    labels = [reader.text_at(maker.get("name"), f"{path}.name") for path, maker in makers]
    ours = _object(data.get("detente"))
    parties = _names(labels, ours.get("parties"), kind="party")
    owner_labels = [labels[own[0]] if own else "" for own in owners]
    option_labels = [reader.text_at(o.get("name"), f"{path}.name") for path, o in written]
    names = _names(option_labels, ours.get("options"), kind="option", owners=owner_labels)
    patterns, key = _infeasible(reader, data)
    infeasible = [
        reader.pattern_at(pattern, f"{key}[{number}]", len(written))
        for number, pattern in enumerate(patterns)
    ]
    if () in infeasible:
        reader.report("G005", f"a pattern of '{key}' is empty and excludes every state")
    title, description = words_of_file(reader, data)
    return GmcrModel(
        title=title,
        description=description,
        options=tuple(
            GmcrOption(label, name, direction_of(reader, path, option), own)
            for label, name, (path, option), own in zip(
                option_labels, names, written, owners, strict=True
            )
        ),
        parties=tuple(
            GmcrParty(
                label,
                name,
                preferences_of(reader, maker, path, len(written)),
                bool(maker.get("misperceptions")),
            )
            for label, name, (path, maker) in zip(labels, parties, makers, strict=True)
        ),
        infeasible=tuple(pattern for pattern in infeasible if pattern),
        by_ranking=_by_ranking(reader, data),
        coalitions=tuple(_coalitions(reader, data.get("coalitions"), len(makers))),
    )


def _owners(
    reader: GmcrReader, makers: Sequence[tuple[str, Mapping[str, object]]], count: int
) -> list[tuple[int, ...]]:
    """Return who owns each option: usually one decision maker, maybe none or several."""
    found: list[list[int]] = [[] for _ in range(count)]
    for number, (path, maker) in enumerate(makers):
        listed = reader.list_at(maker.get("options"), f"{path}.options")
        for place, value in enumerate(listed):
            index = reader.index_at(value, f"{path}.options[{place}]", count, "options")
            if index is not None and number not in found[index]:
                found[index].append(number)
    return [tuple(own) for own in found]


def _infeasible(reader: GmcrReader, data: Mapping[str, object]) -> tuple[Sequence[object], str]:
    """Return the patterns that no state matches, and the key they stand under."""
    key = "infeasibles"
    if data.get("infeasible") is not None:
        if data.get(key) is None:
            key = "infeasible"
            reader.notes.append("the key 'infeasible' is read as 'infeasibles'")
        elif data["infeasible"] != data[key]:
            reader.notes.append("the key 'infeasible' is left out: 'infeasibles' counts")
    return reader.list_at(data.get(key), key), key


def _by_ranking(reader: GmcrReader, data: Mapping[str, object]) -> bool | None:
    """Return what the file says of whether rankings count; None if it says nothing."""
    said = {key: data[key] for key in FLAGS if data.get(key) is not None}
    for key, flag in said.items():
        if not isinstance(flag, bool):
            reader.report("G003", f"'{key}' is {told(flag)}, not true or false")
    if len(set(map(bool, said.values()))) > 1:
        first, second = FLAGS
        reader.notes.append(f"'{second}' says otherwise than '{first}' and is left out")
    return next((bool(flag) for flag in said.values()), None)


def _names(
    labels: Sequence[str], ours: object, *, kind: str, owners: Sequence[str] = ()
) -> list[str]:
    """Return names for a conflict file: those we once wrote into the file, if they still fit."""
    found: list[str] = []
    for number, label in enumerate(labels, start=1):
        if kind == "party":
            found.append(party_name(label, found, number=number))
        else:
            found.append(option_name(label, found, owner=owners[number - 1], number=number))
    if isinstance(ours, list) and len(ours) == len(labels) == len({str(name) for name in ours}):
        usable = [name for name in ours if isinstance(name, str) and _usable(name, kind)]
        if len(usable) == len(ours):
            return usable
    return found


def _usable(name: str, kind: str) -> bool:
    if kind == "party":
        return party_name(name, ()) == name
    return is_name(name)


def _coalitions(reader: GmcrReader, value: object, count: int) -> Iterator[tuple[int, ...]]:
    for number, item in enumerate(reader.list_at(value, "coalitions", most=MOST_NAMES)):
        path = f"coalitions[{number}]"
        if isinstance(item, list):
            listed = reader.list_at(item, path, most=MOST_NAMES)
            members = [reader.index_at(one, path, count, "decision makers") for one in listed]
            yield tuple(member for member in members if member is not None)
        else:
            reader.index_at(item, path, count, "decision makers")
