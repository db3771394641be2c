"""Compare a reading with the labels of its document: what was found, and what was said of it.

A reading is a plain dictionary, one of the `documents` of `read --json`, and the text is the one
its characters count in.  Two passages are the same if they share half of the words that either
has; each passage of the one is paired with at most one of the other.  Only what is paired is
asked who speaks, for whom, and so on.  An answer left open is not a wrong one: both are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tests.reading.labels import locate, words_of
from tests.reading.passages import (
    ENOUGH,
    Label,
    Page,
    Passage,
    Tokens,
    accepted,
    alike,
    folded,
    form_of,
    inside,
    kind_right,
    kinds_of,
    left_of,
    most,
    names_of,
    paired,
    polar,
    shared,
    spans_of,
    term_of,
    told,
    words_in,
)
from tests.reading.tallies import (
    OPEN,
    RIGHT,
    UNASKED,
    WRONG,
    Choice,
    Count,
    Score,
    judged,
    judged_set,
    same_days,
)

TERMS = ("conditions", "order", "exchange")


def score(reading: Label, labels: Label, text: str) -> Score:
    """Return how a reading fares against the labels of its document.

    Parameters
    ----------
    reading : one document of `read --json`.
    labels : what the file of labels says.
    text : the canonical text, in which the characters of the reading count.
    """
    page = Page(text, words_of(text), labels, names_of(labels))
    utterances = [
        Passage(item, page.words.within(spans_of(item.get("content"))))
        for item in reading.get("utterances", [])
    ]
    stances = [
        Passage(
            item,
            page.words.within(spans_of(item.get("content"))),
            page.words.within(s for key in TERMS for t in item.get(key, []) for s in term_of(t)[1]),
        )
        for item in reading.get("stances", [])
    ]
    events = [
        Passage(item, page.words.within(spans_of(item.get("span"))))
        for item in reading.get("events", [])
    ]
    whole = Score(
        choices={
            "publication date": judged(labels["date"], told(reading.get("date")), same_days)
            if "date" in labels
            else UNASKED,
            "title": judged(labels["title"], told(reading.get("title")), alike),
            "outlet's own voice": _own_voice(page, utterances, stances),
        }
    )
    return whole + _utterances(page, utterances) + _stances(page, stances) + _events(page, events)


def _utterances(page: Page, found: Sequence[Passage]) -> Score:
    wanted = [Passage(u, page.tokens(u["content"])) for u in page.labels["utterances"]]
    pairs = paired(wanted, found, lambda one, other: shared(one.tokens, other.tokens))
    either = _either(page, "utterances") + _own(page)
    acts = [s.tokens for s in _wanted_stances(page)]
    extra = [
        u
        for u in left_of(found, pairs)
        if not inside(u.tokens, either)
        and not (told(u.item.get("form")) == "indirect" and inside(u.tokens, acts))
    ]
    direct = [(w, f) for w, f in pairs if form_of(w) == form_of(f) == "direct"]
    counts = {
        "utterances": Count(len(pairs), len(pairs) + len(extra), len(wanted)),
        "direct quotations": Count(
            len(direct),
            sum(form_of(u) == "direct" for u in [f for _, f in pairs] + extra),
            sum(form_of(w) == "direct" for w in wanted),
        ),
    }
    choices: dict[str, Choice] = {}

    def add(name: str, choice: Choice) -> None:
        choices[name] = choices.get(name, Choice()) + choice

    for one, other in pairs:
        answers = dict(_answers(page, one.item, other.item))
        for key, choice in answers.items():
            add(key, choice)
        if form_of(one) == "direct":
            add("speaker of direct", answers.get("speaker", UNASKED))
            add("party of direct", answers.get("party", UNASKED))
    return Score(counts, choices)


def _answers(page: Page, label: Label, item: Label) -> Iterable[tuple[str, Choice]]:
    """Yield what is asked of a paired utterance; a key that the label leaves out is not asked."""
    same: dict[str, Callable[[Any, Any], bool]] = {
        "speaker": lambda w, g: set(words_in(w)) <= set(words_in(g)),
        "office": alike,
        "party": lambda w, g: page.name(w) == page.name(g),
        "voice": lambda w, g: folded(w) == folded(g),
        "form": lambda w, g: folded(w) == folded(g),
        "addressee": lambda w, g: page.name(w) == page.name(g) or alike(w, g),
    }
    for key, agree in same.items():
        if key in label:
            yield key, judged(label[key], told(item.get(key)), agree)
    if "about" in label:
        yield "about", judged_set(page.names_in(label["about"]), page.names_in(item.get("about")))
    if "source" in label:
        given = page.words.within(spans_of(item.get("source")))
        near = locate(page.text, label["content"][0])
        meant = page.tokens([label["source"]], near) if label["source"] else frozenset()
        if meant or not label["source"]:  # a text may have lost the words
            yield "source", judged(meant, given, lambda w, g: most(w, g) >= ENOUGH)


def _stances(page: Page, found: Sequence[Passage]) -> Score:
    wanted = _wanted_stances(page)

    def measure(one: Passage, other: Passage) -> float:
        # whether the terms belong to the content is a matter of taste: either way will do
        best = max(
            shared(one.tokens | one.terms, other.tokens | other.terms),
            shared(one.tokens - one.terms, other.tokens - other.terms),
        )
        return best + 0.1 * kind_right(one.item, other.item) if best >= ENOUGH else 0

    pairs = paired(wanted, found, measure)
    either = _either(page, "stances") + _own(page)
    extra = [s for s in left_of(found, pairs) if not inside(s.tokens, either)]
    right = 0
    holders, addressees, kinds, signs, hedges = (Choice() for _ in range(5))
    terms = dict.fromkeys(TERMS, Count())
    for one, other in pairs:
        kind = RIGHT if kind_right(one.item, other.item) else WRONG
        held = UNASKED
        if "holders" in one.item:
            held = judged_set(
                page.names_in(one.item["holders"]), page.names_in(other.item.get("holders"))
            )
        sign = UNASKED
        if one.item.get("negated", False) is not None and kind.right:
            signs_wanted = {polar(k, one.item.get("negated")) for k in kinds_of(one.item)}
            given = polar(told(other.item.get("kind")), other.item.get("negated"))
            sign = RIGHT if given in signs_wanted else WRONG
        right += bool(kind.full and held.full and sign.full)
        kinds, holders, signs = kinds + kind, holders + held, signs + sign
        if "hedge" in one.item:
            hedges += RIGHT if told(other.item.get("modality")) else OPEN
        if "addressee" in one.item:
            addressees += judged(
                page.name(one.item["addressee"]),
                page.name(other.item.get("addressee")),
                lambda w, g: w == g or alike(w, g),
            )
        for key in TERMS:
            terms[key] += terms_found(one.item.get(key, []), other.item.get(key, []))
    for one in left_of(wanted, [(w, w) for w, _ in pairs]):
        for key in TERMS:
            terms[key] += Count(wanted=len(one.item.get(key, [])))
    every = len(pairs) + len(extra)
    return Score(
        {
            "stances": Count(right, every, len(wanted)),
            "stances, words alone": Count(len(pairs), every, len(wanted)),
            **{f"stances, {key}": count for key, count in terms.items()},
        },
        {
            "stance kind": kinds,
            "stance holders": holders,
            "stance negated": signs,
            "stance addressee": addressees,
            "stance hedged": hedges,
        },
    )


def _events(page: Page, found: Sequence[Passage]) -> Score:
    wanted = [Passage(e, page.tokens([e["words"]])) for e in page.labels["events"]]

    def measure(one: Passage, other: Passage) -> float:
        # the extent of an event is a matter of taste, so the shorter passage counts
        best = most(one.tokens, other.tokens)
        if best < ENOUGH:
            return 0
        answers = (accepted(one.item[key], other.item.get(key)) for key in ("kind", "status"))
        return best + shared(one.tokens, other.tokens) + 0.1 * sum(answers)

    pairs = paired(wanted, found, measure)
    either = _either(page, "events") + _own(page) + [s.tokens for s in _wanted_stances(page)]
    extra = [e for e in left_of(found, pairs) if not inside(e.tokens, either)]
    right, kinds, statuses, dates, participants = 0, Choice(), Choice(), Choice(), Choice()
    for one, other in pairs:
        kind, status = (
            RIGHT if accepted(one.item[key], other.item.get(key)) else WRONG
            for key in ("kind", "status")
        )
        right += bool(kind.right and status.right)
        kinds, statuses = kinds + kind, statuses + status
        if "date" in one.item:
            dates += judged(one.item["date"], told(other.item.get("date")), same_days)
        if "participants" in one.item:
            participants += judged_set(
                page.names_in(one.item["participants"]),
                page.names_in(other.item.get("participants")),
            )
    every = len(pairs) + len(extra)
    return Score(
        {
            "events": Count(right, every, len(wanted)),
            "events, words alone": Count(len(pairs), every, len(wanted)),
        },
        {
            "event kind": kinds,
            "event status": statuses,
            "event date": dates,
            "event participants": participants,
        },
    )


def _own_voice(page: Page, utterances: Sequence[Passage], stances: Sequence[Passage]) -> Choice:
    """Return how often the outlet's own words were put into somebody's mouth."""
    total = Choice()
    for passage in _own(page):
        given = [
            u.item
            for u in utterances
            if inside(u.tokens, [passage]) and told(u.item.get("party")) and not _gloss(u.item)
        ]
        given += [
            s.item
            for s in stances
            if inside(s.tokens, [passage])
            and page.names_in(s.item.get("holders"))
            and not _gloss(s.item)
            and not _gloss(_utterance_of(s.item, utterances))
        ]
        total += WRONG if given else RIGHT
    return total


def _utterance_of(stance: Label, utterances: Sequence[Passage]) -> Label:
    number = stance.get("utterance")
    return utterances[number].item if isinstance(number, int) else {}


def _gloss(item: Label) -> bool:
    return told(item.get("voice")) == "gloss"


def _either(page: Page, kind: str) -> list[Tokens]:
    return [page.tokens([c]) for c in page.labels.get("either", {}).get(kind, [])]


def _own(page: Page) -> list[Tokens]:
    return [page.tokens([c]) for c in page.labels.get("own_voice", [])]


def _wanted_stances(page: Page) -> list[Passage]:
    return [
        Passage(
            s,
            page.tokens([s["content"]]),
            page.tokens(
                (t["words"] for key in TERMS for t in s.get(key, [])),
                locate(page.text, s["content"]),
            ),
        )
        for s in page.labels["stances"]
    ]


def terms_found(wanted: Iterable[Label], found: Iterable[Any]) -> Count:
    """Return which terms were found, by their words: `but only if` will do for `only if`."""
    left = [words_in(term_of(term)[0]) for term in found]
    every, right, asked = len(left), 0, 0
    for term in wanted:
        asked += 1
        sought = set(words_in(term["word"]))
        match = next((words for words in left if sought <= set(words)), None)
        if match is not None:
            left.remove(match)
            right += 1
    return Count(right, every, asked)
