"""What is found about a target according to whom, and what it hangs on."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

import detente
from detente.analyses.outlook import outlook
from detente.analyses.perspectives import flipping, hearing
from detente.analyses.perspectives.results import Finding, Hang, Perspectives
from detente.analyses.sequencing.walking import walks
from detente.conflict.conflict import Conflict
from detente.telling.hearing import perspectives_text

TOLL = """
detente: 1
title: According to whom
sources:
  gazette: {title: The Hill Gazette, date: 2031-05-02}
  diary: {title: Diary of a traveller}
  leaflet: {title: A leaflet}
quotations:
  mayor: {source: gazette, voice: own words, party: Shore, paraphrase: Let them open the road.}
  onlooker: {source: diary, voice: observer, about: Shore, paraphrase: First the toll.}
  copy: {source: leaflet, voice: gloss, about: Shore, paraphrase: The toll comes first.}
  keeper: {source: gazette, voice: report, about: Hill, paraphrase: The road comes first.}
parties:
  Hill:
    prefers: [road, toll]
    conditions:
      - {condition: toll only after road, because: keeper, position: road-first}
  Shore:
    prefers: [toll, road]
    conditions:
      - {condition: road only after toll, because: [onlooker, copy], position: toll-first}
      - {condition: toll only after flag, only_in: [strict], position: flag-first}
positions:
  road-first: {party: Hill}
  toll-first: {party: Shore, label: The toll comes first}
  flag-first: {party: Shore}
options:
  road: {label: Open the road, by: [Hill, Shore]}
  toll: {label: Take a toll, by: [Hill, Shore]}
  flag: {label: Raise a flag, by: Shore}
status_quo: []
targets: {both: road and toll, nothing: road and not road, now: not road}
perspectives:
  all-said: {}
  strict: {}
  officials: {voices: own words}
default_perspective: all-said
"""


@pytest.fixture
def toll() -> Conflict:
    """A head-on pair of conditions, one resting on two sources, one on a third."""
    return detente.loads(TOLL)


def rungs(found: Perspectives) -> dict[str, str]:
    """Return what stops the target, by perspective."""
    return {view.perspective: view.rung for view in found.views}


def hang(found: Perspectives, kind: str, what: str) -> Hang:
    """Return what one finding hangs on."""
    (one,) = [h for h in found.hangs_on if (h.kind, h.what) == (kind, what)]
    return one


# the two cases -----------------------------------------------------------------------------------


def test_the_case_of_2019_differs_by_perspective() -> None:
    """Zones of 50, 50 and 2 states; everything is contested but that the status quo rests."""
    found = detente.perspectives(detente.load("korea/hanoi-2019"), "settle", size=1)
    zones = {view.perspective: view.zone for view in found.views}
    assert {name: zones[name] for name in ("seed", "record", "sceptical")} == {
        "seed": 50, "record": 50, "sceptical": 2,
    }  # fmt: skip
    assert rungs(found) == {
        "seed": "sequence", "record": "sequence", "sceptical": "content", "everything": "sequence",
    }  # fmt: skip
    assert [f.kind for f in found.findings if f.robust] == ["status quo"]
    (unlock,) = [f for f in found.findings if f.kind == "unlock"]
    assert (unlock.what, unlock.not_by) == ("us-upfront", ("sceptical",))


def test_the_partial_exchange_of_2019_is_unlocked_alike() -> None:
    """Its rung differs, and yet one position alone unlocks it under every perspective."""
    found = detente.perspectives(detente.load("korea/hanoi-2019"), "partial", size=0)
    assert {found.views[n].rung for n in range(3)} == {"sequence", "content"}
    assert [f.what for f in found.findings if f.robust and f.kind == "unlock"] == ["us-upfront"]


def test_the_article_of_2021_alone() -> None:
    """Heard alone it loses 13 items, the colliding terms among them; assumptions stay."""
    conflict = detente.load("korea/declaration-2021")
    found = detente.perspectives(conflict, "declare", sources=["herald"], size=1)
    assert rungs(found)["moon"] == rungs(found)["hard"] == "sequence"
    moon, chosen = found.views[0], found.views[-1]
    assert (chosen.perspective, chosen.sources, chosen.chosen) == ("chosen", ("herald",), True)
    assert (moon.quotations, chosen.quotations) == (30, 14)
    # two of them come in with President Yoon
    assert moon.items - chosen.items == 15
    assert (chosen.assumptions, chosen.rung) == (23, "none")
    assert hang(found, "rung", "sequence").sources[0].to_dict() == {
        "without": ["globalnk"], "instead": "none",
    }  # fmt: skip


def test_what_is_kept_for_a_perspective_stays_when_it_is_varied() -> None:
    """Under `hard`, whose own item no source can take away alone, it needs two sources."""
    conflict = detente.load("korea/declaration-2021")
    found = detente.perspectives(conflict, "declare", perspective="hard", size=2)
    assert {flip.without for flip in hang(found, "rung", "sequence").sources} == {
        ("herald", "kcna"), ("herald-october", "globalnk"), ("asiae", "globalnk"),
    }  # fmt: skip


# robust, contested, hanging ----------------------------------------------------------------------


def test_an_item_with_two_sources_needs_both_left_out(toll: Conflict) -> None:
    """The gazette alone, or the other two together: the smaller sets are told."""
    found = detente.perspectives(toll, "both")
    assert [flip.without for flip in hang(found, "rung", "sequence").sources] == [("gazette",)]
    without = [flip.without for flip in hang(found, "unlock", "road-first").sources]
    assert without == [("gazette",)]
    quiet = detente.loads(TOLL.replace("because: keeper, ", ""))
    found = detente.perspectives(quiet, "both")
    assert [f.without for f in hang(found, "rung", "sequence").sources] == [("diary", "leaflet")]
    assert hang(found, "rung", "sequence").voices == ()
    assert hang(found, "rung", "sequence").sources[0].instead == "none"


@pytest.mark.parametrize("name", ["all-said", "strict"])
def test_smallest_sets_are_those_that_a_literal_search_finds(name: str) -> None:
    """Every set of sources is left out in the text of the file, and the question asked again."""
    found = detente.perspectives(detente.loads(TOLL), "both", perspective=name)
    sources = ("gazette", "diary", "leaflet")

    def rung(removed: tuple[str, ...]) -> str:
        left = ", ".join(source for source in sources if source not in removed)
        text = TOLL.replace(f"  {name}: {{}}", f"  {name}: {{sources: [{left}]}}")
        return outlook(detente.compile(detente.loads(text), perspective=name), "both").rung

    now = rung(())
    flips = [
        {removed: rung(removed) for removed in combinations(sources, size) if rung(removed) != now}
        for size in (1, 2, 3)
    ]
    wanted = next((flip for flip in flips if flip), {})
    told = hang(found, "rung", now).sources
    assert {flip.without: flip.instead for flip in told} == wanted


def test_a_voice_is_left_out_singly(toll: Conflict) -> None:
    """The report carries one of the two terms; the other stands on two voices."""
    found = detente.perspectives(toll, "both")
    assert [f.without for f in hang(found, "rung", "sequence").voices] == [("report",)]


def test_findings_name_who_makes_them(toll: Conflict) -> None:
    """Held by some and not by the others, all of them together every perspective."""
    found = detente.perspectives(toll, "both")
    names = {view.perspective for view in found.views}
    assert names == {"all-said", "strict", "officials", "everything"}
    assert rungs(found)["officials"] == "none"
    for finding in found.findings:
        assert set(finding.held_by) | set(finding.not_by) == names
        assert finding.robust == (not finding.not_by)
    moves = [f for f in found.findings if f.kind == "move"]
    assert moves
    assert all(f.held_by == ("officials",) for f in moves)


@pytest.mark.parametrize("slug", ["korea/hanoi-2019", "korea/declaration-2021"])
def test_what_is_shared_between_models_changes_no_answer(slug: str) -> None:
    """Moves and sides borrowed from another model give what the model gives by itself."""
    conflict = detente.load(slug)
    base = outlook(detente.compile(conflict), conflict.targets[0].name)
    views = [*conflict.perspectives, conflict.perspective("everything")]
    for view in views:
        for source in conflict.sources[:3]:
            varied = hearing.without_sources(conflict, view, [source.name])
            graph = detente.compile(varied, perspective=view.name)
            other = detente.compile(varied, perspective=view.name)
            for target in conflict.targets[:3]:
                lent = outlook(graph, target.name, like=base.sides)
                assert replace(lent, sides=base.sides) == replace(
                    outlook(other, target.name), sides=base.sides
                )


def test_dates_follow_the_terms_of_the_model_itself() -> None:
    """A term given up by one party bears on the dates, though the first party is the same."""
    conflict = detente.loads(
        "detente: 1\ntitle: Two works\nas_of: 2030-01-01\nparties:\n  A: {prefers: [x, y]}\n"
        "  B: {prefers: [y, x], conditions: [y only after x]}\noptions:\n"
        "  x: {by: [A, B], undone_by: nobody, takes: 10 days}\n"
        "  y: {by: [A, B], undone_by: nobody, takes: 10 days, window: 2030-01-01..2030-01-15}\n"
        "status_quo: []\n"
    )
    base = outlook(detente.compile(conflict), "x and y")
    assert base.rung == "time"
    freed = detente.compile(conflict, without=["B.c1"])
    assert outlook(freed, "x and y", like=base.sides).rung == "none"


def test_walks_are_followed_once_for_models_with_the_same_moves() -> None:
    """They do not depend on what anybody wants."""
    conflict = detente.load("korea/declaration-2021")
    base = outlook(detente.compile(conflict), "declare")
    other = detente.compile(conflict, without=["US.s1"])
    outlook(other, "declare", like=base.sides)
    assert walks(other) is walks(base.sides.graph)


# choosing ----------------------------------------------------------------------------------------


def test_chosen_is_for_the_rest_as_the_varied_perspective(toll: Conflict) -> None:
    """Items kept for that perspective alone stay, and voices narrow its sources."""
    found = detente.perspectives(
        toll, "both", perspective="strict", sources=["gazette", "gazette"], voices=["report"]
    )
    chosen = found.views[-1]
    assert (chosen.sources, chosen.voices, chosen.quotations) == (("gazette",), ("report",), 1)
    plain = detente.perspectives(toll, "both", sources=["gazette"], voices=["report"]).views[-1]
    assert chosen.items == plain.items + 1
    assert found.asked.settings["sources"] == ["gazette"]


def test_the_chosen_one_takes_no_name_of_the_file() -> None:
    """A perspective of the file called `chosen` keeps its name."""
    conflict = detente.loads(TOLL.replace("  officials:", "  chosen:"))
    found = detente.perspectives(conflict, "both", voices=["report"])
    names = [view.perspective for view in found.views]
    assert names == ["all-said", "strict", "chosen", "everything", "chosen-2"]
    assert [view.chosen for view in found.views] == [False, False, False, False, True]


def test_everything_is_asked_once(toll: Conflict) -> None:
    """Added where the file has none of that name; it leaves out what is kept for others."""
    found = detente.perspectives(toll, "both")
    assert [view.perspective for view in found.views].count("everything") == 1
    assert any("leaves out 1 item" in note for note in found.notes)
    own = detente.loads(TOLL.replace("all-said", "everything"))
    found = detente.perspectives(own, "both")
    assert [view.perspective for view in found.views] == ["everything", "strict", "officials"]
    bare = detente.loads("\n".join(TOLL.split("\n")[:-6]).replace(", only_in: [strict]", ""))
    found = detente.perspectives(bare, "both")
    assert [view.perspective for view in found.views] == ["everything"]
    assert all(finding.robust for finding in found.findings)


def test_a_perspective_that_hears_nothing_is_told(toll: Conflict) -> None:
    """No source, or a voice that nobody has: what is left is ours, and the answer says so."""
    for chosen in ({"sources": []}, {"voices": ["own words"], "sources": ["diary"]}):
        found = detente.perspectives(toll, "both", **chosen)
        assert found.views[-1].quotations == 0
        assert found.views[-1].assumptions == found.views[-1].items
        assert any(note.startswith("'chosen' hears no quotation") for note in found.notes)
        assert found.complete


def test_unknown_names_are_wrong_use(toll: Conflict) -> None:
    """Each message names the nearest name."""
    for wrong, hint in (
        ({"sources": ["gazete"]}, "did you mean 'gazette'"),
        ({"voices": ["own word"]}, "did you mean 'own words'"),
        ({"perspective": "officialls"}, "did you mean 'officials'"),
        ({"size": -1}, "give 0 or more"),
    ):
        with pytest.raises(detente.WrongUse, match=hint):
            detente.perspectives(toll, "both", **wrong)
    with pytest.raises(detente.WrongUse, match="did you mean 'both'"):
        detente.perspectives(toll, "bothh")


# edges -------------------------------------------------------------------------------------------


def test_targets_that_hold_already_or_never(toll: Conflict) -> None:
    """Both are told as what they are, and nothing unlocks them."""
    now = detente.perspectives(toll, "now")
    assert all(view.already and view.rung == "none" for view in now.views)
    assert "is the case at the status quo already" in now.findings[0].sentence
    never = detente.perspectives(toll, "nothing")
    assert {view.target_states for view in never.views} == {0}
    assert never.findings[0].sentence.startswith("No state that the rules allow")
    assert not [f for f in (*now.findings, *never.findings) if f.kind == "unlock"]
    formula = detente.perspectives(toll, "road and toll")
    assert rungs(formula) == rungs(detente.perspectives(toll, "both"))


def test_without_options_or_a_status_quo_there_is_no_answer(toll: Conflict) -> None:
    """A model of listed states has no order of steps; without a status quo there is no start."""
    with pytest.raises(detente.NoAnswer):
        detente.perspectives(detente.load("water/elmira"), "s1")
    with pytest.raises(detente.WrongUse, match="no status quo"):
        detente.perspectives(replace(toll, status_quo=None), "both")


def test_perspectives_have_their_own_status_quo() -> None:
    """Each starts where it sees things, unless the question names a start for all."""
    text = TOLL.replace("  strict: {}", "  strict: {status_quo: [road]}")
    found = detente.perspectives(detente.loads(text), "both")
    assert [view.status_quo for view in found.views] == ["NNN", "YNN", "NNN", "NNN"]
    found = detente.perspectives(detente.loads(text), "both", status_quo="NNY")
    assert {view.status_quo for view in found.views} == {"NNY"}


def test_a_perspective_without_an_answer_is_told() -> None:
    """The others are answered, and the answer says that it is not whole."""
    text = TOLL.replace(
        "status_quo: []", "status_quo: []\nrules: [{rule: road, only_in: [strict]}]"
    )
    found = detente.perspectives(detente.loads(text), "both")
    assert "strict" not in rungs(found)
    assert any(limit.startswith("Under 'strict' there is no answer") for limit in found.limits)
    assert found.unanswered == ("strict",)
    assert not found.complete


def test_too_many_sets_of_sources(toll: Conflict, monkeypatch: pytest.MonkeyPatch) -> None:
    """All sets of a size are tried or none, and the note names the limit."""
    monkeypatch.setattr(flipping, "MOST_SETS", 4)
    quiet = detente.loads(TOLL.replace("because: keeper, ", "").replace("copy: {source: leaflet",
        "copy: {source: gazette"))  # fmt: skip
    found = detente.perspectives(quiet, "both", size=2)
    assert found.complete
    wide = detente.loads(TOLL.replace("because: keeper, ", "because: [keeper, onlooker], "))
    found = detente.perspectives(wide, "both", size=2)
    assert not found.complete
    assert {h.tried for h in found.hangs_on} == {1}
    assert any("2 sources" in limit for limit in found.limits)


def test_the_answer_as_rows_document_and_table(toll: Conflict) -> None:
    """One row a perspective; the document has the same; the table is escaped."""
    found = detente.perspectives(toll, "both", without=["flag-first"])
    assert [row["perspective"] for row in found.rows()] == [v.perspective for v in found.views]
    document = found.to_dict()
    assert document["question"] == "perspectives"
    assert document["settings"]["without"] == ["flag-first"]
    assert "according to whom" in found._repr_html_()


# one thing found, and another ------------------------------------------------------------------------


def findings(found: Perspectives) -> dict[str, tuple[str, ...]]:
    """Return who finds what stops the target, by the sentence."""
    return {one.sentence: one.held_by for one in found.findings if one.kind == "rung"}


def test_that_it_holds_already_is_not_that_nothing_stops_it() -> None:
    """Where one perspective starts at the target and another has a way to it, they differ."""
    text = TOLL.replace("strict: {}", "strict: {status_quo: [road]}")
    found = detente.perspectives(detente.loads(text), "road", without=["toll-first"])
    assert findings(found) == {
        "'road' is the case at the status quo already.": ("strict",),
        ("Nothing stops 'road': an order of steps is accepted by everybody and holds."): (
            "all-said",
            "officials",
            "everything",
        ),
    }
    assert not any(one.robust for one in found.findings if one.kind == "rung")


def test_that_no_state_satisfies_it_is_not_that_none_is_good() -> None:
    """Where a rule of one perspective leaves no such state, another finds it for another reason."""
    rule = "rules: [{rule: not road, only_in: [strict]}]"
    text = TOLL.replace("prefers: [road, toll]", "prefers: [not road, toll]", 1)
    text = text.replace("status_quo: []", f"status_quo: []\n{rule}")
    found = detente.perspectives(detente.loads(text), "road and not toll and not flag")
    never = "No state that the rules allow satisfies 'road and not toll and not flag'."
    assert findings(found)[never] == ("strict",)
    assert len(findings(found)) == 2


def test_all_is_said_of_those_that_have_an_answer() -> None:
    """A perspective whose status quo is no state finds nothing, and is not counted in."""
    conflict = detente.loads(
        TOLL.replace("status_quo: []", "status_quo: []\nrules: [{rule: road, only_in: [strict]}]")
    )
    found = detente.perspectives(conflict, "both")
    assert found.unanswered == ("strict",)
    text = " ".join(perspectives_text(conflict, found).split())
    assert "Robust, found under all 3 perspectives that have an answer:" in text


def test_what_the_chosen_one_lacks_is_counted_item_by_item() -> None:
    """It may hear more than the one that is varied, and still not hear all of that."""
    text = TOLL.replace("officials: {voices: own words}", "officials: {sources: [gazette]}")
    conflict = detente.loads(text)
    found = detente.perspectives(
        conflict, "both", perspective="officials", sources=["diary", "leaflet"], size=0
    )
    items = {view.perspective: view.items for view in found.views}
    assert items["chosen"] == items["officials"]
    told = " ".join(perspectives_text(conflict, found).split())
    assert "for the rest it is as 'officials', of whose items 1 does not count there." in told


def test_items_kept_for_other_perspectives_are_counted_once() -> None:
    """A group that stands in some perspectives only is as many items as it has statements."""
    text = TOLL.replace(
        "prefers: [toll, road]", "prefers: [{any_order: [toll, road], only_in: [strict]}]"
    )
    found = detente.perspectives(detente.loads(text), "both", size=0)
    assert any("'everything' leaves out 3 items" in note for note in found.notes)


def test_who_only_ratifies_is_told() -> None:
    """Everybody is who does more than that, but for the last rung."""
    text = TOLL.replace(
        "by: [Hill, Shore]}\n  flag", "by: [Hill, Shore], ratified_by: Fen}\n  flag"
    )
    conflict = detente.loads(text.replace("parties:\n", "parties:\n  Fen: {prefers: [toll]}\n", 1))
    for found in (detente.perspectives(conflict, "both"), detente.robustness(conflict, "both")):
        (note,) = (note for note in found.to_dict()["notes"] if "ratif" in note)  # type: ignore[attr-defined]
        assert note.startswith("Fen, who only ratifies, has a say on the last rung alone:")


def test_what_is_not_known_is_neither_found_nor_denied() -> None:
    """Where moves were too many to look through, a finding on them is not robust."""
    known = Finding("status quo", "rests", "The status quo rests.", ("a",), (), ("b",))
    assert not known.robust
    conflict = detente.loads(TOLL)
    found = detente.perspectives(conflict, "both", size=0)
    shown = perspectives_text(conflict, replace(found, findings=(known,)))
    assert "a (not known for b): The status quo rests." in shown
