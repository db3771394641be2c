"""Whether two parties want the same end: how each ranks the end states in question.

In question are the status quo and the states of the target that legal moves can reach; all states
of the target, if moves are too many to be followed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.analyses.differences.terms_apart import reachable
from detente.analyses.sequencing.orders import start_of
from detente.analyses.wording import Words, begun, short_words
from detente.graph.model import GraphModel

Truth = NDArray[np.bool_]
Alike = Literal["same ranking", "same best", "different"]

FEW = 4  # best states that are named


@dataclass(frozen=True, slots=True)
class Goals:
    """How two parties rank the end states in question: `ends` states of the target, or none.

    `best` names a few of each party's `best_count` best of them and the status quo; `better`
    counts the states of the target that each, or `both`, prefers to the status quo.  If `reached`,
    all of these can be reached; else that is not known of some.
    """

    alike: Alike
    ends: int
    best: Mapping[str, tuple[str, ...]] = field(hash=False)
    best_count: Mapping[str, int] = field(hash=False)
    better: Mapping[str, int] = field(hash=False)
    sentence: str
    reached: bool = True

    def to_dict(self) -> dict[str, object]:
        """Return the comparison in plain words and numbers."""
        return {
            "alike": self.alike,
            "ends": self.ends,
            "best": {party: list(states) for party, states in self.best.items()},
            "best_count": dict(self.best_count),
            "better_than_status_quo": dict(self.better),
            "reached": self.reached,
            "sentence": self.sentence,
        }


def goals_apart(graph: GraphModel, first: int, second: int, target: Truth) -> Goals:
    """Return whether two parties want the same; `target` is over all combinations."""
    start = start_of(graph)
    found = reachable(graph)
    states = found.states
    ends = states[target[states] & (states != start)]
    names = graph.parties[first], graph.parties[second]
    asked = np.concatenate([np.array([start], dtype=np.int64), ends])
    ranks = [_places(graph, number, asked) for number in (first, second)]
    tops = [np.flatnonzero(rank == rank.max()) for rank in ranks]
    above = [rank[1:] > rank[0] for rank in ranks]
    alike: Alike = "different"
    if np.array_equal(ranks[0], ranks[1]):
        alike = "same ranking"
    elif np.array_equal(tops[0], tops[1]):
        alike = "same best"
    better = {name: int(up.sum()) for name, up in zip(names, above, strict=True)}
    better["both"] = int((above[0] & above[1]).sum())
    best = {
        name: tuple(graph.naming.write(int(asked[place])) for place in top[:FEW])
        for name, top in zip(names, tops, strict=True)
    }
    words = short_words(graph.conflict)
    return Goals(
        alike,
        int(ends.size),
        best,
        {name: int(top.size) for name, top in zip(names, tops, strict=True)},
        better,
        _said(words, names, alike, better, int(ends.size), reached=found.whole),
        found.whole,
    )


def _places(graph: GraphModel, number: int, states: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return a party's ranks of some states, counted without gaps."""
    ranks = graph.ranks[number][states]
    return np.unique(ranks, return_inverse=True)[1].astype(np.int64)


def _said(
    words: Words,
    names: tuple[str, str],
    alike: Alike,
    better: Mapping[str, int],
    ends: int,
    *,
    reached: bool,
) -> str:
    one, two = (words.party(name) for name in names)
    that = " that can be reached" if reached else ""
    if not ends:
        return f"The target has no state{that} but the status quo."
    match alike:
        case "same ranking":
            how = f"{one} and {two} rank the end states in question alike"
        case "same best":
            how = f"{one} and {two} hold the same end states for the best, and rank others apart"
        case "different":
            how = f"{one} and {two} hold different end states for the best"
    keen = [name for name in names if better[name]]
    if better["both"]:
        than = f"both prefer {_of(better['both'], ends)}{that} to the status quo"
    elif len(keen) == 1:
        other = names[1 - names.index(keen[0])]
        than = (
            f"{words.party(keen[0])} prefers {_of(better[keen[0]], ends)}{that} to the status quo, "
            f"{words.party(other)} none"
        )
    else:
        who = "both" if keen else "either"
        than = f"no end state{that} is preferred to the status quo by {who}"
    return begun(f"{how}; {than}.")


def _of(number: int, whole: int) -> str:
    if whole == 1:
        return "the one"
    return f"{number:,} of the {whole:,}" if number < whole else f"all {whole:,}"
