"""What was read, as text: under whose name it stands, and what stands in quotation marks."""

from __future__ import annotations

from typing import Any

from detente.evidence.readings import DocumentRead
from detente.telling.reading import document_text

TEXT = "We will sign. Rome wants war. The pact is fair. A treaty is unlikely. They met. The door stays open."


def said(words: str, voice: str, **more: Any) -> dict[str, Any]:
    """Return an utterance with some words of the text."""
    start = TEXT.index(words)
    found = {"content": [[start, start + len(words)]], "form": "direct", "voice": voice}
    return {**found, "confidence": 0.8, "rule": "", "reason": "", "questions": [], **more}


def shown() -> str:
    """Return a listing of one of each."""
    gloss = said("A treaty is unlikely", "gloss", about=["Italy", "France"], form="")
    event = said("They met", "report", kind="meet", status="happened")
    event["participants"] = ["Italy", "Malta"]
    event["span"] = event.pop("content")[0]
    answer: dict[str, object] = {
        "file": "a.txt",
        "sha256": "a",
        "text_sha256": "b",
        "utterances": [
            said("We will sign", "own words", parties=["Italy"], speaker="Ugo Neri"),
            said("Rome wants war", "observer", about=["Italy"], speaker="Orr"),
            said("The pact is fair", "report", form="indirect", speaker="spokesman"),
            said("The door stays open", "own words", form="mixed", parties=["Austria"]),
        ],
        "stances": [],
        "events": [event],
        "glosses": [gloss],
    }
    return document_text(DocumentRead(TEXT, answer))


def test_listed_under_those_whose_words_it_is() -> None:
    """An observer, the outlet and an event stand under no party, but say which they are on."""
    sections = dict(part.split("\n", 1) for part in shown().split("\n\n")[1:])
    assert list(sections) == [
        *("Austria", "Italy", "no party known"),
        *("Observers", "The outlet itself", "What happened, or is to happen"),
    ]
    assert "Neri" in sections["Italy"]
    assert "Orr" not in sections["Italy"]
    assert "Orr, observer on Italy: " in sections["Observers"]
    assert "gloss on Italy and France: A treaty" in sections["The outlet itself"]
    assert "meet, happened, Italy and Malta: They met" in sections["What happened, or is to happen"]


def test_marks_stand_around_what_is_quoted() -> None:
    """Nothing else is in quotation marks: no report, and nothing that is quoted in part."""
    text = shown()
    assert "own words: \u201cWe will sign\u201d" in text
    assert "\u201cRome wants war\u201d" in text
    assert text.count("\u201c") == 2
