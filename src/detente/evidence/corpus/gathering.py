"""What a corpus gives to be reviewed: each statement and event once, in the document added first.

Ten outlets with the same words make one proposal, which names the other nine.  Because documents
are only ever added, that one stays where it is when more of them come.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from detente.errors import NoAnswer
from detente.evidence.corpus.listing import chosen, conditions
from detente.evidence.corpus.merging import Same, merged
from detente.evidence.corpus.selecting import Selection
from detente.evidence.corpus.store import opened
from detente.evidence.readings import DocumentRead, Readings
from detente.evidence.reviewing.proposals import Proposal, proposals_in

NAMED = 3  # further documents that a proposal names
_PARTS = {"utterance": "utterances", "stance": "stances", "event": "events"}
_CONTENT = {"utterance": "content", "stance": "content", "event": "span"}


def readings(file: str, asked: Selection) -> Readings:
    """Return what was read in the documents that are listed, what is the same once.

    Of a party or a speaker that is asked for, only what it says, or what is told of the party.

    Raises NoAnswer if that is nothing at all.
    """
    with opened(Path(file)) as store:
        rows = {row["id"]: row for row in chosen(store, asked)}
        groups = merged(store)
        others = _of_others(store, asked)
    kept: dict[int, dict[str, Same]] = {number: {} for number in rows}
    left: dict[int, set[str]] = {number: set() for number in rows}
    for same in groups:
        here = [
            one
            for one in same.tellings
            if (number := one.row["document"]) in rows
            and one.row["name"] not in others.get(number, ())
        ]
        for one in here[:1]:
            kept[one.row["document"]][one.row["name"]] = same
        for one in here[1:]:
            left[one.row["document"]].add(one.row["name"])
    told, narrow = [], asked.party is not None or asked.speaker is not None
    for number, row in rows.items():
        read = DocumentRead(row["text"], json.loads(row["answer"]))
        read = _own_glosses(read, asked) if narrow else read
        lean = _without(read, (left[number] - kept[number].keys()) | others.get(number, set()))
        proposed = {proposal.id: proposal for proposal in proposals_in(lean)}
        several = {
            name: same
            for name, same in kept[number].items()
            if name in proposed and len(same.tellings) > 1
        }
        if proposed or not (narrow or proposals_in(read)):
            told.append(_with_others(lean, proposed, several))
    if not told:
        raise NoAnswer(f"nothing in '{file}' is what was asked for: there is nothing to review")
    return Readings("read", tuple(told), (), None)


def _of_others(store: sqlite3.Connection, asked: Selection) -> dict[int, set[str]]:
    """Return by document the names of what is not of the party and the speaker asked for."""
    heard, names = conditions(store, asked)
    if not heard:
        return {}
    query = f"SELECT f.document, f.name FROM found f WHERE NOT ({' AND '.join(heard)})"  # noqa: S608
    found: dict[int, set[str]] = {}
    for row in store.execute(query, names):
        found.setdefault(row["document"], set()).add(row["name"])
    return found


def _own_glosses(read: DocumentRead, asked: Selection) -> DocumentRead:
    """Return a reading with the glosses on the party asked for; no person speaks in one."""
    party = (asked.party or "").strip().casefold()
    glosses = [
        one
        for one in read.answer.get("glosses") or ()  # type: ignore[attr-defined]
        if asked.speaker is None and party in (str(name).casefold() for name in one["about"])
    ]
    return replace(read, answer={**read.answer, "glosses": glosses})


def _without(read: DocumentRead, left: Iterable[str]) -> DocumentRead:
    """Return a reading without some proposals; numbers by which its parts name each other stay."""
    names = set(left)
    while found := [one for one in proposals_in(read) if one.id in names]:
        answer = dict(read.answer)
        for one in found:
            # the same words may stand in a document twice: the second shows when the first is gone
            answer = _changed(answer, one, {_CONTENT[one.kind]: []})
        read = replace(read, answer=answer)
    return read


def _with_others(
    read: DocumentRead, proposed: Mapping[str, Proposal], several: Mapping[str, Same]
) -> DocumentRead:
    """Return a reading whose proposals name the other documents that tell the same."""
    answer = dict(read.answer)
    for name, same in several.items():
        one = proposed[name]
        files = dict.fromkeys(t.row["file"] for t in same.tellings)
        others = [file for file in files if file != read.file]
        values: dict[str, Any] = {}
        if others:
            values["reason"] = "; ".join(filter(None, (one.reason, _also(others))))
        if one.kind == "event" and same.date:
            values["date"] = same.date
        if same.asked or same.answered:
            own = [ask for ask in one.questions if ask not in same.answered]
            values["questions"] = [*own, *same.asked]
        answer = _changed(answer, one, values)
    return replace(read, answer=answer)


def _also(files: list[str]) -> str:
    more = f" and {len(files) - NAMED:,} more" if len(files) > NAMED else ""
    return f"also told in {', '.join(files[:NAMED])}{more}"


def _changed(answer: dict[str, Any], one: Proposal, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was read with other values where a proposal comes from."""
    key, content = _PARTS[one.kind], _CONTENT[one.kind]
    parts = [
        {**part, **values} if _stands(part, one, content) else part for part in answer[key] or ()
    ]
    return {**answer, key: parts}


def _stands(part: Mapping[str, Any], one: Proposal, content: str) -> bool:
    spans = part.get(content) or []
    spans = [spans] if spans and isinstance(spans[0], int) else spans
    if not spans or (spans[0][0], spans[-1][1]) != (one.start, one.end):
        return False
    if one.kind == "stance":
        return one.what.removeprefix("not ") == part.get("kind")
    return one.kind == "utterance" or one.what.startswith(str(part.get("kind")))
