"""The oracle of order and terms by itself: the published figures of the two Korean cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import combinations

import pytest

from detente import load
from detente.conflict.conflict import Conflict
from detente.conflict.logic import Formula

from .sequences import (
    REQUIRE,
    Case,
    Order,
    accepted,
    along,
    by_all,
    counts,
    legal_orders,
    positions,
    zone,
)
from .sequences_differing import binding_positions, head_on, needed, relation
from .sequences_giving import Giving, level, subsets
from .sequences_holding import (
    end_kind,
    exposure,
    initiatives,
    self_enforcing,
    temptations,
)

HANOI, DECLARATION = "korea/hanoi-2019", "korea/declaration-2021"
UPFRONT, ARSENAL = "us-upfront", "dprk-keeps-the-arsenal"
DPRK_THREE = (
    "dprk-no-disarmament-without-full-relief",
    "dprk-no-talks-without-new-method",
    "dprk-yongbyon-only-for-partial-relief",
)
TALKS, HOSTILE = "us-talks-without-preconditions", "dprk-hostile-policy-goes-first"
SANCTIONS, STEPS = (
    "us-sanctions-stay-until-concrete-steps",
    "dprk-no-disarmament-steps-under-sanctions",
)
WORDING = "us-no-declaration-without-denuclearisation-commitment"
WORDS = "dprk-no-denuclearisation-words-while-sanctions-stay"
YOON = date(2022, 5, 10)


@cache
def case(slug: str, perspective: str | None = None, *without: str) -> Case:
    return Case(load(slug), perspective, without=without)


def target(slug: str, name: str) -> Formula:
    (found,) = (t.formula for t in load(slug).targets if t.name == name)
    assert found is not None
    return found


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())


def order(text: str) -> Order:
    """Return the order written as `a; b c; d`."""
    return tuple(names(bundle) for bundle in text.split(";"))


def locked(conflict: Conflict, *options: str) -> Conflict:
    """Return the conflict in which nobody undoes these options."""
    return replace(
        conflict,
        options=tuple(
            replace(o, undone_by=()) if o.name in options else o for o in conflict.options
        ),
    )


def verdicts(model: Case, party: str, roadmap: Order, closure: str = "alone") -> list[str]:
    points = along(model.start, roadmap)
    return [exposure(model, party, point, closure).verdict for point in points]


# -- the declaration of 2021 --------------------------------------------------------------

SIX = names("review draft drop commit talks eow")
SOFTENED_ROADMAP = order("review; draft; drop talks; commit; eow")


@pytest.mark.parametrize(
    ("require", "us", "dprk", "everybody"),
    [
        (REQUIRE, 340, 252, 0),
        (("conditions",), 340, 320, 0),
        (("floor",), 430, 336, 52),
        (("red-lines",), 938, 938, 938),
    ],
)
def test_orders_of_2021(require: tuple[str, ...], us: int, dprk: int, everybody: int) -> None:
    """The published numbers of orders, all tests together and each by itself."""
    found = counts(case(DECLARATION), SIX, require)
    other = {"legal": 938, "ROK": 938, "CHN": 938}
    assert found == other | {"US": us, "DPRK": dprk, "all": everybody}


@pytest.mark.parametrize(
    ("without", "softened", "everybody"),
    [
        ((), (TALKS, HOSTILE), 52),
        ((), (TALKS,), 0),
        ((), (HOSTILE,), 0),
        ((TALKS,), (), 32),
        ((HOSTILE,), (), 256),
    ],
)
def test_orders_of_2021_once_somebody_gives(
    without: Iterable[str], softened: Iterable[str], everybody: int
) -> None:
    """Softening needs both sides; giving up needs one."""
    assert counts(case(DECLARATION).conceding(without, softened), SIX)["all"] == everybody


def test_orders_of_2021_softened_throughout() -> None:
    """With every `only after` softened what is left is the test of the way's floor."""
    model = case(DECLARATION)
    found = counts(model.conceding(softened=positions(model)), SIX)
    assert (found["US"], found["DPRK"], found["all"]) == (430, 336, 52)


def test_further_orders_of_2021() -> None:
    """Without the words there are 132 legal orders; who will not give them accepts none."""
    assert len(legal_orders(case(DECLARATION), SIX - {"commit"})) == 132
    assert counts(case(DECLARATION, "hard"), SIX)["DPRK"] == 0


def test_zone_of_2021() -> None:
    """With `needs` read as a test on the step there are 1,024 states, 214 of them in the zone."""
    assert len(case(DECLARATION).ground.points) == 288
    assert len(zone(case(DECLARATION))) == 67
    conflict = load(DECLARATION)
    free = replace(conflict, options=tuple(replace(o, needs=None) for o in conflict.options))
    assert len(Case(free).ground.points) == 1024
    assert len(zone(Case(free))) == 214
    assert len(zone(Case(free, epoch=YOON))) == 164


def test_differences_of_2021() -> None:
    """The allies' sets are nested, the adversaries' disjoint, with one head-on pair."""
    model = case(DECLARATION)
    legal = legal_orders(model, SIX)
    own = {party: accepted(model, party, legal) for party in model.parties}
    edges = {party: needed(own[party], legal) for party in model.parties}
    assert relation(own["US"], own["ROK"]) == "nested"
    assert relation(own["US"], own["DPRK"]) == "disjoint"
    assert len(own["US"] & own["ROK"]) == 340
    assert edges["US"] == {("commit", "eow"): "weak", ("talks", "drop"): "strict"}
    assert edges["DPRK"] == dict.fromkeys(
        [("drop", "talks"), ("drop", "eow"), ("drop", "commit")], "strict"
    )
    assert edges["ROK"] == edges["CHN"] == {}
    pairs = {(i, j): head_on(edges[i], edges[j]) for i, j in combinations(model.parties, 2)}
    assert {pair: clash for pair, clash in pairs.items() if clash} == {
        ("US", "DPRK"): {("talks", "drop")}
    }


def test_whether_the_allies_dispute_binds() -> None:
    """The wording binds only where the North will not give the words and the rest is mended."""
    assert binding_positions(case(DECLARATION), "US", "ROK", SIX) == {WORDING: False}
    hard = case(DECLARATION, "hard").conceding(softened=[TALKS, HOSTILE])
    five = SIX - {"commit"}
    assert binding_positions(hard, "US", "ROK", five) == {WORDING: True}
    assert counts(hard, five)["all"] == 0
    assert counts(hard.conceding([WORDING]), five)["all"] == 16


def test_unlocking_the_declaration() -> None:
    """Either side unlocks it, at every level, with index one half; or both soften."""
    giving = Giving(case(DECLARATION), target(DECLARATION, "declare"))
    assert len(giving.positions) == 6
    assert giving.level(frozenset()) == "reach"
    for wanted in ("sequence", "weak", "strong"):
        assert giving.minimal_sets(wanted) == {frozenset({TALKS}), frozenset({HOSTILE})}
        crux = giving.crux(wanted)
        assert all(reverse == 0 for _, reverse in crux.values())
        assert {name: index for name, (index, _) in crux.items() if index} == {
            TALKS: Fraction(1, 2),
            HOSTILE: Fraction(1, 2),
        }
    assert giving.half_concessions("strong") == {(frozenset({TALKS, HOSTILE}), frozenset())}


def test_unlocking_more_than_the_declaration() -> None:
    """Steps against relief need a second concession; so do words that are not given."""
    two = {frozenset({one, other}) for one in (TALKS, HOSTILE) for other in (SANCTIONS, STEPS)}
    nuclear = Giving(case(DECLARATION), target(DECLARATION, "nuclear"), up_to="sequence")
    assert nuclear.minimal_sets("sequence") == two
    model = case(DECLARATION, "hard")
    assert len(positions(model)) == 7
    among = (TALKS, HOSTILE, SANCTIONS, STEPS, WORDING, WORDS)
    hard = Giving(model, target(DECLARATION, "declare"), among, up_to="sequence")
    more = {frozenset({one, other}) for one in (TALKS, HOSTILE) for other in (WORDING, WORDS)}
    assert hard.minimal_sets("sequence") == two | more


def test_roadmap_of_2021() -> None:
    """If both soften a roadmap is strongly self-enforcing, held by threat."""
    model = case(DECLARATION).conceding(softened=[TALKS, HOSTILE])
    assert SOFTENED_ROADMAP in by_all(model, legal_orders(model, SIX))
    end = along(model.start, SOFTENED_ROADMAP)[-1]
    assert self_enforcing(model, SOFTENED_ROADMAP) == "strong"
    assert end_kind(model, end) == "held by threat"
    assert model.fallback(end) == {names("review draft eow")}
    # the declaration cannot be unsaid; the words can, and so can what was withdrawn
    assert verdicts(model, "US", SOFTENED_ROADMAP)[-1] == "unrecoverable"
    assert verdicts(model, "DPRK", SOFTENED_ROADMAP)[-1] == "unrecoverable"
    assert verdicts(model, "US", SOFTENED_ROADMAP)[:-1].count("unrecoverable") == 0


def test_succession_in_2022() -> None:
    """Under the successor the end unravels; it rests if words and withdrawal are locked in."""
    end = along(frozenset(), SOFTENED_ROADMAP)[-1]
    successor = Case(load(DECLARATION), epoch=YOON)
    assert end_kind(successor, end) == "unravels"
    assert successor.fallback(end) == {names("review draft eow")}
    kinds = {
        lock: end_kind(Case(locked(load(DECLARATION), *lock), epoch=YOON), end)
        for lock in subsets(["commit", "drop"])
    }
    assert {lock for lock, kind in kinds.items() if kind == "resting"} == {names("commit drop")}


# -- Hanoi, 2019 --------------------------------------------------------------------------

SEVEN = names("newprop talk relief1 tests yb full relief2")
HANOI_ROADMAP = order("newprop; talk; relief1; tests; yb; full relief2")


@pytest.mark.parametrize(("view", "size"), [("seed", 50), ("record", 50), ("sceptical", 2)])
def test_zone_of_2019(view: str, size: int) -> None:
    """The zones of agreement of the three perspectives."""
    found = zone(case(HANOI, view))
    assert len(case(HANOI, view).ground.points) == 480
    assert len(found) == size
    assert size > 2 or found == {frozenset(), names("peace")}


def test_levels_of_2019() -> None:
    """Every target stops at sequence; for sceptics at content, but for the end of the war."""
    goals = ("process", "freeze", "partial", "settle", "endwar")
    for view in ("seed", "record"):
        assert {level(case(HANOI, view), target(HANOI, goal)) for goal in goals} == {"reach"}
    sceptical = {goal: level(case(HANOI, "sceptical"), target(HANOI, goal)) for goal in goals}
    assert sceptical == dict.fromkeys(goals, "none") | {"endwar": "reach"}
    # talks begin, peace, talks end: a walk, but no order of steps taken once
    model = case(HANOI, "sceptical")
    assert names("peace") in model.ground.walked(model.start)
    assert legal_orders(model, names("tests exer peace")) == []


def test_settling_in_2019() -> None:
    """The sets that unlock a settlement, and the crux."""
    giving = Giving(case(HANOI, "record"), target(HANOI, "settle"), up_to="sequence")
    assert len(giving.positions) == 7
    minimal = {frozenset({UPFRONT}), frozenset(DPRK_THREE)}
    assert giving.minimal_sets("sequence") == minimal
    crux = giving.crux("sequence")
    assert all(reverse == 0 for _, reverse in crux.values())
    assert {name: float(index) for name, (index, _) in crux.items() if index} == (
        {UPFRONT: 0.875} | dict.fromkeys(DPRK_THREE, 0.125)
    )
    for given in minimal:
        for goal in ("settle", "partial"):
            model = case(HANOI, "record").conceding(given)
            assert level(model, target(HANOI, goal)) == "strong"
    assert level(case(HANOI, "seed").conceding([UPFRONT]), target(HANOI, "settle")) == "strong"


@pytest.mark.parametrize(
    ("goal", "sets", "indices"),
    [
        ("settle", [(UPFRONT, ARSENAL), (*DPRK_THREE, ARSENAL)], (0.4375, 0.0625, 0.5625)),
        ("partial", [(UPFRONT,), (*DPRK_THREE, ARSENAL)], (0.9375, 0.0625, 0.0625)),
    ],
)
def test_sceptics_of_2019(
    goal: str, sets: list[tuple[str, ...]], indices: tuple[float, float, float]
) -> None:
    """A settlement needs the arsenal given up too; the partial exchange does not."""
    among = (UPFRONT, *DPRK_THREE, ARSENAL)
    model = case(HANOI, "sceptical")
    assert len(positions(model)) == 8
    giving = Giving(model, target(HANOI, goal), among, up_to="sequence")
    assert giving.minimal_sets("sequence") == set(map(frozenset, sets))
    upfront, three, arsenal = indices
    assert {name: float(index) for name, (index, _) in giving.crux("sequence").items()} == (
        {UPFRONT: upfront, ARSENAL: arsenal} | dict.fromkeys(DPRK_THREE, three)
    )
    assert level(model.conceding(sets[0]), target(HANOI, goal)) == "strong"


def test_initiatives() -> None:
    """In the seed a suspension of exercises is surely answered; elsewhere nothing is."""
    exercises = {("US", names("exer")), ("ROK", names("exer"))}
    assert initiatives(case(HANOI, "seed"), "sure") == exercises
    assert case(HANOI, "seed").fallback(names("tests")) == {frozenset()}
    quiet = [case(HANOI, "record"), case(HANOI, "sceptical"), case(DECLARATION)]
    assert [initiatives(model, "sure") for model in quiet] == [set()] * 3


def test_roadmap_of_2019() -> None:
    """One of sixteen orders, the finest of six bundles, once `upfront` is given up."""
    model = case(HANOI, "record", UPFRONT)
    found = counts(model, SEVEN)
    assert found == {"legal": 2294, "US": 1336, "DPRK": 64, "ROK": 2294, "all": 16}
    orders = by_all(model, legal_orders(model, SEVEN))
    assert HANOI_ROADMAP in orders
    assert max(map(len, orders)) == len(HANOI_ROADMAP) == 6
    assert self_enforcing(model, HANOI_ROADMAP) == "strong"
    assert temptations(model, HANOI_ROADMAP) == set()
    assert end_kind(model, along(model.start, HANOI_ROADMAP)[-1]) == "held by threat"


def test_exposure_of_2019() -> None:
    """Who can be hurt on the way, with relief that can be taken back and with relief that cannot."""
    model = case(HANOI, "record", UPFRONT)
    no, back, gone = "none", "recoverable", "unrecoverable"
    assert verdicts(model, "US", HANOI_ROADMAP) == [no, no, no, back, back, no, no]
    assert verdicts(model, "DPRK", HANOI_ROADMAP) == [no, no, back, back, back, gone, gone]
    assert verdicts(model, "ROK", HANOI_ROADMAP) == [no] * 7
    both = Case(locked(load(HANOI), "relief1", "relief2"), "record", without=[UPFRONT])
    assert verdicts(both, "US", HANOI_ROADMAP) == [no, no, no, gone, gone, no, no]
    assert verdicts(both, "DPRK", HANOI_ROADMAP) == [no, no, back, back, back, back, back]
    one = Case(locked(load(HANOI), "relief1"), "record", without=[UPFRONT])
    assert verdicts(one, "DPRK", HANOI_ROADMAP)[-1] == gone


def test_a_joint_act_can_make_a_reversible_step_irreversible() -> None:
    """Under its stated preferences the US cannot take relief back once projects have begun."""
    model = case(HANOI, "record")
    relieved = along(model.start, HANOI_ROADMAP)[3]
    assert exposure(model, "US", relieved).verdict == "recoverable"
    assert exposure(model, "US", relieved, "joint").verdict == "unrecoverable"
    assert "icp" in exposure(model, "US", relieved, "joint").recovered
    # without `upfront` it would do so only if the North could leave the talks right after
    given = case(HANOI, "record", UPFRONT)
    assert exposure(given, "US", relieved, "joint").verdict == "recoverable"


def test_slow_disarmament() -> None:
    """With a slow hand-over the settlement stops at sequence, the partial exchange does not."""
    conflict = load(HANOI)
    slow = tuple(replace(o, slow=True) if o.name == "full" else o for o in conflict.options)
    model = Case(replace(conflict, options=slow), "record", without=[UPFRONT])
    assert level(model, target(HANOI, "settle")) == "reach"
    assert level(model, target(HANOI, "partial")) == "strong"
