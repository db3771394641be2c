"""What `blockers` says a failure rests on, what if parties insisted on less, and whether it is ripe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from tests.oracle.sequences_ladder import Failure, outcome, rung, stuck, way_out

from .items import items_of, says
from .reading import Line
from .rows import HITS, Rows, Said
from .say_blockers import require_of, rung_here, target_of
from .scene import Scene

say = Rows("blockers", covers=("analyses/blockers/grounding.py", "analyses/blockers/ripening.py"))
INSISTED = {
    "declared conditions": "conditions",
    "red lines": "red-lines",
    "being no worse off on the way": "floor",
}
MARK = re.compile(r"(?P<said>.*) \((?P<mark>[^()]*)\)", re.DOTALL)


# what it rests on --------------------------------------------------------------------------------


@say("Given the options as they are, these items are enough for it to fail in this way, and none of "
     "them could be spared for that:",
     "Given the options and the rankings of whole states as they are, these items are enough for it "
     "to fail in this way, and none of them could be spared for that:")  # fmt: skip
def ground_heading(scene: Scene, said: Said) -> bool:
    """The items are gathered below, and judged together at the end of the text."""
    scene.at.ground = []
    ranked = any(left.ranking is not None for left, _ in scene.model.chosen.values())
    return ("rankings" in said.text) == ranked


@say.other
def ground_item(scene: Scene, line: Line) -> bool | None:
    """An item with what it rests on: it says what an item of the file says."""
    if line.marker != "-" or not hasattr(scene.at, "ground"):
        return None
    found = MARK.fullmatch(line.text)
    if found is None:
        return False
    every = Failure(scene.case, target_of(scene), failed(scene), require_of(scene)).every
    named = [name for name in sorted(every) if _says(scene, found["said"], name)]
    marked = [name for name in named if mark(scene, name) == found["mark"]]
    scene.at.ground.append(marked)  # several items can say the same
    return bool(marked)


def _says(scene: Scene, text: str, name: str) -> bool:
    """Tell whether a sentence says what an item says; it may be of quite another kind."""
    try:
        return says(scene, text, name)
    except (KeyError, AssertionError, AttributeError):
        return False


def failed(scene: Scene) -> str:
    """Return the rung of a failure; an impossible target fails at the first."""
    return "content" if scene.at.found == "impossible" else rung_here(scene)


def mark(scene: Scene, name: str) -> str:
    """Return what an item rests on: the quotations that the perspective hears, or none."""
    basis = items_of(scene.conflict)[name].basis
    for left, _ in scene.model.chosen.values():
        # a statement of a group rests on what the group rests on, too
        basis = next((one.basis for one in left.prefers if one.id == name), basis)
    heard = [
        quotation
        for quotation in basis.because
        if scene.model.perspective.admits(scene.conflict.quotation(quotation))
    ]
    return ", ".join(heard) or ("definition" if basis.definition else "assumption")


@say.end
def ground(scene: Scene) -> Iterator[str]:
    """The items told suffice, and each is needed; where none is told there is none to tell."""
    if getattr(scene.at, "found", "") not in ("target", "impossible"):
        return
    if hasattr(scene.at, "hedged"):
        return
    if failed(scene) == "none":
        return
    failure = Failure(scene.case, target_of(scene), failed(scene), require_of(scene))
    told = getattr(scene.at, "ground", ())
    if not told:
        if not failure.remains(failure.every) and failure.remains(()):
            yield "what the failure rests on"
        return
    every = [frozenset(kept) for kept in product(*told) if len(set(kept)) == len(told)]
    if not any(_just_enough(failure, kept) for kept in every):
        yield f"that {told} are just enough for the failure"


def _just_enough(failure: Failure, kept: frozenset[str]) -> bool:
    left = failure.every - kept
    return failure.remains(left) and not any(failure.remains(left | {item}) for item in kept)


# less insisted on --------------------------------------------------------------------------------


@say("If nobody insisted on {what}, there would still be no order for all.",
     "If nobody insisted on {what}, nothing would block.",
     "If nobody insisted on {what}, it would fail for another reason ({rung}).",
     "If nobody insisted on {what}, it is not established whether it would fail.")  # fmt: skip
def relaxed(scene: Scene, said: Said) -> bool:
    name = INSISTED[said.what]
    scene.at.eased = [*getattr(scene.at, "eased", []), name]
    require = require_of(scene)
    if "not established" in said.text:
        return name in require and scene.exit_code == 3
    found = rung(scene.case, target_of(scene), [one for one in require if one != name])
    told = said.words.get("rung", "none" if "nothing would" in said.text else "sequence")
    other = "rung" not in said.words or told not in ("none", "sequence")
    return name in require and found == told and other


@say.part("declared conditions", "red lines", "being no worse off on the way")
def insisted(scene: Scene, said: Said) -> bool:
    return said.text in INSISTED


@say.end
def eased(scene: Scene) -> Iterator[str]:
    """Each requirement is told, where order is what fails."""
    if getattr(scene.at, "found", "") == "target" and rung_here(scene) == "sequence":
        for name in require_of(scene):
            if name not in getattr(scene.at, "eased", []):
                yield f"what if nobody insisted on {name}"


# ripe --------------------------------------------------------------------------------------------


@say("Ripe (Zartman): an outcome that can be reached leaves nobody worse off than the status quo and "
     "somebody better off; {who} can hope for nothing better than the status quo, by waiting or by a "
     "move of their own; and an order of the steps to such an outcome of the target is accepted by "
     "everybody.")  # fmt: skip
def ripe(scene: Scene, said: Said) -> bool:
    scene.at.ripe = True
    who = stuck(scene.case)
    told = list(scene.parties(said.who))
    way = way_out(scene.case, target_of(scene), require_of(scene))
    return outcome(scene.case) and told == who and len(who) > 1 and way


@say.part("no outcome that can be reached leaves nobody worse off than the status quo and somebody "
          "better off")  # fmt: skip
def no_outcome(scene: Scene, said: Said) -> bool:
    return not outcome(scene.case)


@say.part("every party can hope for something better than the status quo, by waiting or by a move of "
          "its own")  # fmt: skip
def nobody_stuck(scene: Scene, said: Said) -> bool:
    return not stuck(scene.case)


@say.part("only {who} can hope for nothing better than the status quo, by waiting or by a move of its "
          "own")  # fmt: skip
def one_stuck(scene: Scene, said: Said) -> bool:
    return stuck(scene.case) == [scene.party(said.who)]


@say.part("no order of the steps to such an outcome of the target is accepted by everybody")
def no_way_out(scene: Scene, said: Said) -> bool:
    return not way_out(scene.case, target_of(scene), require_of(scene))


@say("Not ripe (Zartman): {reasons:any}.")
def not_ripe(scene: Scene, said: Said) -> bool:
    """Each reason is true, and no part of ripeness that fails is left out."""
    scene.at.ripe = False
    told = 0
    for reason in said.reasons.split("; "):
        for row in say.rows:
            found = row.pattern.fullmatch(reason) if row.part else None
            if found is not None and row.truth in (no_outcome, nobody_stuck, one_stuck, no_way_out):
                HITS[row.template] += 1
                if not row.truth(scene, Said(reason, found.groupdict(), 0, "")):
                    return False
                told += 1
                break
        else:
            return False
    missing = [
        not outcome(scene.case),
        len(stuck(scene.case)) < 2,
        not way_out(scene.case, target_of(scene), require_of(scene)),
    ]
    # under a limit some of it may not be known
    return told == sum(missing) > 0 or (scene.exit_code == 3 and 0 < told < sum(missing))


RIPENESS = {
    "whether an outcome that can be reached leaves nobody worse off than the status quo and somebody "
    "better off": "outcome",
    "whether an order of the steps to such an outcome of the target is accepted by everybody": "way",
}


@say("Whether it is ripe (Zartman) is not established: {what:any} is open.")
def ripeness_open(scene: Scene, said: Said) -> bool:
    """What is not said to be open is there; a limit is told."""
    scene.at.ripe = None
    parts = [RIPENESS[part] for part in re.split(r" and (?=whether)", said.what)]
    known = len(stuck(scene.case)) > 1 and scene.exit_code == 3
    known = known and ("outcome" in parts or outcome(scene.case))
    return known and ("way" in parts or way_out(scene.case, target_of(scene), require_of(scene)))


@say.part(*RIPENESS)
def open_part(scene: Scene, said: Said) -> bool:
    return said.text in RIPENESS


@say.end
def ripeness(scene: Scene) -> Iterator[str]:
    """Whether it is ripe is told, wherever there is something to climb to."""
    known = hasattr(scene.at, "ripe") or hasattr(scene.at, "wide")
    if getattr(scene.at, "found", "already") != "already" and not known:
        yield "whether it is ripe"
