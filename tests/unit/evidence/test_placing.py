"""Where words stand: characters of the text itself, whatever was made equal to find them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detente.evidence import passages
from detente.evidence.placing import laid_out

TEXT = (
    "Bell\u00a0said:  \u201cNo\u2014never \u2026 we \ufb01ght -- on\u00ad.\u201d\r\nBell said: no."
)


def told(words: str, *, near: int = 0) -> list[str]:
    """Return the pieces of the text in which words were found."""
    return [TEXT[start:end] for start, end in laid_out(TEXT).place_of(words, near=near)]


def test_marks_and_white_space_do_not_move_a_place() -> None:
    """What was made equal, drawn together, spelled out or left out is counted as it was written."""
    assert told('"No-never') == ["\u201cNo\u2014never"]
    assert told("Bell said") == ["Bell\u00a0said"]
    assert told("we fight - on.") == ["we \ufb01ght -- on\u00ad."]
    assert told("never ... we") == ["never \u2026 we"]
    assert told("fight [...] no") == ["\ufb01ght", "no"]


def test_the_nearest_of_several_places() -> None:
    """Words that stand twice are told where one was told to look."""
    layout = laid_out(TEXT)
    assert layout.place_of("Bell said") == ((0, 9),)
    second = TEXT.rindex("Bell")
    assert layout.place_of("Bell said", near=second - 3) == ((second, second + 9),)


def test_what_does_not_stand_there() -> None:
    """No words, words in another order and parts of words have no place."""
    assert told("") == told("no [...] Bell said: [...] No") == told("figh") == []
    assert laid_out("").place_of("no") == ()


def test_the_place_of_a_passage() -> None:
    """A fingerprint is found where its words stand."""
    layout = laid_out(TEXT)
    ((start, end),) = layout.place_of_passage(passages.fingerprint("never ... we fight"))
    assert TEXT[start:end] == "never \u2026 we \ufb01ght"
    assert layout.place_of_passage(passages.fingerprint("never we")) == ()


@given(st.text(alphabet="ab -\u2014\u2026\ufb01\u00ad\u0301\u201c\n\u00a8\u00a0", max_size=40))
def test_the_layout_is_the_text_made_equal(text: str) -> None:
    """Stretch by stretch or at once: the same text, with as many beginnings as stretches."""
    layout = laid_out(text)
    assert layout.plain == passages.normalise(text)
    assert len(layout.starts) == len(layout.begins)


@given(st.text(alphabet="ab -\u2014\u2026\ufb01\u201c\n", min_size=1, max_size=40), st.data())
def test_a_place_holds_the_words(text: str, data: st.DataObject) -> None:
    """Whatever is found says, made equal, what was looked for."""
    plain = passages.normalise(text)
    start = data.draw(st.integers(0, len(plain)))
    words = plain[start : data.draw(st.integers(start, len(plain)))].strip()
    for begin, end in laid_out(text).place_of(words):
        assert words in passages.normalise(text[begin:end])
