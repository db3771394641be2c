"""Tables of a model: what a spreadsheet and a program get."""

from __future__ import annotations

import csv
import io
import json

from detente.formats.tables import ModelTables, MovesFrom, StateRow, to_csv, to_json

TABLES = ModelTables(
    options={"x": "Do x", "y": "y"},
    parties={"A": "Party, A", "B": "B"},
    status_quo="NN",
    states=(
        StateRow("NN", (), {"A": 2, "B": 1}, {"nash": ("B",)}),
        StateRow("NY", ("y",), {"A": 1, "B": 1}, {"nash": ("A", "B")}),
    ),
    moves=(MovesFrom(("A", "B"), "NN", ("NY",)),),
    concepts=("nash",),
    unknown_order=("B",),
)


def test_csv():
    """One line for each state: options, places, verdicts; doubt stands in the heading."""
    head, *lines = csv.reader(io.StringIO(to_csv(TABLES)))
    assert head == [
        "state",
        "x",
        "y",
        "A place",
        "B place (order not fully known)",
        "A nash",
        "B nash",
        "equilibrium nash",
    ]
    assert lines == [
        ["NN", "N", "N", "2", "1", "no", "yes", "no"],
        ["NY", "N", "Y", "1", "1", "yes", "yes", "yes"],
    ]


def test_json():
    """States, moves and the order of each party, best first, equals together."""
    found = json.loads(to_json({"question": "export"}, TABLES))
    assert next(iter(found)) == "question"
    assert found["options"] == [{"name": "x", "label": "Do x"}, {"name": "y", "label": "y"}]
    assert found["parties"][0] == {"name": "A", "label": "Party, A"}
    assert found["states"] == [{"state": "NN", "options": []}, {"state": "NY", "options": ["y"]}]
    assert found["moves"] == [{"parties": ["A", "B"], "from": "NN", "to": ["NY"]}]
    assert found["preferences"] == {"A": [["NY"], ["NN"]], "B": [["NN", "NY"]]}
    assert found["unknown_order"] == ["B"]
    assert found["status_quo"] == "NN"


def test_json_is_one_line_a_state():
    """Two versions of the document can be compared line by line."""
    assert '    {"state": "NY", "options": ["y"]}\n' in to_json({}, TABLES)
