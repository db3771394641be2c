"""The scorer: the labels themselves get full marks, and each kind of damage costs some."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.reading.labels import (
    DEVELOPMENT,
    KEPT,
    PRACTICE,
    as_reading,
    documents,
    labels_of,
    text_of,
)
from tests.reading.scoring import score
from tests.reading.tallies import Choice, Count, Score, days, same_days

ALL = [path for folder in (DEVELOPMENT, PRACTICE, KEPT) for path in documents(folder)]
NAMES = [f"{path.parent.name}/{path.stem}" for path in ALL]
WIRE = DEVELOPMENT / "01-river-wire.txt"

Damage = Callable[[dict[str, Any]], None]


def damaged(damage: Damage, document: Path = WIRE) -> Score:
    """Return the score of a perfect reading that was then damaged."""
    labels, text = labels_of(document), text_of(document)
    reading = copy.deepcopy(as_reading(labels, text))
    damage(reading)
    return score(reading, labels, text)


def put(part: str, number: int, **values: object) -> Damage:
    """Return the damage of putting other values into an item."""
    return lambda reading: reading[part][number].update(values)


def lost(score: Score) -> set[str]:
    """Return what did not get full marks."""
    every = {**score.counts, **score.choices}
    return {name for name, item in every.items() if not item.full}


@pytest.mark.parametrize("document", ALL, ids=NAMES)
def test_labels_get_full_marks(document: Path):
    """The reading that says what the labels say could not be better."""
    assert lost(damaged(lambda _: None, document)) == set()


@pytest.mark.parametrize("document", ALL, ids=NAMES)
def test_nothing_found(document: Path):
    """A reading that found nothing is never wrong, and finds nothing of what was wanted."""
    labels = labels_of(document)
    result = score({}, labels, text_of(document))
    assert not any(choice.wrong for choice in result.choices.values())
    assert result.counts["utterances"] == Count(0, 0, len(labels["utterances"]))
    assert result.counts["stances"] == Count(0, 0, len(labels["stances"]))
    assert result.counts["events"] == Count(0, 0, len(labels["events"]))


@pytest.mark.parametrize(
    ("damage", "costs"),
    [
        (put("utterances", 1, speaker="Tomas Rekk"), {"speaker", "speaker of direct"}),
        (put("utterances", 1, speaker=""), {"speaker", "speaker of direct"}),
        (put("utterances", 2, speaker="Rekk"), {"speaker"}),
        (put("utterances", 1, party="Vellmark"), {"party", "party of direct"}),
        (put("utterances", 0, party="Ostria"), {"party"}),
        (put("utterances", 1, office="Prime Minister of Vellmark"), {"office"}),
        (put("utterances", 1, voice="report"), {"voice"}),
        (put("utterances", 1, addressee="Vellmark"), {"addressee"}),
        (put("utterances", 2, source=[[0, 12]]), {"source"}),
        (put("utterances", 1, form="mixed"), {"form", "direct quotations"}),
        (put("stances", 0, holders=["Ostria"]), {"stances", "stance holders"}),
        (put("stances", 0, holders=["Ostria", "Norway"]), {"stances", "stance holders"}),
        (put("stances", 1, kind="demand"), {"stances", "stance kind"}),
        (put("stances", 1, negated=True), {"stances", "stance negated"}),
        (put("stances", 4, negated=True), {"stances", "stance negated"}),
        (put("stances", 2, order=[]), {"stances, order"}),
        (put("stances", 3, conditions=[]), {"stances, conditions"}),
        (put("stances", 4, exchange=[["instead of", [1, 9]]]), {"stances, exchange"}),
        (put("events", 1, status="planned"), {"events", "event status"}),
        (put("events", 1, kind="attack"), {"events", "event kind"}),
        (put("events", 1, date="2031-04-17"), {"event date"}),
        (put("events", 3, date="2031-05"), {"event date"}),
        (put("events", 1, participants=["Ilse Varnholt"]), {"event participants"}),
        (lambda r: r.update(date=None), {"publication date"}),
        (lambda r: r.update(date="2031-04-18"), {"publication date"}),
        (lambda r: r.update(title="A headline of another kind"), {"title"}),
    ],
)
def test_damage_costs_marks(damage: Damage, costs: set[str]):
    """One thing said otherwise costs marks for that thing, and for no other."""
    assert lost(damaged(damage)) == costs


@pytest.mark.parametrize(
    ("part", "name"), [("utterances", "utterances"), ("stances", "stances"), ("events", "events")]
)
def test_left_out_and_made_up(part: str, name: str):
    """What is left out costs recall, what is made up or found twice costs precision."""
    without = damaged(lambda r: r[part].pop(1)).counts[name]
    assert without.precision == 1 > without.recall
    place = "content" if part != "events" else "span"
    made_up = {"kind": "want", "status": "happened", "form": "direct", place: [14, 63]}
    more = damaged(lambda r: r[part].append(made_up)).counts[name]
    assert more.recall == 1 > more.precision
    twice = damaged(lambda r: r[part].append(r[part][1])).counts[name]
    assert twice.recall == 1 > twice.precision


def test_clipped_passage():
    """A passage that keeps half of its words still counts, one that keeps less does not."""

    def clipped(share: float) -> Damage:
        def damage(reading: dict[str, Any]) -> None:
            [(start, end)] = reading["utterances"][1]["content"]
            reading["utterances"][1]["content"] = [[start, int(start + share * (end - start))]]

        return damage

    assert lost(damaged(clipped(0.7))) == set()
    assert lost(damaged(clipped(0.3))) == {"utterances", "direct quotations"}


def test_terms_inside_or_outside():
    """Whether a condition belongs to the content of a stance is a matter of taste."""

    def core(reading: dict[str, Any]) -> None:
        for stance in reading["stances"]:
            start, end = stance["content"]
            for key in ("order", "conditions"):
                for term in stance[key]:
                    end = min(end, term["span"][0])
            stance["content"] = [start, end]

    assert lost(damaged(core)) == set()


def test_open_is_not_wrong():
    """A party left open is counted apart from a party that is wrong."""
    asked = damaged(lambda _: None).choices["party"]
    assert damaged(put("utterances", 1, party="")).choices["party"] == Choice(asked.right - 1, 0, 1)
    assert damaged(put("utterances", 1, party="Norway")).choices["party"] == Choice(
        asked.right - 1, 1, 0
    )


def test_names_of_a_party():
    """A party may go by any of its names, and a person at an event by his party's."""
    wire = DEVELOPMENT / "03-pyongyang-wire.txt"
    assert lost(damaged(put("utterances", 0, party="DPRK"), wire)) == set()
    assert "party" in lost(damaged(put("utterances", 0, party="Republic of Korea"), wire))
    meeting = put("events", 1, participants=["Vellmark", "Varnholt"])
    assert lost(damaged(meeting)) == set()


def test_not_willing_rejects():
    """A rejection may be read as not being willing."""
    unwilling = put("stances", 2, kind="willing", negated=True)
    assert lost(damaged(unwilling)) == set()


def test_two_of_one_name():
    """A surname that two people share is no answer, and the wrong one of them is a wrong one."""
    wire = DEVELOPMENT / "02-same-name.txt"
    for name in ("Okafor", "Adaora Okafor"):
        assert lost(damaged(put("utterances", 2, speaker=name), wire)) == {
            "speaker",
            "speaker of direct",
        }


def test_own_voice():
    """What the outlet itself says may be found as a gloss, and must not be given to a party."""
    paper = DEVELOPMENT / "07-peoples-lantern.txt"
    start = text_of(paper).index("The working people demand")

    def found(**values: object) -> Score:
        stance = {"kind": "demand", "content": [start, start + 60], **values}
        return damaged(lambda r: r["stances"].append(stance), paper)

    assert lost(found(holders=["the working people"])) == {"outlet's own voice"}
    assert lost(found(holders=["the working people"], voice="gloss")) == set()
    gloss = {"voice": "gloss", "form": "indirect", "content": [start, start + 60]}

    def linked(reading: dict[str, Any]) -> None:
        reading["stances"].append(
            {"kind": "demand", "content": [start, start + 60], "holders": ["Karsk"]}
            | {"utterance": len(reading["utterances"])}
        )
        reading["utterances"].append(gloss)

    assert lost(damaged(linked, paper)) == set()


def test_lost_words_cost_no_more():
    """Where a text lost words that a label cites, that label is missed and nothing else happens."""
    labels, text = labels_of(WIRE), text_of(WIRE)
    cut = text[: text.index("Varnholt denied")]
    kept = as_reading(labels, text)
    kept["utterances"], kept["stances"], kept["events"] = (
        kept["utterances"][:5],
        kept["stances"][:4],
        kept["events"][:4],
    )
    result = score(kept, labels, cut)
    assert result.counts["utterances"] == Count(5, 5, 7)
    assert result.counts["stances"] == Count(4, 4, 5)
    assert result.counts["events"] == Count(4, 4, 7)


def test_sums():
    """The scores of several documents add up."""
    one, other = damaged(lambda _: None), damaged(lambda r: r["events"].clear())
    both = one + other
    assert both.counts["events"] == Count(7, 7, 14)
    assert both.choices["party"].asked == 2 * one.choices["party"].asked
    assert (one + one).full
    assert not both.full


def test_days():
    """Intervals are compared by their days, however they are written."""
    first, last = days("2031-02") or (0, 0)
    assert last - first == 27
    assert days("2032-02") == days("2032-02-01/2032-02-29")
    assert days("2031-09/2031-11") == days("2031-09-01/2031-11-30")
    assert days("2031-12") == days("2031-12-01/2031-12-31")
    assert days("last spring") is days("2031-13-01") is None
    assert same_days("2031-02", "2031-02-01/2031-02-20")
    assert not same_days("2031-02", "2031")
    assert not same_days("2031-02", "February")
