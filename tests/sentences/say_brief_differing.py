"""What `brief` says of who differs from whom: orders accepted, goals, needs, what binds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.oracle.literal import Point
from tests.oracle.sequences import accepted, by_all, legal_orders
from tests.oracle.sequences_differing import common_precedences, head_on, needs, relation

from .brief_forms import Grid, Told
from .brief_scene import REQUIRE, sets, target
from .brief_words import step_of, steps_of
from .rows import Rows, Said
from .say_brief_target import binds
from .say_brief_wants import titled_plain
from .scene import Scene

say = Rows("brief", covers=("briefing/differing.py",))


def first(scene: Scene) -> frozenset[str]:
    """Return the steps whose order is compared: the first of the smallest sets."""
    return sets(scene)[0][0]


@say("{steps} can be taken in {n:int} legal orders. Orders accepted: {counts}; by all parties {k:int}.",
     "{steps} can be taken in {n:int} legal order. Orders accepted: {counts}; by all parties {k:int}.")  # fmt: skip
def counts(scene: Scene, said: Said) -> bool:
    case, steps = scene.case, first(scene)
    legal = legal_orders(case, steps)
    told = {}
    for part in said.counts.split(", "):
        who, number = part.rsplit(" ", 1)
        told[scene.party(who)] = int(number.replace(",", ""))
    return (
        steps_of(scene, said.steps) == steps
        and said.number("n") == len(legal)
        and told == {party: len(accepted(case, party, legal)) for party in case.parties}
        and said.number("k") == len(by_all(case, legal))
    )


@say("Which difference holds the steps up", "Where there is not time enough")
def heading(scene: Scene, said: Said) -> bool:
    return True  # a heading; what stands below is judged line by line


# every two parties -------------------------------------------------------------------------------


@say.table("Every two parties: goals, order, time")
def pairs(scene: Scene, grid: Grid) -> Iterator[str]:
    parties = scene.case.parties
    columns = [titled_plain(scene, head) for head in grid.head[1:]]
    rows = [titled_plain(scene, row[0][0].text) for row in grid.rows]
    if (rows, columns) != (list(parties[:-1]), list(parties[1:])):
        yield f"not every two parties: {rows} {columns}"
        return
    for row, one in zip(grid.rows, rows, strict=True):
        for cell, two in zip(row[1:], columns, strict=True):
            if bool(cell) != (parties.index(one) < parties.index(two)):
                yield f"not once: {one} and {two}"
            elif cell and (wrong := list(_cell(scene, one, two, cell))):
                yield f"of {one} and {two}: {wrong}"


@say.part("goals: {alike}", "goals: {alike}; both prefer {n:int} of the {m:int} state(s) of the target "
          "that can be reached to the status quo",
          "order: {who} is the stricter", "order: {who} accept none", "order: {who} accepts none",
          "order: accept the same orders", "order: accept some orders in common",
          "order: accept no order in common", "head-on: {a} against {b}",
          "time: each by itself fits, both do not", "holds the steps up",
          "does not hold the steps up", "best outcomes differ")  # fmt: skip
def cells(scene: Scene, said: Said) -> bool:
    return True  # read by the table


def _cell(scene: Scene, one: str, two: str, cell: tuple[Told, ...]) -> Iterator[str]:
    case, told = scene.case, [line.text for line in cell]
    legal = legal_orders(case, first(scene))
    mine, theirs = accepted(case, one, legal), accepted(case, two, legal)
    if not _goals(scene, one, two, told.pop(0)):
        yield cell[0].text
    order, how = told.pop(0), relation(mine, theirs)
    if not _order(scene, one, two, order, how, (len(mine), len(theirs))):
        yield order
    need = [needs(case, party, first(scene), legal, REQUIRE) for party in (one, two)]
    clashes = head_on(*need)
    heads = [line for line in told if line.startswith("head-on: ")]
    shown = set()
    for line in heads:
        match = re.fullmatch("head-on: (.*) against (.*)", line)
        assert match is not None
        shown.add((step_of(scene, match[1]), step_of(scene, match[2])))
    if not shown <= clashes or len(shown) != min(len(clashes), 3):
        yield f"{heads}"
    rest = [line for line in told if line not in heads and not line.startswith("time: ")]
    holding = "holds the steps up" if binds(scene, one, two, first(scene)) else ""
    if rest != [holding or "does not hold the steps up"]:
        yield f"{rest}"


def _goals(scene: Scene, one: str, two: str, text: str) -> bool:
    """How both rank the status quo and the states of the target that legal moves reach."""
    case = scene.case
    ends = [
        point
        for point in case.ground.walked(case.start)
        if point != case.start and case.model.holds(target(scene), point)
    ]
    asked = [case.start, *ends]

    def places(party: str) -> list[int]:
        worths = sorted({case.worth[party][point] for point in asked})
        return [worths.index(case.worth[party][point]) for point in asked]

    def best(party: str) -> set[Point]:
        top = max(places(party))
        return {p for p, place in zip(asked, places(party), strict=True) if place == top}

    alike = (
        "same ranking"
        if places(one) == places(two)
        else "same best"
        if best(one) == best(two)
        else "best outcomes differ"
    )
    both = sum(
        case.prefers(one, point, case.start) and case.prefers(two, point, case.start)
        for point in ends
    )
    shared = (
        f"; both prefer {both} of the {len(ends)} {'state' if len(ends) == 1 else 'states'} of the "
        "target that can be reached to the status quo"
    )
    return text == f"goals: {alike}{shared if ends else ''}"


def _order(scene: Scene, one: str, two: str, text: str, how: str, many: tuple[int, int]) -> bool:
    plain = {
        "order: accept the same orders": "same",
        "order: accept some orders in common": "overlap",
        "order: accept no order in common": "disjoint",
    }
    if text in plain:
        return plain[text] == how
    if match := re.fullmatch("order: (.*) is the stricter", text):
        stricter = one if many[0] < many[1] else two
        return how == "nested" and scene.party(match[1]) == stricter
    match = re.fullmatch("order: (.*) accepts? none", text)
    assert match is not None, text
    none = {party for party, number in zip((one, two), many, strict=True) if not number}
    return how == "one empty" and set(scene.parties(match[1])) == none


# who needs what ----------------------------------------------------------------------------------


@say.table("Who needs which step before which")
def needed(scene: Scene, grid: Grid) -> Iterator[str]:
    """All that a party needs is told; of what the rules need, what does not follow from the rest."""
    case, steps = scene.case, first(scene)
    legal = legal_orders(case, steps)
    told: dict[str, dict[tuple[str, str], str]] = {}
    for row in grid.rows:
        a, then, who, why = (cell[0].text for cell in row)
        together = then.startswith("together, or then: ")
        b = then.removeprefix("together, or then: ")
        pair = step_of(scene, a), step_of(scene, b)
        party = "" if who == "the rules" else titled_plain(scene, who)
        told.setdefault(party, {})[pair] = "weak" if together else "strict"
        if not re.match("(condition|red line|floor|rule)", why):
            yield f"no reason: {why}"
    strict, weak = common_precedences(legal)
    for pair, how in told.get("", {}).items():
        if pair not in (strict if how == "strict" else weak):
            yield f"not needed by the rules: {pair} {how}"
    for party in case.parties:
        need = needs(case, party, steps, legal, REQUIRE)
        if told.get(party, {}) != need:
            yield f"not what {party} needs: {told.get(party, {})}, but {need}"


@say.part("together, or then: {b}", "the rules")
def needed_parts(scene: Scene, said: Said) -> bool:
    return True  # read by the table
