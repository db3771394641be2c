"""States: the longest name, whatever the apostrophe."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.evidence.reading.parties import states
from detente.evidence.reading.parties.states import halves, places, two_koreas


def _codes(text: str) -> list[str]:
    return [place.code for place in places(text)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("the Democratic People’s Republic of Korea", ["PRK"]),
        ("the Democratic People's Republic of Korea (DPRK)", ["PRK", "PRK"]),
        ("the Republic of Korea", ["KOR"]),
        ("the ROK and the DPRK", ["KOR", "PRK"]),
        ("US and U.S. and the UK", ["USA", "USA", "GBR"]),
        ("let us go", []),
        ("South Sudan’s, not Sudan’s", ["SSD", "SDN"]),
        ("Guinea-Bissau and Papua New Guinea", ["GNB", "PNG"]),
        ("the People’s Republic of China and the Republic of China", ["CHN", "TWN"]),
        ("Omanis at the IAEA", ["OMN", "IAE"]),
        ("Russia-backed", ["RUS"]),
        ("Iranology", []),
    ],
)
def test_which_state(text: str, codes: list[str]) -> None:
    """A name within a longer one is not found."""
    assert _codes(text) == codes


def test_halves_of_korea() -> None:
    """The North is a state only where both Koreas are in the text."""
    assert two_koreas("North Korea met South Korea.")
    assert two_koreas("Pyongyang said the two Koreas may meet.")
    assert not two_koreas("North Korea met Japan.")
    assert [one.code for one in halves("The North and the South’s envoy met.")] == ["PRK", "KOR"]
    assert not halves("the North Sea")


def test_the_table() -> None:
    """The table is small, and each of its codes stands once."""
    table = Path(states.__file__).with_name("states.txt")
    assert table.stat().st_size < 60_000
    rows = [line for line in table.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert len({row.split("|")[0] for row in rows}) == len(rows) > 190
    assert all(row.count("|") == 5 for row in rows)


def test_names_of_former_days() -> None:
    """They are found in a text, and known to be of former days."""
    assert [one.code for one in places("Bonn and the Soviet Union")] == ["DEU", "RUS"]
    assert {"Bonn", "Soviet Union", "Persia"} <= states.former()
    assert not {"Berlin", "Russia", "Germany", "Iran"} & states.former()
    assert not any("*" in word for word in states.terms())
