"""Documents made to stall or break the program: each is answered, and soon."""

from __future__ import annotations

import time

import pytest

from detente.evidence.documents.document import Document
from detente.evidence.documents.loading import document_of

from .making import SENTENCE, page

MEGA = 1_000_000
PATIENCE = 20.0  # seconds on a slow machine that does other things too; one or two are needed

CASES = {
    "one line": (SENTENCE + " ") * (9 * MEGA // (len(SENTENCE) + 1)),
    "one word": "a" * 2 * MEGA,
    "empty lines": "\n" * 2 * MEGA + "a",
    "short lines": "a\n" * MEGA,
    "quotation marks": "\u201c" * MEGA + "a",
    "controls": ("a" * 99 + "\x07") * 10_000,
    "accents": "e" + "\u0301" * MEGA,
    "bylines": "By " + "De La " * 30_000,
    "dates": "1 May 2021 " * 50_000,
    "years": "2021" * 300_000,
    "dashes": "- " * MEGA,
    "brackets": "(" * MEGA + "AFP" + ")" * MEGA,
    "labels": "A.B " * MEGA + ":",
    "stops": "." * MEGA + "a",
    "addresses": "a@" * MEGA,
}


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.eml"])
@pytest.mark.parametrize("case", CASES)
def test_texts(case: str, name: str) -> None:
    """No rule takes longer than the text is long."""
    start = time.monotonic()
    document_of(CASES[case].encode(), name)
    assert time.monotonic() - start < PATIENCE


HEAD = "From: a@b.example\r\nMessage-ID: <1@c>\r\nMIME-Version: 1.0\r\n"
PARTS = "Content-Type: multipart/mixed; boundary=B\r\n\r\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + "X: b\r\n" * MEGA + f"\r\n{SENTENCE}", "first 100,000 characters of its headers"),
        (HEAD + "X: b\r\n" * MEGA, "holds no words"),
        (HEAD + "Content-Type: text/plain; " + "a=b; " * MEGA, "more than 2,000 characters"),
        (HEAD + "Content-Type: text/plain;\n" + " a=b;\n" * MEGA, "more than 2,000 characters"),
        (HEAD + PARTS + "--B\r\n\r\na\r\n" * MEGA, "more than 20,000 parts"),
        (HEAD + PARTS + "--B\r\n\r\na\r\n" * 5_000, "more than 1,000 parts"),
        (HEAD + f"{PARTS}--B\r\n" * 20_000, "holds no words"),
        (HEAD + "Subject: " + "=?utf-8?q?a?= " * 50_000 + f"\r\n\r\n{SENTENCE}", "headers"),
    ],
    ids=range(8),
)
def test_mails(text: str, told: str) -> None:
    """Endless headers, parts and comments are answered, and what was left out is said."""
    start = time.monotonic()
    found = document_of(text.encode(), "a.eml")
    assert time.monotonic() - start < PATIENCE
    said = " ".join(found.skipped) if isinstance(found, Document) else str(found)
    assert told in said
    assert not isinstance(found, Document) or found.limits


def test_a_sender_in_parentheses() -> None:
    """A sender that cannot be taken apart costs the byline and not the words."""
    found = document_of((HEAD.replace("a@", "(" * 1_500) + f"\r\n{SENTENCE}").encode(), "a.eml")
    assert isinstance(found, Document)
    assert (found.text, found.byline) == (SENTENCE, None)


@pytest.mark.parametrize(
    "text",
    [
        "<html><body>" + "<div>" * 200_000 + "x",
        "<html><body>" + "<b>" * 40_000 + SENTENCE,
        "<html><body>" + "<" * MEGA + "a",
        "<html><body><p>" + "&amp;" * 200_000 + "a",
        "<html><body><p " + "a=b " * 300_000 + ">x",
        "<!-- a -->" * 100_000 + "x",
        page(SENTENCE) + "<script>" + "x" * 5 * MEGA + "</script>",
        page(SENTENCE + "&#0;&#xD800;&#x110000;&#99999999999;\x00\x1b[31m"),
        "<html><body>" + "<table><tr><td>" * 10_000 + "x",
        '<html><head><meta charset="utf-7"><base href="file:///"></head><body>+ADw-script',
    ],
    ids=range(10),
)
def test_pages(text: str) -> None:
    """Nested, endless and broken markup is answered; controls do not come through."""
    start = time.monotonic()
    found = document_of(text.encode(), "a.html")
    assert time.monotonic() - start < PATIENCE
    if isinstance(found, Document):
        assert "\x1b" not in found.text
        assert "\x00" not in found.text


def test_controls_in_a_plain_text_are_counted() -> None:
    """They stand in the text, since it is the file's own, and that is said."""
    found = document_of(f"{SENTENCE}\x1b[31m\0".encode(), "a.txt")
    assert isinstance(found, Document)
    assert found.text.endswith("\x1b[31m\0")
    assert found.skipped == ("Control characters that stand in its text: 2.",)
