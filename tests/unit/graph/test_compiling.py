"""Compiling at the edges: rules that contradict each other, numbers that do not fit."""

from __future__ import annotations

from itertools import combinations

import pytest

import detente
from detente.errors import ConflictProblems

FILE = """\
detente: 1
title: Edge
parties:
  north:
    weights: [{weights}]
  south: {{}}
options:
  a: {{by: north}}
  b: {{by: south}}
  c: {{by: south}}
rules: [{rules}]
"""


def compiled(*, weights: str = "{a: 1}", rules: str = "") -> detente.GraphModel:
    """Return the model of a small conflict."""
    return detente.compile(detente.loads(FILE.format(weights=weights, rules=rules)))


@pytest.mark.parametrize(
    ("rules", "guilty"),
    [
        ("a, b, not a", {"rule.1", "rule.3"}),
        ("b, a or c, not a, b or c, not c", {"rule.2", "rule.3", "rule.5"}),
        ("a or b, a or not b, not a or b, not a or not b, c", {f"rule.{n}" for n in range(1, 5)}),
        ("c, b, a and not a", {"rule.3"}),
    ],
)
def test_the_rules_named_are_a_smallest_set_at_odds(rules: str, guilty: set[str]) -> None:
    """The rules named contradict each other, and no fewer of them do."""
    with pytest.raises(ConflictProblems) as raised:
        compiled(rules=rules)
    (problem,) = raised.value.problems
    named = {word for word in problem.message.replace(",", " ").split() if word.startswith("rule.")}
    assert (problem.code, named) == ("M001", guilty)
    texts = [text.strip() for text in rules.split(",")]
    chosen = [texts[int(name.removeprefix("rule.")) - 1] for name in named]
    for fewer in combinations(chosen, len(chosen) - 1):
        assert compiled(rules=", ".join(fewer)).count > 0


def test_weights_of_any_size_are_added_exactly() -> None:
    """A number too large for the machine decides, and the smallest breaks the tie."""
    graph = compiled(
        weights="{a: 999999999999999.999999999}, {b: 0.000000001}, {a and b: -0.000000002}"
    )
    order = ["YNN", "YYN", "NYN", "NNN"]
    for better, worse in combinations(order, 2):
        assert graph.compare("north", better, worse) == "better"
        assert graph.compare("north", worse, better) == "worse"
