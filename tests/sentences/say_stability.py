"""What `stability` says: where things rest, which states are stable for whom, by which concept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from tests.oracle.literal import Group
from tests.oracle.random_conflicts import random_settings
from tests.oracle.verdicts import (
    CONCEPTS,
    SANCTIONS,
    SIMULTANEOUS_CONCEPTS,
    concepts_of,
    improvements,
    is_lean,
    joint_moves,
    rests,
    stable,
    terms_kept,
    unsanctioned,
)

from .reading import Line, Table
from .rows import Rows, Said
from .say_shared import unknown
from .scene import Call, Scene

say = Rows("stability", covers=("telling/resting.py", "analyses/stability/asking.py"))
SHOWN, MOVES = 12, 6
LOOKED: dict[str, int] = {}  # limits that a test has lowered; see `say_stability_cut`


def calls(scene: Scene, rng: Random) -> Iterator[Call]:
    """Yield what is asked: as it is, then of concepts, of a state, of a party, under settings."""
    conflict, model = scene.conflict, scene.model
    yield Call("stability")
    for settings in random_settings(conflict, rng.randrange(1 << 30)):
        epoch = settings.get("epoch")
        words: list[str] = []
        if rng.random() < 0.4:
            every = concepts_of(model)
            words += ["--concept", ",".join(rng.sample(every, rng.randint(1, len(every))))]
        if rng.random() < 0.35:
            words += ["--sanctions", rng.choice(SANCTIONS)]
        if rng.random() < 0.8:
            quo = ("status-quo",) if conflict.status_quo else ()
            words += ["--state", rng.choice((*quo, *rng.choices(model.states, k=3)))]
        if rng.random() < 0.2:
            words += ["--party", rng.choice(conflict.parties).name]
        if rng.random() < 0.1:
            words += ["--all"]
        yield Call(
            "stability",
            tuple(words),
            perspective=settings.get("perspective"),
            epoch=epoch.isoformat() if epoch else None,
            without=tuple(settings.get("without", ())),
            status_quo=rng.choice(model.states) if rng.random() < 0.15 else None,
        )


# what is asked -----------------------------------------------------------------------------------


def sanctions(scene: Scene) -> str:
    """Return the rule by which others answer."""
    return scene.call.flag("--sanctions", "sequences")


def concepts(scene: Scene) -> tuple[str, ...]:
    """Return the concepts that are told, in their order: those asked about, or all that can be."""
    named = scene.call.flag("--concept")
    if named:
        return tuple(named.split(","))
    return tuple(name for name in concepts_of(scene.model) if not crowded(scene, name))


def crowded(scene: Scene, concept: str) -> bool:
    """Tell whether a limit that a test has lowered leaves a concept out where nobody asks for it."""
    if concept not in SIMULTANEOUS_CONCEPTS:
        return False
    if len(scene.model.states) > LOOKED.get("unasked", len(scene.model.states)):
        return True
    return LOOKED.get("together", 1) == 0 and meets(scene, concept)


def meets(scene: Scene, concept: str) -> bool:
    """Tell whether two parties have improvements, so that they are looked through together."""
    model = scene.model

    def gain(party: str, state: str) -> list[str]:
        if concept == "sim":
            return improvements(model, party, state)
        return unsanctioned(model, party, state, sanctions(scene))

    return sum(any(gain(p, state) for state in model.states) for p in model.parties) > 1


def shown(scene: Scene) -> tuple[str, ...]:
    """Return the parties that are asked about."""
    party = scene.call.flag("--party")
    return (party,) if party else scene.model.parties


def quo(scene: Scene) -> str | None:
    """Return the status quo as the model calls it."""
    found, model = scene.status_quo, scene.model
    if found is None or found in model.states:
        return found
    return model.state_of[scene.point(found)]


def called(scene: Scene, state: str, text: str) -> bool:
    """Tell whether a text is what a state is called: its options in effect, or its label."""
    if scene.conflict.explicit or state in scene.model.merged:
        (one,) = (one for one in scene.conflict.states if one.name == state)
        label = one.label or one.name
        return text in (f"'{label}'", f"'{label}' ({state})")
    return scene.state(text) == state


def held(scene: Scene, party: str, concept: str) -> set[str]:
    """Return the states that are stable for a party."""
    known = scene.at.__dict__.setdefault("held", {})
    if (party, concept) not in known:
        model, rule = scene.model, sanctions(scene)
        known[party, concept] = {
            state for state in model.states if stable(model, party, state, concept, rule)
        }
    found: set[str] = known[party, concept]
    return found


def held_by_all(scene: Scene, concept: str) -> set[str]:
    """Return the states that are stable for every party."""
    return set.intersection(*(held(scene, party, concept) for party in scene.model.parties))


def resting(scene: Scene) -> set[str]:
    """Return the states where the conflict rests."""
    if "resting" not in scene.at.__dict__:
        scene.at.resting = rests(scene.model)
    found: set[str] = scene.at.resting
    return found


def gaining(scene: Scene, state: str) -> set[str]:
    """Return the parties with a move of their own to a state they prefer."""
    return {party for party in scene.model.parties if improvements(scene.model, party, state)}


def open_moves(scene: Scene) -> dict[tuple[Group, str], bool]:
    """Return the joint improving moves of the status quo, and whether each is lean."""
    if "open_moves" not in scene.at.__dict__:
        start = quo(scene)
        assert start is not None
        found = joint_moves(scene.model, start) if not scene.conflict.explicit else ()
        scene.at.open_moves = {(group, to): lean for group, to, lean in found}
    moves: dict[tuple[Group, str], bool] = scene.at.open_moves
    return moves


# the head, and the status quo --------------------------------------------------------------------

_SIZE = [
    f"{{n:int}} {size}; perspective '{{view}}'{epoch}{without}."
    for states in ("state", "states")
    for size in (
        f"{states} and {{m:int}} parties",
        f"{states}, {{m:int}} parties and {{k:int}} option",
        f"{states}, {{m:int}} parties and {{k:int}} options",
    )
    for epoch in ("", "; with the wishes of {day}")
    for without in ("", "; without {items}")
]


@say(*_SIZE)
def head(scene: Scene, said: Said) -> bool:
    model, options = scene.model, scene.conflict.options
    scene.at.state = None
    right = said.number("n") == len(model.states) and said.number("m") == len(model.parties)
    right = right and (" states" in said.text) == (len(model.states) != 1)
    if "k" in said.words:
        right = right and said.number("k") == len(options)
        right = right and (" options; " in said.text) == (len(options) != 1)
    taken = scene.items(said.words["items"]) if "items" in said.words else []
    return (
        right
        and ("k" in said.words) == bool(options)
        and said.view == model.perspective.name
        and said.words.get("day") == scene.call.epoch
        and {*taken} == {*scene.call.without}
    )


@say("The file names no status quo.")
def no_status_quo(scene: Scene, said: Said) -> bool:
    return quo(scene) is None


@say("The status quo, {state}: {what}.")
def status_quo(scene: Scene, said: Said) -> bool:
    return said.state == quo(scene) and called(scene, said.state, said.what)


@say("It rests: no party gains by moving alone (Nash), and no joint move is open that each of its "
     "parties prefers and that meets their declared conditions.")  # fmt: skip
def it_rests(scene: Scene, said: Said) -> bool:
    start = quo(scene)
    assert start is not None
    return start in resting(scene) and not gaining(scene, start) and not open_moves(scene)


_ALONE = "{who} would gain by moving alone"
_OPEN = (
    "one joint move is open that all who make it prefer:",
    "{n:int} joint moves are open that all who make them prefer:",
    "one joint move is open that all who make it prefer, and steps of it could be left out.",
    "{n:int} joint moves are open that all who make them prefer, and steps of each could be left out.",
)


@say(f"It does not rest: {_ALONE}.", *(f"It does not rest: {one}" for one in _OPEN),
     *(f"It does not rest: {_ALONE}, and {one}" for one in _OPEN))  # fmt: skip
def does_not_rest(scene: Scene, said: Said) -> bool:
    """Who gains alone; and how many joint moves are open, of those that are lean, if any are."""
    start = quo(scene)
    assert start is not None
    alone = set(scene.parties(said.who)) if "who" in said.words else set()
    moves = open_moves(scene)
    lean = sum(moves.values())
    told = said.number("n") if "n" in said.words else int("one joint move" in said.text)
    counts = lean if said.text.endswith(":") else len(moves)
    scene.at.joint = set()
    return (
        start not in resting(scene)
        and alone == gaining(scene, start)
        and told == counts
        and said.text.endswith(":") == bool(lean)
        and ("n" not in said.words or told > 1)
    )


@say("{who} together could {what}, which leads to {state}.")
def joint_move(scene: Scene, said: Said) -> bool:
    """Some combination that the status quo stands for leads there by these steps, and it is lean."""
    model, start, group = scene.model, quo(scene), frozenset(scene.parties(said.who))
    assert start is not None
    signed = scene.signed_steps(said.what)
    key = (group, said.state)
    if key in scene.at.joint:
        return False
    scene.at.joint.add(key)
    return any(
        by == group
        and before ^ after == signed.keys()
        and all((name in after) == on for name, on in signed.items())
        and model.state_of[after] == said.state
        and all(model.prefers(party, said.state, start) for party in group)
        and terms_kept(model, group, before, after)
        and is_lean(model, group, before, after)
        for by, before, after in model.leading(start)
    )


@say("and {n:int} more (see --json)")
def more_moves(scene: Scene, said: Said) -> bool:
    return said.number("n") == sum(open_moves(scene).values()) - len(scene.at.joint) > 0


@say("{n:int} further joint move with steps that could be left out is open too.",
     "{n:int} further joint moves with steps that could be left out are open too.")  # fmt: skip
def further(scene: Scene, said: Said) -> bool:
    moves = open_moves(scene)
    idle = len(moves) - sum(moves.values())
    return said.number("n") == idle > 0 and ("moves" in said.text) == (idle > 1)


@say.end
def joint_moves_told(scene: Scene) -> Iterator[str]:
    """Yield whether a joint move is missing that is open from the status quo."""
    if getattr(scene.at, "refused", False):
        return
    lean = sum(open_moves(scene).values()) if quo(scene) is not None else 0
    if getattr(scene.at, "unlisted", False):
        return  # `say_stability_cut` tells whether that is said
    if len(getattr(scene.at, "joint", ())) != min(lean, MOVES):
        yield f"{lean} joint moves, and {len(getattr(scene.at, 'joint', ()))} are told"


# where it rests ----------------------------------------------------------------------------------


@say("The conflict rests nowhere: at every Nash equilibrium a joint improving move is open.",
     "The conflict rests nowhere: no state is a Nash equilibrium.")  # fmt: skip
def nowhere(scene: Scene, said: Said) -> bool:
    scene.at.rest = []
    return not resting(scene) and ("at every" in said.text) == bool(held_by_all(scene, "nash"))


@say("The conflict rests in {n:int} state: Nash equilibria without a joint improving move.",
     "The conflict rests in {n:int} states: Nash equilibria without a joint improving move.")  # fmt: skip
def somewhere(scene: Scene, said: Said) -> bool:
    scene.at.rest = []
    many = len(resting(scene))
    return said.number("n") == many and ("states:" in said.text) == (many != 1)


@say.other
def explained(scene: Scene, line: Line) -> bool | None:
    """A state where it rests, with its options in effect; or what a short name stands for."""
    name, _, label = line.text.partition(": ")
    names = {option.name: option for option in scene.conflict.options}
    if line.marker or line.indent != 2 or name not in {*scene.model.states, *names}:
        return None
    if name in scene.model.states:
        scene.at.rest.append(name)
        return name in resting(scene) and called(scene, name, label)
    title = names[name].title
    alike = [option.title for option in names.values()].count(title) > 1
    scene.at.__dict__.setdefault("legend", []).append(name)
    return label == (f"{title} ({name})" if alike else title)


@say("and {n:int} more")
def more(scene: Scene, said: Said) -> bool:
    """Of the states where it rests, or of the moves of a verdict."""
    if getattr(scene.at, "state", None) is not None:
        every = improvements(scene.model, scene.at.party, scene.at.state)
        return said.number("n") == len(every) - SHOWN == len(every) - len(scene.at.replies)
    return (
        said.number("n") == len(resting(scene)) - SHOWN == len(resting(scene)) - len(scene.at.rest)
    )


@say.end
def rests_told(scene: Scene) -> Iterator[str]:
    """Yield what is missing of the states where it rests."""
    if getattr(scene.at, "refused", False):
        return
    told = getattr(scene.at, "rest", None)
    if told is None and hasattr(scene.at, "noted"):
        return  # joint moves were not looked through
    if told is None:
        yield "whether it rests anywhere"
    elif len({*told}) != len(told) or len(told) != min(len(resting(scene)), SHOWN):
        yield f"it rests in {sorted(resting(scene))}, and {told} are told"


# counts and equilibria ---------------------------------------------------------------------------


@say("How many states are stable, by concept:")
def counts_heading(scene: Scene, said: Said) -> bool:
    """A heading: below it stands the table."""
    scene.at.meanings = []
    return True


@say.table("concept")
def counts(scene: Scene, table: Table) -> bool:
    expected = []
    for concept in concepts(scene):
        row = {"concept": concept}
        row |= {party: str(len(held(scene, party, concept))) for party in shown(scene)}
        row["all parties"] = str(len(held_by_all(scene, concept)))
        if quo(scene) is not None:
            row["status quo"] = "yes" if quo(scene) in held_by_all(scene, concept) else "-"
        expected.append(row)
    return list(table.rows) == expected and list(table.columns) == list(expected[0])


MEANINGS = {
    "nash": "the party has no move to a state it prefers",
    "gmr": "the others can answer each such move",
    "smr": "the others can answer each such move, and the party cannot escape the answer",
    "seq": "the others can answer each such move by moves that they gain from",
    "sseq": "the others can so answer, and the party cannot escape the answer",
    "sim": "each such move, made at the same moment as moves the others gain from, is undone",
    "fraser-hipel": "sequentially stable, or undone by unanswered moves of others at the same moment",
}
assert [*MEANINGS] == [*CONCEPTS]


@say(*(f"{{concept}}: {meaning}" for meaning in MEANINGS.values()))
def meaning(scene: Scene, said: Said) -> bool:
    """What the oracle's definition of the concept asks for."""
    scene.at.meanings.append(said.concept)
    return said.text == f"{said.concept}: {MEANINGS[said.concept]}"


@say("Equilibria, stable for every party:")
def equilibria_heading(scene: Scene, said: Said) -> bool:
    """All concepts that are counted were explained; below it stand the equilibria of each."""
    scene.at.sets, scene.at.under, scene.at.listed = {}, None, True
    return scene.at.meanings == list(concepts(scene))


def _set_of(scene: Scene, text: str) -> list[set[str]]:
    names = scene.items(text)
    for name in names:
        assert name not in scene.at.sets, name
        scene.at.sets[name] = []
    scene.at.under = names
    return [held_by_all(scene, name) for name in names]


@say("{concepts}: none", "{concepts}: {n:int} states, too many to list here (see --json)")
def no_list(scene: Scene, said: Said) -> bool:
    found = _set_of(scene, said.concepts)
    many = said.number("n") if "n" in said.words else 0
    for name in scene.at.under:
        scene.at.sets[name] = None
    return all(one == found[0] and len(one) == many and not 0 < many <= SHOWN for one in found)


@say.other
def equilibrium(scene: Scene, line: Line) -> bool | None:
    """The concepts above a list; or a state of it, with the short names of what is in effect."""
    sets = scene.at.__dict__.get("sets")
    if sets is None or line.marker:
        return None
    if re.fullmatch(r"[\w, -]+:", line.text) and line.indent == 2:
        found = _set_of(scene, line.text.removesuffix(":"))
        return all(one == found[0] for one in found)
    state, _, text = line.text.partition(" ")
    if line.indent != 4 or state not in scene.model.states:
        return None
    for name in scene.at.under:
        sets[name].append(state)
    labels = {one.name: one.label or one.name for one in scene.conflict.states}
    if state in labels:
        alike = [*labels.values()].count(labels[state]) > 1
        return text == (f"{labels[state]} ({state})" if alike else labels[state])
    on = [o.name for o in scene.conflict.options if o.name in scene.point(state)]
    scene.at.__dict__.setdefault("used", set()).update(on)
    return text == (", ".join(on) or "nothing in effect")


@say.end
def equilibria_told(scene: Scene) -> Iterator[str]:
    """Yield what is missing of the equilibria, or told twice; and of the legend."""
    if getattr(scene.at, "refused", False):
        return
    sets = scene.at.sets
    if list(dict.fromkeys(sets)) != sorted(sets, key=list(sets).index) or {*sets} != {
        *concepts(scene)
    }:
        yield f"equilibria are told of {list(sets)}"
    for name, told in sets.items():
        found = held_by_all(scene, name)
        if told is not None and sorted(told) != sorted(found):
            yield f"equilibria of {name} are {sorted(found)}; told: {told}"
    used = scene.at.__dict__.get("used", set())
    short = [o.name for o in scene.conflict.options if o.name in used and o.title != o.name]
    if scene.at.__dict__.get("legend", []) != short:
        yield f"the short names {short} are used; explained: {scene.at.__dict__.get('legend', [])}"


# notes -------------------------------------------------------------------------------------------


@say("Sanctions 'sequences': the others may answer by any legal sequence of moves in which nobody "
     "moves twice running.",
     "Sanctions 'once': the others may answer by sequences in which each party moves at most once, as "
     "in GMCR+.")  # fmt: skip
def rule(scene: Scene, said: Said) -> bool:
    """The rule by which the oracle's sequences are legal, too."""
    return f"'{sanctions(scene)}'" in said.text


@say("The order of importance is not fully known for {who}; all this is computed in the order "
     "written.")  # fmt: skip
def order_unknown(scene: Scene, said: Said) -> bool:
    scene.at.order = True
    return set(scene.parties(said.who)) == set(unknown(scene))


@say("{concepts} left out: moves at the same moment are defined where no states are merged or listed "
     "by name.")  # fmt: skip
def together_left_out(scene: Scene, said: Said) -> bool:
    left_out = [name for name in CONCEPTS if name not in concepts(scene)]
    unasked = "--concept" not in scene.call.words
    return unasked and not scene.model.plain and scene.items(said.concepts) == left_out


@say("Windows are not looked at: a move may be told that is possible only later.")
def windows(scene: Scene, said: Said) -> bool:
    scene.at.windows = True
    return any(option.windows for option in scene.conflict.options)


@say.end
def notes_told(scene: Scene) -> Iterator[str]:
    """Yield what a reader has to know and is not told."""
    if getattr(scene.at, "refused", False):
        return
    if unknown(scene) and not hasattr(scene.at, "order"):
        yield f"the order is unknown for {unknown(scene)}"
    if any(o.windows for o in scene.conflict.options) and not hasattr(scene.at, "windows"):
        yield "windows are not looked at"
