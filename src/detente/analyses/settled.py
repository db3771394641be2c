"""Established, refuted or not established: what may be said where not everything was looked at.

A claim is *established* once something proves it, and *refuted* once everything that could prove it
was looked at and did not.  Where a limit kept some of that from being looked at, it is neither: a
search that stopped has not shown that there is nothing to be found.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

Value = Literal["established", "refuted", "not established"]
VALUES: tuple[Value, ...] = get_args(Value)
UNSETTLED: Literal["not established"] = "not established"


def value_of(*, proved: bool, possible: bool) -> Value:
    """Return the value of a claim that is proved, or that something unseen might still prove."""
    if proved:
        return "established"
    return UNSETTLED if possible else "refuted"


def any_of(values: Iterable[Value]) -> Value:
    """Return whether one of some claims holds, the values of which are known as far as they are."""
    found = set(values)
    return value_of(proved="established" in found, possible=UNSETTLED in found)


def as_known(value: Value) -> bool | None:
    """Return a value as yes or no, and None for what is not established."""
    return None if value == UNSETTLED else value == "established"
