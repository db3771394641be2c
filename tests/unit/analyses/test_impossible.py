"""What a file speaks of and its rules exclude."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import detente

FILE = """\
detente: 1
title: Sluice
parties:
  Hill:
    prefers: [not open]
    conditions:
      - not open only with gauge
  Shore: {prefers: [open]}
options:
  open: {by: Hill}
  gauge: {by: [Hill, Shore]}
rules:
  - not open or gauge
channels:
  - {between: [Hill, Shore], when: not open or gauge}
perspectives:
  outside: {voices: [observer]}
default_perspective: everything
status_quo: NN
"""


def said(folder: Path, text: str) -> list[str]:
    """Return the problems of a text: code, the beginning of the line named, message."""
    path = folder / "conflict.yaml"
    path.write_text(text, encoding="utf-8")
    lines = text.splitlines()
    return [
        f"{p.code} {lines[p.place.line - 1].strip().partition(':')[0]}: {p.message}"
        for p in detente.check(path).problems
    ]


def test_a_model_in_which_everything_can_happen(tmp_path: Path) -> None:
    """Nothing is said where nothing is excluded."""
    assert said(tmp_path, FILE) == []


@pytest.mark.parametrize(
    ("old", "new", "said_first"),
    [
        (
            "gauge: {by",
            "gauge: {needs: open and not gauge, by",
            "M004 open: 'open' can never be in effect: no state allows it",
        ),
        (
            "gauge: {by",
            "gauge: {after: open and not gauge, by",
            "M004 gauge: 'gauge' can never be put in effect: what has to come before it cannot",
        ),
        (
            "by: [Hill, Shore]",
            "by: nobody",
            "M004 gauge: nobody can put 'gauge' in effect, and it is not so today",
        ),
        (
            "by: [Hill, Shore]",
            "by: nobody, undone_by: Hill",
            "M004 gauge: nobody can put 'gauge' in effect, and it is not so today",
        ),
        (
            "open: {by: Hill}",
            "open: {by: Hill, undone_when: not gauge}",
            "M004 open: 'open' can never be undone: 'undone_when' holds in no state it is part of",
        ),
        (
            "only with gauge",
            "only with gauge and open",
            (
                "M004 - not open only with gauge and open: the condition 'Hill.c1' can hold in no state: "
                "its step is never signed"
            ),
        ),
        (
            "only with gauge",
            "only after open and not gauge",
            (
                "M004 - not open only after open and not gauge: the condition 'Hill.c1' can hold in no "
                "state: its step is never signed"
            ),
        ),
        (
            "when: not open or gauge",
            "when: open and not gauge",
            (
                "M004 - {between: the channel 'channel.1' is never open: 'Hill' and 'Shore' cannot act "
                "together"
            ),
        ),
        (
            "status_quo: NN",
            "status_quo: NN\ntargets:\n  dry: open and not gauge",
            "M004 dry: no possible state satisfies the target 'dry'",
        ),
        (
            "status_quo: NN",
            "status_quo: NN\noutcome:\n  state: YN",
            "M006 state: the outcome 'YN' breaks rule.1 (line 13): it cannot come about",
        ),
        (
            "status_quo: NN",
            "status_quo: NN\noutcome:\n  state: NY\n  steps: [not gauge, gauge]",
            "M008 state: the step 'not gauge' of the outcome changes nothing where it stands",
        ),
        (
            "status_quo: NN",
            "status_quo: NN\noutcome:\n  state: YY\n  steps: [gauge]",
            "M008 state: the steps of the outcome lead to 'NY', and its state is 'YY'",
        ),
        (
            "status_quo: NN",
            "status_quo: [open]",
            "M002 status_quo: the status quo 'YN' breaks rule.1 (line 13)",
        ),
        (
            "{voices: [observer]}",
            "{voices: [observer], status_quo: YN}",
            "M002 outside: the status quo 'YN' of 'outside' breaks rule.1 (line 13)",
        ),
        (
            "channels:",
            "  - {rule: open and not gauge, only_in: [outside]}\nchannels:",
            (
                "M001 - {rule: in perspective 'outside': no state is possible: these rules contradict "
                "each other: rule.1 (line 13), rule.2 (line 14)"
            ),
        ),
        (
            "status_quo: NN",
            (
                "status_quo: NN\nepochs:\n  - from: 2022\n    parties:\n"
                "      Hill: {prefers: [open and not gauge]}\nas_of: 2021"
            ),
            "M004 Hill: the statement 'Hill@2022.s1' holds in no possible state: it has no effect",
        ),
        (
            "status_quo: NN",
            (
                "status_quo: NN\nepochs:\n  - from: 2022\n    parties:\n"
                "      Hill: {conditions: [open only with not gauge]}\nas_of: 2021"
            ),
            (
                "M004 Hill: the condition 'Hill@2022.c1' can hold in no state: its step is never "
                "signed"
            ),
        ),
        (
            "Shore: {prefers: [open]}",
            "Shore: {prefers: [open], floor: [open]}",
            "M009 Shore: the floor of 'Shore', 'YN', breaks rule.1 (line 13)",
        ),
        (
            "channels:",
            "  - {rule: gauge, only_in: [outside]}\nchannels:",
            (
                "M002 status_quo: in perspective 'outside': the status quo 'NN' breaks rule.2 "
                "(line 14)"
            ),
        ),
        (
            "channels:",
            "  - {rule: not gauge, only_in: [outside]}\ntargets:\n  t: gauge\nchannels:",
            (
                "M004 open: in perspective 'outside': 'open' can never be in effect: no state "
                "allows it"
            ),
        ),
        (
            "{prefers: [open]}",
            "{ranking: [NN, YN, YY]}",
            "M006 Shore: 'Shore' ranks 'YN', which breaks rule.1 (line 13)",
        ),
        (
            "{prefers: [open]}",
            "{ranking: [NN, YY]}",
            (
                "P003 Shore: the ranking of 'Shore' leaves out 1 of 3 states: how they compare is not "
                "known, and they are computed as below all the others"
            ),
        ),
    ],
)
def test_what_is_excluded_is_said_where_it_stands(
    tmp_path: Path, old: str, new: str, said_first: str
) -> None:
    """Each thing that can never be is named with its reason, at its place in the file."""
    assert FILE.count(old) == 1
    assert said(tmp_path, FILE.replace(old, new))[0] == said_first


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("status_quo: NN", "status_quo: YY"),
        ("by: [Hill, Shore]", "by: [Hill, Shore], undone_by: nobody"),
        ("{prefers: [open]}", "{ranking: [NN, others]}"),
        ("status_quo: NN\n", ""),
    ],
)
def test_what_is_merely_so_is_not_a_problem(tmp_path: Path, old: str, new: str) -> None:
    """An irreversible step, another state of things, a short ranking with `others` are fine."""
    assert FILE.count(old) == 1
    assert said(tmp_path, FILE.replace(old, new)) == []


def test_an_option_of_nobody_that_is_in_effect_can_be_given_up(tmp_path: Path) -> None:
    """It is no problem that nobody can put it in effect again."""
    text = FILE.replace("by: [Hill, Shore]", "by: nobody, undone_by: Hill")
    assert said(tmp_path, text.replace("status_quo: NN", "status_quo: NY")) == []


def test_a_status_quo_is_looked_at_even_where_states_cannot_be_listed(tmp_path: Path) -> None:
    """Thirty options are too many to list, and not too many to try one state."""
    more = "".join(f"  o{number}: {{by: Hill}}\n" for number in range(28))
    large = FILE.replace("rules:\n", f"{more}rules:\n").replace("status_quo: NN", "status_quo: []")
    assert [line[:4] for line in said(tmp_path, large)] == ["M005"]
    broken = large.replace("status_quo: []", "status_quo: [open]")
    assert [line[:16] for line in said(tmp_path, broken)] == [
        "M005 open: 30 op",
        "M002 status_quo:",
    ]


PLACES = """\
detente: 1
title: Sluice
parties:
  Hill: {prefers: [not open], floor: [open]}
  Shore: {prefers: [open, gauge]}
options:
  open: {by: Hill}
  gauge: {by: Shore}
rules:
  - {rule: not open, only_in: [outside]}
perspectives:
  outside: {}
  inside: {}
default_perspective: inside
status_quo: NN
targets: {t: gauge}
"""


def test_a_floor_counts_where_it_is_a_state(tmp_path: Path) -> None:
    """Where the rules of a perspective leave no such state, nothing is answered there."""
    assert said(tmp_path, PLACES)[0] == (
        "M009 Hill: in perspective 'outside': the floor of 'Hill', 'YN', breaks rule.1 (line 10)"
    )
    conflict = detente.loads(PLACES)
    graph = detente.compile(conflict)
    assert detente.blockers(graph, "t").found == "target"
    other = detente.compile(conflict, perspective="outside")
    asked = [
        lambda: detente.blockers(other, "t"),
        lambda: detente.roadmaps(other, "t"),
        lambda: detente.unlocks(other, "t"),
        lambda: detente.differences(other, "Hill", "Shore", to="t"),
        lambda: detente.perspectives(conflict, "t", perspective="outside"),
        lambda: detente.robustness(conflict, "t", perspective="outside"),
    ]
    for question in asked:
        with pytest.raises(detente.ConflictProblems, match=r"M009 .*the floor of 'Hill'"):
            question()
    without = detente.compile(conflict, perspective="outside", without=["rule.1"])
    assert detente.blockers(without, "t").found == "target"
    seen = detente.perspectives(conflict, "t")
    assert any("Under 'outside' there is no answer" in limit for limit in seen.limits)
    assert not seen.complete


def test_a_floor_under_later_wishes(tmp_path: Path) -> None:
    """A floor stays what it is when wishes change, and is refused then, too."""
    text = PLACES.replace("only_in: [outside]", "note: always").replace("[open, gauge]", "[gauge]")
    text += "as_of: 2021\nepochs: [{from: 2022, parties: {Hill: {prefers: [gauge]}}}]\n"
    assert [line[:4] for line in said(tmp_path, text)] == ["M009", "M004"]
    later = detente.compile(detente.loads(text), epoch=date(2022, 5, 1))
    with pytest.raises(detente.ConflictProblems, match="M009"):
        detente.roadmaps(later, "t")


def test_a_floor_in_a_model_that_is_too_large(tmp_path: Path) -> None:
    """Thirty options are too many to list, and not too many to try one state."""
    more = "".join(f"  o{number}: {{by: Hill}}\n" for number in range(28))
    large = PLACES.replace("rules:\n", f"{more}rules:\n").replace("status_quo: NN\n", "")
    large = large.replace(", only_in: [outside]", "")
    assert [line[:4] for line in said(tmp_path, large)] == ["M009", "M005"]
