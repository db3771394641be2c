"""Events: kinds, status, participants and dates, on sentences of their own."""

from __future__ import annotations

import pytest

from detente.evidence.documents.loading import document_of
from detente.evidence.reading import Reading
from detente.evidence.reading.events.event import Event

from .conftest import Reader


def kinds(reading: Reading) -> list[tuple[str, str]]:
    """Return the kind and status of each event."""
    return [(event.kind, event.status) for event in reading.events]


CASES = [
    ("Peru and Chile met in Lima.", "meet", "happened"),
    ("Peru and Chile resumed talks.", "meet", "happened"),
    ("Peru and Chile signed a treaty.", "agree", "happened"),
    ("Iran test-fired a missile.", "test", "happened"),
    ("Iran launched a ballistic missile.", "test", "happened"),
    ("Iran has been test-firing short-range missiles.", "test", "happened"),
    ("Joint US-South Korean exercises began on Monday.", "exercise", "happened"),
    ("Two ports were shelled by the Turkish fleet.", "attack", "happened"),
    ("Turkey deployed troops on the border.", "deploy", "happened"),
    ("The US imposed sanctions on Iran.", "sanction", "happened"),
    ("The US lifted the embargo.", "relieve", "happened"),
    ("Japan delivered food aid.", "aid", "happened"),
    ("Trump fired his security adviser.", "dismiss", "happened"),
    ("Trump handed over a letter.", "hand over", "happened"),
    ("Trump passed Kim a paper.", "hand over", "happened"),
    ("The talks collapsed.", "suspend", "happened"),
    ("Talks between Peru and Chile fell apart.", "suspend", "happened"),
    ("The rebels freed nine hostages.", "release", "happened"),
    ("The agency inspected the plant.", "inspect", "happened"),
    ("Kenya reopened the crossing.", "open", "happened"),
    ("Kenya closed the border.", "close", "happened"),
    ("Peru and Chile will meet in Lima.", "meet", "planned"),
    ("The commission is to meet again on 2 December.", "meet", "planned"),
    ("Peru and Chile agreed to resume talks.", "meet", "planned"),
    ("The next summit is scheduled for May.", "meet", "planned"),
    ("The truce would collapse.", "suspend", "conditional"),
    ("A signing ceremony could follow.", "agree", "conditional"),
    ("Japan could lift the embargo if the truce holds.", "relieve", "conditional"),
    ("Peru and Chile did not sign a treaty.", "agree", "denied"),
    ("No treaty was ever signed.", "agree", "denied"),
    ("Neither side announced a ceasefire.", "agree", "denied"),
    ("Reports that nine hostages had been freed were false.", "release", "denied"),
    ("Iran denied that it had closed the border.", "close", "denied"),
    ("Peru failed to sign the treaty.", "agree", "denied"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "status"), CASES)
def test_a_pattern(read: Reader, text: str, kind: str, status: str) -> None:
    """The event is found once, with its kind and whether it happened."""
    assert kinds(read(text)) == [(kind, status)]


@pytest.mark.parametrize(
    "text",
    [
        "Iran demands that the embargo be lifted.",
        "Iran wants the border closed.",
        "The treaty must be signed.",
        "Did Iran sign the treaty?",
        "The plan meets every demand.",
        "The minister attacked his rival for weakness.",
        "The minister will never sign the treaty.",
    ],
)
def test_no_event(read: Reader, text: str) -> None:
    """What is only wished, asked or said is no event."""
    assert read(text).events == ()


PEOPLE = [
    ("Peru and Chile met in Lima.", {"Peru", "Chile"}),
    ("A pact was signed by Peru, Chile and Brazil.", {"Peru", "Chile", "Brazil"}),
    ("A pact was signed between Peru and Chile.", {"Peru", "Chile"}),
    ("Talks between Peru and Chile fell apart.", {"Peru", "Chile"}),
    ("Two ports were shelled by the Turkish fleet.", {"Turkey"}),
    ("Joint US-South Korean exercises began on Monday.", {"United States", "South Korea"}),
]


@pytest.mark.parametrize(("text", "who"), PEOPLE)
def test_participants(read: Reader, text: str, who: set[str]) -> None:
    """Those take part who do it, or between whom it is done; the passive is seen through."""
    (event,) = read(text).events
    assert set(event.participants) == who


def test_the_two(read: Reader) -> None:
    """The two are those who met in the sentence before, on the day told there."""
    text = (
        "On 3 May 2030 US envoy Sung Kim met with South Korean envoy Noh Kyu-duk in Seoul. "
        "The two later met in Washington."
    )
    first, second = read(text).events
    assert set(first.participants) == {"Sung Kim", "Noh Kyu-duk"}
    assert first.date == "2030-05-03"
    assert set(second.participants) == {"United States", "South Korea"}


def every_dated(text: str) -> tuple[Event, ...]:
    """Return the events of a document of 17 April 2031."""
    from detente.evidence.documents.document import Document
    from detente.evidence.reading import read_document

    made = document_of(f"LIMA, 17 April 2031 (Wire) - {text}".encode(), "text.txt")
    assert isinstance(made, Document)
    return read_document(made).events


def dated(text: str) -> Event:
    """Return the first event of a document of 17 April 2031."""
    return every_dated(text)[0]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Peru and Chile met on Tuesday.", "2031-04-15"),
        ("Peru and Chile will meet on Tuesday.", "2031-04-22"),
        ("Peru and Chile agreed to resume talks in early May.", "2031-05-01/2031-05-10"),
        ("The talks collapsed in November.", "2030-11"),
        ("Mediators said on Tuesday that Peru and Chile had met.", ""),
    ],
)
def test_the_date_of_an_event(read: Reader, text: str, date: str) -> None:
    """A date is that of the event's own clause, before or after the day of publication."""
    del read  # skips without a model
    assert dated(text).date == date


def test_without_a_day_of_publication(read: Reader) -> None:
    """A date that hangs on the day of publication stays as it is worded, and is asked once."""
    reading = read("The talks collapsed on Tuesday. Peru closed the border on Tuesday.")
    first, second = reading.events
    assert (first.date, second.date) == ("", "")
    assert first.when is not None
    assert first.when.symbol == "Tuesday, before publication"
    assert first.questions == ("When was this published? 'Tuesday' hangs on it.",)
    assert second.questions == ()


def test_a_caption(read: Reader) -> None:
    """Under a picture the present tells of what is shown."""
    reading = read("Photo: Donald Trump and Kim Jong Un meet in Singapore in June 2018\n\nA text.")
    assert [(e.status, e.date) for e in reading.events] == [("happened", "2018-06")]


def test_to_dict(read: Reader) -> None:
    """An event as plain words cites its text by characters."""
    reading = read("Peru closed the border in May 2030.")
    (event,) = reading.to_dict()["events"]  # type: ignore[misc]
    assert reading.document.text[slice(*event["span"])] == "closed the border in May 2030"
    assert (event["date"], event["granularity"], event["anchor"]) == ("2030-05", "month", "")


def test_a_letter_that_demands(read: Reader) -> None:
    """The letter that was passed is an event, whatever it demands."""
    reading = read("Kell passed the mediators a paper asking that they guarantee the road.")
    assert ("hand over", "happened") in kinds(reading)


MORE = [
    ("Peru and Chile will take up the talks again in May.", "meet", "planned"),
    ("Ana Rojas and Luis Vega had lunch on Sunday.", "meet", "happened"),
    ("A fresh round is pencilled in for 2 May in Rome.", "meet", "planned"),
    ("No meeting has been arranged.", "meet", "denied"),
    ("The minister paid a visit to Lima in May.", "act", "happened"),
    ("The envoy arrived in Lima on Friday.", "act", "happened"),
    ("The envoy is due in Lima on Monday.", "act", "planned"),
    ("The duties took effect in May.", "act", "happened"),
    ("Peru and Chile failed to settle the dispute.", "agree", "denied"),
    ("No agreement could be reached.", "agree", "denied"),
    ("The law was never passed.", "agree", "denied"),
    ("Deliveries were cut in May.", "suspend", "happened"),
    ("Otherwise the talks would be over.", "suspend", "conditional"),
    ("Iran said the talks would resume in June.", "meet", "planned"),
    ("Gunmen blew up a depot.", "attack", "happened"),
    ("The army has denied firing on civilians.", "attack", "denied"),
    ("Iran denied that the port would be closed.", "close", "denied"),
    ("The arrest of nine drivers in May angered the union.", "act", "happened"),
    ("Iran wants a joint drill planned for May scrapped.", "exercise", "planned"),
]


@pytest.mark.parametrize(("text", "kind", "status"), MORE)
def test_more_patterns(read: Reader, text: str, kind: str, status: str) -> None:
    """Visits, dates that are set, deals that fail, and nouns made of verbs are events as well."""
    assert (kind, status) in kinds(read(text))


def test_thought_is_not_handed_over(read: Reader) -> None:
    """Who gives a proposal some thought hands nothing over."""
    assert "hand over" not in {
        kind for kind, _ in kinds(read("Peru is giving the plan some thought."))
    }


def test_a_caption_with_a_label(read: Reader) -> None:
    """Under a picture those named before the verb take part, whatever the parse makes of them."""
    reading = read(
        "Two meet again\n\nPhoto: Ana Rojas and Luis Vega shake hands in Lima in June 2031\n\n"
        "Peru and Chile spoke of it for a long while, and nobody in Lima knew of what."
    )
    event = next(e for e in reading.events if e.kind == "meet" and e.date == "2031-06")
    assert event.participants == ("Ana Rojas", "Luis Vega")


def test_both_governments_take_part(read: Reader) -> None:
    """Two adjectives before one noun are two governments."""
    (event,) = read("The Peruvian and Chilean governments signed a treaty.").events
    assert event.participants == ("Peru", "Chile")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The envoy is due in Lima on Monday.", "2031-04-21"),
        ("On Tuesday, when talks broke off, nobody spoke.", "2031-04-15"),
        (
            "The union met before the dismissals of two drivers in January have been undone.",
            "2031-01",
        ),
    ],
)
def test_the_date_of_what_is_to_come(read: Reader, text: str, date: str) -> None:
    """A planned event lies ahead, and what happened when something else did has its date."""
    del read  # skips without a model
    assert date in {e.date for e in every_dated(text)}


def test_who_gets_a_paper_takes_part(read: Reader) -> None:
    """Whoever is handed a paper takes part, known as a party or not."""
    (event,) = read("Trump handed the mediators a note.").events
    assert event.participants == ("Trump", "mediators")
