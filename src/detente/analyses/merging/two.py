"""Two versions of a file while they are merged, and what all parts of the walk share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from detente.analyses.merging.lists import Choose, Difference, Kind
from detente.analyses.wording import Words
from detente.conflict.conflict import Conflict


@dataclass(frozen=True, slots=True)
class Two:
    """The older and the newer version, their words, and what is asked at each difference.

    `options` are those of the merged file, in order; `ids` are all ids of the newer version.
    """

    old: Conflict
    new: Conflict
    old_words: Words
    new_words: Words
    ids: frozenset[str]
    choose: Choose
    options: tuple[str, ...] = ()

    def ask(
        self,
        key: tuple[str, ...],
        kind: Kind,
        item: str,
        say: Callable[[], str],
        *,
        wording: bool = False,
    ) -> bool:
        """Tell whether a difference is taken."""
        return self.choose(Difference(key, kind, item, say, wording))

    def position(self, name: str, home: Conflict) -> str:
        """Return a position as it stands in a sentence: "the position 'X'", or "no position"."""
        words = self.old_words if home is self.old else self.new_words
        return f"the position {words.position(name)}" if name else "no position"

    def old_id(self, item_id: str) -> str:
        """Return the id of an item that only the older version has: never one of the newer."""
        return f"old:{item_id}" if item_id in self.ids else item_id
