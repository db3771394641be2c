"""A document and its reading made by hand, so that no test here needs what reads."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from detente.evidence.readings import DocumentRead, Readings

TALKS = """\
Talks stall

Ana Bell, the envoy of France, said on Monday that Paris would sign "only if the dam is opened first."
\u201cWe will not pay,\u201d she told reporters.

Italy demanded that the tolls end.  The two sides met in Rome.
"""

CONFLICT = """\
# ours
detente: 1
title: The dam
parties:
  # the upper one
  FRA:
    name: France   # label
    prefers:
      - not pay  # bare
  Italy: {prefers: [open]}
options:
  open: {label: Open the dam, by: FRA}
  pay: {label: Pay, by: FRA}
rules:
  - pay implies open
status_quo: []
"""


def place(text: str, words: str) -> list[int]:
    """Return where words stand in a text."""
    start = text.index(words)
    return [start, start + len(words)]


def utterance(text: str, words: str, **given: Any) -> dict[str, Any]:
    """Return an utterance as a reading tells it."""
    return {
        "content": [place(text, words)],
        "source": [],
        "cue": None,
        "form": "direct",
        "speaker": "Ana Bell",
        "office": "envoy",
        "party": "France",
        "parties": ["France"],
        "about": [],
        "voice": "own words",
        "confidence": 0.9,
        "rule": "clause of a verb of saying",
        "reason": "the subject of 'told'",
        "questions": [],
        **given,
    }


def stance(text: str, words: str, kind: str, **given: Any) -> dict[str, Any]:
    """Return a stance as a reading tells it."""
    return {
        "kind": kind,
        "holders": ["Italy"],
        "content": place(text, words),
        "conditions": [],
        "order": [],
        "exchange": [],
        "negated": False,
        "voice": "report",
        "utterance": None,
        "confidence": 0.6,
        "rule": "verb of demand",
        "reason": "'demanded'",
        "questions": [],
        **given,
    }


def event(text: str, words: str, **given: Any) -> dict[str, Any]:
    """Return an event as a reading tells it."""
    return {
        "kind": "meet",
        "status": "happened",
        "participants": ["France", "Italy"],
        "span": place(text, words),
        "date": "",
        "confidence": 0.8,
        "rule": "met",
        "reason": "'met'",
        "questions": ["When was this?"],
        **given,
    }


def read(text: str = TALKS, file: str = "talks.txt", **given: Any) -> DocumentRead:
    """Return a document with what was read in it."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    answer: dict[str, object] = {
        "file": file,
        "sha256": sha256,
        "text_sha256": sha256,
        "language": "en",
        "title": {"value": "Talks stall", "origin": "text"},
        "outlet": None,
        "byline": None,
        "date": None,
        "blocks": [],
        "model": {"name": "a_model", "version": "1.0", "sha256": "0"},
        "utterances": [],
        "stances": [],
        "events": [],
        "skipped": ["A caption was kept apart."],
        **given,
    }
    return DocumentRead(text, answer)


def talks(file: str = "talks.txt") -> DocumentRead:
    """Return the reading of the talks."""
    mixed = 'Paris would sign "only if the dam is opened first."'
    terms = [{"word": "only if", "span": place(TALKS, "only if the dam is opened first")}]
    return read(
        file=file,
        utterances=[
            utterance(TALKS, mixed, form="mixed", confidence=0.81, questions=["Who is Bell?"]),
            utterance(TALKS, "\u201cWe will not pay,\u201d"),
        ],
        stances=[
            stance(
                TALKS, "Paris would sign", "willing", holders=["France"], utterance=0,
                conditions=terms, voice="own words",
            ),
            stance(TALKS, "the tolls end", "demand"),
        ],
        events=[event(TALKS, "The two sides met in Rome")],
    )  # fmt: skip


def readings(*documents: DocumentRead) -> Readings:
    """Return readings, of the talks if none are given."""
    return Readings("read", documents or (talks(),), (), None)


def desk(folder: Path) -> Path:
    """Put the talks and a conflict file into a folder, and return the path of a review file."""
    (folder / "talks.txt").write_text(TALKS, encoding="utf-8", newline="")
    (folder / "conflict.yaml").write_text(CONFLICT, encoding="utf-8")
    return folder / "review.yaml"


def decided(text: str, words: str, /, **values: str) -> str:
    """Return a review file in which the first record of these words has these values."""
    start = text.index(f"    words: {words}")
    start = text.rindex("\n\n", 0, start) + 2
    end = text.find("\n\n", start)
    block = text[start:] if end < 0 else text[start:end]
    for key, value in values.items():
        if f"    {key}:" not in block:
            block = block.replace("    kind:", f"    {key}:\n    kind:")
        block = re.sub(rf"(?m)^    {key}:.*$", lambda _, k=key, v=value: f"    {k}: {v}", block)
    return text[:start] + block + ("" if end < 0 else text[end:])
