"""Values as YAML text: style, quotation marks, and that any reader gets the values back."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.language.emitting import WIDTH, Plain, emit, flow, inline
from detente.language.spans import plain, spans
from detente.language.tree import read_tree

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300) | st.text(
    "ab -?:,[]{}#&*!|>'\"%@`\\\n\t.=<~0Yn", max_size=150
)
TREES = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(TEXTS, max_size=4).map(tuple)
        | st.dictionaries(TEXTS, inner, max_size=3)
    ),
    max_leaves=12,
)


def as_lists(tree: Any) -> Any:
    """Return the values with lists for tuples."""
    if isinstance(tree, dict):
        return {key: as_lists(value) for key, value in tree.items()}
    return list(map(as_lists, tree)) if isinstance(tree, list | tuple) else tree


@settings(deadline=None)
@given(st.dictionaries(TEXTS, TREES, min_size=1, max_size=3))
def test_every_value_is_read_back(tree: Any):
    """Whatever the texts hold, a YAML reader gives the same values again."""
    assert yaml.load(emit(tree), Loader=yaml.CBaseLoader) == as_lists(tree)
    assert yaml.load(emit(tree), Loader=yaml.BaseLoader) == as_lists(tree)


@settings(deadline=None)
@given(TREES)
def test_one_line_is_read_back(tree: Any):
    """A value in brackets gives the same value again, inside other brackets."""
    text = f"[{flow(tree)}, x]"
    assert yaml.load(text, Loader=yaml.CBaseLoader) == [as_lists(tree), "x"]


def test_style():
    """Blocks by two spaces, short lists in brackets, long texts folded, sections apart."""
    tree = {
        "title": "On: time",
        "date": Plain("2021-10"),
        "list": [{"a": "1", "b": ("x", "y, z")}, ["p", "q"], "text"],
        "empty": [],
        "long": " ".join(["word"] * 25),
        "lines": "one\n\ntwo",
    }
    assert emit(tree) == (
        'title: "On: time"\n'
        "date: 2021-10\n"
        "\n"
        "list:\n"
        '  - a: "1"\n'
        '    b: [x, "y, z"]\n'
        "  - - p\n"
        "    - q\n"
        "  - text\n"
        "\n"
        "empty: []\n"
        "long: >-\n"
        f"  {' '.join(['word'] * 19)}\n"
        f"  {' '.join(['word'] * 6)}\n"
        "\n"
        "lines: |-\n"
        "  one\n"
        "\n"
        "  two\n"
    )


@pytest.mark.parametrize(
    "text", ["YNY", "no", "True", "~", "12", "2021-10", "a: b", "- a", "a #b", "a:", "", " a", "<<"]
)
def test_quotation_marks_where_needed(text: str):
    """What an older reader takes for something else stands in quotation marks."""
    assert inline(text) == f'"{text}"'


@pytest.mark.parametrize(
    "text", ["a b", "a:b", "YES we can", "3 days", "(a or b) and c", "평화, 1"]
)
def test_no_quotation_marks_where_not_needed(text: str):
    """Plain words stay plain."""
    assert inline(text) == text


def test_lines_are_short():
    """No line of a long list or text goes beyond the margin."""
    tree = {"names": tuple(f"name-{n}" for n in range(60)), "text": "Some words. " * 40 + "End"}
    assert max(map(len, emit(tree).splitlines())) <= WIDTH


def test_long_keys_stand_alone():
    """A key longer than YAML allows on one line is written as a text of its own."""
    key = " or ".join(f"option-{n}" for n in range(200))
    tree = {"weights": [{key: "3", "note": "n"}]}
    text = emit(tree)
    assert yaml.load(text, Loader=yaml.CBaseLoader) == tree
    assert plain(spans(text)) == {"weights": [{key: "3", "note": "n"}]}
    assert read_tree(text, "t").get("weights") is not None
