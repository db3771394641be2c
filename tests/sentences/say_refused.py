"""What `roadmaps` says of orders that fail: who refuses which stage, and by which item."""

from __future__ import annotations

from detente.conflict.parties import Condition, Statement

from .items import items_of, says
from .roads import Refused, Roads, roads
from .rows import Rows, Said
from .say_journey import kinds_of
from .scene import Scene

say = Rows(
    "refused",
    covers=(
        "telling/refusing.py",
        "analyses/roadmaps/picking.py",
        "analyses/sequencing/accepting.py",
    ),
)
SHOWN = 8


@say("{kinds}: refused by {who}. {order:any}")
def failure(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    right = here.close_failure()
    order = here.bundles(said.order)
    refusals = set(here.refusals(order))
    here.failure = order, refusals, set()
    who = scene.parties(said.who)
    right &= set(who) == {party for party, *_ in refusals} and len(set(who)) == len(who)
    right &= order in here.orders(here.steps) and bool(refusals)
    kinds = kinds_of(scene, said.kinds)
    return right and all(
        here.kind_is(kind, order) and many in (0, len(order)) for kind, many in kinds
    )


def _tell(here: Roads, stage: int, kind: str, items: str, party: str) -> bool:
    """Keep that a party refuses a stage by some items, the first of one kind."""
    assert here.failure is not None
    _, refusals, told = here.failure
    names = items.split(", ") if items else [""]
    found = {one for one in refusals if one[:2] == (party, stage) and one[3] in names}
    right = {one[3] for one in found} == set(names) and not found & told
    right &= (party, stage, kind, names[0]) in found
    told |= found
    key = (party, kind, names[0])
    right &= key not in here.failing
    here.failing[key] = stage
    return right


@say("Stage {k:int}: {said_and_items:any}]")
def by_term(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    sentence, _, items = said.said_and_items.rpartition(" [")
    first = items.split(", ")[0]
    item = items_of(scene.conflict)[first]
    right = isinstance(item.value, Condition) and says(scene, sentence, first)
    return right and _tell(here, said.number("k"), "conditions", items, item.party)


@say("Stage {k:int} crosses a red line: {said_and_items:any}]")
def by_red_line(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    sentence, _, items = said.said_and_items.rpartition(" [")
    first = items.split(", ")[0]
    item = items_of(scene.conflict)[first]
    right = isinstance(item.value, Statement) and _states(scene, sentence, first)
    return right and _tell(here, said.number("k"), "red-lines", items, item.party)


@say("Stage {k:int} would leave {who} worse off than today: {said_and_items:any}]",
     "Stage {k:int} would leave {who} worse off than the floor it names: {said_and_items:any}]",
     "Stage {k:int} would leave {who} worse off than today.",
     "Stage {k:int} would leave {who} worse off than the floor it names.")  # fmt: skip
def by_floor(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    party = scene.party(said.who)
    named = next(p for p in scene.conflict.parties if p.name == party).floor is not None
    right = ("the floor it names" in said.text) == named
    sentence, _, names = said.words.get("said_and_items", "").rpartition(" [")
    if names:
        right &= _states(scene, sentence, names.split(", ")[0])
    return right and _tell(here, said.number("k"), "floor", names, party)


def _states(scene: Scene, text: str, name: str) -> bool:
    """Tell whether a sentence says what a statement wants, whatever it leaves out of how firmly."""
    statement = items_of(scene.conflict)[name].value
    ending = {"red line": ": a red line.", "demand": "; it could concede this.", "want": "."}
    whole = text.removesuffix(".") + ending[statement.kind]
    if statement.much:
        whole = whole.removesuffix(".") + "; a strong preference."
    return says(scene, whole, name)


@say("Stage {k:int} again for reasons told above: {items:any}.")
def again(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    assert here.failure is not None
    _, refusals, told = here.failure
    stage, found = said.number("k"), set[Refused]()
    left = {one for one in refusals if one[1] == stage} - told
    for name in scene.items(said.words["items"]):
        whose = scene.party(name.removeprefix("the floor of ")) if " " in name else ""
        fresh = {one for one in left if (one[3] == name if not whose else one[::3] == (whose, ""))}
        if not fresh:
            return False
        found |= fresh
    told |= found
    # the lead of each reason was told; what goes with it is of the same position, and named
    return any((one[0], one[2], one[3]) in here.failing for one in found)


@say.part("the floor of {who}")
def floor_of(scene: Scene, said: Said) -> bool:
    """Read by `again`."""
    return True


@say("and {n:int} more refusal (see --json).", "and {n:int} more refusals (see --json).")
def more(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    assert here.failure is not None
    _, refusals, told = here.failure
    left = refusals - told
    told |= left
    return len(left) == said.number("n") and ("refusals" in said.text) == (len(left) != 1)
