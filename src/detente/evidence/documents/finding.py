"""From what was asked for (a file, a folder, a pattern, `-`) to the files there are.

Folders are gone through in the order of their names.  Links to folders are not followed, so
that a loop of links comes to an end; hidden files are left alone, as `ls` does.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from detente.errors import Place, short
from detente.evidence.documents.document import Unread
from detente.language.codes import problem

STDIN = "-"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/{1,2}[^/]")
_PATTERN = re.compile(r"[*?\[]")


def find_files(paths: Iterable[str]) -> Iterator[str | Unread]:
    """Yield the files that paths, folders and patterns stand for, each file once.

    What is asked for and not there, or not followed, is yielded as unread.
    """
    seen: dict[str, str] = {}
    for path in paths:
        for found in _of(path):
            if isinstance(found, Unread) or found == STDIN:
                yield found
                continue
            real = os.path.realpath(found)
            first = seen.get(real)
            if first is None:
                seen[real] = found
                yield found
            elif first != found:
                why = f"'{named(found)}' is the same file as '{named(first)}', and is read once"
                yield unread(found, "D007", why)


def unread(path: str, code: str, why: str, hint: str = "") -> Unread:
    """Return a file that was not read, and why."""
    file = "<stdin>" if path == STDIN else named(path)
    return Unread(file, problem(code, Place(file, 1, 1), why, hint))


def named(path: str) -> str:
    """Return a path as it can be printed."""
    text = os.fsencode(path).decode("utf-8", errors="replace")
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def _of(path: str) -> Iterator[str | Unread]:
    if path == STDIN:
        yield path
        return
    try:
        mode = Path(path).stat().st_mode
    except (OSError, ValueError) as error:
        if _ADDRESS.match(path):
            why = f"'{named(path)}' is an address, and nothing is fetched"
            yield unread(path, "D001", why, "save the page as a file, and name that file")
        elif _PATTERN.search(path):
            yield from _matching(path)
        else:
            yield unread(path, "D001", f"'{named(path)}' cannot be opened: {_why(error)}")
        return
    if stat.S_ISDIR(mode):
        yield from _below(path)
    else:
        yield path


def _matching(pattern: str) -> Iterator[str | Unread]:
    """Yield what a pattern stands for; `**` does not follow links to folders."""
    anchor = Path(pattern).anchor
    try:
        found = sorted(Path(anchor).glob(pattern[len(anchor) :]))
    except (OSError, ValueError, NotImplementedError, IndexError, RecursionError, re.error):
        found = []
    shown = [path for path in found if not _is_hidden(path, pattern)]
    if not shown:
        yield unread(pattern, "D001", f"no file is called like '{short(named(pattern))}'")
    for path in shown:
        if path.is_dir():
            if path.is_symlink():
                yield _link(str(path))
            elif "**" not in pattern:
                yield from _below(str(path))
        elif path.is_file():
            yield str(path)


def _below(folder: str) -> Iterator[str | Unread]:
    """Yield the files in and below a folder, in the order of their names."""
    empty = True
    waiting = [Path(folder)]
    while waiting:
        path = waiting.pop()
        try:
            mode = path.stat().st_mode
            if stat.S_ISDIR(mode) and path.is_symlink() and str(path) != folder:
                yield _link(str(path))
            elif stat.S_ISDIR(mode):
                inside = sorted(path.iterdir(), key=lambda one: one.name, reverse=True)
                waiting.extend(one for one in inside if one.name[0] != ".")
            elif stat.S_ISREG(mode):
                empty = False
                yield str(path)
        except OSError as error:
            empty = False
            yield unread(str(path), "D001", f"'{named(str(path))}' cannot be opened: {_why(error)}")
    if empty:
        yield unread(folder, "D001", f"the folder '{named(folder)}' holds no file")


def _link(path: str) -> Unread:
    return unread(path, "D007", f"'{named(path)}' is a link to a folder, and is not followed")


def _is_hidden(path: Path, pattern: str) -> bool:
    """Tell whether a path goes through a hidden name that the pattern does not spell out."""
    spelled = set(Path(pattern).parts)
    return any(part[0] == "." and part not in spelled | {".", ".."} for part in path.parts)


def _why(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)
