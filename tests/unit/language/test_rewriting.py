"""The public part of a file: what goes, what stays as written, and that nothing leaks."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from detente.conflict.conflict import Conflict, statements
from detente.conflict.logic import names
from detente.conflict.parties import AnyOrder, Condition, Same
from detente.errors import ConflictProblems, NoAnswer
from detente.language.loading import loads
from detente.language.rewriting import withhold, without_confidential
from detente.language.spans import plain, spans
from detente.language.writing import dumps
from detente.shipped import path_of, slugs

from .conflicts import writable

FILE = """\
# A file about a dispute.
detente: 1
title: Dispute  # a title

sources:
  open: {title: Open}
  # The leak came in a letter.
  leak:
    title: Cable
    confidential: true
    # inside
  # below, still of the leak

  # the third one
  third: {title: Third}
quotations:
  q1: {source: open, voice: report, text: one}
  q2: {source: leak, voice: report, text: two}
  q3:
    source: open
    voice: report
    paraphrase: three
    confidential: true

parties:
  A:
    prefers:
      - because: q2
        position: firm
        demand: x
      - because: [q1, q2, q3]  # q2 tells why
        demand: y
      - red line: back implies x  # beside

      # Bottom line.
      - demand: not y
        confidential: true
        note: Our bottom line.
    conditions:
      - condition: x only after back
  B:
    floor: [x, back]
    ranking:
      - "NNN"
      - ["YNN", "YNY"]
      - much
      - "NYY"
      - others
positions:
  firm: {party: A, label: Firm}
options:
  x: {by: A, needs: back or y}
  y:
    by: [A, B]
    after: back
    takes: {duration: 3 days, confidential: true}
  # above the option
  back:
    by: B
    confidential: true
    label: The channel in Oslo
# nothing here says what is hidden
rules:
  - not (x and back)
  - x implies y  # kept
channels:
  - {between: [A, B], when: back}
status_quo: [back]
targets:
  deal: x and back
  peace: y
outcome: {state: "YYN", steps: [[back, x], not back, not y], given_up: [firm]}
"""

PUBLIC = """\
# A file about a dispute.
detente: 1
title: Dispute  # a title

sources:
  open: {title: Open}

  # the third one
  third: {title: Third}
quotations:
  q1: {source: open, voice: report, text: one}

parties:
  A:
    prefers:
      - position: firm
        demand: x
      - because: [q1]
        demand: y

  B:
    floor: [x]
    ranking:
      - "NN"
      - ["YN"]
      - much
      - "NY"
      - others
positions:
  firm: {party: A, label: Firm}
options:
  x: {by: A}
  y:
    by: [A, B]
rules:
  - x implies y  # kept
status_quo: []
targets:
  peace: y
outcome: {state: "YY", steps: [[x], not y], given_up: [firm]}
"""


def test_everything_that_goes_goes_and_the_rest_stays_as_written():
    """Marked items, what mentions them and the comments that touch them go; no other letter."""
    assert without_confidential(FILE) == (PUBLIC, 13)


@pytest.mark.parametrize("slug", slugs())
def test_a_file_without_secrets_is_unchanged(slug: str):
    """A file with nothing confidential comes back byte by byte."""
    text = path_of(slug).read_text(encoding="utf-8")
    assert without_confidential(text) == (text, 0)


SMALL = """\
detente: 1
title: Small
parties:
  A: {{{a}}}
  B: {{{b}}}
options:
  x: {{by: A{x}}}
  y: {{by: [A, B]{y}}}
  z: {{by: B{z}}}
{more}
"""


def small(*, more: str = "", **parts: str) -> str:
    """Return a small file with some parts filled in."""
    return SMALL.format(more=more, **{key: parts.get(key, "") for key in "abxyz"})


SECRET = ", confidential: true"


def public(text: str) -> tuple[dict[str, Any], int]:
    """Return the public file as plain values, and how many items it lacks."""
    found, count = without_confidential(text)
    tree = plain(spans(found))
    assert isinstance(tree, dict)
    return {key: in_tuples(value) for key, value in tree.items()}, count


def in_tuples(tree: Any) -> Any:
    """Return the values with tuples for lists."""
    if isinstance(tree, dict):
        return {key: in_tuples(value) for key, value in tree.items()}
    return tuple(map(in_tuples, tree)) if isinstance(tree, list | tuple) else tree


def test_a_withheld_party_takes_what_mentions_it():
    """Options, positions, quotations, channels, windows and epochs of a withheld party go."""
    more = """\
as_of: 2021
sources: {s: {title: S}}
quotations:
  q: {source: s, voice: report, text: t, about: [B]}
  r: {source: s, voice: report, text: t, about: [A]}
positions: {p: {party: B}}
channels: [{between: [A, B], when: x}]
epochs:
  - {from: 2022, parties: {B: {prefers: [x]}, A: {prefers: [not x]}}}
  - {from: 2023, parties: {B: {conditions: [x only after x]}}}
"""
    tree, count = public(small(b="prefers: [x, not x], confidential: true", more=more))
    assert list(tree["parties"]) == ["A"]
    assert list(tree["options"]) == ["x"]
    assert list(tree["quotations"]) == ["r"]
    assert "positions" not in tree
    assert "channels" not in tree
    assert tree["epochs"] == ({"from": "2022", "parties": {"A": {"prefers": ("not x",)}}},)
    # B and its two statements; y, z, q, p, the channel; two lists in epochs and an epoch
    assert count == 3 + 2 + 1 + 1 + 1 + 3


def test_a_fact_passes_on_what_it_mentions():
    """A fact of a withheld option goes, and what uses the fact, and what uses that."""
    more = "facts: {f: x or z, g: f and x}\nrules: [g implies x, x or y]"
    tree, count = public(small(z=SECRET, more=more))
    assert "facts" not in tree
    assert tree["rules"] == ("x or y",)
    assert count == 4


def test_named_states_leave_rankings_and_the_status_quo():
    """A named state that goes leaves rankings, targets and the status quo that name it."""
    more = "states: {both: y and z}\nstatus_quo: both\ntargets: {t: both, u: y}\noutcome: {state: both}"
    tree, count = public(small(b='ranking: [both, "NNN", others]', z=SECRET, more=more))
    assert tree["parties"]["B"] == {"ranking": ("NN", "others")}
    assert tree["targets"] == {"u": "y"}
    assert not {"states", "status_quo", "outcome"} & set(tree)
    assert count == 5


def test_an_explicit_graph_loses_the_state_everywhere():
    """A withheld state of an explicit graph leaves moves, rankings and targets."""
    text = """\
detente: 1
title: Explicit
parties:
  A: {moves: {s: [t, u], t: [u], u: [s]}, ranking: [u, s, much, t]}
states: {s: first, t: {label: hidden, confidential: true}, u: third}
targets: {a: [t], b: [t, u]}
"""
    tree, count = public(text)
    assert tree["states"] == {"s": "first", "u": "third"}
    assert tree["parties"]["A"] == {"moves": {"s": ("u",), "u": ("s",)}, "ranking": ("u", "s")}
    assert tree["targets"] == {"b": ("u",)}
    assert count == 2


def test_states_that_become_the_same():
    """Of two ranked states that become one, that of today stays, else the better one."""
    ranking = 'ranking: ["YNN", "NNN", "YNY", "NNY", much, "NYN"]'
    today, _ = public(small(b=ranking, z=SECRET, more="status_quo: [z]"))
    assert today["parties"]["B"]["ranking"] == ("YN", "NN", "much", "NY")
    never, _ = public(small(b=ranking, z=SECRET))
    assert never["parties"]["B"]["ranking"] == ("YN", "NN", "much", "NY")
    shuffled = 'ranking: ["YNN", "NNY", "NNN", "YNY"]'
    found, _ = public(small(b=shuffled, z=SECRET, more='status_quo: "NNY"'))
    assert found["parties"]["B"]["ranking"] == ("NN", "YN")


def test_perspectives_do_not_come_to_hear_everything():
    """A perspective whose only source is withheld hears nothing, not everything."""
    more = """\
sources: {s: {title: S, confidential: true}}
perspectives: {a: {sources: s}, b: {sources: [s]}, c: {status_quo: [z, x]}}
"""
    text = small(more=more)
    assert loads(without_confidential(text)[0]).perspective("a").sources == ()
    assert loads(without_confidential(text)[0]).perspective("b").sources == ()
    tree, _ = public(small(z=SECRET, more=more))
    assert tree["perspectives"]["c"] == {"status_quo": ("x",)}


def test_an_epoch_keeps_an_empty_list():
    """An epoch that replaces a list by withheld statements still replaces it."""
    more = """\
as_of: 2021
epochs:
  - from: 2022
    parties:
      A:
        prefers:
          - {want: x, confidential: true}
"""
    found, count = without_confidential(small(a="prefers: [y]", more=more))
    assert loads(found).epochs[0].parties[0].prefers == ()
    assert count == 1


def test_a_group_goes_with_its_last_member():
    """Statements of unknown order lose withheld members; an empty group goes."""
    tree, count = public(
        small(a="prefers: [{any_order: [z, x]}, {any_order: [z, not z]}]", z=SECRET)
    )
    assert tree["parties"]["A"] == {"prefers": ({"any_order": ("x",)},)}
    assert count == 4


def test_a_position_goes_with_its_last_item():
    """A position of which every item is withheld would tell of them by its label."""
    more = "positions: {p: {party: A, label: Hidden}, q: {party: A}}"
    tree, count = public(small(a="prefers: [{demand: z, position: p}, x]", z=SECRET, more=more))
    assert list(tree["positions"]) == ["q"]
    assert count == 3


def test_a_withheld_position_leaves_its_items():
    """A withheld position frees the items that were conceded with it."""
    more = "positions: {p: {party: A, confidential: true}}"
    tree, count = public(small(a="prefers: [{demand: x, position: p}]", more=more))
    assert tree["parties"]["A"] == {"prefers": ({"demand": "x"},)}
    assert count == 1


def test_names_are_not_taken_for_keys():
    """A party called `rules` and an option called `window` stay when they are left empty."""
    text = """\
detente: 1
title: Names
parties:
  rules: {prefers: [{want: window, confidential: true}]}
  B: {weights: [{(note): 1, note: why}, {(because): 2, confidential: true}]}
options:
  window: {by: B}
  note: {by: B}
  because: {by: B}
"""
    tree, count = public(text)
    assert tree["parties"] == {"rules": {}, "B": {"weights": ({"(note)": "1", "note": "why"},)}}
    assert count == 2


def test_comments_that_name_or_tell_a_withheld_item_go():
    """A comment far away goes if it names a withheld item or holds its words."""
    text = f"""\
# The Vienna channel matters.
detente: 1
title: T

# Some words on
# the  secret plan for spring come here.

# Nothing of that.
parties: {{A: {{}}}}
options:
  x: {{by: A}}  # see vienna
  vienna: {{by: A, label: The secret plan for spring{SECRET}}}
"""
    assert without_confidential(text)[0] == (
        "detente: 1\ntitle: T\n\n# Nothing of that.\nparties: {A: {}}\noptions:\n  x: {by: A}\n"
    )


def test_texts_that_still_name_a_withheld_item_are_listed():
    """What a kept note says cannot be judged; its line is named."""
    text = small(x=", note: Before Oslo it was open", more="summary: no word\n").replace(
        "z:", "oslo:"
    )
    found = withhold(text.replace("oslo: {by: B", "oslo: {by: B, confidential: true"))
    (leak,) = found.leaks
    assert str(leak.place) == "<text>:7:20"
    assert leak.message == "'oslo' stands in options.x.note, and in options.oslo, which is withheld"


@pytest.mark.parametrize("aliased", ["*n", "*n  # beside"])
def test_anchors(aliased: str):
    """A file with anchors is written anew, so that nothing hangs on what was cut."""
    text = small(
        x=f", note: &n A note{SECRET}", y=f", note: {aliased}\n", more="summary: *n\n# lost"
    )
    tree, count = public(text)
    assert tree["summary"] == "A note"
    assert list(tree["options"]) == ["y", "z"]
    assert count == 1


@pytest.mark.parametrize("end", ["\r\n", "\u2028"])
def test_line_ends(end: str):
    """Other line ends than ours do not shift a cut."""
    text = FILE.replace("\n", end) if end == "\r\n" else FILE.replace("# A file", f"# A{end}# file")
    found, count = without_confidential(text)
    assert loads(found) == loads(PUBLIC)
    assert count == 13


def test_letters_of_other_scripts():
    """Wide letters and joined ones do not shift a cut."""
    text = small(x=", note: 평화 é 𝒳", y=", label: e\u0301t\u00e9", z=SECRET)
    assert without_confidential(text)[0] == small(x=", note: 평화 é 𝒳", y=", label: été").replace(
        "  z: {by: B}\n", ""
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (small(a="confidential: true", b="confidential: true"), "every party"),
        (small(x=SECRET, y=SECRET, z=SECRET), "every option"),
        (small(x=SECRET, y=SECRET, z=SECRET, more="states: {s: x}"), "every option"),
    ],
)
def test_nothing_left(text: str, what: str):
    """A file of which nothing could be shown is refused."""
    with pytest.raises(NoAnswer, match=what):
        without_confidential(text)


def test_a_file_with_problems():
    """A file that does not load is not cut: its problems are told."""
    with pytest.raises(ConflictProblems, match="S001"):
        without_confidential(small(more="unknown: 1"))


# random conflicts ------------------------------------------------------------------------


def marked(conflict: Conflict, rng: Random) -> Conflict:
    """Return the conflict with some items marked, each with a note that must not be seen."""

    def mark(item: Any) -> Any:
        if item is None or isinstance(item, Same):
            return item
        if isinstance(item, tuple):
            return tuple(map(mark, item))
        if isinstance(item, AnyOrder):
            item = replace(item, statements=mark(item.statements))
        if rng.random() > 0.15:
            return item
        basis = replace(item.basis, confidential=True, note=f"SECRET{rng.random()} is no word")
        return replace(item, basis=basis)

    return replace(
        conflict,
        sources=mark(conflict.sources),
        quotations=mark(conflict.quotations),
        positions=mark(conflict.positions),
        options=(conflict.options[:1] + mark(conflict.options[1:])),
        facts=mark(conflict.facts),
        rules=mark(conflict.rules),
        channels=mark(conflict.channels),
        states=conflict.states[:1] + mark(conflict.states[1:]),
        parties=tuple(
            replace(
                party,
                prefers=mark(party.prefers),
                weights=mark(party.weights),
                conditions=mark(party.conditions),
            )
            for party in conflict.parties
        ),
        epochs=tuple(
            replace(
                epoch,
                parties=tuple(
                    replace(one, prefers=mark(one.prefers), conditions=mark(one.conditions))
                    for one in epoch.parties
                ),
            )
            for epoch in conflict.epochs
        ),
    )


def commented(text: str) -> str:
    """Return the text with comments above, beside and below every marked item."""
    lines = text.split("\n")
    for number in reversed(range(len(lines))):
        if lines[number].strip() != "confidential: true":
            continue
        indent = len(lines[number]) - len(lines[number].lstrip())
        first = number
        while len(lines[first]) - len(lines[first].lstrip(" -")) >= indent and not lines[
            first
        ].lstrip().startswith("- "):
            first -= 1
        margin = " " * (len(lines[first]) - len(lines[first].lstrip()))
        lines.insert(number + 1, f"{margin}# SECRET below")
        lines[number] += "  # SECRET beside"
        if not lines[first].endswith(("|-", ">-")):
            lines[first] += "  # SECRET in the first line"
        lines[first:first] = [f"{margin}# SECRET above", f"{margin}# SECRET, two lines"]
    return "\n".join(lines)


def expected_to_stay(conflict: Conflict) -> list[str]:
    """Return the ids of rules, statements and conditions that mention nothing withheld."""
    hidden = {
        item.name
        for item in (*conflict.options, *conflict.facts, *conflict.states)
        if item.basis.confidential
    }
    while True:
        more = {
            item.name
            for item in (*conflict.facts, *conflict.states)
            if item.formula is not None and hidden & set(names(item.formula))
        } - hidden
        if not more:
            break
        hidden |= more
    found = [
        rule.id
        for rule in conflict.rules
        if not rule.basis.confidential and not hidden & set(names(rule.formula))
    ]
    for party in conflict.parties:
        for item in party.prefers:
            if not isinstance(item, Same) and not item.basis.confidential:
                found += [
                    one.id
                    for one in statements((item,))
                    if not one.basis.confidential and not hidden & set(names(one.formula))
                ]
        found += [
            one.id
            for one in party.conditions
            if isinstance(one, Condition)
            and not one.basis.confidential
            and not hidden & {one.step.option, *names(one.formula)}
        ]
    return found


def ids_that_stayed(conflict: Conflict) -> list[str]:
    """Return the ids of rules, statements and conditions."""
    found = [rule.id for rule in conflict.rules]
    for party in conflict.parties:
        found += [one.id for one in statements(party.prefers)]
        found += [one.id for one in party.conditions if isinstance(one, Condition)]
    return found


@pytest.mark.parametrize("seeds", [range(start, start + 20) for start in range(0, 80, 20)], ids=str)
def test_random_conflicts_leak_nothing(seeds: range):
    """Random marks in random conflicts: the rest loads, is complete, and tells nothing."""
    for seed in seeds:
        conflict = marked(writable(seed), Random(seed))
        text = dumps(conflict)
        for written in (text, commented(text), json.dumps(plain(spans(text)))):
            assert loads(written) == conflict
            found, count = without_confidential(written)
            assert not re.search("SECRET|confidential", found), (seed, found)
            kept = loads(found)
            assert ids_that_stayed(kept) == expected_to_stay(conflict), seed
            assert (count > 0) == ("confidential" in written)


@pytest.mark.parametrize(
    "seeds", [range(start, start + 15) for start in range(100, 145, 15)], ids=str
)
def test_random_parties_leak_nothing(seeds: range):
    """A withheld party leaves no trace: no name, no option, no note."""
    for seed in seeds:
        conflict = marked(writable(seed), Random(seed))
        first, *others = conflict.parties
        basis = replace(first.basis, confidential=True, note="SECRET of the party")
        hidden = replace(first, label="SECRET party", basis=basis)
        text = commented(dumps(replace(conflict, parties=(hidden, *others))))
        try:
            found, count = without_confidential(text)
        except NoAnswer:
            continue
        assert not re.search(r"SECRET|confidential|\bA\b(?! paper)", found), (seed, found)
        assert [party.name for party in loads(found).parties] == [party.name for party in others]
        assert count > len(list(statements(first.prefers)))
