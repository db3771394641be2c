"""The text of a PDF, page by page; pages that are pictures are named.

Lines come as they are printed: a word that the printer has broken stays broken, since it
cannot be known whether its hyphen was its own.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from detente.evidence.documents.decoding import tidied
from detente.evidence.documents.document import Told
from detente.evidence.documents.extract import Extract, Unreadable, missing_extra
from detente.evidence.documents.metadata import About
from detente.evidence.documents.quiet import quiet

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 500
MOST_CHARACTERS = 10_000_000
MOST_DRAWN = 30_000_000  # bytes of instructions, unpacked, that draw the pages; a page has 50,000
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
        pages, broken, left = _pages(reader, min(count, MOST_PAGES))
        title = _title(reader, pages)
    text = "\n\n".join(page for page in pages if page)
    empty = [n for n, page in enumerate(pages, start=1) if not page and n not in broken]
    if not text and left:
        raise Unreadable("D002", left[0].lower() + left[1:].rstrip("."), _AGAIN)
    if not text and broken:
        raise Unreadable("D006", "not one of its pages can be read", _AGAIN)
    if not text:
        hint = "read its letters with a text recognition program (OCR) first"
        raise Unreadable("D004", "the PDF holds no text; its pages may be pictures", hint)
    notes = [
        _listed("hold no text; they may be pictures", empty),
        _listed("could not be read", broken),
    ]
    limits = [left] if left else []
    if count > len(pages):
        rest = count - len(pages)
        told = "1 page" if rest == 1 else f"{rest:,} pages"
        were = "was" if rest == 1 else "were"
        limits.append(f"{told} after page {len(pages):,} {were} not read.")
    about = About(title=Told(title, "file")) if title else About()
    return Extract(text, about, tuple(filter(None, notes)), limits=tuple(limits))


_AGAIN = "save it again in the program that made it, or its words alone, as text"


def _pages(reader: PdfReader, count: int) -> tuple[list[str], list[int], str]:
    """Return the text of each page, the numbers of those that could not be read, and why it ends.

    The last is empty if nothing but the number of pages ended it.
    """
    found: list[str] = []
    broken: list[int] = []
    room, drawn = MOST_CHARACTERS, 0
    for number in range(count):
        try:
            page = reader.pages[number]
            contents = page.get_contents()
            drawn += 0 if contents is None else len(contents.get_data())
            if drawn > MOST_DRAWN:
                return found, broken, f"What draws page {number + 1:,} is too long to be read."
            text = tidied(page.extract_text()).strip()
        except Exception:  # noqa: BLE001  a broken page must not cost the others
            text = ""
            broken.append(number + 1)
        found.append(text[:room])
        if len(text) > room:
            return found, broken, f"Only the first {MOST_CHARACTERS:,} characters were read."
        room -= len(text)
    return found, broken, ""


def _title(reader: PdfReader, pages: list[str]) -> str:
    """Return the title a PDF names, if it stands on its first page; many are file names."""
    try:
        title = tidied(str(reader.metadata.title or ""))
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
