"""Bytes to text: every encoding that is known, and what is said about the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evidence.documents.decoding import controls_in, decoded, is_binary, tidied

WORDS = "The \u201csluice\u201d at Caf\u00e9 Brook"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_or_without_its_mark(encoding: str) -> None:
    """Nothing is to be said about a text that is read as it stands."""
    assert decoded(WORDS.encode(encoding)) == (WORDS, ())


def test_latin_1_is_said() -> None:
    """The typographic marks of Windows are read, and the reader is told to look."""
    text, notes = decoded(WORDS.encode("cp1252"))
    assert text == WORDS
    assert "Latin-1" in notes[0]
    assert decoded(b"caf\xe9 \x81")[0] == "caf\u00e9 \x81"


def test_a_broken_byte_does_not_cost_the_quotation_marks() -> None:
    """A text that is UTF-8 but for one byte stays UTF-8."""
    text, notes = decoded(WORDS.encode() + b" \xff end")
    assert text == f"{WORDS} \ufffd end"
    assert notes == ("Characters of broken UTF-8 that could not be read: 1.",)


def test_a_broken_text_with_a_mark() -> None:
    """Half a character at the end is said."""
    text, notes = decoded("abc".encode("utf-16")[:-1])
    assert text == "ab\ufffd"
    assert "UTF-16" in notes[0]


@pytest.mark.parametrize("encoding", ["euc-kr", "shift_jis", "iso2022_jp", "koi8-r", "utf-16-le"])
def test_a_declared_encoding(encoding: str) -> None:
    """What a page or mail declares is believed where the bytes fit it."""
    words = "\u041f\u0435\u0440\u0435\u0433\u043e\u0432\u043e\u0440\u044b"
    assert decoded(words.encode(encoding), declared=encoding) == (words, ())


@pytest.mark.parametrize("declared", ["nonsense", "rot13", "zip", "base64", "", "\0", "undefined"])
def test_a_declared_encoding_that_is_none(declared: str) -> None:
    """It is passed over; nothing is unpacked."""
    assert decoded(b"plain", declared=declared) == ("plain", ())
    assert decoded(b"caf\xe9", declared=declared)[0] == "caf\u00e9"


@given(st.binary())
def test_every_text_can_be_written_again(data: bytes) -> None:
    """Whatever the bytes, the text holds no half characters."""
    text, _ = decoded(data)
    text.encode()
    assert not controls_in(tidied(text))


def test_what_is_binary() -> None:
    """Zeros and controls in plenty are no text; one or two do not make a program of a text."""
    assert is_binary(bytes(range(256)) * 4)
    assert is_binary("The sluice".encode("utf-16-le"))
    assert not is_binary(b"a text with one \0 zero")
    assert not is_binary("The sluice".encode("utf-16"))


def test_tidied() -> None:
    """Line ends are made equal, and what nobody sees is left out."""
    assert tidied("a\r\nb\rc\x0cd\x1be\u00a0f\ud800") == "a\nb\nc\nde f\ufffd"
