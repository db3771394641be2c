"""Items of a file as sentences: whether a sentence says what its item says, and nothing else.

`says(scene, text, name)` reads a sentence back and holds it against the item of that id.  The
templates are parts, since items are told under many headings; other rows judge them by `says`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from detente.conflict.basis import Basis
from detente.conflict.conflict import Conflict, statements
from detente.conflict.logic import Formula
from detente.conflict.options import Coalition, Option
from detente.conflict.parties import Condition, Preference, Same
from detente.conflict.time import Day

from .clauses import Clauses
from .rows import HITS, Rows, Said
from .scene import Scene

say = Rows("items", covers=("conflict/basis.py", "conflict/logic.py", "conflict/parties.py", "analyses/saying.py", "analyses/wording.py", "analyses/assuming.py"),
           unprinted=("_WITH_ARTICLE",))  # fmt: skip
MUCH = "; a strong preference."

Checks = Callable[[Scene, Said, Any], object]
FORMS: dict[str, list[int]] = {}


@dataclass(frozen=True)
class Item:
    """An item of a file: what kind of item it is, and whose."""

    kind: str
    value: Any
    party: str = ""

    @property
    def basis(self) -> Basis:
        """What it rests on."""
        found: Basis = self.value.basis
        return found


def form(kind: str, *templates: str) -> Callable[[Checks], Checks]:
    """Add templates of the sentences of a kind of item; the function holds them against one."""

    def add(check: Checks) -> Checks:
        FORMS.setdefault(kind, []).extend(range(len(say.rows), len(say.rows) + len(templates)))
        say.part(*templates)(lambda scene, said: check(scene, said, scene.at.item))
        return check

    return add


def says(scene: Scene, text: str, name: str) -> bool:
    """Tell whether a sentence says what the item of this id says."""
    return says_item(scene, text, items_of(scene.conflict)[name])


def says_item(scene: Scene, text: str, item: Item) -> bool:
    """Tell whether a sentence says what an item says."""
    if item.kind == "statement":
        if text.endswith(MUCH) != item.value.much:
            return False
        HITS["{said:any}" + MUCH] += item.value.much
        text = text.removesuffix(MUCH) + "." if text.endswith(MUCH) else text
    scene.at.item = item
    rows = sorted((say.rows[n] for n in FORMS[item.kind]), key=lambda row: -row.weight)
    for row in rows:
        found = row.pattern.fullmatch(text)
        if found is not None and row.truth(scene, Said(text, found.groupdict(), 0, "")):
            HITS[row.template] += 1
            _count_clauses(text)
            return True
    return False


def clauses(scene: Scene) -> Clauses:
    """Return what reads the clauses of a scene."""
    if not hasattr(scene.at, "clauses"):
        scene.at.clauses = Clauses(scene)
    found: Clauses = scene.at.clauses
    return found


def items_of(conflict: Conflict) -> dict[str, Item]:
    """Return every item that has an id of its own."""
    return dict(_items(conflict))


def named_of(conflict: Conflict) -> dict[str, dict[str, Item]]:
    """Return what else has a name, by its kind: facts, states, targets, perspectives and so on."""
    return {
        kind: {one.name: Item(kind, one) for one in listed}
        for kind, listed in (
            ("fact", conflict.facts),
            ("state", conflict.states),
            ("target", conflict.targets),
            ("position", conflict.positions),
            ("perspective", conflict.perspectives),
            ("quotation", conflict.quotations),
        )
    }


def _items(conflict: Conflict) -> Iterator[tuple[str, Item]]:
    for party in conflict.parties:
        yield from _wishes(party.name, party.prefers, party.conditions)
        for weight in party.weights:
            yield weight.id, Item("weight", weight, party.name)
        if party.ranking is not None:
            yield f"{party.name}.ranking", Item("ranking", party.ranking, party.name)
    for option in conflict.options:
        yield option.name, Item("option", option)
        for guard in ("needs", "after", "undone_when"):
            if getattr(option, guard) is not None:
                yield f"{option.name}.{guard}", Item(guard, option)
        for number, window in enumerate(option.windows, start=1):
            yield f"{option.name}.window.{number}", Item("window", window, option.name)
        if option.takes is not None:
            yield f"{option.name}.takes", Item("takes", option.takes, option.name)
    named = (("rule", conflict.rules), ("channel", conflict.channels))
    yield from ((one.id, Item(kind, one)) for kind, listed in named for one in listed)
    for epoch in conflict.epochs:
        yield f"epoch {epoch.start.text}", Item("epoch", epoch)
        for change in epoch.parties:
            yield from _wishes(change.party, change.prefers or (), change.conditions or ())


def _wishes(
    party: str, prefers: tuple[Preference, ...], conditions: tuple[Condition | Same, ...]
) -> Iterator[tuple[str, Item]]:
    for item in statements(prefers):
        yield item.id, Item("statement", item, party)
    for term in conditions:
        if isinstance(term, Condition):
            yield term.id, Item("condition", term, party)


# statements --------------------------------------------------------------------------------------


@say.part("{said:any}; a strong preference.")
def strong(scene: Scene, said: Said) -> bool:
    return bool(scene.at.item.value.much)


def _of(scene: Scene, said: Said, item: Item, kind: str) -> bool:
    return item.value.kind == kind and scene.party(said.who) == item.party


def _unless(scene: Scene, refused: int, terms: str, formula: Formula) -> bool:
    """Tell whether 'not this unless the terms' is what the formula says, the terms standing apart."""
    read = clauses(scene)
    meant = {read.everywhere & ~refused | mask for mask in read.readings(terms)}
    return read.only(frozenset(meant), formula) and _apart(scene, terms)


def _apart(scene: Scene, text: str) -> bool:
    """Tell whether nothing can be cut off a clause that stands behind other words."""
    return not clauses(scene).splits(text)


def _named_unless(scene: Scene, said: Said, item: Item) -> bool:
    """Tell whether 'not what is named unless the terms' is what the item says, in some reading."""
    read = clauses(scene)
    return said.what in read.called and any(
        _unless(scene, name, said.terms, item.value.formula)
        for name in sorted(read.masks_of(said.what))
    )


@form("statement", "{who} will not accept {what} unless {terms:any}: a red line.")
def refuses_unless(scene: Scene, said: Said, item: Item) -> bool:
    return _of(scene, said, item, "red line") and _named_unless(scene, said, item)


@form("statement", "{who} will not accept that {what:any} unless {terms:any}: a red line.")
def refuses_a_clause_unless(scene: Scene, said: Said, item: Item) -> bool:
    masks = clauses(scene).readings(said.what)
    return (
        _of(scene, said, item, "red line")
        and len(masks) == 1
        and _apart(scene, said.what)
        and _unless(scene, *masks, said.terms, item.value.formula)
    )


@form("statement", "{who} will not accept, once {clause}, that this ends: a red line.")
def refuses_the_end(scene: Scene, said: Said, item: Item) -> bool:
    right = clauses(scene).says_apart(said.clause, item.value.formula)
    return _of(scene, said, item, "red line") and right


@form("statement",
      "{who} will not accept, once it is so, that this ends: {clause:any}: a red line.")  # fmt: skip
def refuses_an_end(scene: Scene, said: Said, item: Item) -> bool:
    right = clauses(scene).says(said.clause, item.value.formula)
    return _of(scene, said, item, "red line") and right


@form("statement",
      "{who} will not accept that {what} comes into effect: a red line.",
      "{who} will not accept that {what} comes about: a red line.")  # fmt: skip
def refuses_a_beginning(scene: Scene, said: Said, item: Item) -> bool:
    option = said.text.endswith("into effect: a red line.")
    no = " is not in effect" if option else " is not the case"
    state = " is not the state reached"
    right = [
        clauses(scene).says(said.what + ending, item.value.formula)
        for ending in ((no,) if option else (no, state))
    ]
    return _of(scene, said, item, "red line") and any(right)


@form("statement", "{who} demands that {clause:any}; it could concede this.")
def demands(scene: Scene, said: Said, item: Item) -> bool:
    right = clauses(scene).says(said.clause, item.value.formula)
    return _of(scene, said, item, "demand") and right


@form("statement", "{who} would rather have {what} in effect.")
def wants(scene: Scene, said: Said, item: Item) -> bool:
    right = clauses(scene).says(f"{said.what} is in effect", item.value.formula)
    return _of(scene, said, item, "want") and right


@form("statement", "{who} would rather not have {what} in effect.")
def wants_not(scene: Scene, said: Said, item: Item) -> bool:
    right = clauses(scene).says(f"{said.what} is not in effect", item.value.formula)
    return _of(scene, said, item, "want") and right


@form("statement", "{who} would rather not have {what} in effect unless {terms:any}.")
def wants_not_unless(scene: Scene, said: Said, item: Item) -> bool:
    return _of(scene, said, item, "want") and _named_unless(scene, said, item)


@form("statement", "{who} would prefer that {clause:any}.")
def prefers(scene: Scene, said: Said, item: Item) -> bool:
    right = clauses(scene).says(said.clause, item.value.formula)
    return _of(scene, said, item, "want") and right


@form("weight", "{who} counts {number} where {clause:any}.")
def counts(scene: Scene, said: Said, item: Item) -> bool:
    right = clauses(scene).says_apart(said.clause, item.value.formula)
    same = Fraction(said.words["number"]) == item.value.number
    return scene.party(said.who) == item.party and same and right


# terms -------------------------------------------------------------------------------------------


@say.part("the end of {option}")
def the_end(scene: Scene, said: Said) -> bool:
    return not scene.at.item.value.step.on


def _step(scene: Scene, said: Said, item: Item) -> bool:
    """Tell whether the party and the step of a condition are those that are named."""
    condition: Condition = item.value
    on = not said.step.startswith("the end of ")
    name = scene.option(said.step.removeprefix("the end of "))
    right = (scene.party(said.who), name, on)
    return right == (item.party, condition.step.option, condition.step.on)


@form("condition", "{who} agrees to {step} only after {clause:any}.")
def only_after(scene: Scene, said: Said, item: Item) -> bool:
    right = clauses(scene).says_apart(said.clause, item.value.formula)
    return item.value.order == "after" and _step(scene, said, item) and right


@form("condition",
      "{who} agrees to {step} only if, once it is done, {clause:any}.",
      "{who} agrees to {step} only if, once it is done, {clause} (from before, or together with "
      "it).")  # fmt: skip
def only_with(scene: Scene, said: Said, item: Item) -> bool:
    right = clauses(scene).says_apart(said.clause, item.value.formula)
    return item.value.order == "with" and _step(scene, said, item) and right


@form("ranking", "How {who} ranks the states.")
def ranks(scene: Scene, said: Said, item: Item) -> bool:
    return scene.party(said.who) == item.party


# what binds everybody ----------------------------------------------------------------------------


@form("rule",
      "In every state, {clause:any}.",
      "By definition, {clause:any}.",
      "{what} cannot be in effect unless {terms:any}.",
      "{what} can never be in effect.",
      "{listed} cannot both be in effect.",
      "{listed} cannot all be in effect.",
      "By definition, {what} cannot be in effect unless {terms:any}.",
      "By definition, {what} can never be in effect.",
      "By definition, {listed} cannot both be in effect.",
      "By definition, {listed} cannot all be in effect.")  # fmt: skip
def rule(scene: Scene, said: Said, item: Item) -> bool:
    words, formula = said.words, item.value.formula
    if item.basis.definition != said.text.startswith("By definition, "):
        return False
    if "clause" in words:
        return clauses(scene).says(words["clause"], formula)
    if "terms" in words:
        if said.what not in clauses(scene).called:
            return False
        return any(
            _unless(scene, n, said.terms, formula)
            for n in sorted(clauses(scene).masks_of(said.what))
        )
    if "listed" in words:
        both = "both" if "both" in said.text else "all"
        return clauses(scene).says(f"{said.listed} are not {both} in effect", formula)
    return clauses(scene).says(f"{said.what} is not in effect", formula)


@form("channel", "{pair} can act together only where, once it is done, {clause:any}.")
def channel(scene: Scene, said: Said, item: Item) -> bool:
    right = clauses(scene).says_apart(said.clause, item.value.when)
    return {*scene.parties(said.pair)} == {*item.value.between} and right


# options -----------------------------------------------------------------------------------------


def coalitions(scene: Scene, text: str) -> set[frozenset[str]]:
    """Return who can do something: "A or B alone, or C and D together"."""
    if text.lower() == "nobody":
        return set()
    found = []
    for part in text.split(", or "):
        if part.endswith(" alone"):
            found += [{name} for name in scene.parties(part.removesuffix(" alone"))]
        else:
            assert part.endswith(" together"), part
            found.append({*scene.parties(part.removesuffix(" together"))})
            assert len(found[-1]) > 1
    return set(map(frozenset, found))


def _sets(family: tuple[Coalition, ...]) -> set[frozenset[str]]:
    return set(map(frozenset, family))


@form("option",
      "{who} can put {what} in effect.",
      "{who} can put {what} in effect, if {ratifying} ratifies it.",
      "{who} can put {what} in effect, if {ratifying} ratify it.")  # fmt: skip
def switched_on(scene: Scene, said: Said, item: Item) -> bool:
    option: Option = item.value
    ratifying = {*scene.parties(said.ratifying)} if "ratifying" in said.words else set()
    return (
        scene.option(said.what) == option.name
        and coalitions(scene, said.who) == _sets(option.by)
        and ratifying == ({*option.ratified_by} if option.by else set())
    )


def called(scene: Scene, text: str, option: str) -> bool:
    """Tell whether 'it', or a name in quotation marks, stands for an option."""
    return text.lower() == "it" or scene.option(text) == option


@form("undone_when", "{who} can end {it}, and only after {clause:any}.")
@form("undone_by", "{who} can end {it}.", "{who} can end {it}, and only after {clause:any}.")
def switched_off(scene: Scene, said: Said, item: Item) -> bool:
    option: Option = item.value
    when = option.undone_when if option.undone_by else None
    right = (
        when is None
        if "clause" not in said.words
        else when is not None and clauses(scene).says_apart(said.clause, when)
    )
    return (
        called(scene, said.it, option.name)
        and coalitions(scene, said.who) == _sets(option.undone_by)
        and right
    )


@form("needs", "{it} cannot be in effect unless {clause:any}.")
def needs(scene: Scene, said: Said, item: Item) -> bool:
    right = clauses(scene).says_apart(said.clause, item.value.needs)
    return called(scene, said.it, item.value.name) and right


@form("after", "{it} can be put in effect only after {clause:any}.")
def after(scene: Scene, said: Said, item: Item) -> bool:
    right = clauses(scene).says_apart(said.clause, item.value.after)
    return called(scene, said.it, item.value.name) and right


@form("slow",
      "{it} is slow: other steps can be taken together with it only by those who put it in "
      "effect.")  # fmt: skip
def slow(scene: Scene, said: Said, item: Item) -> bool:
    return called(scene, said.it, item.value.name) and bool(item.value.slow)


@form("takes",
      "{it} takes {n:int} days.",
      "{it} takes {n:int} day.",
      "{it} takes {low:int} to {n:int} days; what is feasible is judged by {judged:int}.")  # fmt: skip
def takes(scene: Scene, said: Said, item: Item) -> bool:
    low, high = item.value.low, item.value.high
    if "low" not in said.words:
        right = said.number("n") == low == high
    else:
        figures = (said.number("low"), said.number("n"), said.number("judged"))
        right = figures == (low, high, low) and low < high
    return called(scene, said.it, item.party) and right


WHEN = re.compile(r"(?:on|in) (?P<day>\S+)|from (?P<a>\S+) to (?P<b>.+)|from (?P<on>\S+) on")
END_OF = "the end of "  # a day that is a month or a year has a last day


@form("window",
      "{it} takes effect only {when}.",
      "{it} takes effect only {when} (a window of {whose}).",
      "{it} takes effect by {end} or not at all.",
      "{it} takes effect by {end} or not at all (a window of {whose}).",
      "A wish that binds nobody: {it} is to take effect {when}.",
      "A wish of {whose} that binds nobody: {it} is to take effect {when}.",
      "A wish that binds nobody: {it} is to take effect by {end}.",
      "A wish of {whose} that binds nobody: {it} is to take effect by {end}.")  # fmt: skip
def window(scene: Scene, said: Said, item: Item) -> bool:
    words, asked = said.words, item.value
    whose = scene.party(words["whose"]) if "whose" in words else ""
    if "end" in words:
        days = ("", words["end"])
    else:
        found = WHEN.fullmatch(said.when)
        day = found and found["day"]
        if found is None or (day and not (asked.start and _day_said(asked.start, said.when))):
            return False
        days = (found["day"] or found["a"] or found["on"], found["day"] or found["b"] or "")
    once = "when" in words and not said.when.startswith("from ")
    end = "" if asked.end is None else asked.end.text
    end = END_OF + end if end and not once and asked.end.first != asked.end.last else end
    wish = said.text.startswith("A wish")
    right = called(scene, said.it, item.party) and wish == asked.wish and whose == asked.party
    return right and days == (asked.start.text if asked.start else "", end)


def _day_said(day: Day, text: str) -> bool:
    """Tell whether a day stands behind 'on', a month or a year behind 'in'."""
    return text.startswith("on " if day.first == day.last else "in ")


# clauses, read by `clauses.Clauses` ----------------------------------------------------------------


@say.part(
    "{what} is in effect", "{what} be in effect", "{what} is the case", "{what} be the case",
    "{what} is the state reached", "{what} is not in effect", "{what} not be in effect",
    "{what} is not the case", "{what} not be the case", "{what} is not the state reached",
    "{what} are in effect", "neither {what} nor {other} is in effect",
    "neither {what} nor {other} be in effect", "none of {what} is in effect",
    "{what} are not both in effect", "{what} are not all in effect",
    "{what} not both be in effect", "{what} not all be in effect",
    "it is not so that {clause}", "it not be so that {clause}",
    "if {clause}, then {then}", "{clause} exactly when {other}", "this holds: {clause}",
    "at least {n:int} of {what} are in effect", "at least {n:int} of {what} is in effect",
    "at least {n:int} of these hold ({clauses})",
    "at least {n:int} of these holds ({clauses})")  # fmt: skip
def clause(scene: Scene, said: Said) -> bool:
    return len(clauses(scene).readings(said.text)) == 1


CLAUSES = [row for row in say.rows if row.truth is clause]


def _count_clauses(text: str) -> None:
    HITS.update(row.template for row in CLAUSES if row.pattern.search(text))


@say.part("put in effect {what}", "end {what}", "nothing in effect", "move to {what}")
def steps(scene: Scene, said: Said) -> bool:
    return bool(scene.signed_steps(said.text))
