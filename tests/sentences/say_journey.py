"""What `roadmaps` says of one order: its stages, who is left hanging, who is tempted, how it ends."""

from __future__ import annotations

import re
from itertools import pairwise

from tests.oracle.sequences import along
from tests.oracle.sequences_guaranteed import proves_in_words
from tests.oracle.sequences_holding import end_kind, exposure, worst
from tests.oracle.sequences_tempting import smallest_temptations, undoings

from .falling import falls_right
from .roads import Roads, numbers, roads
from .rows import Rows, Said
from .say_roadmaps import begins
from .scene import Scene

say = Rows(
    "journey",
    covers=(
        "telling/journey.py",
        "telling/ending.py",
        "analyses/roadmaps/undoing.py",
        "analyses/sequencing/enforcing.py",
        "analyses/sequencing/exposing.py",
    ),
)
SHOWN = 6


# stages ------------------------------------------------------------------------------------------


@say("Today's state does not rest: {back:any}.")
def today(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    assert not here.narrow
    here.road.parts.add("today")
    # the stages that it may speak of come later: judged with the last of them
    here.road.today = said.back
    return here.case.fallback(here.case.start) != {here.case.start}


@say("{who} puts in effect {on}.", "{who} ends {off}.", "{who} puts in effect {on} and ends {off}.",
     "{who} together put in effect {on}.", "{who} together end {off}.",
     "{who} together put in effect {on} and end {off}.")  # fmt: skip
def stage(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    road = here.road
    number = len(road.order) + 1
    terms_told = not (here.narrow and road.order) or _say_told(here)
    movers = road.movers = frozenset(scene.parties(said.who))
    before = here.points[-1]
    on = scene.options(said.words.get("on", ""))
    off = scene.options(said.words.get("off", ""))
    right = (
        terms_told
        and said.marker == f"{number}."
        and (len(movers) > 1) == (" together " in said.text)
    )
    right &= off <= before and not on & before and bool(on | off)
    road.order.append(on | off)
    road.mode = "stage"
    right &= movers in here.case.ground.legal(before, here.points[-1])
    if number == road.stages:
        right &= begins(here, here.order, road.kinds, road.stages) and _today_told(here)
    return right


def _today_told(here: Roads) -> bool:
    """Judge what was said of today's state, now that the stages are known."""
    road, start = here.road, here.case.start
    if "today" not in road.parts:
        return here.narrow or here.case.fallback(start) == {start}
    road.parts.discard("today")
    return falls_right(here, here.case, road.today, 0, start)


@say("{who} has a say: it has declared terms on it.")
def has_a_say(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    party = scene.party(said.who)
    before, after = here.points[-2:]
    terms = [
        term
        for term in here.case.conditions[party]
        if term.step.option in ((after - before) if term.step.on else (before - after))
    ]
    here.road.items.append(party)
    return bool(terms)


@say.part("several ends are possible: {end}", "it stays so", "it moves on to stage {k:int}",
          "{options} would be ended", "{options} would be put in effect")  # fmt: skip
def falls(scene: Scene, said: Said) -> bool:
    """Read by `falls_right`."""
    return True


@say("If agreement stops here, {back:any}.")
def if_it_stops(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    number = len(here.road.order)
    # a stage to come may be named: it is read once all are known
    here.road.undone.add((said.back, frozenset({str(number)})))
    return number < here.road.stages and _say_told(here)


def _say_told(here: Roads) -> bool:
    """Tell whether everybody else who has terms on the bundle was named."""
    before, after = here.points[-2:]
    expected = {
        party
        for party in here.case.parties
        for term in here.case.conditions[party]
        if term.step.option in ((after - before) if term.step.on else (before - after))
    }
    told = set(map(str, here.road.items))
    here.road.items = []
    return expected - here.road.movers == told


@say("If a party moved from this end all the same, {back:any}.")
def if_a_party_moved(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    end = here.points[-1]
    rests = here.case.fallback(end) == {end}
    right = falls_right(here, here.case, said.back, len(here.order), end)
    return len(here.order) == here.road.stages and _say_told(here) and not rests and right


@say("From this end no party would gain by a move of its own.")
def nobody_gains(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    right = len(here.order) == here.road.stages and _say_told(here)
    return right and _rests(here, here.points[-1])


def _rests(here: Roads, point: frozenset[str]) -> bool:
    case = here.now
    return not any(
        case.prefers(party, there, point)
        for party in case.parties
        for there in case.ground.own(party, point)
    )


# who hangs ---------------------------------------------------------------------------------------


@say("Left hanging on the way:")
def hanging(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    road = here.road
    road.parts.add("hanging")
    road.mode = "hanging"
    if here.narrow:  # where it falls back to is not told of any stage
        return not road.undone and len(road.order) == road.stages and _say_told(here)
    stops = [(back, int(*stage)) for back, stage in road.undone]
    road.undone.clear()
    right = [
        falls_right(here, here.case, back, number, here.points[number]) for back, number in stops
    ]
    return len(stops) == road.stages - 1 and all(right) and len(road.order) == road.stages


@say("Left hanging on the way: nobody: at no stage could the others hurt a party more than they can "
     "today.")  # fmt: skip
def nobody_hangs(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    right = hanging(scene, said)
    return right and not any(
        exposure(here.case, party, point, closure).verdict != "none"
        for party in here.case.parties
        for point in here.points[1:]
        for closure in ("alone", "joint")
    )


@say("{who} after stage {stages}: {how:any}.", "{who} after stages {stages}: {how:any}.")
def hangs(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    road = here.road
    party, stages = scene.party(said.who), tuple(numbers(said.stages))
    road.named = party, stages
    fresh = {(party, n) for n in stages}
    right = road.mode == "hanging" and not road.hanging & fresh
    road.hanging |= fresh
    right &= (" stages " in said.text.split(":")[0]) == (len(stages) > 1)
    return right and all(
        how_is_right(here, party, here.points[n], said.how.split("; ")) for n in stages
    )


HURT = "the others could hurt it more than they can today"
ENOUGH = "moves that each pay for whoever makes them are enough for that"
PAID = "by moves that each pay for whoever makes them, too, but from these it could recover"
PRINCIPLE = "only in principle, since not all these moves would pay for whoever makes them"
ALREADY = "it is worse off there than the others could make it today"
JOINTLY = "if they also act jointly, it could not recover"


@say.part(f"{HURT}, by moves of their own, and it could still recover",
          f"{HURT}, by moves of their own, and it could not recover",
          f"{HURT}, but only if they also act jointly; it could still recover from that",
          f"{HURT}, but only if they also act jointly; it could not recover from that",
          PRINCIPLE, PAID, ENOUGH, JOINTLY, f"{ALREADY}, and it could recover")  # fmt: skip
def how(scene: Scene, said: Said) -> bool:
    """Read by `how_is_right`."""
    return True


def how_is_right(here: Roads, party: str, point: frozenset[str], told: list[str]) -> bool:
    """Tell whether it is right in which way a party hangs at a state."""
    plain, joint, paying = (
        exposure(here.case, party, point, closure).verdict
        for closure in ("alone", "joint", "credible")
    )
    recovers = {"recoverable": "it could still recover", "unrecoverable": "it could not recover"}
    if plain == "none":
        return joint != "none" and told == [
            f"{HURT}, but only if they also act jointly",
            f"{recovers[joint]} from that",
        ]
    expected = [f"{HURT}, by moves of their own, and {recovers[plain]}"]
    least = worst(here.case, party, here.case.start, "alone")
    if here.case.prefers(party, least, point):
        expected = [f"{ALREADY}, and {recovers[plain]}"]
    elif paying == "none":
        expected.append(PRINCIPLE)
    elif (plain, paying) == ("unrecoverable", "recoverable"):
        expected.append(PAID)
    else:
        expected.append(ENOUGH)
    if plain == "recoverable" and joint == "unrecoverable":
        expected.append(JOINTLY)
    return told == expected


@say("Worst (after stage {k:int}): {moves:any}.", "Beyond recovery (after stage {k:int}): {moves:any}.",
     "By moves that pay (after stage {k:int}): {moves:any}.")  # fmt: skip
def proof(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    party, stages = here.road.named
    number = said.number("k")
    label = said.text.partition(" (after")[0]
    start = here.points[number]
    moves, at = [], start
    for text in said.moves.split("; then "):
        who, _, deed = text.partition(" could ")
        after = here.switched(deed, at)
        moves.append((scene.party(who), at, after))
        at = after
    return number in stages and proves_in_words(here.case, party, start, moves, label)


@say.part("{who} could {deed}")
def could(scene: Scene, said: Said) -> bool:
    """Read by `proof`."""
    return True


# whether it holds --------------------------------------------------------------------------------


@say("It holds by itself: whoever stopped at any stage, or made a move of its own instead of going "
     "on, would in the end not be better off than at the end of the road (strongly "
     "self-enforcing).",
     "It holds by itself, but only just: a party might do better by leaving it, yet none surely "
     "would (weakly self-enforcing).",
     "It does not hold by itself: a party would surely do better by leaving it.")  # fmt: skip
def strength(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    here.road.parts.add("strength")
    here.road.mode = "tempted"
    if here.narrow:
        return False
    held = here.holds(here.order)
    words = {"strong": "(strongly", "weak": "(weakly", "no": "It does not hold"}
    return words[held] in said.text


@say("Whether it holds by itself is not established: some party has more moves of its own than could "
     "be followed.")  # fmt: skip
def strength_open(scene: Scene, said: Said) -> bool:
    """It was said at first whose moves were not all followed."""
    here = roads(scene)
    here.road.parts.add("strength")
    here.road.mode = "done"
    return here.narrow


LEAD = re.compile(
    r"(?P<when>Today|Before the first stage|At the end|After stage (?P<k>\d+)) (?P<who>.*) "
    r"(?P<sure>would surely|might) do (?P<better>better than at the end|better)"
)


@say("{lead:any} by a move of its own: it could {deed}; then {back:any}.",
     "{lead:any} if agreement stopped there: {back:any}.")  # fmt: skip
def tempted(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    road, case, points = here.road, here.now, here.points
    last, lead = len(points) - 1, LEAD.fullmatch(said.lead)
    assert lead is not None, said.lead
    first = "Before the first stage" if road.change else "Today"
    when = {first: 0, "At the end": last}
    number = int(lead["k"]) if lead["k"] else when[lead["when"]]
    right = bool(lead["k"]) == (0 < number < last)
    right &= (lead["better"] == "better") == (number == last)
    party, here_point = scene.party(lead["who"]), points[number]
    there = here.switched(said.deed, here_point) if "deed" in said.words else here_point
    right &= there == here_point or there in case.ground.own(party, here_point)
    better = [case.prefers(party, y, points[-1]) for y in case.fallback(there)]
    right &= any(better) and (lead["sure"] == "would surely") == all(better)
    right &= falls_right(here, case, said.back, number, there)
    road.tempted.add((number, party, here_point ^ there))
    return right and road.mode == "tempted" and number >= road.first and party in here.who


@say.part("Before the first stage {who} might do better than at the end", "At the end {who} would surely do better",
          "After stage {k:int} {who} might do better than at the end")  # fmt: skip
def temptation(scene: Scene, said: Said) -> bool:
    """Read by `tempted`."""
    return True


@say("and {n:int} more temptations (see --json).", "and {n:int} more temptation (see --json).")
def more_temptations(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    left = smallest(here)
    told = {(at, who, move) for at, who, move, _ in left} & here.road.tempted
    right = len(told) == len(here.road.tempted) == SHOWN
    here.road.tempted = {(at, who, move) for at, who, move, _ in left}
    plural = "temptations" in said.text
    return right and len(left) - len(told) == said.number("n") and plural == (said.number("n") != 1)


def smallest(here: Roads) -> set[tuple[int, str, frozenset[str], bool]]:
    """Return the smallest moves by which somebody is tempted, from the first stage that counts on."""
    found = smallest_temptations(here.now, here.order, here.who)
    return {one for one in found if one[0] >= here.road.first}


def temptations_told(here: Roads) -> bool:
    """Tell whether every party that is tempted was told, by every smallest move."""
    told, here.road.tempted = here.road.tempted, set()
    return told == {(at, who, move) for at, who, move, _ in smallest(here)}


ENDS = {
    "resting": "The end rests: no party gains by a move of its own.",
    "held by threat": "The end is held by threat: there is a move by which a party would gain at "
    "first, but nobody prefers what it would set off.",
    "unravels": "The end unravels: there is a party that prefers what would become of it to the end "
    "itself.",
}


@say(*ENDS.values())
def end(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    road = here.road
    if here.narrow:
        return False
    kind = end_kind(here.now, here.points[-1], here.who)
    if road.change:
        road.facts.add("end")
        return said.marker == "-" and said.text == ENDS[kind]
    road.parts.add("end")
    right = temptations_told(here)
    road.mode = "undone" if kind == "held by threat" else "done"
    road.undone.clear()
    rests = _rests(here, here.points[-1])
    return right and said.text == ENDS[kind] and rests == (kind == "resting")


@say("Where it would come to rest after that is not established.")
def end_open(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    road = here.road
    if road.change:
        road.facts.add("end")
        return said.marker == "-" and here.narrow
    road.parts.add("end")
    return here.narrow and not road.tempted


@say("{who} would like to {deed}; but then {back:any}, which it does not prefer to the end.")
def would_undo(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    case, last = here.case, here.points[-1]
    party, after = scene.party(said.who), here.switched(said.deed, here.points[-1])
    better = any(case.prefers(party, y, last) for y in case.fallback(after))
    here.road.undone.add((party, last ^ after))
    return (
        here.road.mode == "undone"
        and (party, last ^ after) in undoings(case, last, here.who)
        and not better
        and falls_right(here, case, said.back, len(here.order), after)
    )


@say("and {n:int} more such moves.", "and {n:int} more such move.")
def more_undoings(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    every = undoings(here.case, here.points[-1], here.who)
    right = len(here.road.undone) == SHOWN and len(every) - SHOWN == said.number("n")
    here.road.undone = set(every)
    return right and said.text.endswith("moves.") == (said.number("n") != 1)


def undoings_told(here: Roads) -> bool:
    """Tell whether every move that somebody would like to make from the end was told."""
    if here.road.mode != "undone":
        return True
    here.road.mode = "done"
    return here.road.undone == set(undoings(here.case, here.points[-1], here.who))


# an order in short -------------------------------------------------------------------------------


OPEN = "Whether it holds by itself is not established"
SHORT = "{how} by itself and its end {ends}"


@say(
    f"{{start}}. {SHORT}. Nobody is left hanging.",
    f"{{start}}. {SHORT}. Left hanging: {{who:any}}.",
    f"{{start}}. {OPEN}. Nobody is left hanging.",
    f"{{start}}. {OPEN}. Left hanging: {{who:any}}.",
)
def in_short(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    kinds_said, colon, order_said = said.start.rpartition(": ")
    order = here.bundles(order_said if colon else said.start)
    mode = here.telling.mode if here.telling is not None else "others"
    kinds = kinds_of(scene, kinds_said)
    if mode == "best":
        assert here.telling is not None
        right = begins(here, order, here.telling.kinds, here.telling.stages) and not kinds
        here.telling = None
    else:
        right = begins(here, order, [kind for kind, _ in kinds], len(order))
        right &= all(many in (0, len(order)) for _, many in kinds)
    points = along(here.case.start, order)
    if "how" not in said.words or here.narrow:
        right &= here.narrow and "how" not in said.words
        return right and _hanging_in_short(here, points, said.words.get("who", ""))
    held = {"strong": "Holds", "weak": "Only just holds", "no": "Does not hold"}
    ended = {"resting": "rests", "held by threat": "is held by threat", "unravels": "unravels"}
    right &= said.how == held[here.holds(order)]
    right &= said.ends == ended[end_kind(here.case, points[-1], here.who)]
    return right and _hanging_in_short(here, points, said.words.get("who", ""))


def kinds_of(scene: Scene, text: str) -> list[tuple[str, int]]:
    """Return the kinds of an order, each with how many stages it says."""
    found = []
    counted = re.sub(r", in (\d+) stages?", r" in \1", text)
    for part in scene.items(counted) if text else []:
        match = re.fullmatch(r"(.*?)(?: in (\d+))?", part)
        assert match is not None
        name = match[1]
        name = name if name.endswith(" upfront") else name[0].lower() + name[1:]
        found.append((name, int(match[2] or 0)))
    return found


HANGS = {
    "recoverable": "could still recover",
    "unrecoverable": "could not recover",
    "none": "only if the others also act jointly,",
}


@say.part(*(f"{{who}} {could_} after stage {{k:int}}" for could_ in HANGS.values()))
def hangs_in_short(scene: Scene, said: Said) -> bool:
    """Read by `in_short`."""
    return True


def _hanging_in_short(here: Roads, points: list[frozenset[str]], text: str) -> bool:
    told = set()
    for part in text.split("; ") if text else []:
        match = re.fullmatch(
            r"(?P<who>.*) (?P<how>could still recover|could not recover|"
            r"only if the others also act jointly,) after stages? (?P<stages>.*)",
            part,
        )
        assert match is not None, part
        for number in numbers(match["stages"]):
            told.add((here.scene.party(match["who"]), match["how"], number))
    expected = set()
    for number, (_, point) in enumerate(pairwise(points), start=1):
        for party in here.case.parties:
            plain = exposure(here.case, party, point).verdict
            if plain != "none" or exposure(here.case, party, point, "joint").verdict != "none":
                expected.add((party, HANGS[plain], number))
    return told == expected and bool(told) == bool(text)
