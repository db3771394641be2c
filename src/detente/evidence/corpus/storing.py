"""One document into the store: itself, and what was read in it, a row each.

What was read before by another reader is taken away first, without a trace.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detente.errors import Problem
from detente.evidence import passages
from detente.evidence.readings import DocumentRead
from detente.evidence.reviewing.naming import told_by
from detente.evidence.reviewing.proposals import proposals_in

_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Answer:
    """A document as it is stored: its bytes, itself, and what was read in it, if it was."""

    data: bytes
    told: DocumentRead
    reader: str
    runs: tuple[int, ...]
    problem: Problem | None = None


def put(store: sqlite3.Connection, path: str, answer: Answer) -> str:
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
            "UPDATE documents SET answer = ?, reader = ?, day = ?, outlet = ? WHERE id = ?",
            (values["answer"], values["reader"], values["day"], values["outlet"], number),
        )
    store.execute("INSERT OR IGNORE INTO files VALUES (?, ?)", (path, number))
    for values in _found(answer.told, number, told["date"]):
        parties = values.pop("parties")
        found = _insert(store, "found", values)
        store.executemany("INSERT INTO parties VALUES (?, ?)", [(p, found) for p in parties])
        store.execute(
            "INSERT INTO heard (rowid, words, speaker) VALUES (?, ?, ?)",
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
            "INSERT INTO heard (heard, rowid, words, speaker) VALUES ('delete', ?, ?, ?)",
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
            "told": one.when,
            "first": one.start,
            "last": one.end,
            "confidence": one.confidence,
            "reason": one.reason,
            "questions": json.dumps(list(one.questions), ensure_ascii=False),
            "parties": one.holders or one.parties or one.about,
        }
