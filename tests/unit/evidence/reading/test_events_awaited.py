"""Events that have not happened: awaited in a clause of time, planned, told too early."""

from __future__ import annotations

import pytest

from detente.evidence.documents.document import Document
from detente.evidence.documents.loading import document_of
from detente.evidence.reading import read_document
from detente.evidence.reading.dates.dates import When
from detente.evidence.reading.events.dating import far_ahead, too_late
from detente.evidence.reading.events.event import Event

from .conftest import Reader


def events(text: str) -> list[Event]:
    """Return the events of an article of 5 May 2030."""
    found = document_of(f"VIENNA, May 5, 2030 (Alps News) - {text}".encode(), "a.txt")
    assert isinstance(found, Document)
    return list(read_document(found).events)


@pytest.mark.parametrize(
    "text",
    [
        "Peru will not end the blockade before all hostages are freed, it said.",
        "Peru will not end the blockade before all hostages have been freed, it said.",
        "Peru said that it would pay when the sanctions are lifted.",
        "Peru said that it would pay once the sanctions were lifted.",
        "Peru will pay as soon as Chile reopens the port.",
        "Peru will pay after the prisoners are released.",
        "Peru will pay by the time Chile signs the treaty.",
        "Peru refuses to pay until Chile releases the prisoners.",
    ],
)
def test_awaited(read: Reader, text: str) -> None:
    """What a clause of time only waits for is not told to have happened."""
    del read  # skips without a model
    assert "happened" not in {e.status for e in events(text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Peru closed the port before Chile deployed troops.", "deploy"),
        ("Peru paid after Chile released the prisoners.", "release"),
        ("Peru paid when Chile reopened the crossing.", "open"),
        ("Peru said that it would answer after Chile shelled two ports.", "attack"),
    ],
)
def test_not_awaited(read: Reader, text: str, kind: str) -> None:
    """What a clause of time tells of the past has happened."""
    del read
    assert (kind, "happened") in {(e.kind, e.status) for e in events(text)}


@pytest.mark.parametrize(
    "text",
    [
        "A summit set for September was called off.",
        "The talks, originally planned for April, were postponed.",
        "Peru cancelled a meeting planned for May 30.",
        "The summit of May 30 was called off.",
        "The talks were postponed until June.",
    ],
)
def test_the_day_of_a_plan_is_not_that_of_its_end(read: Reader, text: str) -> None:
    """When something was to be does not tell when it was called off."""
    del read
    assert [(e.kind, e.status, e.date) for e in events(text)] == [("suspend", "happened", "")]


def test_the_day_on_which_it_was_called_off(read: Reader) -> None:
    """That day is the date, whatever day the thing was set for."""
    del read
    (event,) = events("A meeting planned for July 2 was cancelled on Friday.")
    assert event.date == "2030-05-03"


def test_nothing_happened_after_it_was_told(read: Reader) -> None:
    """A date behind the day of publication is asked about, and the event is less certain."""
    del read
    (event,) = events("Peru and Chile signed a treaty in March 2031.")
    (sure,) = events("Peru and Chile signed a treaty in March 2030.")
    assert (event.date, sure.date) == ("", "2030-03")
    assert event.questions[0].startswith("Did this happen? 'March 2031'")
    assert event.confidence < sure.confidence


def test_a_plan_without_a_year(read: Reader) -> None:
    """A month that has just gone is not taken for that of the next year."""
    del read
    (event,) = events("The talks are scheduled for April.")
    assert (event.status, event.date) == ("planned", "")
    assert event.questions[0].startswith("In which year is 'April'?")
    (event,) = events("The talks are scheduled for September.")
    assert (event.date, event.questions) == ("2030-09", ())


def test_without_the_dateline(read: Reader) -> None:
    """The words for an event do not begin with the place of the report."""
    del read
    assert events("A summit set for September was called off.")[0].span.start == 34


def test_dates_that_are_not_known() -> None:
    """Without a date, or without the day of publication, nothing is too late."""
    open_date = When(0, 5, "April", "", "month", "publication")
    april = When(0, 5, "April", "2031-04", "month", "publication")
    next_one = When(0, 10, "next April", "2031-04", "month", "publication")
    told = When(0, 10, "April 2031", "2031-04", "month", "")
    assert [too_late(one, "2030-05-05") for one in (None, open_date, april)] == [False, False, True]
    assert not too_late(april, "")
    assert not too_late(april, "2031-04-30")
    assert [far_ahead(one, "2030-05-05") for one in (None, open_date, april, next_one, told)] == [
        *(False, False, True, False, False),
    ]
    assert not far_ahead(april, "")
