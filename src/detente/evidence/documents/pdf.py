"""The text of a PDF, page by page; pages that are pictures are named.

Lines come as they are printed: a word that the printer has broken stays broken, since it
cannot be known whether its hyphen was its own.
"""

from __future__ import annotations

import io

from detente.evidence.documents.decoding import tidied
from detente.evidence.documents.document import Told
from detente.evidence.documents.extract import Extract, Unreadable, missing_extra
from detente.evidence.documents.metadata import About
from detente.evidence.documents.quiet import quiet

MOST_PAGES = 500
MOST_CHARACTERS = 10_000_000
MOST_NAMED = 10


def read_pdf(data: bytes) -> Extract:
    """Return the text of a PDF; raises Unreadable if it is locked, broken or has no text."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise missing_extra("a PDF") from None
    with quiet("pypdf"):
        try:
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise _locked()
            count = len(reader.pages)
        except PyPdfError as error:
            if "AES" in str(error) or "decrypt" in str(error):
                raise _locked() from None
            raise
        pages, broken = _pages(reader, min(count, MOST_PAGES))
        title = _title(reader, pages)
    text = "\n\n".join(page for page in pages if page)
    if not text:
        hint = "read its letters with a text recognition program (OCR) first"
        raise Unreadable("D004", "the PDF holds no text; its pages may be pictures", hint)
    empty = [n for n, page in enumerate(pages, start=1) if not page and n not in broken]
    notes = [
        f"{count - MOST_PAGES:,} pages after page {MOST_PAGES} were not read."
        if count > MOST_PAGES
        else "",
        _listed("hold no text; they may be pictures", empty),
        _listed("could not be read", broken),
    ]
    about = About(title=Told(title, "file")) if title else About()
    return Extract(text, about, tuple(filter(None, notes)))


def _pages(reader: object, count: int) -> tuple[list[str], list[int]]:
    """Return the text of each page, and the numbers of those that could not be read."""
    found: list[str] = []
    broken: list[int] = []
    room = MOST_CHARACTERS
    for number in range(count):
        try:
            page = tidied(reader.pages[number].extract_text()).strip()  # type: ignore[attr-defined]
        except Exception:  # noqa: BLE001  a broken page must not cost the others
            page = ""
            broken.append(number + 1)
        found.append(page[:room])
        room -= len(found[-1])
    return found, broken


def _title(reader: object, pages: list[str]) -> str:
    """Return the title a PDF names, if it stands on its first page; many are file names."""
    try:
        title = tidied(str(reader.metadata.title or ""))  # type: ignore[attr-defined]
    except Exception:  # noqa: BLE001  what is said about a text must not cost the text
        return ""
    title = " ".join(title.split())
    first = " ".join(next(filter(None, pages), "").split())
    return title if 2 <= len(title.split()) <= 40 and title.casefold() in first.casefold() else ""


def _listed(what: str, pages: list[int]) -> str:
    if not pages:
        return ""
    names = ", ".join(map(str, pages[:MOST_NAMED]))
    more = f" and {len(pages) - MOST_NAMED:,} more" if len(pages) > MOST_NAMED else ""
    return f"These pages {what}: {names}{more}."


def _locked() -> Unreadable:
    hint = "save a copy without the password"
    return Unreadable("D006", "the PDF is locked with a password", hint)
