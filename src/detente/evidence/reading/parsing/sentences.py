"""The words of a paragraph that stand in sentences: what goes on for ever is none."""

from __future__ import annotations

from collections.abc import Iterable

from detente.evidence.reading.parsing.grammar import Token

LONGEST = 300  # words; lists, tables and noise go on longer
MOST_VERBS = 60  # of one sentence


def words_of(doc: Token) -> list[Token]:
    """Return the tokens of a parsed paragraph that stand in a sentence of bearable length."""
    return [token for one in doc.sents if _is_sentence(one) for token in one]


def bearable(token: Token) -> bool:
    """Tell whether a token stands in a sentence of bearable length."""
    return _is_sentence(token.sent)


def _is_sentence(one: Token) -> bool:
    words = one.end - one.start
    if words <= MOST_VERBS:
        return True
    return words <= LONGEST and sum(t.pos_ in {"VERB", "AUX"} for t in one) <= MOST_VERBS


def endless(docs: Iterable[Token]) -> tuple[str, ...]:
    """Return a sentence on how many sentences are too long to be read, if any are."""
    count = sum(not _is_sentence(one) for doc in docs for one in doc.sents)
    if not count:
        return ()
    which = "A sentence" if count == 1 else f"{count:,} sentences"
    long = f"more than {LONGEST} words, or {MOST_VERBS} verbs"
    return (f"{which} of {long}: only quotations were looked for there.",)
