"""What a corpus answers, as plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import takewhile
from typing import Any

from detente.analyses.wording import counted, joined
from detente.evidence.corpus.hearing import SPOKEN
from detente.evidence.corpus.results import Found
from detente.evidence.reviewing.proposals import NO_PARTY
from detente.telling.tables import wrapped

NO_DAY = "no day"
_HANGING = "              "
SHORT = 12  # letters of a folder that may stand before every file


def corpus_text(found: Found) -> str:
    """Return an answer of a corpus; a folder that all files share is told once."""
    folder = _folder(found)
    shown = replace(found, listed=tuple(_below(folder, row) for row in found.listed))
    lines = list(_ASKED[found.asked](shown))
    lines += [f"All files are in {folder.rstrip('/')}."] if folder else []
    return "\n".join([*lines, *(wrapped(note) for note in found.notes)])


def _folder(found: Found) -> str:
    """Return the folder that the files of all rows are in, if that is worth a line of its own."""
    names = [name for row in found.listed for name in _files(row)]
    parts = [name.split("/")[:-1] for name in names]
    shared = takewhile(lambda level: len(set(level)) == 1, zip(*parts, strict=False))
    folder = "".join(f"{level[0]}/" for level in shared)
    return folder if len(names) > 1 and len(folder) > SHORT else ""


def _files(row: Mapping[str, Any]) -> list[str]:
    return [*row.get("files", ()), *(str(row[key]) for key in ("file", "other") if key in row)]


def _below(folder: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with the names of its files below a folder."""
    shown = dict(row)
    for key in ("file", "other"):
        if key in shown:
            shown[key] = str(shown[key]).removeprefix(folder)
    if "files" in shown:
        shown["files"] = [str(name).removeprefix(folder) for name in shown["files"]]
    return shown


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
        # where nothing is read, that nothing was found means nothing
        told = [] if row["read"] == "not read" else [f"{number:,} found"]
        told += [] if row["read"] == "whole" else [str(row["read"])]
        yield wrapped("; ".join((_document(row), *told)), indent=_day(row), hanging=_HANGING)


def _said(found: Found) -> Iterator[str]:
    kinds = Counter(str(row["kind"]) for row in found.listed)
    told = [counted(kinds[kind], kind) for kind in ("utterance", "stance", "event")]
    yield f"{joined(told)}."
    for row in found.listed:
        yield wrapped(_heard(row), indent=_day(row), hanging=_HANGING)


def _changed(found: Found) -> Iterator[str]:
    told = [f"{number:,} {change}" for change, number in found.counts.items()]
    yield f"Since {found.settings['since']}: {joined(told)}."
    party = None
    for row in found.listed:
        whose = str(row["party"]) if _spoken(row) else _others(str(row["party"]))
        if whose != party:
            party = whose
            yield f"\n{party}"
        yield wrapped(f"{row['change']}: {row['last']}, {_told(row)}", indent="  ", hanging="    ")
        before = row["before"]
        if isinstance(before, Mapping):
            was = f"{before['day']}, {before['what']}: {_words(before)}"
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


def _heard(row: Mapping[str, Any]) -> str:
    number = len(row["files"])
    where = str(row["files"][0]) if number == 1 else f"{row['files'][0]} and {number - 1:,} more"
    own = _spoken(row) and row["party"] not in (NO_PARTY, row["speaker"])
    return f"{row['party']}: {_told(row)} [{where}]" if own else f"{_told(row)} [{where}]"


def _told(row: Mapping[str, Any]) -> str:
    what = "" if row["what"] == "said" else str(row["what"])
    voice = "" if row["kind"] == "event" else str(row["voice"])
    if not _spoken(row) and row["party"] != NO_PARTY:
        voice = f"{voice} on {joined(str(row['party']).split(', '))}"
    who = ", ".join(filter(None, (what, str(row["speaker"]), voice)))
    return f"{who}: {_words(row)}"


def _spoken(row: Mapping[str, Any]) -> bool:
    """Whether it is the party's own: what an observer or an outlet tells of it is not."""
    return row["kind"] == "event" or row["voice"] in SPOKEN


def _others(party: str) -> str:
    return party if party == NO_PARTY else f"Others on {party}"


def _words(row: Mapping[str, Any]) -> str:
    """Return words as they are told, in quotation marks where somebody is quoted with them."""
    return f"\u201c{row['words']}\u201d" if row["form"] == "direct" else str(row["words"])
