"""refind: the same words after edits, or nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.evidence.documents.document import Span
from detente.evidence.documents.refinding import MOST, refind

from .making import WIRE, document

LETTERS = st.text(alphabet="ab .", min_size=1, max_size=40)


@given(LETTERS.filter(lambda t: any(map(str.isalnum, t))), st.data())
def test_in_the_same_text_every_span_is_found(text: str, data: st.DataObject) -> None:
    """Nothing was edited, so the words stand where they stood, however often they occur."""
    found = document(text)
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    cited = found.cite(span)
    again = refind(found, cited.exact, cited.before, cited.after, cited.start)
    assert again == (span if cited.exact.strip() else None)


@given(LETTERS, LETTERS, st.data())
def test_what_is_found_is_exact(text: str, edited: str, data: st.DataObject) -> None:
    """Whatever the edit, what is returned has the exact words."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    other = document(f"{edited} x")
    span = refind(other, text[start:end], text[:start][-32:], text[end : end + 32], start)
    assert span is None or other.words(span) == text[start:end]


def cited(exact: str) -> tuple[str, str, str, int]:
    """Return words cited from the wire, as a record would keep them."""
    found = document(WIRE)
    start = WIRE.index(exact)
    one = found.cite(Span(start, start + len(exact)))
    return one.exact, one.before, one.after, one.start


def test_after_something_was_put_in_front() -> None:
    """The place moves with the words."""
    edited = document("A correction was made to this report.\n\n" + WIRE)
    span = refind(edited, *cited("different views"))
    assert span == Span(*(WIRE.index("different views") + 39 + n for n in (0, 15)))


def test_after_the_words_around_were_changed() -> None:
    """One side of the context is enough where nothing else comes near."""
    edited = document(WIRE.replace("the two could have", "both might well hold"))
    span = refind(edited, *cited("different views"))
    assert span is not None
    assert edited.words(span) == "different views"
    assert edited.text[span.end :].startswith("\u201d on the timing")


def test_words_that_are_gone_are_refused() -> None:
    """One letter makes them other words."""
    edited = document(WIRE.replace("precise order", "exact order"))
    assert refind(edited, *cited("precise order of the steps")) is None


def test_two_places_alike_are_refused() -> None:
    """Where a paragraph now stands twice, nobody can say which of the two was meant."""
    paragraph = "The two had engaged in serious talks about the sluice and the toll."
    one = document(f"First.\n\n{paragraph}")
    start = one.text.index("serious")
    made = one.cite(Span(start, start + 7))
    twice = document(f"New first line.\n\n{paragraph}\n\nMore.\n\n{paragraph}")
    assert refind(twice, made.exact, made.before, made.after, made.start) is None


def test_one_word_elsewhere_is_no_citation() -> None:
    """A single word without anything around it could be any word; a phrase is found."""
    other = document("Something else. They said no to the plan for the sluice.")
    assert refind(other, "no", "he answered plainly ", " and left the room", 4) is None
    assert refind(other, "the plan for the sluice", "he left ", " alone", 4) is not None


def test_a_word_is_not_found_inside_another() -> None:
    """`war` does not stand in `wardens`."""
    other = document("The wardens of both towns met.")
    assert refind(other, "war", "The ", "", 4) is None
    assert refind(other, "", "The ", "", 4) is None


def test_words_that_stand_everywhere_take_no_time() -> None:
    """Beyond a thousand places nothing is compared."""
    other = document("a " * (MOST + 10) + "b")
    assert refind(other, "a", "x", "y", 3) is None
