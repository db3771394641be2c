"""What is denied, refused, doubted or given up never comes out as its opposite."""

from __future__ import annotations

import pytest

from .conftest import Reader
from .telling import content

DENIED = [
    ("Norway's premier denied that Norway had cut the cable.", "denied that Norway had cut the cable"),
    ("Oslo denied responsibility.", "denied responsibility"),
    ("Chile refused to recognise the new council.", "refused to recognise the new council"),
    ("Chile declined to host the summit.", "declined to host the summit"),
    ("Chile rejected the plan of the mediators.", "rejected the plan of the mediators"),
    ("Chile opposed the sale of the ships.", "opposed the sale of the ships"),
    ("Chile ruled out a meeting with Peru.", "ruled out a meeting with Peru"),
    ("Chile spoke against the treaty.", "spoke against the treaty"),
    ("The plan was rejected by Chile.", "The plan was rejected"),
    ("Peru made no request for a delay.", "made no request for a delay"),
    ("Peru denied a report that it had sold the ships.", "denied a report that it had sold the ships"),
    ("Peru dropped its demand for an apology.", "dropped its demand for an apology"),
    ("Peru has stopped demanding an apology.", "has stopped demanding an apology"),
    ("Peru dismissed the \u201cso-called plan\u201d of Chile.", "dismissed the \u201cso-called plan\u201d of Chile"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), DENIED)
def test_the_words_of_a_denial(read: Reader, text: str, words: str) -> None:
    """The verb of denial is part of what was said, and the utterance is marked as denied."""
    reading = read(text)
    assert [(content(reading, u), u.denied) for u in reading.utterances] == [(words, True)]
    assert [u.to_dict()["denied"] for u in reading.utterances] == [True]


def test_no_plans(read: Reader) -> None:
    """Inside what somebody says, plans they do not have keep the words that say so."""
    reading = read("Iran said it had no plans to withdraw from the hills.")
    found = {content(reading, u): u.denied for u in reading.utterances}
    assert found == {
        "it had no plans to withdraw from the hills": False,
        "had no plans to withdraw from the hills": True,
    }


def test_the_demand_of_another(read: Reader) -> None:
    """Who rejects a demand denies nothing in it: it remains the demand of the other."""
    reading = read("Peru rejected Chile's demand that it open the port.")
    found = {u.parties: (content(reading, u), u.denied) for u in reading.utterances}
    assert found == {
        ("Peru",): ("rejected Chile's demand that it open the port", True),
        ("Chile",): ("that it open the port", False),
    }


def test_what_was_never_said(read: Reader) -> None:
    """A clause that was not said is asked about; what somebody did not demand is no utterance."""
    reading = read("Chile never said that it would leave. Chile did not demand an apology.")
    (one,) = reading.utterances
    assert content(reading, one) == "never said that it would leave"
    assert one.denied
    assert any("not said" in question for question in one.questions)


def test_plain_words_are_not_denied(read: Reader) -> None:
    """Without a denial nothing is marked, and blame keeps its verb without being a denial."""
    reading = read("Chile demanded an apology. Peru criticised the plan.")
    found = [(content(reading, u), u.denied) for u in reading.utterances]
    assert found == [("an apology", False), ("criticised the plan", False)]


def test_a_denial_in_marks_is_said(read: Reader) -> None:
    """The quotation of who denies is what they say."""
    reading = read("\u201cWe did not cut the cable,\u201d Per Dahl denied.")
    assert [u.denied for u in reading.utterances] == [False]


STANCES = [
    ("Finland is no longer willing to share the data.", [("reject", False)]),
    ("Portugal hardly wants a treaty.", [("want", True)]),
    ("Chile no longer demands an apology.", [("demand", True)]),
    ("Chile has stopped demanding an apology.", [("demand", True)]),
    ("Chile dropped its demand for an apology.", [("demand", True)]),
    ("Chile gave up its demand for an apology.", [("demand", True)]),
    ("Chile has not dropped its demand for an apology.", [("demand", False)]),
    ("France is by no means ready to sign.", [("reject", False)]),
    ("Oslo denied that Norway had offered to pay ransom.", [("offer", True)]),
    ("Premier Tigran Sol denied a report that Armenia had agreed to move the fence.", [("agree", True)]),
    ("Norway does not believe that Sweden will attack.", []),
    ("Sweden doubts that Norway wants a deal.", []),
    ("Chilean officials insist it will not.", []),
    ("Chile insists it is ready.", []),
    ("Chile insists that the ports be opened.", [("demand", False)]),
    ("Iran and Iraq accuse each other of refusing to talk.", []),
    ("Peru would have signed the pact.", []),
    ("If they had asked, Peru would have accepted the pact.", []),
    ("\u201cIf they had asked, we would have signed the pact,\u201d Peru's envoy Ana Rey said.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kinds"), STANCES)
def test_stances_the_right_way_round(
    read: Reader, text: str, kinds: list[tuple[str, bool]]
) -> None:
    """A stance that is denied is told as denied; one that is not told to be held is left out."""
    assert [(s.kind, s.negated) for s in read(text).stances] == kinds


def test_an_accusation(read: Reader) -> None:
    """What somebody is accused of is theirs, and asked about."""
    (one,) = read("Iran accused Iraq of refusing to talk.").stances
    assert (one.kind, one.holders) == ("reject", ("Iraq",))
    assert any("claims it" in question for question in one.questions)


def test_a_claim(read: Reader) -> None:
    """What another claims of a party is asked about, in the stance and in the utterance."""
    reading = read("The envoy spoke of Turkey's claim that Greece had agreed to move the fence.")
    (stance,) = [s for s in reading.stances if s.holders == ("Greece",)]
    assert any("claims it" in question for question in stance.questions)


def test_a_stance_outside_the_marks(read: Reader) -> None:
    """In words quoted in part, only what stands in the marks is somebody's own."""
    reading = read(
        "Serbian President Ana Kos said that Serbia \u201cwill never recognise the line\u201d and"
        " that it would accept the toll after the bridge had been mended."
    )
    found = {s.kind: s.voice for s in reading.stances}
    assert found == {"reject": "own words", "willing": "report"}
