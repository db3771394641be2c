"""Bytes to text, and what had to be done for it.

A text is UTF-8, or UTF-16 or UTF-32 with its mark in front.  What is neither is read letter by
letter as Windows-1252, the Latin-1 that has the typographic quotation marks, and that is said.
"""

from __future__ import annotations

import codecs
import re

# the longer marks first: that of UTF-32 begins with that of UTF-16
MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")


def decoded(data: bytes, *, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """Return bytes as text, with a sentence for whatever was not read as it stands.

    `declared` is the encoding that a page or a mail names; it counts where the bytes fit it.
    """
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return _with_mark(data[len(mark) :], encoding)
    named = _known(declared)
    # bytes that shift between alphabets, or come in pairs, may pass for UTF-8 and are not
    pairs = named.startswith(("utf-16", "utf-32"))
    order = (named, "utf-8") if b"\x1b" in data or pairs else ("utf-8", named)
    for encoding in filter(None, order):
        try:
            return sound(data.decode(encoding)), ()
        except UnicodeError:
            continue
    return _letter_by_letter(data)


def is_binary(data: bytes) -> bool:
    """Tell whether bytes are no text at all: they hold many zeros, or controls in plenty."""
    if data.startswith(tuple(MARKS)):
        return False
    head = data[:65_536]
    controls = len(head) - len(head.translate(None, _CONTROL_BYTES))
    return controls > max(8, len(head) // 50)


_CONTROL_BYTES = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32)) + b"\x7f"


def controls_in(text: str) -> int:
    """Return how many control characters stand in a text, line ends and tabs left out."""
    return len(_CONTROLS.findall(text))


def tidied(text: str) -> str:
    """Return a text that was taken out of a page, mail or PDF with its line ends made equal.

    Control characters are left out: none of them was part of what a person saw.
    """
    plain = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    return sound(plain.replace("\u00a0", " "))


def sound(text: str) -> str:
    """Return a text in which every character can be written as UTF-8."""
    return _SURROGATES.sub("\ufffd", text)


def _with_mark(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeError:
        broken = data.decode(encoding, errors="replace")
        count = broken.count("\ufffd")
        name = encoding.removesuffix("-le").removesuffix("-be").upper()
        return broken, (
            f"Characters that could not be read as {name}, as which it is marked: {count:,}.",
        )


def _known(declared: str) -> str:
    """Return a declared encoding if it is one that turns bytes into letters, else nothing."""
    try:
        found = codecs.lookup(declared.strip())
    except (LookupError, ValueError):
        return ""
    # 'latin-1' on the web and in mail means Windows-1252
    text = getattr(found, "_is_text_encoding", False)
    return found.name if text and found.name not in {"iso8859-1", "ascii", "utf-7"} else ""


def _letter_by_letter(data: bytes) -> tuple[str, tuple[str, ...]]:
    mended = data.decode("utf-8", errors="replace")
    broken = mended.count("\ufffd")
    # a UTF-8 text with a few broken bytes must not lose all its quotation marks
    if sum(not c.isascii() for c in mended) > 2 * broken:
        return mended, (f"Characters of broken UTF-8 that could not be read: {broken:,}.",)
    text = data.decode("cp1252", errors="replace")
    if "\ufffd" in text:
        text = data.decode("latin-1")
    return text, ("It is not UTF-8; it was read as Latin-1 (Windows-1252): look at its accents.",)
