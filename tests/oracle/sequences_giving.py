"""What it would take, taken literally: levels of a target, concessions, the crux, time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations, product

from detente.conflict.logic import Formula

from .literal import Point
from .sequences import REQUIRE, Case, agrees, positions, zone

LEVELS = ("none", "content", "reach", "sequence", "weak", "strong")
Names = frozenset[str]


# -- levels -------------------------------------------------------------------------------


def pure_ratifiers(case: Case) -> tuple[str, ...]:
    """Return the parties that appear 'in no by, undone_by, only in ratified_by'."""
    options = case.conflict.options
    doing = {p for o in options for coalition in (*o.by, *o.undone_by) for p in coalition}
    ratifying = {p for o in options for p in o.ratified_by}
    return tuple(p for p in case.parties if p in ratifying and p not in doing)


def asked(case: Case) -> tuple[str, ...]:
    """Return whom the levels ask: 'content to time are asked of the other parties'."""
    silent = pure_ratifiers(case)
    return tuple(party for party in case.parties if party not in silent)


def level(
    case: Case,
    target: Formula,
    parties: Iterable[str] | None = None,
    require: Iterable[str] = REQUIRE,
    up_to: str = "strong",
) -> str:
    """Return the highest level of the target, `none` if it fails at content.

    'content: a target state in the zone.  reach: a legal walk from s0 to such a state
    (options may be switched on and off again).  sequence: an accepted order from s0 to such a
    state.  weak, strong: one such order that is weakly, strongly self-enforcing.'
    """
    who = asked(case) if parties is None else tuple(parties)
    goals = {point for point in zone(case, who) if case.model.holds(target, point)}
    if not goals:
        return "none"
    if up_to == "content" or not goals & case.ground.walked(case.start):
        return "content"
    if up_to == "reach":
        return "reach"
    onward = accepted_bundles(case, who, frozenset(require))
    ends = goals & led_to(case.start, onward, set(onward))
    if not ends:
        return "reach"
    if up_to == "sequence":
        return "sequence"
    for name in ("strong", "weak") if up_to == "strong" else ("weak",):
        for end in ends:
            calm = {s for s in onward if not tempted(case, who, s, end, sure=name == "weak")}
            if case.start in calm and end in led_to(case.start, onward, calm):
                return name
    return "sequence"


def accepted_bundles(
    case: Case, parties: tuple[str, ...], require: Names
) -> dict[Point, list[Point]]:
    """Return, for every point that an accepted order leads to, where it may go on.

    'Each option is switched at most once, so the search runs in the lattice between s0 and
    s_T'; whether a bundle is accepted hangs on its two ends alone.
    """
    onward: dict[Point, list[Point]] = {}
    waiting = [case.start]
    while waiting:
        here = waiting.pop()
        if here not in onward:
            onward[here] = [
                there
                for there in case.ground.onward(case.start, here)
                if all(agrees(case, party, here, there, require) for party in parties)
            ]
            waiting += onward[here]
    return onward


def led_to(start: Point, onward: Mapping[Point, list[Point]], through: set[Point]) -> set[Point]:
    """Return where the bundles lead from the start, through these points alone."""
    seen, waiting = {start}, [start]
    while waiting:
        for there in onward[waiting.pop()]:
            if there in through and there not in seen:
                seen.add(there)
                waiting.append(there)
    return seen


def tempted(case: Case, parties: tuple[str, ...], here: Point, end: Point, *, sure: bool) -> bool:
    """Tell whether at s_t somebody is tempted away from s_T, optimistically or surely.

    'Strong: for all i, all x in {s_t} + R_i(s_t): max_i B(x) <=_i s_T.  Weak: the same with
    min.'
    """
    enough = all if sure else any
    return any(
        enough(case.prefers(party, y, end) for y in case.fallback(x))
        for party in parties
        for x in (here, *case.ground.own(party, here))
    )


# -- concessions --------------------------------------------------------------------------


class Giving:
    """v_L: whether the target reaches a level once positions are given up or softened.

    'v_L(R) = 1 if after giving up R the goal reaches level L of the ladder.'  Giving up
    deletes all statements and conditions of a position, 'then everything (rankings, zone,
    floor, red lines, B) is computed anew'.
    """

    def __init__(
        self,
        case: Case,
        target: Formula,
        among: Iterable[str] | None = None,
        up_to: str = "strong",
        require: Iterable[str] = REQUIRE,
    ) -> None:
        """Take the highest level that will be asked for: the lower ones are cheaper."""
        self.case, self.target, self.up_to = case, target, up_to
        self.require = tuple(require)
        self.positions = positions(case) if among is None else tuple(among)
        self.level = cache(self._level)

    def _level(self, given: Names, softened: Names = frozenset()) -> str:
        conceded = self.case.conceding(given, softened)
        return level(conceded, self.target, require=self.require, up_to=self.up_to)

    def reaches(
        self, wanted: str, given: Names = frozenset(), softened: Names = frozenset()
    ) -> bool:
        """Tell whether the target reaches at least this level."""
        if LEVELS.index(wanted) > LEVELS.index(self.up_to):
            raise ValueError(f"asked up to {self.up_to} only")
        return LEVELS.index(self.level(given, softened)) >= LEVELS.index(wanted)

    def minimal_sets(self, wanted: str) -> set[Names]:
        """Return the minimal concession sets: 'inclusion-minimal R with v_L(R) = 1'."""
        enough = {given for given in subsets(self.positions) if self.reaches(wanted, given)}
        return {given for given in enough if not any(other < given for other in enough)}

    def crux(self, wanted: str) -> dict[str, tuple[Fraction, Fraction]]:
        """Return each position's index, and the share of its reverse swings.

        'Crux index = swings / 2^(|P|-1), |P| = all positions of the perspective, dummies
        included.'  A swing: v(R) = 0 and v(R + p) = 1 for R without p; reverse: 1 and 0.
        """
        found = {}
        for position in self.positions:
            rest = [other for other in self.positions if other != position]
            swings = reverse = 0
            for given in subsets(rest):
                before = self.reaches(wanted, given)
                after = self.reaches(wanted, given | {position})
                swings += after > before
                reverse += before > after
            whole = 2 ** len(rest)
            found[position] = Fraction(swings, whole), Fraction(reverse, whole)
        return found

    def half_concessions(self, wanted: str, total: int = 2) -> set[tuple[Names, Names]]:
        """Return the minimal mixed concessions: what is softened, and what is given up.

        Minimal in the product order keep < soften < give up, with at least one position
        softened and at most `total` softened or given up.  Softening 'replaces F(s) by F(x),
        nothing else': where no term is an `only after` it changes nothing, and to keep is milder.
        """
        enough = []
        after = softenable(self.case)
        for chosen in product(*((0, 1, 2) if p in after else (0, 2) for p in self.positions)):
            if len(chosen) - chosen.count(0) <= total:
                named = list(zip(self.positions, chosen, strict=True))
                softened = frozenset(name for name, how in named if how == 1)
                given = frozenset(name for name, how in named if how == 2)
                if self.reaches(wanted, given, softened):
                    enough.append((chosen, softened, given))

        def below(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
            return one != other and all(a <= b for a, b in zip(one, other, strict=True))

        return {
            (softened, given)
            for chosen, softened, given in enough
            if softened and not any(below(other, chosen) for other, _, _ in enough)
        }


def softenable(case: Case) -> frozenset[str]:
    """Return the positions that hold an `only after`."""
    terms = [term for party in case.parties for term in case.conditions[party]]
    return frozenset(term.position or term.id for term in terms if term.order == "after")


def subsets(names: Iterable[str]) -> Iterator[Names]:
    """Yield every part, the empty one first."""
    listed = list(names)
    for size in range(len(listed) + 1):
        yield from map(frozenset, combinations(listed, size))


# -- time ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Timing:
    """Whether a timetable exists; then when each step is completed at the earliest."""

    feasible: bool
    earliest: dict[str, int]


def earliest(constraints: Iterable[tuple[str, str, int]]) -> Timing:
    """Return the earliest completions under 'day(later) >= day(earlier) + days'.

    "" is day 0; nothing is completed before it.  An upper bound is a constraint back to ""
    with negative days.  Naive: put off what comes too soon until nothing does; what takes
    more rounds than there are steps, or puts off day 0, has no end.
    """
    listed = list(constraints)
    names = {""} | {name for earlier, later, _ in listed for name in (earlier, later)}
    days = dict.fromkeys(sorted(names), 0)
    for _ in range(len(names) + 1):
        too_soon = False
        for before, after, least in listed:
            if days[after] < days[before] + least:
                days[after] = days[before] + least
                too_soon = True
        if not too_soon:
            return Timing(days[""] == 0, days if days[""] == 0 else {})
    return Timing(feasible=False, earliest={})
