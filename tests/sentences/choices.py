"""What a question about a target is asked of: targets, requirements, settings, drawn and read back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

from detente.conflict.logic import And, Formula, Name, Not
from detente.language.expressions import parse
from tests.oracle.random_conflicts import random_settings
from tests.oracle.sequences import REQUIRE

from .scene import Call, Scene


def with_order(scene: Scene) -> bool:
    """Tell whether orders of steps can be asked for: options, and a status quo that is a state."""
    conflict = scene.conflict
    if conflict.explicit or any(state.formula for state in conflict.states):
        return False
    try:
        return bool(scene.case.start) or True
    except ValueError:
        return False


def settings(scene: Scene, rng: Random) -> Iterator[Call]:
    """Yield calls without words of their own: the plain one, and some that look another way."""
    command = scene.call.command
    found = [Call(command)]
    for chosen in random_settings(scene.conflict, rng.randrange(1 << 30))[1:]:
        epoch = chosen.get("epoch")
        found.append(
            Call(
                command,
                perspective=chosen.get("perspective"),
                epoch=epoch.isoformat() if epoch else None,
                without=tuple(chosen.get("without", ())),
            )
        )
    other = rng.choice(found)
    try:
        states = Scene(scene.conflict, other).model.states
    except ValueError:
        states = []
    if states:
        found.append(replace(other, status_quo=rng.choice(list(states))))
    yield from (call for call in found if with_order(Scene(scene.conflict, call)))


def some_target(scene: Scene, rng: Random) -> str:
    """Return a target as it is typed: a name of the file, a formula, or a pattern of Y, N and -."""
    names = [target.name for target in scene.conflict.targets if target.formula is not None]
    options = [option.name for option in scene.conflict.options]
    draw = rng.random()
    if names and draw < 0.55:
        return rng.choice(names)
    if draw < 0.9:
        chosen = rng.sample(options, min(len(options), rng.choice((1, 1, 2, 3))))
        literals = [name if rng.random() < 0.7 else f"not {name}" for name in chosen]
        return rng.choice((" and ", " and ", " or ")).join(literals)
    return "".join(rng.choice("YN--") for _ in options)


def target_of(scene: Scene) -> Formula:
    """Return what the target of a call stands for."""
    text = scene.call.flag("--to")
    for target in scene.conflict.targets:
        if target.name == text or not text:
            assert target.formula is not None
            return target.formula
    options = [option.name for option in scene.conflict.options]
    if re.fullmatch("[YN-]+", text) and len(text) == len(options):
        literals = [
            Name(name) if sign == "Y" else Not(Name(name))
            for name, sign in zip(options, text, strict=True)
            if sign != "-"
        ]
        every = parse(f"{options[0]} or not {options[0]}")  # a pattern of dashes alone
        return And(tuple(literals)) if len(literals) > 1 else (*literals, every)[0]
    return parse(text)


def some_requirements(rng: Random) -> tuple[str, ...]:
    """Return what is insisted on, as words of a call; mostly nothing is said of it."""
    if rng.random() < 0.7:
        return ()
    chosen = [name for name in REQUIRE if rng.random() < 0.6]
    return ("--require", ",".join(chosen or [rng.choice(REQUIRE)]))


def require_of(scene: Scene) -> tuple[str, ...]:
    """Return what the parties insist on in a call."""
    text = scene.call.flag("--require")
    return tuple(name for name in REQUIRE if not text or name in text.split(","))


def cached(scene: Scene, name: str, make: Any) -> Any:
    """Return something that is worked out once for each text."""
    if not hasattr(scene.at, name):
        setattr(scene.at, name, make())
    return getattr(scene.at, name)
