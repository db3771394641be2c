"""Where a review stands, as plain text: what waits, by party, and what came into the file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from detente.analyses.wording import counted, joined
from detente.evidence.reviewing.records import Record
from detente.evidence.reviewing.results import Reviewed
from detente.telling.tables import wrapped


def review_text(found: Reviewed) -> str:
    """Return where the review stands; after it was taken over, what came into the file."""
    parts = [counts_text(found)]
    if found.into is None:
        waiting = [one for one in found.records if one.status in ("new", "edited")]
        for party, group in groupby(waiting, key=lambda one: one.party):
            parts.append("\n".join([party, *(line for one in group for line in _waiting(one))]))
    else:
        parts += ["\n".join(lines) for lines in (list(_added(found)),) if lines]
        parts += [wrapped(note) for note in found.notes]
    return "\n\n".join(parts)


def counts_text(found: Reviewed) -> str:
    """Return how many proposals are decided, and how many wait."""
    counts = found.counts
    waiting = counts["new"] + counts["edited"]
    told = [f"{counts['accepted']:,} accepted", f"{counts['rejected']:,} rejected"]
    edited = f" ({counts['edited']:,} of them edited)" if counts["edited"] else ""
    waits = "waits" if waiting == 1 else "wait"
    return f"{found.review}: {', '.join(told)}, {waiting:,} {waits}{edited}."


def proposal_text(one: Record, around: list[str], number: int, of: int) -> str:
    """Return one proposal as it is put before a person: what it is, its words, what is around."""
    asked = list(_waiting(one))
    told = [wrapped(line, indent="        ", hanging="          ") for line in around]
    tied = [f"        attached to {name}" for name in one.texts("attach")]
    return "\n".join(["", f"{number:,} of {of:,}: {one.party}", asked[0], *told, *asked[1:], *tied])


def _waiting(one: Record) -> Iterator[str]:
    """Yield one proposal that waits: what it is, its words, what is asked."""
    what = one.text("what") or ("said" if one.text("kind") == "utterance" else "")
    who = one.text("speaker")
    told = ", ".join(filter(None, (what, who, one.text("voice"))))
    words = one.text("words")
    shown = f"\u201c{words}\u201d" if one.text("form") == "direct" else words
    sure = one.text("confidence") or "    "
    yield wrapped(
        f"{sure} {told}: {shown} [{one.id}, line {one.place.line}]", indent="  ", hanging="        "
    )
    for question in one.texts("questions"):
        yield wrapped(f"? {question}", indent="        ", hanging="          ")


def _added(found: Reviewed) -> Iterator[str]:
    added = found.added
    if added.nothing:
        return
    told = [
        counted(len(added.sources), "source"),
        counted(len(added.quotations), "quotation"),
    ]
    yield f"Added to {found.into}: {joined(told)}."
    for one in added.quotations:
        line = f"{one['name']}: {one['words']} ({_place(one['place'])})"
        yield wrapped(line, indent="  ", hanging="    ")
    for item in added.attached:
        verb = "speaks against" if item["against"] else "supports"
        yield wrapped(f"{item['quotation']} {verb} {item['item']}", indent="  ", hanging="    ")


def _place(stretches: object) -> str:
    """Return a place as words: characters 120 to 180."""
    found = [f"{start:,} to {end:,}" for start, end in stretches]  # type: ignore[attr-defined]
    return f"characters {joined(found)}"
