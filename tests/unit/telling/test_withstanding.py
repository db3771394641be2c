"""How the answer to the question of robustness reads."""

from __future__ import annotations

from dataclasses import replace

import detente
from detente.analyses.robustness.results import Robustness
from detente.conflict.conflict import Conflict
from detente.telling.tables import WIDTH
from detente.telling.withstanding import robustness_text, withstands

GATE = """\
detente: 1
title: The gate
parties:
  A: {prefers: [gate, not key, bell]}
  B: {prefers: [key]}
options:
  gate: {label: Open the gate, by: B}
  key: {label: Hand over the key, by: A}
  bell: {label: Ring the bell, by: A, needs: gate}
status_quo: []
targets: {open: gate, both: gate and key}
"""


def told(text: str, target: str, **settings: object) -> tuple[Conflict, Robustness, str]:
    """Return a conflict, what is found of it, and the text, without line ends."""
    conflict = detente.loads(text)
    found = detente.robustness(conflict, target, **settings)  # type: ignore[arg-type]
    written = robustness_text(conflict, found)
    assert max(map(len, written.split("\n"))) <= WIDTH
    return conflict, found, " ".join(written.split())


def test_exceptions_are_named_by_what_is_found_instead() -> None:
    """The rung that fails instead, whether it rests; moves and concessions are just not so."""
    _, _, text = told(GATE, "both")
    assert "Then nothing stops it: without A.s2; with the opposite of A.s2." in text
    assert "Then it rests: with A.s1 and A.s2 exchanged; without A.s1; without B.s1;" in text
    assert "'Hand over the key'. Not so: with A.s1 and A.s2 exchanged;" in text
    assert "Nothing changes this." not in text
    assert "A.s2: A would rather not have 'Hand over the key' in effect." in text
    assert "Nothing changes this." in told(GATE, "gate and not gate")[2]


def test_what_only_a_variation_finds_is_told_with_it() -> None:
    """After the findings, the variations that find it."""
    _, _, text = told(GATE, "both")
    _, _, rest = text.partition("Found only with a variation:")
    assert "put in effect 'Ring the bell'. So: without bell.needs." in rest
    _, _, none = told(GATE.replace("[gate, not key, bell]", "[gate]"), "gate and not gate")
    assert "Found only" not in none


def test_endings_are_told_by_the_options_in_effect() -> None:
    """At which states, that it rests, or that there is no end."""
    _, _, text = told(GATE, "both")
    assert "Then at gate, key and bell: without A.s2" in text
    assert "Then the status quo rests: with A.s1 and A.s2 exchanged" in text
    chase = GATE.replace("[gate, not key, bell]", "[key iff gate]")
    chase = chase.replace("[key]", "[not (key iff gate)]")
    _, _, text = told(chase, "both")
    assert "go on without an end" in text
    assert "Then at gate:" in text
    turned = detente.loads(chase.replace("[key iff gate]", "[not (key iff gate)]"))
    again = detente.robustness(turned, "both")
    assert "Then they do not end:" in " ".join(robustness_text(turned, again).split())


def test_the_sentence_on_what_stops_it_counts_all_kinds() -> None:
    """No variation, one, or several."""
    _, found, text = told(GATE, "both")
    said = withstands(found)
    assert said in text
    assert said.startswith("Of 2 swaps, 5 drops, 4 negations and 0 sources,")
    changing = sum(count.rung for count in found.counts)
    assert changing > 1
    assert said.endswith(f"{changing} change what stops 'both'.")
    _, found, _ = told(GATE, "gate and not gate")
    assert "no variation changes what stops" in withstands(found)


def test_long_lists_are_cut() -> None:
    """More moves than three, and more variations than six, are counted."""
    doors = "".join(f"  d{n}: {{by: A}}\n" for n in range(5))
    text = (
        "detente: 1\ntitle: Doors\nparties:\n  A: {prefers: [d0, d1, d2, d3, d4]}\n  B: {}\n"
        f"options:\n{doors}status_quo: []\n"
    )
    conflict = detente.loads(text)
    found = detente.robustness(conflict, "d0")
    assert "(see --json)" in robustness_text(conflict, found)


def test_a_variation_without_an_answer_says_why() -> None:
    """The window cannot be counted in days without `as_of`; the order that needs it is accepted."""
    dated = GATE.replace("title: The gate", "title: The gate\nas_of: 2031-01-01")
    dated = dated.replace("gate: {label", "gate: {window: 2031-01-02..2031-01-03, label")
    conflict = replace(detente.loads(dated), as_of=None)
    found = detente.robustness(conflict, "both")
    text = " ".join(robustness_text(conflict, found).split())
    assert "Has no answer: - without A.s2: a window of 'Open the gate' cannot be counted" in text


CHASE = """\
detente: 1
title: The chase
parties:
  A: {prefers: [out, a iff b]}
  B: {prefers: [shut or out, not (a iff b)]}
options:
  a: {label: Turn left, by: A}
  b: {label: Look left, by: B}
  out: {label: Leave, by: A, undone_by: nobody}
  shut: {label: Shut the door, by: B, undone_by: nobody}
rules: [out implies not a and not b, not (out and shut)]
status_quo: []
targets: {met: a and b}
"""


def test_moves_that_may_go_round_are_not_told_to_end() -> None:
    """Where some preferred moves end and others come to where they never do, both are said."""
    _, found, text = told(CHASE, "met")
    (said,) = (one.sentence for one in found.findings if one.kind == "endings")
    assert said == (
        "Moves that all who make them prefer end at: 'Leave'; or they go round without an end."
    )
    assert "Then they do not end: without rule.1" in text
    assert "Then at out: without B.s1" in text
    open_door = told(CHASE.replace("shut or out, ", "not shut, "), "met")[2]
    assert "prefer end at: 'Leave'. Then" in open_door
    assert "Then at out; or they go round: with the opposite of B.s1." in open_door


def test_every_item_that_is_named_is_explained() -> None:
    """What the items say stands below, also of those named for what is rarely found instead."""
    _, found, text = told(CHASE, "met")
    shown, _, below = text.partition("Found only with a variation:")
    for item, said in found.items:
        if f" {item} " in shown or f" {item};" in shown or f" {item}." in shown:
            assert f"{item}: {said}" in below or f"{item}: {said}" in shown
