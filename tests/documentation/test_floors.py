"""The house as built: imports only go down, no circles, short modules, one word per idea."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "detente"

# the floors, lowest first; what stands on one floor does not know its neighbours
FLOORS = (
    ("errors", "visible"),
    ("conflict", "files", "shipped", "version"),
    ("language", "formats", "graph"),
    ("analyses", "evidence"),
    ("checking", "reference"),
    ("telling",),
    ("briefing",),
    ("cli",),
)
FLOOR = {name: number for number, floor in enumerate(FLOORS) for name in floor}
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST = 500


def name_of(path: Path) -> str:
    """Return the dotted name of a module inside the package: `graph.model`."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


NAMES = {name_of(path): path for path in MODULES}


@cache
def tree_of(path: Path) -> ast.Module:
    """Return a module as a syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(path: Path, *, on_loading: bool) -> Iterator[str]:
    """Yield the modules of the package that a module imports.

    `on_loading` leaves out what is imported later, inside functions, or only for annotations.
    """
    waiting: list[ast.AST] = [tree_of(path)]
    while waiting:
        node = waiting.pop()
        late = isinstance(node, ast.FunctionDef)
        late |= isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
        if late and on_loading:
            continue
        waiting.extend(ast.iter_child_nodes(node))
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            known = [name.removeprefix("detente.") in NAMES for name in inner]
            found = [
                a if is_module else node.module for a, is_module in zip(inner, known, strict=True)
            ]
        else:
            continue
        for name in found:
            if name.startswith("detente."):
                yield name.removeprefix("detente.")


def test_imports_only_go_down() -> None:
    """A module imports from its own folder and from lower floors only."""
    folders = {name.partition(".")[0] for name in NAMES} - {""}
    assert folders - FLOOR.keys() == set(), "these have no floor yet: give them one in FLOORS"
    for name, path in NAMES.items():
        here = name.partition(".")[0]
        below = {there.partition(".")[0] for there in imports_of(path, on_loading=False)}
        if here:
            assert [t for t in below if t != here and FLOOR[t] >= FLOOR[here]] == [], name


def test_modules_do_not_import_each_other_in_a_circle() -> None:
    """Following the imports made on loading never leads back to where it began."""
    imports = {name: set(imports_of(path, on_loading=True)) for name, path in NAMES.items() if name}
    while True:
        # what imports nothing that is left, or is imported by nothing that is left, is in no circle
        imported = set().union(*imports.values())
        rest = {
            name: needed & imports.keys()
            for name, needed in imports.items()
            if needed & imports.keys() and name in imported
        }
        if rest == imports:
            break
        imports = rest
    assert not imports, f"these go in a circle: {imports}"


def test_every_module_has_a_docstring_and_is_short() -> None:
    """Every module says its idea and has at most 500 lines."""
    for name, path in NAMES.items():
        assert ast.get_docstring(tree_of(path)), name
        assert path.read_text(encoding="utf-8").count("\n") <= LONGEST, name


def test_abbreviations_of_the_literature_stand_in_docstrings_only() -> None:
    """No name, message or comment says UI, UM or DM."""
    abbreviation = re.compile(r"(?<![A-Za-z])(UI|UM|DM)s?(?![A-Za-z])")
    for name, path in NAMES.items():
        text = path.read_text(encoding="utf-8")
        if not abbreviation.search(text):
            continue
        docstrings = {
            node.body[0].lineno
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and ast.get_docstring(node) is not None
        }
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type != tokenize.STRING or token.start[0] not in docstrings:
                assert not abbreviation.search(token.string), f"{name}, line {token.start[0]}"


def test_names_use_the_words_of_the_glossary() -> None:
    """No identifier says player or claim: it is a party, a quotation."""
    forbidden = {"player", "players", "claim", "claims", "utility", "utilities"}
    for name, path in NAMES.items():
        for node in ast.walk(tree_of(path)):
            found = [getattr(node, field, None) for field in ("name", "id", "attr", "arg")]
            words = {
                word for one in found if isinstance(one, str) for word in one.lower().split("_")
            }
            assert not forbidden & words, f"{name}: {words}"
