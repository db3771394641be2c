"""Additions to the text of a conflict file: in every style it can be written in, and no more."""

from __future__ import annotations

import pytest

from detente.conflict.conflict import Conflict, statements
from detente.conflict.parties import Condition
from detente.errors import ConflictProblems, Place
from detente.language.emitting import Tree
from detente.language.inserting import Additions, inserted
from detente.language.loading import load, loads
from detente.shipped import path_of, slugs

SOURCES: dict[str, Tree] = {"paper": {"title": "A paper"}}
QUOTATIONS: dict[str, Tree] = {
    "said": {"source": "paper", "voice": "report", "paraphrase": "They want it."}
}
SMALL = """\
detente: 1
title: t
parties:
  A:
    prefers:
      - x   # first
      # last line of the list
  B: {}
options: {x: {by: A}}
"""


def places_of(conflict: Conflict) -> list[Place]:
    """Return where the items stand that can have quotations."""
    found = []
    for party in conflict.parties:
        found += [one.basis.place for one in statements(party.prefers)]
        found += [c.basis.place for c in party.conditions if isinstance(c, Condition)]
    for one in (*conflict.options, *conflict.facts, *conflict.rules, *conflict.channels):
        found.append(one.basis.place)
    return found


def without(text: str) -> list[str]:
    """Return the comments of a text and its title, which nothing may change."""
    return [line.strip() for line in text.splitlines() if line.strip().startswith(("#", "title"))]


@pytest.mark.parametrize("slug", slugs())
def test_every_item_of_every_example_takes_a_quotation(slug: str) -> None:
    """However an item is written, it gets the quotation; nothing else of the model changes."""
    path = path_of(slug)
    assert path is not None
    text, conflict = path.read_text(encoding="utf-8"), load(slug)
    places = places_of(conflict)
    additions = Additions(
        sources=SOURCES, quotations=QUOTATIONS, support=dict.fromkeys(places, ("said",)),
        dispute=dict.fromkeys(places[::3], ("said",)),
    )  # fmt: skip
    result, added = inserted(text, additions, file=str(path))
    assert added.quotation("said").source == "paper"
    there = set(places_of(added))
    assert len(there) == len(places)
    quoted = [one for p in added.parties for one in statements(p.prefers)]
    assert all("said" in one.basis.because for one in quoted)
    assert set(without(text)) <= set(without(result))
    kept = [line for line in text.splitlines() if line in result.splitlines()]
    assert len(kept) > len(text.splitlines()) / 3


def test_statements_and_conditions_go_last() -> None:
    """Lists that are there grow at their end, missing ones are made, in the style around them."""
    additions = Additions(
        sources=SOURCES,
        quotations=QUOTATIONS,
        statements={"A": [{"demand": "not x", "because": ("said",)}], "B": [{"want": "x"}]},
        conditions={"A": [{"condition": "x only after x", "because": ("said",)}]},
    )
    result, conflict = inserted(SMALL, additions)
    assert (
        result
        == """\
detente: 1
title: t
sources:
  paper:
    title: A paper

quotations:
  said:
    source: paper
    voice: report
    paraphrase: They want it.

parties:
  A:
    prefers:
      - x   # first
      # last line of the list
      - demand: not x
        because: [said]
    conditions:
      - condition: x only after x
        because: [said]
  B: {prefers: [{want: x}]}
options: {x: {by: A}}
"""
    )
    assert [one.id for one in statements(conflict.party("A").prefers)] == ["A.s1", "A.s2"]


def test_a_file_of_one_line() -> None:
    """A whole file in braces takes everything, too."""
    text = "{detente: 1, title: t, parties: {A: {prefers: [x]}, B: {}}, options: {x: {by: A}}}"
    place = loads(text).party("A").prefers[0].basis.place  # type: ignore[union-attr]
    additions = Additions(SOURCES, QUOTATIONS, support={place: ("said",)})
    result, conflict = inserted(text, additions)
    assert conflict.party("A").prefers[0].basis.because == ("said",)  # type: ignore[union-attr]
    assert result.count("\n") == 1


def test_empty_sections_and_line_ends() -> None:
    """An empty section is filled; line ends and the mark in front stay as they were."""
    text = SMALL.replace("parties:", "sources: {}\nquotations: {}\nparties:", 1)
    windows = "\ufeff" + text.replace("\n", "\r\n")
    result, _ = inserted(windows, Additions(SOURCES, QUOTATIONS))
    assert result.startswith("\ufeffdetente: 1\r\n")
    assert "\n" not in result.replace("\r\n", "")
    assert "sources:\r\n  paper:\r\n    title: A paper\r\n" in result


def test_anchors_are_refused() -> None:
    """What is shared by an alias would change in two places."""
    text = SMALL.replace("      - x   # first", "      - &x x").replace("{}", "{prefers: [*x]}")
    loads(text)
    with pytest.raises(ConflictProblems, match="anchors"):
        inserted(text, Additions(SOURCES, QUOTATIONS))


def test_what_would_be_no_conflict_is_refused() -> None:
    """A quotation without its source is a problem, told before anything is written."""
    with pytest.raises(ConflictProblems, match="is not a source"):
        inserted(SMALL, Additions(quotations=QUOTATIONS))


def test_nothing_added_changes_nothing() -> None:
    """Without additions the text is the same."""
    assert inserted(SMALL, Additions())[0] == SMALL
