"""How far a document of a corpus was read: whole, in part, not at all, or for what it is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from detente.evidence.documents.languages import FOREIGN

Reach = Literal["whole", "in part", "not English", "not read"]

NAMED = 3  # documents that a note names


def how_read(answer: Mapping[str, object], reader: str) -> Reach:
    """Return how far a document was read, by what `read --json` tells of it; `reader` read it."""
    if not reader:
        return "not read"
    skipped = answer.get("skipped")
    if isinstance(skipped, list) and FOREIGN in skipped:
        return "not English"
    return "whole" if answer.get("complete", True) else "in part"


def notes_on(found: Mapping[str, Reach]) -> tuple[str, ...]:
    """Return what has to be known of documents, by their names, that were not read whole."""
    foreign, parts = (
        [file for file, how in found.items() if how == reach]
        for reach in ("not English", "in part")
    )
    notes = []
    if foreign:
        one = "1 document does not look English"
        what = one if len(foreign) == 1 else f"{len(foreign):,} documents do not look English"
        notes.append(f"{what}: expect little of {_named(foreign)}.")
    if parts:
        many = "1 document" if len(parts) == 1 else f"{len(parts):,} documents"
        notes.append(f"left out: a part of {many}, too large to be read whole: {_named(parts)}.")
    return tuple(notes)


def _named(files: Sequence[str]) -> str:
    more = f" and {len(files) - NAMED:,} more" if len(files) > NAMED else ""
    return f"{', '.join(files[:NAMED])}{more}"
