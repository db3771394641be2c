"""Formulas as patterns, and which combinations of options a set of patterns leaves.

A pattern fixes some options: ((0, True), (2, False)) holds where option 0 is in effect and
option 2 is not.  A formula is told by the patterns of which at least one has to hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.conflict.logic import (
    And,
    AtLeast,
    Formula,
    Iff,
    Implies,
    Name,
    Not,
    Or,
    evaluate,
)
from detente.errors import LimitReached

Truth = NDArray[np.bool_]
Pattern = tuple[tuple[int, bool], ...]
Term = frozenset[tuple[int, bool]]

MOST_PATTERNS = 1_000  # of one formula
MOST_OPTIONS = 22  # 4 million combinations
MOST_WORK = 1 << 32  # combinations times patterns


class TooManyPatterns(Exception):
    """A formula needs more patterns than `MOST_PATTERNS`."""


def expanded(formula: Formula, meanings: Mapping[str, Formula]) -> Formula:
    """Return a formula with every fact and named state written out."""
    match formula:
        case Name(name):
            return expanded(meanings[name], meanings) if name in meanings else formula
        case Not(part):
            return Not(expanded(part, meanings))
        case And(parts):
            return And(tuple(expanded(part, meanings) for part in parts))
        case Or(parts):
            return Or(tuple(expanded(part, meanings) for part in parts))
        case Implies(left, right):
            return Implies(expanded(left, meanings), expanded(right, meanings))
        case Iff(left, right):
            return Iff(expanded(left, meanings), expanded(right, meanings))
        case AtLeast(count, parts):
            return AtLeast(count, tuple(expanded(part, meanings) for part in parts))


def patterns_of(formula: Formula, places: Mapping[str, int]) -> tuple[Pattern, ...]:
    """Return the patterns of a formula; `places` numbers the options.

    No pattern at all is a formula that never holds, an empty one a formula that always does.
    Raises TooManyPatterns.
    """
    terms = _terms(formula, places, wanted=True)
    return tuple(tuple(sorted(term)) for term in terms)


def _terms(formula: Formula, places: Mapping[str, int], *, wanted: bool) -> tuple[Term, ...]:
    """Return the terms under which the formula holds, or fails where `wanted` is false."""
    match formula:
        case Name(name):
            return (frozenset({(places[name], wanted)}),)
        case Not(part):
            return _terms(part, places, wanted=not wanted)
        case And(parts):
            each = (_terms(part, places, wanted=wanted) for part in parts)
            return reduce(_both if wanted else _either, each)
        case Or(parts):
            each = (_terms(part, places, wanted=wanted) for part in parts)
            return reduce(_either if wanted else _both, each)
        case Implies(left, right):
            return _terms(Or((Not(left), right)), places, wanted=wanted)
        case Iff(left, right):
            same = And((left, right)), And((Not(left), Not(right)))
            other = And((left, Not(right))), And((Not(left), right))
            return _terms(Or(same if wanted else other), places, wanted=True)
        case AtLeast(count, parts):
            # too few hold exactly if enough fail
            size = count if wanted else len(parts) - count + 1
            found: tuple[Term, ...] = ()
            for chosen in combinations(parts, size):
                each = (_terms(part, places, wanted=wanted) for part in chosen)
                found = _either(found, reduce(_both, each))
            return found


def _either(first: tuple[Term, ...], second: tuple[Term, ...]) -> tuple[Term, ...]:
    return _absorbed((*first, *second))


def _both(first: tuple[Term, ...], second: tuple[Term, ...]) -> tuple[Term, ...]:
    if len(first) * len(second) > MOST_PATTERNS * 10:
        raise TooManyPatterns
    joined = (one | other for one in first for other in second)
    return _absorbed(
        tuple(term for term in joined if not any((place, not on) in term for place, on in term))
    )


def _absorbed(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return the terms without those that another one includes, in their order."""
    kept: list[Term] = []
    for term in dict.fromkeys(terms):
        if any(other <= term for other in kept):
            continue
        kept = [other for other in kept if not term <= other]
        kept.append(term)
    if len(kept) > MOST_PATTERNS:
        raise TooManyPatterns
    return tuple(kept)


def left_by(count: int, excluded: Iterable[Pattern]) -> Truth:
    """Return which combinations of `count` options no pattern excludes.

    Bit j of a combination's number is option j.  Raises LimitReached.
    """
    patterns = set(excluded)
    if count > MOST_OPTIONS:
        raise LimitReached(f"the {count} options make 2^{count} combinations, too many to number")
    if len(patterns) << count > MOST_WORK:
        raise LimitReached(f"{len(patterns):,} patterns of {count} options are too many to check")
    codes = np.arange(1 << count, dtype=np.int64)
    left = np.ones(1 << count, dtype=np.bool_)
    for pattern in patterns:
        mask = sum({1 << place for place, _ in pattern})
        value = sum({1 << place for place, on in pattern if on})
        if not any((place, not on) in pattern for place, on in pattern):
            left &= (codes & mask) != value
    return left


def truth_over(count: int, places: Mapping[str, int]) -> Callable[[Formula], Truth]:
    """Return the truth of written-out formulas over all combinations of `count` options."""
    codes = np.arange(1 << count, dtype=np.int64)

    def truth(formula: Formula) -> Truth:
        def value(name: str) -> Any:
            return (codes >> places[name] & 1).astype(np.bool_)

        found: Truth = evaluate(formula, value)
        return found

    return truth


def formula_of(pattern: Iterable[tuple[int, bool]], names: tuple[str, ...]) -> Formula:
    """Return the formula that one pattern with at least one place states."""
    literals: list[Formula] = [
        Name(names[place]) if on else Not(Name(names[place])) for place, on in pattern
    ]
    return literals[0] if len(literals) == 1 else And(tuple(literals))
