"""Two versions of a file: matching, differences, and any choice of them made."""

from __future__ import annotations

import pytest

import detente
from detente.analyses.merging import Difference, differences, merge
from detente.analyses.merging.lists import align, merged_list, moved
from detente.analyses.merging.states import key_of, ranking_in, rewritten, written
from detente.analyses.standing import standing
from detente.conflict.conflict import Conflict, statements
from tests.oracle.random_conflicts import random_conflict

# what only stands in one version of these counts where something refers to it, and is kept
KEPT = ("quotation", "source", "position", "perspective")

TEXT = """
detente: 1
title: Harbour
parties:
  A:
    prefers:
      - demand: x
      - y
      - z
    conditions: [x only after y]
  B: {prefers: [z, {id: firm, want: x}]}
options:
  x: {by: A}
  y: {by: B}
  z: {by: [A, B]}
rules: [not (x and y and z)]
channels: [{between: [A, B], when: y or z}]
status_quo: [y]
"""
OLD = detente.loads(TEXT)


def changed(*pairs: tuple[str, str]) -> Conflict:
    """Return the file with some of its text replaced."""
    text = TEXT
    for before, now in pairs:
        assert before in text
        text = text.replace(before, now)
    return detente.loads(text)


def listed(found: tuple[Difference, ...]) -> list[tuple[str, str]]:
    """Return kind and item of differences."""
    return [(difference.kind, difference.item) for difference in found]


# lists ---------------------------------------------------------------------------------------


def test_items_are_matched_by_the_surest_key_first() -> None:
    """Equal keys are matched in order, and None matches nothing."""
    keys = (lambda item: item[0] or None, lambda item: item[1])
    old = [("", "p"), ("id", "q"), ("", "p")]
    new = [("", "p"), ("", "p"), ("id", "p"), ("", "r")]
    assert align(old, new, keys) == {2: 1, 0: 0, 1: 2}


@pytest.mark.parametrize(
    ("order", "shifted"),
    [([0, 1, 2], set()), ([2, 0, 1], {0}), ([1, 2, 0], {2}), ([3, 2, 1, 0], {0, 1, 2}), ([], set())],
)  # fmt: skip
def test_the_fewest_items_count_as_moved(order: list[int], shifted: set[int]) -> None:
    """An item taken from the end to the front has moved; the others have stayed."""
    assert moved(dict(enumerate(order))) == shifted


@pytest.mark.parametrize(
    ("taken", "result"),
    [
        (set(), "abcd"),
        ({"-b"}, "acd"),
        ({"+x"}, "abcdx"),
        ({">d"}, "dabc"),
        ({"+x", ">d"}, "dabcx"),
        ({"-b", "+x", ">d"}, "dacx"),
    ],
)
def test_a_list_is_merged_difference_by_difference(taken: set[str], result: str) -> None:
    """From 'abcd' to 'dacx': b is gone, x is new behind c, d has moved to the front."""
    old, new = list("abcd"), list("dacx")

    def told(sign: str, letter: str) -> Difference:
        return Difference((f"{sign}{letter}",), "changed", letter, lambda: letter)

    found = merged_list(
        old,
        new,
        align(old, new, (str,)),
        lambda difference: difference.key[0] in taken,
        blend=lambda one, _: one,
        added=lambda place: told("+", new[place]),
        removed=lambda place: told("-", old[place]),
        moving=lambda place: told(">", new[place]),
    )
    # x follows c in the newer list, wherever c stands
    assert "".join(found) == result.replace("cdx", "cxd")


def test_states_are_read_by_what_is_in_effect() -> None:
    """A state keeps its options when these stand in another order, or are fewer."""
    assert key_of("YNY", "abc") == {"a", "c"}
    assert written(frozenset("ac"), "cba") == "YNY"
    assert written(frozenset("ac"), "cb") == "YN"
    assert key_of("others", "abcdef") == "others"
    assert rewritten("YNN", OLD, ["z", "x"]) == "NY"


def test_states_of_a_ranking_that_fall_together_are_kept_once() -> None:
    """Without an option two states become one; it keeps the better place, and `much` its tier."""
    text = (
        TEXT.split("    prefers:", maxsplit=1)[0]
        + '    ranking: ["YNN", much, ["YYN", "NNN"], others]\n  B: {prefers: [x]}\n'
    )
    conflict = detente.loads(text + "options: {x: {by: A}, y: {by: A}, z: {by: A}}\n")
    ranking = conflict.party("A").ranking
    assert ranking is not None
    found = ranking_in(ranking, conflict, ["x", "z"])
    assert found.tiers == (("YN",), ("NN",), ("others",))
    assert found.much == {0}


# files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(30))
def test_all_or_none_of_the_differences_give_either_version(seed: int) -> None:
    """With none taken the merged file means what the older one does, with all the newer."""
    old = random_conflict(seed)
    others = (random_conflict(seed + 1000 * n) for n in range(1, 20))
    new = next(other for other in others if other.explicit == old.explicit)
    found = differences(old, new)
    assert len({difference.key for difference in found}) == len(found)
    for taken, version in ((frozenset(), old), (frozenset(d.key for d in found), new)):
        merged = merge(old, new, taken)
        left = [d.key for d in differences(merged, version)]
        assert [key for key in left if key[0] not in KEPT or key[-1] != "removed"] == []
        graphs = [detente.compile(one) for one in (merged, version)]
        verdicts = [standing(graph, concepts=["nash", "seq"]) for graph in graphs]
        assert verdicts[0] == verdicts[1]


@pytest.mark.parametrize("seed", range(12))
def test_a_file_does_not_differ_from_itself(seed: int) -> None:
    """Nothing is told of two equal versions."""
    assert differences(random_conflict(seed), random_conflict(seed)) == ()


@pytest.mark.parametrize(
    ("pair", "told"),
    [
        (("      - y\n", ""), [("removed", "A.s2")]),
        (("      - y\n", "      - y\n      - x or y\n"), [("added", "A.s3")]),
        (("demand: x", "red line: x"), [("changed", "A.s1")]),
        (
            ("      - demand: x\n      - y\n", "      - y\n      - demand: x\n"),
            [("moved", "A.s1")],
        ),
        (("want: x", "want: not x"), [("changed", "firm")]),
        (("x only after y", "x only with y"), [("changed", "A.c1")]),
        (("x only after y", "x only after z"), [("removed", "A.c1"), ("added", "A.c1")]),
        (("when: y or z", "when: y"), [("changed", "channel.1")]),
        (("rules: [", "rules: [x or z, "), [("added", "rule.1")]),
        (("y: {by: B}", "y: {by: B, undone_by: nobody}"), [("changed", "y")]),
        (("y: {by: B}", "y: {by: B, ratified_by: A}"), [("changed", "y")]),
        (("status_quo: [y]", "status_quo: [x]"), [("changed", "status_quo")]),
        (
            ("      - y\n      - z\n", "      - any_order: [y, z]\n"),
            [("changed", "A")],
        ),
    ],
)
def test_one_change_of_the_text_is_one_difference(
    pair: tuple[str, str], told: list[tuple[str, str]]
) -> None:
    """Items are matched by id, else by what they say: none is taken for another by its place."""
    new = changed(pair)
    found = differences(OLD, new)
    assert listed(found) == told
    assert not any(difference.wording for difference in found)
    assert all(difference.say().endswith((".", "]")) for difference in found)


@pytest.mark.parametrize(
    ("pair", "told"),
    [
        (("title: Harbour", "title: Harbor"), [("changed", "file")]),
        (("x: {by: A}", "x: {by: A, label: Open}"), [("changed", "x")]),
        (("- demand: x", "- demand: x\n        note: why"), [("changed", "A.s1")]),
        (("  x: {by: A}\n  y: {by: B}", "  y: {by: B}\n  x: {by: A}"), [("moved", "options")]),
    ],
)
def test_what_has_no_meaning_is_wording(pair: tuple[str, str], told: list[tuple[str, str]]) -> None:
    """Labels, notes and the order of the options are kept apart from changes of meaning."""
    new = changed(pair)
    found = differences(OLD, new)
    assert listed(found) == told
    assert all(difference.wording for difference in found)


def test_a_removed_option_takes_its_letter_along() -> None:
    """That an option has gone is one difference; the status quo did not change by it."""
    more = changed(("options:\n", "options:\n  extra: {by: A}\n"))
    assert (more.status_quo, OLD.status_quo) == ("NNYN", "NYN")
    assert listed(differences(more, OLD)) == [("removed", "extra")]
    assert listed(differences(OLD, more)) == [("added", "extra")]
    assert merge(more, OLD, frozenset({("option", "extra", "removed")})).status_quo == "NYN"


def test_ids_of_the_older_version_give_way() -> None:
    """A dropped item whose id by place another item has now is still told apart from it."""
    new = changed(("      - demand: x\n", ""))
    kept = merge(OLD, new, frozenset())
    ids = [statement.id for statement in statements(kept.party("A").prefers)]
    assert ids == ["old:A.s1", "A.s1", "A.s2"]
    assert [s.id for s in statements(new.party("A").prefers)] == ["A.s1", "A.s2"]


# sentences -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (
            "status_quo: [y]",
            "facts: {deal: x and not y}\nstatus_quo: [y]",
            (
                "Added: 'deal' is the case exactly where this holds: 'x' is in effect and 'y' is not in "
                "effect."
            ),
        ),
        (
            "    conditions: [x only",
            "    floor: [y]\n    conditions: [x only",
            (
                "On the way, A will not fall below the state with 'y' in effect and nothing else; before: "
                "the status quo."
            ),
        ),
        (
            "status_quo: [y]",
            "as_of: 2030\nepochs: [{from: 2031, parties: {A: {prefers: [same, x]}}}]\nstatus_quo: [y]",
            "Added: other lists from 2031 on: A, 1 statement beside those of before.",
        ),
        (
            "status_quo: [y]",
            "as_of: 2030\nepochs: [{from: 2031, parties: {B: {conditions: []}}}]\nstatus_quo: [y]",
            "Added: other lists from 2031 on: B, 0 declared terms.",
        ),
    ],
)
def test_differences_say_what_they_are(before: str, now: str, said: str) -> None:
    """Lists that stay are not counted as empty, clauses end where they end, floors are states."""
    told = [one.say() for one in differences(OLD, changed((before, now)))]
    assert said in [" ".join(one.split()) for one in told]


def test_the_status_quo_of_a_perspective_is_told_in_words() -> None:
    """As each version writes it, whatever options came between."""
    views = "perspectives: {v: {status_quo: [x]}}\ndefault_perspective: v\nstatus_quo: [y]"
    old = changed(("status_quo: [y]", views))
    new = changed(
        ("status_quo: [y]", views.replace("[x]", "[x, w]")),
        ("  z: {by: [A, B]}", "  w: {label: Wait, by: B}\n  z: {by: [A, B]}"),
    )
    told = [one.say() for one in differences(old, new) if one.item == "v"]
    assert told == ["The status quo in 'v' is 'x' and 'Wait'; before: 'x'."]


def test_what_has_no_quotation_is_not_called_an_assumption() -> None:
    """A definition rests on none and is none; the change says only what it rests on."""
    source = (
        "sources: {s: {title: S}}\nquotations: {q: {source: s, voice: report, text: t}}\nrules:"
    )
    old = changed(
        ("rules: [not (x and y and z)]", f"{source} [{{definition: x iff y, because: q}}]")
    )
    new = changed(("rules: [not (x and y and z)]", f"{source} [definition: x iff y]"))
    (told,) = (one.say() for one in differences(old, new))
    assert told.startswith("Now without a quotation; before: q. By definition, 'x' is in effect")
