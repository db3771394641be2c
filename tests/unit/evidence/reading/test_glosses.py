"""What the outlet itself says: judgements and reasons, of parties, and nobody else's words."""

from __future__ import annotations

import pytest

from .conftest import Reader

GLOSSES = {
    "Paris and Rome appear to be far apart on the tolls.": (("France", "Italy"), "judgement"),
    "A deal could bring relief to Italy at the border.": ((), "judgement"),
    "It is again possible for France to reopen the canal.": ((), "judgement"),
    "The tolls carry great weight in Italy, a poor country.": ((), "judgement"),
    "France has been closing locks in response to the tolls.": (("France",), "reason"),
    "Italy closed the locks because the tolls were never paid.": (("Italy",), "reason"),
}
NONE = (
    "France closed the locks of the canal on Monday.",  # a fact that is told
    "A deal could bring relief to the border towns.",  # of no party
    "An analyst said that Paris and Rome appear to be far apart.",  # somebody else's
    "France may sign.",  # too short to be a judgement of anything
)


@pytest.mark.parametrize("text", GLOSSES)
def test_what_the_outlet_says(read: Reader, text: str) -> None:
    """The sentence without its stop, the parties that are its subject, and what shows it."""
    reading = read(text)
    (one,) = reading.glosses
    about, sort = GLOSSES[text]
    assert reading.document.words(one.content) == text.rstrip(".")
    assert one.about == about
    assert one.rule == f"the outlet's own {sort}"


@pytest.mark.parametrize("text", NONE)
def test_what_is_none(read: Reader, text: str) -> None:
    """What is told as a fact, or by somebody else, or of nobody."""
    assert read(text).glosses == ()


def test_beside_what_somebody_says(read: Reader) -> None:
    """Only the part of a sentence in which nobody else is heard."""
    text = (
        "Paris and Rome appear to be on separate ways over the tolls, with a French official saying "
        "they \u201csee things differently\u201d."
    )
    reading = read(text)
    (one,) = reading.glosses
    words = reading.document.words(one.content)
    assert words == "Paris and Rome appear to be on separate ways over the tolls"
    assert reading.to_dict()["glosses"][0]["voice"] == "gloss"  # type: ignore[index]
