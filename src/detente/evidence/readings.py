"""read: many documents, over several processes; a broken one never costs the others.

What comes back is in the order of the documents, whatever the number of processes.  A process
that dies takes nobody with it: what it was reading is tried once more, alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import Problem
from detente.version import program_version

if TYPE_CHECKING:
    from detente.evidence.reading import Cast

Progress = Callable[[int, int], None]
FEW = 4  # documents that one process reads as fast as several, which have to start first


@dataclass(frozen=True, slots=True)
class DocumentRead:
    """A document as it was read: its canonical text, and what `read --json` tells of it."""

    text: str
    answer: Mapping[str, object] = field(hash=False)

    @property
    def file(self) -> str:
        """The file it was read from."""
        return str(self.answer["file"])


@dataclass(frozen=True, slots=True)
class Readings:
    """What was read in some documents, in order, and which files were not read."""

    question: str
    documents: tuple[DocumentRead, ...]
    unread: tuple[Problem, ...]
    cast: str | None

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each utterance, stance and event, sorted as they are reviewed."""
        from detente.evidence.reviewing.proposals import ordered, proposals_in

        return [
            proposal.row()
            for proposal in ordered(p for one in self.documents for p in proposals_in(one))
        ]

    def to_dict(self) -> dict[str, object]:
        """Return what was read as one plain document."""
        return {
            "question": self.question,
            "title": None,
            "fingerprint": None,
            "version": program_version(),
            "settings": {"cast": self.cast},
            "documents": [dict(one.answer) for one in self.documents],
            "unread": [problem.to_dict() for problem in self.unread],
        }

    def _repr_html_(self) -> str:
        from html import escape

        shown = "".join(
            f"<tr><td>{escape(str(row['party']))}</td><td>{escape(str(row['speaker']))}</td>"
            f"<td>{escape(str(row['what']))}</td><td>{escape(str(row['words']))}</td></tr>"
            for row in self.rows()[:200]
        )
        return f"<table><caption>What was read</caption>{shown}</table>"


def read(
    documents: str | Path | Iterable[str | Path],
    *,
    cast: str | Path | None = None,
    processes: int | None = 1,
    progress: Progress | None = None,
) -> Readings:
    """Return what documents report that people said and wanted, and what happened.

    Needs the extra `read`; nothing is fetched.

    Parameters
    ----------
    documents : files, folders, patterns such as `news/*.html`, and `-` for standard input.
    cast : a file that names the people and parties of the project.
    processes : how many documents are read at the same time; None for as many as there are
        cores, if there are enough documents.
    progress : is told how many documents are done, of how many.

    Raises
    ------
    WrongUse : if what reads is not installed.
    ConflictProblems : if the cast has problems.
    """
    from detente.evidence.documents.document import Unread
    from detente.evidence.documents.finding import find_files

    paths = [documents] if isinstance(documents, str | Path) else list(documents)
    files = list(find_files(map(str, paths)))
    known, model = loaded_cast(cast), chosen_model()
    told: list[DocumentRead] = []
    unread: list[Problem] = []
    wanted = [one for one in files if not isinstance(one, Unread)]
    answers = read_files(wanted, cast=known, model=model, processes=processes, progress=progress)
    for one in files:
        found = one if isinstance(one, Unread) else next(answers)
        if isinstance(found, DocumentRead):
            told.append(found)
        else:
            unread.append(found.problem if isinstance(found, Unread) else found)
    return Readings("read", tuple(told), tuple(unread), None if cast is None else str(cast))


def loaded_cast(path: str | Path | None) -> Cast | None:
    """Return the cast in a file; raises ConflictProblems with what is wrong with it."""
    if path is None:
        return None
    from detente.evidence.reading import load_cast

    return load_cast(path)


def chosen_model() -> str:
    """Return the name of the language model; raises WrongUse if none is installed."""
    from detente.evidence.reading.model import chosen

    return chosen()


def read_files(
    files: list[str],
    *,
    cast: Cast | None,
    model: str,
    processes: int | None = 1,
    progress: Progress | None = None,
) -> Iterator[DocumentRead | Problem]:
    """Yield what each file says, or why it was not read, in order."""
    from detente.evidence.documents.finding import STDIN
    from detente.evidence.working import cores, each

    if processes is None:
        processes = cores() if len(files) > FEW else 1
    if STDIN in files:
        processes = 1  # standard input is this process's own
    answers = each(read_one, files, (cast, model), processes=min(processes, len(files)))
    for number, (file, answer) in enumerate(zip(files, answers, strict=True), start=1):
        if progress is not None:
            progress(number, len(files))
        yield broken(file, answer) if isinstance(answer, str) else answer


def read_one(file: str, cast: Cast | None, model: str) -> DocumentRead | Problem:
    """Return what one file says, or why it was not read."""
    from detente.evidence.documents.document import Unread
    from detente.evidence.documents.loading import load_document
    from detente.evidence.reading import read_document

    document = load_document(file)
    if isinstance(document, Unread):
        return document.problem
    return DocumentRead(document.text, read_document(document, cast=cast, model=model).to_dict())


def broken(file: str, why: str) -> Problem:
    """Return the problem of a document on which the reader failed."""
    from detente.evidence.documents.finding import named, unread

    return unread(
        file, "D006", f"'{named(file)}' was not read: the reader failed on it ({why})"
    ).problem
