"""The words of a paragraph that stand in sentences: what goes on for ever is none."""

from __future__ import annotations

from detente.evidence.reading.grammar import Token

LONGEST = 300  # words; lists, tables and noise go on longer


def words_of(doc: Token) -> list[Token]:
    """Return the tokens of a parsed paragraph that stand in a sentence of bearable length."""
    return [token for one in doc.sents if one.end - one.start <= LONGEST for token in one]


def bearable(token: Token) -> bool:
    """Tell whether a token stands in a sentence of bearable length."""
    sentence = token.sent
    return bool(sentence.end - sentence.start <= LONGEST)
