"""How alike two documents are: the share of their runs of words that both have.

Of all runs of a document only the smallest of their hashes are kept, its sketch; two sketches
tell the share well enough to find a report that another outlet has shortened or retitled.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3

RUN = 5  # words
KEPT = 64  # hashes of a sketch
ALIKE = 0.7  # share from which two documents are near duplicates
_WORD = re.compile(r"\w+")
_LITTLE = (
    "a about after all also an and any are as at be been before but by can could did do does "
    "for from had has have he her his if in into is it its may more must no nor not of on only or "
    "our out over said say says she should so some such than that the their them then there they "
    "this to up was we were what when which who will with would you your"
)
_SMALL = frozenset(_LITTLE.split())


def sketch(text: str) -> tuple[int, ...]:
    """Return the smallest hashes of the runs of words of a text, in order."""
    words = [word.casefold() for word in _WORD.findall(text)]
    runs = {" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))}
    return tuple(sorted(map(_hash, runs))[:KEPT])


def share(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the share of their runs that two documents have in common, by their sketches."""
    smallest = sorted({*one, *other})[:KEPT]
    both = set(one) & set(other)
    return sum(value in both for value in smallest) / len(smallest) if smallest else 0.0


def alike(store: sqlite3.Connection) -> list[tuple[int, int, float]]:
    """Return the pairs of documents that are near duplicates, with the share they have."""
    sketches: dict[int, list[int]] = {}
    for row in store.execute("SELECT document, hash FROM sketches ORDER BY document, hash"):
        sketches.setdefault(row["document"], []).append(row["hash"])
    # only documents that share many hashes are compared
    pairs = store.execute(
        """SELECT a.document AS one, b.document AS other FROM sketches a JOIN sketches b
           ON a.hash = b.hash AND a.document < b.document
           GROUP BY a.document, b.document HAVING count(*) >= ? ORDER BY one, other""",
        (2,),
    )
    found = []
    for row in pairs:
        rate = share(tuple(sketches[row["one"]]), tuple(sketches[row["other"]]))
        if rate >= ALIKE:
            found.append((row["one"], row["other"], round(rate, 2)))
    return found


def telling(words: str) -> frozenset[str]:
    """Return the words of a text that tell what it is about, in small letters."""
    return frozenset(word for w in _WORD.findall(words) if (word := w.casefold()) not in _SMALL)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return which share of the words of either text both have."""
    return len(one & other) / len(one | other) if one and other else 0.0


def _hash(run: str) -> int:
    # 63 bits: what the store takes as a whole number
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest()) >> 1
