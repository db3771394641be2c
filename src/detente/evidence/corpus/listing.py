"""Documents of a corpus: found by words, listed by day, those that are nearly the same."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from detente.evidence.corpus.likeness import alike
from detente.evidence.corpus.reach import how_read
from detente.evidence.corpus.results import Found
from detente.evidence.corpus.selecting import Selection, like, matching, one_of
from detente.evidence.corpus.store import opened

AROUND = 24  # words shown around what was looked for


def searched(file: str, asked: Selection) -> Found:
    """Return the documents in which words stand, the best first."""
    told, given = asked.days("d.day")
    query = f"""
        SELECT d.*, snippet(texts, -1, '[', ']', '\u2026', {AROUND}) AS shown
        FROM texts JOIN documents d ON d.id = texts.rowid
        WHERE texts MATCH ? {"".join(f" AND {one}" for one in told)}
        ORDER BY bm25(texts, 4.0, 1.0), d.day, d.id
    """  # noqa: S608  the parts are our own
    with opened(Path(file)) as store:
        rows = store.execute(query, (matching(asked.topic or ""), *given)).fetchall()
        notes = without_day(store, asked)
    found = [{**_row(row), "shown": " ".join(row["shown"].split())} for row in rows]
    return _found(file, "search", asked, found, notes)


def listed(file: str, asked: Selection) -> Found:
    """Return documents by day, those without one first."""
    with opened(Path(file)) as store:
        rows = chosen(store, asked)
        counts = dict(
            store.execute("SELECT document, count(*) FROM found GROUP BY document").fetchall()
        )
        notes = without_day(store, asked)
    found = [
        {
            **_row(row),
            "found": counts.get(row["id"], 0),
            "read": how_read(json.loads(row["answer"]), row["reader"]),
        }
        for row in rows
    ]
    return _found(file, "list", asked, found, notes)


def duplicates(file: str) -> Found:
    """Return the documents with the same text as another, or nearly the same, in groups."""
    with opened(Path(file)) as store:
        rows = {row["id"]: row for row in store.execute("SELECT * FROM documents ORDER BY id")}
        pairs = alike(store)
        names = store.execute("SELECT document, path FROM files ORDER BY document, path").fetchall()
    found = []
    for one, other, share in pairs:
        same = rows[one]["text_sha256"] == rows[other]["text_sha256"]
        found.append(
            {
                "file": rows[one]["file"],
                "other": rows[other]["file"],
                "share": 1.0 if same else share,
                "kind": "same text" if same else "nearly the same",
            }
        )
    by_document: dict[int, list[str]] = {}
    for document, path in names:
        by_document.setdefault(document, []).append(path)
    for first, *others in (paths for paths in by_document.values() if len(paths) > 1):
        found += [
            {"file": first, "other": other, "share": 1.0, "kind": "same bytes"} for other in others
        ]
    return _found(file, "duplicates", Selection(), found, ())


def without_day(store: sqlite3.Connection, asked: Selection) -> tuple[str, ...]:
    """Return how many documents a question about days leaves out."""
    if asked.since is None and asked.until is None:
        return ()
    (number,) = store.execute("SELECT count(*) FROM documents WHERE day = ''").fetchone()
    if not number:
        return ()
    what = "1 document gives" if number == 1 else f"{number:,} documents give"
    return (f"{what} no day, and cannot be found by one.",)


def parties_in(store: sqlite3.Connection) -> list[str]:
    """Return the parties that are heard in a corpus."""
    return [one for (one,) in store.execute("SELECT DISTINCT party FROM parties ORDER BY party")]


def conditions(store: sqlite3.Connection, asked: Selection) -> tuple[list[str], list[str]]:
    """Return what is asked of the one who is heard, as conditions on a row of `found`.

    Raises WrongUse, with the nearest name, if nobody is heard for that party.
    """
    told, given = [], []
    if asked.party is not None:
        told.append("f.id IN (SELECT found FROM parties WHERE party = ?)")
        given.append(one_of(asked.party, parties_in(store)))
    if asked.speaker is not None:
        told.append("f.speaker LIKE ? ESCAPE '\\'")
        given.append(like(asked.speaker))
    return told, given


def chosen(store: sqlite3.Connection, asked: Selection) -> list[sqlite3.Row]:
    """Return the documents that are asked for, by day."""
    told, given = asked.days("d.day")
    heard, names = conditions(store, asked)
    if heard:
        told.append(f"d.id IN (SELECT f.document FROM found f WHERE {' AND '.join(heard)})")  # noqa: S608
        given += names
    if asked.topic is not None:
        told.append("d.id IN (SELECT rowid FROM texts WHERE texts MATCH ?)")
        given.append(matching(asked.topic))
    if asked.outlet is not None:
        told.append("d.outlet LIKE ? ESCAPE '\\'")
        given.append(like(asked.outlet))
    where = f"WHERE {' AND '.join(told)}" if told else ""
    query = f"SELECT d.* FROM documents d {where} ORDER BY d.day, d.id"  # noqa: S608
    return store.execute(query, given).fetchall()


def _row(row: sqlite3.Row) -> dict[str, object]:
    return {key: row[key] for key in ("file", "day", "outlet", "title", "byline")}


def _found(
    file: str,
    question: str,
    asked: Selection,
    rows: list[dict[str, object]],
    notes: tuple[str, ...],
) -> Found:
    counts = {"rows": len(rows)}
    return Found("corpus", file, question, asked.to_dict(), counts, tuple(rows), notes)
