"""Formulas over options: one parsed tree with several readings.

The same tree evaluates itself over one state or over a million, prints itself as the text
of a conflict file and as a sentence, and says which names it uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Name:
    """An option in effect, a fact that holds, or a named state."""

    name: str


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Formula


@dataclass(frozen=True, slots=True)
class And:
    """Every part holds."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Implies:
    """If `left` holds then `right` holds."""

    left: Formula
    right: Formula


@dataclass(frozen=True, slots=True)
class Iff:
    """Both hold or neither does."""

    left: Formula
    right: Formula


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` of the parts hold."""

    count: int
    parts: tuple[Formula, ...]


Formula = Name | Not | And | Or | Implies | Iff | AtLeast

# How tightly each form binds; a part stands in parentheses where it binds no tighter.
_BINDING: dict[type, int] = {Iff: 1, Implies: 2, Or: 3, And: 4, Not: 5, AtLeast: 0, Name: 6}


def evaluate(formula: Formula, value: Callable[[str], Any]) -> Any:
    """Return the truth of `formula`, where `value(name)` gives the truth of a name.

    Works alike on single truth values and on arrays of them: only `&`, `|` and `^` are used.
    """
    match formula:
        case Name(name):
            return value(name)
        case Not(part):
            return evaluate(part, value) ^ True
        case And(parts):
            return reduce(lambda a, b: a & b, (evaluate(part, value) for part in parts))
        case Or(parts):
            return reduce(lambda a, b: a | b, (evaluate(part, value) for part in parts))
        case Implies(left, right):
            return (evaluate(left, value) ^ True) | evaluate(right, value)
        case Iff(left, right):
            return (evaluate(left, value) ^ evaluate(right, value)) ^ True
        case AtLeast(count, parts):
            # reached[k]: at least k+1 of the parts seen so far hold
            reached: list[Any] = []
            for part in parts:
                truth = evaluate(part, value)
                more = truth if not reached else reached[-1] & truth
                reached = [
                    old | (truth if k == 0 else reached[k - 1] & truth)
                    for k, old in enumerate(reached)
                ]
                if len(reached) < count:
                    reached.append(more)
            return reached[count - 1]


def names(formula: Formula) -> tuple[str, ...]:
    """Return the names the formula uses, each once, in the order of first use."""
    return tuple(dict.fromkeys(_leaves(formula)))


def _leaves(formula: Formula) -> Iterator[str]:
    match formula:
        case Name(name):
            yield name
        case _:
            for part in parts_of(formula):
                yield from _leaves(part)


def parts_of(formula: Formula) -> tuple[Formula, ...]:
    """Return the direct parts of a formula."""
    match formula:
        case Name():
            return ()
        case Not(part):
            return (part,)
        case Implies(left, right) | Iff(left, right):
            return (left, right)
        case And(parts) | Or(parts) | AtLeast(_, parts):
            return parts


def substitute(formula: Formula, meanings: Mapping[str, Formula]) -> Formula:
    """Return the formula with every name in `meanings` replaced by what it stands for."""
    match formula:
        case Name(name):
            return meanings.get(name, formula)
        case Not(part):
            return Not(substitute(part, meanings))
        case And(parts):
            return And(tuple(substitute(part, meanings) for part in parts))
        case Or(parts):
            return Or(tuple(substitute(part, meanings) for part in parts))
        case Implies(left, right):
            return Implies(substitute(left, meanings), substitute(right, meanings))
        case Iff(left, right):
            return Iff(substitute(left, meanings), substitute(right, meanings))
        case AtLeast(count, parts):
            return AtLeast(count, tuple(substitute(part, meanings) for part in parts))


def to_text(formula: Formula) -> str:
    """Return the formula as a conflict file says it; parsing it again gives the same tree."""
    return _text(formula, 0)


def _text(formula: Formula, outer: int) -> str:
    binding = _BINDING[type(formula)]
    match formula:
        case Name(name):
            return name
        case Not(part):
            text = f"not {_text(part, binding - 1)}"
        case And(parts):
            text = " and ".join(_text(part, binding) for part in parts)
        case Or(parts):
            text = " or ".join(_text(part, binding) for part in parts)
        case Implies(left, right):
            text = f"{_text(left, binding)} implies {_text(right, binding - 1)}"
        case Iff(left, right):
            text = f"{_text(left, binding)} iff {_text(right, binding)}"
        case AtLeast(count, parts):
            # inside another form its list stands in parentheses, so that a reader sees its end
            text = f"at least {count} of " + ", ".join(_text(part, 4) for part in parts)
            return f"({text})" if outer else text
    return f"({text})" if binding <= outer else text


def to_sentence(formula: Formula, phrase: Callable[[str], str]) -> str:
    """Return the formula in words; `phrase(name)` names an option as the reader knows it."""

    def say(part: Formula) -> str:
        inner = to_sentence(part, phrase)
        return inner if isinstance(part, Name | Not) else f"({inner})"

    match formula:
        case Name(name):
            return phrase(name)
        case Not(part):
            return f"not {say(part)}"
        case And(parts):
            return " and ".join(map(say, parts))
        case Or(parts):
            return " or ".join(map(say, parts))
        case Implies(left, right):
            return f"if {say(left)}, then {say(right)}"
        case Iff(left, right):
            return f"{say(left)} exactly when {say(right)}"
        case AtLeast(count, parts):
            return f"at least {count} of: " + "; ".join(map(say, parts))
