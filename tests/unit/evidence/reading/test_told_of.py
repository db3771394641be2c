"""Whose wish another tells: the parties an utterance is about."""

from __future__ import annotations

import pytest

from .conftest import Reader

TOLD = {
    "An analyst said that France wants the canal reopened before any talks begin.": ("France",),
    "Observers said Italy and Malta were looking into the plan.": ("Italy", "Malta"),
    "Reports suggest that Rome is looking into the plan.": ("Italy",),
    "\u201cIf talks are to resume, we have to give Malta what it wants,\u201d an analyst said.": (
        "Malta",
    ),
    "\u201cThen one has to give Malta what it asks for,\u201d an analyst said.": ("Malta",),
    "An Italian official said that France wanted the tolls lifted first.": ("France",),
    "Observers said the plan was looked into.": (),
    "Italy said that it wanted the tolls lifted first.": (),
}


@pytest.mark.parametrize("text", TOLD)
def test_about(read: Reader, text: str) -> None:
    """The holder of another's wish, or the subject where nobody is spoken for; never the speaker."""
    (one, *_) = read(text).utterances
    assert one.about == TOLD[text]
