"""The source that a reviewed document is in a conflict file: one that is there, or a new one."""

from __future__ import annotations

import re
from pathlib import Path

from detente.conflict.conflict import Conflict
from detente.conflict.time import parse_day
from detente.evidence import passages
from detente.evidence.reviewing.originals import Original, shipped_as
from detente.evidence.reviewing.records import Review, ReviewedDocument
from detente.language.emitting import Plain, Tree


def source_of(
    document: ReviewedDocument, review: Review, original: Original, conflict: Conflict
) -> str | dict[str, Tree]:
    """Return the name of the source that a document is already, by its file or its title.

    If it is none, return what is to be written of the new one.
    """
    file = shipped_as(document, review, original, conflict)
    title = document.text("title") or Path(document.text("file")).name
    day, outlet = document.text("date"), document.text("outlet")
    for known in conflict.sources:
        same_file = bool(file) and known.file == file
        same_title = same(known.title, title) and (not outlet or known.publisher in ("", outlet))
        if same_file or (same_title and _one_day(known.date, day)):
            return known.name
    given: dict[str, Tree] = {
        "title": title,
        "publisher": outlet,
        "author": re.sub("^[Bb]y ", "", document.text("byline")),
        "date": Plain(day) if parse_day(day) else "",
        "file": file,
    }
    return {key: value for key, value in given.items() if value}


def same(one: str, other: object) -> bool:
    """Tell whether two texts are the same but for white space and marks."""
    plain = passages.normalise(one)
    return bool(plain) and isinstance(other, str) and plain == passages.normalise(other)


def _one_day(one: str, other: str) -> bool:
    """Tell whether two days can be one: either is not known, or one is within the other."""
    return not one or not other or one.startswith(other) or other.startswith(one)
