"""How much room words take in a drawing, and how they are broken into lines.

A drawing is made without asking any font: the widths are those of Arial and the fonts made to
match it, which stand first in the list of every drawing; other letters are taken as wide.
"""

from __future__ import annotations

from unicodedata import combining, east_asian_width, normalize

SIZE = 11.5  # 8.6 points where a drawing of 640 is printed 170 mm wide
LINE = 14.0
FONTS = "Arial, Helvetica, 'Liberation Sans', sans-serif"
ELLIPSIS = "…"

_PER_THOUSAND = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[]\\ft",
    333: "()-`r",
    355: '"',
    389: "*",
    469: "^",
    500: "Jckvsxyz",
    556: "#$?0123456789L_abdeghnopqu",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
_WIDTHS = {letter: width for width, letters in _PER_THOUSAND.items() for letter in letters}


def width_of(text: str, *, bold: bool = False) -> float:
    """Return how wide a text is at the size of all text."""
    thousandths = sum(map(_letter, text))
    return thousandths * SIZE / 1000 * (1.1 if bold else 1.02)


def _letter(letter: str) -> int:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if combining(letter):
        return 0
    if east_asian_width(letter) in "WF":
        return 1000
    return _WIDTHS.get(normalize("NFD", letter)[0], 700)


def lines_of(text: str, width: float, *, most: int = 8, bold: bool = False) -> tuple[str, ...]:
    """Return a text in lines that fit a width; what does not fit `most` lines is left out.

    A word that is wider than a line is broken.
    """
    found: list[str] = []
    line = ""
    for word in text.split():
        tried = f"{line} {word}" if line else word
        if width_of(tried, bold=bold) <= width:
            line = tried
            continue
        if line:
            found.append(line)
        line = word
        while len(line) > 1 and width_of(line, bold=bold) > width:
            part = _fitting(line, width, bold=bold)
            found.append(line[:part] + _hyphen(line[part - 1]))
            line = line[part:]
    if line:
        found.append(line)
    if len(found) > most:
        found = [*found[: most - 1], _cut(found[most - 1], width, bold=bold)]
    return tuple(found)


def _hyphen(letter: str) -> str:
    """Return what shows that a word goes on; scripts without spaces need nothing."""
    return "-" if letter.isalpha() and east_asian_width(letter) not in "WF" else ""


def _fitting(word: str, width: float, *, bold: bool) -> int:
    """Return how many letters of a word stand on a line; a few are kept for the next."""
    count = 1
    while count < len(word) - 1 and width_of(f"{word[: count + 1]}-", bold=bold) <= width:
        count += 1
    return max(1, min(count, len(word) - 3))


def _cut(line: str, width: float, *, bold: bool) -> str:
    while line and width_of(line + ELLIPSIS, bold=bold) > width:
        line = line[:-1]
    return line.rstrip() + ELLIPSIS
