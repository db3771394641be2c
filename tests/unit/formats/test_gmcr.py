"""`.gmcr` files: read, written, and read again; nothing lost in silence, nothing crashes."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import reduce
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.language.conflicts import writable

import detente
from detente.conflict.conflict import Conflict, statements
from detente.conflict.logic import And, Iff, Name, Not, Or
from detente.conflict.options import Option
from detente.conflict.parties import Party, Ranking, Statement
from detente.errors import ConflictProblems, LimitReached, NoAnswer
from detente.formats import gmcr
from detente.language.codes import CODES
from detente.language.loading import load, loads
from detente.language.writing import dumps

GARRISON_LIKE: dict[str, Any] = {
    "program": "gmcr-py",
    "version": "0.4.1",
    "options": [
        {"name": "Open Lock", "permittedDirection": "both"},
        {"name": "Full", "permittedDirection": "fwd"},
        {"name": "Full", "permittedDirection": "back"},
    ],
    "decisionMakers": [
        {
            "name": "North",
            "options": [0, 1],
            "preferences": [
                [[2, "N"]],
                {"compound": True, "members": [[[0, "Y"], [1, "N"]], [[0, "N"], [1, "Y"]]]},
            ],
        },
        {"name": "South", "options": [2], "preferences": [], "preferenceRanking": []},
    ],
    "infeasibles": [[[0, "Y"], [1, "Y"]]],
    "useManualPreferenceRanking": False,
    "coalitions": [0, 1],
}


def model(**changes: Any) -> dict[str, Any]:
    """Return the model with some keys replaced; None takes a key away."""
    data = json.loads(json.dumps(GARRISON_LIKE)) | changes
    return {key: value for key, value in data.items() if value is not None}


def read(data: Any) -> gmcr.Imported:
    """Return the imported model of a JSON document; what it says has to load again."""
    found = gmcr.read(json.dumps(data), "models/river.gmcr")
    assert replace(loads(dumps(found.conflict)), file="") == found.conflict
    return found


def test_what_is_read():
    """Options, owners, directions, statements and patterns become a conflict."""
    found = read(GARRISON_LIKE)
    assert found.conflict.title == "river"
    assert found.conflict.options == (
        Option("open-lock", "Open Lock", (("North",),), (("North",),)),
        Option("full", "Full", (("North",),), ()),
        Option("full-south", "Full", (), (("South",),)),
    )
    north, south = found.conflict.parties
    lock, full = Name("open-lock"), Name("full")
    either = Or((And((lock, Not(full))), And((Not(lock), full))))
    assert [s.formula for s in statements(north.prefers)] == [Not(Name("full-south")), either]
    assert south == Party("South")
    assert [rule.formula for rule in found.conflict.rules] == [Not(And((lock, full)))]
    assert found.notes == ("a second option 'Full' is called full-south",)


def test_states_are_numbered_from_one_over_feasible_ones():
    """State 1 has no option in effect; infeasible states are not counted; option 0 is lowest."""
    # feasible: NNN YNN NYN NNY YNY NYY
    ranking = [6, [5, 1], 2, 3, 4]
    data = model(useManualPreferenceRanking=True)
    data["decisionMakers"][1]["preferenceRanking"] = ranking
    data["decisionMakers"][0]["preferenceVector"] = [[1, 2, 3, 4, 5, 6]]
    found = read(data)
    assert found.conflict.party("South").ranking == Ranking(
        (("NYY",), ("YNY", "NNN"), ("YNN",), ("NYN",), ("NNY",))
    )
    assert found.conflict.party("North").prefers == ()
    assert "2 statements of North are left out" in " ".join(found.notes)


def test_the_older_key_for_rankings():
    """The older names of the flag and of the ranking are read as well."""
    data = model(useManualPreferenceRanking=None, useManualPreferenceVectors=True)
    data["decisionMakers"][1]["preferenceVector"] = [1, 2, 3, 4, 5, 6]
    assert len(read(data).conflict.party("South").ranking.tiers) == 6
    assert read(data).conflict.party("North").prefers


@pytest.mark.parametrize(
    ("ranking", "manual", "note"),
    [
        ([1, 2, 3, 4, 5, 6], False, "differs from its statements"),
        ([7, 1], True, "names state 7, and there are 6"),
        ([1, 2, [2, 1], 3], True, "repeats 2 states"),
        ([2, 1], True, "leaves out 4 states"),
    ],
)
def test_stale_rankings(ranking: list[Any], manual: bool, note: str):  # noqa: FBT001
    """A ranking that fits neither its statements nor its states is told."""
    data = model(useManualPreferenceRanking=manual)
    data["decisionMakers"][0]["preferenceRanking"] = ranking
    assert note in " ".join(read(data).notes)


def test_a_ranking_that_agrees_is_not_worth_a_word():
    """Programs write the ranking beside the statements; if they agree nothing is said."""
    written = gmcr.write(read(GARRISON_LIKE).conflict)
    data = json.loads(written.text)
    assert data["decisionMakers"][0]["preferenceRanking"] == [[2, 3], 1, [5, 6], 4]
    assert read(data).notes == ()


@pytest.mark.parametrize(
    ("change", "note"),
    [
        ({"coalitions": [[0, 1]]}, "the coalition of North and South is left out"),
        ({"infeasibles": [[[0, "Y"], [0, "N"]]]}, "wants an option both ways"),
    ],
)
def test_what_is_dropped_is_said(change: dict[str, Any], note: str):
    """Coalitions and patterns without effect are told."""
    assert note in " ".join(read(model(**change)).notes)


def test_more_that_is_dropped():
    """Misperceptions, statements without effect, odd owners and odd names are told."""
    data = model()
    north, south = data["decisionMakers"]
    north |= {"misperceptions": [[[0, "Y"]]], "preferences": [[], [[0, "Y"], [0, "N"]], [[1, "Y"]]]}
    north["name"] = south["name"] = "The North:\nwest"
    north["options"], south["options"] = [0, 1], [0]
    notes = " ".join(read(data).notes)
    assert "does not see" in notes
    assert "always holds" in notes
    assert "never holds" in notes
    assert "nobody owns the option 'full-2'" in notes
    assert "any of its owners can switch 'open-lock'" in notes
    assert "is called The North west-2" in notes


def notes_of(data: dict[str, Any]) -> str:
    """Return the notes of a model, one a line."""
    return "\n".join(read(data).notes)


@pytest.mark.parametrize(
    ("option", "by", "undone_by", "note"),
    [
        ({"reversible": "forward"}, True, False, ""),
        ({"reversible": "backward"}, False, True, ""),
        ({"reversible": "reversible"}, True, True, ""),
        ({"reversible": True}, True, True, ""),
        ({"reversible": False}, True, False, "as one that stays once it is in effect"),
        ({"reversibility": "irreversible"}, True, False, "as one that stays once it is in effect"),
        ({"reversibility": "Fwd "}, True, False, ""),
        (
            {"permittedDirection": "both", "reversible": "forward"},
            True,
            True,
            "'reversible' of the option 'Dam' is 'forward' and is left out",
        ),
        (
            {"reversibility": "seldom"},
            True,
            True,
            "'reversibility' of the option 'Dam' is 'seldom', which is not understood",
        ),
        ({"permittedDirection": None}, True, True, ""),
    ],
)
def test_one_way_options(option: dict[str, Any], by: bool, undone_by: bool, note: str):  # noqa: FBT001
    """An option that can be switched one way only stays so, whichever key says it."""
    data = model(options=[{"name": "Dam", **option}, *GARRISON_LIKE["options"][1:]])
    found = read(data).conflict.options[0]
    assert (bool(found.by), bool(found.undone_by)) == (by, undone_by)
    assert note in notes_of(data)
    assert note or notes_of(data) == "a second option 'Full' is called full-south"


def test_title_and_description():
    """What a file says of itself becomes title and summary; what it says twice is told."""
    data = model(title=" The  river ", description="Two lines\nof words.")
    found = read(data)
    assert (found.conflict.title, found.conflict.summary) == ("The river", "Two lines of words.")
    notes = notes_of(data | {"detente": {"title": "The lake", "summary": "Other words."}})
    assert "the title 'The river' is left out: 'The lake' counts" in notes
    assert "the description 'Two lines of words.' is left out" in notes
    notes = notes_of(model(title=["a"], description={}))
    assert "'title' is a list and left out" in notes
    assert "'description' is an object and left out" in notes


def test_summaries_come_back():
    """A summary goes into the file and out of it again."""
    conflict = replace(read(GARRISON_LIKE).conflict, summary="What it is about.")
    assert gmcr.read(gmcr.write(conflict).text).conflict.summary == "What it is about."


def test_keys_that_are_not_understood():
    """Every key that says something nobody here understands is named, wherever it stands."""
    data = model(irreversibles=[[1, "fwd"]], attitudes={})
    data["options"][0]["image"] = data["options"][1]["image"] = "dam.png"
    data["decisionMakers"][0] |= {"perceived": [1], "attitudes": [0]}
    data["decisionMakers"][0]["preferences"][1]["weight"] = 3
    data["detente"] = {"floor": 1}
    assert notes_of(data).splitlines()[:-1] == [
        (
            "the key 'irreversibles' is not understood and left out: options that can be switched one "
            "way only may count as switched both ways"
        ),
        "the key 'attitudes' is not understood and left out",
        "the key 'floor' of 'detente' is not understood and left out",
        "the key 'image' of 'options' is not understood and left out (2 times)",
        (
            "the key 'perceived' of 'decisionMakers' is not understood and left out: every party sees "
            "every state"
        ),
        "the key 'attitudes' of 'decisionMakers' is not understood and left out",
        "the key 'weight' of 'preferences' is not understood and left out",
    ]


def test_keys_without_end():
    """Of very many keys that are not understood the first are named and the others counted."""
    lines = notes_of(model(**{f"key{number}": 1 for number in range(30)})).splitlines()
    assert lines[19] == "the key 'key19' is not understood and left out"
    assert lines[20] == "10 more keys are not understood and left out"


def test_keys_that_stand_twice():
    """JSON keeps the last of two equal keys; that the first is lost is told."""
    text = json.dumps(GARRISON_LIKE)
    text = text.replace('"program":', '"infeasibles": [[[0, "Y"]]], "infeasibles": [], "program":')
    assert "the key 'infeasibles' stands twice in one object: the last counts" in "\n".join(
        gmcr.read(text).notes
    )


def test_another_word_for_infeasible():
    """'infeasible' is read where 'infeasibles' is missing, and told where both say something."""
    data = model(infeasibles=None, infeasible=[[[0, "Y"], [1, "Y"]]])
    assert read(data).conflict.rules == read(GARRISON_LIKE).conflict.rules
    assert "'infeasible' is read as 'infeasibles'" in notes_of(data)
    data = model(infeasible=[[[0, "Y"]]])
    assert read(data).conflict.rules == read(GARRISON_LIKE).conflict.rules
    assert "'infeasible' is left out" in notes_of(data)
    assert "infeasible is 'x', not a list" in str(
        wrong(json.dumps(model(infeasibles=None, infeasible="x")))
    )


@pytest.mark.parametrize("options", [3, 17])
def test_a_ranking_without_its_flag(options: int):
    """A ranking beside statements is told where the file does not say which of them counts."""
    data = model(useManualPreferenceRanking=None)
    data["options"] += [{"name": f"o{number}"} for number in range(3, options)]
    data["decisionMakers"][0]["preferenceVector"] = [1, 2, 3, 4, 5, 6]
    assert [s.id for s in statements(read(data).conflict.party("North").prefers)]
    notes = notes_of(data)
    assert "the ranking of North" in notes
    assert "left out" in notes
    assert "does not say which of the two counts" in notes


def test_flags_and_rankings_at_odds():
    """Where what counts is missing the other is taken, and that is told."""
    notes = notes_of(model(useManualPreferenceRanking=True))
    assert "rankings count, and North has none: its statements count" in notes
    data = model()
    data["decisionMakers"][1]["preferenceRanking"] = [1, 2, 3, 4, 5, 6]
    assert "statements count, and South has none: its ranking counts" in notes_of(data)
    data["decisionMakers"][1]["preferenceVector"] = [6, 5, 4, 3, 2, 1]
    assert "'preferenceVector' in decisionMakers[1] is left out" in notes_of(data)
    assert "'useManualPreferenceVectors' says otherwise" in notes_of(
        model(useManualPreferenceVectors=True)
    )
    data = model()
    data["decisionMakers"][1] |= {"preferenceRanking": [], "payoffs": [1, 2, 3, 4, 5, 6]}
    assert "the payoffs of South are left out" in notes_of(data)


def test_long_statements_become_facts():
    """A statement longer than a file may hold is cut into facts and says the same."""
    options = [{"name": f"A rather long name {n}", "permittedDirection": "both"} for n in range(12)]
    members = [
        [[n, "Y" if n % 2 else "N"], [m, "N"], [k, "Y"]]
        for n in range(12)
        for m in range(n)
        for k in range(m)
    ]
    makers = [
        {
            "name": "A",
            "options": list(range(12)),
            "preferences": [{"compound": True, "members": members}],
        }
    ]
    found = read(model(options=options, decisionMakers=makers, infeasibles=[], coalitions=[0]))
    assert len(found.conflict.facts) > 1
    ranking = json.loads(gmcr.write(found.conflict).text)["decisionMakers"][0]["preferenceRanking"]
    holds = [
        number + 1
        for number in range(1 << 12)
        if any(all((number >> o & 1) == (s == "Y") for o, s in one) for one in members)
    ]
    assert ranking[0] == holds


# there and back ------------------------------------------------------------------------------


def expressible(seed: int) -> Conflict:
    """Return a random conflict of which a `.gmcr` file can hold everything."""
    conflict = writable(seed)
    names = [party.name for party in conflict.parties]
    options = []
    for number, option in enumerate(conflict.options):
        owner = ((names[(seed + number) % len(names)],),)
        both = (owner, owner), (owner, ()), ((), owner)
        by, undone_by = both[(seed // 3 + number) % 3]
        options.append(Option(option.name, by=by, undone_by=undone_by, needs=option.needs))
    return replace(
        conflict,
        options=tuple(options),
        parties=tuple(
            replace(
                party,
                conditions=(),
                prefers=tuple(statements(party.prefers)),
                ranking=party.ranking and complete(party.ranking),
            )
            for party in conflict.parties
        ),
        channels=(),
        states=(),
        facts=conflict.facts,
        epochs=(),
        perspectives=(),
        default_perspective="",
        quotations=(),
        sources=(),
    )


def complete(ranking: Ranking) -> Ranking:
    """Return a ranking in which every state has a place."""
    named = any("others" in tier for tier in ranking.tiers)
    return ranking if named else replace(ranking, tiers=(*ranking.tiers, ("others",)))


def plain_seeds() -> list[int]:
    """Return seeds of conflicts in option form without named states."""
    found = [seed for seed in range(160) if not (c := writable(seed)).explicit and not c.states]
    return found[:100]


@pytest.mark.parametrize("part", range(5))
def test_there_and_back(part: int):
    """What a `.gmcr` file can hold comes back: states, moves, and the order of preference."""
    for seed in plain_seeds()[part::5]:
        conflict = without_selection(expressible(seed))
        written = gmcr.write(conflict)
        again = gmcr.read(written.text).conflict
        assert again == replace(loads(dumps(again)), file=again.file)
        assert_same(conflict, again)
        # and once more without our own names in the file
        foreign = {k: v for k, v in json.loads(written.text).items() if k != "detente"}
        assert_same(conflict, gmcr.read(json.dumps(foreign)).conflict)


def without_selection(conflict: Conflict) -> Conflict:
    """Return the conflict with no item tied to a quotation or a perspective."""
    from detente.conflict.basis import Basis

    def bare(item: Any) -> Any:
        return replace(item, basis=Basis())

    return replace(
        conflict,
        rules=tuple(map(bare, conflict.rules)),
        options=tuple(map(bare, conflict.options)),
        parties=tuple(
            replace(
                party,
                prefers=tuple(map(bare, party.prefers)),
                weights=tuple(map(bare, party.weights)),
            )
            for party in conflict.parties
        ),
    )


def assert_same(one: Conflict, other: Conflict) -> None:
    """Check that two conflicts have the same states, moves and comparisons, names apart."""
    first, second = detente.compile(one), detente.compile(other)
    states = first.members()
    assert second.members() == states
    assert len(second.parties) == len(first.parties)
    numbers = [first.number(state) for state in states]
    for place, party in enumerate(first.parties):
        for here, there in pairwise(sorted(states)):
            mine = first.compare(party, here, there).removeprefix("much ")
            assert second.compare(second.parties[place], here, there) == mine
        mine, theirs = (
            {
                tuple(pair)
                for pair in zip(*map(list, g.moves_from(1 << place, numbers)), strict=True)
            }
            for g in (first, second)
        )
        assert mine == theirs


@pytest.mark.parametrize(
    "slug",
    [
        "classics/chicken",
        "classics/prisoners-dilemma",
        "nuclear/cuban-missile-crisis",
        "nuclear/us-nk-2017",
        "water/syria-iraq-1975",
        "water/milk-river",
    ],
)
def test_examples_there_and_back(slug: str):
    """Published models come back with their names, too."""
    conflict = load(slug)
    again = gmcr.read(gmcr.write(conflict).text).conflict
    assert [o.name for o in again.options] == [o.name for o in conflict.options]
    assert [p.name for p in again.parties] == [p.name for p in conflict.parties]
    assert again.title == conflict.title
    assert_same(conflict, again)


def test_exact_weights():
    """Weights are compared as the exact numbers they are."""
    text = "detente: 1\ntitle: t\nparties: {A: {weights: [x: 0.1, y: 0.2, z: 0.3]}}\n"
    options = "options: {x: {by: A}, y: {by: A}, z: {by: A}}\n"
    found = json.loads(gmcr.write(loads(text + options)).text)
    # x and y together are worth exactly z, which floating-point sums would not say
    assert found["decisionMakers"][0]["preferenceRanking"] == [8, 7, 6, [4, 5], 3, 2, 1]
    assert found["decisionMakers"][0]["payoffs"] == [1, 2, 3, 4, 4, 5, 6, 7]


def test_our_names_in_the_file_have_to_fit():
    """Names we once wrote are taken back only if they can be used and still fit."""
    for ours in (
        {"options": ["a", "a", "b"]},
        {"options": ["a", "b"]},
        {"options": ["NY", "b", "c"]},
        {"options": ["a:", 1, None]},
        {"parties": ["x", "y: z"]},
        {"parties": "North"},
        [],
    ):
        found = read(model(detente=ours)).conflict
        assert [option.name for option in found.options] == ["open-lock", "full", "full-south"]
        assert [party.name for party in found.parties] == ["North", "South"]


# what a file cannot hold ------------------------------------------------------------------


def test_what_cannot_be_written_is_said():
    """Everything of the end-of-war declaration that the format lacks is named."""
    notes = " ".join(gmcr.write(load("korea/declaration-2021")).notes)
    for word in (
        "'eow' is a joint act of US, ROK, DPRK and CHN",
        "sources and quotations",
        "8 declared conditions",
        "red lines",
        "'after' is left out, so these can come first: steps",
        "time is left out",
        "channels",
        "status quo",
        "targets",
        "epochs",
    ):
        assert word in notes


def test_more_that_cannot_be_written():
    """Guards, ratifiers, unknown order, strong preference, named states, floors are named."""
    text = """\
detente: 1
title: t
parties:
  A: {prefers: [{any_order: [x, y]}, {want: z, strength: much}], floor: [x]}
  B: {ranking: [xy, "YNNN"]}
options:
  x: {by: A, undone_when: y, ratified_by: B}
  y: {by: B, undone_by: A}
  z: {by: {any_of: [A, [A, B]]}, undone_by: nobody}
  w: {by: nobody}
states: {xy: x and y}
"""
    written = gmcr.write(loads(text))
    notes = " ".join(written.notes)
    for word in (
        "unknown order are written in the order listed: A",
        "strong preference",
        "fall below",
        "'undone_when' is left out",
        "ratify is left out: x",
        "not who can do them, which is left out: y",
        "alone own it there",
        "nobody can switch 'w'",
        "states treated as one are written apart: xy",
        "the ranking of B does not name are written as its worst",
    ):
        assert word in notes
    data = json.loads(written.text)
    assert [o["permittedDirection"] for o in data["options"]] == ["both", "fwd", "fwd", "back"]
    assert data["decisionMakers"][1]["preferenceRanking"][:2] == [[4, 8, 12, 16], 2]


def test_equal_names_are_written_apart():
    """Two parties, or two options, of one name are two in the file, and that is said."""
    text = """\
detente: 1
title: t
parties:
  A: {name: Alpha, prefers: [s1]}
  B: {name: Alpha, prefers: [s2]}
  "Alpha (A)": {prefers: [s1]}
options: {s1: {label: Stop firing, by: A}, s2: {label: Stop firing, by: B}, s3: {by: A}}
"""
    written = gmcr.write(loads(text))
    data = json.loads(written.text)
    assert [o["name"] for o in data["options"]] == ["Stop firing (s1)", "Stop firing (s2)", "s3"]
    names = [maker["name"] for maker in data["decisionMakers"]]
    assert names == ["Alpha (A)'", "Alpha (B)", "Alpha (A)"]
    assert written.notes == (
        "2 options are called 'Stop firing': written as 'Stop firing (s1)', 'Stop firing (s2)'",
        "2 parties are called 'Alpha': written as 'Alpha (A)'', 'Alpha (B)'",
    )
    again = gmcr.read(written.text).conflict
    assert [option.name for option in again.options] == ["s1", "s2", "s3"]
    assert [party.name for party in again.parties] == ["A", "B", "Alpha (A)"]


def test_small_things_that_cannot_be_written():
    """Notes, other names, the first day and who confirms a step are named, too."""
    text = """\
detente: 1
title: t
as_of: 2021-10
parties: {A: {aliases: [Aha], prefers: [{want: x, note: as we think}]}}
options: {x: {by: A, verified_by: IAEA}}
"""
    assert gmcr.write(loads(text)).notes == (
        "notes on items are left out",
        "other names of parties are left out",
        "who can confirm a step is left out",
        "the day on which time starts is left out",
    )


def test_a_statement_of_too_many_patterns_becomes_a_ranking():
    """Where patterns are too many, the preferences of all parties are written as rankings."""
    names = [f"o{n}" for n in range(12)]
    parity = reduce(Iff, map(Name, names))
    conflict = Conflict(
        "t",
        (
            Party("A", prefers=(Statement("A.s1", "want", parity),)),
            Party("B", prefers=(Statement("B.s1", "want", Name("o0")),)),
        ),
        tuple(Option(name, by=(("A",),), undone_by=(("A",),)) for name in names),
    )
    written = gmcr.write(conflict)
    assert "rankings" in written.notes[0]
    again = gmcr.read(written.text).conflict
    first, second = detente.compile(conflict), detente.compile(again)
    for party in ("A", "B"):
        for state in first.members()[::97]:
            same = first.compare(party, "N" * 12, state)
            assert second.compare(party, "N" * 12, state) == same


def test_limits_of_writing():
    """Rules of too many patterns, rankings of too many states, graphs without options."""
    options = "options: {" + ", ".join(f"o{n}: {{by: A}}" for n in range(22)) + "}\n"
    head = "detente: 1\ntitle: t\n"
    big = head + "parties: {A: {weights: [o1: 2]}}\n" + options
    with pytest.raises(LimitReached, match="lists every state"):
        gmcr.write(loads(big))
    parity = "o0"
    for number in range(1, 14):
        parity = f"({parity}) iff o{number}"
    with pytest.raises(LimitReached, match=r"rule\.1"):
        gmcr.write(loads(head + "parties: {A: {}}\n" + options + f"rules: [{parity}]\n"))
    with pytest.raises(NoAnswer, match="explicit graph"):
        gmcr.write(load("water/elmira"))
    many = "options: {" + ", ".join(f"o{n}: {{by: A}}" for n in range(30)) + "}\n"
    written = gmcr.write(loads(head + "parties: {A: {prefers: [o1 or o2]}}\n" + many))
    assert len(gmcr.read(written.text).conflict.options) == 30


# files that are wrong ------------------------------------------------------------------------


def wrong(text: str) -> ConflictProblems:
    """Return the problems of a text."""
    with pytest.raises(ConflictProblems) as caught:
        gmcr.read(text, "bad.gmcr")
    return caught.value


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("", "G001", "this is not JSON"),
        ("{'a': 1}", "G001", "bad.gmcr:1:2"),
        ('{"a": NaN}', "G001", "a number is odd"),
        ('{"a": ' + "9" * 5000 + "}", "G001", "a number is odd"),
        ("[" * 100_000, "G001", "nested too deep"),
        ("[]", "G002", "it has no 'options'"),
        ('{"options": []}', "G002", "it has no 'decisionMakers'"),
        ('{"options": [], "decisionMakers": []}', "G002", "'options' is empty"),
    ],
)
def test_texts_that_are_no_model(text: str, code: str, message: str):
    """What is no JSON, or no model, is one problem that says so."""
    problems = wrong(text)
    assert [problem.code for problem in problems.problems] == [code]
    assert message in str(problems)


@pytest.mark.parametrize(
    ("path", "value", "code", "message"),
    [
        (["options"], {}, "G003", "options is an object, not a list"),
        (["options", 0], "x", "G003", "options[0] is 'x', not an object"),
        (["options", 0, "name"], 3, "G003", "options[0].name is '3'"),
        (["options", 0, "permittedDirection"], "up", "G003", "not one of both, fwd, back"),
        (["options", 0, "permittedDirection"], ["both"], "G003", "is a list"),
        (["decisionMakers", 0, "options"], [True], "G003", "options[0] is true"),
        (["decisionMakers", 0, "options"], [0.0], "G003", "is '0.0', not a whole number"),
        (["decisionMakers", 0, "options"], [-1], "G004", "the file has 3 options"),
        (["decisionMakers", 0, "options"], [10**400], "G004", "more than 15 digits"),
        (["decisionMakers", 0, "name"], None, "G003", "decisionMakers[0].name is nothing"),
        (["decisionMakers", 0, "preferences", 0], 5, "G003", "not a pattern"),
        (["decisionMakers", 0, "preferences", 0, 0], [1], "G003", "not an option with Y or N"),
        (["decisionMakers", 0, "preferences", 0, 0], [1, "-"], "G003", "is '-', not Y or N"),
        (["decisionMakers", 0, "preferences", 1, "members"], 1, "G003", "members is '1'"),
        (["decisionMakers", 1, "preferenceRanking"], [0], "G004", "numbered from 1"),
        (["decisionMakers", 1, "preferenceRanking"], [[1, 9]], "G004", "is '9'"),
        (["decisionMakers", 1, "preferenceRanking"], ["1"], "G003", "not a whole number"),
        (["infeasibles"], [[]], "G005", "excludes every state"),
        (["infeasibles", 0, 0, 0], 3, "G004", "infeasibles[0][0][0] is '3'"),
        (["useManualPreferenceRanking"], 1, "G003", "not true or false"),
        (["coalitions"], [[0, 7]], "G004", "2 decision makers"),
        (["options"], [{"name": "o"}] * 1001, "G006", "1,001 entries"),
    ],
)
def test_values_that_are_wrong(path: list[Any], value: Any, code: str, message: str):
    """Each wrong value is a problem that says where it is, what it is, and what to do."""
    data = model()
    inner: Any = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    problems = wrong(json.dumps(data)).problems
    assert any(one.code == code and message in one.message for one in problems)
    assert all(one.hint for one in problems)


def test_statements_beyond_measure():
    """A statement that no formula could hold is a problem."""
    pattern = [[0, "Y"], [1, "N"], [2, "Y"]]
    members = [[*pattern, [n, "Y"]] for n in range(3, 900)] * 8
    data = model(options=[{"name": f"o{n}"} for n in range(900)])
    data["decisionMakers"][0]["preferences"] = [{"compound": True, "members": members}]
    read(data)
    members = [[[n, "Y"], [m, "N"]] for n in range(150) for m in range(n)]
    data["decisionMakers"][0]["preferences"] = [{"compound": True, "members": members}]
    assert "a statement of North has 11,175 patterns" in str(wrong(json.dumps(data)))


def test_rankings_without_states():
    """Numbers of states mean nothing where no state, or too many combinations, are left."""
    data = model(useManualPreferenceRanking=True, infeasibles=[[[0, "Y"]], [[0, "N"]]])
    data["decisionMakers"][1]["preferenceRanking"] = [1]
    assert "leave no state" in str(wrong(json.dumps(data)))
    data = model(useManualPreferenceRanking=True)
    data["options"] = [{"name": f"o{n}"} for n in range(30)]
    data["decisionMakers"][1]["preferenceRanking"] = [1]
    assert "too many to number" in str(wrong(json.dumps(data)))


def test_all_problems_are_told_together():
    """One run tells every wrong value, but not thousands."""
    data = model(infeasibles=[[["x", "Y"]]] * 500)
    data["options"][0]["name"] = 1
    problems = wrong(json.dumps(data)).problems
    assert len(problems) == 100
    assert {one.code for one in problems} == {"G003"}


def test_codes_are_listed():
    """Every code of this reader is explained on the page of problems."""
    from detente.formats.gmcr_values import HINTS

    assert {code for code in CODES if code.startswith("G")} == set(HINTS)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=6,
)
PLACES = st.lists(st.integers(0, 9), min_size=1, max_size=6)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(PLACES, JUNK), min_size=1, max_size=3))
def test_no_wrong_value_crashes(changes: list[tuple[list[int], Any]]):
    """A model with junk anywhere in it is read, or its problems are told."""
    data: Any = model(useManualPreferenceRanking=True)
    data["decisionMakers"][1]["preferenceRanking"] = [1, [2, 3]]
    for path, junk in changes:
        inner = data
        for step, number in enumerate(path):
            keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
            if not keys:
                break
            key = keys[number % len(keys)]
            if step == len(path) - 1 or not isinstance(inner[key], dict | list):
                inner[key] = junk
                break
            inner = inner[key]
    try:
        found = gmcr.read(
            json.dumps(data).replace("NaN", "0").replace("-Infinity", "0").replace("Infinity", "0")
        )
    except ConflictProblems as error:
        codes = {problem.code for problem in error.problems}
        assert codes <= set(CODES)
    else:
        assert loads(dumps(found.conflict)) is not None
