"""Which states somebody means: by a formula, a pattern, or the name of a target or state.

The same words serve wherever a question asks for states: "eow and talks", "Y--N", "gateway".
"""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np

from detente.analyses.wording import counted
from detente.conflict.conflict import Target
from detente.conflict.logic import And, Formula, Name, Not, evaluate, names
from detente.errors import WrongUse, did_you_mean
from detente.graph.model import GraphModel, Truth, meanings
from detente.graph.truth import Truths

_PATTERN = re.compile("[YN-]+")


def chosen(graph: GraphModel, where: str | Formula | None) -> Truth:
    """Return which states are meant; all of them by None.

    A text is the name of a target, a pattern of Y, N and `-` (either) in option order, or a
    formula; in an explicit graph a formula is made of the names of states.

    Raises WrongUse for a text that is none of these, or that uses a name the model lacks.
    """
    meant = _meant(graph, where)
    match meant:
        case None:
            return graph.exists
        case str() as pattern:
            return _by_pattern(graph, pattern)
        case Target() as target:
            return in_target(graph, target)
        case formula:
            return _by_formula(graph, formula)


def pattern_of(graph: GraphModel, where: str | Formula | None) -> str | None:
    """Return the one pattern that states are meant by; None if they are not meant by one."""
    match _meant(graph, where):
        case str() as pattern:
            return pattern
        case Target(formula=formula):
            return None if formula is None else _literals(graph, formula)
        case None:
            return None
        case formula:
            return _literals(graph, formula)


def _meant(graph: GraphModel, where: str | Formula | None) -> str | Target | Formula | None:
    """Return what a text stands for: a pattern as it is, a target, or a formula."""
    if not isinstance(where, str):
        return where
    text = where.strip()
    for target in graph.conflict.targets:
        if target.name == text:
            return target
    return text if is_pattern(graph, text) else _read(text)


def _literals(graph: GraphModel, formula: Formula) -> str | None:
    """Return a formula that only says of some options whether they are in effect, as a pattern."""
    signs: dict[str, str] = {}
    for part in formula.parts if isinstance(formula, And) else (formula,):
        inner = part.part if isinstance(part, Not) else part
        sign = "N" if isinstance(part, Not) else "Y"
        if not isinstance(inner, Name) or signs.setdefault(inner.name, sign) != sign:
            return None
    if graph.merges or not set(signs) <= set(graph.options):
        return None
    return "".join(signs.get(option, "-") for option in graph.options)


def is_pattern(graph: GraphModel, text: str) -> bool:
    """Tell whether a text is a pattern of Y, N and `-`, and no name of the model."""
    named = (*graph.options, *meanings(graph.conflict), *(t.name for t in graph.conflict.targets))
    text = text.strip()
    return bool(graph.options) and text not in named and bool(_PATTERN.fullmatch(text))


def in_target(graph: GraphModel, target: Target) -> Truth:
    """Return the states that satisfy a target."""
    if target.formula is not None:
        return _by_formula(graph, target.formula)
    return _by_state_names(graph, lambda name: name in target.states)


def _read(text: str) -> Formula:
    from detente.language.expressions import NotAFormula, parse

    try:
        return parse(text)
    except NotAFormula as error:
        hint = f"; {error.hint}" if error.hint else ""
        message = f"'{text}' is not a formula: {error.message}{hint}"
        raise WrongUse(message) from None


def _by_pattern(graph: GraphModel, pattern: str) -> Truth:
    if len(pattern) != len(graph.options):
        raise WrongUse(
            f"the pattern '{pattern}' has {counted(len(pattern), 'letter')}, the file "
            f"{counted(len(graph.options), 'option')}: write Y, N or - for each of {', '.join(graph.options)}"
        )
    fixed = sum(1 << bit for bit, letter in enumerate(pattern) if letter != "-")
    wanted = sum(1 << bit for bit, letter in enumerate(pattern) if letter == "Y")
    codes = np.arange(1 << len(graph.options), dtype=np.int64)
    return _by_combination(graph, (codes & fixed) == wanted)


def _by_formula(graph: GraphModel, formula: Formula) -> Truth:
    known = [*graph.options, *meanings(graph.conflict)] or list(graph.naming.names)
    for name in names(formula):
        if name not in known:
            # a name alone may be meant for a target
            targets = [t.name for t in graph.conflict.targets] if formula == Name(name) else []
            hint = did_you_mean(name, [*targets, *known])
            what = "an option or fact" if graph.options else "a state"
            what = f"a target, {what}" if targets else what
            raise WrongUse(f"'{name}' is not {what} of this file; {hint}")
    if not graph.options:
        return _by_state_names(
            graph, lambda state: bool(evaluate(formula, lambda name: name == state))
        )
    return _by_combination(graph, Truths(graph.options, meanings(graph.conflict)).of(formula))


def _by_state_names(graph: GraphModel, wanted: Callable[[str], bool]) -> Truth:
    return np.array([wanted(name) for name in graph.naming.names], dtype=np.bool_)


def _by_combination(graph: GraphModel, truth: Truth) -> Truth:
    """Return the states in all of whose combinations a formula is true."""
    if not graph.merges:
        found: Truth = truth & graph.exists
        return found
    found = np.zeros(graph.exists.size, dtype=np.bool_)
    found[: truth.size] = truth & graph.exists[: truth.size]
    for number in range(truth.size, graph.exists.size):
        # of a named state that the rules leave no combination of, anything is true: it is none
        found[number] = graph.exists[number] and bool(truth[graph.naming.members(number)].all())
    return found
