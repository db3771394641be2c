"""What `brief` says of the road: whether there is one, after what, and why other orders fail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.conflict.conflict import Epoch
from tests.oracle.sequences import Case, Order, along, by_all, legal_orders, step_sets
from tests.oracle.sequences_answers import refused
from tests.oracle.sequences_guaranteed import stage_before
from tests.oracle.sequences_holding import exposure, temptations
from tests.oracle.sequences_verdicts import Both

from .brief_borrowing import in_short, road_scene
from .brief_scene import (
    REQUIRE,
    ROADS,
    Road,
    accepted_sets,
    concession_said,
    giving,
    lines_of,
    road,
    rung_of,
    sets,
    target,
)
from .brief_words import doing
from .items import items_of, says
from .roads import LOOKED, roads
from .rows import Rows, Said
from .say_journey import hanging
from .say_promises import epoch_of
from .say_refused import _states
from .scene import Scene

say = Rows("brief", covers=("briefing/travelling.py", "briefing/answers.py"))


def told_road(scene: Scene) -> Road:
    """Return the road that is told below."""
    found = road(scene)
    assert found is not None
    return found


# whether there is one ----------------------------------------------------------------------------


@say("As things are there are orders of steps that all parties accept.",
     "There are orders of steps that all parties accept; they were not worked out.")  # fmt: skip
def there_is_one(scene: Scene, said: Said) -> bool:
    told = road(scene) is not None
    return any(accepted_sets(scene).values()) and told == said.text.startswith("As things are")


@say("As things are there is no order of these steps that all parties accept.")
def there_is_none(scene: Scene, said: Said) -> bool:
    return bool(sets(scene)[0]) and not any(accepted_sets(scene).values())


@say("If {concession:any}, there would be one.")
def there_would_be(scene: Scene, said: Said) -> bool:
    given, soft = concession_said(scene, said.text)
    assert given or soft
    case = scene.case.conceding(given, soft)
    found, _ = step_sets(case, target(scene))
    opens = any(by_all(case, legal_orders(case, steps)) for steps in found)
    # the same as is told where concessions are
    half, whole = (
        giving(scene).half_concessions("sequence", 4),
        giving(scene).minimal_sets("sequence"),
    )
    return opens and ((soft, given) in half if soft else given in whole)


@say(
    "What would have to be conceded for one is told above.", "That nothing is enough is told above."
)
def told_above(scene: Scene, said: Said) -> bool:
    above = lines_of(scene, "WHAT WOULD UNLOCK IT")
    enough = any(line.text.startswith("It would be enough") for line in above)
    return bool(above) and enough == said.text.startswith("What would")


# whether it would hold ---------------------------------------------------------------------------

HOLDS = {
    "strong": "would hold by itself: in the end nobody could do better by leaving it",
    "weak": "would only just hold by itself: a party might do better by leaving it, but none surely",
    "no": "would not hold by itself: a party would surely do better by leaving it",
}
ENDS = {
    "resting": "at its end no party gains by a move of its own",
    "held by threat": "at its end a party could gain at first by a move of its own, but nobody "
    "prefers what could follow",
    "unravels": "its end could unravel into something that a party prefers to it",
}


def _holds(strength: str, kind: str) -> None:
    @say(f"The one told below {HOLDS[strength]}; {ENDS[kind]}.")
    def holds(scene: Scene, said: Said) -> bool:
        """Those who only ratify are not asked: there is nothing that they could leave."""
        found = told_road(scene)
        return (found.strength, found.end_kind) == (strength, kind)


for _strength in HOLDS:
    for _kind in ENDS:
        _holds(_strength, _kind)


@say("The one told below may hold by itself or not: that is not established.")
def holds_or_not(scene: Scene, said: Said) -> bool:
    """Some party has more moves of its own than were listed: no test lets it be so elsewhere."""
    return "own moves" in LOOKED and scene.exit_code == 3


@say("At the end {parts:any} off than today.", "At the end {parts:any} well off as today.",
     "At the end {parts:any} off than today: the file leaves that open.")  # fmt: skip
def gains(scene: Scene, said: Said) -> bool:
    """Every party once, as it compares the end with the status quo."""
    found = told_road(scene)
    case = found.case
    told: dict[str, str] = {}
    for part in said.text.removeprefix("At the end ").removesuffix(".").split("; "):
        match = re.fullmatch(
            r"(.*?) (?:is|are) (better off than|as well off as|worse off than|better or worse off "
            r"than) today(?:: the file leaves that open)?",
            part,
        )
        if match is None:
            return False
        told |= dict.fromkeys(scene.parties(match[1]), match[2].split(" off ")[0])
    expected = {
        party: "better"
        if case.prefers(party, found.end, case.start)
        else "worse"
        if case.prefers(party, case.start, found.end)
        else "as well"
        for party in case.parties
    }
    open_still = {party for party, how in told.items() if how == "better or worse"}
    expected |= dict.fromkeys(open_still, "better or worse")
    return told == expected and all(_open(scene, party) for party in open_still)


def _open(scene: Scene, party: str) -> bool:
    from .say_brief import unknown_parties

    return party in unknown_parties(scene)


@say("Once preferences change {when}, it would only just hold by itself from there on.",
     "Once preferences change {when}, it would not hold by itself from there on.")  # fmt: skip
def holds_then(scene: Scene, said: Said) -> bool:
    """From the last stage that can have been taken before, under the preferences of then."""
    epoch = epoch_of(roads(in_short(scene)), said.when)
    return said.text.endswith(f" {THEN[_strength_then(scene, epoch)]}.")


THEN = {
    "strong": "",
    "weak": "it would only just hold by itself from there on",
    "no": "it would not hold by itself from there on",
}


def _strength_then(scene: Scene, epoch: Epoch) -> str:
    here, as_of = roads(in_short(scene)), scene.conflict.as_of
    assert as_of is not None
    days = here.days()
    first = stage_before(
        here.order, epoch.start.first, as_of.first, None if days.circular else days.first
    )
    name = here.case.model.perspective.name
    then = Case(here.case.conflict, name, epoch.start.first, here.case.without)
    found = [t for t in temptations(then, here.order, here.who) if t.at >= first]
    return "no" if any(one.sure for one in found) else "weak" if found else "strong"


@say.end
def changes(scene: Scene) -> Iterator[str]:
    """Yield which change of preferences is missing in short, though the road is no longer kept."""
    if road(scene) is None:
        return
    told = " ".join(line.text for line in lines_of(scene, "IN SHORT"))
    for epoch in scene.conflict.epochs:
        later = scene.epoch is None or epoch.start.first > scene.epoch
        if later and _strength_then(scene, epoch) != "strong" and epoch.start.text not in told:
            yield f"the change of {epoch.start.text}, in short"


@say("{who} could be left hanging on it beyond recovery.")
def lost(scene: Scene, said: Said) -> bool:
    found = told_road(scene)
    hurt = {
        party
        for party in found.case.parties
        for point in found.points[1:]
        if exposure(found.case, party, point).verdict == "unrecoverable"
    }
    return set(scene.parties(said.who)) == hurt


# the road itself ---------------------------------------------------------------------------------


@say("A roadmap in {n:int} stages", "A roadmap in {n:int} stage")
def stages(scene: Scene, said: Said) -> bool:
    return said.number("n") == len(told_road(scene).order)


@say("All parties accept {n:int} of {m:int} legal orders of these steps.",
     "All parties accept {n:int} of {m:int} legal order of these steps.",
     "Then all parties would accept {n:int} of {m:int} legal orders of these steps.",
     "Then all parties would accept {n:int} of {m:int} legal order of these steps.",
     "All parties accept {n:int} of {m:int} legal orders of these steps; of these it has the most "
     "stages.",
     "All parties accept {n:int} of {m:int} legal order of these steps; of these it has the most "
     "stages.",
     "Then all parties would accept {n:int} of {m:int} legal orders of these steps; of these it has "
     "the most stages.",
     "Then all parties would accept {n:int} of {m:int} legal order of these steps; of these it has "
     "the most stages.")  # fmt: skip
def accepted(scene: Scene, said: Said) -> bool:
    found = told_road(scene)
    legal = legal_orders(found.case, found.steps)
    good = by_all(found.case, legal)
    conceded = found.case.without != scene.case.without or found.case.softened
    finest = len(found.order) == max(map(len, good))
    return (
        (said.number("n"), said.number("m")) == (len(good), len(legal))
        and found.order in good
        and (finest or "most stages" not in said.text)
        and bool(conceded) == said.text.startswith("Then")
    )


@say("Another order of steps would hold.", "Another order of steps would hold and fit the windows.")
def another(scene: Scene, said: Said) -> bool:
    """So it is where the target fails at none of the rungs that ask for that.

    That it fits is what the last rungs say; the dates are judged with them.
    """
    return rung_of(scene, target(scene)) in ("none", "ratification")


@say("Stage by stage", "Who could be left hanging, and after which stage", "Would it hold?",
     "Until when: earliest and latest days, windows and deadlines", "Until when",
     "Why the orders that come to mind first fail today")  # fmt: skip
def heading(scene: Scene, said: Said) -> bool:
    """A heading; what stands below is judged line by line, as `roadmaps` tells it."""
    if not said.text.startswith("Who could be left hanging"):
        return True
    (first, *_) = lines_of(scene, ROADS, said.text)
    there = road_scene(scene)
    return first.text.startswith("Nobody: ") or bool(hanging(there, said))


@say("{who}: at no stage.")
def never(scene: Scene, said: Said) -> bool:
    """Neither by own moves of the others nor if they also act jointly."""
    found = told_road(scene)
    safe = {
        party
        for party in found.case.parties
        if all(
            exposure(found.case, party, point, closure).verdict == "none"
            for point in found.points[1:]
            for closure in ("alone", "joint")
        )
    }
    return set(scene.parties(said.who)) == safe


# why others fail ---------------------------------------------------------------------------------


@say("{kinds}, refused by {who}: {stages:any}.")
def fails(scene: Scene, said: Said) -> bool:
    """An order of the first set of steps, of the kinds that are named; all who refuse it."""
    case, steps = scene.case, sets(scene)[0][0]
    order = tuple(doing(scene, stage)[0] for stage in said.stages.split("; then "))
    legal = legal_orders(case, steps)
    both = Both("", 0, case, None, REQUIRE)  # type: ignore[arg-type]
    refusals = {one: list(refused(both, one)) for one in legal}
    scene.at.order, scene.at.refusals = order, set(refusals.get(order, ()))
    if order not in legal or not refusals[order]:
        return False
    who = {party for party, *_ in refusals[order]}
    kinds = re.split(", | and ", said.kinds[:1].lower() + said.kinds[1:])
    right = all(_kind(scene, kind, order, refusals) for kind in kinds)
    return set(scene.parties(said.who)) == who and right


def _kind(scene: Scene, kind: str, order: object, refusals: dict) -> bool:
    if kind == "the order that comes closest":
        return len(refusals[order]) == min(map(len, refusals.values()))
    if kind in ("everything at once", "as much at once as is legal"):
        few = min(map(len, refusals))
        return len(order) == few and (few == 1) == (kind == "everything at once")  # type: ignore[arg-type]
    match = re.fullmatch("(everything|as much) upfront by (.*?)( as is legal)?", kind)
    assert match is not None, kind
    party = scene.party(match[2])
    given = _before(scene, party, order)  # type: ignore[arg-type]
    least = min(_before(scene, party, one) for one in refusals)
    return given == least and (match[1] == "everything") == (not given) == (match[3] is None)


def _before(scene: Scene, party: str, order: Order) -> int:
    """Return how many steps the others have taken by themselves once the party has taken its own.

    'A party's part are the steps it takes alone; what others give are the steps they take without
    it.'
    """
    case, found = scene.case, 0
    stages = [
        [{m for g in case.model.family(n, point) if len(g) == 1 for m in g} for n in bundle]
        for point, bundle in zip(along(case.start, order), order, strict=False)
    ]
    own = [number for number, able in enumerate(stages) if any(party in one for one in able)]
    for able in stages[: max(own, default=-1) + 1]:
        found += sum(bool(one) and party not in one for one in able)
    return found


@say("Stage {k:int}: {said:any}", "Stage {k:int} crosses a red line: {said:any}",
     "Stage {k:int} would leave {who} worse off than today: {said:any}",
     "Stage {k:int} would leave {who} worse off than the floor it names: {said:any}",
     "Stage {k:int} would leave {who} worse off than today.",
     "Stage {k:int} would leave {who} worse off than the floor it names.")  # fmt: skip
def reason(scene: Scene, said: Said) -> bool:
    """A refusal of the order that is told: at this stage, of this kind, by what is said."""
    kind = (
        "red-lines"
        if " crosses a red line" in said.text
        else "floor"
        if " would leave " in said.text
        else "conditions"
    )
    here = [r for r in scene.at.refusals if r[1] == said.number("k") and r[2] == kind]
    if "who" in said.words:
        party = scene.party(said.who)
        here = [one for one in here if one[0] == party]
        floor = next(p for p in scene.conflict.parties if p.name == party).floor
        if (floor is not None) != ("the floor it names" in said.text):
            return False
    if "said" not in said.words:
        return any(not item for *_, item in here)
    names = [item for *_, item in here if item]
    text = said.words["said"]
    says_it = says if kind == "conditions" else _states
    return any(says_it(scene, text, name) for name in names if name in items_of(scene.conflict))


@say("Stage {k:int} again for reasons told above: {items:any}.")
def again(scene: Scene, said: Said) -> bool:
    here = {(one[0], one[3]) for one in scene.at.refusals if one[1] == said.number("k")}
    told = scene.items(said.words["items"])
    floors = {scene.party(one.removeprefix("the floor of ")) for one in told if " " in one}
    names = {one for one in told if " " not in one}
    return names <= {item for _, item in here} and floors <= {p for p, item in here if not item}


@say("and {n:int} more refusals (see --json).", "and {n:int} more refusal (see --json).")
def more_refusals(scene: Scene, said: Said) -> bool:
    return 8 + said.number("n") <= len(scene.at.refusals)


@say.part("the floor of {who}")
def floor_of(scene: Scene, said: Said) -> bool:
    return True  # read by the row above
