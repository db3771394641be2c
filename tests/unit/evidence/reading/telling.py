"""Shorthand for looking at utterances."""

from __future__ import annotations

from detente.evidence.reading import Reading, Utterance


def content(reading: Reading, utterance: Utterance) -> str:
    """Return what was said, its parts joined by a stroke."""
    return " | ".join(reading.document.words(span) for span in utterance.content)


def source(reading: Reading, utterance: Utterance) -> str:
    """Return the words of the source."""
    return " | ".join(reading.document.words(span) for span in utterance.source)


def said(reading: Reading, part: str) -> Utterance:
    """Return the one utterance whose content begins with some words, marks left out."""
    found = [u for u in reading.utterances if content(reading, u).strip('\u201c"').startswith(part)]
    assert len(found) == 1, [content(reading, u) for u in reading.utterances]
    return found[0]
