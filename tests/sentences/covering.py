"""Which modules hold sentences, which rows cover them, and which need none: each with the reason.

A module holds sentences where some text in it has two words or more that could be printed: no
docstring, no text that is only compared with, no message of an error that is raised there (those
are tested where they are raised), no line of a command's `--help`, no caption of a notebook.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

import detente

from .rows import Rows
from .running import COMMANDS, rows_of

SOURCE = Path(detente.__file__).parent

PROBLEMS = (
    "messages and hints of problems of a file, each with a code and a place; that every code is "
    "brought about by itself is tested in tests/language/test_codes.py, which names each"
)
READING = (
    "words and patterns that texts are searched for, or by which what is found is marked; nothing "
    "here is printed, and what is read is held against sets marked by hand in tests/reading"
)
DOCUMENTS = (
    "what is said of the files of documents, a corpus or a review: of bytes and of decisions, not "
    "of a conflict; each is tested where it arises"
)
PLUMBING = (
    "what went wrong with a file, a name or the machine, and what to do; no claim on a conflict"
)

PROGRESS = "what is counted on a terminal while one waits, and wiped out again"

# a module, or a folder with a slash behind it: why it needs no row, and the tests of its sentences
EXCEPT: dict[str, tuple[str, str]] = {
    "language/": (PROBLEMS, "tests/language/test_codes.py"),
    "formats/gmcr_values.py": (PROBLEMS, "tests/language/test_codes.py"),
    "formats/gmcr.py": (PROBLEMS, "tests/language/test_codes.py"),
    "graph/compiling.py": (PROBLEMS, "tests/language/test_codes.py"),
    "evidence/verifying.py": (PROBLEMS, "tests/language/test_codes.py"),
    "evidence/reading/": (READING, "tests/reading/test_set.py"),
    "evidence/documents/": (DOCUMENTS, "tests/unit/evidence/documents"),
    "evidence/corpus/": (DOCUMENTS, "tests/unit/evidence/corpus"),
    "evidence/reviewing/": (DOCUMENTS, "tests/unit/evidence/reviewing"),
    "evidence/readings.py": (DOCUMENTS, "tests/command_line/test_read.py"),
    "evidence/working.py": (DOCUMENTS, "tests/command_line/test_read.py"),
    "evidence/citing.py": (DOCUMENTS, "tests/command_line/test_cite.py"),
    "telling/keeping.py": (DOCUMENTS, "tests/command_line/test_corpus.py"),
    "telling/reading.py": (DOCUMENTS, "tests/command_line/test_read.py"),
    "telling/reviewing.py": (DOCUMENTS, "tests/command_line/test_review.py"),
    "cli/read.py": (DOCUMENTS, "tests/command_line/test_read.py"),
    "cli/corpus.py": (DOCUMENTS, "tests/command_line/test_corpus.py"),
    "cli/cite.py": (DOCUMENTS, "tests/command_line/test_cite.py"),
    "cli/new.py": (DOCUMENTS, "tests/command_line/test_new.py"),
    "cli/examples.py": (PLUMBING, "tests/command_line/test_examples.py"),
    "cli/commands.py": (PLUMBING, "tests/command_line/test_start.py"),
    "cli/common.py": (PLUMBING, "tests/command_line/test_limits.py"),
    "cli/blockers.py": (PROGRESS, "tests/command_line/test_blockers.py"),
    "cli/roadmaps.py": (PROGRESS, "tests/command_line/test_roadmaps.py"),
    "cli/leaving.py": (PLUMBING, "tests/command_line/test_streams.py"),
    "cli/streams.py": (PLUMBING, "tests/command_line/test_streams.py"),
    "errors.py": (PLUMBING, "tests/unit/test_values.py"),
    "files.py": (PLUMBING, "tests/hostile/test_overwriting.py"),
    "graph/model.py": (PLUMBING, "tests/unit/graph"),
    "graph/comparing.py": ("words that name how strong a preference is, and never stand alone",
                           "tests/unit/graph"),
    "analyses/choosing.py": (PLUMBING, "tests/unit/analyses/test_choosing.py"),
    "analyses/sequencing/orders.py": (PLUMBING, "tests/unit/analyses/sequencing"),
    "analyses/causes.py": ("a mark that is compared with and never printed",
                           "tests/unit/analyses/test_causes.py"),
    "analyses/sequencing/walking.py": ("the name under which walks are remembered, never printed",
                                       "tests/unit/analyses/sequencing"),
    "analyses/robustness/results.py": ("the heading of a column of --json and of notebooks",
                                       "tests/unit/analyses/robustness"),
    "analyses/showing.py": ("the page of a notebook says how many rows there are",
                            "tests/unit/test_values.py"),
    "reference.py": ("what the keys of a file are called, read off the schema",
                     "tests/documentation/test_constructs.py"),
    "telling/drawing/": ("words in drawings", "tests/unit/telling/test_drawing.py"),
}  # fmt: skip
CODE = re.compile(r'"([A-Z]\d{3})"')


@cache
def every_table() -> dict[str, list[Rows]]:
    """Return the tables of rows of each command."""
    return {command: rows_of(command) for command in COMMANDS}


@cache
def covered() -> set[str]:
    """Return the modules whose words stand in rows."""
    return {m for tables in every_table().values() for rows in tables for m in rows.covers}


@cache
def known() -> str:
    """Return the words of all rows, and of the columns of tables, one below the other."""
    every = [rows for tables in every_table().values() for rows in tables]
    texts = [" ".join(row.literal.split()) for rows in every for row in rows.rows]
    texts += [column for rows in every for columns, _ in rows.tables for column in columns]
    return "\n".join(dict.fromkeys(text.casefold() for text in texts))


def unprinted(module: str) -> set[str]:
    """Return the constants of a module of which a table says that they are never printed."""
    every = [rows for tables in every_table().values() for rows in tables]
    return {name for rows in every if module in rows.covers for name in rows.unprinted}


@cache
def speaking() -> dict[str, list[tuple[int, str]]]:
    """Return every module that holds sentences, with their pieces."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        module = path.relative_to(SOURCE).as_posix()
        if told := list(pieces(path.read_text(encoding="utf-8"), unprinted(module))):
            found[module] = told
    return found


def excepted(module: str) -> str | None:
    """Return the key of the exception under which a module falls."""
    return next(
        (k for k in EXCEPT if module == k or (k.endswith("/") and module.startswith(k))), None
    )


def pieces(code: str, silent_names: Collection[str] = ()) -> Iterator[tuple[int, str]]:
    """Yield the words that a module can print: its texts, between what is filled in.

    Texts of a single word and names with '_' are left out too, and constants that are never printed.
    """
    tree = ast.parse(code)
    silent: set[int] = set()
    for node in ast.walk(tree):
        silent |= {id(inner) for part in _silent(node, silent_names) for inner in ast.walk(part)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in silent
        ):
            text = " ".join(node.value.split())
            if " " in text and len(re.findall(r"[A-Za-z]{2,}", text)) > 1:
                yield node.lineno, text


def _silent(node: ast.AST, silent_names: Collection[str]) -> Iterator[ast.AST]:
    """Yield the parts below a node that print nothing."""
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
        yield node.body[0]
    # what is raised is tested where it is raised; what is compared with is not printed
    if isinstance(node, ast.Raise | ast.Assert | ast.Compare | ast.MatchValue):
        yield node
    if isinstance(node, ast.FunctionDef) and node.name == "_repr_html_":
        yield node
    if isinstance(node, ast.Assign) and any(ast.unparse(t) in silent_names for t in node.targets):
        yield node
    if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) in silent_names:
        yield node
    if isinstance(node, ast.keyword) and node.arg == "help":
        yield node.value
