"""What `brief` says of a target: what stands in its way, who holds it up, what would unlock it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from tests.oracle.sequences import accepted, accepts, led_by, legal_orders, zone
from tests.oracle.sequences_differing import (
    binding_positions,
    common_precedences,
    needs,
    relation,
)
from tests.oracle.sequences_giving import pure_ratifiers, subsets
from tests.oracle.sequences_holding import initiatives, is_initiative
from tests.oracle.sequences_ladder import Failure, wanted

from . import items_more
from .brief_forms import Grid
from .brief_scene import (
    REQUIRE,
    conceded,
    conceded_all,
    deciders,
    everybody,
    formula_of,
    giving,
    held,
    lines_of,
    rung_of,
    sets,
    target,
    target_name,
)
from .brief_words import doing, step_of, steps_of
from .items import clauses, items_of, says
from .rows import Rows, Said
from .scene import Scene

say = Rows("brief", covers=("briefing/blocking.py", "briefing/unlocking.py", "briefing/naming.py"))
assert items_more.say  # its rows know more kinds of items
MOST = 4  # positions of the sets that are tried

# what stands in the way --------------------------------------------------------------------------

BETTER = "nobody worse off than the status quo and somebody better off"
WHY = {
    "already": "The target '{name}' holds at the status quo already.",
    "impossible": "No state satisfies the target '{name}', whatever anybody wants.",
}
CLAUSES = {
    "content": f"there is no outcome that leaves {BETTER}",
    "reach": f"there are outcomes that leave {BETTER}, but no legal moves lead to one",
    "sequence": f"there are outcomes that leave {BETTER}, and legal moves to one, but to none of "
    "them an order of steps that everybody accepts",
    "commitment": "there are orders of steps that everybody accepts, but at some stage of each a "
    "party surely does better by leaving it",
    "time": "there are orders of steps that everybody accepts and that hold, but none fits the "
    "windows",
    "ratification": "there are orders of steps that everybody accepts, that hold and that fit the "
    "windows, but none that those who only ratify accept as well and that ends no worse for them "
    "than the status quo",
    "none": "nothing that was declared stands in the way: there is an order of steps that everybody "
    "accepts, that holds and that fits the windows",
}


def fails_at(scene: Scene, name: str, said: str) -> bool:
    """Tell whether a target fails at a rung."""
    return rung_of(scene, formula_of(scene, name)) == said


def _rung(kind: str, *templates: str) -> None:
    @say(*templates)
    def rung(scene: Scene, said: Said) -> bool:
        """Those who only ratify are left aside, and said to be, on all rungs but the last."""
        aside = set(scene.parties(said.aside)) if "aside" in said.words else set()
        silent = set(pure_ratifiers(scene.case)) if kind in CLAUSES and kind != "none" else set()
        right = aside == silent
        return said.name == target_name(scene) and right and fails_at(scene, said.name, kind)


for _kind, _template in WHY.items():
    _rung(_kind, _template)
for _kind, _clause in CLAUSES.items():
    _start = "For the target '{name}'"
    _rung(
        _kind,
        f"{_start} {_clause}.",
        f"{_start}, leaving {{aside}} aside, who only ratifies, {_clause}.",
        f"{_start}, leaving {{aside}} aside, who only ratify, {_clause}.",
    )


@say("These wait for each other, and no order meets them all: {edges:any}.")
def circle(scene: Scene, said: Said) -> bool:
    """A circle over one of the smallest sets of steps that lead to an outcome in question."""
    case = scene.case
    ends = wanted(case, target(scene)) & led_by(case, ())
    every = {case.start ^ point for point in ends}
    smallest = [steps for steps in every if not any(other < steps for other in every)]
    return any(circular(scene, said.edges, steps) for steps in smallest)


def circular(scene: Scene, text: str, steps: frozenset[str]) -> bool:
    """Tell whether waits make a circle over some steps, and who is named needs each of them."""
    case = scene.case
    legal = legal_orders(case, steps)
    edges = []
    for part in text.split("; "):
        match = re.fullmatch(
            r"(?P<who>.*?) asks? for (?P<a>(?:the end of )?'[^']*'(?: \([\w-]+\))?) "
            r"(?P<how>before|before, or together with,) (?P<b>.*)",
            part,
        )
        assert match is not None, part
        a, b, strict = (
            step_of(scene, match["a"]),
            step_of(scene, match["b"]),
            match["how"] == "before",
        )
        edges.append((a, b, strict))
        if match["who"] == "the rules":
            in_all = common_precedences(legal)[0 if strict else 1]
            if (a, b) not in in_all:
                return False
            continue
        for party in scene.parties(match["who"]):
            need = needs(case, party, steps, legal, REQUIRE).get((a, b))
            if need != ("strict" if strict else "weak"):
                return False
    closed = all(
        one[1] == other[0] for one, other in zip(edges, [*edges[1:], edges[0]], strict=True)
    )
    return closed and len(edges) > 1 and any(strict for _, _, strict in edges)


@say("'{name}' is reached where {clause:any}.",
     "The target: '{name}'.",
     "'{name}' is reached in {states}.")  # fmt: skip
def what_is_asked(scene: Scene, said: Said) -> bool:
    named = {t.name for t in scene.conflict.targets}
    if "clause" not in said.words:
        return said.name == target_name(scene) and said.name not in named
    right = clauses(scene).says_apart(said.clause, target(scene))
    return said.name == target_name(scene) and said.name in named and right


@say("The proof", "If the parties insisted on less", "Is it ripe?",
     "Given the options as they are, these items are enough for it to fail in this way, and none of "
     "them could be spared for that")  # fmt: skip
def blocking_heading(scene: Scene, said: Said) -> bool:
    """A heading; the items that are enough are, all of them together, and none can be spared."""
    if not said.text.startswith("Given"):
        return True
    told = [line.text for line in lines_of(scene, "WHAT STANDS IN THE WAY", said.text)]
    failed = rung_of(scene, target(scene))
    # no state of the target at all is none that leaves nobody worse off
    failed = "content" if failed == "impossible" else failed
    failure = Failure(scene.case, target(scene), failed, REQUIRE)
    choices = [
        [name for name in sorted(failure.every) if item_said(scene, text, name)] for text in told
    ]
    return any(_ground(failure, frozenset(chosen)) for chosen in product(*choices))


def _ground(failure: Failure, kept: frozenset[str]) -> bool:
    """Tell whether items are enough for a failure, and none of them can be spared for that."""
    every = failure.every
    return failure.remains(every - kept) and not any(
        failure.remains((every - kept) | {item}) for item in kept
    )


@say.table("This target and every other one of the file")
def targets(scene: Scene, grid: Grid) -> Iterator[str]:
    names = [str(target_name(scene)), *(t.name for t in scene.conflict.targets)]
    asked = [row[0][0].text.strip("'") for row in grid.rows]
    if asked != list(dict.fromkeys(names)):
        yield f"not the targets: {asked}"
    for name, row in zip(asked, grid.rows, strict=True):
        meant, why = row[1][0].text, row[2][0].text
        known = any(t.name == name for t in scene.conflict.targets)
        formula = formula_of(scene, name)
        right = clauses(scene).says(meant[:1].lower() + meant[1:], formula) or (
            clauses(scene).says(meant, formula)
        )
        if not (right if known else meant == name):
            yield f"not what {name} means: {meant}"
        kinds = {clause: kind for kind, clause in CLAUSES.items()} | {
            "nothing: it holds at the status quo already": "already",
            "no state satisfies it, whatever anybody wants": "impossible",
        }
        if why not in kinds or not fails_at(scene, name, kinds[why]):
            yield f"not what blocks {name}: {why}"


# who holds it up ---------------------------------------------------------------------------------


def binds(scene: Scene, one: str, two: str, steps: frozenset[str]) -> bool:
    """Tell whether the difference of two parties over the order of some steps holds them up."""
    found = [
        *binding_positions(scene.case, one, two, steps).values(),
        *binding_positions(scene.case, two, one, steps).values(),
    ]
    return any(found)


@say("Over the order of {steps}, the difference that holds them up is {pairs}.",
     "Over the order of {steps}, the difference that holds them up is {pairs}, not {others}.",
     "Over the order of {steps}, the difference that holds them up is {pairs}, and none of the "
     "others.")  # fmt: skip
def holds_up(scene: Scene, said: Said) -> bool:
    """Of the steps, if there is one set of them; else of those of the first set, by name."""
    case, steps = scene.case, sets(scene)[0][0]
    several = len(sets(scene)[0]) > 1
    if several != (said.steps != "the steps") or (several and steps_of(scene, said.steps) != steps):
        return False
    legal = legal_orders(case, steps)
    orders = {party: accepted(case, party, legal) for party in case.parties}
    apart = [
        frozenset((one, two))
        for place, one in enumerate(case.parties)
        for two in case.parties[place + 1 :]
        if relation(orders[one], orders[two]) != "same"
    ]
    binding = {pair for pair in apart if binds(scene, *sorted(pair), steps)}
    told = _pairs(scene, said.pairs)
    others = _pairs(scene, said.words["others"]) if "others" in said.words else None
    rest = set(apart) - binding
    right = told == binding and (others is None or others == rest)
    return right and (others is not None or bool(rest) == said.text.endswith("of the others."))


def _pairs(scene: Scene, text: str) -> set[frozenset[str]]:
    return {
        frozenset(scene.parties(one)) for one in re.split(r"(?:, | or )?that between ", text) if one
    }


# what would unlock it ----------------------------------------------------------------------------


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
    """An item as a sentence: one that the failure rests on, or of a position that is named."""
    text = line.text  # type: ignore[attr-defined]
    if scene.at.block == "What these positions stand for":
        return any(
            says(scene, text, name)
            for name, item in items_of(scene.conflict).items()
            if getattr(item.value, "position", "") == scene.at.position
        )
    if scene.at.block.startswith("Given the options as they are"):
        return any(item_said(scene, text, name) for name in items_of(scene.conflict))
    return None


def item_said(scene: Scene, text: str, name: str) -> bool:
    """Tell whether a sentence says what an item says; a weight with whose it is."""
    item = items_of(scene.conflict)[name]
    if item.kind != "weight":
        return says(scene, text, name)
    match = re.fullmatch(r"(.*?) counts (\S+) where (.*)\.", text)
    return (
        match is not None
        and scene.party(match[1]) == item.party
        and Fraction(match[2]) == item.value.number
        and clauses(scene).says_apart(match[3], item.value.formula)
    )
