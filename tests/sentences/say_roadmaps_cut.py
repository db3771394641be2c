"""What `roadmaps` says where a limit was met; on small files none is, unless a test has lowered one."""

from __future__ import annotations

from itertools import combinations

from tests.oracle.literal import Point
from tests.oracle.sequences import Case, zone
from tests.oracle.sequences_giving import tempted

from .beyond import ACCEPTED, GOOD, LARGER, LEADS, ends_beyond, left_open, open_steps
from .roads import LOOKED, Roads, roads
from .rows import Rows, Said
from .say_roadmaps import BY_ALL
from .scene import Scene

say = Rows(
    "roadmaps",
    covers=(
        "analyses/sequencing/own.py",
        "analyses/roadmaps/asking.py",
    ),
)

LOCKED = 3  # options locked together


def cut(here: Roads, what: str) -> None:
    """Keep that something was said to be left out."""
    here.limits.add(what)


# orders ------------------------------------------------------------------------------------------


@say(*(f"Left out: orders of more than {{n:int}} step(s) ({{m:int}} step(s) can be taken from the status "
       f"quo); --steps looks at the orders of some. {rest}."
       for rest in (LARGER, ACCEPTED, GOOD, LEADS)))  # fmt: skip
def orders_left_out(scene: Scene, said: Said) -> bool:
    """What is open then: whether there are more sets, or orders of others that are better."""
    here = roads(scene)
    cut(here, "orders")
    here.most = here.near = said.number("n")
    assert here.target is not None
    here.open = left_open(here.case, here.target, here.require, here.most)
    right = len(open_steps(here.case)) == said.number("m") > said.number("n")
    return right and "orders" in LOOKED and here.open is not None and here.open in said.text


@say("Left out: orders of more than {n:int} step(s). Whether more steps would hold by themselves is not "
     "established.")  # fmt: skip
def holding_left_out(scene: Scene, said: Said) -> bool:
    """Some end of more steps, at which and before which nobody would rather leave, could be one."""
    here = roads(scene)
    cut(here, "holding")
    here.near = most = said.number("n")
    assert here.target is not None
    ends = ends_beyond(here.case, here.target, most) & zone(here.case, here.who)
    right = here.most in (None, most) and "orders" in LOOKED
    return right and any(steady(here, end) for end in ends)


def steady(here: Roads, end: Point) -> bool:
    """Tell whether nobody would rather leave an end, or today's state, than be at that end."""
    case, who = here.case, here.who
    return not any(tempted(case, who, at, end, sure=False) for at in (case.start, end))


@say("Whether a legal order of steps leads from today's state to one that satisfies '{target:any}' is "
     "not established: none of those that were looked at does. (In an order each option is switched "
     "once.)")  # fmt: skip
def not_established(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    right = here.open == LEADS and not here.considered[0]
    return right and said.target == here.to and scene.exit_code == 3


@say(f"One set of steps leads there {BY_ALL}; with fewer of these steps nothing does. But none of its "
     "orders is accepted by everybody.",
     f"{{n:int}} sets of steps lead there {BY_ALL}; with fewer of the steps of any of them nothing "
     "does. But none of their orders is accepted by everybody.")  # fmt: skip
def sets_agreed(scene: Scene, said: Said) -> bool:
    return _sets(scene, said, "agreed", ACCEPTED)


@say("One set of steps leads there, but it leaves some party worse off than today.",
     "{n:int} sets of steps lead there, but each of them leaves some party worse off than today.")  # fmt: skip
def sets_legal(scene: Scene, said: Said) -> bool:
    return _sets(scene, said, "legal", GOOD)


def _sets(scene: Scene, said: Said, kind: str, known: str) -> bool:
    here = roads(scene)
    sets, found = here.considered
    many = said.number("n") if "n" in said.words else 1
    return (found, here.open) == (kind, known) and len(sets) == many and scene.exit_code == 3


@say("{file}: {n:int} step(s) have too many orders: give {m:int} or fewer to --steps")
def too_many_steps(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    here.notes.add("no answer")
    assert here.given is not None
    many = said.number("n") == len(here.given) > said.number("m")
    return many and "orders" in LOOKED and scene.exit_code == 3


# own moves ---------------------------------------------------------------------------------------


@say("Left out: moves of {who} by itself of more than {n:int} step(s) at once, so that who is tempted, "
     "what holds by itself and where it comes to rest is not established.")  # fmt: skip
def moves_left_out(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    cut(here, "own moves")
    mine, most = own_options(here.case, said.who), said.number("n")
    return "own moves" in LOOKED and len(mine) > most


def own_options(case: Case, party: str) -> set[str]:
    """Return what a party can put in effect, or end, by itself, as far as others have no say."""
    families = case.model.families
    return {name for (name, _), who in families.items() if frozenset({party}) in set(who)}


@say("{file}: {who} can switch {n:int} option(s) alone in {m:int} state(s): more than the {k:int} "
     "move(s) listed")  # fmt: skip
def no_moves(scene: Scene, said: Said) -> bool:
    """Even the moves of one step are too many, so that there is no answer."""
    here = roads(scene)
    here.notes.add("no answer")
    mine, states = own_options(here.case, said.who), len(here.case.ground.points)
    many = len(mine) <= said.number("n") and said.number("n") * states > said.number("k")
    right = many and said.number("m") == states and scene.exit_code == 3
    return right and said.number("k") == LOOKED["own moves"]


# formulas, and locks -----------------------------------------------------------------------------


@say("Left out: what {items} asks for, in a formula that is too long to be looked into.")
def formula_left_out(scene: Scene, said: Said) -> bool:
    """They are the items that the orders told below hang on: seen when these are told."""
    here = roads(scene)
    cut(here, "names")
    here.unread = set(scene.items(said.items))
    return "names" in LOOKED


@say("Left out: locks of options beyond the first {n:int} set(s) of them.")
def locks_left_out(scene: Scene, said: Said) -> bool:
    """Some order is told in full, which does not hold or rest, with more sets than so many."""
    here = roads(scene)
    cut(here, "locks")
    return said.number("n") == LOOKED["locks"] and any(
        more_locks(here, here.case.start ^ steps) for steps in _worked_out(here)
    )


def _worked_out(here: Roads) -> list[frozenset[str]]:
    every = [*here.considered[0], *here.holding_sets]
    return [steps for steps in every if here.accepted(steps)]


def more_locks(here: Roads, end: Point) -> bool:
    """Tell whether there are more sets of options to lock at an end than are tried."""
    options, single = here.case.model.options, {frozenset({p}) for p in here.case.parties}
    can = [n for n in end if single & set(map(frozenset, options[n].undone_by))]
    sets = [chosen for size in range(1, LOCKED + 1) for chosen in combinations(can, size)]
    return len(sets) > LOOKED.get("locks", len(sets))
