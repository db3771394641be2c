"""How a file writes states: a Y/N string in option order, a list of options, or a name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.errors import did_you_mean
from detente.language.reading import Reader, texts
from detente.language.tree import Node, Sequence, Text

_YN = re.compile("[YN]+")


@dataclass(frozen=True, slots=True)
class StateNames:
    """The options in order and the named states of a file."""

    reader: Reader
    options: tuple[str, ...]
    named: tuple[str, ...]

    def read(self, text: Text) -> str | None:
        """Return the state a text names; report it if it names none."""
        value = text.value.strip()
        if value in self.named:
            return value
        if self.options and _YN.fullmatch(value):
            if len(value) == len(self.options):
                return value
            message = f"'{value}' has {len(value)} letters, the file {len(self.options)} options"
            self.reader.report("P001", text.place, message)
            return None
        if self.options:
            hint = did_you_mean(value, self.named, otherwise="write one Y or N an option, in order")
        else:
            hint = did_you_mean(value, self.named)
        self.reader.report("P001", text.place, f"'{value}' is not a state of this file", hint)
        return None

    def read_any(self, node: Node | None) -> str | None:
        """Return the state a text or a list of options in effect stands for."""
        if isinstance(node, Text):
            return self.read(node)
        if not isinstance(node, Sequence):
            return None
        if not self.options:
            names = [name for text in texts(node) if (name := self.read(text)) is not None]
            if len(names) != 1:
                self.reader.report("P001", node.place, "one state has to be named here")
                return None
            return names[0]
        known = [
            text.value
            for text in texts(node)
            if self.reader.known(text, self.options, "an option", "options")
        ]
        return "".join("Y" if option in known else "N" for option in self.options)
