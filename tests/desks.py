"""A folder as a user may have it, and how each command is asked in it."""

from __future__ import annotations

import importlib
import inspect
import re
import shlex
import shutil
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner, Result

from detente.cli.main import COMMANDS, app
from detente.shipped import path_of

SHIPPED = "korea/declaration-2021"


def asked(words: list[str], given: str = "") -> Result:
    """Return what the program answers, with `given` on standard input."""
    return CliRunner().invoke(app, words, input=given)


def example_of(command: str) -> tuple[list[str], str]:
    """Return the words of the `Example:` line of a command after `detente`, and its input."""
    doc = inspect.cleandoc(importlib.import_module(COMMANDS[command]).command.help or "")
    found = re.search(r'^Example: (?:echo "(.+)" \| )?detente (.+)$', doc, re.MULTILINE)
    assert found, f"the help of '{command}' has no line 'Example: detente ...'"
    return shlex.split(found[2]), found[1] or ""


def printed_by(command: str) -> tuple[list[str], str]:
    """Return its example as a question whose answer comes on standard output."""
    words, given = example_of(command)
    if "--out" in words:
        at = words.index("--out")
        words = words[:at] + words[at + 2 :]
    return words, given


def question_of(command: str) -> tuple[list[str], str]:
    """Return its example as a question whose document comes on standard output."""
    words, given = printed_by(command)
    return [*words, "--json"], given


def write_papers(folder: Path) -> None:
    """Write a corpus of a shipped conflict's sources, and a review file of one of them."""
    shipped = path_of(SHIPPED)
    assert shipped is not None
    source = str(shipped.parent / "sources" / "herald.md")
    asked(["corpus", "add", str(folder / "papers.corpus"), source])
    asked(["read", source, "--to", str(folder / "review.yaml")])


def lay(folder: Path, papers: Path) -> None:
    """Fill a folder as a user may have it: a conflict with sources, a corpus, a review, a .gmcr."""
    shipped = path_of(SHIPPED)
    assert shipped is not None
    shutil.copy(shipped, folder / "conflict.yaml")
    shutil.copytree(shipped.parent / "sources", folder / "sources")
    shutil.copytree(papers, folder, dirs_exist_ok=True)
    with chdir(folder):
        asked(["export", "classics/chicken", "--as", "gmcr", "--out", "model.gmcr"])
