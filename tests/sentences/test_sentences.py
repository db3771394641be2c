"""No sentence without a row, and none on random files that is not true."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

import detente

from .running import COMMANDS, judge, rows_of

COUNT = int(os.environ.get("DETENTE_SENTENCES_COUNT", "42"))
CHUNKS = 7
DEAR = {"brief": 3}  # of the files of these only every so many-th is taken
SOURCE = Path(detente.__file__).parent


def pieces(module: str, unprinted: Collection[str] = ()) -> Iterator[tuple[int, str]]:
    """Yield the words that a module can print: its texts, between what is filled in.

    Docstrings, texts of a single word, names with '_', what texts are compared with and the constants
    that are never printed are left out.
    """
    tree = ast.parse((SOURCE / module).read_text(encoding="utf-8"))
    silent = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(
            node
        ):
            first = node.body[0]
            assert isinstance(first, ast.Expr)
            silent.add(id(first.value))
        if isinstance(node, ast.Raise | ast.Assert):
            silent |= {id(inner) for inner in ast.walk(node)}
        if isinstance(node, ast.Assign) and any(ast.unparse(t) in unprinted for t in node.targets):
            silent |= {id(inner) for inner in ast.walk(node)}
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) in unprinted:
            silent |= {id(inner) for inner in ast.walk(node)}
        if isinstance(node, ast.Compare | ast.MatchValue):  # what is compared with is not printed
            silent |= {id(inner) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in silent
        ):
            text = " ".join(node.value.split())
            if " " in text and len(re.findall(r"[A-Za-z]{2,}", text)) > 1:
                yield node.lineno, text


@pytest.mark.parametrize(
    "module", sorted({m for c in COMMANDS for rows in rows_of(c) for m in rows.covers})
)
def test_every_template_has_a_row(module: str) -> None:
    """Whatever words a module prints stand in the template of a row."""
    known = [
        " ".join(row.literal.casefold().split())
        for command in COMMANDS
        for rows in rows_of(command)
        for row in rows.rows
    ]
    known += [
        column.casefold()
        for command in COMMANDS
        for rows in rows_of(command)
        for columns, _ in rows.tables
        for column in columns
    ]
    unprinted = {
        name
        for command in COMMANDS
        for rows in rows_of(command)
        if module in rows.covers
        for name in rows.unprinted
    }
    missing = [
        f"{module}:{line}: {text}"
        for line, text in pieces(module, unprinted)
        if not any(text.casefold() in template for template in known)
    ]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("chunk", range(CHUNKS))
@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_printed_is_true(command: str, chunk: int) -> None:
    """Every sentence that the command prints on random files is true by the definitions."""
    seeds = range(chunk, COUNT // DEAR.get(command, 1), CHUNKS)
    wrong = [line for seed in seeds for line in judge(seed, [command]).wrong]
    assert not wrong, "\n".join(wrong[:20])
