"""Recorded reviews: accepting and rejecting alone yields the evidence of the shipped files."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.language.loading import loads
from tests.reading.replay.articles import MISSING, named_folder, told_again, true_articles
from tests.reading.replay.judging import Yielded, faults
from tests.reading.replay.recording import RETOLD, TRUE, recorded
from tests.reading.replay.replaying import Replay, replay
from tests.reading.replay.wanting import EXAMPLES, Wanted, quotations_of

LEAST = 0.8  # of the quotations that the shipped files take from the articles

WANTED = Wanted("w", ((100, 200),), "report", "Ana Bell", "FRA", ("ITA",))
SAME = Yielded("y", ((120, 300),), "report", "ana bell, envoy", "FRA", ("ITA", "MLT"))
OTHERS = {
    "place": replace(SAME, place=((160, 300),)),
    "voice own words, not report": replace(SAME, voice="own words"),
    "speaker unknown, not Ana Bell": replace(SAME, speaker=""),
    "party ITA, not FRA": replace(SAME, party="ITA"),
    "not about ITA": replace(SAME, about=("MLT",)),
}


def test_the_same_quotation() -> None:
    """Half of the shorter place will do; what the shipped one leaves open is not compared."""
    assert faults(WANTED, SAME) == []
    assert faults(WANTED, replace(SAME, place=((0, 20), (150, 160)))) == ["place"]
    assert faults(WANTED, replace(SAME, place=((150, 160),))) == []
    nobody = replace(WANTED, speaker="", party="", about=())
    assert faults(nobody, replace(SAME, speaker="X", party="ITA", about=())) == []


@pytest.mark.parametrize("fault", OTHERS)
def test_another_quotation(fault: str) -> None:
    """Each thing that differs is told."""
    assert faults(WANTED, OTHERS[fault]) == [fault]


def test_a_record_holds_no_words() -> None:
    """Kind, place and id of every proposal, accepted or rejected, and nothing else."""
    for path in (TRUE, RETOLD):
        for one in recorded(path).values():
            assert one.accept
            assert one.reject
            for line in (*one.accept, *one.reject):
                kind, place, name = line.split()
                assert kind in ("utterance", "stance", "event", "gloss")
                assert place.replace(",", "").replace("-", "").isdigit()
                assert name.startswith(f"{kind[0]}-")


def held(found: list[Replay]) -> None:
    """Check that a replay yields what it must, and is whole."""
    lost = [one.wanted.name for each in found for one in each.held if not one.yielded]
    wanted = sum(len(one.held) for one in found)
    assert not [line for one in found for line in one.gone], "record the review anew"
    assert wanted == sum(len(quotations_of(example)) for example in EXAMPLES)
    assert sum(one.yielded for one in found) >= LEAST * wanted, lost


def test_the_articles_told_again() -> None:
    """The recorded review, replayed over the articles in our own words; twice is the same."""
    pytest.importorskip("spacy")
    record = recorded(RETOLD)
    found = [replay(article, record[article.example]) for article in told_again()]
    held(found)
    first = found[0]
    assert replay(first.article, record[first.article.example]).conflict == first.conflict
    for one in found:
        conflict = loads(one.conflict)
        assert len(conflict.quotations) == one.quotations
        assert all(quotation.text for quotation in conflict.quotations), "nothing is paraphrased"
        assert [p.name for p in conflict.parties] == [p.name for p in one.article.conflict.parties]


def test_the_true_articles() -> None:
    """The recorded review, replayed over the two articles, wherever somebody has them."""
    pytest.importorskip("spacy")
    record = recorded(TRUE)
    articles = true_articles(named_folder(), record)
    if not articles:
        pytest.skip(MISSING)
    held([replay(article, record[article.example]) for article in articles])
