"""load_documents: files to documents, one at a time, each with its text fixed once.

A file that cannot be read becomes an `Unread` with its reason, and never stops the others.
Nothing is fetched, unpacked or run; bytes are read, hashed and taken apart.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from detente.errors import short
from detente.evidence.documents.blocks import blocks_of
from detente.evidence.documents.document import Document, Unread
from detente.evidence.documents.extract import Extract, Unreadable
from detente.evidence.documents.finding import STDIN, find_files, named, unread
from detente.evidence.documents.html import read_page
from detente.evidence.documents.kinds import FileKind, kind_of, refusal
from detente.evidence.documents.languages import language_of
from detente.evidence.documents.mail import read_mail
from detente.evidence.documents.markdown import read_markdown
from detente.evidence.documents.metadata import about_text
from detente.evidence.documents.paragraphs import Paragraphs
from detente.evidence.documents.pdf import read_pdf
from detente.evidence.documents.plain import read_plain

LARGEST = 10_000_000  # bytes of one file

_READERS: dict[FileKind, Callable[[bytes], Extract]] = {
    "page": read_page,
    "text": read_plain,
    "markdown": read_markdown,
    "pdf": read_pdf,
    "mail": read_mail,
}


def load_documents(paths: Iterable[str]) -> Iterator[Document | Unread]:
    """Yield a document for every file that paths, folders and patterns stand for.

    Parameters
    ----------
    paths : files, folders (gone through in the order of names), patterns such as
        `news/**/*.html`, and `-` for standard input.
    """
    for found in find_files(paths):
        yield found if isinstance(found, Unread) else load_document(found)


def load_document(path: str) -> Document | Unread:
    """Return the document in one file, `-` for standard input, or why there is none."""
    data = read_bytes(path)
    return data if isinstance(data, Unread) else document_of(data, path)


def read_bytes(path: str) -> bytes | Unread:
    """Return the bytes of a file as they are, or why they cannot be read."""
    try:
        if path == STDIN:
            if sys.stdin is None:
                return unread(path, "D001", "standard input is closed")
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(path).open("rb") as stream:
                data = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        return unread(path, "D001", f"'{named(path)}' cannot be opened: {why}")
    if len(data) > LARGEST:
        why = f"'{named(path)}' is larger than {LARGEST // 1_000_000} MB"
        return unread(path, "D002", why)
    return data


def document_of(data: bytes, path: str) -> Document | Unread:
    """Return the document that some bytes are, or why they are none.

    The same bytes under the same name are always the same document.
    """
    file = "<stdin>" if path == STDIN else named(path)
    try:
        return _document(data, file)
    except Unreadable as error:
        return unread(path, error.code, f"'{file}' was not read: {error.why}", error.hint)
    except RecursionError:
        return unread(path, "D006", f"'{file}' was not read: it is nested too deep")
    except MemoryError:
        return unread(path, "D002", f"'{file}' was not read: there is not enough memory for it")
    except Exception as error:  # noqa: BLE001  a broken file must not cost the others
        why = short(str(error)) or type(error).__name__
        hint = "get it again, or open it and save its words as text"
        return unread(path, "D006", f"'{file}' was not read: it is broken ({why})", hint)


def _document(data: bytes, file: str) -> Document:
    """Return the document that some bytes are; raises Unreadable and whatever readers raise."""
    extract = _extract(data, file)
    text = extract.text
    blocks, found = extract.blocks, Paragraphs(())
    if blocks is None:
        blocks, found = blocks_of(text)
    about = extract.about.completed(about_text(text, blocks))
    body = " ".join(text[b.start : b.end] for b in blocks if b.kind == "body")
    language, doubt = language_of(body or text)
    limits = (*extract.limits, *found.limits)
    skipped = (*extract.notes, *found.notes, *about.notes, doubt, *limits)
    return Document(
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        language=language,
        title=about.title,
        outlet=about.outlet,
        byline=about.byline,
        date=about.date,
        blocks=blocks,
        skipped=tuple(dict.fromkeys(filter(None, skipped))),
        limits=limits,
    )


def _extract(data: bytes, file: str) -> Extract:
    if not data:
        raise Unreadable("D004", "it is empty")
    what = refusal(data)
    if what:
        called = file.lower().endswith(".pdf")
        hint = "its name ends with '.pdf', and it is none: get it again" if called else ""
        raise Unreadable("D003", f"it is {what}", hint)
    extract = _READERS[kind_of(data, file)](data)
    if not any(character.isalnum() for character in extract.text):
        raise Unreadable("D004", "it holds no words")
    return extract
