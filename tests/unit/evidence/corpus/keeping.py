"""A corpus of made-up reports, with what is read in them made by hand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from detente.evidence.corpus import taking
from detente.evidence.corpus.asking import Corpus, corpus
from detente.evidence.documents.document import Document
from detente.evidence.readings import DocumentRead

_LINE = re.compile(r"(?P<speaker>\w+) of (?P<party>\w+) (?P<kind>\w+): (?P<words>.+)\.")
_EVENT = re.compile(r"(?P<who>\w+ and \w+) meet (?P<when>.+?): (?P<words>.+)\.")
_VERBS = {"says": "", "demands": "demand", "offers": "offer", "rejects": "reject"}

REPORTS = {
    "one.txt": """\
Talks stall

2031-04-10

Bell of France demands: the dam has to be opened before any treaty.
Neri of Italy says: the tolls stay as long as the dam is closed.
""",
    "two.txt": """\
Talks go on

2031-04-20

Bell of France offers: the dam could be opened before any treaty.
Neri of Italy says: the tolls stay as long as the dam is closed.
Neri of Italy rejects: a visit of inspectors to the upper valley.
""",
    "three.txt": """\
Rome repeats itself

2031-04-20

Neri of Italy says: the tolls stay as long as the dam is closed.
""",
    "undated.txt": "A note\n\nBell of France says: nobody asked for an umbrella.\n",
}


def told(document: Document, cast: Any, model: Any) -> tuple[DocumentRead, None]:
    """Read a document by its lines: `Bell of France demands: ...`."""
    day = re.search(r"\d{4}-\d\d-\d\d", document.text)
    utterances: list[dict[str, Any]] = []
    stances: list[dict[str, Any]] = []
    for line in _LINE.finditer(document.text):
        kind, content = _VERBS[line["kind"]], [list(line.span("words"))]
        who = {"speaker": line["speaker"], "parties": [line["party"]], "voice": "own words"}
        sure = {"confidence": 0.8, "rule": "line", "reason": "a line", "questions": []}
        if kind:
            holders = {"holders": [line["party"]], "kind": kind, "utterance": None}
            stances.append({"content": content[0], **holders, "voice": "own words", **sure})
        else:
            utterances.append({"content": content, "form": "direct", **who, **sure})
    answer = {**document.to_dict(), "utterances": utterances, "stances": stances}
    answer["events"] = [_event(line) for line in _EVENT.finditer(document.text)]
    if day:
        answer["date"] = {"value": day[0], "origin": "text"}
    return DocumentRead(document.text, answer), None


def _event(line: re.Match[str]) -> dict[str, Any]:
    dated = re.fullmatch(r"\d{4}(-\d\d){0,2}", line["when"])
    hangs = [] if dated else [f"When was this published? '{line['when']}' hangs on it."]
    return {
        "kind": "meet",
        "status": "happened",
        "participants": line["who"].split(" and "),
        "span": list(line.span("words")),
        "date": line["when"] if dated else "",
        "worded": "" if dated else f"{line['when']}, before publication",
        "confidence": 0.6,
        "rule": "line",
        "reason": "a line",
        "questions": hangs,
    }


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """Return a corpus of the reports, which lie beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(taking, "_told", told)
    monkeypatch.setattr(taking, "reader_of", lambda _: ("by hand", "by hand"))
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = corpus("papers.corpus")
    found.add(list(REPORTS))
    return found
