"""A conflict as text: everything is there, defaults are not, and reading gives it back."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from detente.conflict.logic import Name
from detente.conflict.parties import Party, Weight
from detente.errors import WrongUse
from detente.language.loading import load, loads
from detente.language.writing import dumps
from detente.shipped import path_of, slugs

from .conflicts import writable

EVERYTHING = """\
detente: 1
title: "Everything: one of each"
as_of: 2021
summary: A summary.
note: |-
  Two

  paragraphs.

sources:
  paper:
    title: A paper
    publisher: The Press
    author: "1984"
    date: 2021-10
    url: https://example.org/#a
    file: sources/paper.md
    note: A note.
    confidential: true

quotations:
  word:
    source: paper
    speaker: A Minister, of A
    party: A
    voice: own words
    date: 2021-10-27
    about: [A, B]
    text: "no: never"
    passage: sha256:1f3a000000000000000000000000000000000000000000000000000000000000
  gist:
    source: paper
    voice: observer
    paraphrase: The gist.
    note: Ours.

parties:
  A:
    name: Party A
    aliases: [Ay, "Capital, the"]
    because: word
    note: Of the party.
    prefers:
      - red line: not u implies one
        id: core
        position: firm
        because: [word, gist]
        against: gist
        only_in: [wide]
      - any_order: [s, not v]
        because: word
      - any_order:
          - demand: u
            position: firm
          - v
      - demand: at least 2 of s, u, v
        strength: much
      - u
    conditions:
      - condition: not s only after u or v
        position: firm
        confidential: true
      - u only with s
    floor: []

  B:
    ranking:
      - "YNNN"
      - much
      - ["NNNN", "YYNN"]
      - both
      - others

  C:
    weights:
      - s: 2.50
      - (note): -1
        because: gist

  D: {}

positions:
  firm:
    party: A
    label: Firm
    note: Said often.
    confidential: true

options:
  s:
    by: A
  u:
    label: Do u
    by: [A, B]
    undone_by:
      any_of: [A, [B, C]]
    undone_when: s
    needs: s or v
    after: s
    slow: true
    takes: 2..3 weeks
    window: 2021-10-27..2022-05-09
    ratified_by: C
    verified_by: The agency
    because: word
  v:
    by: nobody
    undone_by: A
    takes:
      duration: 10 days
      because: gist
    window:
      - 2021-11
      - from: 2021-12
        party: B
        wish: true
        note: Hoped for.
  note:
    by:
      any_of: [A, B]
    undone_by: nobody

facts:
  one: s and u
  two:
    label: The second
    formula: one iff v
    because: gist

rules:
  - u implies s
  - rule: not (u and note)
    id: apart
    note: Why.
  - definition: two implies one

channels:
  - between: [A, B]
    when: s
    because: word

states:
  both: s and u and not note
  some:
    formula: note
    label: Some of it

status_quo: [s]

targets:
  end: both
  way: u and not v

outcome:
  state: both
  date: 2022-05-10
  steps:
    - s
    - [u, not v]
  given_up: [firm]
  softened: [firm]
  because: gist

epochs:
  - from: 2022
    title: Later
    because: word
    parties:
      A:
        prefers:
          - same
          - demand: v
            id: new
        conditions: []

perspectives:
  wide: {}
  narrow:
    sources: []
    voices: [own words, report]
    status_quo: []
    note: Hears little.

default_perspective: wide
"""

EXPLICIT = """\
detente: 1
title: Explicit

parties:
  A:
    moves:
      one: [two, three]
      two: []
    ranking: [one, [two, three], much, others]

states:
  one: The first
  two: {}
  three:
    label: The third
    confidential: true
  four:
    note: Unlabelled.

status_quo: one

targets:
  far: [two, three]

outcome:
  state: two
"""


@pytest.mark.parametrize("slug", slugs())
def test_examples_are_read_back(slug: str):
    """Every shipped conflict is the same after it was written."""
    conflict = load(slug)
    assert loads(dumps(conflict)) == conflict


@pytest.mark.parametrize(
    "seeds", [range(start, start + 20) for start in range(0, 200, 20)], ids=str
)
def test_random_conflicts_are_read_back(seeds: range):
    """Random conflicts are the same after they were written."""
    for seed in seeds:
        conflict = writable(seed)
        assert loads(dumps(conflict)) == conflict, seed


@pytest.mark.parametrize("text", [EVERYTHING, EXPLICIT], ids=["options", "explicit"])
def test_everything_of_the_format(text: str):
    """A file that uses every key, written as we write it, comes back letter by letter."""
    wanted = text.replace("2.50", "2.5")
    assert dumps(loads(text)) == wanted


def test_examples_keep_their_style():
    """An example without comments, folded texts apart, is written as it stands."""
    text = path_of("water/elmira").read_text(encoding="utf-8")
    lines = set(dumps(load("water/elmira")).splitlines())
    assert {line for line in text.splitlines() if "[" in line or line.endswith(":")} <= lines


def test_weights_that_are_no_decimals():
    """Weights in thirds are multiplied until they can be written; comparisons stay."""
    conflict = loads("detente: 1\ntitle: t\nparties: {A: {}}\noptions: {x: {by: A}, y: {by: A}}\n")
    thirds = (Weight("A.w1", Name("x"), Fraction(1, 3)), Weight("A.w2", Name("y"), Fraction(-3, 2)))
    again = loads(dumps(replace(conflict, parties=(Party("A", weights=thirds),))))
    assert [weight.number for weight in again.parties[0].weights] == [2, -9]


def test_weights_that_are_too_large():
    """A number that the format cannot hold is refused, not cut."""
    conflict = loads("detente: 1\ntitle: t\nparties: {A: {}}\noptions: {x: {by: A}}\n")
    huge = (Weight("A.w1", Name("x"), Fraction(10**15)),)
    with pytest.raises(WrongUse, match="too large"):
        dumps(replace(conflict, parties=(Party("A", weights=huge),)))


def test_the_same_text_each_time():
    """Writing what was written gives the same text."""
    text = dumps(load("korea/declaration-2021"))
    assert dumps(loads(text)) == text
