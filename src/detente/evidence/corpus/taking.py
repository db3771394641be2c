"""Documents into a corpus: each is stored and read by itself, so that a stop loses nothing.

What is there already, read by the same reader, is not read again.  Without the extra `read`
documents are stored and can be searched; they are read when they are added once more.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

from detente.errors import Problem, WrongUse
from detente.evidence.corpus.given import Given
from detente.evidence.corpus.likeness import sketch
from detente.evidence.corpus.reach import Reach, how_read
from detente.evidence.corpus.store import one_step
from detente.evidence.corpus.storing import Answer, put
from detente.evidence.documents.document import Document, Unread
from detente.evidence.documents.finding import STDIN, find_files, named
from detente.evidence.documents.loading import document_of, read_bytes
from detente.evidence.readings import FEW, DocumentRead, Progress, broken
from detente.evidence.working import cores, each
from detente.version import program_version


@dataclass(frozen=True, slots=True)
class Taken:
    """What came into a corpus: counts of documents, what was not taken, and why.

    `reach` tells of each file that was read now how far it was.
    """

    added: int
    again: int
    known: int
    unread: tuple[Problem, ...]
    reach: Mapping[str, Reach] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A file to take in; `data` is what standard input held, which can be read only once."""

    path: str
    data: bytes | None = None


def take(
    store: sqlite3.Connection,
    paths: Iterable[str],
    *,
    cast: str | Path | None,
    given: Given,
    processes: int | None,
    progress: Progress | None,
) -> Taken:
    """Take documents into a corpus, and read what was not read before.

    What was read with a cast, or with a day that was given, stays so if they are left out later.

    Raises ConflictProblems if the cast has problems.
    """
    from detente.evidence.readings import loaded_cast

    known_cast = loaded_cast(cast)
    model, reader = reader_of(known_cast)
    plain = cast is None and given == Given()
    reader = reader if plain or not reader else f"{reader} {given.date} {given.outlet}"
    unread: list[Problem] = []
    wanted: list[_Wanted] = []
    known = 0
    (own,) = (row["file"] for row in store.execute("PRAGMA database_list"))
    for found in find_files(paths):
        if isinstance(found, str) and os.path.realpath(found) in (own, f"{own}-journal"):
            continue  # the corpus may lie among its documents
        one = found if isinstance(found, Unread) else _wanted(store, found, reader, plain=plain)
        if isinstance(one, Unread):
            unread.append(one.problem)
        elif one is None:
            known += 1
        else:
            wanted.append(one)
    if processes is None:
        processes = cores() if len(wanted) > FEW else 1
    counts = {"added": 0, "again": 0, "known": known}
    reach: dict[str, Reach] = {}
    answers = each(_answer, wanted, (known_cast, model, reader, given), processes=processes)
    for number, (one, answer) in enumerate(zip(wanted, answers, strict=True), start=1):
        if isinstance(answer, str):
            unread.append(broken(one.path, answer))
        elif isinstance(answer, Problem):
            unread.append(answer)
        else:
            unread += [answer.problem] if answer.problem else []
            reach[named(one.path)] = how_read(answer.told.answer, answer.reader)
            with one_step(store):
                counts[put(store, named(one.path), answer)] += 1
        if progress is not None:
            progress(number, len(wanted))
    return Taken(counts["added"], counts["again"], counts["known"], tuple(unread), reach)


def reader_of(cast: Any) -> tuple[str | None, str]:
    """Return the language model that reads, and what names everything that a reading hangs on.

    Both are nothing if no model is installed.
    """
    from detente.evidence.reading.parsing.model import available

    models = available()
    if not models:
        return None, ""
    whole = f" {hashlib.sha256(repr(cast).encode()).hexdigest()[:16]}" if cast else ""
    try:
        model = metadata.version(models[0].replace("_", "-"))
    except metadata.PackageNotFoundError:
        model = ""
    return models[0], f"{program_version()} {models[0]} {model}{whole}"


def _wanted(
    store: sqlite3.Connection, path: str, reader: str, *, plain: bool
) -> _Wanted | Unread | None:
    """Return what there is to do about a file, None if it is stored and was read."""
    data = read_bytes(path)
    if isinstance(data, Unread):
        return data
    row = store.execute(
        "SELECT id, reader FROM documents WHERE sha256 = ?", (hashlib.sha256(data).hexdigest(),)
    ).fetchone()
    one = _Wanted(path, data if path == STDIN else None)
    if row is None:
        return one
    with one_step(store):
        store.execute("INSERT OR IGNORE INTO files VALUES (?, ?)", (named(path), row["id"]))
    known = row["reader"] == reader
    # an empty reader has read nothing; what was told with the documents is not taken back
    known |= plain and bool(reader) and row["reader"].startswith(f"{reader} ")
    return None if known else one


def _answer(
    one: _Wanted, cast: Any, model: str | None, reader: str, given: Given
) -> Answer | Problem:
    """Return a document as it is to be stored, or why it is none; runs in a process of its own."""
    data = one.data if one.data is not None else read_bytes(one.path)
    if isinstance(data, Unread):
        return data.problem
    document = document_of(data, one.path)
    if isinstance(document, Unread):
        return document.problem
    document = given.told_of(document)
    told, problem = _told(document, cast, model)
    done = reader if problem is None else ""
    return Answer(data, told, done, sketch(document.text), problem)


def _told(document: Document, cast: Any, model: str | None) -> tuple[DocumentRead, Problem | None]:
    """Return what was read in a document; a reader that fails leaves the document itself."""
    bare = DocumentRead(document.text, document.to_dict())
    if model is None:
        return bare, None
    from detente.evidence.reading import read_document

    try:
        answer = read_document(document, cast=cast, model=model).to_dict()
    except WrongUse:
        raise
    except Exception as error:  # noqa: BLE001  the document is kept, whatever its reader does
        return bare, broken(document.file, type(error).__name__)
    return DocumentRead(document.text, answer), None
