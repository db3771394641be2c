"""What things are called, told apart: where two share a title, the key stands behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from detente.errors import seen


def distinct(titles: Mapping[str, str]) -> dict[str, str]:
    """Return what things are called, with the key behind it where two are called alike.

    >>> distinct({"A": "Alpha", "B": "Alpha", "C": "Gamma"})
    {'A': 'Alpha (A)', 'B': 'Alpha (B)', 'C': 'Gamma'}
    """
    found, keyed = dict(titles), 0
    if len({*titles.values()}) == len({*map(seen, titles.values())}) == len(titles):
        return found
    while True:
        counts = Counter(map(seen, found.values()))
        for name, title in titles.items():
            if counts[seen(found[name])] > 1:
                found[name] = f"{title} ({name})"
        # somebody may be called just like that
        done = sum(found[name] != title for name, title in titles.items())
        if done == keyed:
            return found
        keyed = done
