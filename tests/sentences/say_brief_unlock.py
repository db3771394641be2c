"""What `brief` says would unlock a target: the crux, sets to give up, halves, first steps."""

from __future__ import annotations

import re

from tests.oracle.sequences import accepts, legal_orders, zone
from tests.oracle.sequences_giving import subsets
from tests.oracle.sequences_holding import initiatives, is_initiative

from .brief_scene import (
    conceded,
    conceded_all,
    deciders,
    everybody,
    giving,
    held,
    target,
)
from .brief_words import doing, step_of
from .items import items_of, says
from .rows import Rows, Said
from .scene import Scene

say = Rows("brief", covers=("briefing/unlocking.py", "briefing/naming.py"))

MOST = 4  # positions of the sets that are tried


def _minimal(scene: Scene) -> set[frozenset[str]]:
    return giving(scene).minimal_sets("sequence")


@say("The crux is {name}, the only position there is.",
     "The crux is {name}: it is decisive in {n:int} % of the ways to give up or keep the others.",
     "The crux is {name}: each of these is decisive in {n:int} % of the ways to give up or keep the "
     "others.")  # fmt: skip
def crux(scene: Scene, said: Said) -> bool:
    names = conceded_all(scene, said.name)
    scene.at.crux = names
    shares = {name: index for name, (index, _) in giving(scene).crux("sequence").items()}
    best = {name for name, index in shares.items() if index == max(shares.values())}
    if "n" not in said.words:
        return names == set(shares)
    one = len(names) == 1
    percent = abs(said.number("n") - 100 * max(shares.values())) * 2 <= 1
    return names == best and len(shares) > 1 and percent and one == ("it is" in said.text)


@say("Giving it up is enough by itself.", "Giving up any one of them is enough by itself.")
def enough_alone(scene: Scene, said: Said) -> bool:
    one = said.text.startswith("Giving it up")
    alone = all(giving(scene).reaches("sequence", frozenset([name])) for name in scene.at.crux)
    return alone and one == (len(scene.at.crux) == 1)


@say("{who} can open a way alone, and no other party alone with as few positions.")
def decisive(scene: Scene, said: Said) -> bool:
    fewest: dict[str, int] = {}
    for given in _minimal(scene):
        owners = {held(scene)[name] for name in given}
        if len(owners) == 1:
            (owner,) = owners
            fewest[owner] = min(len(given), fewest.get(owner, len(given)))
    who = scene.party(said.who)
    return who in fewest and all(n > fewest[who] for p, n in fewest.items() if p != who)


@say("No party holds anything that it could give up.")
def nothing_held(scene: Scene, said: Said) -> bool:
    return not held(scene) and not giving(scene).reaches("sequence")


@say("No set of positions, given up, would open a way.",
     "No set of up to {n:int} positions, given up, would open a way; {k:int} larger sets would.",
     "No set of up to {n:int} positions, given up, would open a way; {k:int} larger set would.")  # fmt: skip
def no_set(scene: Scene, said: Said) -> bool:
    sizes = sorted(map(len, _minimal(scene)))
    if "n" not in said.words:
        return bool(held(scene)) and not sizes
    right = said.number("n") == MOST and sizes[:1] > [MOST]
    return right and said.number("k") == len(sizes)


@say.part("No set of up to {n:int} positions, given up, would open a way",
          "No single position, given up, would open a way", "in one position",
          "in up to {n:int} positions")  # fmt: skip
def no_set_of(scene: Scene, said: Said) -> bool:
    return False  # small files have not so many positions that sets of some size are not tried


@say("Half concessions: 'together' instead of 'first'",
     "The smallest sets of positions to give up",
     "Half of one position and all of another",
     "How much hangs on each position",
     "What these positions stand for",
     "A first step by one party alone",
     "What was left out")  # fmt: skip
def unlocking_heading(scene: Scene, said: Said) -> bool:
    """A heading; once all lines below the one before were read, none may be missing."""
    scene.at.told = set()
    return True  # headings; what stands below them is judged line by line


@say("It would be enough to ask only for 'together' instead of 'first' in {names:any}.",
     "It would be enough to ask only for 'together' instead of 'first' in {names:any}; less than "
     "that is not enough.",
     "It would be enough to ask only for 'together' instead of 'first' in {names:any}, and to give "
     "up {given:any}.",
     "It would be enough to ask only for 'together' instead of 'first' in {names:any}, and to give "
     "up {given:any}; less than that is not enough.")  # fmt: skip
def half(scene: Scene, said: Said) -> bool:
    soft = conceded_all(scene, said.names)
    given = conceded_all(scene, said.given) if "given" in said.words else frozenset()
    scene.at.concession = (given, soft)
    more = len(soft) + len(given) > 1
    minimal = (soft, given) in giving(scene).half_concessions("sequence", MOST)
    return minimal and more == said.text.endswith("not enough.")


@say("An order that {who} would then accept: {stages}.")
def order_then(scene: Scene, said: Said) -> bool:
    given, soft = scene.at.concession
    case = scene.case.conceding(given, soft)
    order = tuple(
        frozenset(step_of(scene, one) for one in stage.split(" + "))
        for stage in said.stages.split("; then ")
    )
    steps = frozenset[str]().union(*order)
    legal = legal_orders(case, steps)
    return (
        everybody(scene, said.who)
        and order in legal
        and all(accepts(case, party, order) for party in deciders(scene))
        and case.start ^ steps in zone(case, deciders(scene))
        and case.model.holds(target(scene), case.start ^ steps)
    )


@say("It would be enough to give up {names:any}.")
def whole(scene: Scene, said: Said) -> bool:
    given = conceded_all(scene, said.names)
    scene.at.concession = (given, frozenset())
    return given in _minimal(scene) and len(given) <= MOST


@say("{who} would give up all that it holds, and nobody else anything.")
def gives_all(scene: Scene, said: Said) -> bool:
    given, _ = scene.at.concession
    who = scene.party(said.who)
    return given == {name for name, owner in held(scene).items() if owner == who}


@say("And {n:int} more sets.", "And {n:int} more set.")
def more_sets(scene: Scene, said: Said) -> bool:
    halves = giving(scene).half_concessions("sequence", MOST)
    many = {
        "Half concessions": sum(not given for _, given in halves),
        "The smallest sets": sum(len(given) <= MOST for given in _minimal(scene)),
        "Half of one": sum(bool(given) for _, given in halves),
    }
    (whole_number,) = (n for title, n in many.items() if scene.at.block.startswith(title))
    return said.number("n") == whole_number - 8


@say("{name}: {n:int} %.", "{name}: {n:int} % ({notes}).")
def weight(scene: Scene, said: Said) -> bool:
    name = conceded(scene, said.name)
    index, reverse = giving(scene).crux("sequence")[name]
    minimal = _minimal(scene)
    notes = []
    if minimal and not any(
        giving(scene).reaches("sequence", given)
        for given in subsets([one for one in giving(scene).positions if one != name])
    ):
        notes.append("needed in every case")
    if giving(scene).reaches("sequence", frozenset([name])):
        notes.append("enough by itself")
    told = said.words.get("notes", "").split("; ") if "notes" in said.words else []
    if reverse:
        closes = [one for one in told if one.startswith("closes the way again in ")]
        figure = re.fullmatch(r"closes the way again in (\d+) %", closes[0]) if closes else None
        if figure is None or abs(int(figure[1]) - 100 * reverse) * 2 > 1:
            return False
        notes += closes
    return told == notes and abs(said.number("n") - 100 * index) * 2 <= 1


@say.part("needed in every case", "enough by itself", "closes the way again in {n:int} %")
def weight_notes(scene: Scene, said: Said) -> bool:
    return True  # read by the row above


@say("{n:int} other positions: none.", "{n:int} other position: none.")
def idle(scene: Scene, said: Said) -> bool:
    crux = giving(scene).crux("sequence")
    return said.number("n") == sum(not any(both) for both in crux.values())


@say("The share of all sets of the other positions in which giving up this one makes the difference "
     "(the index of Penrose and Banzhaf); it hangs on how positions are cut.")  # fmt: skip
def index_defined(scene: Scene, said: Said) -> bool:
    return True  # what the figures mean; it says nothing of this conflict


@say("{name} stands for:")
def stands_for(scene: Scene, said: Said) -> bool:
    scene.at.position = conceded(scene, said.name)
    return True  # what it stands for is told below


@say("None: after no move of its own that is no gain at first would a party be repaid by what "
     "another gains by doing.")  # fmt: skip
def no_first_step(scene: Scene, said: Said) -> bool:
    return not initiatives(scene.case, "sure") and not initiatives(scene.case, "possible")


@say("{who} alone can {what}, which is no gain at first{rest:any}.")
def first_step(scene: Scene, said: Said) -> bool:
    case, who = scene.case, scene.party(said.who)
    switched, signed, _ = doing(scene, said.what)
    there = case.start ^ switched
    if any((name in case.start) == on for name, on in signed.items()):
        return False
    match = re.fullmatch(
        r"(?:; in the end it would surely be better off than today(?:, with (?P<end>.*?))?)?"
        r"(?:; (?P<other>.*?) would gain by an answer that leaves it better off than today: "
        r"(?P<answer>.*))?",
        said.rest,
    )
    if match is None or not said.rest:
        return False
    if "surely" in said.rest:
        ends = case.fallback(there)
        named = match["end"] is None or {case.model.spelling(p) for p in ends} == {
            scene.state(match["end"])
        }
        if (who, switched) not in initiatives(case, "sure") or not named:
            return False
    elif not is_initiative(case, who, case.start, there, "possible"):
        return False
    if match["answer"] is None:
        return True
    other, (then, _, _) = scene.party(match["other"]), doing(scene, match["answer"])
    end = there ^ then
    return (
        other != who
        and end in case.ground.own(other, there)
        and case.prefers(other, end, there)
        and case.prefers(who, end, case.start)
    )


@say.part("; in the end it would surely be better off than today", ", with {end}",
          "; {other} would gain by an answer that leaves it better off than today: {what}",
          ", which is no gain at first")  # fmt: skip
def first_step_parts(scene: Scene, said: Said) -> bool:
    return True  # read by the row above


@say("And {n:int} more steps.", "And {n:int} more step.")
def more_steps(scene: Scene, said: Said) -> bool:
    return False  # small files have no more than are told


@say.other
def an_item(scene: Scene, line: object) -> bool | None:
    """An item as a sentence: one of the position that is named above."""
    if scene.at.block != "What these positions stand for":
        return None
    return any(
        says(scene, line.text, name)  # type: ignore[attr-defined]
        for name, item in items_of(scene.conflict).items()
        if getattr(item.value, "position", "") == scene.at.position
    )
