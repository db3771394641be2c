"""The labels of a document: read from their file, found again in a text, and as a reading.

Labels cite words, not places.  A citation is looked for word by word, so white space and
marks do not matter: it is found in the file itself and in the text taken out of it alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml

SET = Path(__file__).parent / "set"
DEVELOPMENT, PRACTICE, KEPT = SET / "development", SET / "practice", SET / "kept"
ENDING = ".labels.yaml"

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: where each stands, and how it reads in small letters."""

    places: tuple[tuple[int, int], ...]
    words: tuple[str, ...]

    def within(self, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
        """Return the numbers of the words that lie in any of the spans, in part at least."""
        return frozenset(
            number
            for first, end in spans
            for number, (start, stop) in enumerate(self.places)
            if start < end and stop > first
        )

    def span(self, first: int, count: int) -> tuple[int, int]:
        """Return the characters from one word on, so many words long."""
        return self.places[first][0], self.places[first + count - 1][1]


@cache
def words_of(text: str) -> Words:
    """Return the words of a text."""
    found = list(_WORD.finditer(text))
    return Words(tuple(w.span() for w in found), tuple(w[0].casefold() for w in found))


def occurrences(text: str, cited: str) -> list[tuple[int, int]]:
    """Return every place where the cited words stand, in order."""
    words, sought = words_of(text), words_of(cited).words
    if not sought:
        return []
    return [
        words.span(first, len(sought))
        for first in range(len(words.words) - len(sought) + 1)
        if words.words[first : first + len(sought)] == sought
    ]


def locate(
    text: str, citation: str | Mapping[str, Any], *, near: tuple[int, int] | None = None
) -> tuple[int, int] | None:
    """Return where a citation stands: its `nth` place, that next to `near`, or the first."""
    cited, nth = cited_of(citation)
    places = occurrences(text, cited)
    if near is not None and nth is None:
        first, end = near
        return min(places, key=lambda p: max(first - p[1], p[0] - end, 0), default=None)
    return places[(nth or 1) - 1] if len(places) >= (nth or 1) else None


def cited_of(citation: str | Mapping[str, Any]) -> tuple[str, int | None]:
    """Return the words of a citation, and which of their places is meant, if it says."""
    if isinstance(citation, str):
        return citation, None
    return citation["words"], citation.get("nth")


def documents(folder: Path) -> list[Path]:
    """Return the labelled documents of a folder, in order."""
    named = {path.name.removesuffix(ENDING) for path in folder.glob(f"*{ENDING}")}
    return sorted(p for p in folder.iterdir() if p.stem in named and p.suffix != ".yaml")


def labels_of(document: Path) -> dict[str, Any]:
    """Return the labels that lie beside a document."""
    path = document.with_name(document.stem + ENDING)
    labels: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return labels


def text_of(document: Path) -> str:
    """Return the text of a document, simply: a web page without its tags, all others as they are."""
    raw = document.read_text(encoding="utf-8")
    if document.suffix != ".html":
        return raw
    page = _Page()
    page.feed(raw)
    page.close()
    return "".join(page.parts)


class _Page(HTMLParser):
    """A web page without its tags, scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.hidden += tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def as_reading(labels: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return the reading that agrees with the labels everywhere, in the form of `read --json`."""
    return {
        "title": {"value": labels["title"], "origin": "text"},
        "date": labels.get("date") and {"value": labels["date"], "origin": "text"},
        "utterances": [_utterance(item, text) for item in labels["utterances"]],
        "stances": [_stance(item, text) for item in labels["stances"]],
        "events": [
            {
                "kind": one_of(item["kind"]),
                "status": one_of(item["status"]),
                "participants": list(item.get("participants", [])),
                "span": locate(text, item["words"]),
                "date": item.get("date", ""),
            }
            for item in labels["events"]
        ],
    }


def _utterance(item: Mapping[str, Any], text: str) -> dict[str, Any]:
    content = [locate(text, piece) for piece in item["content"]]
    source = item.get("source") and locate(text, item["source"], near=content[0])
    return {
        **{key: item.get(key) or "" for key in ("speaker", "office", "party", "voice")},
        "content": content,
        "source": [source] if source else [],
        "form": item.get("form", "indirect"),
        "addressee": item.get("addressee", ""),
        "about": list(item.get("about", [])),
    }


def _stance(item: Mapping[str, Any], text: str) -> dict[str, Any]:
    content = locate(text, item["content"])
    terms = {
        key: [
            {"word": term["word"], "span": locate(text, term["words"], near=content)}
            for term in item.get(key, [])
        ]
        for key in ("conditions", "order", "exchange")
    }
    return {
        "kind": one_of(item["kind"]),
        "holders": list(item.get("holders", [])),
        "content": content,
        "negated": bool(item.get("negated")),
        "modality": item.get("hedge", ""),
        "addressee": item.get("addressee", ""),
        **terms,
    }


def one_of(value: str | list[str]) -> str:
    """Return the first of the answers that a label accepts."""
    return value if isinstance(value, str) else value[0]
