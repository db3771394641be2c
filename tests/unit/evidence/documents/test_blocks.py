"""Blocks: what each paragraph is there for, on crawls like those that are read."""

from __future__ import annotations

import pytest

from detente.evidence.documents.blocks import kinds_of

from .making import PARTISAN, SENTENCE, WIRE, document, kinds, shown


def test_a_partisan_crawl() -> None:
    """Title, caption, byline, body: the caption has no full stop and is no heading."""
    assert kinds(document(PARTISAN)) == ["title", "caption", "byline", *["body"] * 3]


def test_a_wire_crawl() -> None:
    """What belongs to the page, and a caption that stands there twice, are kept apart."""
    assert kinds(document(WIRE)) == [
        *("boilerplate", "title", "caption", "duplicate"),
        *["body"] * 3,
        *("byline", *["boilerplate"] * 4),
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Kim Storm", "byline"),
        ("BY KIM STORM and ADA BROOK", "byline"),
        ("By Kim Storm, The River Post", "byline"),
        ("By Kim van der Storm in Upperton", "byline"),
        ("by storm@riverpost.example", "boilerplate"),
        ("By Storm (storm@riverpost.example)", "byline"),
        ("By AFP", "byline"),
        ("Written by Kim Storm", "byline"),
        ("(Reporting by Kim Storm; Editing by Ada Brook)", "byline"),
        ("Published: Oct. 27, 2021 - 18:05", "byline"),
        ("Wednesday, 27 October 2021", "byline"),
        ("Upperton, 27 October 2021", "byline"),
        ("From: Embassy in Upperton", "byline"),
        ("By Monday the talks had failed", "title"),
        ("Storm and Brook meet again at the weir", "title"),
        ("Will the sluice ever open?", "title"),
        ("Talks stall with the U.S.", "title"),
        ("Subject: Talks at the weir", "title"),
        ("Photo: Storm and Brook meet", "caption"),
        ("FILE PHOTO: Storm and Brook meet at the weir. REUTERS/Kim Su", "caption"),
        ("Storm and Brook meet at the weir. (AFP-Yonhap)", "caption"),
        ("Storm meets Brook at the weir [Photo/Xinhua]", "caption"),
        ("Storm meets Brook. Ivo Lund/AFP via Getty Images", "caption"),
        ("Share this article", "boilerplate"),
        ("Advertisement", "boilerplate"),
        ("\u00a9 2021 The River Post", "boilerplate"),
        ("World", "boilerplate"),
        ("BRENNA, May 5 (River Post) - Storm will not open the sluice", "body"),
        ("BRENNA (River Post) \u2014 Storm will not open the sluice", "body"),
        ("Storm will not give her approv-", "body"),
        ("Storm has not opened the sluice. Brook waits for her", "body"),
        ("U.S. and U.K. envoys meet at the weir", "title"),
        ("* * *", "boilerplate"),
        ("MR. STORM: No.", "body"),
        ("Q  Will it open?", "body"),
        ("(c) the Parties shall keep the sluice closed until then;", "title"),
    ],
)
def test_before_the_first_paragraph(line: str, kind: str) -> None:
    """What a line under the title is there for."""
    found = kinds_of(["Sluice talks open again", line, SENTENCE, SENTENCE.replace("May", "June")])
    assert found == ["title", kind, "body", "body"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Sticking points", "title"),
        ("27 October 2021", "title"),
        ("- the toll is lifted", "body"),
        ("(c) the Parties shall keep it closed", "body"),
        ("He refused.", "body"),
        ("\u2014 Olga Tarn", "body"),
        ("The steps are:", "body"),
        ("\u201cNot now\u201d", "body"),
        ("Brook: Not now", "body"),
        ("Advertisement", "boilerplate"),
        ("Read more: Storm meets Brook", "boilerplate"),
        ("The Upper Council's warden meets the press on Monday. (AFP)", "caption"),
    ],
)
def test_between_two_paragraphs(line: str, kind: str) -> None:
    """A heading is short, has no stop, and is neither an item nor something said."""
    found = kinds_of(["Sluice talks", SENTENCE, line, SENTENCE.replace("May", "June")])
    assert found == ["title", "body", kind, "body"]


def test_the_end_of_a_wire_report_is_no_caption() -> None:
    """Agencies sign their last paragraph as they sign their pictures."""
    last = "Oke said later that the two had engaged in talks. (Yonhap)"
    assert kinds_of(["Sluice talks", SENTENCE, SENTENCE + " Then.", last])[-1] == "body"
    assert kinds_of(["Sluice talks open", last]) == ["title", "body"]


def test_signatures_are_no_boilerplate() -> None:
    """Short lines after the last paragraph belong to it, until the page begins."""
    lines = ["Statement", SENTENCE, "For the Upper Towns", "Share", "Storm wins", "Lund loses"]
    assert kinds_of(lines)[2:] == ["body", *["boilerplate"] * 3]


def test_speakers_may_say_the_same_twice() -> None:
    """Only long paragraphs, titles and captions are duplicates."""
    found = kinds_of(["Sluice talks", SENTENCE, "MR. STORM: No.", "MR. STORM: No.", SENTENCE])
    assert found == ["title", "body", "body", "body", "duplicate"]


def test_a_line_alone_is_not_lost() -> None:
    """Where nothing is surely a paragraph, everything that can be is."""
    assert kinds_of(["The sluice stays closed"]) == ["body"]
    assert kinds_of([]) == []


def test_only_the_words_are_in_a_block() -> None:
    """White space and invisible marks around a line are left out."""
    found = document(f"  Sluice talks open  \u200b\r\n\r\n\t{SENTENCE} \ufeff\r\n")
    assert shown(found) == [("title", "Sluice talks open"), ("body", SENTENCE)]
