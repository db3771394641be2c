"""Cast files: who the people are, and every problem at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.conflict.time import parse_day
from detente.errors import ConflictProblems
from detente.evidence.reading import load_cast, read_cast

GOOD = """\
parties:
  DPRK: {state: North Korea, aliases: [the regime]}
  Guild:
persons:
  Ri Mun Ho:
    aliases: Comrade Ri
    offices:
      - {office: Envoy, party: DPRK, from: 2018, to: 2019-06}
      - {office: Speaker, from: 2020}
  Ada Berg: {party: Guild}
"""


def test_a_cast(tmp_path: Path) -> None:
    """Names, aliases, offices, parties and dates are read."""
    file = tmp_path / "cast.yaml"
    file.write_text(GOOD, "utf-8")
    cast = load_cast(file)
    assert [(p.name, p.code, p.aliases) for p in cast.parties] == [
        ("DPRK", "PRK", ("the regime",)),
        ("Guild", "", ()),
    ]
    ri, ada = cast.persons
    assert ri.names == ("Ri Mun Ho", "Comrade Ri")
    assert [(o.office, o.party) for o in ri.offices] == [("Envoy", "DPRK"), ("Speaker", "")]
    assert ada.offices[0].party == "Guild"
    assert cast.party_of("PRK") == "DPRK"
    assert cast.party_of("USA") == "United States"


def test_when_an_office_was_held() -> None:
    """An office is held between its dates; without a day nobody knows."""
    envoy = read_cast(GOOD).persons[0].offices[0]
    assert envoy.on(parse_day("2019-06-30"))
    assert envoy.on(parse_day("2019-07-01")) is False
    assert envoy.on(parse_day("2017")) is False
    assert envoy.on(None) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("party: {}\n", ("S001", 1)),
        ("parties: [A]\n", ("S004", 1)),
        ("parties:\n  A: {state: Atlantis}\n", ("S005", 2)),
        ("parties:\n  A: {kind: x}\n", ("S001", 2)),
        ("parties:\n  A:\n  A:\n", ("S002", 3)),
        ("parties:\n  A: {aliases: [X]}\n  B: {aliases: [x]}\n", ("N003", 3)),
        ("persons:\n  P: {party: A}\n", ("N001", 2)),
        ("persons:\n  P:\n    offices: envoy\n", ("S004", 3)),
        ("persons:\n  P:\n    offices:\n      - envoy\n", ("S004", 4)),
        ("persons:\n  P:\n    offices:\n      - {from: 2020}\n", ("S003", 4)),
        ("persons:\n  P:\n    offices:\n      - {office: E, from: soon}\n", ("T001", 4)),
        ("persons:\n  P:\n    offices:\n      - {office: E, from: 2020, to: 2019}\n", ("T002", 4)),
        ("persons:\n  P: {aliases: {a: b}}\n", ("S004", 2)),
        ("- one\n", ("S004", 1)),
    ],
)
def test_problems(text: str, problem: tuple[str, int]) -> None:
    """What is wrong is said where it stands, by its code."""
    with pytest.raises(ConflictProblems) as caught:
        read_cast(text)
    assert [(p.code, p.place.line) for p in caught.value.problems] == [problem]


def test_all_problems_at_once() -> None:
    """One run reports every problem."""
    with pytest.raises(ConflictProblems) as caught:
        read_cast("parties:\n  A: {stat: x}\npersons:\n  P: {party: B}\n")
    assert [p.code for p in caught.value.problems] == ["S001", "N001"]
    assert "did you mean 'state'?" in caught.value.problems[0].hint
