"""Judge a reading by the table: each trap right, open, missed or wrong.

An answer is *wrong* if it is another than the table accepts and nothing is asked about it; *open*
if it is left empty or asked about; *missed* if what is to be expected is not there.  A trap is as
good as the worst of what is to be expected of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from detente.evidence.documents.document import Document
from detente.evidence.documents.loading import document_of
from detente.evidence.reading import Reading, read_document
from detente.evidence.reading.merging import merged_events
from tests.reading.labels import words_of
from tests.reading.passages import folded, most, shared, spans_of, told
from tests.reading.traps import Expected, Table, Trap

Outcome = Literal["right", "open", "missed", "wrong"]
WORST: tuple[Outcome, ...] = ("right", "open", "missed", "wrong")
ENOUGH = 0.5

Item = Mapping[str, Any]
_SETS = frozenset({"holders", "participants", "about"})
_TERMS = frozenset({"conditions", "order", "exchange"})
_SORTS = {"utterance": "utterances", "stance": "stances", "event": "events"}


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one expectation, with what was wrong, open or missed about it."""

    expected: Expected
    outcome: Outcome
    why: str = ""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came of the whole table: each trap, each quotation, and how much is asked."""

    traps: Mapping[int, Outcome]
    every: Mapping[int, tuple[Judged, ...]]
    quotations: tuple[Judged, ...]
    asked: int
    proposals: int

    def count(self, outcome: Outcome) -> int:
        """Return how many traps came out so."""
        return sum(one == outcome for one in self.traps.values())


@dataclass(frozen=True, slots=True)
class Read:
    """The readings of the two documents, by name; `true` if they are the true articles."""

    documents: Mapping[str, Document]
    readings: Mapping[str, Reading]
    items: Mapping[str, Mapping[str, Any]]
    true: bool


def read_all(files: Mapping[str, Path], *, true: bool) -> Read:
    """Return the readings of the two documents."""
    made = {name: document_of(path.read_bytes(), path.name) for name, path in files.items()}
    documents = {name: one for name, one in made.items() if isinstance(one, Document)}
    readings = {name: read_document(one) for name, one in documents.items()}
    items = {name: one.to_dict() for name, one in readings.items()}
    return Read(documents, readings, items, true)


def judge(table: Table, read: Read) -> Outcomes:
    """Return what came of the table."""
    every = {one.number: tuple(_judged(table, read, e) for e in one.expect) for one in table.traps}
    proposals = [item for one in read.items.values() for s in _SORTS.values() for item in one[s]]
    return Outcomes(
        traps={number: _worst(of) for number, of in every.items()},
        every=every,
        quotations=tuple(_quotation(read, one) for one in table.quotations),
        asked=sum(bool(item["questions"]) for item in proposals),
        proposals=len(proposals),
    )


def _worst(of: Sequence[Judged]) -> Outcome:
    return max((one.outcome for one in of), key=WORST.index)


def _judged(table: Table, read: Read, one: Expected) -> Judged:
    if one.what == "title":
        given = told(read.items[one.document].get("title"))
        text = read.documents[one.document].text
        start, end = one.place(text, true=read.true)
        return Judged(one, "right" if given == text[start:end] else "wrong", f"title '{given}'")
    if one.what == "merged":
        return _merged(read, one)
    near = [item for item in _items(read, one) if _share(read, one, item) >= ENOUGH]
    if not one.found:
        return _must_not(one, near)
    kinds = _listed(one.says.get("kind"))
    fit = [item for item in near if not kinds or item["kind"] in kinds]
    if not fit:
        return _not_there(table, read, one, near)
    if one.once and len(fit) > 1:
        return Judged(one, "wrong", "told more than once")
    # of several, the one that lies closest
    best = max(fit, key=lambda item: _share(read, one, item))
    return _said(one, best)


def _said(one: Expected, item: Item) -> Judged:
    """Return what came of what is said of an item that was found."""
    answers = [(key, _answer(key, wanted, item)) for key, wanted in one.says.items()]
    asked = bool(item["questions"])
    found: list[tuple[Outcome, str]] = []
    for key, answer in answers:
        if answer != "right":
            outcome: Outcome = "open" if asked and answer == "wrong" else answer
            found.append((outcome, f"{key}: {item.get(key)}"))
    if one.asked and not asked:
        found.append(("wrong", "nothing is asked"))
    outcome = max((o for o, _ in found), key=WORST.index, default="right")
    return Judged(one, outcome, "; ".join(why for _, why in found))


def _answer(key: str, wanted: Any, item: Item) -> Outcome:
    """Return whether one answer is right, wrong, or was left open."""
    given = item.get(key)
    if key in _TERMS:
        words = [term["word"] for term in given or ()]
        if set(words) == set(wanted):
            return "right"
        return "missed" if set(words) < set(wanted) else "wrong"
    if key in _SETS:
        sets = wanted if isinstance(wanted[0], list) else [wanted]
        names = {folded(name) for name in given or ()}
        if any(names == {folded(name) for name in one} for one in sets):
            return "right"
        return "wrong" if names else "open"
    if key == "worded":
        return "right" if wanted in told(given) else "open" if not told(given) else "wrong"
    answers = [folded(answer) for answer in _listed(wanted)]
    if folded(given) in answers:
        return "right"
    return "wrong" if told(given) else "open"


def _must_not(one: Expected, near: Sequence[Item]) -> Judged:
    """Return what came of something that must not be there."""
    bad = [item for item in near if all(_is(key, v, item) for key, v in one.says.items())]
    sure = [item for item in bad if not item["questions"]]
    if sure:
        return Judged(one, "wrong", f"found, {sure[0]['reason']}")
    return Judged(one, "open" if bad else "right", "asked about" if bad else "")


def _is(key: str, wanted: Any, item: Item) -> bool:
    if wanted == "anybody":
        return bool(item.get(key))
    if key in _SETS:
        return {folded(n) for n in wanted} <= {folded(n) for n in item.get(key) or ()}
    return told(item.get(key)) in _listed(wanted)


def _not_there(table: Table, read: Read, one: Expected, near: Sequence[Item]) -> Judged:
    """Return what came of something that is not there: wrong if there is something else instead."""
    accepted = {
        kind
        for trap in table.traps
        for other in trap.expect
        if other.document == one.document and other.what == one.what and other.found
        if _overlap(read, one, other)
        for kind in _listed(other.says.get("kind"))
    }
    instead = [item for item in near if item["kind"] not in accepted] if accepted else []
    sure = [item for item in instead if not item["questions"]]
    if sure:
        return Judged(one, "wrong", f"{sure[0]['kind']} instead")
    return Judged(one, "open" if instead else "missed", "not found")


def _overlap(read: Read, one: Expected, other: Expected) -> bool:
    text = read.documents[one.document].text
    a, b = one.place(text, true=read.true), other.place(text, true=read.true)
    return a[0] < b[1] and b[0] < a[1]


def _items(read: Read, one: Expected) -> list[Item]:
    return list(read.items[one.document][_SORTS[one.what]])


def _share(read: Read, one: Expected, item: Item) -> float:
    """Return which share of their words an expectation and an item have in common.

    Terms count as words of a stance or not, whichever fits; an event need only hold half of the
    shorter passage, and so must what is not to be there at all.
    """
    text = read.documents[one.document].text
    words = words_of(text)
    wanted = words.within([one.place(text, true=read.true)])
    if one.what == "event" or not one.found:
        key = {"event": "span"}.get(one.what, "content")
        return most(wanted, words.within(spans_of(item[key])))
    content = words.within(spans_of(item["content"]))
    terms = words.within(
        s for key in _TERMS for t in item.get(key, ()) for s in spans_of(t["span"])
    )
    return max(
        shared(wanted, content), shared(wanted, content | terms), shared(wanted, content - terms)
    )


def _merged(read: Read, one: Expected) -> Judged:
    """Return what came of an event put together from both documents."""
    given = [(read.documents[name], read.readings[name].events) for name in sorted(read.documents)]
    text = read.documents[one.document].text
    start, end = one.place(text, true=read.true)
    for event in merged_events(given):
        inside = [
            s
            for s in event.sources
            if s.file == read.documents[one.document].file
            and s.span.start < end
            and start < s.span.end
        ]
        if inside and event.kind in _listed(one.says["kind"]):
            if len({s.file for s in event.sources}) < len(given):
                return Judged(one, "missed", "not put together")
            return _said(one, event.to_dict())
    return Judged(one, "missed", "not found")


def _quotation(read: Read, one: Expected) -> Judged:
    """Return what came of words in quotation marks: the shortest utterance that holds them."""
    text = read.documents[one.document].text
    start, end = one.place(text, true=read.true)
    holding = [
        item
        for item in read.items[one.document]["utterances"]
        if any(a - 2 <= start and end <= b + 2 for a, b in item["content"])
        and item["form"] != "indirect"
    ]
    if not holding:
        return Judged(one, "missed", "not found")
    return _said(one, min(holding, key=lambda item: sum(b - a for a, b in item["content"])))


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]


def lines(table: Table, outcomes: Outcomes) -> Iterator[str]:
    """Yield the table for people: each trap with what came of it, and why."""
    for trap in table.traps:
        yield from _trap(trap, outcomes)
    right = sum(one.outcome == "right" for one in outcomes.quotations)
    yield f"Direct quotations: {right} of {len(outcomes.quotations)} right"
    for one in outcomes.quotations:
        if one.outcome != "right":
            yield f"      {one.outcome}: {one.expected.at}: {one.why}"
    counts = ", ".join(f"{outcomes.count(one)} {one}" for one in WORST)
    yield f"Traps: {counts}. Asked about: {outcomes.asked} of {outcomes.proposals} proposals."


def _trap(trap: Trap, outcomes: Outcomes) -> Iterator[str]:
    yield f"{trap.number:3} {outcomes.traps[trap.number]:7} {trap.title}"
    for one in outcomes.every[trap.number]:
        if one.outcome != "right":
            yield f"      {one.outcome}: {one.expected.what} '{one.expected.at}': {one.why}"
