"""Kinds of files: by what stands in them, then by their names."""

from __future__ import annotations

import pytest

from detente.evidence.documents.kinds import kind_of, refusal

from .making import HEADERS, pdf


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"<!DOCTYPE html><p>x", "a.txt", "page"),
        (b"  \n<!-- saved --><html lang=en>", "a", "page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><html>", "a", "page"),
        ("<html>".encode("utf-16"), "a", "page"),
        (b"<p>x</p>", "a.HTM", "page"),
        (b"<p>x</p>", "a.txt", "text"),
        (b"# x", "a.md", "markdown"),
        (b"# x", "a.txt", "text"),
        (b"x", "a", "text"),
        (b"x", "a.eml", "mail"),
        (HEADERS.encode() + b"\r\nx", "a.txt", "mail"),
        (b"From: a@b.c\nDate: Wed, 27 Oct 2021 09:10:00 +0900\n\nx", "-", "mail"),
        # the head of a cable or of a transcript is no mail
        (b"From: Embassy\nTo: Ministry\nSubject: Sluice\nDate: 27 October 2021\n\nx", "a", "text"),
        (b"Date: 27 Oct 2021 09:10\n\nx", "a", "text"),
        (pdf(["x"]), "a.txt", "pdf"),
    ],
)
def test_kind(data: bytes, name: str, kind: str) -> None:
    """Content decides; the name decides where the content could be anything."""
    assert refusal(data) == ""
    assert kind_of(data, name) == kind


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04....", "ZIP"),
        (b"\x1f\x8b\x08...", "compressed"),
        (b"7z\xbc\xaf\x27\x1c", "archive"),
        (b"a" * 257 + b"ustar", "archive"),
        (b"{\\rtf1 x}", "rich text"),
        (b"\x89PNG\r\n", "picture"),
        (b"\0" * 100, "no text"),
        (b"From a@b.c Wed Oct 27 09:10:00 2021\nFrom: a@b.c\n\nx", "mailbox"),
    ],
)
def test_refused(data: bytes, what: str) -> None:
    """Archives are never unpacked; what is no text is said to be none."""
    assert what in refusal(data)


def test_a_page_of_comments_takes_no_time() -> None:
    """Comments before the first tag are gone through once."""
    assert kind_of(b"<!-- a -->" * 2_000 + b"x", "a.txt") == "text"
