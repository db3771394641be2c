"""Items of a conflict as sentences."""

from __future__ import annotations

import pytest

import detente
from detente.analyses import saying
from detente.analyses.wording import words_of
from detente.conflict.conflict import statements
from detente.conflict.parties import Condition

TEXT = """
detente: 1
title: Harbour
as_of: 2024
parties:
  A:
    name: United Kingdom
    prefers:
      - red line: x implies y
      - red line: x
      - red line: not y
      - red line: x or y
      - demand: x
      - demand: not x
      - demand: x implies (y and z)
      - demand: {DEMAND}
      - x
      - not x
      - x implies y
      - y iff z
      - want: x
        strength: much
    conditions:
      - x only after y
      - x only with y or z
      - not x only with y and z
      - x only with not y
      - x only after (y implies z)
  B: {prefers: [y]}
  C: {name: Congress, prefers: [z]}
options:
  x: {label: Open, by: [A, B], undone_by: {any_of: [A, [B, C]]}, undone_when: y, slow: true}
  y: {by: {any_of: [A, B]}, undone_by: nobody, needs: z, after: x implies z, ratified_by: [C]}
  z:
    by: nobody
    undone_by: C
    takes: 10..20 days
    window:
      - 2024-02..2024-03
      - {from: 2024-05, party: A}
      - {until: 2024-06, wish: true, party: B}
  w: {by: C, takes: 1 week, window: 2024-07-01}
rules:
  - x implies y
  - not x
  - not (x and y)
  - x or y
  - definition: x iff y
channels:
  - {between: [A, B], when: y or z}
""".replace("{DEMAND}", "x iff z")
CONFLICT = detente.loads(TEXT)
WORDS = words_of(CONFLICT)


def test_statements_say_how_firm_they_are() -> None:
    """Red lines are not accepted, demands could be conceded, wants are what one would rather."""
    said = [saying.statement(WORDS, "A", item) for item in statements(CONFLICT.party("A").prefers)]
    assert said == [
        "The United Kingdom will not accept 'Open' unless 'y' is in effect: a red line.",
        "The United Kingdom will not accept, once 'Open' is in effect, that this ends: a red line.",
        "The United Kingdom will not accept that 'y' comes into effect: a red line.",
        (
            "The United Kingdom will not accept, once it is so, that this ends: 'Open' or 'y' is in "
            "effect: a red line."
        ),
        "The United Kingdom demands that 'Open' be in effect; it could concede this.",
        "The United Kingdom demands that 'Open' not be in effect; it could concede this.",
        (
            "The United Kingdom demands that 'Open' not be in effect unless 'y' and 'z' are in effect; "
            "it could concede this."
        ),
        (
            "The United Kingdom demands that 'Open' be in effect exactly when 'z' is in effect; it "
            "could concede this."
        ),
        "The United Kingdom would rather have 'Open' in effect.",
        "The United Kingdom would rather not have 'Open' in effect.",
        "The United Kingdom would rather not have 'Open' in effect unless 'y' is in effect.",
        "The United Kingdom would prefer that 'y' be in effect exactly when 'z' is in effect.",
        "The United Kingdom would rather have 'Open' in effect; a strong preference.",
    ]


def test_conditions_keep_after_and_with_apart() -> None:
    """'Only after' is judged before the step, 'only with' in the state that it leads to."""
    said = [
        saying.condition(WORDS, "A", item)
        for item in CONFLICT.party("A").conditions
        if isinstance(item, Condition)
    ]
    assert said == [
        "The United Kingdom agrees to 'Open' only after 'y' is in effect.",
        (
            "The United Kingdom agrees to 'Open' only if, once it is done, 'y' or 'z' is in effect (from "
            "before, or together with it)."
        ),
        (
            "The United Kingdom agrees to the end of 'Open' only if, once it is done, 'y' and 'z' are in "
            "effect (from before, or together with it)."
        ),
        "The United Kingdom agrees to 'Open' only if, once it is done, 'y' is not in effect.",
        (
            "The United Kingdom agrees to 'Open' only after this holds: if 'y' is in effect, then 'z' "
            "is in effect."
        ),
    ]


def test_rules_channels_and_definitions() -> None:
    """What binds everybody names nobody."""
    assert [saying.rule(WORDS, rule) for rule in CONFLICT.rules] == [
        "'Open' cannot be in effect unless 'y' is in effect.",
        "'Open' can never be in effect.",
        "'Open' and 'y' cannot both be in effect.",
        "In every state, 'Open' or 'y' is in effect.",
        "By definition, 'Open' is in effect exactly when 'y' is in effect.",
    ]
    assert [saying.channel(WORDS, channel) for channel in CONFLICT.channels] == [
        (
            "The United Kingdom and B can act together only where, once it is done, 'y' or 'z' is in "
            "effect."
        )
    ]


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (
            "x",
            [
                "The United Kingdom and B together can put 'Open' in effect.",
                (
                    "The United Kingdom alone, or B and Congress together can end 'Open', and only "
                    "after 'y' is in effect."
                ),
                (
                    "'Open' is slow: other steps can be taken together with it only by those who put it "
                    "in effect."
                ),
            ],
        ),
        (
            "y",
            [
                "The United Kingdom or B alone can put 'y' in effect, if Congress ratifies it.",
                "Nobody can end 'y'.",
                "'y' cannot be in effect unless 'z' is in effect.",
                (
                    "'y' can be put in effect only after this holds: if 'Open' is in effect, then 'z' "
                    "is in effect."
                ),
            ],
        ),
        (
            "z",
            [
                "Nobody can put 'z' in effect.",
                "Congress alone can end 'z'.",
                "'z' takes 10 to 20 days; what is feasible is judged by 10.",
                "'z' takes effect only from 2024-02 to the end of 2024-03.",
                "'z' takes effect only from 2024-05 on (a window of the United Kingdom).",
                "A wish of B that binds nobody: 'z' is to take effect by the end of 2024-06.",
            ],
        ),
        (
            "w",
            [
                "Congress alone can put 'w' in effect.",
                "Congress alone can end 'w'.",
                "'w' takes 7 days.",
                "'w' takes effect only on 2024-07-01.",
            ],
        ),
    ],
)
def test_options_say_who_when_and_for_how_long(option: str, said: list[str]) -> None:
    """Each part of an option has a sentence of its own."""
    item = CONFLICT.option(option)
    found = [saying.switched_on(WORDS, item), saying.switched_off(WORDS, item)]
    found += [saying.needs(WORDS, item)] if item.needs else []
    found += [saying.after(WORDS, item)] if item.after else []
    found += [saying.slow(WORDS, item)] if item.slow else []
    found += [saying.duration(WORDS, option, item.takes)] if item.takes else []
    found += [saying.window(WORDS, option, window) for window in item.windows]
    assert found == said


def test_below_its_option_a_part_says_it() -> None:
    """Where the option has just been named, its parts do not repeat its name."""
    item = CONFLICT.option("y")
    assert saying.switched_off(WORDS, item, it=True) == "Nobody can end it."
    assert saying.needs(WORDS, item, it=True) == "It cannot be in effect unless 'z' is in effect."
