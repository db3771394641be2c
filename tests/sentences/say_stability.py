"""What `stability` says: where things rest, what is open, and why each verdict is as it is."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.oracle.verdicts import CONCEPTS, concepts_of, equilibria, joint_moves, rests, stable

from .reading import Table
from .rows import Rows, Said
from .scene import Call, Scene

say = Rows("stability", covers=("telling/resting.py",))


def calls(scene: Scene, rng: Random) -> Iterator[Call]:
    """Yield what is asked of a file."""
    yield Call("stability")
    states = scene.model.states
    yield Call("stability", ("--state", rng.choice(states)))


@say("{n:int} states, {m:int} parties; perspective '{view}'.",
     "{n:int} states, {m:int} parties and {k:int} options; perspective '{view}'.")  # fmt: skip
def head(scene: Scene, said: Said) -> bool:
    model = scene.model
    return (
        said.number("n") == len(model.states)
        and said.number("m") == len(model.parties)
        and said.words.get("k", "0").replace(",", "") == str(len(scene.conflict.options))
        and said.view == model.perspective.name
    )


@say("The status quo, {state}: {what}.")
def status_quo(scene: Scene, said: Said) -> bool:
    return said.state == scene.status_quo and scene.state(said.what) == said.state


@say(
    "It rests: no party gains by moving alone (Nash), and no joint move is open that each of its "
    "parties prefers and that meets their declared conditions."
)
def it_rests(scene: Scene, said: Said) -> bool:
    return scene.status_quo in rests(scene.model)


@say("How many states are stable, by concept:")
def counts_heading(scene: Scene, said: Said) -> bool:
    return True  # a heading: what stands below is judged by the table


@say.table("concept")
def counts(scene: Scene, table: Table) -> bool:
    model = scene.model
    for row in table.rows:
        concept = row["concept"]
        for party in model.parties:
            many = sum(stable(model, party, state, concept) for state in model.states)
            if row.get(party, str(many)) != str(many):
                return False
        found = equilibria(model, concept)
        if row["all parties"] != str(len(found)):
            return False
        if row.get("status quo", "") != ("yes" if scene.status_quo in found else "-"):
            return False
    return [row["concept"] for row in table.rows] == list(concepts_of(model)) and bool(CONCEPTS)


@say("{who} together could {what}, which leads to {state}.")
def joint_move(scene: Scene, said: Said) -> bool:
    group = frozenset(scene.parties(said.who))
    quo = scene.status_quo
    assert quo is not None
    open_ = {(g, to): lean for g, to, lean in joint_moves(scene.model, quo)}
    switched = scene.point(quo) ^ scene.bundle(said.what)
    return open_.get((group, said.state), False) and scene.spelled(switched) == said.state
