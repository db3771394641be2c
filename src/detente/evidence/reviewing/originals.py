"""The documents that a review cites, looked up again: nothing is accepted on its word alone."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from detente.conflict.conflict import Conflict
from detente.errors import NoAnswer, Problem, WrongUse, short
from detente.evidence import passages
from detente.evidence.citing import cite, nearest_said
from detente.evidence.documents.document import Document, Unread
from detente.evidence.documents.loading import load_document
from detente.evidence.full_texts import LARGEST, text_of
from detente.evidence.placing import Layout, Place, laid_out
from detente.evidence.reviewing.records import Record, Review, ReviewedDocument
from detente.language.codes import problem


@dataclass(frozen=True, slots=True)
class Original:
    """A document that was found again, and where its words stand."""

    document: Document
    layout: Layout

    @property
    def plain(self) -> str:
        """Its text, made equal for comparison."""
        return self.layout.plain

    def place_of(self, record: Record) -> Place:
        """Return the characters of each piece of a record's words; empty if they do not stand."""
        near = record.at[0][0] if record.at else 0
        return self.layout.place_of(record.text("words"), near=near)


def path_in(document: ReviewedDocument, folder: Path) -> Path:
    """Return where the file of a document lies; its path starts from the review file's folder."""
    return folder / document.text("file")


def original_of(document: ReviewedDocument, folder: Path) -> Original | Problem:
    """Return a document of a review as it is now, or why it cannot be looked at."""
    place = document.values["file"].place
    if document.text("file") == "<stdin>":
        message = f"'{document.name}' was read from standard input, and cannot be looked up"
        return problem("R004", place, message, "save it, and name the file here")
    found = load_document(str(path_in(document, folder)))
    if isinstance(found, Unread):
        return problem("R004", place, found.problem.message, "mend 'file', from this file's folder")
    return Original(found, laid_out(found.text))


def changed(document: ReviewedDocument, original: Original) -> bool:
    """Tell whether the file of a document is another than the one that was read."""
    return document.text("sha256") != original.document.sha256


def followers(review: Review, originals: Mapping[str, Original]) -> dict[str, str]:
    """Return the documents whose file has changed, each with the one that is its text now.

    A review of a corpus may hold two texts of one file: as it was first, and as it is.
    """
    folder = Path(review.file).parent
    now = {
        (path_in(one, folder).resolve(), one.text("sha256")): one.name for one in review.documents
    }
    found = {}
    for name, original in originals.items():
        document = review.document(name)
        other = now.get((path_in(document, folder).resolve(), original.document.sha256))
        if changed(document, original) and other is not None:
            found[name] = other
    return found


def unfounded(record: Record, original: Original, *, since: bool = False) -> Problem | None:
    """Return the problem of words that do not stand in their document, None if they do.

    `since` tells that the document has changed since it was read.
    """
    words = record.text("words")
    if passages.pieces(words) and passages.stretch(words, original.plain):
        return None
    name = original.document.file
    where = f"'{name}', which has changed since it was read" if since else f"'{name}'"
    message = f"the words of '{record.id}' do not stand in {where}: \u201c{short(words)}\u201d"
    again = "reject it, and read the document again" if since else ""
    try:
        cite(original.document.text, words, name=name)
    except NoAnswer:
        near = nearest_said(original.document.text, words)
        again = "; ".join(filter(None, (near, again)))
    except WrongUse:
        pass
    return problem("R001", record.place_of("words"), message, again)


def passage_of(words: str) -> str:
    """Return the fingerprint of the longest piece of some words, as far as a passage goes."""
    longest = max(passages.pieces(words), key=len)
    try:
        return passages.fingerprint(longest)
    except ValueError:
        return passages.fingerprint(passages.beginning(longest))


def shipped_as(
    document: ReviewedDocument, review: Review, original: Original, conflict: Conflict
) -> str:
    """Return the file of a source, from the conflict file's folder; empty if it cannot be one.

    It lies in or below that folder, and `check` reads there what was read for the review.
    """
    path = path_in(document, Path(review.file).parent).resolve()
    folder = Path(conflict.file).resolve().parent
    if not path.is_relative_to(folder):
        return ""
    try:
        checked = text_of(path.read_bytes(), path)[0] if path.stat().st_size <= LARGEST else None
    except OSError:
        return ""
    known = checked is not None and original.plain in passages.normalise(checked)
    return path.relative_to(folder).as_posix() if known else ""


def written_from(folder: Path, file: str) -> str:
    """Return how a file is named in a review file that lies in `folder`."""
    if file == "<stdin>":
        return file
    path = Path(file)
    if path.is_absolute():
        inside = path.resolve().is_relative_to(folder.resolve())
        return path.resolve().relative_to(folder.resolve()).as_posix() if inside else file
    return Path(os.path.relpath(path, folder)).as_posix()


def originals_of(
    review: Review, names: Mapping[str, object], folder: Path
) -> tuple[dict[str, Original], list[Problem]]:
    """Return the documents of those names as they are now, and the problems of those that are not."""
    found: dict[str, Original] = {}
    problems: list[Problem] = []
    for name in names:
        one = original_of(review.document(name), folder)
        if isinstance(one, Original):
            found[name] = one
        else:
            problems.append(one)
    return found, problems
