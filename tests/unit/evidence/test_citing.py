"""Citing: where words stand, and the lines that quote them."""

from __future__ import annotations

import pytest

import detente
from detente.errors import NoAnswer, WrongUse
from detente.evidence.citing import cite
from detente.evidence.passages import fingerprint, occurs

DOCUMENT = """\
The talks went on.

Officials said: \u201cWe may have somewhat different
perspectives on the precise sequence or timing or
conditions for different steps.\u201d

The talks went on.
"""


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("The talks", 1),
        ("went on. Officials", 1),
        ("Officials said", 3),
        ("perspectives on", 4),
        ("different perspectives", 3),
        ("different steps", 5),
        ("timing [...] talks", 4),
        ('steps." The talks', 5),
    ],
)
def test_the_line_in_which_words_begin(words: str, line: int) -> None:
    """Lines count from 1, as an editor counts them; words may run on."""
    assert cite(DOCUMENT, words).line == line


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_those_of_an_editor(end: str) -> None:
    """Every line end counts once; a form feed or a Unicode separator is none."""
    document = f"one\x0c{end}two\u2028still two{end}three"
    assert cite(document, "three").line == 3


def test_the_lines_to_paste_are_a_quotation() -> None:
    """What is printed can stand in a conflict file, and the passage is that of the words."""
    found = cite(DOCUMENT, "the precise  sequence")
    assert found.lines == (
        f'text: "the precise sequence"\npassage: {fingerprint("the precise sequence")}'
    )
    assert found.rows() == [{"document": "<text>", "line": 4, "passage": found.passage}]


@pytest.mark.parametrize("words", ['said: "We', "a\\b: 'c' # d", "- no: yes", "*x &y !z"])
def test_what_is_pasted_reads_as_what_was_cited(words: str) -> None:
    """Quotation marks, backslashes and YAML's own signs survive the paste."""
    document = f"before {words} after \u201cWe"
    found = cite(document, words)
    indented = found.lines.replace("\n", "\n    ")
    conflict = detente.loads(
        "detente: 1\ntitle: x\nparties: {a: {}}\noptions: {b: {by: a}}\n"
        "sources: {s: {title: t}}\n"
        f"quotations:\n  q:\n    source: s\n    voice: report\n    {indented}\n"
    )
    (quotation,) = conflict.quotations
    assert quotation.text == words
    assert occurs(quotation.text, document)
    assert quotation.passage == found.passage


@pytest.mark.parametrize("gap", ["[...]", "[\u2026]", "[ ... ]"])
def test_words_with_a_gap_have_no_passage(gap: str) -> None:
    """A passage is one stretch; with words left out there is only the text."""
    found = cite(DOCUMENT, f"precise sequence {gap} different steps")
    assert found.passage == ""
    assert found.lines == f'text: "precise sequence {gap} different steps"'


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("exact sequence or timing", "precise sequence or timing or"),
        ("We have somewhat different perspectives", "We may have somewhat different\nperspectives"),
        ("perspective", "perspectives"),
        ("OFFICIALS SAID", "Officials said"),
    ],
)
def test_the_nearest_words_are_shown(words: str, near: str) -> None:
    """Who misremembers is shown what does stand there."""
    with pytest.raises(NoAnswer, match=r"these words do not stand in 'a\.txt'") as raised:
        cite(DOCUMENT, words, name="a.txt")
    assert " ".join(near.split()) in str(raised.value)


def test_words_like_nothing_have_no_nearest() -> None:
    """Where nothing is alike nothing is offered."""
    with pytest.raises(NoAnswer) as raised:
        cite(DOCUMENT, "zzz qqq xxx")
    assert "nearest" not in str(raised.value)


@pytest.mark.parametrize("words", ["", " ", "...", "[...]", "word " * 121])
def test_no_words_or_a_whole_page_are_wrong_use(words: str) -> None:
    """There has to be a passage."""
    with pytest.raises(WrongUse, match="1 to 120 words"):
        cite(DOCUMENT, words)
