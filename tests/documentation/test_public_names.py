"""What the library shows: every public name is sorted, documented and on the library page."""

from __future__ import annotations

import dataclasses
import inspect
import re
from pathlib import Path

import pytest

import detente
from detente.cli.main import COMMANDS

LIBRARY = Path(__file__).parents[2] / "docs" / "reference" / "library.md"


def test_public_names_are_sorted_and_nothing_else_shows() -> None:
    """`__all__` is sorted as a reader sorts, and `dir` shows nothing beside it."""
    assert list(detente.__all__) == sorted(detente.__all__)
    assert dir(detente) == sorted(detente.__all__)
    assert set(detente._HOMES) == set(detente.__all__)


@pytest.mark.parametrize("name", detente.__all__)
def test_a_public_name_is_documented(name: str) -> None:
    """It has a docstring of its own and a heading on the library page."""
    value = getattr(detente, name)
    if inspect.isfunction(value) or isinstance(value, type):
        doc = value.__doc__ or ""
        assert doc.strip()
        assert not doc.startswith(f"{name}("), "the docstring dataclasses write does not count"
    assert re.search(rf"^### {name}$", LIBRARY.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", detente.__all__)
def test_the_methods_of_a_public_class_are_documented(name: str) -> None:
    """Every public method and property says what it returns."""
    value = getattr(detente, name)
    if not isinstance(value, type):
        return
    for member_name, member in vars(value).items():
        function = getattr(member, "fget", None) or getattr(member, "func", None) or member
        if not member_name.startswith("_") and inspect.isfunction(function):
            assert inspect.getdoc(function), f"{name}.{member_name}"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_a_library_function(command: str) -> None:
    """Every command has a function of its name, with options that are keyword-only."""
    name = "import_" if command == "import" else command
    assert name in detente.__all__
    function = getattr(detente, name)
    parameters = list(inspect.signature(function).parameters.values())
    with_default = [p for p in parameters if p.default is not inspect.Parameter.empty]
    assert all(p.kind is inspect.Parameter.KEYWORD_ONLY for p in with_default[1:])


@pytest.mark.parametrize("name", detente.__all__)
def test_public_dataclasses_are_frozen(name: str) -> None:
    """Values are not changed once they are made."""
    value = getattr(detente, name)
    if isinstance(value, type) and dataclasses.is_dataclass(value):
        assert value.__dataclass_params__.frozen
