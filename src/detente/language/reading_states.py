"""How a file writes states: a Y/N string in option order, a list of options, or a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from detente.errors import Place, short
from detente.language.codes import suggestion
from detente.language.reading import Reader, texts
from detente.language.tree import Node, Sequence, Text

_YN = re.compile("[YN]+")


@dataclass(frozen=True, slots=True)
class StateNames:
    """The options in order and the named states of a file."""

    reader: Reader
    options: Mapping[str, Place]
    named: Mapping[str, Place]

    def read(self, text: Text) -> str | None:
        """Return the state a text names; report it if it names none."""
        value = text.value.strip()
        if value in self.named:
            return value
        if self.options and _YN.fullmatch(value):
            if len(value) == len(self.options):
                return value
            letters, options = counted(len(value), "letter"), counted(len(self.options), "option")
            message = f"'{short(value)}' has {letters}, and the file {options}"
            self.reader.report("P001", text.place, message)
            return None
        otherwise = "write one Y or N an option, in order" if self.options else ""
        hint = suggestion(self.reader.problems, value, self.named, otherwise=otherwise)
        self.reader.report(
            "P001", text.place, f"'{short(value)}' is not a state of this file", hint
        )
        return None

    def read_any(self, node: Node | None) -> str | None:
        """Return the state a text or a list of options in effect stands for."""
        if isinstance(node, Text):
            return self.read(node)
        if not isinstance(node, Sequence):
            return None
        if not self.options:
            names = [name for text in texts(node) if (name := self.read(text)) is not None]
            if len(node.items) != 1:
                hint = "write the name of one state"
                self.reader.report("P001", node.place, "one state has to be named here", hint)
            return names[0] if len(names) == 1 else None
        known = {
            text.value
            for text in texts(node)
            if self.reader.known(text, self.options, "an option", "options")
        }
        return "".join("Y" if option in known else "N" for option in self.options)


def counted(number: int, one: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {one}{'' if number == 1 else 's'}"
