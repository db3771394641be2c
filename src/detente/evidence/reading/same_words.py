"""One statement, many sources: the same words of the same speaker in several documents.

Outlets cut, join and correct what they quote, so words are the same if most of them are, in
the same order; a short quotation is the same only if it is whole, and none is that says `not`
where the other does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.evidence.documents.document import Document, Span
from detente.evidence.reading.merging import Source
from detente.evidence.reading.saying.utterance import Utterance
from detente.evidence.reading.turning import turned

_WORD = re.compile(r"[^\W_]+(?:[\u2019'][^\W_]+)?")
RUN = 4  # words in a row that make a trace
SHORT = 6  # fewer words must be all the same
SHARED = 0.6  # the share of the shorter one's traces that both must have


@dataclass(frozen=True, slots=True)
class OneStatement:
    """What one speaker said, with all that reports it; `words` are the longest told."""

    speaker: str
    parties: tuple[str, ...]
    words: str
    sources: tuple[Source, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the statement as plain words and numbers."""
        return {
            "speaker": self.speaker,
            "parties": list(self.parties),
            "words": self.words,
            "sources": [source.to_dict() for source in self.sources],
        }


@dataclass(frozen=True, slots=True)
class _Told:
    source: Source
    utterance: Utterance
    words: str
    traces: frozenset[tuple[str, ...]]


def merged_statements(
    read: Sequence[tuple[Document, Sequence[Utterance]]],
) -> tuple[OneStatement, ...]:
    """Return the statements of several documents, each once, in the order they are first told.

    Documents with the same text count once.
    """
    groups: list[list[_Told]] = []
    by_trace: dict[tuple[str, ...], list[int]] = {}
    seen: set[str] = set()
    for document, utterances in read:
        if document.text_sha256 in seen:
            continue
        seen.add(document.text_sha256)
        for number, utterance in enumerate(utterances):
            told = _told(document, utterance, number)
            near = dict.fromkeys(
                n for trace in sorted(told.traces) for n in by_trace.get(trace, ())
            )
            chosen = next((n for n in sorted(near) if _same(told, groups[n][0])), None)
            if chosen is None:
                chosen = len(groups)
                groups.append([])
            groups[chosen].append(told)
            for trace in told.traces:
                known = by_trace.setdefault(trace, [])
                if chosen not in known:
                    known.append(chosen)
    return tuple(_one(group) for group in groups)


def _told(document: Document, utterance: Utterance, number: int) -> _Told:
    words = " ".join(document.words(span) for span in utterance.content)
    span = Span(utterance.start, max(part.end for part in utterance.content))
    source = Source(document.file, document.text_sha256, span, number)
    return _Told(source, utterance, words, traces(words))


def traces(words: str) -> frozenset[tuple[str, ...]]:
    """Return the runs of words in a text that it is known by; all of them where it is short."""
    plain = [found[0].lower().replace("\u2019", "'") for found in _WORD.finditer(words)]
    if len(plain) < SHORT:
        return frozenset({tuple(plain)})
    return frozenset(tuple(plain[n : n + RUN]) for n in range(len(plain) - RUN + 1))


def _same(one: _Told, other: _Told) -> bool:
    if not _may_be_one(one.utterance, other.utterance):
        return False
    shared = len(one.traces & other.traces)
    enough = shared >= SHARED * min(len(one.traces), len(other.traces))
    return enough and not turned(one.words, other.words)


def _may_be_one(one: Utterance, other: Utterance) -> bool:
    """Tell whether two speakers can be the same: one is not known, or the names meet."""
    if not one.speaker or not other.speaker:
        return not (one.parties and other.parties) or bool(set(one.parties) & set(other.parties))
    ours, theirs = set(one.speaker.lower().split()), set(other.speaker.lower().split())
    named = ours <= theirs or theirs <= ours
    return named or bool(set(one.parties) & set(other.parties))


def _one(group: Sequence[_Told]) -> OneStatement:
    longest = max(group, key=lambda told: len(told.words))
    named = max((told.utterance for told in group), key=lambda u: len(u.speaker))
    parties = next((told.utterance.parties for told in group if told.utterance.parties), ())
    return OneStatement(named.speaker, parties, longest.words, tuple(told.source for told in group))
