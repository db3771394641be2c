"""What `export` says of a file for others: what is not in it; and the file itself, read back."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from random import Random
from typing import Any

from click.testing import CliRunner

from detente.cli.main import app
from detente.conflict.basis import Basis
from detente.conflict.conflict import Conflict
from detente.conflict.parties import Same
from tests.oracle.verdicts import stable

from .outline import kept
from .reading import read
from .rows import Rows, Said
from .say_shared import unknown
from .scene import Call, Scene

say = Rows(
    "export",
    covers=(
        "cli/export.py",
        "telling/exporting.py",
        "formats/tables.py",
        "formats/gmcr_notes.py",
        "formats/gmcr_writing.py",
    ),
    unprinted=("PROGRAM, VERSION",),
)
CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")
HANDED = True  # what is printed is a file
SHOWN = 8  # names of one list


def calls(scene: Scene, rng: Random) -> Iterator[Call]:
    """Yield what is asked: each format, of one perspective or another."""
    views = [view.name for view in scene.conflict.perspectives]
    for form in ("gmcr", "csv", "json", "yaml"):
        view = rng.choice(views) if views and rng.random() < 0.6 else None
        yield Call("export", ("--as", form), perspective=view)


def judged(scene: Scene, path: Path, text: str) -> list[str]:
    """Judge what is said on standard error, and hold the file against the model."""
    done = CliRunner().invoke(app, scene.call.arguments(str(path)))
    scene.at.notes, scene.at.said = [], []
    wrong = read(scene, done.stderr, [say])
    told = [name for name in scene.at.notes if name in NOTES]
    form = scene.call.flag("--as")
    due = [name for name, holds in NOTES.items() if form == "gmcr" and holds(scene)]
    wrong += [f"missing: {name}" for name in due if name not in told]
    if form == "csv":
        wrong += _rows_of(scene, text)
    elif form == "json":
        wrong += _document(scene, json.loads(text))
    elif form == "gmcr":
        wrong += _model(scene, json.loads(text))
    return wrong


# what holds of the perspective that is shown -------------------------------------------------------


def statements(scene: Scene) -> list[Any]:
    """Return every statement that counts."""
    return [one for left, _ in scene.model.chosen.values() for one in left.prefers]


def groups(scene: Scene) -> list[str]:
    """Return the parties of which some statements stand in no known order."""
    return [
        party.name
        for party in scene.conflict.parties
        if any(not isinstance(g, Same) and len(g) > 1 for g in kept(scene, party.prefers))
    ]


def noted(value: Any) -> bool:
    """Tell whether an item somewhere in a value has a note."""
    if isinstance(value, Basis):
        return bool(value.note)
    if isinstance(value, tuple):
        return any(map(noted, value))
    names = [field.name for field in fields(value)] if is_dataclass(value) else []
    return any(noted(getattr(value, name)) for name in names)


def _model_parts(conflict: Conflict) -> Conflict:
    from dataclasses import replace

    return replace(conflict, sources=(), quotations=(), targets=(), perspectives=(), outcome=None)


def _sources(scene: Scene) -> bool:
    view, conflict = scene.model.perspective, scene.conflict
    heard = [s for s in conflict.sources if view.sources is None or s.name in view.sources]
    return bool(heard) or any(view.admits(q) for q in conflict.quotations)


def _options(scene: Scene, what: str) -> list[str]:
    return [o.name for o in scene.conflict.options if getattr(o, what)]


def _undone_by_others(scene: Scene) -> list[str]:
    return [
        option.name
        for option in scene.conflict.options
        if option.by and option.undone_by and {*option.by} != {*option.undone_by}
    ]


def _merged(scene: Scene) -> list[str]:
    return [state.name for state in scene.conflict.states if state.formula is not None]


def _terms(scene: Scene) -> int:
    return sum(len(terms) for _, terms in scene.model.chosen.values())


NOTES: dict[str, Any] = {
    "sources": _sources,
    "other names": lambda scene: any(p.aliases for p in scene.conflict.parties),
    "conditions": lambda scene: _terms(scene) > 0,
    "alike": lambda scene: any(s.kind != "want" or s.position for s in statements(scene)),
    "strong": lambda scene: (
        any(s.much for s in statements(scene))
        or any(p.ranking and p.ranking.much for p in scene.conflict.parties)
    ),
    "unknown order": lambda scene: bool(groups(scene)),
    "floor": lambda scene: any(p.floor is not None for p in scene.conflict.parties),
    "after": lambda scene: bool(_options(scene, "after")),
    "undone_when": lambda scene: bool(_options(scene, "undone_when")),
    "who undoes": lambda scene: bool(_undone_by_others(scene)),
    "ratified": lambda scene: bool(_options(scene, "ratified_by")),
    "verified": lambda scene: bool(_options(scene, "verified_by")),
    "time": lambda scene: any(o.slow or o.takes or o.windows for o in scene.conflict.options),
    "day": lambda scene: scene.conflict.as_of is not None,
    "channels": lambda scene: bool(scene.model.channels),
    "merged": lambda scene: bool(_merged(scene)),
    "status quo": lambda scene: scene.status_quo is not None,
    "targets": lambda scene: bool(scene.conflict.targets or scene.conflict.outcome),
    "epochs": lambda scene: bool(scene.conflict.epochs),
}


def _note(scene: Scene, name: str) -> bool:
    """Keep that something is told to be left out, once, and tell whether it is there at all."""
    fresh = name not in scene.at.notes
    scene.at.notes.append(name)
    return fresh and scene.call.flag("--as") == "gmcr" and bool(NOTES[name](scene))


def _list(scene: Scene, text: str, names: list[str]) -> bool:
    told = text.removesuffix(", ...").split(", ")
    return told == names[:SHOWN] and text.endswith(", ...") == (len(names) > SHOWN)


PLAIN = {
    "sources and quotations are left out": "sources",
    "other names of parties are left out": "other names",
    "red lines, demands and wants are written alike, and positions are left out": "alike",
    "strong preference is left out": "strong",
    "what a party refuses to fall below on the way is left out": "floor",
    "who can confirm a step is left out": "verified",
    "time is left out: durations, windows, what is slow": "time",
    "the day on which time starts is left out": "day",
    "channels are left out: parties act without them": "channels",
    "the status quo is left out": "status quo",
    "targets and the outcome are left out": "targets",
    "epochs are left out: the preferences are those of the beginning": "epochs",
}


@say(*(f"note: {text}" for text in PLAIN))
def plain_note(scene: Scene, said: Said) -> bool:
    return _note(scene, PLAIN[said.text.removeprefix("note: ")])


@say("note: notes on items are left out")
def notes_left_out(scene: Scene, said: Said) -> bool:
    """Some item of the file has a note; one that another perspective keeps to itself does not count."""
    return noted(_model_parts(scene.conflict)) and scene.call.flag("--as") == "gmcr"


@say(
    "note: {n:int} declared conditions are left out", "note: {n:int} declared condition is left out"
)
def conditions_left_out(scene: Scene, said: Said) -> bool:
    right = said.number("n") == _terms(scene) and (" is left" in said.text) == (_terms(scene) == 1)
    return _note(scene, "conditions") and right


@say("note: statements of unknown order are written in the order listed: {names}")
def order_written(scene: Scene, said: Said) -> bool:
    return _note(scene, "unknown order") and _list(scene, said.names, groups(scene))


@say("note: states treated as one are written apart: {names}")
def written_apart(scene: Scene, said: Said) -> bool:
    return _note(scene, "merged") and _list(scene, said.names, _merged(scene))


@say("note: 'after' is left out, so these can come first: {names}",
     "note: 'undone_when' is left out, so these can be undone at any time: {names}")  # fmt: skip
def guards_left_out(scene: Scene, said: Said) -> bool:
    name = "after" if "'after'" in said.text else "undone_when"
    return _note(scene, name) and _list(scene, said.names, _options(scene, name))


@say("note: who can undo them is not who can do them, which is left out: {names}")
def undoing_left_out(scene: Scene, said: Said) -> bool:
    return _note(scene, "who undoes") and _list(scene, said.names, _undone_by_others(scene))


@say("note: who has to ratify is left out: {names}")
def ratifying_left_out(scene: Scene, said: Said) -> bool:
    return _note(scene, "ratified") and _list(scene, said.names, _options(scene, "ratified_by"))


@say("note: the file shows the perspective '{name}'")
def shows(scene: Scene, said: Said) -> bool:
    declared = [view.name for view in scene.conflict.perspectives]
    return said.name == scene.model.perspective.name and said.name in declared


@say("note: places follow the order written, which is not fully known for {names}")
def places_follow(scene: Scene, said: Said) -> bool:
    return said.names.split(", ") == unknown(scene)


# owners --------------------------------------------------------------------------------------------


def _coalitions(scene: Scene, name: str) -> list[tuple[str, ...]]:
    option = scene.conflict.option(name)
    return [*(option.by or option.undone_by)]


@say("note: nobody can switch '{name}', so no party owns it there")
def owned_by_nobody(scene: Scene, said: Said) -> bool:
    return not _coalitions(scene, said.name)


@say("note: '{name}' is a joint act of {who}; the file knows none and gives it to {first} alone")
def joint_act(scene: Scene, said: Said) -> bool:
    found = _coalitions(scene, said.name)
    right = bool(found) and min(map(len, found)) > 1
    return right and scene.items(said.who) == [*found[0]] and said.first == found[0][0]


@say("note: only those who can switch '{name}' alone own it there")
def own_alone(scene: Scene, said: Said) -> bool:
    sizes = [len(one) for one in _coalitions(scene, said.name)]
    return 1 in sizes and max(sizes) > 1


@say("note: {n:int} {what} are called '{title}': written as {names}")
def told_apart(scene: Scene, said: Said) -> bool:
    every = {"options": scene.conflict.options, "parties": scene.conflict.parties}[said.what]
    alike = [one for one in every if one.title == said.title]
    written = re.findall(r"'(.*?)'(?:, (?=')|$)", said.names)
    right = len(alike) == said.number("n") > 1 and len({*written}) == len(written)
    return right and all(f"({one.name})" in name for one, name in zip(alike, written, strict=True))


@say("note: states that the ranking of {who} does not name are written as its worst")
def unnamed_worst(scene: Scene, said: Said) -> bool:
    party = next(p for p in scene.conflict.parties if p.name == said.who)
    assert party.ranking is not None
    named = {state for tier in party.ranking.tiers for state in tier}
    left = [s for s in scene.model.states if s not in named]
    return bool(left) and "others" not in named


@say("note: the statement '{name}' takes too many patterns: the preferences of all parties are "
     "written as rankings",
     "{file}: a ranking in a .gmcr file lists every state, and there are more than {n:int}: state "
     "the preferences as formulas under 'prefers'",
     "{file}: the model has {n:int} states; as {form} at most {m:int} are listed")  # fmt: skip
def too_large(scene: Scene, said: Said) -> bool:
    raise AssertionError("no file of these tests is so large: see tests/unit/formats")


@say("a .gmcr file holds options; this model is an explicit graph and has none")
def explicit(scene: Scene, said: Said) -> bool:
    return scene.conflict.explicit and scene.exit_code == 4 and scene.call.flag("--as") == "gmcr"


# the public part -----------------------------------------------------------------------------------


def secret(value: Any) -> int:
    """Return how many items in a value are confidential."""
    if isinstance(value, Basis):
        return int(value.confidential)
    if isinstance(value, tuple):
        return sum(map(secret, value))
    names = [field.name for field in fields(value)] if is_dataclass(value) else []
    return sum(secret(getattr(value, name)) for name in names)


@say("{n:int} items were withheld", "1 item was withheld")
def withheld(scene: Scene, said: Said) -> bool:
    """As many as are confidential, and the positions of which nothing else is left.

    Nothing else mentions them in the files of `test_export_public`.
    """
    members: dict[str, list[bool]] = {}
    for party in scene.conflict.parties:
        for item in (*party.prefers, *party.conditions):
            for one in getattr(item, "statements", (item,)):
                if getattr(one, "position", ""):
                    members.setdefault(one.position, []).append(one.basis.confidential)
    emptied = sum(all(members[p.name]) for p in scene.conflict.positions if p.name in members)
    many = said.number("n") if "n" in said.words else 1
    return "--public" in scene.call.words and many == secret(scene.conflict) + emptied


@say("note: confidential items are in the file; 'public' leaves them out")
def secrets_inside(scene: Scene, said: Said) -> bool:
    return "--public" not in scene.call.words and secret(scene.conflict) > 0


@say("note: '{word:any}', which a withheld item is called by or says, still stands in line {lines}",
     "note: '{word:any}', which a withheld item is called by or says, still stands in lines {lines}")  # fmt: skip
def still_stands(scene: Scene, said: Said) -> bool:
    """The word is one of a confidential item, and each of these lines of the file has it."""
    head, _, more = said.lines.partition(" and ")
    numbers = [int(one) for one in head.split(", ")]
    lines = scene.at.text.splitlines()
    right = (" lines " in said.text) == (len(numbers) > 1) and (not more or len(numbers) == SHOWN)
    return right and all(said.word.casefold() in lines[n - 1].casefold() for n in numbers)


@say.part("and {n:int} more", "{party} place (order not fully known)", "and {names}")
def in_lists(scene: Scene, said: Said) -> bool:
    raise AssertionError("`still_stands` and `_rows_of` read them")


# the files -----------------------------------------------------------------------------------------


def _places(scene: Scene, party: str) -> dict[str, int]:
    """Return the place of each state for a party: 1 is the best, equals share one."""
    model = scene.model
    return {
        state: 1 + len({tuple(sorted(s for s in model.states if not model.prefers(party, s, other)
                                     and not model.prefers(party, other, s)))
                        for other in model.states if model.prefers(party, other, state)})
        for state in model.states
    }  # fmt: skip


def _rows_of(scene: Scene, text: str) -> Iterator[str]:
    """Yield what is wrong with the lines of states: options, places, verdicts."""
    model, lines = scene.model, list(csv.reader(io.StringIO(text)))
    doubt = {p: " (order not fully known)" if p in unknown(scene) else "" for p in model.parties}
    head = ["state", *model.option_names, *(f"{p} place{doubt[p]}" for p in model.parties)]
    head += [f"{p} {c}" for c in CONCEPTS for p in model.parties]
    head += [f"equilibrium {c}" for c in CONCEPTS]
    if lines[0] != head:
        yield f"the heading is {lines[0]}"
    places = {party: _places(scene, party) for party in model.parties}
    if sorted(line[0] for line in lines[1:]) != sorted(model.states):
        yield "the states are not those of the model"
    for line in lines[1:]:
        state = line[0]
        on = set() if scene.conflict.explicit else _point(scene, state)
        held = {c: [stable(model, p, state, c) for p in model.parties] for c in CONCEPTS}
        due = ["Y" if name in on else "N" for name in model.option_names]
        due += [str(places[party][state]) for party in model.parties]
        due += ["yes" if one else "no" for c in CONCEPTS for one in held[c]]
        due += ["yes" if all(held[c]) else "no" for c in CONCEPTS]
        if line[1:] != due and not scene.model.merged:
            yield f"the line of {state} is {line}, and should be {due}"


def _point(scene: Scene, state: str) -> set[str]:
    return set() if state in scene.model.merged else set(scene.point(state))


def _document(scene: Scene, found: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with states, moves of single parties and orders of the document."""
    model = scene.model
    if sorted(one["state"] for one in found["states"]) != sorted(model.states):
        yield "the states are not those of the model"
    if found["status_quo"] != (scene.status_quo and model_state(scene, scene.status_quo)):
        yield f"the status quo is {found['status_quo']}"
    if found["unknown_order"] != unknown(scene):
        yield f"the unknown order is {found['unknown_order']}"
    for party in model.parties:
        classes = found["preferences"][party]
        place = {state: n for n, tier in enumerate(classes) for state in tier}
        if any(
            model.prefers(party, a, b) != (place[a] < place[b])
            for a in model.states
            for b in model.states
        ):
            yield f"the order of {party} is {classes}"
        told = {one["from"]: {*one["to"]} for one in found["moves"] if one["parties"] == [party]}
        due = {state: {*model.moves[party][state]} for state in model.states}
        if told != {state: to for state, to in due.items() if to}:
            yield f"the moves of {party} are {told}"


def model_state(scene: Scene, state: str) -> str:
    """Return a state as the model calls it."""
    model = scene.model
    return state if state in model.states else model.state_of[scene.point(state)]


def _model(scene: Scene, found: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with a `.gmcr` file: which states it has, and how they are ranked."""
    model, names = scene.model, scene.model.option_names
    numbers = [
        code
        for code in range(1 << len(names))
        if not any(
            all(bool(code >> place & 1) == (sign == "Y") for place, sign in pattern)
            for pattern in found["infeasibles"]
        )
    ]
    points = [frozenset(n for k, n in enumerate(names) if code >> k & 1) for code in numbers]
    if {*points} != {*model.state_of}:
        yield "the states are not those of the model"
        return
    if [one["name"] for one in found["options"]] and found["detente"]["options"] != [*names]:
        yield f"the options are {found['detente']['options']}"
    if model.merged:
        return  # written apart, as a note says
    for party, one in zip(model.parties, found["decisionMakers"], strict=True):
        worth = one["payoffs"]
        states = [model.state_of[point] for point in points]
        unnamed = any("ranking of " + party in text for text in scene.at.said)
        if (
            worth
            and not unnamed
            and any(
                model.prefers(party, a, b) != (worth[n] > worth[m])
                for n, a in enumerate(states)
                for m, b in enumerate(states)
            )
        ):
            yield f"the payoffs of {party} are {worth}"
