"""Whether quotations stand in their sources.

A source's `file` is our own dossier of it: words found there are *declared*.  Originals, the
documents themselves, are given from outside: words found there are *verbatim*.  A quotation in
our words is *paraphrased*, and its `passage` can be confirmed by whoever holds the original.
Verbatim words found nowhere, although their source has a file or an original, are *missing*.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from detente.conflict.basis import Quotation, Source
from detente.conflict.conflict import Conflict
from detente.errors import Problem
from detente.evidence import passages
from detente.language.codes import problem

LARGEST = 20_000_000  # bytes of one source or original
MOST_FILES = 2_000  # files below a folder of originals


@dataclass(frozen=True, slots=True)
class Verification:
    """The quotations by how far they are proven, and what is wrong with any of them.

    `confirmed` holds those found in an original: verbatim words, or a passage.
    """

    verbatim: tuple[str, ...]
    declared: tuple[str, ...]
    paraphrased: tuple[str, ...]
    missing: tuple[str, ...]
    confirmed: tuple[str, ...]
    problems: tuple[Problem, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the names by status."""
        return {
            "verbatim": list(self.verbatim),
            "declared": list(self.declared),
            "paraphrased": list(self.paraphrased),
            "missing": list(self.missing),
        }


def verify(
    conflict: Conflict, folder: Path, *, originals: Mapping[str, str] | None = None
) -> Verification:
    """Return how far each quotation is proven.

    Parameters
    ----------
    folder : the folder of the conflict file; the files of its sources lie in or below it.
    originals : the texts of original documents, by name; see `read_originals`.
    """
    texts = originals or {}
    problems: list[Problem] = []
    dossiers: dict[str, str] = {}
    for source in conflict.sources:
        if source.file:
            text = _dossier(source, folder, problems)
            if text is not None:
                dossiers[source.name] = text
    confirmed = _confirmed(conflict.quotations, texts)
    known = _sources_with_original(conflict, texts, confirmed)
    status: dict[str, list[str]] = {
        "verbatim": [],
        "declared": [],
        "paraphrased": [],
        "missing": [],
    }
    for quotation in conflict.quotations:
        name, source_name = quotation.name, quotation.source
        if not quotation.text:
            status["paraphrased"].append(name)
            if quotation.passage and name not in confirmed and source_name in known:
                problems.append(_not_found("E005", quotation, "the passage of"))
        elif name in confirmed:
            status["verbatim"].append(name)
        elif source_name in known:
            status["missing"].append(name)
            problems.append(_not_found("E001", quotation, "the words of"))
        elif source_name in dossiers and passages.occurs(quotation.text, dossiers[source_name]):
            status["declared"].append(name)
        else:
            status["missing"].append(name)
            problems.append(_unproven(quotation, conflict.source(source_name)))
    return Verification(
        verbatim=tuple(status["verbatim"]),
        declared=tuple(status["declared"]),
        paraphrased=tuple(status["paraphrased"]),
        missing=tuple(status["missing"]),
        confirmed=tuple(q.name for q in conflict.quotations if q.name in confirmed),
        problems=tuple(problems),
    )


def read_originals(folder: Path) -> dict[str, str]:
    """Return the texts below a folder, by path; files that are no text are left out.

    Raises OSError if the folder cannot be read.
    """
    found: dict[str, str] = {}
    paths = [folder] if folder.is_file() else sorted(p for p in folder.rglob("*") if p.is_file())
    if not paths and not folder.is_dir():
        raise FileNotFoundError(f"there is no folder '{folder}'")
    for path in paths[:MOST_FILES]:
        text = _text_of(path)
        if text is not None:
            found[str(path)] = text
    return found


def _text_of(path: Path) -> str | None:
    try:
        if path.stat().st_size > LARGEST:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    if b"\0" in data:
        return None
    return data.decode("utf-8-sig", errors="replace")


def _dossier(source: Source, folder: Path, problems: list[Problem]) -> str | None:
    """Return the text of a source's own file; report one that cannot or must not be read."""
    place = source.basis.place
    path = folder / source.file
    inside = folder.resolve()
    try:
        if not path.resolve().is_relative_to(inside):
            message = f"the file of source '{source.name}' lies outside the conflict's folder"
            hint = "keep it in or below the folder of the conflict file, and name it from there"
            problems.append(problem("E002", place, message, hint))
            return None
        size = path.stat().st_size
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "not a path"
        message = f"the file '{source.file}' of source '{source.name}' cannot be read: {why}"
        problems.append(problem("E002", place, message))
        return None
    text = _text_of(path) if size <= LARGEST else None
    if text is None:
        message = f"the file '{source.file}' of source '{source.name}' is not a readable text"
        problems.append(problem("E002", place, message))
    return text


def _confirmed(quotations: Iterable[Quotation], originals: Mapping[str, str]) -> set[str]:
    """Return the quotations whose words or passage stand in some original."""
    wanted = [q for q in quotations if q.text or q.passage]
    found: set[str] = set()
    for text in originals.values():
        prints = passages.find((q.passage for q in wanted if q.passage), text)
        found.update(q.name for q in wanted if q.passage in prints)
        found.update(q.name for q in wanted if q.text and passages.occurs(q.text, text))
    return found


def _sources_with_original(
    conflict: Conflict, originals: Mapping[str, str], confirmed: set[str]
) -> set[str]:
    """Return the sources whose original is at hand: something of it, or its title, was found."""
    found = {conflict.quotation(name).source for name in confirmed}
    for text in originals.values():
        plain = passages.normalise(text)
        for source in conflict.sources:
            title = passages.trim(source.title)
            if len(title.split()) > 3 and title in plain:
                found.add(source.name)
    return found


def _not_found(code: str, quotation: Quotation, what: str) -> Problem:
    message = f"{what} '{quotation.name}' do not stand in the original of '{quotation.source}'"
    if code == "E005":
        message = message.replace(" do not stand", " does not stand")
    return problem(code, quotation.basis.place, message)


def _unproven(quotation: Quotation, source: Source) -> Problem:
    name = quotation.name
    if not source.file:
        message = f"the words of '{name}' cannot be looked up: source '{source.name}' has no file"
        return problem("E006", quotation.basis.place, message)
    shown = " ".join(quotation.text.split())
    shown = shown if len(shown) <= 60 else shown[:57] + "..."
    message = f"the words of '{name}' do not stand in '{source.file}': \u201c{shown}\u201d"
    return problem("E001", quotation.basis.place, message)
