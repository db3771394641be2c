"""Two versions of a file compared: the words behind the changes, and the targets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import detente
from detente.analyses.sequencing import orders
from detente.conflict.conflict import Conflict
from detente.shipped import path_of

SLUG = "korea/declaration-2021"
FRESH = """  fresh:
    source: nation
    speaker: Ri Thae Song, vice minister
    party: DPRK
    voice: own words
    date: 2021-12-20
    text: talks can begin
  olympics-venue:
"""


@pytest.fixture(scope="module")
def old() -> Conflict:
    """The example as it is."""
    return detente.load(SLUG)


def changed(*replaced: tuple[str, str]) -> Conflict:
    """Return the example with some of its text replaced."""
    text = Path(str(path_of(SLUG))).read_text(encoding="utf-8")
    for before, now in replaced:
        assert text.count(before) == 1
        text = text.replace(before, now)
    return detente.loads(text)


def softened() -> Conflict:
    """Return both sides' 'after' turned into 'with', on the North's side by a new quotation."""
    return changed(
        ("condition: drop only after talks", "condition: drop only with talks"),
        ("condition: talks only after drop", "condition: talks only with drop"),
        ("  olympics-venue:\n", FRESH),
        (
            "        because: kim-hw-premise\n      - condition: commit",
            "        because: fresh\n      - condition: commit",
        ),
    )


def test_the_words_behind_each_change_are_told(old: Conflict) -> None:
    """One term reads otherwise on the same words, the other on new ones."""
    found = detente.compare(old, softened(), to="declare")
    items = {change.item: change for change in found.items if change.kind == "changed"}
    same, other = items["US.c3"], items["DPRK.c2"]
    assert [cited.name for cited in same.because] == ["kim-hw-no-preconditions"]
    assert same.came == same.went == ()
    assert [cited.short for cited in other.came] == ["fresh (Ri Thae Song, 2021-12-20)"]
    assert [cited.new for cited in other.came] == [True]
    assert [cited.name for cited in other.went] == ["kim-hw-premise"]
    assert found.quotations.added == ("fresh",)
    assert found.sources.to_dict() == {"added": [], "removed": [], "changed": []}


def test_softening_on_both_sides_unlocks_the_declaration(old: Conflict) -> None:
    """The rung moves from sequence to none, and nothing needs to be given up any more."""
    found = detente.compare(old, softened())
    targets = {target.target: target for target in found.targets}
    assert list(targets) == ["declare", "dialogue", "gateway", "nuclear", "everything"]
    before, now = targets["declare"].before, targets["declare"].now
    assert before is not None
    assert now is not None
    assert (before.rung, now.rung) == ("sequence", "none")
    assert before.zone == now.zone
    assert set(before.unlocks) == {
        "us-talks-without-preconditions", "dprk-hostile-policy-goes-first",
    }  # fmt: skip
    assert now.unlocks == ()
    assert "no longer needed: giving up" in targets["declare"].sentence
    assert "now enough alone" in targets["nuclear"].sentence
    assert targets["declare"].sentence in found.sentences()


def test_what_is_told_of_the_newer_version_is_what_it_gives_by_itself(old: Conflict) -> None:
    """The targets before and now are those that each file has on its own."""
    new = softened()
    found = detente.compare(old, new, to="declare", perspective="hard")
    for home, told in ((old, found.targets[0].before), (new, found.targets[0].now)):
        views = detente.perspectives(home, "declare", perspective="hard", size=0).views
        (hard,) = [view for view in views if view.perspective == "hard"]
        assert told is not None
        assert (told.rung, told.zone, told.unlocks) == (hard.rung, hard.zone, hard.unlocks)


def test_an_item_in_the_place_of_another_keeps_its_own_words(old: Conflict) -> None:
    """Removed and added under the same id by place: each has its own quotations."""
    new = changed(
        (
            "      - want: draft\n        because: sullivan-aligned\n",
            "      - want: treaty\n        because: observers-no-signature\n",
        )
    )
    found = detente.compare(old, new, to="declare")
    told = {(c.kind, c.item): [q.name for q in c.because] for c in found.items}
    assert told[("removed", "US.s6")] == ["sullivan-aligned"]
    assert told[("added", "US.s6")] == ["observers-no-signature"]


def test_a_file_and_itself(old: Conflict) -> None:
    """Nothing changed, and every target is as it was."""
    found = detente.compare(old, old)
    assert found.items == found.changes.file == ()
    assert not any(target.changed for target in found.targets)
    assert found.sentences() == ("Nothing of meaning changed in the file.",)
    assert found.complete


def test_files_of_two_conflicts_are_not_compared(old: Conflict) -> None:
    """Nothing in common is no answer; parties alone in common are told."""
    with pytest.raises(detente.NoAnswer, match="not versions of one conflict"):
        detente.compare(detente.load("water/elmira"), old)
    found = detente.compare(detente.load("korea/hanoi-2019"), old)
    assert any("no option in common" in note for note in found.notes)
    targets = {target.target: target for target in found.targets}
    assert targets["declare"].before is None
    assert targets["settle"].now is None
    assert "is a new target" in targets["declare"].sentence
    assert "is no longer a target" in targets["settle"].sentence


def test_a_formula_that_only_the_newer_version_can_read(old: Conflict) -> None:
    """Told for the newer one, with a note on the older; the other way round it is wrong use."""
    new = changed(
        ("  talks:\n    label: Resume", "  visit: {by: ROK}\n  talks:\n    label: Resume")
    )
    found = detente.compare(old, new, to="visit")
    assert found.targets[0].before is None
    assert found.targets[0].now is not None
    assert any("'visit' is not" in note for note in found.notes)
    with pytest.raises(detente.WrongUse, match="'visit'"):
        detente.compare(new, old, to="visit")


def test_choices_hold_for_both_versions(old: Conflict) -> None:
    """What is left out by the ids of the newer version, and the start, are the same for both."""
    position = ["us-talks-without-preconditions"]
    found = detente.compare(old, softened(), to="declare", without=position)
    assert [found.targets[0].before.rung, found.targets[0].now.rung] == ["none", "none"]  # type: ignore[union-attr]
    start = "[review, draft]"
    found = detente.compare(old, softened(), to="draft", status_quo=start)
    assert found.targets[0].before is not None
    assert found.targets[0].before.already


def test_a_perspective_that_the_older_version_lacks(old: Conflict) -> None:
    """The older file is looked at as the newer one is, and a note says so."""
    new = changed(
        ("default_perspective: moon", "  article: {sources: [herald]}\ndefault_perspective: moon")
    )
    found = detente.compare(old, new, to="declare", perspective="article")
    assert any("no perspective 'article'" in note for note in found.notes)
    assert found.targets[0].before == found.targets[0].now
    assert found.targets[0].now is not None
    assert found.targets[0].now.rung == "none"


def test_versions_without_targets_a_start_or_options(old: Conflict) -> None:
    """Each is said in a note, and the rest is compared."""
    bare = replace(old, targets=())
    assert any("names a target" in note for note in detente.compare(bare, bare).notes)
    nowhere = replace(old, status_quo=None)
    found = detente.compare(nowhere, old, to="declare")
    assert found.targets[0].before is None
    assert any("no status quo" in note for note in found.notes)
    listed = detente.load("water/elmira")
    found = detente.compare(listed, listed)
    assert found.targets == () or all(target.now is None for target in found.targets)
    with pytest.raises(detente.NoAnswer):
        detente.compare(listed, listed, to="s1")


def test_more_steps_than_can_be_ordered(old: Conflict, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not established what stops the target, and so neither a change nor that there is none."""
    monkeypatch.setattr(orders, "MOST_BUNDLES", 20)
    found = detente.compare(old, old, to="declare")
    assert not found.complete
    assert any("it is not established what stops them" in limit for limit in found.limits)
    (target,) = found.targets
    assert target.now is not None
    assert (target.now.rung, target.changed, target.settled) == ("not established", False, False)
    assert "not established" in target.sentence
    assert "as before" not in target.sentence


def test_the_answer_as_rows_document_and_table(old: Conflict) -> None:
    """Rows for the file, the verdicts and the targets; the document has them all."""
    found = detente.compare(old, softened(), to="declare")
    assert {row["part"] for row in found.rows()} == {"file", "wording", "verdicts", "targets"}
    document = found.to_dict()
    assert document["question"] == "compare"
    assert document["settings"]["to"] == "declare"
    assert document["older"]["as_of"] == document["as_of"] == "2021-10-27"
    assert "compared" in found._repr_html_()
