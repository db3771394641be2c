"""What `stability` says where a limit was met; on small files none is, unless a test has lowered one."""

from __future__ import annotations

from collections.abc import Iterator

from tests.oracle.verdicts import SIMULTANEOUS_CONCEPTS, concepts_of

from .rows import Rows, Said
from .say_stability import (
    LOOKED,
    SHOWN,
    concepts,
    crowded,
    gaining,
    held,
    held_by_all,
    meets,
    open_moves,
    quo,
    shown,
)
from .scene import Scene

say = Rows("stability", covers=("telling/resting.py", "analyses/stability/asking.py"))


def _limited(scene: Scene) -> bool:
    """Keep that something was said to be left out; then the exit code tells it as well."""
    scene.at.limited = True
    return scene.exit_code == 3


# joint moves -------------------------------------------------------------------------------------


@say("Whether it rests is not known: no party gains by moving alone (Nash), and joint improving "
     "moves were not looked through.")  # fmt: skip
def not_known(scene: Scene, said: Said) -> bool:
    scene.at.unlisted = True
    start = quo(scene)
    return "bundles" in LOOKED and start is not None and not gaining(scene, start)


@say("It does not rest: {who} would gain by moving alone, and which joint moves are open as well is "
     "not known, because they were not looked through.",
     "It does not rest: a joint move is open that all who make it prefer, which is not listed here.")  # fmt: skip
def not_listed(scene: Scene, said: Said) -> bool:
    """Who gains alone; or, where nobody does, that some joint move is open all the same."""
    scene.at.unlisted = True
    start = quo(scene)
    assert start is not None
    alone = set(scene.parties(said.who)) if "who" in said.words else set()
    return alone == gaining(scene, start) and bool(alone or open_moves(scene))


@say("joint improving moves were left out: {n:int} parts of joint moves to compare, more than the "
     "{m:int} looked at.",
     "joint improving moves were left out: one coalition has {n:int} bundles from {m:int} state(s), "
     "more than the {k:int} that are listed.")  # fmt: skip
def moves_left_out(scene: Scene, said: Said) -> bool:
    """Which of the two limits was lowered; none of the moves is told then."""
    scene.at.noted = True
    most = LOOKED["bundles"] if "k" in said.words else LOOKED["parts"]
    told = said.number("k") if "k" in said.words else said.number("m")
    return _limited(scene) and told == most and said.number("n") > most


@say("{file}: one coalition has {n:int} bundles from {m:int} state(s), more than the {k:int} that are "
     "listed")  # fmt: skip
def refused(scene: Scene, said: Said) -> bool:
    """No answer at all, to what is asked of a state or of a concept by name."""
    scene.at.refused = True
    right = said.number("n") > said.number("k") == LOOKED["bundles"]
    asked = {"--concept", "--state"} & set(scene.call.words)
    return _limited(scene) and right and bool(asked) and not scene.conflict.explicit


@say("{concept} was left out: one coalition has {n:int} bundles from {m:int} state(s), more than the "
     "{k:int} that are listed.")  # fmt: skip
def concept_left_out(scene: Scene, said: Said) -> bool:
    scene.at.concepts_noted = True
    right = said.number("n") > said.number("k") == LOOKED["bundles"]
    improving = (*SIMULTANEOUS_CONCEPTS, "seq", "sseq")  # only their moves are listed as bundles
    return _limited(scene) and right and said.concept in improving


@say("joint improving moves were left out but for the status quo and for equilibria of parties "
     "acting alone (nash): with all other equilibria these are more than {n:int} state(s).")  # fmt: skip
def only_some(scene: Scene, said: Said) -> bool:
    asked = set.union(held_by_all(scene, "nash"), *(held_by_all(scene, c) for c in concepts(scene)))
    start = quo(scene)
    asked |= set() if start is None else {start}
    right = "--all" not in scene.call.words and len(asked) > said.number("n")
    return _limited(scene) and right and said.number("n") == LOOKED["others"]


# moves at the same moment ------------------------------------------------------------------------


@say("{concepts} left out: above {n:int} states moves at the same moment are looked through only if "
     "asked for by name.")  # fmt: skip
def unasked(scene: Scene, said: Said) -> bool:
    scene.at.concepts_noted = True
    left_out = [name for name in concepts_of(scene.model) if name in SIMULTANEOUS_CONCEPTS]
    right = len(scene.model.states) > said.number("n") == LOOKED["unasked"]
    right &= "--concept" not in scene.call.words
    return _limited(scene) and right and scene.items(said.concepts) == left_out


@say("{concept} was left out: more than {n:int} combinations of improvements at the same moment.",
     "{file}: more than {n:int} combinations of improvements at the same moment")  # fmt: skip
def together(scene: Scene, said: Said) -> bool:
    """With none looked at, improvements of two parties from one state are too many."""
    scene.at.concepts_noted = True
    named = scene.call.flag("--concept").split(",")
    which = [said.concept] if "concept" in said.words else [n for n in named if n]
    right = said.number("n") == LOOKED["together"] == 0
    some = any(meets(scene, name) for name in which if name in SIMULTANEOUS_CONCEPTS)
    scene.at.refused = "file" in said.words
    return _limited(scene) and right and some


# answers and sets --------------------------------------------------------------------------------


def long(states: set[str]) -> bool:
    """Tell whether a set has more states than are listed one by one."""
    return len(states) > SHOWN


@say("left out: some answers that can be escaped. Of those to one move up to {n:int} are told.",
     "left out: some answers that can be escaped. Of those to one move up to {n:int} is told.")  # fmt: skip
def escapes_left_out(scene: Scene, said: Said) -> bool:
    scene.at.escapes_noted = True
    right = said.number("n") == LOOKED["escapes"] and (" is told" in said.text) == (
        said.number("n") == 1
    )
    return _limited(scene) and right


@say(
    "states of long sets were left out: of the patterns that cover a set the first {n:int} are listed."
)
def sets_left_out(scene: Scene, said: Said) -> bool:
    """With no pattern listed, every set is cut that is too long for its states to be listed."""
    every = [held_by_all(scene, name) for name in concepts(scene)]
    every += [held(scene, party, name) for name in concepts(scene) for party in shown(scene)]
    right = said.number("n") == LOOKED["patterns"] == 0
    scene.at.sets_noted = True
    return _limited(scene) and right and any(map(long, every)) and not scene.model.merged


@say.end
def limits_told(scene: Scene) -> Iterator[str]:
    """Yield where something was left out and is not told, or the exit code says otherwise."""
    at = scene.at
    if (scene.exit_code == 3) != getattr(at, "limited", False):
        yield f"what was left out, with exit code {scene.exit_code}"
    if getattr(at, "unlisted", False) and not hasattr(at, "noted"):
        yield "why joint moves are not listed"
    if getattr(at, "escapes_cut", False) and not hasattr(at, "escapes_noted"):
        yield "that there are more answers"
    unnamed = "--concept" not in scene.call.words
    left = [name for name in concepts_of(scene.model) if crowded(scene, name)]
    if unnamed and left and not hasattr(at, "refused") and not hasattr(at, "concepts_noted"):
        yield f"that {left} are left out"
    plain = not scene.conflict.explicit and not scene.model.merged
    some = any(long(held(scene, party, name)) for name in concepts(scene) for party in shown(scene))
    if "patterns" in LOOKED and plain and some and not hasattr(at, "sets_noted"):
        yield "that sets are cut"
