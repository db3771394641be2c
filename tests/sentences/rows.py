"""The table: templates of sentences, each with the condition under which it is true.

In a template `{name}` stands for some words of one sentence, `{name:int}` for a number,
`{name:word}` for what has no space in it, and `{name:any}` for words that may go on over several
sentences; `step(s)` behind a number is "step" after 1 and "steps" after any other.  The truth of a row gets the scene
(the conflict, as the oracle sees it) and what was said (the words that stand for the names).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

_FIELD = re.compile(r"\{(\w+)(?::(int|word|any))?\}")
_PLURAL = re.compile(r"(\w+)\(s\)")
_KINDS = {"int": r"-?[\d,]+", "word": r"\S+", "any": r".+?", None: r"(?:(?!\. [A-Z]).)+?"}

Truth = Callable[[Any, "Said"], object]

HITS = Counter[str]()  # how often each template was judged in this process


@dataclass(frozen=True)
class Said:
    """One sentence as it was printed: the words that stand for the names of its row."""

    text: str
    words: dict[str, str]
    indent: int
    marker: str  # what stands before it on its line: '-', '3.', or nothing

    def __getattr__(self, name: str) -> str:
        try:
            return self.words[name]
        except KeyError:
            raise AttributeError(name) from None

    def number(self, name: str) -> int:
        """Return the number that stands for a name."""
        return int(self.words[name].replace(",", ""))


def _words(text: str) -> str:
    """Return what fits the words of a template: a noun behind a number as that number has it."""
    found, end = "", 0
    for match in _PLURAL.finditer(text):
        found += re.escape(text[end : match.start()])
        found += f"{match[1]}(?:(?<=[ (]1 {match[1]})|(?<![ (]1 {match[1]})s)"
        end = match.end()
    return found + re.escape(text[end:])


@dataclass(frozen=True)
class Row:
    """A template, what makes a sentence of it true, and whether it is a part of sentences only."""

    template: str
    truth: Truth
    part: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What a sentence of this template looks like."""
        found, end = "", 0
        for match in _FIELD.finditer(self.template):
            found += _words(self.template[end : match.start()])
            found += f"(?P<{match[1]}>{_KINDS[match[2]]})"
            end = match.end()
        return re.compile(found + _words(self.template[end:]), re.DOTALL)

    def __post_init__(self) -> None:
        if not self.literal.replace("\0", "").strip(" ."):
            raise ValueError(f"a template needs something of its own: {self.template}")

    @cached_property
    def literal(self) -> str:
        """The template with a mark where words stand for a name."""
        return _PLURAL.sub(r"\1s", _FIELD.sub("\0", self.template))

    @property
    def weight(self) -> int:
        """How much of the template is fixed; the most particular row is tried first."""
        return len(self.literal.replace("\0", ""))


@dataclass
class Rows:
    """The rows of one command, and the modules of the program whose words they cover.

    `unprinted` names constants of those modules whose texts are never printed.
    """

    command: str
    covers: tuple[str, ...] = ()
    unprinted: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    tables: list[tuple[tuple[str, ...], Callable[[Any, Any], object]]] = field(default_factory=list)
    others: list[Callable[[Any, Any], object]] = field(default_factory=list)
    ends: list[Callable[[Any], Iterable[str]]] = field(default_factory=list)

    def __call__(self, *templates: str) -> Callable[[Truth], Truth]:
        """Add a row for each template; the decorated function tells whether it is true."""

        def add(truth: Truth) -> Truth:
            self.rows += [Row(template, truth) for template in templates]
            return truth

        return add

    def part(self, *templates: str) -> Callable[[Truth], Truth]:
        """Add templates of clauses that stand inside sentences.

        The decorated function is the one by which the truth of those sentences reads them.
        """

        def add(truth: Truth) -> Truth:
            self.rows += [Row(template, truth, part=True) for template in templates]
            return truth

        return add

    def table(self, *columns: str) -> Callable[[Truth], Truth]:
        """Say what makes a table true whose first columns have these names."""

        def add(truth: Truth) -> Truth:
            self.tables.append((columns, truth))
            return truth

        return add

    def other(self, truth: Callable[[Any, Any], object]) -> Callable[[Any, Any], object]:
        """Say what makes a line true that no template fits: a bare name, a free text.

        The decorated function gets the scene and the line; None means that it does not know it.
        """
        self.others.append(truth)
        return truth

    def end(self, missing: Callable[[Any], Iterable[str]]) -> Callable[[Any], Iterable[str]]:
        """Say what is missing once a whole text was read; the function yields it in words."""
        self.ends.append(missing)
        return missing

    def templates(self) -> list[str]:
        """Return what can be judged: the templates, and the tables."""
        return [row.template for row in self.rows] + [
            f"table {columns}" for columns, _ in self.tables
        ]

    def ordered(self) -> list[Row]:
        """Return the rows of whole sentences, the most particular first."""
        return sorted((row for row in self.rows if not row.part), key=lambda row: -row.weight)
