"""read: many documents, over several processes; a broken one never costs the others.

What comes back is in the order of the documents, whatever the number of processes.  A process
that dies takes nobody with it: what it was reading is tried once more, alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import ConflictProblems, Problem, WrongUse
from detente.files import same_file
from detente.version import program_version

if TYPE_CHECKING:
    from detente.evidence.reading import Cast

Progress = Callable[[int, int], None]
LIMIT = "D002"  # the problem of what is larger than can be read
EMPTY = "F007"  # the problem of a file without anything in it
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
    """What was read in some documents, in order, and which files were not read.

    `stopped` says how far it came, where it was interrupted.
    """

    question: str
    documents: tuple[DocumentRead, ...]
    unread: tuple[Problem, ...]
    cast: str | None
    stopped: str = ""

    @property
    def complete(self) -> bool:
        """Whether no limit and no interruption left anything out."""
        whole = all(one.answer.get("complete", True) for one in self.documents)
        return whole and not self.stopped and all(p.code != LIMIT for p in self.unread)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out, and how far it came if it was interrupted."""
        files = [p.place.file for p in self.unread if p.code == LIMIT]
        parts = [o.answer["file"] for o in self.documents if not o.answer.get("complete", True)]
        return (
            *([self.stopped] if self.stopped else []),
            *(f"left out: all of '{file}', which is too large" for file in files),
            *(f"left out: a part of '{file}', which is too large" for file in parts),
        )

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each utterance, stance and event, sorted as they are reviewed."""
        from detente.evidence.reviewing.proposals import ordered, proposals_in

        return [
            proposal.row()
            for proposal in ordered(
                p for one in self.documents for p in proposals_in(one, glosses=True)
            )
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
            "notes": list(self.notes),
            "complete": self.complete,
        }

    def _repr_html_(self) -> str:
        from html import escape

        shown = "".join(
            f"<tr><td>{escape(str(row['party']))}</td><td>{escape(str(row['speaker']))}</td>"
            f"<td>{escape(str(row['what']))}</td><td>{escape(str(row['words']))}</td></tr>"
            for row in self.rows()[:200]
        )
        return f"<table><caption>What was read</caption>{shown}</table>"


class Interrupted(KeyboardInterrupt):
    """Somebody stopped a reading; `found` is what had been read by then."""

    def __init__(self, found: Readings) -> None:
        self.found = found
        super().__init__(found.stopped)


def read(
    documents: str | Path | Iterable[str | Path],
    *,
    cast: str | Path | None = None,
    but: str | Path | None = None,
    processes: int | None = 1,
    progress: Progress | None = None,
) -> Readings:
    """Return what documents report that people said and wanted, and what happened.

    Needs the extra `read`; nothing is fetched.

    Parameters
    ----------
    documents : files, folders, patterns such as `news/*.html`, and `-` for standard input.
    cast : a file that names the people and parties of the project.
    but : a file that is no document, though it may lie among them: the review of them.
    processes : how many documents are read at the same time; None for as many as there are
        cores, if there are enough documents.
    progress : is told how many documents are done, of how many.

    Raises
    ------
    WrongUse : if what reads is not installed.
    ConflictProblems : if the cast has problems.
    Interrupted : a KeyboardInterrupt that holds what was read until then.
    """
    from detente.evidence.documents.document import Unread
    from detente.evidence.documents.finding import find_files

    paths = [documents] if isinstance(documents, str | Path) else list(documents)
    files = [
        one
        for one in find_files(map(str, paths))
        if but is None or isinstance(one, Unread) or not same_file(one, but)
    ]
    known, model = loaded_cast(cast), chosen_model()
    told: list[DocumentRead] = []
    unread: list[Problem] = []
    wanted = [one for one in files if not isinstance(one, Unread)]
    answers = read_files(wanted, cast=known, model=model, processes=processes, progress=progress)
    by = None if cast is None else str(cast)
    try:
        for one in files:
            found = one if isinstance(one, Unread) else next(answers)
            if isinstance(found, DocumentRead):
                told.append(found)
            else:
                unread.append(found.problem if isinstance(found, Unread) else found)
    except KeyboardInterrupt:
        every = "1 document" if len(wanted) == 1 else f"{len(wanted):,} documents"
        were = "was" if len(told) == 1 else "were"
        stopped = f"It was interrupted: {len(told):,} of {every} {were} read."
        raise Interrupted(Readings("read", tuple(told), tuple(unread), by, stopped)) from None
    return Readings("read", tuple(told), tuple(unread), by)


def loaded_cast(path: str | Path | None) -> Cast | None:
    """Return the cast in a file.

    Raises ConflictProblems with what is wrong with it, WrongUse if it is a folder.
    """
    if path is None:
        return None
    from detente.evidence.reading import load_cast

    if Path(path).is_dir():
        raise WrongUse(f"'{path}' is a folder: name the file in it that holds the cast")
    try:
        return load_cast(path)
    except ConflictProblems as error:
        raise ConflictProblems(map(_of_cast, error.problems)) from None


def _of_cast(problem: Problem) -> Problem:
    """Return a problem of the file of a cast with what to do about it."""
    if problem.code != EMPTY or "empty" not in problem.message:
        return problem
    return replace(problem, hint="name people or parties in it, or leave out '--cast'")


def chosen_model() -> str:
    """Return the name of the language model; raises WrongUse if none is installed."""
    from detente.evidence.reading.parsing.model import chosen

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
    from detente.evidence.working import TOO_LONG

    if why == TOO_LONG:
        hint = "split it, or save the article alone, as text"
        return unread(file, LIMIT, f"'{named(file)}' was not read: {why}", hint).problem
    return unread(
        file, "D008", f"'{named(file)}' was not read: the reader failed on it ({why})"
    ).problem
