"""The schema table as a JSON Schema (draft 2020-12), for editors that complete and underline.

Editors read YAML 1.2: they see `2021` as a number and `true` as a truth value where a conflict
file knows only text.  Both are accepted wherever the text would be.  The schema is closed like
the format: a key that is not known is wrong.  It cannot know names: whether an option is
declared, and whether a formula can be read to its end, is the business of `check`.
"""

from __future__ import annotations

from detente.language.expressions import RESERVED
from detente.language.schema import (
    SHAPES,
    VERSION,
    Either,
    Field,
    Kind,
    ListOf,
    MapOf,
    Scalar,
    Shape,
    ShapeTable,
)

Plain = dict[str, object]

_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
# what no name holds: white space, and the signs of ASCII other than _ and -
_NOT_FIRST = r"\s!-@\[-`{-~"
_NOT_LATER = r"\s!-,./:-@\[-^`{-~"

# how each kind of text is written: its pattern, and what else YAML may make of it
_PATTERNS = {
    "formula": r"^[^!-'*+./:-@\[-^`{-~]*[^!-@\[-`{-~\s][^!-'*+./:-@\[-^`{-~]*$",
    "step": r"^\s*(not\s+)?\S+\s*$",
    "condition": r"^\s*(not\s+)?\S+\s+only\s+(after|with)\s+\S",
    "condition or same": r"^\s*(same|(not\s+)?\S+\s+only\s+(after|with)\s+\S.*)\s*$",
    "date": rf"^\s*{_DATE}\s*$",
    "span": rf"^\s*{_DATE}\s*(\.\.\s*{_DATE})?\s*$",
    "duration": r"^\s*\d{1,5}(\s*\.\.\s*\d{1,5})?\s*(days?|weeks?)\s*$",
    "fingerprint": "^sha256:[0-9a-f]{64}$",
    "state": rf"^\s*[^{_NOT_FIRST}][^{_NOT_LATER}]*\s*$",
    "name": r"\S",
}
_YEAR: Plain = {"type": "integer", "minimum": 1000, "maximum": 9999}

# what an author may call things, by section; elsewhere anything goes
_NAMED_IN_FORMULAS = ("options", "facts", "states", "targets")
_NAMED_IN_LISTS = ("parties", "positions", "perspectives")


def json_schema() -> Plain:
    """Return the JSON Schema of the conflict file, as plain values."""
    shapes = {_key(name): _shape(name, table) for name, table in SHAPES.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Détente conflict file",
        "description": f"Version {VERSION} of the format. "
        "Whether names are declared and formulas can be read is told by 'detente check'.",
        "$ref": f"#/$defs/{_key('conflict')}",
        "$defs": shapes,
    }


def _key(shape: str) -> str:
    return shape.replace(" ", "-")


def _shape(name: str, table: ShapeTable) -> Plain:
    found: Plain = {
        "title": name,
        "description": table.doc,
        "type": "object",
        "properties": {key: _field(key, field) for key, field in table.fields.items()},
        "additionalProperties": False if table.free is None else _kind(table.free),
    }
    if table.free is not None:
        # beside the known keys there has to be one formula
        found["propertyNames"] = {"pattern": _PATTERNS["formula"]}
        found["minProperties"] = 1
    required = [key for key, field in table.fields.items() if field.required]
    if required:
        found["required"] = required
    if table.one_of:
        found["oneOf"] = [{"required": [key]} for key in table.one_of]
    return found


def _field(key: str, field: Field) -> Plain:
    found = {"description": field.doc, **_kind(field.kind)}
    if isinstance(field.kind, MapOf):
        found["propertyNames"] = _names_of(key)
    return found


def _names_of(section: str) -> Plain:
    if section in _NAMED_IN_FORMULAS:
        return {
            "pattern": f"^[^{_NOT_FIRST}][^{_NOT_LATER}]*$",
            "not": {"anyOf": [{"enum": sorted(RESERVED)}, {"pattern": "^[YN]+$"}]},
        }
    if section in _NAMED_IN_LISTS:
        words = ["all", "any_of", "nobody", "others", "same"]
        return {"pattern": r"^[^,:\n]*[^,:\s][^,:\n]*$", "not": {"enum": words}}
    return {"minLength": 1}


def _kind(kind: Kind) -> Plain:
    match kind:
        case Scalar():
            return _scalar(kind)
        case ListOf(item, alone):
            listed: Plain = {"type": "array", "items": _kind(item)}
            return {"anyOf": [_kind(item), listed]} if alone else listed
        case MapOf(value):
            return {"type": "object", "additionalProperties": _kind(value)}
        case Shape(name):
            return {"$ref": f"#/$defs/{_key(name)}"}
        case Either(kinds):
            return {"anyOf": [_kind(one) for one in kinds]}


def _scalar(kind: Scalar) -> Plain:
    match kind.kind:
        case "truth":
            return {"enum": [True, False, "true", "false"]}
        case "whole":
            return {"enum": [form for text in kind.choices for form in (int(text), text)]}
        case "number":
            pattern = r"^\s*[-+]?\d{1,15}(\.\d{1,9})?\s*$"
            return {"anyOf": [{"type": "number"}, {"type": "string", "pattern": pattern}]}
        case "date" | "span":
            return {"anyOf": [{"type": "string", "pattern": _PATTERNS[kind.kind]}, _YEAR]}
        case (
            "formula"
            | "step"
            | "condition"
            | "condition or same"
            | "duration"
            | "fingerprint"
            | "state"
        ):
            return {"type": "string", "pattern": _PATTERNS[kind.kind]}
        case "name":
            return {"type": ["string", "number", "boolean"], "pattern": _PATTERNS["name"]}
    if kind.choices:
        return {"enum": list(kind.choices)}
    return {"type": ["string", "number", "boolean"]}
