"""Merging: one event or statement, many sources."""

from __future__ import annotations

from detente.evidence.documents.document import Document
from detente.evidence.documents.loading import document_of
from detente.evidence.reading import Reading, read_document
from detente.evidence.reading.merging import OneEvent, merged_events
from detente.evidence.reading.same_words import OneStatement, merged_statements, traces

from .conftest import Reader


def readings(*texts: str) -> list[Reading]:
    """Return the readings of several texts, each a document of its own."""
    found = []
    for number, text in enumerate(texts):
        document = document_of(text.encode(), f"text-{number}.txt")
        assert isinstance(document, Document)
        found.append(read_document(document))
    return found


def events(*texts: str) -> tuple[OneEvent, ...]:
    """Return the events that several texts tell, each once."""
    return merged_events([(r.document, r.events) for r in readings(*texts)])


def statements(*texts: str) -> tuple[OneStatement, ...]:
    """Return the statements that several texts report, each once."""
    return merged_statements([(r.document, r.utterances) for r in readings(*texts)])


def test_one_event_in_two_documents(read: Reader) -> None:
    """The same kind, people and day make one event with two sources, and more certainty."""
    del read
    (event,) = events(
        "Peru and Chile met in Lima on 5 May 2031.", "In May 2031 Peru and Chile met for a day."
    )
    assert [source.file for source in event.sources] == ["text-0.txt", "text-1.txt"]
    assert event.date == "2031-05-05"
    assert event.confidence > 0.7
    assert "told 2 times in 2 documents" in event.reason


def test_other_days_or_people_are_other_events(read: Reader) -> None:
    """Days apart, other people, or a plan beside a fact are not one event."""
    del read
    found = events(
        "Peru and Chile met in Lima on 5 May 2031.",
        "Peru and Chile met in Lima on 9 June 2031.",
        "Peru and Brazil met in Lima on 5 May 2031.",
        "Peru and Chile will meet in Lima on 5 May 2031.",
    )
    assert [len(event.sources) for event in found] == [1, 1, 1, 1]


def test_another_document_supplies_the_year(read: Reader) -> None:
    """A month here and a year there make one date, as a proposal that is asked."""
    del read
    (event,) = events(
        "Talks between the US and North Korea fell apart at February’s Hanoi summit.",
        "Nothing has moved since the collapse of the Hanoi summit in 2019.",
    )
    assert event.date == "2019-02"
    assert len(event.sources) == 2
    (question,) = event.questions
    assert question.startswith("'February' in 'text-0.txt' is read as that of 2019")


def test_copies_count_once(read: Reader) -> None:
    """The same text twice is one source, for events and for statements."""
    del read
    text = "Peru and Chile met in Lima on 5 May 2031, the Peruvian foreign minister said."
    (event,) = events(text, text)
    assert len(event.sources) == 1
    (statement,) = statements(text, text)
    assert len(statement.sources) == 1


def test_one_statement_in_two_outlets(read: Reader) -> None:
    """A quotation cut by one outlet is the other's; the longest words and the full name are kept."""
    del read
    found = statements(
        "“We will mark the frontier pasture by pasture, or not at all,” French envoy Anne Roux said.",
        "Roux: “We will mark the frontier pasture by pasture,” she said. Roux said: “We will mark the "
        "frontier pasture by pasture.”",
    )
    assert len(found[0].sources) >= 2
    assert found[0].speaker == "Anne Roux"
    assert "or not at all" in found[0].words


def test_short_words_must_be_whole(read: Reader) -> None:
    """A short statement is not found in a longer one, nor is another speaker's."""
    del read
    found = statements(
        "“We will see,” French envoy Anne Roux said.",
        "“We will see what comes of it in the end,” French envoy Anne Roux said.",
        "“We will see,” Iranian envoy Reza Tavakoli said.",
    )
    assert len(found) == 3


def test_traces() -> None:
    """Marks and large letters do not count; short words are one trace."""
    assert traces("We will see!") == traces("we will see") == frozenset({("we", "will", "see")})
    assert len(traces("one two three four five six seven")) == 4
    assert traces("") == frozenset({()})
