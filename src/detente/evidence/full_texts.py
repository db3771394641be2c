"""Documents that quotations are looked up in, from outside: originals, and what `cite` is given.

Words are looked for in the text that is read and cited, so that a passage found in a reading is
found again in the saved page.  What the reading leaves out of a page or a mail may be quoted as
well: the file as it was saved is looked through behind it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from detente.errors import Problem

LARGEST = 5_000_000  # bytes of one file that is looked through as it is
MOST_FILES = 2_000  # files below a folder of originals
BETWEEN = "\n\0\n"  # no words go over it
DOSSIERS = frozenset({".md", ".markdown"})  # files of ours: never originals, always text

_UNTOLD = ("D003", "D004")  # pictures, archives and empty files are no originals


@dataclass(frozen=True, slots=True)
class Originals:
    """The texts of original documents, by path, and what kept others from being read.

    `left_out` is how many files were not looked at, because there are too many of them.
    """

    texts: dict[str, str]
    problems: tuple[Problem, ...] = ()
    left_out: int = 0


def read_originals(folder: Path) -> Originals:
    """Return the texts in and below a folder, or that of one file.

    Files that hold no text or are too large are left out.  What is broken, or needs the extra
    `read`, is told by a warning.  Raises OSError if there is no such folder, or it cannot be read.
    """
    if not folder.exists():
        raise FileNotFoundError(f"there is no folder '{folder}'")
    paths = [folder] if folder.is_file() else sorted(p for p in folder.rglob("*") if p.is_file())
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in paths[:MOST_FILES]:
        text, problem = full_text(path)
        if text is not None:
            texts[str(path)] = text
        if problem is not None and problem.code not in _UNTOLD:
            problems.append(replace(problem, severity="warning"))
    return Originals(texts, tuple(problems), max(0, len(paths) - MOST_FILES))


def full_text(path: Path) -> tuple[str | None, Problem | None]:
    """Return the text of a file as it is cited, and why it cannot be had, or not as it is read."""
    from detente.evidence.documents.document import Unread
    from detente.evidence.documents.loading import read_bytes

    data = read_bytes(str(path))
    return (None, data.problem) if isinstance(data, Unread) else text_of(data, path)


def text_of(data: bytes, path: Path) -> tuple[str | None, Problem | None]:
    """Return the text of what a file holds, and why it cannot be had, or not as it is read.

    A page that cannot be taken apart still has its text as it was saved; a text that is not
    written in UTF-8 is read first.
    """
    from detente.evidence.documents.kinds import kind_of, refusal

    raw = as_it_is(data)
    if (
        raw is not None
        and not refusal(data)
        and kind_of(data, path.name) in ("text", "markdown")
        and (_in_utf8(data) or path.suffix.lower() in DOSSIERS)
    ):
        return raw, None
    from detente.evidence.documents.document import Unread
    from detente.evidence.documents.loading import document_of

    found = document_of(data, str(path))
    if isinstance(found, Unread):
        return raw, found.problem
    return (found.text if raw is None else f"{found.text}{BETWEEN}{raw}"), None


def _in_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def as_it_is(data: bytes) -> str | None:
    """Return the text of a file as it was saved, None if it holds none, or too much."""
    if b"\0" in data or len(data) > LARGEST:
        return None
    return data.decode("utf-8-sig", errors="replace")
