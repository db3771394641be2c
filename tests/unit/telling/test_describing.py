"""A file read back: every item is told once, in the perspective and at the date asked for."""

from __future__ import annotations

from datetime import date

import pytest

import detente
from detente.analyses.assuming import supported
from detente.conflict.conflict import statements
from detente.conflict.parties import Condition
from detente.graph.selecting import select
from detente.shipped import slugs
from detente.telling.description import Description, Line

TEXT = """
detente: 1
title: Harbour
summary: A quarrel over a harbour.
as_of: 2024
sources: {paper: {title: Paper}, wire: {title: Wire, publisher: Agency}}
quotations:
  q1: {source: paper, voice: own words, speaker: Minister, party: A, date: 2024, text: never}
  q2: {source: wire, voice: observer, about: [B], paraphrase: they might}
parties:
  A:
    name: First
    aliases: [One]
    floor: [b]
    prefers:
      - red line: not c
        because: q1
        against: q2
        position: firm
        note: as he said
      - any_order:
          - b
          - want: a
            confidential: true
      - want: a implies b
        because: q2
    conditions:
      - {condition: a only after b, position: firm}
  B:
    weights:
      - a: 2
      - not b: 0.5
positions: {firm: {party: A, label: No harbour}}
options:
  a: {label: Open, by: A, undone_by: nobody, takes: 3 days, because: q2}
  b: {label: Pay, by: [A, B], verified_by: Auditors, window: 2024-02..2024-03, slow: true}
  c: {by: B, needs: a, after: b}
facts: {deal: a and b}
rules:
  - definition: c implies a
  - rule: not (b and c)
channels: [{between: [A, B], when: deal}]
status_quo: [a]
targets: {peace: deal}
outcome: {state: [b], date: 2024-05}
epochs:
  - from: 2024-04
    title: A new harbour master
    parties:
      A: {prefers: [same, a], conditions: []}
perspectives:
  paper: {sources: [paper]}
  hard: {status_quo: [a, b]}
default_perspective: hard
"""
CONFLICT = detente.loads(TEXT)


def line(found: Description, item: str) -> Line:
    """Return the line of an item; there is one, and not two."""
    (one,) = (one for one in found.lines() if one.id == item)
    return one


def section(found: Description, title: str) -> list[str]:
    """Return the sentences of a section."""
    (one,) = (one for one in found.sections if one.title.startswith(title))
    return [one.text for one in one.lines]


@pytest.mark.parametrize("slug", slugs())
def test_every_item_of_a_shipped_file_is_told_once(slug: str) -> None:
    """Statements, terms, options, rules, channels, targets and quotations have a line each."""
    conflict = detente.load(slug)
    found = detente.describe(conflict)
    ids = [one.id for one in found.lines() if one.id]
    expected = [option.name for option in conflict.options]
    expected += [item.id for item in (*conflict.rules, *conflict.channels)]
    expected += [item.name for item in (*conflict.targets, *conflict.quotations)]
    lists = [(party.prefers, party.conditions) for party in conflict.parties]
    for epoch in conflict.epochs:
        lists += [(change.prefers or (), change.conditions or ()) for change in epoch.parties]
    for prefers, conditions in lists:
        expected += [statement.id for statement in statements(prefers)]
        expected += [term.id for term in conditions if isinstance(term, Condition)]
    assert [item for item in expected if ids.count(item) != 1] == []


@pytest.mark.parametrize("slug", ["korea/declaration-2021", "korea/hanoi-2019", "water/elmira"])
def test_assumptions_are_those_that_are_counted(slug: str) -> None:
    """What is marked as an assumption is what `check` counts as one, in every perspective."""
    conflict = detente.load(slug)
    for name in [None, *(view.name for view in conflict.perspectives)]:
        selection = select(conflict, perspective=name)
        counted = {item.id: item.assumed for item in supported(selection)}
        told = {
            one.id: one.assumption
            for one in detente.describe(conflict, perspective=name).lines()
            if one.id in counted
        }
        assert told == counted


def test_a_line_carries_what_stands_behind_it() -> None:
    """Quotations, dispute, note, confidence and place of an item are on its line."""
    found = detente.describe(CONFLICT)
    first = line(found, "A.s1")
    assert first.text == "First will not accept that 'c' comes into effect: a red line."
    assert (first.because, first.against, first.note) == (("q1",), ("q2",), "as he said")
    assert (first.mark, first.assumption, first.line) == ("1", False, 16)
    assert first.marks() == "(q1; disputed by q2) [A.s1,\u00a0line\u00a016]"
    assert line(found, "A.s3").marks() == "(assumption; confidential) [A.s3,\u00a0line\u00a023]"
    assert line(found, "rule.1").assumption is False
    assert line(found, "rule.2").assumption is True


def test_unknown_order_is_said_above_the_statements_it_concerns() -> None:
    """Statements are numbered by importance, those of unknown order under one line."""
    found = detente.describe(CONFLICT)
    (party,) = (one for one in found.sections if one.title == "First (A; also One)")
    assert [(one.mark, one.level, one.text) for one in party.lines[1:5]] == [
        ("", 0, "The order of importance of 2 and 3 is not known."),
        ("2", 1, "First would rather have 'Pay' in effect."),
        ("3", 1, "First would rather have 'Open' in effect."),
        ("4", 0, "First would rather not have 'Open' in effect unless 'Pay' is in effect."),
    ]
    assert [one.text for one in party.lines[5:]] == [
        "Its declared terms:",
        "First agrees to 'Open' only after 'Pay' is in effect.",
        "On the way First will not fall below the state with 'Pay' in effect and nothing else.",
    ]


def test_the_other_sections() -> None:
    """Weights, positions, facts, targets, time, epochs and perspectives read as sentences."""
    found = detente.describe(CONFLICT)
    assert section(found, "B") == [
        "+2 where 'Open' is in effect.",
        "+0.5 where 'Pay' is not in effect.",
    ]
    assert section(found, "Positions") == ["'No harbour', of First: A.s1 and A.c1."]
    assert section(found, "Rules")[0] == (
        "'deal' is the case exactly where 'Open' and 'Pay' are in effect."
    )
    assert section(found, "Where things stand") == [
        "The status quo: 'Open' and 'Pay' are in effect, nothing else.",
        "'peace' is reached where 'deal' is the case.",
        "What happened, in 2024-05: 'Pay' is in effect, nothing else.",
    ]
    assert section(found, "Later") == [
        (
            "From 2024-04 on (A new harbour master), other lists stand in place of the ones before: "
            "what First wants; the terms of First."
        ),
        "Here stands the list of First as it was before: 1 to 4.",
        "First would rather have 'Open' in effect.",
        "First declares no terms.",
    ]
    assert section(found, "Perspectives") == [
        "'paper' hears only the source paper. It leaves out 1 item of 11.",
        (
            "'hard' hears every source and voice; as it sees things, 'Open' and 'Pay' are in effect, "
            "nothing else. It is the default."
        ),
    ]
    assert section(found, "Quotations") == [
        "Minister, speaking for First, own words, Paper, 2024: “never”",
        "No speaker named, about B, an observer's view, Agency: in our words: they might",
    ]
    assert "Auditors can confirm it." in section(found, "Options")


def test_a_perspective_tells_what_it_leaves_out() -> None:
    """An item none of whose quotations is heard is told apart; an option becomes an assumption."""
    found = detente.describe(CONFLICT, perspective="paper")
    assert [one.id for one in found.lines() if one.id.startswith("A.s")] == [
        "A.s1", "A.s2", "A.s3", "A.s4",
    ]  # fmt: skip
    assert section(found, "Left out in the perspective 'paper'") == [
        (
            "First would rather not have 'Open' in effect unless 'Pay' is in effect. "
            "(the quotation behind it is not heard here)"
        )
    ]
    assert line(found, "a").assumption
    assert line(found, "q2").text.endswith("(not heard in this perspective)")
    assert not line(detente.describe(CONFLICT), "a").assumption


def test_a_date_tells_the_wishes_of_that_day() -> None:
    """With a date the epochs that have begun are told in place of the first wishes."""
    found = detente.describe(CONFLICT, epoch=date(2024, 4, 1))
    (party,) = (one for one in found.sections if one.title.startswith("First"))
    assert [one.id for one in party.lines if one.mark] == [
        "A.s1", "A.s2", "A.s3", "A.s4", "A@2024-04.s1",
    ]  # fmt: skip
    assert all("agrees" not in one.text for one in party.lines)
    assert section(found, "Later")[0].endswith("What is told above counts this in.")
    assert found.asked.settings == {"perspective": "hard", "epoch": "2024-04-01", "without": []}


def test_rankings_are_told_from_the_best() -> None:
    """Ties, strong preferences and states that are left open are said."""
    text = """
detente: 1
title: Ranked
parties:
  A: {ranking: ["YN", much, ["NN", "YY"], others]}
  B: {ranking: ["YN", "NN"]}
options: {a: {by: A}, b: {by: B}}
"""
    found = detente.describe(detente.loads(text))
    assert section(found, "A") == [
        "States, by what is in effect in them, from the best to the worst:",
        "'a'; much better than the next.",
        "Nothing in effect; or, as good, 'a' and 'b'.",
        "Every state not named.",
    ]
    assert section(found, "B")[-1] == (
        "A state that is not named here, if the rules leave one, compares with others in no known way."
    )


def test_a_file_without_a_possible_state_is_read_back_too() -> None:
    """Nothing is compiled: the author sees the rules that contradict each other."""
    text = TEXT.replace("  - definition:", "  - a\n  - not a\n  - definition:")
    found = detente.describe(detente.loads(text))
    assert line(found, "rule.2").text == "'Open' can never be in effect."


def test_the_description_is_a_document_and_a_table() -> None:
    """Sections and lines are plain words; a notebook shows them as one table."""
    found = detente.describe(CONFLICT)
    document = found.to_dict()
    assert document["question"] == "describe"
    assert [row["text"] for row in found.rows()] == [one.text for one in found.lines()]
    assert max(map(len, found.to_text().splitlines())) <= 100
    assert found._repr_html_().count("<tr>") == len(found.rows()) + 1


def test_an_unknown_perspective_is_named() -> None:
    """The message gives the nearest one."""
    with pytest.raises(detente.WrongUse, match="there is no perspective 'papr'; did you mean"):
        detente.describe(CONFLICT, perspective="papr")


def test_an_item_left_out_is_not_told() -> None:
    """`without` drops a statement from what is read back, and from nothing else."""
    conflict = detente.load("korea/declaration-2021")
    told = {line.id for section in detente.describe(conflict).sections for line in section.lines}
    found = detente.describe(conflict, without=["US.s1"])
    rest = {line.id for section in found.sections for line in section.lines}
    assert told - rest == {"US.s1"}


def test_what_a_perspective_does_not_hear_is_marked_so() -> None:
    """Of two quotations behind a sentence the one that is not heard is told apart."""
    found = detente.describe(CONFLICT, perspective="paper")
    assert line(found, "a").marks().startswith("(assumption; not heard here: q2) [a,")


def test_a_group_that_is_not_heard_is_left_out_whole() -> None:
    """Statements of unknown order go with what their group rests on, and that is told."""
    text = TEXT.replace("- any_order:", "- because: q2\n        any_order:")
    found = detente.describe(detente.loads(text), perspective="paper")
    assert section(found, "Left out in the perspective 'paper'")[:2] == [
        "First would rather have 'Pay' in effect. (the quotation of its group is not heard here)",
        "First would rather have 'Open' in effect. (the quotation of its group is not heard here)",
    ]
    assert section(found, "Perspectives")[0].endswith("It leaves out 3 items of 11.")


def test_later_lists_are_those_of_the_perspective() -> None:
    """What is not heard is left out of the lists of an epoch, and the numbers go on."""
    text = TEXT.replace("prefers: [same, a]", "prefers: [same, {want: b, because: q2}, a]")
    found = detente.describe(detente.loads(text), perspective="paper")
    (later,) = (one for one in found.sections if one.title == "Later")
    assert [(one.mark, one.text) for one in later.lines[1:3]] == [
        ("", "Here stands the list of First as it was before: 1 to 3."),
        ("4", "First would rather have 'Open' in effect."),
    ]


def test_what_was_left_out_by_name_is_said() -> None:
    """`without` stands in the text: it is a file that nobody wrote."""
    found = detente.describe(CONFLICT, without=["A.s3", "firm"])
    assert "in the perspective 'hard', without A.s3 and firm." in section(found, "What it is")[3]


def test_numbers_are_exact() -> None:
    """A weight of many figures is not rounded, whatever its sign."""
    text = TEXT.replace("- a: 2", "- a: 1234567.25").replace("not b: 0.5", "not b: -12.5")
    found = detente.describe(detente.loads(text))
    assert [one[:12] for one in section(found, "B")] == ["+1234567.25 ", "-12.5 where "]
