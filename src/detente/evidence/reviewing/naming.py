"""What the documents of a review are called, and what they say about themselves.

A document keeps its name as long as its text or its file stays the same; the name becomes that
of the source in the conflict file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import PurePath

from detente.evidence.readings import DocumentRead
from detente.evidence.reviewing.records import Review

LONGEST = 40  # letters of a name that is made
WORDS = 4  # of a title that become a name


def names_of(
    read: Iterable[DocumentRead], files: Mapping[str, str], old: Review | None
) -> dict[str, str]:
    """Return the name of each document, by the hash of its text."""
    known = old.documents if old else ()
    by_text = {one.text("text_sha256"): one.name for one in known}
    by_file = {one.text("file"): one.name for one in known}
    names: dict[str, str] = {}
    taken = {one.name for one in known}
    for one in read:
        sha256 = str(one.answer["text_sha256"])
        name = by_text.get(sha256) or names.get(sha256)
        if name is None:
            name = by_file.get(files[one.file], "")
            # the file of another text that is read now as well, under another name
            if not name or name in names.values():
                name = free(_wished(one), taken)
        names[sha256] = name
        taken.add(name)
    return names


def _wished(one: DocumentRead) -> str:
    """Return what a document is called after: its file, or what it says where that is a number."""
    name, told = slug(PurePath(one.file).stem), told_by(one)
    if not name.startswith("document"):
        return name
    words = told["outlet"] or " ".join(told["title"].split()[:WORDS])
    return slug(words, name) if words else name


def told_by(one: DocumentRead) -> dict[str, str]:
    """Return what a document says about itself; what it does not say is empty."""
    found: dict[str, str] = {}
    for key in ("title", "outlet", "byline", "date"):
        told = one.answer.get(key)
        value = told.get("value") if isinstance(told, Mapping) else told
        found[key] = str(value or "")
    return found


def slug(text: str, otherwise: str = "document") -> str:
    """Return a text as a name: small letters, digits and hyphens, a letter first."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall("[a-z0-9]+", plain)
    name = "-".join(words)[:LONGEST].strip("-")
    if not name:
        return otherwise
    return name if name[0].isalpha() and not re.fullmatch("[yn]+", name) else f"{otherwise}-{name}"


def free(name: str, taken: Iterable[str]) -> str:
    """Return the name, or the first of `name-2`, `name-3` that is not taken."""
    used = set(taken)
    if name not in used:
        return name
    number = 2
    while f"{name}-{number}" in used:
        number += 1
    return f"{name}-{number}"
