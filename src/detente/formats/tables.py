"""A compiled model as plain tables: CSV for spreadsheets, one JSON document for programs.

The tables know words only.  Who fills them asks the graph; who reads them needs no graph.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StateRow:
    """One state: the options in effect, its place for each party, the verdicts on it.

    Place 1 is the best, equals share a place.  `stable` names, for each concept, the parties
    for which the state is stable.
    """

    state: str
    in_effect: tuple[str, ...]
    places: Mapping[str, int]
    stable: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class MovesFrom:
    """The states that some parties can reach in one move, alone or all together."""

    parties: tuple[str, ...]
    start: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModelTables:
    """A model in words: options and parties by name and title, states, moves, order.

    `unknown_order` names the parties whose places follow the order written in the file,
    because that order is not fully known.
    """

    options: Mapping[str, str]
    parties: Mapping[str, str]
    status_quo: str | None
    states: tuple[StateRow, ...]
    moves: tuple[MovesFrom, ...]
    concepts: tuple[str, ...]
    unknown_order: tuple[str, ...]


def to_csv(tables: ModelTables) -> str:
    """Return one line for each state: options, places, who finds it stable, equilibria."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(
        [
            "state",
            *tables.options,
            *(_place_of(tables, party) for party in tables.parties),
            *(f"{party} {concept}" for concept in tables.concepts for party in tables.parties),
            *(f"equilibrium {concept}" for concept in tables.concepts),
        ]
    )
    for row in tables.states:
        stable = {concept: set(row.stable[concept]) for concept in tables.concepts}
        writer.writerow(
            [
                row.state,
                *("Y" if option in row.in_effect else "N" for option in tables.options),
                *(row.places[party] for party in tables.parties),
                *(
                    "yes" if party in stable[concept] else "no"
                    for concept in tables.concepts
                    for party in tables.parties
                ),
                *(
                    "yes" if len(found) == len(tables.parties) else "no"
                    for found in stable.values()
                ),
            ]
        )
    return stream.getvalue()


def _place_of(tables: ModelTables, party: str) -> str:
    # the file may part from the message, so the heading itself says it
    doubt = " (order not fully known)" if party in tables.unknown_order else ""
    return f"{party} place{doubt}"


def to_json(head: Mapping[str, object], tables: ModelTables) -> str:
    """Return one document: options, parties, states, moves, and the order of each party."""
    document = {
        **head,
        "options": [{"name": name, "label": label} for name, label in tables.options.items()],
        "parties": [{"name": name, "label": label} for name, label in tables.parties.items()],
        "status_quo": tables.status_quo,
        "states": [{"state": row.state, "options": list(row.in_effect)} for row in tables.states],
        "moves": [
            {"parties": list(moves.parties), "from": moves.start, "to": list(moves.to)}
            for moves in tables.moves
        ],
        "preferences": {party: _classes(tables, party) for party in tables.parties},
        "unknown_order": list(tables.unknown_order),
    }
    lines = (f"  {_text(key)}: {_by_line(value)}" for key, value in document.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _by_line(value: object) -> str:
    """Return a value with one line for each item of a list: short, and easy to compare."""
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return "[\n    " + ",\n    ".join(map(_text, value)) + "\n  ]"
    return _text(value)


def _classes(tables: ModelTables, party: str) -> list[list[str]]:
    """Return the states by their place for a party, best first; equals stand together."""
    found: dict[int, list[str]] = {}
    for row in tables.states:
        found.setdefault(row.places[party], []).append(row.state)
    return [found[place] for place in sorted(found)]
