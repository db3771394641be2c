"""What `differences` says of days, of conditions, and of whether a difference holds the steps up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, product

from detente.conflict.logic import Formula
from detente.conflict.parties import Condition
from tests.oracle.literal import Point
from tests.oracle.sequences import Order, accepted, by_all, positions
from tests.oracle.sequences_differing import head_on, needed
from tests.oracle.sequences_timing import Timetable, demands_on, mentioned

from .choices import cached, require_of
from .rows import Rows, Said
from .say_differences import LOOKED, all_accept, compared, legal, orders, pair, sets, shown, told
from .say_differences_waits import needed as needs_now
from .scene import Scene

say = Rows(
    "differences",
    covers=(
        "analyses/differences/time_apart.py",
        "analyses/differences/terms_apart.py",
        "analyses/differences/binding.py",
    ),
    unprinted=("relation", "Relation"),
)

MOST_LITERALS = 4


# days ---------------------------------------------------------------------------------------------


def insisted(scene: Scene) -> bool:
    """Tell whether conditions count."""
    return "conditions" in require_of(scene)


def meeting(scene: Scene, parties: tuple[str, ...]) -> list[Order]:
    """Return the legal orders of the steps that meet the conditions of some parties."""
    found = set(legal(scene))
    if insisted(scene):
        for party in parties:
            found &= accepted(scene.case, party, found, ("conditions",))
    return sorted(found, key=lambda order: [sorted(bundle) for bundle in order])


def days_of(scene: Scene, order: Order, parties: tuple[str, ...]) -> Timetable:
    """Return the days of an order by what some parties ask."""
    return Timetable(scene.case, order, parties, conditions=insisted(scene))


def common_days(scene: Scene, parties: tuple[str, ...]) -> Timetable:
    """Return the days by what holds in any order of the steps, whatever choices it makes."""
    return Timetable(
        scene.case, (scene.at.steps,), parties, conditions=insisted(scene), settle=False
    )


def when(scene: Scene, parties: tuple[str, ...]) -> str:
    """Tell whether the terms of some parties leave time for the steps: fits, late or no order."""
    found = meeting(scene, parties)
    if not found:
        return "no order"
    return "fits" if any(days_of(scene, o, parties).feasible for o in found) else "late"


def open_choice(scene: Scene, parties: tuple[str, ...]) -> bool:
    """Tell whether some formula leaves open what a step waits for."""
    days = common_days(scene, parties)
    for one in days.demands:
        free = sorted(mentioned(scene.case, one.formula) & days.steps - {one.step})
        good = [
            taken for taken in _parts(free) if _holds(scene, one.step, one.kind, one.formula, taken)
        ]
        if good:
            fixed = [n for n in free if len({n in taken for taken in good}) == 1]
            if len(good) != 2 ** (len(free) - len(fixed)):
                return True
    return False


def _holds(scene: Scene, step: str, kind: str, formula: Formula, taken: frozenset[str]) -> bool:
    itself = frozenset() if kind == "after" else frozenset({step})
    return scene.model.holds(formula, scene.case.start ^ taken ^ itself)


def _parts(names: list[str]) -> Iterator[frozenset[str]]:
    for number in range(1 << len(names)):
        yield frozenset(name for bit, name in enumerate(names) if number >> bit & 1)


def bears(scene: Scene, party: str) -> bool:
    """Tell whether a party has a window of these steps, or a condition that makes some wait."""
    days = common_days(scene, (party,))
    windows = any(
        window.party == party and not window.wish and (window.start or window.end)
        for name in days.steps - scene.case.start
        for window in days.options[name].windows
    )
    terms = [one for one in demands_on(scene.case, days.steps) if one.party == party]
    return windows or (insisted(scene) and any(_asks(scene, days, one) for one in terms))


def _asks(scene: Scene, days: Timetable, one: object) -> bool:
    assert hasattr(one, "formula")
    free = sorted(mentioned(scene.case, one.formula) & days.steps - {one.step})  # type: ignore[attr-defined]
    good = [t for t in _parts(free) if _holds(scene, one.step, one.kind, one.formula, t)]  # type: ignore[attr-defined]
    return 0 < len(good) < 2 ** len(free)


def late_here(scene: Scene, parties: tuple[str, ...]) -> None:
    """Keep what is told below: the last days that are missed whatever the order, or a circle."""
    found = common_days(scene, parties)
    ordered = bool(meeting(scene, parties))
    scene.at.days = found
    scene.at.late = dict(found.missed) if ordered else {}
    scene.at.circular = found.circular


@say("The order that misses least: {order}.")
def misses_least(scene: Scene, said: Said) -> bool:
    """Where it hangs on the order: one that meets the terms, and no other comes closer to fitting."""
    parties = scene.at.days.parties
    order = tuple(scene.short_steps(bundle) for bundle in said.order.split("; "))
    every = meeting(scene, parties)
    scene.at.days = days_of(scene, order, parties)
    scene.at.late = dict(scene.at.days.missed)
    least = max(_slack(days_of(scene, other, parties)) for other in every)
    fewer = common_days(scene, parties).feasible
    return order in every and _slack(scene.at.days) == least < 0 and fewer


@say("Timing", "Timing {n:int} of {m:int}")
def timing(scene: Scene, said: Said) -> bool:
    """A heading; of which set of steps."""
    number = int(said.words.get("n", "1"))
    told(scene).append(f"timing {number}")
    return number == scene.at.number and int(said.words.get("m", "1")) == len(shown(scene))


@say("Whatever {one} and {two} ask, there is no time for these steps.")
def neither(scene: Scene, said: Said) -> bool:
    told(scene).append("days")
    late_here(scene, ())
    names = (scene.party(said.one), scene.party(said.two))
    return names == pair(scene) and when(scene, ()) == "late"


@say("The terms of {who}, with what binds everybody, leave no time for these steps.",
     "The terms of {who}, with what binds everybody, leave no order of these steps.")  # fmt: skip
def one_alone(scene: Scene, said: Said) -> bool:
    if "days" not in told(scene)[-1:]:
        told(scene).append("days")
    party = scene.party(said.who)
    late_here(scene, (party,))
    expected = "late" if "no time" in said.text else "no order"
    return when(scene, ()) == "fits" and when(scene, (party,)) == expected


@say("The terms of {one} leave time for the steps, and so do those of {two}; both together do not.")
def apart(scene: Scene, said: Said) -> bool:
    told(scene).append("days")
    names = (scene.party(said.one), scene.party(said.two))
    late_here(scene, names)
    alone = [when(scene, (name,)) for name in names]
    return names == pair(scene) and alone == ["fits", "fits"] and when(scene, names) == "late"


@say("Time is not what divides {one} and {two}: no order of the steps meets the conditions of both, "
     "and more time would not help.")  # fmt: skip
def no_order(scene: Scene, said: Said) -> bool:
    told(scene).append("days")
    names = (scene.party(said.one), scene.party(said.two))
    late_here(scene, names)
    alone = [when(scene, (name,)) for name in names]
    return names == pair(scene) and alone == ["fits", "fits"] and when(scene, names) == "no order"


@say("{one} and {two} set no last day for these steps.")
def no_last_day(scene: Scene, said: Said) -> bool:
    told(scene).append("days")
    names = (scene.party(said.one), scene.party(said.two))
    last = [last for _, last in common_days(scene, names).windows.values() if last is not None]
    return names == pair(scene) and not last and _all_fit(scene)


@say("The terms of {one} and {two} leave time for the steps: {long}.",
     "The terms of {one} leave time for the steps, and {two} sets none that bear on their days: "
     "{long}.",
     "Neither {one} nor {two} sets terms that bear on the days of these steps, and there is time for "
     "them: {long}.")  # fmt: skip
def fits(scene: Scene, said: Said) -> bool:
    told(scene).append("days")
    names = (scene.party(said.one), scene.party(said.two))
    expected = [name for name in names if bears(scene, name)]
    if said.text.startswith("Neither"):
        right = not expected and names == pair(scene)
    elif "sets none" in said.text:
        right = expected == [names[0]] and set(names) == set(pair(scene))
    else:
        right = len(expected) == 2 and names == pair(scene)
    return right and _all_fit(scene) and long(scene, said.long)


@say("Whether the terms of {one} and {two} leave time for these steps is not known: {n:int} orders of "
     "them were tried, and none fits.",
     "Whether the terms of {one} and {two} leave time for these steps is not known: {n:int} order of "
     "them was tried, and does not fit.")  # fmt: skip
def not_known(scene: Scene, said: Said) -> bool:
    """There are more orders than were tried; whether one fits is another question."""
    told(scene).append("days")
    names = (scene.party(said.one), scene.party(said.two))
    sets_of = [(), names[:1], names[1:], names]
    more = any(
        len(meeting(scene, who)) > said.number("n") and open_choice(scene, who) for who in sets_of
    )
    right = ("none fits" in said.text) == (said.number("n") != 1)
    return right and names == pair(scene) and more and said.number("n") == LOOKED["dated"]


@say("Whether the terms of {one} and {two} leave time for these steps is not known: a formula is too "
     "long to be looked into.")  # fmt: skip
def not_read(scene: Scene, said: Said) -> bool:
    told(scene).append("days")
    names = (scene.party(said.one), scene.party(said.two))
    return names == pair(scene) and "names" in LOOKED


@say("Left out: what {items} asks for, in a formula that is too long to be looked into.")
def formula_left_out(scene: Scene, said: Said) -> bool:
    """Conditions or rules on these steps of more options than were tried."""
    told(scene).append("left out")
    found = {
        one.item: len(mentioned(scene.case, one.formula))
        for steps in sets(scene)
        for one in demands_on(scene.case, steps)
    }
    return all(found[name] > LOOKED["names"] for name in scene.items(said.items))


@say("Left out: the days of orders of steps. Up to {n:int} orders are tried.",
     "Left out: the days of orders of steps. Up to {n:int} order is tried.")  # fmt: skip
def days_left_out(scene: Scene, said: Said) -> bool:
    told(scene).append("left out")
    return "dated" in LOOKED and said.number("n") >= LOOKED["dated"]


@say.part("{n} at the least, and {m} to spare", "in one order they take {n}, with {m} to spare")
def long(scene: Scene, text: str) -> bool:
    """How long it takes, and what is left of the tightest window: of any order, or of one."""
    names = pair(scene)
    one = re.fullmatch(r"in one order they take (.*), with (.*) to spare", text)
    least = re.fullmatch(r"(.*) at the least, and (.*) to spare", text)
    found = one or least
    if found is None or bool(one) != open_choice(scene, names):
        return False
    told_days, spare = (int(re.sub(r",|( days?)$", "", piece)) for piece in found.groups())
    every = [days_of(scene, order, names) for order in meeting(scene, names)]
    pairs = {(max(days.earliest.values()), _slack(days)) for days in every if days.feasible}
    return (told_days, spare) in pairs and (bool(one) or len(pairs) == 1)


def _slack(days: Timetable) -> int:
    return min(last - days.earliest[n] for n, (_, last) in days.windows.items() if last is not None)


def _all_fit(scene: Scene) -> bool:
    one, two = pair(scene)
    return all(when(scene, who) == "fits" for who in ((), (one,), (two,), (one, two)))


@say("No order: {waits:any}.")
def waiting(scene: Scene, said: Said) -> bool:
    """Each wait of the circle is one that binds these parties, and it closes."""
    name = r"((?:the end of )?'[^']*'(?: \([\w-]+\))?)"
    found = re.findall(rf"{name} (comes after|does not come before) {name}", said.waits)
    days: Timetable = scene.at.days
    edges = []
    for later, how, earlier in found:
        pair_of = scene.option(_bare(earlier)), scene.option(_bare(later))
        known = [w for w, _ in days.waits if w[:2] == pair_of]
        hard = any(strict or (starts and days.lengths[b]) for _, b, starts, strict in known)
        if not known or (how == "comes after") > hard:
            return False
        edges.append(pair_of)
    closed = all(a[1] == b[0] for a, b in zip(edges, [*edges[1:], edges[0]], strict=True))
    scene.at.circular = False
    return closed and days.circular and "comes after" in said.waits


def _bare(text: str) -> str:
    return text.removeprefix("the end of ")


# whether it holds the steps up --------------------------------------------------------------------


@say("Does it hold the steps up?", "Does it hold the steps up? Steps {n:int} of {m:int}")
def holds_up(scene: Scene, said: Said) -> bool:
    """A heading; and what is missed in time was told in full above."""
    told(scene).append(f"holds {scene.at.number}")
    left = getattr(scene.at, "late", {}) or getattr(scene.at, "circular", False)
    scene.at.late, scene.at.circular, scene.at.days = {}, False, None
    number = int(said.words.get("n", "1"))
    return not left and number == scene.at.number


def tried(scene: Scene) -> dict[tuple[str, str], tuple[set[str], int]]:
    """Return the positions that keep out orders the other accepts: whose, by name.

    With each the third parties that it meets head-on, and how many orders all accept without it.
    """
    key = f"tried {sorted(scene.at.steps)}"
    return cached(scene, key, lambda: dict(_tried(scene)))  # type: ignore[no-any-return]


def _tried(scene: Scene) -> Iterator[tuple[tuple[str, str], tuple[set[str], int]]]:
    case, require = scene.case, require_of(scene)
    for holder, other in (pair(scene), pair(scene)[::-1]):
        own, others = orders(scene, holder), orders(scene, other)
        edges = needs_now(scene)[holder]
        for position in positions(case):
            without = case.conceding([position])
            same = case.left[holder] == without.left[holder]
            if same and case.conditions[holder] == without.conditions[holder]:
                continue  # another party's
            freed = accepted(without, holder, legal(scene), require)
            if not (freed - own) & others:
                continue
            kept = needed(freed, legal(scene))
            against = {
                third
                for third in case.parties
                if third not in (holder, other)
                for clash in head_on(edges, needs_now(scene)[third])
                if kept.get(clash) != edges[clash]
            }
            yield (holder, position), (against, len(by_all(without, legal(scene), require)))


def position_of(scene: Scene, text: str, party: str) -> str | None:
    """Return the position of a party that is called so; None if that is not plain."""
    found = re.fullmatch(r"'(.*)'(?: \(([\w-]+)\))?", text)
    assert found is not None, text
    labels = {p.name: p.label or p.name for p in scene.conflict.positions if p.party == party}
    named = [name for name, label in labels.items() if label == found[1]]
    named += [found[1]] if found[1] not in labels.values() else []
    if found[2]:
        return found[2] if found[2] in named else None
    return named[0] if len(named) == 1 else None


def order_count(number: int) -> str:
    """Return a number of orders."""
    return f"{number:,} order{'' if number == 1 else 's'}"


@say("It does not bind: {n:int} order is accepted by every party.",
     "It does not bind: {n:int} orders are accepted by every party.")  # fmt: skip
def some_accepted(scene: Scene, said: Said) -> bool:
    told(scene).append("binding")
    return said.number("n") == len(all_accept(scene)) > 0


@say("It does not bind: both accept the same orders.")
def same_orders(scene: Scene, said: Said) -> bool:
    told(scene).append("binding")
    one, two = (orders(scene, party) for party in pair(scene))
    return one == two and bool(one) and not all_accept(scene)


@say("It binds: now there is no order that every party accepts; {ways:any}.")
def it_binds(scene: Scene, said: Said) -> bool:
    """Each position that alone makes an order all accept, and how many: all of them, no other."""
    told(scene).append("binding")
    found = {}
    for way in said.ways.split("; "):
        match = re.fullmatch(
            r"if (.*?) gave up ('.*'(?: \([\w-]+\))?), (.* orders?) would be accepted by every party",
            way,
        )
        if match is None:
            return False
        party = scene.party(match[1])
        found[party, position_of(scene, match[2], party)] = match[3]
    expected = {
        who: order_count(many)
        for who, (against, many) in tried(scene).items()
        if many and not against
    }
    return not all_accept(scene) and found == expected and bool(found)


@say("It does not bind: if {ways:any}, there would still be no order that all accept.",
     "It does not bind: if {ways:any}, and nothing else, there would still be no order that all "
     "accept.")  # fmt: skip
def would_not(scene: Scene, said: Said) -> bool:
    """Every position that is at issue between the two, none of which alone would do."""
    told(scene).append("binding")
    found = set()
    for way in re.split(r"(?:, | or )(?=\w[^']* gave up ')", said.ways):
        who, _, what = way.partition(" gave up ")
        party = scene.party(who)
        found.add((party, position_of(scene, what, party)))
    here = {who: many for who, (against, many) in tried(scene).items() if not against}
    several = ", and nothing else," in said.text
    return (
        not all_accept(scene)
        and found == set(here)
        and not any(here.values())
        and several == (len(found) > 1)
    )


@say("It does not bind: every position of {one} or {two} that keeps out orders the other accepts is "
     "part of a quarrel with a third party.")  # fmt: skip
def third_parties(scene: Scene, said: Said) -> bool:
    told(scene).append("binding")
    names = {scene.party(said.one), scene.party(said.two)}
    found = tried(scene).values()
    right = names == set(pair(scene)) and not all_accept(scene)
    return right and bool(found) and all(against for against, _ in found)


@say("It does not bind: no single position of {one} or {two}, given up alone, would leave an order "
     "more that both accept.")  # fmt: skip
def no_position(scene: Scene, said: Said) -> bool:
    told(scene).append("binding")
    names = {scene.party(said.one), scene.party(said.two)}
    return names == set(pair(scene)) and not tried(scene) and not all_accept(scene)


@say("{what} of {who} keeps orders out too, but that is its quarrel with {others}.")
def quarrel(scene: Scene, said: Said) -> bool:
    told(scene).append(f"quarrel {scene.at.number}")
    party = scene.party(said.who)
    name = position_of(scene, said.what, party)
    against, _ = tried(scene)[party, str(name)]
    return set(scene.parties(said.others)) == against and bool(against)


# conditions ---------------------------------------------------------------------------------------


def state_word(scene: Scene) -> str:
    """Return the word for the states that are compared."""
    return "state" if "walks" in LOOKED else "state that can be reached"


class Terms:
    """The conditions of two parties on one step, over the states that moves reach."""

    def __init__(self, scene: Scene, about: str, names: tuple[str, ...]) -> None:
        case = scene.case
        on = not about.startswith("the end of ")
        option = scene.option(about.removeprefix("the end of "))
        self.points = sorted(compared(scene), key=sorted)
        self.terms = {
            name: [t for t in case.conditions[name] if (t.step.option, t.step.on) == (option, on)]
            for name in names
        }
        self.scene = scene

    def then(self, party: str, point: Point) -> bool:
        """Tell whether all conditions of a party hold at a point."""
        return all(self.scene.model.holds(t.formula, point) for t in self.terms[party])

    def before(self, party: str, point: Point) -> bool:
        """Tell whether those hold that have to hold before the step."""
        early = [t for t in self.terms[party] if t.order == "after"]
        return all(self.scene.model.holds(t.formula, point) for t in early)

    def implies(self, one: str, other: str) -> bool:
        """Tell whether whoever meets the conditions of one meets those of the other, as early."""
        return all(
            self.then(other, p) >= self.then(one, p)
            and self.before(other, p) >= self.before(one, p)
            for p in self.points
        )

    def together(self, *parties: str) -> bool:
        """Tell whether the conditions of some parties hold at the same point."""
        return any(all(self.then(party, p) for party in parties) for p in self.points)

    def names(self) -> list[str]:
        """Return the options that the conditions speak of."""
        found = frozenset[str]().union(
            *(mentioned(self.scene.case, t.formula) for terms in self.terms.values() for t in terms)
        )
        return sorted(found)

    def gap(self, party: str, other: str, literals: dict[str, bool]) -> bool:
        """Tell whether some literals beside the other's conditions make a party's own hold."""
        here = [
            p
            for p in self.points
            if self.then(other, p) and all((n in p) == on for n, on in literals.items())
        ]
        return bool(here) and all(self.then(party, p) for p in here)

    def least(self, party: str, other: str) -> int:
        """Return how many literals that takes at the least; none if nothing is missing, or too much."""
        if all(self.then(party, p) >= self.then(other, p) for p in self.points):
            return 0
        for size in range(1, MOST_LITERALS + 1):
            for chosen in combinations(self.names(), size):
                for signs in product((True, False), repeat=size):
                    if self.gap(party, other, dict(zip(chosen, signs, strict=True))):
                        return size
        return 0


def on_step(scene: Scene, said: Said) -> Terms:
    """Return the conditions that a sentence compares, and keep that it was told."""
    told(scene).append(f"terms {said.about}")
    return Terms(scene, said.about, pair(scene))


def of_subject(scene: Scene, text: str) -> tuple[Terms, str]:
    """Return the conditions on a step, and the party that is named behind it."""
    found = re.fullmatch(r"((?:the end of )?'[^']*'(?: \([\w-]+\))?) (.*)", text)
    assert found is not None, text
    told(scene).append(f"terms {found[1]}")
    return Terms(scene, found[1], pair(scene)), scene.party(found[2])


@say("On {subject} sets no condition, and those of {two} are met in every {state}.")
def always_met(scene: Scene, said: Said) -> bool:
    terms, one = of_subject(scene, said.subject)
    two = scene.party(said.two)
    empty = not terms.terms[one] and bool(terms.terms[two])
    everywhere = all(terms.then(two, p) for p in terms.points)
    return empty and everywhere and said.state == state_word(scene)


@say("On {about} the conditions of {one} and {two} come to the same in every {state}.")  # fmt: skip
def equivalent(scene: Scene, said: Said) -> bool:
    terms = on_step(scene, said)
    one, two = scene.party(said.one), scene.party(said.two)
    both = bool(terms.terms[one] and terms.terms[two])
    same = terms.implies(one, two) and terms.implies(two, one)
    return both and same and said.state == state_word(scene)


@say("On {about} the conditions of {one}, all by themselves, hold together in no {state}.")  # fmt: skip
def never_met(scene: Scene, said: Said) -> bool:
    terms, one = on_step(scene, said), scene.party(said.one)
    never = bool(terms.terms[one]) and not terms.together(one)
    return never and said.state == state_word(scene)


@say("On {about} the conditions of {one} and {two} hold together in no {state}.")
def incompatible(scene: Scene, said: Said) -> bool:
    terms = on_step(scene, said)
    one, two = scene.party(said.one), scene.party(said.two)
    each = all(terms.terms[name] and terms.together(name) for name in (one, two))
    never = each and not terms.together(one, two)
    return never and said.state == state_word(scene)


@say("On {about} the conditions of {one} and {two} hold together in some {state}, "
     "and neither follows from the other.",
     "On {about} the conditions of {one} and {two} hold together in some {state}, "
     "and neither follows from the other: {missing:any}.")  # fmt: skip
def compatible(scene: Scene, said: Said) -> bool:
    terms = on_step(scene, said)
    one, two = scene.party(said.one), scene.party(said.two)
    if terms.implies(one, two) or terms.implies(two, one) or not terms.together(one, two):
        return False
    if said.state != state_word(scene):
        return False
    needs = [name for name, other in ((one, two), (two, one)) if terms.least(name, other)]
    clauses = said.words.get("missing", "").split("; ") if "missing" in said.words else []
    named = [missing(terms, clause) for clause in clauses]
    return named == needs


@say("How the conditions of {one} and {two} on {about} relate is not established: more states can be "
     "reached than could be followed.")  # fmt: skip
def not_established(scene: Scene, said: Said) -> bool:
    """It hangs on states of which it is not known whether moves reach them."""
    on_step(scene, said)
    return "walks" in LOOKED and (scene.party(said.one), scene.party(said.two)) == pair(scene)


@say("On {subject} is stricter.", "On {subject} is stricter: {more:any}.",
     "On {subject} is stricter; {more:any}.")  # fmt: skip
def stricter(scene: Scene, said: Said) -> bool:
    """Its conditions imply the other's and not the other way; and what is missing, at the least."""
    terms, one = of_subject(scene, said.subject)
    (two,) = set(pair(scene)) - {one}
    if not terms.implies(one, two) or terms.implies(two, one) or not terms.together(one, two):
        return False
    clauses = said.words.get("more", "").split("; ") if "more" in said.words else []
    empty = not terms.terms[two]
    if empty != (bool(clauses) and clauses[0].endswith(" sets no condition")):
        return False
    if empty and scene.party(clauses.pop(0).removesuffix(" sets no condition")) != two:
        return False
    same = all(terms.then(one, p) == terms.then(two, p) for p in terms.points)
    ask = "both ask for the same, and it asks for more of it before the step than "
    if clauses and clauses[0].startswith(ask):
        return same and scene.party(clauses[0].removeprefix(ask)) == two and len(clauses) == 1
    if not terms.least(one, two):
        return not clauses and not same
    return [missing(terms, clause) for clause in clauses] == [one]


@say.part("{what} in effect would satisfy {who} as well",
          "{what} not in effect would satisfy {who} as well", "{who} sets no condition",
          "both ask for the same, and it asks for more of it before the step than {who}",
          "the conditions of {one}, all by themselves,",
          "state that can be reached", "the end of {what}",
          ": both ask for the same, and it asks for more of it before the step than {who}",
          "{n} would be accepted by every party",
          "left out: what {} asks for, in a formula that is too long to be looked into")  # fmt: skip
def missing(terms: Terms, text: str) -> str:
    """Return the party that a smallest set of options would satisfy; nothing if it would not."""
    found = re.fullmatch(r"(.*) would satisfy (.*) as well", text)
    if found is None:
        return ""
    party = terms.scene.party(found[2])
    (other,) = set(terms.terms) - {party}
    literals = {}
    for piece in re.findall(r"'[^']*'(?: \([\w-]+\))? (?:not )?in effect", found[1]):
        name = re.sub(r" (not )?in effect$", "", piece)
        literals[terms.scene.option(name)] = not piece.endswith("not in effect")
    right = terms.gap(party, other, literals) and set(literals) <= set(terms.names())
    return party if right and len(literals) == terms.least(party, other) else ""


@say("Neither {one} nor {two} declares conditions.")
def no_conditions(scene: Scene, said: Said) -> bool:
    told(scene).append("no terms")
    names = (scene.party(said.one), scene.party(said.two))
    return names == pair(scene) and not any(scene.case.conditions[name] for name in names)


@say.end
def not_told(scene: Scene) -> Iterator[str]:
    """Yield what should have been said of days, binding and conditions, and was not."""
    lines = told(scene)
    if "no answer" in lines or not pair(scene):
        return
    many = len(shown(scene))
    if lines.count("days") != many or lines.count("binding") != many:
        yield f"days and binding of {many} sets: {lines}"
    for number in range(1, many + 1):
        scene.at.steps = sets(scene)[number - 1]
        against = 0 if all_accept(scene) else sum(bool(a) for a, _ in tried(scene).values())
        if lines.count(f"quarrel {number}") != against:
            yield f"{against} quarrels of set {number}"
    on = {
        (term.step.option, term.step.on)
        for party in pair(scene)
        for term in scene.case.conditions[party]
        if isinstance(term, Condition)
    }
    found = [line for line in lines if line.startswith("terms ")]
    if len(found) != len(on) or len(set(found)) != len(found) or bool(on) == ("no terms" in lines):
        yield f"conditions on {len(on)} steps: {found}"
