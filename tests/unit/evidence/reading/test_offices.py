"""Offices, and the state that goes with them."""

from __future__ import annotations

import pytest

from detente.evidence.reading.people.offices import is_office, office_in


@pytest.mark.parametrize(
    ("phrase", "state"),
    [
        ("US special envoy for North Korea", "USA"),
        ("South Korean Foreign Minister", "KOR"),
        ("Iran’s foreign minister", "IRN"),
        ("president of France", "FRA"),
        ("spokesman for the State Department", "USA"),
        ("White House press secretary", "USA"),
        ("secretary-general of the United Nations", "UNO"),
        ("U.N. envoy for Syria", "UNO"),
        ("Syria's ambassador to the U.N.", "SYR"),
        ("First Vice Foreign Minister", ""),
        ("envoy for North Korea", ""),
        ("ambassador to Japan", ""),
        ("adviser to President Moon", ""),
    ],
)
def test_the_state_of_an_office(phrase: str, state: str) -> None:
    """The word before the office names the employer; what it deals with does not."""
    office = office_in(phrase)
    assert office is not None
    assert office.state == state


@pytest.mark.parametrize(
    "phrase",
    [
        "former US ambassador to Seoul",
        "ex-president of France",
        "analyst at the Crisis Group",
        "chairman of the Sejong Institute and a former special adviser to President Moon",
        "retired South Korean general",
    ],
)
def test_who_speaks_for_nobody(phrase: str) -> None:
    """Former officials and scholars speak for no party."""
    office = office_in(phrase)
    assert office is not None
    assert office.observer
    assert not office.state


def test_a_party_no_table_knows() -> None:
    """A name that goes with an office may be a party, and is kept apart from the states."""
    office = office_in("prime minister of Sudland")
    assert office is not None
    assert (office.state, office.domain) == ("", "Sudland")


def test_no_office() -> None:
    """What names no office has none."""
    assert office_in("the red bicycle") is None
    assert is_office("Minister")
    assert not is_office("bicycle")
