"""Whether quotations stand in their sources.

A source's `file` lies beside the conflict file, written or chosen by its author: words found
there, in the text that is read of it, are *declared*.  Originals, the documents themselves, are given from outside: words found
there are *verbatim*.  A Markdown file that a source names as its own is a dossier of ours and
never an original, wherever it lies.  A quotation in our words is *paraphrased*, and its
`passage` can be confirmed by whoever holds the original.  Verbatim words found in neither are
*missing*.

Of what is not found in the originals something is said only if the original of its source is
among them: the document in which the source's title stands, or that holds more of its
quotations than of any other source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from detente.conflict.basis import Quotation, Source
from detente.conflict.conflict import Conflict
from detente.errors import Problem, short
from detente.evidence import passages
from detente.evidence.full_texts import DOSSIERS, LARGEST, text_of
from detente.language.codes import problem

TELLING = 4  # words of a title or a text that are no chance find


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

    def to_dict(self) -> dict[str, list[str]]:
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
    originals : the texts of original documents, by path; see `full_texts.read_originals`.
    """
    problems: list[Problem] = []
    dossiers: dict[str, str] = {}
    unread: set[str] = set()
    for source in conflict.sources:
        if source.file:
            text, whole = _dossier(source, folder, problems)
            if text is not None:
                dossiers[source.name] = passages.normalise(text)
            unread |= set() if whole else {source.name}
    own = {(folder / s.file).resolve() for s in conflict.sources if s.name in dossiers}
    documents = [
        passages.normalise(text)
        for name, text in (originals or {}).items()
        if Path(name).suffix.lower() not in DOSSIERS or Path(name).resolve() not in own
    ]
    confirmed: set[str] = set()
    at_hand: set[str] = set()
    for document in documents:
        found = _found(conflict.quotations, document)
        confirmed |= {quotation.name for quotation in found}
        at_hand |= _original_of(conflict.sources, found, document)
    names: dict[str, list[str]] = {
        status: [] for status in ("verbatim", "declared", "paraphrased", "missing")
    }
    unfiled: Counter[str] = Counter()
    for quotation in conflict.quotations:
        status, code = _status(quotation, confirmed, at_hand, dossiers)
        names[status].append(quotation.name)
        source = conflict.source(quotation.source)
        if code == "E001" and not source.file and source.name not in at_hand:
            unfiled[source.name] += 1
        elif code and not (code == "E001" and quotation.source in unread - at_hand):
            problems.append(_unproven(code, quotation, source, original=source.name in at_hand))
    problems += [_unfiled(conflict.source(name), number) for name, number in unfiled.items()]
    return Verification(
        verbatim=tuple(names["verbatim"]),
        declared=tuple(names["declared"]),
        paraphrased=tuple(names["paraphrased"]),
        missing=tuple(names["missing"]),
        confirmed=tuple(q.name for q in conflict.quotations if q.name in confirmed),
        problems=tuple(problems),
    )


def _dossier(source: Source, folder: Path, problems: list[Problem]) -> tuple[str | None, bool]:
    """Return the text of a source's own file, and whether that is all of it; report why not.

    A page, a mail or a PDF is read; where that needs the extra `read`, it is a warning.
    """
    place = source.basis.place
    what = f"the file '{short(source.file)}' of source '{source.name}'"
    path = folder / source.file
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            message = f"{what} lies outside the folder of the conflict file"
            hint = "keep it in or below that folder, and name it from there"
            problems.append(problem("E002", place, message, hint))
            return None, False
        size = path.stat().st_size
        data = path.read_bytes() if path.is_file() and size <= LARGEST else None
    except (OSError, ValueError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or "not a path"
        problems.append(problem("E002", place, f"{what} cannot be read: {why}"))
        return None, False
    text, wrong = text_of(data, path) if data is not None else (None, None)
    if wrong is not None and wrong.code == "D005":
        problems.append(replace(wrong, place=place, severity="warning"))
        return text, False
    if text is None:
        why = f"it is larger than {LARGEST // 1_000_000} MB" if size > LARGEST else "it is no text"
        if wrong is not None and wrong.code != "D003":
            why = wrong.message.rpartition("was not read: ")[2]
        problems.append(problem("E002", place, f"{what} cannot be read: {why}"))
    return text, text is not None


def _found(quotations: Iterable[Quotation], document: str) -> list[Quotation]:
    """Return the quotations whose words or passage stand in a normalised document."""
    prints = passages.found_in((q.passage for q in quotations if q.passage), document)
    return [
        quotation
        for quotation in quotations
        if quotation.passage in prints
        or (quotation.text and passages.stretch(quotation.text, document))
    ]


def _original_of(sources: Iterable[Source], found: Iterable[Quotation], document: str) -> set[str]:
    """Return the sources a document is the original of."""
    titled = {
        source.name
        for source in sources
        if len(source.title.split()) >= TELLING and passages.stretch(source.title, document)
    }
    if titled:
        return titled
    counts = Counter(
        quotation.source
        for quotation in found
        if quotation.passage or len(quotation.text.split()) >= TELLING
    )
    return {name for name, count in counts.items() if count == max(counts.values())}


def _status(
    quotation: Quotation, confirmed: set[str], at_hand: set[str], dossiers: Mapping[str, str]
) -> tuple[str, str]:
    """Return how far a quotation is proven, and the code of what is wrong with it."""
    known = quotation.name in confirmed
    if not quotation.text:
        unfound = bool(quotation.passage) and not known and quotation.source in at_hand
        return "paraphrased", "E005" if unfound else ""
    if known:
        return "verbatim", ""
    if quotation.source in at_hand:
        return "missing", "E001"
    if passages.stretch(quotation.text, dossiers.get(quotation.source, "")):
        return "declared", ""
    return "missing", "E001"


def _unproven(code: str, quotation: Quotation, source: Source, *, original: bool) -> Problem:
    place, name = quotation.basis.place, quotation.name
    if code == "E005":
        message = f"the passage of '{name}' does not stand in the original of '{source.name}'"
        return problem(code, place, message)
    where = f"the original of '{source.name}'" if original else f"'{short(source.file)}'"
    message = f"the words of '{name}' do not stand in {where}: \u201c{short(quotation.text)}\u201d"
    return problem(code, place, message)


def _unfiled(source: Source, number: int) -> Problem:
    """Return the problem of a source without a file: its words cannot be looked up."""
    told = "1 quotation" if number == 1 else f"{number:,} quotations"
    message = f"the words of {told} cannot be looked up: source '{source.name}' has no file"
    return problem("E006", source.basis.place, message)
