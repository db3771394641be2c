"""What an accepted proposal is for in the conflict file: `attach`, read and looked up.

`US.s3`, `option review`, `fact gone`, `outcome`: it supports this.  `against US.s3`: it speaks
against it.  `US.new demand: eow implies steps`, or `red line`, or `want`: it supports a new
statement.  `US.new condition: ease only after steps`: it supports a new condition.
`new option review: Finish the legal review by US`: it supports a new option.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.conflict.basis import Basis
from detente.conflict.conflict import Conflict, statements
from detente.conflict.logic import Formula, names, to_text
from detente.conflict.parties import Condition
from detente.errors import Place, Problem, did_you_mean, short
from detente.evidence.reviewing.parties import party_of
from detente.evidence.reviewing.records import Value
from detente.language import expressions
from detente.language.codes import problem
from detente.language.expressions import NotAFormula, plain_name_problem

_NEW = re.compile(
    r"(?P<party>.+)\.new\s+(?P<kind>red line|demand|want|condition)\s*:\s*(?P<words>.*)"
)
_OPTION = re.compile(r"new option\s+(?P<name>[^:]+?)\s*:\s*(?P<label>.+)\s+by\s+(?P<by>.+)")
_AND = re.compile(r"\s*(?:,|\band\b)\s*")
# an id has no space, but for one in the name of a party: 'North Korea.s3'
_ITEM = re.compile(r"[^\s!?:;,]+|[^!?:;,]+\.\w+")
_SORTED = re.compile(r"(?P<sort>option|fact|rule|channel|statement|condition)\s+(?P<name>.+)")


@dataclass(frozen=True, slots=True)
class Support:
    """A quotation goes to an item that is there: `there` names those it has."""

    item: str
    place: Place
    against: bool
    there: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewItem:
    """A statement or condition that is new: `kind` is one of a statement, or `condition`."""

    party: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class NewOption:
    """An option that is new, and the parties that take it together."""

    name: str
    label: str
    by: tuple[str, ...]


Attached = Support | NewItem | NewOption


def coming(values: Iterable[Value]) -> tuple[str, ...]:
    """Return the names of the options that texts under `attach` call new."""
    found = (_OPTION.fullmatch(value.text) for value in values)
    return tuple(dict.fromkeys(match["name"] for match in found if match))


def attached(value: Value, conflict: Conflict, options: Iterable[str] = ()) -> Attached | Problem:
    """Return what a text under `attach` means in a conflict, or what is wrong with it.

    `options` are names that formulas may use as well: of options that come in with the review.
    """
    new = _NEW.fullmatch(value.text)
    if new is not None:
        return _new(value, new, conflict, tuple(options))
    if value.text.startswith("new "):
        return _new_option(value, conflict)
    against, name = value.text.startswith("against "), value.text.removeprefix("against ").strip()
    items = items_of(conflict)
    found = items.get(name)
    sort = _SORTED.fullmatch(name)
    if found is None and sort is not None:
        found = items.get(sort["name"]) or items.get(name)
    if found is not None:
        basis, key = found
        there = basis.against if against else basis.because
        return Support(key, basis.place, against, there)
    if re.search(r"\.new\b", name):
        message = f"'{short(value.text)}' names no new statement or condition"
        hint = "write 'US.new demand: FORMULA', with red line, demand, want or condition"
        return problem("R003", value.place, message, hint)
    if name in {position.name for position in conflict.positions}:
        message = f"'{short(name)}' is a position, and its statements carry the quotations"
        return problem("R003", value.place, message, "name a statement or condition of it")
    message = f"'{short(name)}' is nothing of the conflict file that a quotation can support"
    return problem("N001", value.place, message, did_you_mean(name, items))


def malformed(value: Value) -> Problem | None:
    """Return what is wrong with the form of a text under `attach`, None if nothing is.

    Whether a conflict file has what it names is another question.
    """
    text = value.text
    name = text.removeprefix("against ").strip()
    new = _NEW.fullmatch(text)
    if (new is not None and new["words"].strip()) or _OPTION.fullmatch(text):
        return None
    if text.startswith("new "):
        return _no_option(value)
    if (
        new is None
        and not re.search(r"\.new\b", name)
        and (_ITEM.fullmatch(name) or _SORTED.fullmatch(name))
    ):
        return None
    message = f"'{short(text)}' says nothing of what it is for"
    hint = "write 'US.s3', 'against US.s3', 'option NAME' or 'US.new demand: FORMULA'"
    return problem("R003", value.place, message, hint)


def items_of(conflict: Conflict) -> dict[str, tuple[Basis, str]]:
    """Return every item that can have quotations, by each name it goes by."""
    found: dict[str, tuple[Basis, str]] = {}
    for name, basis in _items(conflict):
        found.setdefault(name, (basis, name))
    for section, sort in ((conflict.options, "option"), (conflict.facts, "fact")):
        for one in section:
            found[f"{sort} {one.name}"] = (one.basis, f"{sort} {one.name}")
            found.setdefault(one.name, (one.basis, f"{sort} {one.name}"))
    if conflict.outcome is not None:
        found.setdefault("outcome", (conflict.outcome.basis, "outcome"))
    return found


def _items(conflict: Conflict) -> Iterator[tuple[str, Basis]]:
    lists = [(party.prefers, party.conditions) for party in conflict.parties]
    for epoch in conflict.epochs:
        lists += [(change.prefers or (), change.conditions or ()) for change in epoch.parties]
    for prefers, conditions in lists:
        yield from ((statement.id, statement.basis) for statement in statements(prefers))
        yield from ((one.id, one.basis) for one in conditions if isinstance(one, Condition))
    for party in conflict.parties:
        yield from ((weight.id, weight.basis) for weight in party.weights)
    yield from ((rule.id, rule.basis) for rule in conflict.rules)
    yield from ((channel.id, channel.basis) for channel in conflict.channels)


def _new_option(value: Value, conflict: Conflict) -> Attached | Problem:
    """Return what a new option is: an old one, if the file has it already."""
    found = _OPTION.fullmatch(value.text)
    if found is None:
        return _no_option(value)
    name, by = found["name"], []
    for one in filter(None, _AND.split(found["by"].strip())):
        party = party_of(conflict, one)
        if party is None:
            known = [party.name for party in conflict.parties]
            message = f"'{short(one)}' is not a party of the conflict file"
            return problem("N001", value.place, message, did_you_mean(one, known))
        by.append(party)
    for option in conflict.options:
        if option.name == name:
            return Support(f"option {name}", option.basis.place, False, option.basis.because)
    taken = {*(fact.name for fact in conflict.facts), *(state.name for state in conflict.states)}
    why = plain_name_problem(name) or ("it is taken" if name in taken else "")
    if why:
        code = "N003" if name in taken else "N002"
        return problem(code, value.place, f"'{short(name)}' cannot name an option: {why}")
    return NewOption(name, found["label"].strip(), tuple(dict.fromkeys(by)))


def _no_option(value: Value) -> Problem:
    message = f"'{short(value.text)}' names no new option"
    hint = "write 'new option NAME: What it is by PARTY', or 'by PARTY and PARTY'"
    return problem("R003", value.place, message, hint)


def _new(
    value: Value, found: re.Match[str], conflict: Conflict, options: tuple[str, ...]
) -> Attached | Problem:
    """Return what a new statement or condition is: an old one, if the party has it already."""
    known = [party.name for party in conflict.parties]
    name = party_of(conflict, found["party"].strip())
    if name is None:
        message = f"'{short(found['party'])}' is not a party of the conflict file"
        return problem("N001", value.place, message, did_you_mean(found["party"], known))
    kind, words, party = found["kind"], found["words"].strip(), conflict.party(name)
    if kind != "condition" and (party.ranking is not None or party.weights):
        message = f"'{short(name)}' has a ranking or weights, and takes no statements"
        return problem("R003", value.place, message, "put it into the ranking yourself")
    text = _read(value, kind, words, conflict, options)
    if isinstance(text, Problem):
        return text
    if kind == "condition":
        for condition in party.conditions:
            if isinstance(condition, Condition) and _said(condition) == text:
                basis = condition.basis
                return Support(condition.id, basis.place, against=False, there=basis.because)
    else:
        for one in statements(party.prefers):
            if one.kind == kind and to_text(one.formula) == text:
                return Support(one.id, one.basis.place, against=False, there=one.basis.because)
    return NewItem(name, kind, text)


def _said(condition: Condition) -> str:
    return f"{condition.step} only {condition.order} {to_text(condition.formula)}"


def _read(
    value: Value, kind: str, words: str, conflict: Conflict, coming_in: tuple[str, ...]
) -> str | Problem:
    """Return a formula or condition as it is written in a file, or what is wrong with it."""
    options = [*(option.name for option in conflict.options), *coming_in]
    words_known = [*options, *(f.name for f in conflict.facts), *(s.name for s in conflict.states)]
    try:
        if kind == "condition":
            step, order, formula = expressions.parse_condition(words)
            unknown = [] if step.option in options else [step.option]
            text = f"{step} only {order} {to_text(formula)}"
        else:
            formula, unknown = expressions.parse(words), []
            text = to_text(formula)
    except NotAFormula as error:
        code = "L002" if kind == "condition" else "L001"
        return problem(code, value.place, error.message, error.hint)
    unknown += _unknown(formula, words_known)
    if unknown:
        message = f"'{short(unknown[0])}' is not an option or fact of the conflict file"
        return problem("N001", value.place, message, did_you_mean(unknown[0], words_known))
    return text


def _unknown(formula: Formula, known: list[str]) -> list[str]:
    return [name for name in names(formula) if name not in known]
