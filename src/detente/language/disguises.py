"""Words as they are underneath: whatever they are written with, the same word is the same.

Two texts that a reader takes for each other have one skeleton (Unicode Technical Standard 39):
letters without what nobody sees between them, without accents, in one case, and those of other
scripts that look like ours as ours.  Of each word the stem is kept as well, so that its inflected
forms are one, and of the whole text its letters in one run, so that it does not matter where
somebody put blanks, hyphens or the end of a line.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

from detente.language.letters import thinned

# signs without a shape of their own that Unicode counts as letters
_FILLING = "\u115f\u1160\u3164\uffa0\u17b4\u17b5\u180b\u180c\u180d"
# what looks like a letter of ours and is of another script, in either case
_LATIN = str.maketrans(
    "АВЕЗКМНОРСТУХЅІЈӀԚԜавезкмнорстухѕіјӏԛԝԁһґΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβεηικνορτυχγϲϳıłŁøØđĐħĦðþƄɑɡɩոսօ",
    "ABE3KMHOPCTYXSIJIQWabe3kmhopctyxsijlqwdhrABEZHIKMNOPTYXabenikvoptuxycjilLoOdDhHdpbagiuuo",
)
# in a word of that script alone, where large letters and small ones are to be the same
_WHOLE = str.maketrans("авекмнорстухѕіјӏԛԝαβεζηικμνορτυχ", "abekmhopctyxsijlqwabezhikmnoptyx")
_SMALL_CAPITALS = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ"
_JOINED: dict[int, str | int] = {
    **{ord(one): two for one, two in zip("æÆœŒß", ("ae", "AE", "oe", "OE", "ss"), strict=True)},
    **str.maketrans(_SMALL_CAPITALS, "abcdefghijklmnoprstuvwyz"),
    # letters in circles, in squares, and those that make flags
    **{first + n: 65 + n for first in (0x1F150, 0x1F170, 0x1F1E6) for n in range(26)},
}
_FIGURES = str.maketrans("01", "ol")  # inside words
_OWNER = re.compile(r"(?<=\w)['\u2018\u2019\u02bc`\u00b4]s?\b")
_WORD = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# letters of scripts that put no blanks between words, or hang what belongs to a word on to it
_SINGLE = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3])"
)
_ENDINGS = (
    "ingly", "ments", "edly", "ings", "ment", "ians", "ions", "ies", "ied", "ers", "ors", "ian", "ion",
    "ing", "ish", "ist", "ism", "ean", "ly", "ed", "er", "or", "es", "al", "an", "at", "s", "y", "e",
)  # fmt: skip
_STEM = 4  # letters that stay at least


@dataclass(frozen=True, slots=True)
class Words:
    """A text underneath: its words with their case, their stems, and its letters in one run.

    `starts` and `ends` are where in `letters` a word begins and where one is over.
    """

    cased: tuple[str, ...]
    stems: tuple[str, ...]
    letters: str
    starts: frozenset[int]
    ends: frozenset[int]


def words_of(text: str) -> Words:
    r"""Return the words of a text as they are underneath.

    >>> words_of("The Bel\u200bls\u2019 plan").stems
    ('the', 'bell', 'plan')
    """
    found = [word for one in _WORD.findall(_OWNER.sub("", _bare(text))) for word in _apart(one)]
    folded = [word.casefold() for word in found]
    starts, ends, at = [], [], 0
    for word in folded:
        starts.append(at)
        at += len(word)
        ends.append(at)
    return Words(
        tuple(found),
        tuple(map(stem, folded)),
        "".join(folded),
        frozenset(starts),
        frozenset(ends),
    )


def stem(word: str) -> str:
    """Return what stays of a word, in small letters, when its ending is inflected."""
    before = ""
    while before != word:  # negotiators, negotiator, negotiat
        before = word
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _STEM:
                word = word[: -len(ending)]
                break
    return word[:-1] if len(word) > _STEM and word[-1] == word[-2] else word


def _bare(text: str) -> str:
    """Return a text without codes, accents, and what nobody sees; compatible letters are one."""
    if "&" in text:
        text = html.unescape(text)
    if "%" in text:
        text = unquote(text)
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", thinned(text)).translate(_JOINED)
    seen = "".join(
        sign
        for sign in apart
        if unicodedata.category(sign) not in ("Mn", "Cf", "Me") and sign not in _FILLING
    )
    return unicodedata.normalize("NFC", seen)


def _apart(word: str) -> list[str]:
    """Return the words in a run of letters: `anaBell` is two, and so are two letters of Chinese."""
    if not word.isdigit():
        word = word.translate(_FIGURES)
    if word.isascii():
        return _HUMP.split(word)
    if re.search("[A-Za-z]", word):
        word = word.translate(_LATIN)
    else:
        # all of it in letters of another script: ours in disguise, or a word of that script
        small = word.casefold().translate(_WHOLE)
        word = small.capitalize() if word[:1].isupper() else small
    return [part for part in _SINGLE.split(word) if part]
