"""Clauses about what is the case, read back: every way in which English lets them be read.

A clause is read without knowing how the program makes one: any 'and', 'or', 'unless' or 'exactly
when' may join whatever stands beside it, an 'if' may reach as far as it likes.  What comes out
is the set of truth functions that the words can mean, each written as a number: its bit n is set
where the clause holds at point n.  A clause that says one thing has one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, reduce
from itertools import combinations, pairwise, product
from operator import and_, or_

from detente.conflict.logic import Formula, Name

from .scene import Scene

Masks = frozenset[int]

_WORD = re.compile(r"\s*([\w-]+|[^\s\w])")
_JOINS = ("and", "or", "unless")
_TRUE = (("in", "effect"), ("the", "case"), ("the", "state", "reached"))


class Clauses:
    """Reads the clauses of one conflict."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        names = [option.name for option in scene.conflict.options]
        self.points = [frozenset(p) for k in range(len(names) + 1) for p in combinations(names, k)]
        self.everywhere = (1 << len(self.points)) - 1

    def mask(self, formula: Formula) -> int:
        """Return where a formula holds, by its definition."""
        holds = (self.scene.model.holds(formula, point) for point in self.points)
        return sum(1 << n for n, true in enumerate(holds) if true)

    def says(self, text: str, formula: Formula) -> bool:
        """Tell whether a clause can be read in one way only, and says what the formula says."""
        return self.only(self.readings(text), formula)

    def says_apart(self, text: str, formula: Formula) -> bool:
        """Tell the same of a clause behind other words, of which nothing can be cut off."""
        reader = _Reading(self, text)
        return self.only(reader.whole, formula) and not reader.splits

    def splits(self, text: str) -> bool:
        """Tell whether a clause can be read as two that are joined."""
        return _Reading(self, text).splits

    def readings(self, text: str) -> Masks:
        """Return all that a clause can mean."""
        return _Reading(self, text).whole

    def only(self, found: Masks, formula: Formula) -> bool:
        """Tell whether a formula is the only thing that is meant."""
        return found == {self.mask(formula)}

    @cached_property
    def called(self) -> dict[str, tuple[str, ...]]:
        """What stands in quotation marks, with the names that it may stand for."""
        conflict, found = self.scene.conflict, dict[str, tuple[str, ...]]()
        pairs = [(option.title, option.name) for option in conflict.options]
        pairs += [(fact.label or fact.name, fact.name) for fact in conflict.facts]
        pairs += [(state.label or state.name, state.name) for state in conflict.states]
        for label, name in pairs:
            found[f"'{label}'"] = (*found.get(f"'{label}'", ()), name)
        return found | {f"'{label}' ({name})": (name,) for label, name in pairs}

    @cached_property
    def _masks(self) -> dict[str, int]:
        return {name: self.mask(Name(name)) for names in self.called.values() for name in names}

    def masks_of(self, quoted: str) -> Masks:
        """Return what an option, fact or state in quotation marks can mean."""
        return frozenset(self._masks[name] for name in self.called[quoted])

    def kind(self, quoted: str) -> tuple[str, ...]:
        """Return how it is said of a name that it is true."""
        options = {option.name for option in self.scene.conflict.options}
        facts = {fact.name for fact in self.scene.conflict.facts}
        name = self.called[quoted][0]
        return _TRUE[0 if name in options else 1 if name in facts else 2]

    def tokens(self, text: str) -> Iterator[str]:
        """Yield the words and signs of a clause; what stands in quotation marks is one."""
        quoted, at = sorted(self.called, key=len, reverse=True), 0
        while at < len(text.rstrip()):
            at += len(text[at:]) - len(text[at:].lstrip())
            found = next((one for one in quoted if text.startswith(one, at)), None)
            if found is None:
                match = _WORD.match(text, at)
                assert match is not None
                found = match[1]
            yield found
            at += len(found)


class _Reading:
    """One clause being read: `_clause(i, j)` is all that its words from i to j can mean."""

    def __init__(self, clauses: Clauses, text: str) -> None:
        self.clauses, self.words = clauses, [*clauses.tokens(text)]
        self.depth, depth = [], 0
        for word in self.words:
            depth -= word == ")"
            self.depth.append(depth)
            depth += word == "("
        self.known: dict[tuple[int, int], Masks] = {}

    @property
    def whole(self) -> Masks:
        return self._clause(0, len(self.words))

    @property
    def splits(self) -> bool:
        """Whether the words can be read as two clauses that are joined."""
        return next(self._joined(0, len(self.words)), None) is not None

    def _clause(self, i: int, j: int) -> Masks:
        if (i, j) not in self.known:
            self.known[i, j] = frozenset(
                {*self._joined(i, j), *self._led(i, j), *self._plain(i, j)}
            )
        return self.known[i, j]

    def _outer(self, i: int, j: int, *words: str) -> list[int]:
        """Return where the words stand between i and j, in no parentheses."""
        level = self.depth[i] if i < j else 0
        return [
            k
            for k in range(i, j - len(words) + 1)
            if self.words[k : k + len(words)] == [*words] and self.depth[k] == level
        ]

    def _joined(self, i: int, j: int) -> Iterator[int]:
        everywhere = self.clauses.everywhere
        for k in self._outer(i, j, "exactly", "when"):
            for left, right in product(self._clause(i, k), self._clause(k + 2, j)):
                yield everywhere & ~(left ^ right)
        for word in _JOINS:
            for k in self._outer(i, j, word):
                for left, right in product(self._clause(i, k), self._clause(k + 1, j)):
                    yield left & right if word == "and" else left | right
        for word in ("and", "or"):
            commas = self._outer(i, j, ",")
            for k in self._outer(i, j, word) if commas else ():
                cuts = [i - 1, *(c for c in commas if c < k), k, j]
                if len(cuts) < 4 or any(c > k for c in commas):
                    continue
                parts = [self._clause(a + 1, b) for a, b in pairwise(cuts)]
                for chosen in product(*parts):
                    yield reduce(and_ if word == "and" else or_, chosen)

    def _led(self, i: int, j: int) -> Iterator[int]:
        """Yield readings of a clause that something stands before, and that may be long."""
        words, everywhere = self.words, self.clauses.everywhere
        if words[i : i + 1] == ["("] and self._closing(i) == j - 1:
            yield from self._clause(i + 1, j - 1)
        for start in (["it", "is", "not", "so", "that"], ["it", "not", "be", "so", "that"]):
            if words[i : i + 5] == start:
                yield from (everywhere & ~mask for mask in self._clause(i + 5, j))
        if words[i : i + 3] == ["this", "holds", ":"] and j == len(words):
            yield from self._clause(i + 3, j)
        if words[i : i + 1] == ["if"]:
            for k in self._outer(i, j, ",", "then"):
                for left, right in product(self._clause(i + 1, k), self._clause(k + 2, j)):
                    yield everywhere & ~left | right

    def _closing(self, i: int) -> int:
        """Return where the parenthesis that opens at i closes."""
        later = range(i + 1, len(self.words))
        return next(k for k in later if self.depth[k] == self.depth[i] and self.words[k] == ")")

    def _plain(self, i: int, j: int) -> Iterator[int]:
        """Yield readings of a clause with one verb."""
        words = self.words[i:j]
        if words[:2] == ["at", "least"] and words[2:3] and words[2].isdigit():
            yield from self._at_least(i, j)
            return
        verb = next((k for k, word in enumerate(words) if word in ("is", "are", "be", "not")), 0)
        if not verb:
            return
        subject, said = words[:verb], words[verb:]
        one = len(subject) == 1 and subject[0] in self.clauses.called
        if one and said in ([v, *self.clauses.kind(subject[0])] for v in ("is", "be")):
            yield from self.clauses.masks_of(subject[0])
        denials = (["is", "not"], ["not", "be"])
        if one and said in ([*no, *self.clauses.kind(subject[0])] for no in denials):
            yield from self._none([[*self.clauses.masks_of(subject[0])]])
        yield from self._listed(subject, said)

    def _listed(self, subject: list[str], said: list[str]) -> Iterator[int]:
        if said in (["are", *_TRUE[0]], ["be", *_TRUE[0]]) and (
            found := self._list(subject, "and")
        ):
            yield from (reduce(and_, chosen) for chosen in product(*found))
        if said not in (["is", *_TRUE[0]], ["be", *_TRUE[0]]):
            for both in ("both", "all"):
                if said in (["are", "not", both, *_TRUE[0]], ["not", both, "be", *_TRUE[0]]):
                    found = self._list(subject, "and")
                    if not found or (len(found) == 2) != (both == "both"):
                        return
                    for chosen in product(*found):
                        yield self.clauses.everywhere & ~reduce(and_, chosen)
            return
        if found := self._list(subject, "or"):
            yield from (reduce(or_, chosen) for chosen in product(*found))
        if subject[:1] == ["neither"] and (found := self._list(subject[1:], "nor")):
            yield from self._none(found)
        if subject[:2] == ["none", "of"] and (found := self._list(subject[2:], "and")):
            yield from self._none(found)

    def _none(self, found: list[list[int]]) -> Iterator[int]:
        for chosen in product(*found):
            yield self.clauses.everywhere & ~reduce(or_, chosen)

    def _list(self, words: list[str], word: str) -> list[list[int]]:
        """Return what the items of "'a', 'b' and 'c'" can mean; nothing if it is no such list."""
        signs = words[1::2]
        if len(words) < 3 or len(words) % 2 == 0 or signs != [*[","] * (len(signs) - 1), word]:
            return []
        if not all(one in self.clauses.called for one in words[::2]):
            return []
        return [sorted(self.clauses.masks_of(one)) for one in words[::2]]

    def _at_least(self, i: int, j: int) -> Iterator[int]:
        words = self.words[i:j]
        count, rest = int(words[2]), words[4:]
        assert words[3] == "of"
        for verb in ("is", "are", "be"):
            if rest[-3:] == [verb, *_TRUE[0]] and (found := self._list(rest[:-3], "and")):
                yield from (self._several(count, chosen) for chosen in product(*found))
        if rest[:1] == ["these"] and rest[1] in ("hold", "holds") and self._closing(i + 6) == j - 1:
            cuts = [i + 6, *self._outer(i + 7, j - 1, ";"), j - 1]
            parts = [self._clause(a + 1, b) for a, b in pairwise(cuts)]
            yield from (self._several(count, chosen) for chosen in product(*parts))

    def _several(self, count: int, masks: tuple[int, ...]) -> int:
        many = (sum(mask >> n & 1 for mask in masks) for n in range(len(self.clauses.points)))
        return sum(1 << n for n, k in enumerate(many) if k >= count)
