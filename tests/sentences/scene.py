"""What a sentence speaks of: the conflict as the oracle sees it, and names read back from words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from detente.conflict.conflict import Conflict
from detente.conflict.time import parse_day
from tests.oracle.literal import Literal, Point
from tests.oracle.sequences import Case

SECOND = "SECOND"


@dataclass(frozen=True)
class Call:
    """One call of a command: its own words, and the choices that all commands share.

    `second` is the text of another file, whose path stands where a word is `SECOND`; `about` is
    what whoever makes the call knows of it.
    """

    command: str
    words: tuple[str, ...] = ()
    perspective: str | None = None
    epoch: str | None = None
    without: tuple[str, ...] = ()
    status_quo: str | None = None
    second: str = ""
    about: Any = field(default=None, compare=False, repr=False)

    def arguments(self, path: str) -> list[str]:
        """Return what stands on the command line."""
        other = str(Path(path).with_name("second.yaml"))
        found = [self.command, path, *(other if w == SECOND else w for w in self.words)]
        for flag, value in (
            ("--perspective", self.perspective),
            ("--epoch", self.epoch),
            ("--without", ",".join(self.without)),
            ("--status-quo", self.status_quo),
        ):
            found += [flag, value] if value else []
        return found

    def flag(self, name: str, default: str = "") -> str:
        """Return the value of a flag of its own words: `flag('--to')`."""
        words = list(self.words)
        return words[words.index(name) + 1] if name in words else default


@dataclass
class Scene:
    """A conflict under the choices of a call; `at` keeps where in the text one is.

    `at` is empty at the start of each text; the rows of headings write there what the sentences
    below them are about (a state, a set of steps, a roadmap).
    """

    conflict: Conflict
    call: Call
    exit_code: int = 0
    at: SimpleNamespace = field(default_factory=SimpleNamespace)

    @cached_property
    def epoch(self) -> Any:
        """The day whose wishes count."""
        day = parse_day(self.call.epoch) if self.call.epoch else None
        return day.last if day else None

    @cached_property
    def asked(self) -> Conflict:
        """The conflict with the status quo that the call names, if it names one."""
        from dataclasses import replace

        if self.call.status_quo is None:
            return self.conflict
        views = tuple(replace(view, status_quo=None) for view in self.conflict.perspectives)
        return replace(self.conflict, status_quo=self.call.status_quo, perspectives=views)

    @cached_property
    def model(self) -> Literal:
        """States, moves and preferences, literally."""
        return Literal(self.asked, self.call.perspective, self.epoch, self.call.without)

    @cached_property
    def case(self) -> Case:
        """Orders, terms and fallback, literally; option form with a status quo only."""
        return Case(self.asked, self.call.perspective, self.epoch, self.call.without)

    @property
    def status_quo(self) -> str | None:
        """The state that is asked about as today's."""
        return self.model.perspective.status_quo or self.asked.status_quo

    # names read back ---------------------------------------------------------------------------

    @cached_property
    def _parties(self) -> dict[str, str]:
        found = {}
        for party in self.conflict.parties:
            for called in (party.name, party.title, f"{party.title} ({party.name})"):
                found[called] = party.name
        shared = [p.title for p in self.conflict.parties]
        for party in self.conflict.parties:
            if shared.count(party.title) > 1 and party.title != party.name:
                found.pop(party.title, None)  # says nothing for certain
        return found

    def party(self, text: str) -> str:
        """Return the name of a party from what it is called."""
        return self._parties[text.removeprefix("the ").removeprefix("The ")]

    def parties(self, text: str) -> tuple[str, ...]:
        """Return the names of parties from a list: "A, B and C", "A or B"."""
        return tuple(self.party(part) for part in self.items(text))

    def items(self, text: str) -> list[str]:
        """Return the items of a list in a sentence."""
        head, _, last = re.sub(r" (?:and|or|nor) ([^,]*)$", r"\0\1", text).partition("\0")
        return [*head.split(", "), *([last] if last else [])]

    @cached_property
    def _options(self) -> dict[str, str]:
        found: dict[str, str] = {}
        titles = [option.title for option in self.conflict.options]
        for option in self.conflict.options:
            if titles.count(option.title) == 1:
                found[option.title] = option.name
            found[f"{option.title} ({option.name})"] = option.name
            found.setdefault(option.name, option.name)
        return found

    def option(self, text: str) -> str:
        """Return the name of an option from what it is called, in quotation marks or not."""
        text = re.sub(r"^'(.*)'( \(\w+\))?$", r"\1\2", text)
        return self._options[text]

    def options(self, text: str) -> frozenset[str]:
        """Return the names of a list of options: "'A', 'B' and 'C'"."""
        return frozenset(
            self.option(found) for found in re.findall(r"'[^']*'(?: \([\w-]+\))?", text)
        )

    def bundle(self, text: str) -> frozenset[str]:
        """Return the options that are switched: "put in effect 'A' and 'B' and end 'C'"."""
        assert re.match(r"(puts? in effect|ends?) '", text), text
        return self.options(text)

    def signed_steps(self, text: str) -> dict[str, bool]:
        """Return which options are put in effect (True) and which ended (False)."""
        on, off = text, ""
        found = re.fullmatch(
            r"(?:puts? in effect (?P<on>.*?))?(?: and )?(?:ends? (?P<off>.*))?", text
        )
        assert found is not None, text
        on, off = found["on"] or "", found["off"] or ""
        return dict.fromkeys(self.options(on), True) | dict.fromkeys(self.options(off), False)

    def short_steps(self, text: str) -> frozenset[str]:
        """Return the options that are switched from a list of keys: "a, not b" or "a + b"."""
        return frozenset(re.sub(r"^not ", "", part.strip()) for part in re.split(r"[,+]", text))

    def state(self, text: str) -> str:
        """Return a state from its words: its options in effect by label, or its own name."""
        if text == "nothing in effect":
            return self.spelled(())
        if self.conflict.explicit or not self.conflict.options:
            return next(
                s.name for s in self.conflict.states if text in (f"'{s.label or s.name}'", s.name)
            )
        if text.strip("'") in {s.label or s.name for s in self.conflict.states}:
            return next(
                s.name for s in self.conflict.states if text.strip("'") in (s.label, s.name)
            )
        return self.spelled(self.options(text))

    def spelled(self, point: Iterable[str]) -> str:
        """Return the Y/N string of the options in effect."""
        on = set(point)
        return "".join("Y" if o.name in on else "N" for o in self.conflict.options)

    def point(self, state: str) -> Point:
        """Return the options in effect in a state written as a Y/N string."""
        names = [option.name for option in self.conflict.options]
        return frozenset(n for n, sign in zip(names, state, strict=True) if sign == "Y")
