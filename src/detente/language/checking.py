"""A tree held against the schema table: every departure is a problem, the rest is kept.

What comes back is the tree without the parts that are wrong, so that the loader reads on and
finds the remaining problems of the file in the same run.
"""

from __future__ import annotations

import re

from detente.errors import Problem, short
from detente.language.codes import as_hint, problem, suggestion
from detente.language.schema import SHAPES, Either, Field, Kind, ListOf, MapOf, Scalar, Shape
from detente.language.tree import Mapping, Node, Sequence, Text

_FORMS = {
    "truth": re.compile("true|false"),
    "whole": re.compile(r"\d{1,9}"),
    "number": re.compile(r"[-+]?\d{1,15}(\.\d{1,9})?"),
    "fingerprint": re.compile("sha256:[0-9a-f]{64}"),
}
_WANTED = {
    "truth": "'true' or 'false'",
    "whole": "a whole number",
    "number": "a number",
    "fingerprint": "'sha256:' and 64 hexadecimal digits",
}

# what one entry of a mapping of names is called in messages
_ONE_OF = {
    "sources": "source",
    "quotations": "quotation",
    "parties": "party",
    "positions": "position",
    "options": "option",
    "facts": "fact",
    "states": "state",
    "targets": "target",
    "perspectives": "perspective",
    "moves": "the moves from",
}


def conform(node: Node, kind: Kind, what: str, problems: list[Problem]) -> Node | None:
    """Return `node` with what departs from `kind` left out; None if nothing of it is left.

    `what` names the value in messages, as in `option 'ease'`.
    """
    match kind:
        case Scalar():
            return _scalar(node, kind, what, problems)
        case ListOf(item, alone):
            if isinstance(node, Sequence):
                kept = (conform(one, item, f"an item of {what}", problems) for one in node.items)
                return Sequence(tuple(one for one in kept if one is not None), node.place)
            if alone and isinstance(node, Text):
                one = conform(node, item, what, problems)
                return None if one is None else Sequence((one,), node.place)
        case MapOf(value):
            if isinstance(node, Mapping):
                return _named(node, value, what, problems)
        case Shape(name):
            if isinstance(node, Mapping):
                return _shaped(node, name, what, problems)
        case Either(kinds):
            for form in kinds:
                if looks_like(node, form):
                    return conform(node, form, what, problems)
    hint = f"write {_form(kind)}"
    if isinstance(node, Text) and not node.value and node.plain:
        problems.append(problem("S004", node.place, f"{what} is empty", hint))
    else:
        if isinstance(kind, ListOf) and isinstance(node, Text):
            hint = f"put it in brackets: [{short(node.value)}]"
        message = f"{what} is {_written(node)}, not {_form(kind)}"
        problems.append(problem("S004", node.place, message, hint))
    return None


def _scalar(node: Node, kind: Scalar, what: str, problems: list[Problem]) -> Node | None:
    if not isinstance(node, Text):
        hint = "put it in quotation marks" if isinstance(node, Mapping) else ""
        message = f"{what} is {_written(node)}, not one text"
        problems.append(problem("S004", node.place, message, hint or "write one value"))
        return None
    value = node.value.strip()
    if not value and kind.kind != "text":
        message = f"{what} is empty"
        problems.append(problem("S004", node.place, message, f"write {_form(kind)}"))
        return None
    if kind.choices and value not in kind.choices:
        listed = f"write one of: {', '.join(kind.choices)}"
        hint = suggestion(problems, value, kind.choices, otherwise=listed)
        problems.append(problem("S005", node.place, f"{what} cannot be '{short(value)}'", hint))
        return None
    form = _FORMS.get(kind.kind)
    if form and not form.fullmatch(value):
        code = "E004" if kind.kind == "fingerprint" else "S004"
        message = f"{what} is '{short(value)}', not {_WANTED[kind.kind]}"
        hint = "" if code == "E004" else f"write {_WANTED[kind.kind]}"
        problems.append(problem(code, node.place, message, hint))
        return None
    return node


def _named(node: Mapping, value: Kind, what: str, problems: list[Problem]) -> Mapping:
    kept: list[tuple[Text, Node]] = []
    for key, inner in _once(node, what, problems):
        result = conform(inner, value, f"{_ONE_OF.get(what, what)} '{short(key.value)}'", problems)
        if result is not None:
            kept.append((key, result))
    return Mapping(tuple(kept), node.place)


def _shaped(node: Mapping, name: str, what: str, problems: list[Problem]) -> Mapping | None:
    table = SHAPES[name]
    kept: list[tuple[Text, Node]] = []
    for key, inner in _once(node, what, problems):
        word = key.value
        field = table.fields.get(word)
        if field is not None:
            called = word if isinstance(field.kind, MapOf) else f"'{word}' of {what}"
            result = conform(inner, field.kind, called, problems)
            if result is not None:
                kept.append((key, result))
        elif word in table.reserved:
            message = f"'{word}' is reserved for a later version"
            problems.append(problem("S006", key.place, message))
        elif table.free is not None:
            result = conform(inner, table.free, f"the number of '{short(word)}'", problems)
            if result is None:
                return None  # without its number the rest of it means nothing
            kept.append((key, result))
        else:
            taken = {key.value for key, _ in kept}
            known = [field for field in table.fields if field not in taken]
            listed = f"known here: {', '.join(table.fields)}"
            hint = suggestion(problems, word, known, otherwise=listed)
            if word == "<<":
                hint = "a conflict file merges no mappings: write the keys out"
            message = f"'{short(word)}' is not a key of {what}"
            problems.append(problem("S001", key.place, message, hint))
    present = {key.value for key, _ in node.entries}
    for word, field in table.fields.items():
        if field.required and word not in present:
            message = f"{what} has no '{word}'"
            problems.append(problem("S003", node.place, message, _how_to_add(word, field)))
    _exactly_one(node, table.one_of, what, present, problems)
    return Mapping(tuple(kept), node.place)


def _how_to_add(word: str, field: Field) -> str:
    choices = field.kind.choices if isinstance(field.kind, Scalar) else ()
    if len(choices) == 1:
        return f"add '{word}: {choices[0]}'"
    listed = f" ({', '.join(choices)})" if choices else ""
    return f"add '{word}': {as_hint(field.doc)}{listed}"


def _exactly_one(
    node: Mapping, keys: tuple[str, ...], what: str, present: set[str], problems: list[Problem]
) -> None:
    found = [key for key in keys if key in present]
    listed = ", ".join(f"'{key}'" for key in keys)
    if keys and not found:
        code = "E003" if "paraphrase" in keys else "S003"
        message = f"{what} has none of {listed}"
        problems.append(problem(code, node.place, message, f"add one of {listed}"))
    elif len(found) > 1:
        code = "E003" if "paraphrase" in keys else "S007"
        message = f"{what} has both '{found[0]}' and '{found[1]}'"
        place = next(key.place for key, _ in node.entries if key.value == found[1])
        problems.append(problem(code, place, message, "keep one of them"))


def _once(node: Mapping, what: str, problems: list[Problem]) -> list[tuple[Text, Node]]:
    """Return the entries of a mapping, a repeated key reported and left out."""
    seen: dict[str, Text] = {}
    kept: list[tuple[Text, Node]] = []
    for key, value in node.entries:
        first = seen.setdefault(key.value, key)
        if first is key:
            kept.append((key, value))
        else:
            message = f"'{short(key.value)}' stands twice in {what}"
            hint = f"the first is in line {first.place.line}: keep one of the two"
            problems.append(problem("S002", key.place, message, hint))
    return kept


def looks_like(node: Node, kind: Kind) -> bool:
    """Tell whether a value is written as one of a kind is."""
    match kind:
        case Scalar():
            return isinstance(node, Text)
        case ListOf(_, alone):
            return isinstance(node, Sequence) or (alone and isinstance(node, Text))
        case MapOf() | Shape():
            return isinstance(node, Mapping)
        case Either(kinds):
            return any(looks_like(node, one) for one in kinds)


def _written(node: Node) -> str:
    match node:
        case Text(value):
            return f"'{short(value)}'"
        case Sequence():
            return "a list"
        case Mapping():
            return "a mapping"


def _form(kind: Kind) -> str:
    match kind:
        case Scalar(kind=form):
            return _WANTED.get(form, f"a {form}" if form != "text" else "text")
        case ListOf():
            return "a list"
        case MapOf():
            return "a mapping of names"
        case Shape(name):
            return f"a mapping with keys such as '{next(iter(SHAPES[name].fields), 'formula')}'"
        case Either(kinds):
            return " or ".join(dict.fromkeys(map(_form, kinds)))
