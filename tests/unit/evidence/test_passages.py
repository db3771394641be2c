"""Passages: what counts as the same words, and where they stand."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evidence.passages import LONGEST, find, fingerprint, normalise, occurs, pieces, trim


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a  b\n\tc\u00a0d\u2003e", "a b c d e"),
        ("\u201cquoted\u201d \u00abquoted\u00bb \u201equoted\u201c", '"quoted" "quoted" "quoted"'),
        ("it\u2019s \u2018fine\u2019 o`clock \u00b4 5\u2032", "it's 'fine' o'clock ' 5'"),
        ("a\u2014b \u2013 c \u2010 d \u2212 e", "a-b - c - d - e"),
        ("a -- b --- c", "a - b - c"),
        ("dec\u00adla\u200bra\ufefftion", "declaration"),
        ("cafe\u0301", "caf\u00e9"),
        ("\ufb01ne \uff21\uff22", "fine AB"),
        ("wait\u2026", "wait..."),
        ("\r\nfirst\r\nsecond\r", "first second"),
        ("Upper stays Upper", "Upper stays Upper"),
        ("", ""),
    ],
)
def test_marks_and_white_space_are_made_equal(text: str, plain: str) -> None:
    """Quotation marks, dashes, spaces, soft hyphens and ligatures; letters are kept."""
    assert normalise(text) == plain


@given(st.text())
def test_what_is_normal_stays_normal(text: str) -> None:
    """To normalise twice is to normalise once."""
    assert normalise(normalise(text)) == normalise(text)


def test_a_pile_of_accents_takes_no_time() -> None:
    """A document may hold a million accents on one letter; most of them are dropped."""
    assert len(normalise("e" + "\u0301\u0323" * 500_000 + " end")) < 60
    assert occurs("the end", "e" + "\u0301\u0323" * 500_000 + " the end")


@pytest.mark.parametrize(
    ("text", "trimmed"),
    [
        ("\u201cThey agreed,\u201d", "They agreed"),
        ("  (not yet) ", "not yet"),
        ("...", ""),
        ("well-known.", "well-known"),
    ],
)
def test_marks_at_the_ends_are_no_part_of_a_passage(text: str, trimmed: str) -> None:
    """A passage runs from its first word to its last."""
    assert trim(text) == trimmed


def test_the_fingerprint_is_that_of_the_trimmed_words() -> None:
    """It is the SHA-256 of the words in UTF-8, so that anybody can compute it."""
    expected = "sha256:" + hashlib.sha256(b'They said: "Not yet"').hexdigest()
    assert fingerprint('They said: "Not yet"') != expected
    expected = "sha256:" + hashlib.sha256(b'They said: "Not yet').hexdigest()
    assert fingerprint("\u201cThey  said: \u201cNot\nyet\u201d.") == expected
    assert fingerprint("They said: 'Not yet'") != expected


@pytest.mark.parametrize("words", ["", "...", " \n", "\u2014", "word " * (LONGEST + 1)])
def test_a_passage_has_words_and_not_too_many(words: str) -> None:
    """Nothing, marks alone, or a whole page have no fingerprint."""
    with pytest.raises(ValueError, match=f"1 to {LONGEST} words"):
        fingerprint(words)
    assert fingerprint("word " * LONGEST).startswith("sha256:")


DOCUMENT = (
    "\u201cWe may have somewhat different perspectives on the precise sequence or timing or "
    "condi\u00adtions,\u201d he told\nreporters \u2014 adding that talks go on."
)


@pytest.mark.parametrize(
    "words",
    [
        "precise sequence or timing or conditions",
        "We may have somewhat different perspectives",
        'conditions," he told reporters - adding',
        "talks",
        "talks go on.",
    ],
)
def test_a_passage_is_found_by_its_fingerprint(words: str) -> None:
    """Whoever holds the document finds the words again, however they were set."""
    wanted = fingerprint(words)
    other = fingerprint("words that are not there")
    assert find([other, wanted], DOCUMENT) == {wanted}


@pytest.mark.parametrize("words", ["precise sequence, or timing", "talks goes on", "We May have"])
def test_other_words_are_not_found(words: str) -> None:
    """A comma, an ending or a capital letter more is another passage."""
    assert find([fingerprint(words)], DOCUMENT) == set()
    assert find([], DOCUMENT) == set()


@given(st.lists(st.sampled_from(["go", "so", "no,", "\u2018no\u2019", "wo\u00adrd"]), max_size=12))
def test_every_stretch_of_words_can_be_found(words: list[str]) -> None:
    """Any passage of a document has a fingerprint by which it is found."""
    document = " ".join(["start", *words, "end"])
    for first in range(len(words)):
        passage = " ".join(words[first:])
        assert find([fingerprint(passage)], document)
        assert occurs(trim(passage), document)


@pytest.mark.parametrize(
    ("quotation", "found"),
    [
        ("the precise sequence", True),
        ("We may [...] timing", True),
        ("We may [\u2026] the precise [ ... ] adding", True),
        ("[...] timing or conditions [...]", True),
        ("timing [...] sequence", False),
        ("sequence [...] sequence", False),
        ("sequence ... conditions", False),
        ("We may have somewhat [...] somewhat different", False),
        ("he told reporters", True),
        ("e told reporters", False),
        ("he told report", False),
        ("condi", False),
        ("conditions,\u201d he", True),
        ("conditions, he", False),
        ("", False),
        ("[...]", False),
    ],
)
def test_whether_a_quotation_stands_in_a_document(quotation: str, found: bool) -> None:  # noqa: FBT001
    """Each piece has to, in order and without overlap, from a word's edge to a word's edge."""
    assert occurs(quotation, DOCUMENT) is found


def test_the_pieces_of_a_quotation() -> None:
    """`[...]` leaves words out; three dots alone do not."""
    assert pieces("a b [...] c [\u2026] d... e") == ["a b", "c", "d... e"]


@pytest.mark.parametrize("sign", ["(", "[", "*", "\\", "$", "^", ".", "+?"])
def test_signs_are_taken_as_they_are(sign: str) -> None:
    """What would be a pattern elsewhere is a plain sign in a quotation."""
    assert occurs(f"cost {sign} more", f"It would cost {sign} more.")
    assert not occurs(f"cost {sign} more", "It would cost x more.")


def test_words_of_other_scripts_have_edges_too() -> None:
    """A piece of a word does not count in any script."""
    assert occurs("\uc885\uc804 \uc120\uc5b8", "\uc774\ubc88 \uc885\uc804 \uc120\uc5b8\u3002")
    assert not occurs("\uc885\uc804 \uc120\uc5b8", "\uc885\uc804 \uc120\uc5b8\uc740")


@pytest.mark.parametrize("text", ["", " \n", "...", "\ufeff"])
def test_a_document_without_words_holds_no_passage(text: str) -> None:
    """Nothing stands in it, and that is an answer."""
    assert find([fingerprint("we want walls")], text) == set()
