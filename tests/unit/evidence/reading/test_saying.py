"""Every rule on a sentence of its own."""

from __future__ import annotations

import pytest

from .conftest import Reader
from .telling import content, said, source

CASES = [
    ("The envoy said that talks would resume.", "clause of a verb of saying", "that talks would resume", "The envoy"),
    ("Talks would resume, the envoy said, once the guns fall silent.", "parenthetical verb of saying", "Talks would resume | once the guns fall silent", "the envoy"),
    ("“We will talk,” said the envoy.", "parenthetical verb of saying", "“We will talk,”", "the envoy"),
    ("Talks will resume on Monday, according to two diplomats.", "according to", "Talks will resume on Monday", "two diplomats"),
    ("The minister criticised the new sanctions.", "verb with object", "criticised the new sanctions", "The minister"),
    ("The minister called for a ceasefire.", "verb with a small word", "a ceasefire", "The minister"),
    ("The minister vowed to keep the border open.", "verb with to-clause", "to keep the border open", "The minister"),
    ("The minister described the offer as a trap.", "named as", "the offer as a trap", "The minister"),
    ("The envoy left the talks early, citing grave differences.", "citing", "grave differences", "The envoy"),
    ("They rejected the minister’s claim that the pact is dead.", "noun of saying", "that the pact is dead", "the minister’s"),
    ("The ministers believe that the talks have failed.", "verb of thinking", "that the talks have failed", "The ministers"),
    ("“Nothing is agreed until everything is agreed.” — Tomas Reed, negotiator", "name after a dash", "“Nothing is agreed until everything is agreed.”", "Tomas Reed, negotiator"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rule", "words", "who"), CASES)
def test_a_rule(read: Reader, text: str, rule: str, words: str, who: str) -> None:
    """The rule finds what was said, and by whom."""
    reading = read(text)
    found = [(u.rule, content(reading, u), source(reading, u)) for u in reading.utterances]
    assert (rule, words, who) in found


@pytest.mark.parametrize(
    "text",
    [
        "The ministry did not immediately respond to a request for comment.",
        "The bulldozer pushed the mound to make room for more.",
        "If the two sides agree to a pause, the aid will flow.",
        "They met to discuss the plan.",
        "The treaty was signed in May.",
    ],
)
def test_nobody_said_anything(read: Reader, text: str) -> None:
    """Answers that nobody got, wishes that nobody has and plain events are no utterances."""
    assert read(text).utterances == ()


def test_a_quotation_goes_on_after_the_sentence(read: Reader) -> None:
    """A quotation behind a finished one is by the same speaker, and the same utterance."""
    reading = read("“We will talk,” the envoy said. “We will not beg.”")
    (one,) = reading.utterances
    assert content(reading, one) == "“We will talk,” | “We will not beg.”"
    assert one.form == "direct"


def test_a_quotation_over_two_paragraphs(read: Reader) -> None:
    """A quotation that was not closed goes on in the next paragraph."""
    reading = read("“We will talk,” the envoy said. “We have time.\n\n“We will not beg.”")
    (one,) = reading.utterances
    assert content(reading, one) == "“We will talk,” | “We have time. | “We will not beg.”"


def test_a_quotation_announced_by_the_paragraph_before(read: Reader) -> None:
    """A paragraph that ends with a colon tells who speaks in the next one."""
    reading = read("The envoy then added:\n\n“We will never sign such a paper.”")
    (one,) = reading.utterances
    assert source(reading, one) == "The envoy"


def test_the_threat_belongs_to_the_demand(read: Reader) -> None:
    """What is said to happen otherwise is part of what was said."""
    reading = read(
        "The minister stated that the council needed to change its plan, otherwise talks would end."
    )
    assert content(reading, reading.utterances[0]).endswith("otherwise talks would end")


def test_mixed(read: Reader) -> None:
    """Reported words with a few quoted ones are mixed."""
    reading = read("The envoy said the talks had been “very productive” so far.")
    (one,) = reading.utterances
    assert one.form == "mixed"


def test_a_transcript(read: Reader) -> None:
    """Lines that begin with a name are that person's words; a question is nobody's."""
    reading = read("Q: Will you meet them?\n\nMINISTER HALE: We will meet.\n\nQ: When is that?")
    assert [u.rule for u in reading.utterances] == ["transcript"]
    assert [u.speaker for u in reading.utterances] == ["Hale"]


def test_who_adds_is_who_spoke(read: Reader) -> None:
    """A participle behind reported words belongs to the speaker, not to whom the words are about."""
    reading = read("Jan Sikora said Warsaw would wait, adding that Poland wanted guarantees.")
    assert said(reading, "that Poland wanted").speaker == "Jan Sikora"


def test_what_was_not_said_is_asked(read: Reader) -> None:
    """A denial is no evidence without a question."""
    reading = read("The minister did not say that the pact was dead.")
    (one,) = reading.utterances
    assert "not said" in one.questions[0]
