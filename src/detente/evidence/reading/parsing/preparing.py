"""A paragraph made ready for the parser, character by character, so that places stay.

A dateline is blanked out, so that nobody is said to have said it; line ends become spaces; odd
quotation marks become the usual ones, which the parser knows.
"""

from __future__ import annotations

import re

SCRAPS = 400  # letters of one word; longer ones are no words

_BREAK = re.compile(r"[\r\n\t\u00a0\u2028\u2029\f\v]")
_MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATELINE = re.compile(
    r"\s*(?P<place>[A-Z][\w.'\u2019-]+(?:[ ,/]+[A-Z][\w.'\u2019-]*){0,5})"
    rf"(?P<day>,? (?:\w+day,? )?(?:{_MONTHS} \d{{1,2}}|\d{{1,2}} {_MONTHS})(?:,? \d{{4}})?)?"
    r"(?P<outlet>,? \([^()\n]{2,40}\))?\s*(?:[\u2013\u2014\u2015]|--|-)\s+"
)
_ODD = str.maketrans(
    {"\u201e": "\u201c", "\u201f": "\u201c", "\u00ab": "\u201c", "\u00bb": "\u201d"}
)
_TWO_OPEN = re.compile(r"``|(?<!\S),,(?=\S)|\u2018\u2018")
_TWO_CLOSE = re.compile(r"''|\u2019\u2019")
_SINGLE = re.compile(r"(?<!\S)'(?=[\w\[])([^'\n\"\u201c]|'(?=\w))*?[,.?!]'(?=\s|$)")
_DOUBLE = re.compile('["\u201c\u201d]')


def prepared(text: str) -> str:
    """Return a paragraph as the parser is to see it, of the same length."""
    return _BREAK.sub(" ", _marked(_undated(_shorn(text))))


def dateline(text: str) -> str:
    """Return the dateline that a paragraph begins with, empty if there is none."""
    line = _DATELINE.match(text)
    if line is None or not (line["day"] or line["outlet"] or line["place"].isupper()):
        return ""
    return line[0]


def _undated(text: str) -> str:
    """Return a paragraph with its dateline blanked out: ROME, April 17 2031 (Harbour Wire) -"""
    line = len(dateline(text))
    return " " * line + text[line:]


def _marked(text: str) -> str:
    """Return a paragraph with the usual quotation marks; single ones where there are no others."""
    same = _TWO_CLOSE.sub("\u201d ", _TWO_OPEN.sub(" \u201c", text.translate(_ODD)))
    if _DOUBLE.search(same):
        return same
    return _SINGLE.sub(lambda found: f"\u201c{found[0][1:-1]}\u201d", same)


def _shorn(text: str) -> str:
    """Return a text with words of absurd length blanked out, which would take forever."""
    return re.sub(rf"\S{{{SCRAPS},}}", lambda found: " " * len(found[0]), text)
