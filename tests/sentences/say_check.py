"""What `check` says of the model: what can never be, by the literal model; how much is assumed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import detente
from detente.conflict.conflict import statements
from detente.conflict.logic import Formula, Name, names
from detente.conflict.parties import AnyOrder, Condition
from tests.oracle.literal import Literal, Point

from . import say_check_facts, say_outdated
from .reading import read
from .rows import HITS, Rows, Said
from .scene import Call, Scene

say = Rows("check", covers=("analyses/impossible.py",))
MODEL = frozenset(("M002", "M004", "M006", "M008", "M009", "P003"))


def calls(scene: Scene, rng: Random) -> Iterator[Call]:
    """Yield what is asked: the file, now and then with another perspective."""
    views = [view.name for view in scene.conflict.perspectives]
    yield Call("check", perspective=rng.choice(views) if views and rng.random() < 0.5 else None)


def judged(scene: Scene, path: Path, text: str) -> list[str]:
    """Judge the problems of the model one by one, and the lines on assumptions and quotations."""
    found = detente.checking.check(
        path,
        perspective=scene.call.perspective,
        originals=scene.call.flag("--originals") or None,
    )
    days = sorted(say_outdated.over(scene))
    in_time = sorted((p.code, p.message) for p in found.problems if _of_days(p.code, p.message))
    told = [
        p.message for p in found.problems if p.code in MODEL and not _of_days(p.code, p.message)
    ]
    views = {view.name: view for view in scene.conflict.perspectives}
    wrong = []
    base = set(never(scene, ""))
    expected, seen = set(base), [_rules(scene.model)]
    for view in views.values():
        here = Scene(scene.conflict, Call("check", perspective=view.name))
        # where a perspective has the rules of another one, what they exclude is told once
        if view.name != scene.model.perspective.name and _rules(here.model) not in seen:
            seen.append(_rules(here.model))
            start = f"in perspective '{view.name}': "
            expected |= {one for one in never(here, start) if one.removeprefix(start) not in base}
    wrong += [f"not told: {one}" for one in sorted(expected) if one not in told]
    wrong += [f"not true: {one}" for one in told if one not in expected]
    if days != in_time:
        wrong.append(f"of days is told {in_time}, and should be {days}")
    parts = [row for row in (*say.rows, *say_outdated.say.rows) if row.part]
    told += [message for _, message in in_time]
    HITS.update(row.template for one in told for row in parts if row.pattern.search(one))
    scene.at.listed = [p.severity for p in found.problems]
    for name, nothing in (("originals", {}), ("dossiers", {}), ("folder", 0), ("large", ())):
        scene.at.__dict__.setdefault(name, nothing)
    return wrong + read(scene, text, [say, say_check_facts.say])


def _of_days(code: str, message: str) -> bool:
    return code == "T004" or (code == "M004" and message.startswith("the windows of"))


def _rules(model: Literal) -> list[str]:
    return [rule.id for rule in model.rules]


# what can never be -------------------------------------------------------------------------------


def never(scene: Scene, start: str) -> Iterator[str]:
    """Yield what the rules of a perspective exclude, in the words in which it is told."""
    for message in _never(scene):
        yield start + message


def _never(scene: Scene) -> Iterator[str]:
    conflict, model = scene.conflict, scene.model
    if conflict.options:
        yield from _options(scene)
        yield from _terms(scene)
    for party in conflict.parties:
        if party.ranking is None:
            continue
        named = list(
            dict.fromkeys(s for tier in party.ranking.tiers for s in tier if s != "others")
        )
        gone = [state for state in named if _state(model, state) is None]
        if gone:
            more = f"; {len(gone) - 1:,} more cannot be" if len(gone) > 1 else ""
            yield f"'{party.name}' ranks '{gone[0]}', which breaks {_broken(scene, gone[0])}{more}"
        known = {_state(model, state) for state in named} - {None}
        left = len(model.states) - len(known)
        if left and all("others" not in tier for tier in party.ranking.tiers):
            yield (
                f"the ranking of '{party.name}' leaves out {left:,} of {len(model.states):,} states: "
                "how they compare is not known, and they are computed as below all the others"
            )
    outcome = conflict.outcome
    if outcome is not None and _state(model, outcome.state) is None:
        broken = _broken(scene, outcome.state)
        yield f"the outcome '{outcome.state}' breaks {broken}: it cannot come about"
    elif outcome is not None:
        yield from _happened(scene)


def _happened(scene: Scene) -> Iterator[str]:
    """Yield that a step that was taken changes nothing, or that all lead elsewhere."""
    model, outcome, quo = scene.model, scene.conflict.outcome, scene.status_quo
    assert outcome is not None
    today = None if quo is None else _state(model, quo)
    if today is None or not outcome.steps:
        return
    here = {frozenset(point) for point in model.members[today]}
    for bundle in outcome.steps:
        for step in bundle:
            if all((step.option in point) == step.on for point in here):
                yield f"the step '{step}' of the outcome changes nothing where it stands"
            here = {p | {step.option} if step.on else p - {step.option} for p in here}
    if here.isdisjoint(model.members[str(_state(model, outcome.state))]):
        end = min(here, key=lambda point: sum(1 << n for n, o in enumerate(model.option_names)
                                              if o in point))  # fmt: skip
        yield (
            f"the steps of the outcome lead to '{scene.spelled(end)}', and its state is "
            f"'{outcome.state}'"
        )


def _state(model: Literal, text: str) -> str | None:
    """Return the state that a text names, None if the rules leave none."""
    if text in model.states:
        return text
    if model.conflict.explicit or len(text) != len(model.option_names) or set(text) - {"Y", "N"}:
        return None
    signs = zip(model.option_names, text, strict=True)
    return model.state_of.get(frozenset(name for name, sign in signs if sign == "Y"))


def _broken(scene: Scene, text: str) -> str:
    """Return which rules and needs a state breaks."""
    model, conflict = scene.model, scene.conflict
    if len(text) != len(conflict.options) or set(text) - {"Y", "N"}:
        return "a rule of the file"
    point = scene.point(text)
    found = [
        (f"{option.name}.needs", option.basis.place.line)
        for option in conflict.options
        if option.name in point and not model.holds(model.options[option.name].needs, point)
    ]
    found += [
        (rule.id, rule.basis.place.line)
        for rule in model.rules
        if not model.holds(rule.formula, point)
    ]
    order = {name: n for n, name in enumerate(_order(scene))}
    found.sort(key=lambda one: order[one[0]])
    return " and ".join(f"{name} (line {line})" for name, line in found) or "a rule of the file"


def _order(scene: Scene) -> list[str]:
    """Return rules and needs in the order in which they are told: the rules first."""
    needs = [f"{option.name}.needs" for option in scene.conflict.options]
    return [*(rule.id for rule in scene.model.rules), *needs]


def _options(scene: Scene) -> Iterator[str]:
    """Yield the options that are never in effect, never put in effect, or never undone."""
    conflict, model = scene.conflict, scene.model
    points = list(model.state_of)
    quo = scene.status_quo
    today = None if quo is None or _state(model, quo) is None else model.members[
        str(_state(model, quo))
    ]  # fmt: skip
    for option in conflict.options:
        name = option.name
        on = [point for point in points if name in point]
        off = [point for point in points if name not in point]
        after = model.options[name].after
        now = today is None or any(name in point for point in today)
        if not on:
            yield f"'{name}' can never be in effect: no state allows it"
        elif not option.by and today is not None and not now:
            yield f"nobody can put '{name}' in effect, and it is not so today"
        elif not option.by and today is None and not option.undone_by:
            yield f"nobody can put '{name}' in effect, and the file names no status quo"
        elif (
            (after is not None and option.by)
            and (today is None or not now)
            and not any(model.holds(after, point) for point in off)
        ):
            yield f"'{name}' can never be put in effect: what has to come before it cannot"
        undone = option.undone_when
        if undone is not None and on and not any(model.holds(undone, point) for point in on):
            yield f"'{name}' can never be undone: 'undone_when' holds in no state it is part of"


def _terms(scene: Scene) -> Iterator[str]:
    """Yield the named states, statements, terms, channels and targets that can never be met."""
    conflict, model = scene.conflict, scene.model
    points = list(model.state_of)

    def anywhere(formula: Formula, among: list[Point] | None = None) -> bool:
        return any(model.holds(formula, point) for point in (points if among is None else among))

    for state in conflict.states:
        if state.formula is not None and state.name not in model.states:
            yield f"no possible state is one of '{state.name}'"
    dead = {name for name in model.option_names if not anywhere(Name(name))}
    lists: list[tuple[Any, Any]] = [(p.prefers, p.conditions) for p in conflict.parties]
    changes = [change for epoch in conflict.epochs for change in epoch.parties]
    lists += [(change.prefers or (), change.conditions or ()) for change in changes]
    for prefers, conditions in lists:
        for wish in statements(prefers):
            if dead.isdisjoint(names(wish.formula)) and not anywhere(wish.formula):
                yield f"the statement '{wish.id}' holds in no possible state: it has no effect"
        for term in conditions:
            if not isinstance(term, Condition) or term.step.option in dead:
                continue
            # 'after' is judged before the step, 'with' in the state that it leads to
            there = term.step.on != (term.order == "after")
            among = [point for point in points if (term.step.option in point) == there]
            if not anywhere(term.formula, among):
                when = "before its step" if term.order == "after" else "after its step"
                yield (
                    f"no possible state {when} meets the condition '{term.id}': the step is never "
                    "signed"
                )
    for channel in conflict.channels:
        if not anywhere(channel.when):
            one, other = channel.between
            yield (
                f"the channel '{channel.id}' is never open: '{one}' and '{other}' cannot act "
                "together"
            )
    for target in conflict.targets:
        if target.formula is not None and not anywhere(target.formula):
            yield f"no possible state satisfies the target '{target.name}'"


# how much is assumed -------------------------------------------------------------------------------


def counting(scene: Scene) -> dict[str, tuple[str, bool, bool]]:
    """Return what counts, now or in an epoch to come: its type, whether assumed and disputed."""
    view, conflict = scene.model.perspective, scene.conflict
    found: dict[str, tuple[str, bool, bool]] = {}
    days = [scene.epoch, *(e.start.first for e in conflict.epochs)]
    for day in days:
        if day is not None and scene.epoch is not None and day <= scene.epoch:
            continue
        here = Literal(conflict, view.name, day, scene.call.without)
        for name, kind, basis in _items(scene, here, day):
            if name not in found and not basis.definition:
                heard = any(view.admits(conflict.quotation(n)) for n in basis.because)
                against = bool(basis.against) or name in _disputed_groups(scene)
                found[name] = (kind, not heard, against)
    return found


def _disputed_groups(scene: Scene) -> set[str]:
    """Return the statements that stand in a group of unknown order that is disputed as a whole."""
    conflict = scene.conflict
    lists = [party.prefers for party in conflict.parties]
    lists += [c.prefers or () for epoch in conflict.epochs for c in epoch.parties]
    groups = [one for listed in lists for one in listed if isinstance(one, AnyOrder)]
    return {one.id for group in groups if group.basis.against for one in group.statements}


def _items(scene: Scene, model: Literal, day: Any) -> Iterator[tuple[str, str, Any]]:
    conflict = scene.conflict
    for party in conflict.parties:
        left, terms = model.chosen[party.name]
        replaced = any(
            change.party == party.name and change.prefers is not None
            for epoch in conflict.epochs
            if day is not None and epoch.start.first <= day
            for change in epoch.parties
        )
        yield from ((one.id, "statement", one.basis) for one in left.prefers)
        if not replaced:
            yield from ((one.id, "statement", one.basis) for one in left.weights)
            if party.ranking is not None:
                own = party.ranking.basis
                yield f"{party.name}.ranking", "statement", own if own.because else party.basis
        yield from ((one.id, "condition", one.basis) for one in terms)
    for option in conflict.options:
        yield option.name, "option", option.basis
        for number, window in enumerate(option.windows, start=1):
            yield f"{option.name}.window.{number}", "window", window.basis
        if option.takes is not None:
            yield f"{option.name}.takes", "duration", option.takes.basis
    yield from ((one.id, "rule", one.basis) for one in model.rules)
    yield from ((one.id, "channel", one.basis) for one in model.channels)


TYPES = ("statement", "condition", "rule", "option", "channel", "window", "duration")


def _where(scene: Scene) -> str:
    name = scene.model.perspective.name
    return "" if name == "everything" else name


@say("{n:int} of the {m:int} {items} assumption, which no source supports: {types}.",
     "{n:int} of the {m:int} {items} assumptions, which no source supports: {types}.",
     "{n:int} of the {m:int} {items} assumption, which no source supports (perspective '{view}'): "
     "{types}.",
     "{n:int} of the {m:int} {items} assumptions, which no source supports (perspective '{view}'): "
     "{types}.")  # fmt: skip
def assumed(scene: Scene, said: Said) -> bool:
    """So many of so many, and so many of each type."""
    found = counting(scene)
    kinds = [kind for kind, _, _ in found.values()]
    some = [kind for kind, assumption, _ in found.values() if assumption]
    parts = []
    for kind in TYPES:
        if kind in some:
            many = kinds.count(kind)
            parts.append(f"{some.count(kind)} of {many} {kind}{'' if many == 1 else 's'}")
    noun = "item" if len(found) == 1 else "items"
    items = f"{noun} is an" if len(some) == 1 else f"{noun} are"
    told = (said.number("n"), said.number("m"), said.words["items"], scene.items(said.types))
    right = told == (len(some), len(found), items, parts)
    return right and said.words.get("view", "") == _where(scene)


@say("Each of the {m:int} items rests on a quotation.",
     "Each of the {m:int} items rests on a quotation (perspective '{view}').")  # fmt: skip
def supported(scene: Scene, said: Said) -> bool:
    found = counting(scene)
    right = said.number("m") == len(found) and not any(one for _, one, _ in found.values())
    return right and said.words.get("view", "") == _where(scene)


@say("Disputed, a source speaks against it: {names}.")
def disputed(scene: Scene, said: Said) -> bool:
    found = counting(scene)
    return scene.items(said.names) == [name for name, (_, _, against) in found.items() if against]


# the words of the problems -------------------------------------------------------------------------


@say.part("'{name}' can never be in effect: no state allows it",
          "nobody can put '{name}' in effect, and it is not so today",
          "nobody can put '{name}' in effect, and the file names no status quo",
          "'{name}' can never be put in effect: what has to come before it cannot",
          "'{name}' can never be undone: 'undone_when' holds in no state it is part of",
          "no possible state is one of '{name}'",
          "the statement '{name}' holds in no possible state: it has no effect",
          "no possible state before its step meets the condition '{name}': the step is never signed",
          "no possible state after its step meets the condition '{name}': the step is never signed",
          "the channel '{name}' is never open: '{a}' and '{b}' cannot act together",
          "no possible state satisfies the target '{name}'",
          "'{name}' ranks '{state}', which breaks {rules}; {n:int} more cannot be",
          "the ranking of '{name}' leaves out {n:int} of {m:int} states: how they compare is not known, "
          "and they are computed as below all the others",
          "the outcome '{state}' breaks {rules}: it cannot come about", "a rule of the file",
          "{rule} (line {n:int}) and {other}")  # fmt: skip
def problem(scene: Scene, said: Said) -> bool:
    raise AssertionError("`never` puts them together")


@say.part("the status quo '{state}' of '{view}' breaks {rules}", "the status quo '{state}' breaks {rules}",
          "the floor of '{party}', '{state}', breaks {rules}",
          "steps that are taken together switch an option twice",
          "the step '{step}' of the outcome changes nothing where it stands",
          "the steps of the outcome lead to '{a}', and its state is '{b}'",
          "'detente check' names its line: mend it, or the rule", "mend the outcome, or the rule",
          "check 'after' and the rules", "check its formula and the rules", "check 'when' and the rules",
          "write 'undone_by: nobody' if this is meant")  # fmt: skip
def errors(scene: Scene, said: Said) -> bool:
    """Errors, which no random file has, and hints: see the unit tests."""
    return False
