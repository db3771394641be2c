"""What a corpus answers, as plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from detente.analyses.wording import counted, joined
from detente.evidence.corpus.results import Found
from detente.telling.tables import wrapped

NO_DAY = "no day"
_HANGING = "              "


def corpus_text(found: Found) -> str:
    """Return an answer of a corpus."""
    lines = list(_ASKED[found.asked](found))
    return "\n".join([*lines, *(wrapped(note) for note in found.notes)])


def _added(found: Found) -> Iterator[str]:
    counts = found.counts
    told = [f"{counts['added']:,} added"]
    told += [f"{counts[key]:,} {key}" for key in ("read again", "known") if counts[key]]
    told += [f"{counts['not taken']:,} not taken"] if counts["not taken"] else []
    yield f"{found.corpus}: {counted(counts['documents'], 'document')}; {joined(told)}."


def _searched(found: Found) -> Iterator[str]:
    yield f"{counted(len(found.listed), 'document')}."
    for row in found.listed:
        yield wrapped(_document(row), indent=_day(row), hanging=_HANGING)
        yield wrapped(str(row["shown"]), indent=_HANGING)


def _listed(found: Found) -> Iterator[str]:
    yield f"{counted(len(found.listed), 'document')}."
    for row in found.listed:
        number = int(str(row["found"]))
        yield wrapped(f"{_document(row)}; {number:,} found", indent=_day(row), hanging=_HANGING)


def _said(found: Found) -> Iterator[str]:
    yield f"{counted(len(found.listed), 'saying')}."
    for row in found.listed:
        yield wrapped(_saying(row), indent=_day(row), hanging=_HANGING)


def _changed(found: Found) -> Iterator[str]:
    told = [f"{number:,} {change}" for change, number in found.counts.items()]
    yield f"Since {found.settings['since']}: {joined(told)}."
    party = None
    for row in found.listed:
        if row["party"] != party:
            party = row["party"]
            yield f"\n{party}"
        yield wrapped(f"{row['change']}: {row['last']}, {_told(row)}", indent="  ", hanging="    ")
        before = row["before"]
        if isinstance(before, Mapping):
            was = f"{before['day']}, {before['what']}: {before['words']}"
            yield wrapped(f"before: {was}", indent="    ", hanging="      ")


def _duplicates(found: Found) -> Iterator[str]:
    yield f"{counted(len(found.listed), 'pair')} of documents that are the same, or nearly."
    for row in found.listed:
        share = float(str(row["share"]))
        yield wrapped(
            f"{row['kind']} ({share:.2f}): {row['file']} and {row['other']}", hanging="    "
        )


_ASKED: dict[str, Callable[[Found], Iterator[str]]] = {
    "add": _added,
    "search": _searched,
    "list": _listed,
    "who": _said,
    "changed": _changed,
    "duplicates": _duplicates,
}


def _day(row: Mapping[str, Any]) -> str:
    return f"{row['day'] or NO_DAY:<12}  "


def _document(row: Mapping[str, Any]) -> str:
    about = [str(row[key]) for key in ("title", "outlet") if row[key]]
    return f"{row['file']}: {', '.join(about)}" if about else str(row["file"])


def _saying(row: Mapping[str, Any]) -> str:
    number = len(row["files"])
    where = str(row["files"][0]) if number == 1 else f"{row['files'][0]} and {number - 1:,} more"
    return f"{row['party']}: {_told(row)} [{where}]"


def _told(row: Mapping[str, Any]) -> str:
    what = "" if row["what"] == "said" else str(row["what"])
    who = ", ".join(filter(None, (what, str(row["speaker"]), str(row["voice"]))))
    return f"{who}: {row['words']}"
