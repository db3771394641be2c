"""The JSON Schema for editors agrees with the checker: it accepts and refuses the same files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from detente.errors import ConflictProblems
from detente.language.json_schema import json_schema
from detente.language.loading import loads
from detente.language.schema import SHAPES
from detente.shipped import path_of, slugs

ROOT = Path(__file__).parents[2]
CONSTRUCTS = sorted((ROOT / "docs" / "constructs").glob("*.yaml"))
FILES = [path for path in map(path_of, slugs()) if path is not None] + CONSTRUCTS
VALIDATOR = jsonschema.Draft202012Validator(json_schema())


class Core(yaml.SafeLoader):
    """YAML 1.2 as editors read it: null, truth values and numbers are not text."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), first)

SMALL = """\
detente: 1
title: t
parties: {A: {prefers: [x]}, B: {prefers: [not x]}}
options: {x: {by: A}}
"""

BROKEN = {
    "an unknown key": SMALL + "colour: red\n",
    "no title": SMALL.replace("title: t\n", ""),
    "another version": SMALL.replace("detente: 1", "detente: 2"),
    "a list of options": SMALL.replace("options: {x: {by: A}}", "options: [x]"),
    "no form of a statement": SMALL.replace("[x]", "[{position: p}]"),
    "two forms of a statement": SMALL.replace("[x]", "[{want: x, demand: x}]"),
    "a sign in a formula": SMALL.replace("[x]", "['x & x']"),
    "a number as a formula": SMALL.replace("[x]", "[7]"),
    "a want of unknown strength": SMALL.replace("[x]", "[{want: x, strength: very}]"),
    "a condition without its words": SMALL.replace("[x]}", "[x], conditions: [x if x]}"),
    "same outside an epoch": SMALL.replace("[x]}", "[x], conditions: [same]}"),
    "a weight that is no number": SMALL.replace("prefers: [x]", "weights: [{x: much}]"),
    "a voice nobody has": SMALL
    + "sources: {s: {title: s}}\nquotations: {q: {source: s, voice: echo, text: x}}\n",
    "text and paraphrase": SMALL
    + "sources: {s: {title: s}}\nquotations: {q: {source: s, voice: gloss, text: x, paraphrase: y}}\n",
    "a passage that is none": SMALL + "sources: {s: {title: s}}\n"
    "quotations: {q: {source: s, voice: gloss, text: x, passage: 'sha256:12'}}\n",
    "a date that is none": SMALL + "as_of: last May\n",
    "a duration that is none": SMALL.replace("{by: A}", "{by: A, takes: long}"),
    "a window that is none": SMALL.replace("{by: A}", "{by: A, window: soon}") + "as_of: 2031\n",
    "slow, perhaps": SMALL.replace("{by: A}", "{by: A, slow: perhaps}"),
    "a reserved key": SMALL.replace("{by: A}", "{by: A, slices: 3}"),
    "a word of the language as a name": SMALL.replace(
        "{x: {by: A}}", "{x: {by: A}, nobody: {by: A}}"
    ),
    "Y and N as a name": SMALL.replace("{x: {by: A}}", "{x: {by: A}, YN: {by: A}}"),
    "a name with a space": SMALL.replace("{x: {by: A}}", "{x: {by: A}, two words: {by: A}}"),
    "a party with a comma": SMALL.replace(" B:", " 'B, C':"),
    "an option that is empty": SMALL.replace("{by: A}", ""),
}


def short(path: Path) -> str:
    """Return how a file is called in the report of a test."""
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", FILES, ids=short)
def test_files_that_load_are_accepted(path: Path) -> None:
    """Every shipped conflict and construct fits, its scalars read as text and as YAML 1.2 does."""
    text = path.read_text(encoding="utf-8")
    for loader in (yaml.BaseLoader, Core):
        problems = [error.message for error in VALIDATOR.iter_errors(yaml.load(text, loader))]
        assert problems == []


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_files_that_are_refused_do_not_fit(text: str) -> None:
    """What the checker calls a problem of form, the schema refuses as well."""
    with pytest.raises(ConflictProblems):
        loads(text)
    assert not VALIDATOR.is_valid(yaml.load(text, yaml.BaseLoader))
    assert not VALIDATOR.is_valid(yaml.load(text, Core))


def test_numbers_and_dates_are_welcome_where_text_is_meant() -> None:
    """A title may be 2021, a source be called 7, a date be a year."""
    text = SMALL.replace("title: t", "title: 2021") + (
        "as_of: 2021\nsources: {7: {title: 1.5, date: 2021}}\n"
        "quotations: {q: {source: 7, voice: gloss, text: true}}\n"
    )
    loads(text)
    read = json.loads(json.dumps(yaml.load(text, Core)))
    assert VALIDATOR.is_valid(read)


def test_names_of_any_script_are_welcome() -> None:
    """Option names may be Korean, and hold digits, dashes and underscores."""
    text = SMALL.replace("x", "회담_2-b")
    loads(text)
    assert VALIDATOR.is_valid(yaml.load(text, Core))


def test_the_schema_is_valid_closed_and_whole() -> None:
    """It is a valid schema, describes every key of the table, and knows no other."""
    document = json_schema()
    jsonschema.Draft202012Validator.check_schema(document)
    for name, table in SHAPES.items():
        shape = document["$defs"][name.replace(" ", "-")]  # type: ignore[index]
        assert set(shape["properties"]) == set(table.fields)
        assert all(field["description"] for field in shape["properties"].values())
        assert shape["additionalProperties"] is not True
