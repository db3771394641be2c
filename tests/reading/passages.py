"""Passages of a document and the names in it: paired by their words, compared by what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.reading.labels import Words, locate, words_of

ENOUGH = 0.5

Label = Mapping[str, Any]
Tokens = frozenset[int]


@dataclass(frozen=True, slots=True)
class Passage:
    """An item of a reading or of the labels, with the words it holds and the terms among them."""

    item: Label
    tokens: Tokens
    terms: Tokens = frozenset()


@dataclass(frozen=True, slots=True)
class Page:
    """One document: its words, its labels, and the names that its parties go by."""

    text: str
    words: Words
    labels: Label
    names: Mapping[str, str]

    def tokens(self, cited: Iterable[Any], near: tuple[int, int] | None = None) -> Tokens:
        """Return the words of some citations."""
        places = [locate(self.text, citation, near=near) for citation in cited]
        return self.words.within(place for place in places if place)

    def name(self, value: object) -> str:
        """Return what a party goes by in the labels; a person stands for her party."""
        plain = folded(value)
        return self.names.get(plain, plain)

    def names_in(self, value: object) -> frozenset[str]:
        """Return the parties of a list, or of one name."""
        listed = value if isinstance(value, (list, tuple)) else [value]
        return frozenset(self.name(item) for item in listed if told(item))


def paired(
    wanted: Sequence[Passage],
    found: Sequence[Passage],
    measure: Callable[[Passage, Passage], float],
) -> list[tuple[Passage, Passage]]:
    """Return pairs of what is wanted and what is found, the best first, each in one pair only."""
    rated = [
        (-rate, i, j)
        for i, one in enumerate(wanted)
        for j, other in enumerate(found)
        if (rate := measure(one, other)) >= ENOUGH
    ]
    ours: set[int] = set()
    theirs: set[int] = set()
    pairs = []
    for _, i, j in sorted(rated):
        if i not in ours and j not in theirs:
            ours.add(i)
            theirs.add(j)
            pairs.append((wanted[i], found[j]))
    return pairs


def shared(one: Tokens, other: Tokens) -> float:
    """Return which share of the words of either passage both have."""
    return len(one & other) / len(one | other) if one and other else 0.0


def most(one: Tokens, other: Tokens) -> float:
    """Return which share of the words of the shorter passage both have."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def left_of(found: Sequence[Passage], pairs: Iterable[tuple[Passage, Passage]]) -> list[Passage]:
    """Return what was found and is in no pair."""
    taken = {id(other) for _, other in pairs}
    return [passage for passage in found if id(passage) not in taken]


def inside(tokens: Tokens, passages: Iterable[Tokens]) -> bool:
    """Return whether half of a passage lies in one of those where anything goes."""
    return any(2 * len(tokens & passage) >= len(tokens) > 0 for passage in passages)


def spans_of(value: Any) -> list[tuple[int, int]]:
    """Return the spans of `[start, end]`, or of a list of such."""
    if not value:
        return []
    if isinstance(value, Mapping):
        return [(value["start"], value["end"])]
    if isinstance(value[0], int):
        return [(value[0], value[1])]
    return [span for part in value for span in spans_of(part)]


def told(value: Any) -> str:
    """Return a value as text, be it plain or with its origin; nothing is empty text."""
    if isinstance(value, Mapping):
        value = value.get("value")
    return "" if value is None else str(value)


def folded(value: object) -> str:
    """Return a name in small letters, its words only, without an article before it."""
    words = words_in(value)
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def words_in(value: object) -> list[str]:
    """Return the words of a value, in small letters."""
    return list(words_of(told(value)).words)


def alike(one: object, other: object) -> bool:
    """Return whether two names share half of the words that either has."""
    ours, theirs = set(words_in(one)), set(words_in(other))
    return 2 * len(ours & theirs) >= len(ours | theirs) > 0


def form_of(passage: Passage) -> str:
    """Return the form of an utterance: direct, indirect or mixed."""
    return told(passage.item.get("form"))


def accepted(label: Any, given: Any) -> bool:
    """Return whether an answer is the one, or one of those, that a label accepts."""
    return told(given) in ([label] if isinstance(label, str) else label)


def kinds_of(label: Label) -> list[str]:
    """Return the kinds that a label accepts."""
    return [label["kind"]] if isinstance(label["kind"], str) else list(label["kind"])


def polar(kind: str, negated: object) -> tuple[str, bool]:
    """Return a kind and its sign: who is not willing rejects."""
    return (
        ("reject", False) if (kind, bool(negated)) == ("willing", True) else (kind, bool(negated))
    )


def kind_right(label: Label, item: Label) -> bool:
    """Return whether a stance is of a kind that a label accepts, `not willing` being `reject`."""
    kind = told(item.get("kind"))
    if kind in kinds_of(label):
        return True
    meant = {polar(k, label.get("negated"))[0] for k in kinds_of(label)}
    return polar(kind, item.get("negated"))[0] in meant


def term_of(term: Any) -> tuple[str, list[tuple[int, int]]]:
    """Return the word and the spans of a term, be it a mapping or a pair."""
    if isinstance(term, Mapping):
        return told(term.get("word")), spans_of(term.get("span"))
    return (told(term[0]), spans_of(term[1])) if not isinstance(term, str) else (term, [])


def names_of(labels: Label) -> dict[str, str]:
    """Return what every name stands for: a party by any of its names, a person for her party."""
    names = {
        folded(name): folded(party["name"])
        for party in labels["parties"]
        for name in (party["name"], *party.get("also", []))
    }
    people = {u["speaker"]: u["party"] for u in labels["utterances"] if _of_party(u)}
    people |= labels.get("people", {})
    for person, party in people.items():
        names[folded(person)] = folded(party)
    everybody = {u["speaker"] for u in labels["utterances"] if u.get("speaker")} | set(people)
    last = [words_in(person)[-1] for person in everybody]
    for person, party in people.items():
        if last.count(name := words_in(person)[-1]) == 1:
            names.setdefault(name, folded(party))
    return names


def _of_party(utterance: Label) -> bool:
    return bool(utterance.get("speaker") and utterance.get("party"))
