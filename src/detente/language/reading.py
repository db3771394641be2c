"""The parts every section of a file shares: texts, names, dates, formulas, what they rest on.

A reader goes through a tree that already conforms to the schema.  It collects problems and
returns a value where it can, so that one run finds them all.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from detente.conflict.basis import Basis
from detente.conflict.logic import Formula, names
from detente.conflict.options import Coalition
from detente.conflict.parties import Order, Step
from detente.conflict.time import Day, parse_day
from detente.errors import Place, Problem, short
from detente.language import expressions
from detente.language.codes import problem, suggestion
from detente.language.expressions import NotAFormula, plain_name_problem
from detente.language.tree import Mapping, Node, Sequence, Text

SEVERAL = re.compile(r", ?| and ")  # how names are joined where a list was meant
EMPTY = Mapping((), Place("", 1, 1))


@dataclass
class Reader:
    """What is known of the file so far: its names by kind, and its problems.

    `root` is the part of the file that conforms to the schema; names are looked up in the
    file as `written`, so that a mistake inside an option is not reported at its every use.
    """

    root: Mapping
    written: Mapping
    problems: list[Problem]
    ids: dict[str, Place] = field(default_factory=dict)
    _declared: dict[str, dict[str, Place]] = field(default_factory=dict)

    def report(self, code: str, place: Place, message: str, hint: str = "") -> None:
        """Collect one problem."""
        self.problems.append(problem(code, place, message, hint))

    # names -----------------------------------------------------------------------------

    def declared(self, section: str) -> dict[str, Place]:
        """Return the names a top-level section declares, with their places."""
        if section not in self._declared:
            found = self.written.get(section)
            entries = found.entries if isinstance(found, Mapping) else ()
            self._declared[section] = {key.value: key.place for key, _ in entries}
        return self._declared[section]

    @cached_property
    def words(self) -> dict[str, Place]:
        """The names that can stand in a formula, with their places."""
        return {**self.declared("options"), **self.declared("facts"), **self.declared("states")}

    @cached_property
    def owners(self) -> dict[str, str]:
        """The party of each position."""
        entries = self.section("positions").entries
        return {key.value: text_of(n, "party") for key, n in entries if isinstance(n, Mapping)}

    def section(self, name: str) -> Mapping:
        """Return a top-level mapping, empty if it is not there."""
        found = self.root.get(name)
        return found if isinstance(found, Mapping) else EMPTY

    def known(self, text: Text, known: Collection[str], what: str, where: str) -> bool:
        """Tell whether `text` is one of the `known` names; report it if it is not."""
        if text.value in known:
            return True
        parts = SEVERAL.split(text.value)
        if len(parts) > 1 and all(part in known for part in parts):
            hint = f"write several as a list: [{', '.join(parts)}]"
        else:
            otherwise = "" if known else f"declare it under '{where}'"
            hint = suggestion(self.problems, text.value, known, otherwise=otherwise)
        self.report("N001", text.place, f"'{short(text.value)}' is not {what} of this file", hint)
        return False

    def names(self, node: Mapping, key: str, section: str, what: str) -> tuple[str, ...]:
        """Return the names listed under `key` that the top-level `section` declares."""
        known = self.declared(section)
        return tuple(
            text.value for text in texts(node.get(key)) if self.known(text, known, what, section)
        )

    def item_id(self, node: Node, default: str) -> str:
        """Return the item's own id, or the one its place gives it; report a clash."""
        own = node.get("id") if isinstance(node, Mapping) else None
        name, place = (own.value, own.place) if isinstance(own, Text) else (default, node.place)
        why = plain_name_problem(name) if isinstance(own, Text) else ""
        if why:
            self.report("N002", place, f"'{short(name)}' cannot be an id: {why}")
        elif name in self.declared("positions"):
            hint = f"the position is in line {self.declared('positions')[name].line}"
            self.report("N005", place, f"the id '{short(name)}' names a position too", hint)
        elif name in self.ids:
            hint = f"the other one is in line {self.ids[name].line}"
            self.report("N005", place, f"the id '{short(name)}' is used twice", hint)
        self.ids[name] = place
        return name

    # values ----------------------------------------------------------------------------

    def day(self, node: Mapping, key: str) -> Day | None:
        """Return the date under `key`; report it if it is none."""
        text = node.get(key)
        if not isinstance(text, Text):
            return None
        found = parse_day(text.value)
        if found is None:
            hint = "write 2021, 2021-10 or 2021-10-27"
            self.report("T001", text.place, f"'{short(text.value)}' is not a date", hint)
        return found

    def date_text(self, node: Mapping, key: str) -> str:
        """Return the date under `key` as written."""
        found = self.day(node, key)
        return found.text if found else ""

    def basis(self, node: Node, *, definition: bool = False) -> Basis:
        """Return what the item rests on: quotations, note, perspectives, place."""
        if not isinstance(node, Mapping):
            return Basis(definition=definition, place=node.place)
        return Basis(
            because=self.names(node, "because", "quotations", "a quotation"),
            against=self.names(node, "against", "quotations", "a quotation"),
            note=text_of(node, "note"),
            confidential=text_of(node, "confidential") == "true",
            only_in=self.names(node, "only_in", "perspectives", "a perspective"),
            definition=definition,
            place=node.place,
        )

    def coalition(self, node: Node) -> Coalition:
        """Return the parties a name or a list of names stands for."""
        parties = self.declared("parties")
        found = [t.value for t in texts(node) if self.known(t, parties, "a party", "parties")]
        return tuple(dict.fromkeys(found))

    def step(self, text: Text) -> Step | None:
        """Return the step a text states: `ease`, or `not ease`."""
        words = text.value.split()
        off = len(words) == 2 and words[0] == "not"
        name = Text(words[1], inside(text, text.value.rindex(words[1]))) if off else text
        if not self.known(name, self.declared("options"), "an option", "options"):
            return None
        return Step(name.value, on=not off)

    # formulas --------------------------------------------------------------------------

    def formula(self, node: Node | None) -> Formula | None:
        """Return the formula a text states; report what is wrong with it, where it is wrong."""
        if not isinstance(node, Text):
            return None
        try:
            found = expressions.parse(node.value)
        except NotAFormula as error:
            self._not_a_formula("L001", node, error)
            return None
        return found if self._names_known(node, found) else None

    def condition(self, node: Text) -> tuple[Step, Order, Formula] | None:
        """Return step, order and formula of `ease only after steps`."""
        try:
            found = expressions.parse_condition(node.value)
        except NotAFormula as error:
            self._not_a_formula("L002", node, error)
            return None
        step = found[0].option
        if step in self.declared("options"):
            return found if self._names_known(node, found[2]) else None
        token = expressions.tokens_of(node.value)[0 if found[0].on else 1]
        text = Text(step, inside(node, token.column))
        for section, what in (("facts", "a fact"), ("states", "a named state")):
            if step in self.declared(section):
                message = f"'{short(step)}' is {what}, and a condition is a term on a step"
                hint = "put it on the option whose step makes that the case"
                self.report("N001", text.place, message, hint)
                return None
        self.known(text, self.declared("options"), "an option", "options")
        return None

    def _names_known(self, node: Text, formula: Formula) -> bool:
        known = self.words
        if all(name in known for name in names(formula)):
            return True
        fine = True
        for token in expressions.tokens_of(node.value):
            if token.kind == "name" and token.text not in expressions.WORDS | {"after", "with"}:
                text = Text(token.text, inside(node, token.column))
                fine &= self.known(text, known, "an option or fact", "options")
        return fine

    def _not_a_formula(self, code: str, node: Text, error: NotAFormula) -> None:
        self.report(code, inside(node, error.column), error.message, error.hint)


def inside(node: Text, column: int) -> Place:
    """Return the place of a character of a text in one line; else that of the text itself."""
    if not node.exact or column < 0:
        return node.place
    quote = 0 if node.plain else 1
    return Place(node.place.file, node.place.line, node.place.column + quote + column)


def texts(node: Node | None) -> tuple[Text, ...]:
    """Return the texts of a list, or the one text itself."""
    match node:
        case Text():
            return (node,)
        case Sequence(items):
            return tuple(item for item in items if isinstance(item, Text))
    return ()


def items_of(node: Node | None) -> tuple[Node, ...]:
    """Return the items of a list; none if there is no list."""
    return node.items if isinstance(node, Sequence) else ()


def text_of(node: Mapping, key: str) -> str:
    """Return the text under `key`, its ends trimmed; empty if it is not there."""
    found = node.get(key)
    return found.value.strip() if isinstance(found, Text) else ""
