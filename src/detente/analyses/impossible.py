"""What a file speaks of and its own rules exclude: states, steps, terms that can never be.

Each finding says which item is meant and why it is without effect.  A state that the file
names as today's, and that cannot be, is an error; what merely never matters is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.conflict.conflict import Conflict, Outcome, Perspective, statements
from detente.conflict.logic import Formula, Name, names
from detente.conflict.parties import Condition, Ranking
from detente.errors import ConflictProblems, Place, Problem
from detente.graph.comparing import truth_in
from detente.graph.compiling import rules_of
from detente.graph.model import GraphModel, meanings
from detente.graph.selecting import Selection
from detente.graph.truth import Truths


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that can never be: the code of its kind, where it is said, and why.

    Where no place is known, `path` leads to it in the file.
    """

    code: str
    place: Place | None
    message: str
    hint: str = ""
    path: tuple[str, ...] = ("status_quo",)


def impossible(graph: GraphModel) -> Iterator[Finding]:
    """Yield what the file of a model speaks of and its rules exclude.

    The places of the status quo and of floors are not known to the model and left to the reader
    of the file.
    """
    yield from status_quo(graph, graph.conflict.status_quo, None)
    yield from never(graph)


def never(graph: GraphModel) -> Iterator[Finding]:
    """Yield what the file of a model speaks of and its rules exclude, the status quo apart."""
    conflict = graph.conflict
    yield from floors(graph.selection)
    outcome = conflict.outcome
    if outcome is not None and outcome.state and not possible(graph, outcome.state):
        broken = _broken(graph.selection, outcome.state)
        message = f"the outcome '{outcome.state}' breaks {broken}: it cannot come about"
        yield Finding("M006", outcome.basis.place, message, "mend the outcome, or the rule")
    elif outcome is not None:
        yield from _happened(graph, outcome)
    for party in conflict.parties:
        if party.ranking is not None:
            yield from _ranking(graph, party.name, party.ranking)
    if graph.moves is not None:
        yield from _options(graph, conflict)
        yield from _terms(graph, conflict)


def status_quo(
    graph: GraphModel, state: str | None, perspective: Perspective | None
) -> Iterator[Finding]:
    """Yield that a status quo cannot be, `perspective` being the one that sees it so."""
    if state is not None and not possible(graph, state):
        of = "" if perspective is None else f" of '{perspective.name}'"
        place = None if perspective is None else perspective.basis.place
        message = f"the status quo '{state}'{of} breaks {_broken(graph.selection, state)}"
        yield Finding("M002", place, message)


def status_quo_alone(selection: Selection) -> Iterator[Finding]:
    """Yield that the status quo breaks rules, for a model too large to be listed."""
    state = selection.status_quo
    if state is not None and _broken_by(selection, state):
        yield Finding("M002", None, f"the status quo '{state}' breaks {_broken(selection, state)}")


def floors(selection: Selection) -> Iterator[Finding]:
    """Yield each floor that is no possible state: nobody could be held to it."""
    for party in selection.parties:
        state = "".join("Y" if o.name in (party.floor or ()) else "N" for o in selection.options)
        if party.floor is not None and _broken_by(selection, state):
            broken = _broken(selection, state)
            message = f"the floor of '{party.name}', '{state}', breaks {broken}"
            yield Finding("M009", None, message, path=("parties", party.name, "floor"))


def refuse_floors(selection: Selection) -> None:
    """Raise ConflictProblems if a floor is no possible state: no order could be held to it."""
    hint = "'detente check' names its line: mend it, or the rule"
    places = {party.name: party.basis.place for party in selection.parties}
    found = [Problem(one.code, places[one.path[1]], one.message, hint) for one in floors(selection)]
    if found:
        raise ConflictProblems(found)


def possible(graph: GraphModel, state: str) -> bool:
    """Tell whether a state the file names is one of the model."""
    number = graph.naming.read(state)
    return number is not None and number >= 0 and bool(graph.exists[number])


def _broken(selection: Selection, state: str) -> str:
    """Return which rules a state breaks, in words."""
    rules = {rule.id: rule.basis.place.line for rule in selection.rules}
    lines = {f"{o.name}.needs": o.basis.place.line for o in selection.options} | rules
    broken = [f"{name} (line {lines[name]})" for name in _broken_by(selection, state)]
    return " and ".join(broken) if broken else "a rule of the file"


def _broken_by(selection: Selection, state: str) -> list[str]:
    """Return the ids of the rules that a state written in letters breaks."""
    if set(state) - {"Y", "N"}:
        return []
    code = sum(1 << bit for bit, letter in enumerate(state) if letter == "Y")
    bits = {option.name: bit for bit, option in enumerate(selection.options)}
    holds = truth_in(meanings(selection.conflict), bits, (code,))
    rules = rules_of(selection.options, selection.rules)
    return [name for name, formula in rules.items() if not holds(formula)]


def _happened(graph: GraphModel, outcome: Outcome) -> Iterator[Finding]:
    """Yield that the steps taken lead to another state than the outcome."""
    today = _today(graph)
    if not outcome.steps or today is None or not possible(graph, outcome.state):
        return
    names = graph.options
    here = set(today.tolist())
    for bundle in outcome.steps:
        if len({step.option for step in bundle}) < len(bundle):
            message = "steps that are taken together switch an option twice"
            yield Finding("M008", outcome.basis.place, message)
        for step in bundle:
            bit = 1 << names.index(step.option)
            if all(bool(state & bit) == step.on for state in here):
                message = f"the step '{step}' of the outcome changes nothing where it stands"
                yield Finding("M008", outcome.basis.place, message)
            here = {state | bit if step.on else state & ~bit for state in here}
    number = graph.naming.read(outcome.state)
    assert number is not None
    if here.isdisjoint(graph.naming.members(number).tolist()):
        state = min(here)
        end = "".join("Y" if state >> bit & 1 else "N" for bit in range(len(names)))
        message = f"the steps of the outcome lead to '{end}', and its state is '{outcome.state}'"
        yield Finding("M008", outcome.basis.place, message)


def _ranking(graph: GraphModel, party: str, ranking: Ranking) -> Iterator[Finding]:
    named = dict.fromkeys(state for tier in ranking.tiers for state in tier if state != "others")
    gone = [state for state in named if not possible(graph, state)]
    if gone:
        message = f"'{party}' ranks '{gone[0]}', which breaks {_broken(graph.selection, gone[0])}"
        more = f"; {len(gone) - 1:,} more cannot be" if len(gone) > 1 else ""
        yield Finding("M006", ranking.basis.place, message + more)
    left = graph.count - (len(named) - len(gone))
    if left and not any("others" in tier for tier in ranking.tiers):
        message = (
            f"the ranking of '{party}' leaves out {left:,} of {graph.count:,} states: how they "
            "compare is not known, and they are computed as below all the others"
        )
        yield Finding("P003", ranking.basis.place, message)


def _options(graph: GraphModel, conflict: Conflict) -> Iterator[Finding]:
    """Yield options that are never in effect, and those nobody can ever switch."""
    assert graph.moves is not None
    states = np.flatnonzero(graph.moves.exists)
    today = _today(graph)
    for bit, (option, switch) in enumerate(
        zip(conflict.options, graph.moves.switches, strict=True)
    ):
        place, name = option.basis.place, f"'{option.name}'"
        on = (states >> bit & 1).astype(np.bool_)
        now = today is None or bool((today >> bit & 1).any())
        if not on.any():
            yield Finding("M004", place, f"{name} can never be in effect: no state allows it")
        elif not option.by and (not now or (today is None and not option.undone_by)):
            yield Finding("M004", place, f"nobody can put {name} in effect, and it is not so today")
        elif switch.after is not None and option.by and not switch.after[states[~on]].any():
            message = f"{name} can never be put in effect: what has to come before it cannot"
            if today is None or not now:
                yield Finding("M004", place, message, "check 'after' and the rules")
        if switch.undone_when is not None and on.any() and not switch.undone_when[states[on]].any():
            message = f"{name} can never be undone: 'undone_when' holds in no state it is part of"
            yield Finding("M004", place, message, "write 'undone_by: nobody' if this is meant")


def _terms(graph: GraphModel, conflict: Conflict) -> Iterator[Finding]:
    """Yield conditions, channels and targets that can never be met."""
    assert graph.moves is not None
    truths = Truths(graph.options, meanings(conflict))
    states: NDArray[np.bool_] = graph.moves.exists

    def anywhere(formula: Formula, option: str = "", *, on: bool = True) -> bool:
        holds = truths.of(formula) & states
        if option:
            holds &= truths.name(option) == on
        return bool(holds.any())

    wishes = [party.prefers for party in conflict.parties]
    terms = [party.conditions for party in conflict.parties]
    for epoch in conflict.epochs:
        wishes += [change.prefers or () for change in epoch.parties]
        terms += [change.conditions or () for change in epoch.parties]
    for state in conflict.states:
        if state.formula is not None and not anywhere(state.formula):
            message = f"no possible state is one of '{state.name}'"
            yield Finding("M004", state.basis.place, message, "check its formula and the rules")
    dead = {name for name in graph.options if not anywhere(Name(name))}
    for preferences in wishes:
        for wish in statements(preferences):
            # an option that is never in effect is told by itself
            if dead.isdisjoint(names(wish.formula)) and not anywhere(wish.formula):
                message = f"the statement '{wish.id}' holds in no possible state: it has no effect"
                yield Finding("M004", wish.basis.place, message, "check its formula and the rules")
    for conditions in terms:
        for item in conditions:
            if not isinstance(item, Condition):
                continue
            # before the step its option is as it was, with the step as it will be
            on = item.step.on != (item.order == "after")
            possible_at_all = anywhere(Name(item.step.option), item.step.option)
            if possible_at_all and not anywhere(item.formula, item.step.option, on=on):
                message = (
                    f"the condition '{item.id}' can hold in no state: its step is never signed"
                )
                yield Finding("M004", item.basis.place, message, "check its formula and the rules")
    for channel in conflict.channels:
        if not anywhere(channel.when):
            one, other = channel.between
            message = f"the channel '{channel.id}' is never open: '{one}' and '{other}' cannot act together"
            yield Finding("M004", channel.basis.place, message, "check 'when' and the rules")
    for target in conflict.targets:
        if target.formula is not None and not anywhere(target.formula):
            message = f"no possible state satisfies the target '{target.name}'"
            yield Finding("M004", target.basis.place, message, "check its formula and the rules")


def _today(graph: GraphModel) -> NDArray[np.int64] | None:
    """Return the combinations of the status quo; None if there is none, or none that can be."""
    state = graph.selection.status_quo
    if state is None or not possible(graph, state):
        return None
    number = graph.naming.read(state)
    assert number is not None
    return graph.naming.members(number)
