"""Names from other programs as names of a conflict file: 'Release Water' is release-water."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

LONGEST = 32
_UNSEEN = frozenset({"Cc", "Cs", "Cn", "Co"})
MOST_ACCENTS = 20  # on one letter; no script needs more
# what cannot be a name because it is a word of formulas or of the format
WORDS = frozenset(
    {"not", "and", "or", "implies", "iff", "at", "least", "of", "only", "after", "with"}
    | {"all", "others", "nobody", "same", "much", "true", "false", "any_of", "any_order"}
)


def clean(text: str) -> str:
    """Return a text on one line, without the characters that no file or screen shows."""
    kept: list[str] = []
    accents = 0
    for sign in unicodedata.normalize("NFC", text):
        accents = accents + 1 if unicodedata.combining(sign) else 0
        if sign.isspace():
            kept.append(" ")
        elif accents <= MOST_ACCENTS and unicodedata.category(sign) not in _UNSEEN:
            kept.append(sign)
    return " ".join("".join(kept).split())


def option_name(text: str, taken: Collection[str], *, owner: str = "", number: int = 1) -> str:
    """Return the identifier for an option called `text` that is none of the names `taken`.

    Of options that share a name the later ones get their owner's name as an addition, or a
    number; an option without a usable name is called by its `number`.
    """
    base = _shortened(_slug(clean(text))) or f"option-{number}"
    if base in WORDS:
        base = f"{base}-option"
    ending = _shortened(_slug(clean(owner)))
    wanted = [base, *([f"{base}-{ending}"] if ending else [])]
    return next((name for name in wanted if name not in taken), "") or _numbered(base, taken)


def party_name(text: str, taken: Collection[str], *, number: int = 1) -> str:
    """Return the name for a party called `text` that is none of the names `taken`."""
    base = clean(clean(text).replace(",", " ").replace(":", " ")) or f"Party {number}"
    if base in WORDS:
        base = f"Party {base}"
    return base if base not in taken else _numbered(base, taken)


def is_name(text: str) -> bool:
    """Tell whether a text can name an option as it stands."""
    return (
        text[:1].isalpha()
        and text == unicodedata.normalize("NFC", text)
        and text not in WORDS
        and not set(text) <= {"Y", "N"}
        and all(sign.isalnum() or sign in "_-" or _joined(sign) == sign for sign in text)
    )


def _numbered(base: str, taken: Collection[str]) -> str:
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


def _slug(text: str) -> str:
    """Return lower-case letters and digits of any script, other signs as hyphens."""
    lowered = unicodedata.normalize("NFC", text.lower())
    kept = "".join(sign if sign.isalnum() or sign == "_" else _joined(sign) for sign in lowered)
    # an accent joins the letter before it once the apostrophe between them is gone
    kept = unicodedata.normalize("NFC", kept)
    words = "-".join(word for word in kept.split("-") if word).strip("_")
    return words if not words or words[0].isalpha() else f"option-{words}"


def _joined(sign: str) -> str:
    # the marks of a script belong to the letter before them; an apostrophe leaves no gap
    if unicodedata.category(sign).startswith("M") and ord(sign) > 0x7F:
        return sign
    return "" if sign in "'’" else "-"


def _shortened(slug: str) -> str:
    """Return the first words of a long identifier."""
    if len(slug) <= LONGEST:
        return slug
    short = slug[: LONGEST + 1].rpartition("-")[0]
    return short or slug[:LONGEST]
