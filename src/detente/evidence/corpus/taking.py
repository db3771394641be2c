"""Documents into a corpus: each is stored and read by itself, so that a stop loses nothing.

What is there already, read by the same reader, is not read again.  Without the extra `read`
documents are stored and can be searched; they are read when they are added once more.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from detente.errors import Problem, WrongUse
from detente.evidence import passages
from detente.evidence.corpus.likeness import sketch
from detente.evidence.corpus.store import one_step
from detente.evidence.documents.document import Document, Unread
from detente.evidence.documents.finding import STDIN, find_files, named
from detente.evidence.documents.loading import document_of, read_bytes
from detente.evidence.readings import FEW, DocumentRead, Progress, broken
from detente.evidence.reviewing.naming import told_by
from detente.evidence.reviewing.proposals import proposals_in
from detente.evidence.working import cores, each
from detente.version import program_version

_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Taken:
    """What came into a corpus: counts of documents, and what was not taken, and why."""

    added: int
    again: int
    known: int
    unread: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A file to take in; `data` is what standard input held, which can be read only once."""

    path: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    """A document as it is stored: its bytes, itself, and what was read in it, if it was."""

    data: bytes
    told: DocumentRead
    reader: str
    runs: tuple[int, ...]
    problem: Problem | None = None


def take(
    store: sqlite3.Connection,
    paths: Iterable[str],
    *,
    cast: str | Path | None,
    processes: int | None,
    progress: Progress | None,
) -> Taken:
    """Take documents into a corpus, and read what was not read before.

    Raises ConflictProblems if the cast has problems.
    """
    from detente.evidence.readings import loaded_cast

    known_cast = loaded_cast(cast)
    model, reader = reader_of(known_cast)
    unread: list[Problem] = []
    wanted: list[_Wanted] = []
    known = 0
    (own,) = (row["file"] for row in store.execute("PRAGMA database_list"))
    for found in find_files(paths):
        if isinstance(found, str) and os.path.realpath(found) in (own, f"{own}-journal"):
            continue  # the corpus may lie among its documents
        one = found if isinstance(found, Unread) else _wanted(store, found, reader)
        if isinstance(one, Unread):
            unread.append(one.problem)
        elif one is None:
            known += 1
        else:
            wanted.append(one)
    if processes is None:
        processes = cores() if len(wanted) > FEW else 1
    counts = {"added": 0, "again": 0, "known": known}
    answers = each(_answer, wanted, (known_cast, model, reader), processes=processes)
    for number, (one, answer) in enumerate(zip(wanted, answers, strict=True), start=1):
        if isinstance(answer, str):
            unread.append(broken(one.path, answer))
        elif isinstance(answer, Problem):
            unread.append(answer)
        else:
            unread += [answer.problem] if answer.problem else []
            with one_step(store):
                counts[_put(store, named(one.path), answer)] += 1
        if progress is not None:
            progress(number, len(wanted))
    return Taken(counts["added"], counts["again"], counts["known"], tuple(unread))


def reader_of(cast: Any) -> tuple[str | None, str]:
    """Return the language model that reads, and what names everything that a reading hangs on.

    Both are nothing if no model is installed.
    """
    from detente.evidence.reading.model import available

    models = available()
    if not models:
        return None, ""
    whole = hashlib.sha256(repr(cast).encode()).hexdigest()[:16] if cast else "no cast"
    try:
        model = metadata.version(models[0].replace("_", "-"))
    except metadata.PackageNotFoundError:
        model = ""
    return models[0], f"{program_version()} {models[0]} {model} {whole}"


def _wanted(store: sqlite3.Connection, path: str, reader: str) -> _Wanted | Unread | None:
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
    return None if row["reader"] == reader else one


def _answer(one: _Wanted, cast: Any, model: str | None, reader: str) -> _Answer | Problem:
    """Return a document as it is to be stored, or why it is none; runs in a process of its own."""
    data = one.data if one.data is not None else read_bytes(one.path)
    if isinstance(data, Unread):
        return data.problem
    document = document_of(data, one.path)
    if isinstance(document, Unread):
        return document.problem
    told, problem = _told(document, cast, model)
    done = reader if problem is None else ""
    return _Answer(data, told, done, sketch(document.text), problem)


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


def _put(store: sqlite3.Connection, path: str, answer: _Answer) -> str:
    """Store a document and what was read in it; tell whether it was added or read again."""
    told = told_by(answer.told)
    values: dict[str, Any] = {
        "sha256": answer.told.answer["sha256"],
        "text_sha256": answer.told.answer["text_sha256"],
        "file": answer.told.file,
        "raw": answer.data,
        "text": answer.told.text,
        **{key: told[key] for key in ("title", "outlet", "byline")},
        "day": told["date"],
        "answer": json.dumps(answer.told.answer, ensure_ascii=False),
        "reader": answer.reader,
    }
    row = store.execute(
        "SELECT id, reader FROM documents WHERE sha256 = ?", (values["sha256"],)
    ).fetchone()
    if row is not None and row["reader"] == answer.reader:
        # the same bytes under another name, in the same call
        store.execute("INSERT OR IGNORE INTO files VALUES (?, ?)", (path, row["id"]))
        return "known"
    if row is None:
        number = _insert(store, "documents", values)
        store.execute(
            "INSERT INTO texts (rowid, title, text) VALUES (?, ?, ?)",
            (number, values["title"], values["text"]),
        )
        rows = [(hashed, number) for hashed in answer.runs]
        store.executemany("INSERT INTO sketches VALUES (?, ?)", rows)
    else:
        number = row["id"]
        _forget(store, number)
        store.execute(
            "UPDATE documents SET answer = ?, reader = ? WHERE id = ?",
            (values["answer"], values["reader"], number),
        )
    store.execute("INSERT OR IGNORE INTO files VALUES (?, ?)", (path, number))
    for values in _found(answer.told, number, told["date"]):
        parties = values.pop("parties")
        found = _insert(store, "found", values)
        store.executemany("INSERT INTO parties VALUES (?, ?)", [(p, found) for p in parties])
        store.execute(
            "INSERT INTO sayings (rowid, words, speaker) VALUES (?, ?, ?)",
            (found, values["words"], values["speaker"]),
        )
    return "added" if row is None else "again"


def _insert(store: sqlite3.Connection, table: str, values: dict[str, Any]) -> int:
    marks = ", ".join(f":{key}" for key in values)
    columns = ", ".join(values)
    added = store.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)  # noqa: S608
    assert added.lastrowid is not None
    return added.lastrowid


def _forget(store: sqlite3.Connection, number: int) -> None:
    """Take away what was read in a document before."""
    rows = store.execute("SELECT id, words, speaker FROM found WHERE document = ?", (number,))
    for row in rows.fetchall():
        store.execute(
            "INSERT INTO sayings (sayings, rowid, words, speaker) VALUES ('delete', ?, ?, ?)",
            (row["id"], row["words"], row["speaker"]),
        )
        store.execute("DELETE FROM parties WHERE found = ?", (row["id"],))
    store.execute("DELETE FROM found WHERE document = ?", (number,))


def _first_day(when: str) -> str:
    """Return the first day of an interval; empty for what is only told in words."""
    found = _DAY.match(when)
    return found[0] if found else ""


def _found(told: DocumentRead, number: int, day: str) -> Iterator[dict[str, Any]]:
    """Yield what was read in a document, one row of the table each."""
    for one in proposals_in(told):
        yield {
            "document": number,
            "name": one.id,
            "kind": one.kind,
            "what": one.what,
            "words": one.words,
            "plain": passages.trim(one.words).casefold(),
            "form": one.form,
            "speaker": one.speaker,
            "office": one.office,
            "party": one.party,
            "voice": one.voice,
            # an event is dated by itself; what is said, by its document
            "day": _first_day(one.when) if one.kind == "event" else one.date or day,
            "first": one.start,
            "last": one.end,
            "confidence": one.confidence,
            "questions": json.dumps(list(one.questions), ensure_ascii=False),
            "parties": one.holders or one.parties or one.about,
        }
