"""`detente stability` as text: the answer for a person."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from syrupy.assertion import SnapshotAssertion

from detente.cli.main import app


@pytest.mark.parametrize(
    "arguments",
    [
        ["korea/declaration-2021"],
        ["korea/declaration-2021", "--epoch", "2022-05-10", "--concept", "nash,seq"],
        ["korea/declaration-2021", "--without", "US.c3,DPRK.c2", "--concept", "nash"],
        ["korea/hanoi-2019"],
        ["korea/hanoi-2019", "--state", "NNNYNNNNNN", "--party", "DPRK", "--sanctions", "once"],
        ["nuclear/cuban-missile-crisis", "--state", "status-quo"],
        ["water/elmira", "--state", "s1", "--concept", "gmr"],
        ["classics/prisoners-dilemma"],
    ],
    ids=" ".join,
)
def test_the_text_is_as_before(arguments: list[str], snapshot: SnapshotAssertion) -> None:
    """Status quo, where it rests, counts, equilibria, joint moves, verdicts and notes."""
    found = CliRunner().invoke(app, ["stability", *arguments])
    assert found.exit_code == 0
    assert found.stdout == snapshot


def test_unknown_order_is_said() -> None:
    """Where an order of importance is not known the text says how it was computed."""
    text = (
        "{detente: 1, title: t, parties: {A: {name: First, prefers: [{any_order: [a, b]}]}, "
        "B: {prefers: [b]}}, options: {a: {by: A}, b: {by: B}}, status_quo: []}"
    )
    found = CliRunner().invoke(app, ["stability", "-"], input=text)
    assert found.exit_code == 0
    assert (
        "The order of importance is not fully known for First; all this is computed in the order "
        "written." in " ".join(found.stdout.split())
    )


def test_lines_stay_on_the_page() -> None:
    """Sentences are wrapped at 100 columns."""
    found = CliRunner().invoke(app, ["stability", "korea/hanoi-2019", "--state", "status-quo"])
    sentences = [line for line in found.stdout.splitlines() if not line.startswith("  drop:")]
    assert max(map(len, sentences)) <= 100


def test_a_state_that_is_not_there_is_wrong_use() -> None:
    """`--state status-quo` needs a status quo; exit code 2."""
    found = CliRunner().invoke(app, ["stability", "classics/chicken", "--state", "status-quo"])
    assert (found.exit_code, found.stdout) == (2, "")
    assert "names no status quo" in found.stderr
