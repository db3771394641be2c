"""What `roadmaps` says would make an order hold, and what a change of office makes of it."""

from __future__ import annotations

import re

from detente.conflict.conflict import Epoch
from tests.oracle.sequences import Case
from tests.oracle.sequences_guaranteed import stage_before
from tests.oracle.sequences_holding import temptations
from tests.oracle.sequences_promises import (
    GOALS,
    Road,
    least,
    lock_sets,
    no_lock,
    single_payments,
    snapbacks,
    verifications,
)

from .falling import falls_right
from .roads import Roads, roads
from .rows import Rows, Said
from .say_journey import temptations_told, undoings_told
from .say_roadmaps import timed
from .say_roadmaps_cut import more_locks
from .scene import Scene

say = Rows(
    "promises",
    covers=(
        "analyses/roadmaps/goals.py",
        "analyses/roadmaps/guaranteeing.py",
        "analyses/roadmaps/locking.py",
        "analyses/roadmaps/paying.py",
        "analyses/roadmaps/spoiling.py",
        "analyses/roadmaps/succeeding.py",
        "analyses/roadmaps/verifying.py",
    ),
    unprinted=("KIND",),
)


def road_of(here: Roads) -> Road:
    """Return the order that is told, in the case that sentences are about."""
    return Road(here.now, here.order, here.who, here.road.first)


# what would have to be guaranteed ----------------------------------------------------------------


@say("This would make it hold by itself:", "Each of these would make it hold by itself:",
     "This would make it hold by itself then:", "Each of these would make it hold by itself then:",
     "This would lock its end, so that no party would gain by a move of its own:",
     "Each of these would lock its end, so that no party would gain by a move of its own:",
     "This would lock its end then, so that no party would gain by a move of its own:",
     "Each of these would lock its end then, so that no party would gain by a move of its own:")  # fmt: skip
def promised(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    right = list_closed(here)
    road = here.road
    road.goal = "resting" if " lock its end" in said.text else "self-enforcing"
    road.plural, road.items, road.mode = said.text.startswith("Each"), [], "promises"
    road.parts.add((road.change, road.goal))
    then = re.search(r"( then)?(?:,|:)", said.text.partition("would")[2])
    assert then is not None
    return right and not road_of(here).serves(road.goal) and bool(then[1]) == bool(road.change)


@say("Nobody could undo {options:any}.")
def lock(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    options = scene.options(said.options)
    here.road.items.append(("lock", options))
    return here.road.mode == "promises" and options in lock_sets(road_of(here), here.road.goal)


@say("{who} could undo {mine} whenever {other} is not in effect.")
def snapback(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    one = (scene.party(said.who), scene.option(said.mine), scene.option(said.other))
    here.road.items.append(("snapback", one))
    return here.road.mode == "promises" and one in snapbacks(road_of(here), here.road.goal)


@say("Verified, so that 'after' could become 'with': {deed}, all at once.",
     "Verified by {who}, so that 'after' could become 'with': {deed}, all at once.")  # fmt: skip
def verification(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    known = {merged: items for items, merged in verifications(road_of(here), here.require)}
    steps = frozenset(scene.signed_steps(said.deed))
    here.road.items.append(("verification", steps))
    options = {option.name: option for option in scene.conflict.options}
    by = {options[name].verified_by for name in steps} - {""}
    titles = {party.title for party in scene.conflict.parties}
    told = scene.items(said.words["who"]) if "who" in said.words else []
    named = {scene.party(who) if who in titles else who for who in told}
    right = {name in steps for name in scene.signed_steps(said.deed)} == {True}
    return here.road.mode == "promises" and steps in known and named == by and right


ANY = "would have to want this end more than anything it states"
AT_ALL = "would have to care for this end at all, if less than for anything it states"
BUT = "would have to want this end more than anything but its"


@say(f"{{who}} {ANY}{{more:any}}", f"{{who}} {AT_ALL}{{more:any}}", f"{{who}} {BUT} {{more:any}}")
def payment(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    case = here.now
    places = {}
    for part in said.text.removesuffix(".").split("; "):
        who, _, rest = part.partition(" would have to ")
        party = scene.party(who)
        stated = len(case.statements[party])
        wishes = re.fullmatch(
            r"want this end more than anything but its (?:most important wish|(\d+) most important "
            r"wishes)",
            rest,
        )
        if wishes is not None:
            above = int(wishes[1] or 1)
            assert above < stated
            assert wishes[1] != "1"
        else:
            above = stated if f"would have to {rest}" == AT_ALL else 0
            assert f"would have to {rest}" in (AT_ALL, ANY), rest
            assert above or stated or f"would have to {rest}" == AT_ALL
        assert party not in places
        places[party] = above
    here.road.items.append(("side payment", frozenset(places.items())))
    return here.road.mode == "promises" and least(road_of(here), places)


@say.part("{who} would have to want this end more than anything but its most important wish",
          "{who} would have to want this end more than anything but its {n:int} most important "
          "wishes")  # fmt: skip
def payment_part(scene: Scene, said: Said) -> bool:
    """Read by `payment`."""
    return True


def promises_told(here: Roads) -> bool:
    """Tell whether the list that ends here is whole: no set that would do is left out."""
    road = here.road
    if road.mode != "promises":
        return True
    road.mode = "done"
    here_road, goal = road_of(here), road.goal
    told = road.items
    if (len(told) > 1) != road.plural or not told or len(set(told)) != len(told):
        return False
    expected = {("lock", options) for options in lock_sets(here_road, goal)}
    if "locks" in here.limits and more_locks(here, here.points[-1]):
        # each that is told is one, as it was judged; there may be others
        expected = {one for one in expected if one in told}
    if goal == "resting":
        return set(told) == expected
    expected |= {("snapback", one) for one in snapbacks(here_road, goal)}
    expected |= {("verification", merged) for _, merged in verifications(here_road, here.require)}
    single = {("side payment", frozenset({one})) for one in single_payments(here_road)}
    several = {one for one in told if one[0] == "side payment" and len(one[1]) > 1}  # type: ignore[index]
    return set(told) == expected | single | several and not (single and several)


def list_closed(here: Roads) -> bool:
    """Tell whether the list that ends here is whole, whatever it is a list of."""
    if here.narrow:
        return not here.road.tempted and not here.road.items
    right = promises_told(here)
    if here.road.mode in ("tempted", "undone"):
        right &= undoings_told(here) if here.road.mode == "undone" else temptations_told(here)
        here.road.mode = "done"
    return right


def scope_closed(here: Roads) -> bool:
    """Tell whether nothing is missing of what is said of today, or of one change of office."""
    right = list_closed(here)
    road, about = here.road, road_of(here)
    if here.narrow:
        return right and _nothing_known(here)
    for goal in GOALS:
        told = (road.change, goal) in road.parts
        if about.serves(goal):
            right &= not told
        elif not told:
            right &= not lock_sets(about, goal) or (
                "locks" in here.limits and more_locks(here, here.points[-1])
            )
            if goal == "self-enforcing":
                right &= not (snapbacks(about, goal) or verifications(about, here.require))
                right &= not single_payments(about)
    if road.change:
        case, end = here.now, here.points[-1]
        expected = {"end", "holds"}
        expected |= {"falls"} if case.fallback(end) != {end} else set()
        worse = any(case.prefers(p, here.points[0], end) for p in case.parties)
        expected |= {"worse"} if worse else set()
        expected |= {"no lock"} if no_lock(about) else set()
        right &= road.facts == expected
    return right


def _nothing_known(here: Roads) -> bool:
    """Tell whether nothing is said that hangs on own moves, of which not all were followed."""
    road, case = here.road, here.now
    right = not any((road.change, goal) in road.parts for goal in GOALS) and not road.tempted
    if road.change:
        worse = any(case.prefers(p, here.points[0], here.points[-1]) for p in case.parties)
        right &= road.facts == {"end", "holds", *(["worse"] if worse else [])}
    return right


# a change of office ------------------------------------------------------------------------------


HOLDS = {
    "strong": "From there on it holds by itself under the new preferences.",
    "weak": "From there on it only just holds by itself under the new preferences.",
    "no": "From there on it does not hold by itself under the new preferences.",
    "not established": "Whether it holds by itself from there on, under the new preferences, is not "
    "established.",
}


@say("When preferences change {when}: every stage can have been taken before that day.",
     "When preferences change {when}: stage {k:int}, and no later one, can have been taken before "
     "that day.",
     "When preferences change {when}: no stage can have been taken before that day.",
     "When preferences change {when}: every stage can have been taken before that day, as far as is "
     "known.",
     "When preferences change {when}: stage {k:int}, and no later one, can have been taken before "
     "that day, as far as is known.",
     "When preferences change {when}: no stage can have been taken before that day, as far as is "
     "known.",
     "Preferences change {when} already, no later than time starts: no stage can have been taken "
     "before.")  # fmt: skip
def change(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    right = scope_closed(here)
    road = here.road
    epoch = epoch_of(here, said.when)
    as_of = scene.conflict.as_of
    assert as_of is not None
    days = here.days()
    first = stage_before(
        here.order, epoch.start.first, as_of.first, None if days.circular else days.first
    )
    begun = epoch.start.first <= as_of.first
    known = begun or not timed(here) or not here.calendar().unread
    right &= known != said.text.endswith(", as far as is known.")
    right &= begun == said.text.startswith("Preferences")
    every = "every stage" in said.text
    told = said.number("k") if "k" in said.words else len(here.order) if every else 0
    right &= told == first and every == (first == len(here.order) > 0)
    name = here.case.model.perspective.name
    road.case = Case(here.case.conflict, name, epoch.start.first, here.case.without)
    road.first, road.change, road.mode = first, epoch.start.text, "tempted"
    road.tempted, road.items, road.facts = set(), [], set()
    road.parts.add(("change", epoch.start.text))
    return right


def epoch_of(here: Roads, text: str) -> Epoch:
    """Return the change that "on DAY (title)" or "with the first day of MONTH" speaks of."""
    match = re.fullmatch(r"(on|with the first day of) (\S+)(?: \((.*)\))?", text)
    assert match is not None, text
    found = [
        epoch
        for epoch in here.scene.conflict.epochs
        if (epoch.start.text, epoch.title) == (match[2], match[3] or "")
        and ("change", epoch.start.text) not in here.road.parts
        and (here.case.epoch is None or epoch.start.first > here.case.epoch)
    ]
    assert (match[1] == "on") == (found[0].start.first == found[0].start.last)
    return found[0]


@say(*HOLDS.values())
def holds_then(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    here.road.facts.add("holds")
    found = [t for t in temptations(here.now, here.order, here.who) if t.at >= here.road.first]
    strength = "no" if any(t.sure for t in found) else "weak" if found else "strong"
    strength = "not established" if here.narrow else strength
    return bool(here.road.change) and said.text == HOLDS[strength]


@say("What the end falls back to: {back:any}.")
def falls_then(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    here.road.facts.add("falls")
    end = here.points[-1]
    rests = here.now.fallback(end) == {end}
    return not rests and falls_right(here, here.now, said.back, len(here.order), end)


@say("{who} then ranks the end below where it stands today.",
     "{who} then rank the end below where it stands today.")  # fmt: skip
def worse_then(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    here.road.facts.add("worse")
    case = here.now
    worse = {p for p in case.parties if case.prefers(p, here.points[0], here.points[-1])}
    return set(scene.parties(said.who)) == worse and (" ranks " in said.text) == (len(worse) == 1)


@say("No lock could make it hold by itself: {where} would rest, and {who} prefers that to the end.")
def no_lock_helps(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    here.road.facts.add("no lock")
    stage = 0 if said.where == "today" else int(said.where.removeprefix("stage "))
    party = scene.party(said.who)
    road = road_of(here)
    return (stage, party) in no_lock(road) and not lock_sets(road, "self-enforcing")


@say.part("stage {k:int}", "every stage", "no stage", "stage {k:int}, and no later one,",
          "with the first day of {when}", "can have been taken before that day")  # fmt: skip
def change_part(scene: Scene, said: Said) -> bool:
    """Read by `change`."""
    return True
