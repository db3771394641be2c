"""Words by which something withheld could be recognised, and how they are found in other texts.

Of a name that is the whole of it; of a title and of an office any three words in a row; of a person
also each name alone; of an address its host and what a page is called; of other texts any four
words in a row, and names in them.  They are found as they are underneath (see `disguises`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.language.disguises import Words, words_of
from detente.language.written import NAME, Written

_CALLED = frozenset({NAME, "id", "name", "label", "aliases", "title", "publisher"})
_PEOPLE = frozenset({"speaker", "author", "verified_by"})
_ADDRESS = frozenset({"url", "file"})
_IN_TITLES, _IN_TEXTS = 3, 4  # words in a row
_ENOUGH = 12  # letters that four words have at least
_SHORT = 3  # letters of a name that is found in its own case only: 'US' is a name, 'us' a word
_ALONE = 8  # letters that no other word holds by chance
_FILLERS = frozenset(
    re.findall(
        r"\w+",
        "a about after all also an and any are as at be been before but by can could did do does for from "
        "had has have he her him his how if in into is it its may more most must my no nor not of on one or "
        "other our out over shall she should so some such than that the their them then there these they "
        "this those to under until up was we were what when where which while who will with would you your",
    )
)
_OFFICES = frozenset(
    re.findall(
        r"\w+",
        "adviser advisor ambassador analyst chair chairman chairwoman chancellor chief colonel commander "
        "commissioner congressman correspondent counsellor delegate deputy diplomat director dr editor envoy "
        "general governor head judge king leader lord major mayor mediator member minister mr mrs ms negotiator "
        "office officer official pope president prime prince princess prof professor queen rapporteur "
        "reporter representative secretary senator sir speaker spokesman spokesperson spokeswoman staff "
        "undersecretary vice witness",
    )
)


@dataclass(frozen=True, slots=True)
class Giveaway:
    """Words of something that is withheld, and the field that they stand in."""

    words: str
    field: str


def giveaways(withheld: Iterable[Written], known: Iterable[str]) -> Iterator[Giveaway]:
    """Yield what to look for.

    `known` are the names of parties that are not withheld: what is called like one of them in a
    text gives nothing away.
    """
    public = frozenset(words_of(name).stems for name in known)
    for one in withheld:
        for words in dict.fromkeys(_parts(one, public)):
            yield Giveaway(words, one.path)


def _parts(one: Written, public: frozenset[tuple[str, ...]]) -> Iterator[str]:
    text = " ".join(one.text.split())
    if one.field in _CALLED:
        yield from _called(text, public)
    elif one.field in _PEOPLE:
        yield from _person(text, public)
    elif one.field in _ADDRESS:
        yield from _address(text, public)
    else:
        words = words_of(text)
        if len(words.cased) < _IN_TEXTS and len(words.letters) >= _ALONE:
            yield text
        yield from _rows(words, _IN_TEXTS)
        yield from _names_in(words, public)


def _called(text: str, public: frozenset[tuple[str, ...]]) -> Iterator[str]:
    words = words_of(text)
    first, _, rest = text.partition(" ")
    yield rest if rest and first.casefold() in ("the", "a", "an") else text
    if len(words.cased) > _IN_TITLES:
        yield from _rows(words, _IN_TITLES)
    if len(words.cased) > 2:
        yield from _names_in(words, public)


def _person(text: str, public: frozenset[tuple[str, ...]]) -> Iterator[str]:
    yield from _called(text, public)
    for segment in re.split(r"[,;:()/]| - | and ", text):
        listed = [word for word in segment.split() if words_of(word).letters]
        offices = [n for n, word in enumerate(listed) if words_of(word).stems[-1] in _OFFICE_STEMS]
        name = _run(listed[offices[-1] + 1 :]) if offices else _run(listed)
        if offices and not name:
            name = _run(listed[: offices[0]]) if offices[0] > 1 else []
        office = [word for word in listed if word not in name]
        if len(office) > 1 and offices:
            yield " ".join(office)
        if len(name) > 1:
            yield " ".join(name)
            yield " ".join([*name[1:], name[0]])
            yield " ".join([name[-1], *name[:-1]])
        for word in name:
            told = words_of(word)
            own = len(told.letters) >= _SHORT or not told.letters.isascii()
            if own and told.stems not in public:
                yield word.strip("\u201c\u201d\"'.,")


def _run(listed: list[str]) -> list[str]:
    """Return the last words in a row that begin with a capital, or have none in their script."""
    run: list[str] = []
    for word in reversed(listed):
        letter = next((sign for sign in word if sign.isalnum()), "")
        if letter.lower() != letter or (letter.upper() == letter and letter.isalpha()):
            run.insert(0, word)
        elif run:
            break
    return run


def _address(text: str, public: frozenset[tuple[str, ...]]) -> Iterator[str]:
    whole = re.sub(r"^[A-Za-z][A-Za-z0-9+.-]*://(?:www\.)?", "", text).rstrip("/")
    yield whole
    if whole != text.rstrip("/"):
        yield whole.split("/")[0].partition("?")[0]
    last = re.sub(r"\.\w{1,5}$", "", re.split("[?#]", whole.rsplit("/", 1)[-1])[0])
    words = words_of(last)
    if ("/" in whole or whole == text) and len(words.letters) > _SHORT:
        yield from _called(last, public)


def _rows(words: Words, many: int) -> Iterator[str]:
    """Yield every so many words in a row of which two are no fillers."""
    for start in range(len(words.cased) - many + 1):
        row = words.cased[start : start + many]
        weight = sum(len(word) * (1 if word.isascii() else 2) for word in row)
        if sum(map(_tells, row)) >= 2 and (weight >= _ENOUGH or many < _IN_TEXTS):
            yield _joined(row)
    # where each letter is a word, four of them say little
    if many == _IN_TEXTS and any(len(word) == 1 and not word.isascii() for word in words.cased):
        for start in range(len(words.cased) - 5):
            yield _joined(words.cased[start : start + 6])


def _names_in(words: Words, public: frozenset[tuple[str, ...]]) -> Iterator[str]:
    """Yield every two words in a row that begin with a capital, unless a party is called so."""
    for start in range(len(words.cased) - 1):
        pair = words.cased[start : start + 2]
        named = all(word[0].isupper() and _tells(word) for word in pair)
        if named and words.stems[start : start + 2] not in public:
            yield _joined(pair)


def _tells(word: str) -> bool:
    return word.casefold() not in _FILLERS and (len(word) > 2 or not word.isascii())


def _joined(row: tuple[str, ...]) -> str:
    """Return words as one writes them: those of one letter in some scripts without a blank."""
    text = ""
    for word in row:
        glued = len(word) == 1 and not word.isascii()
        text += word if glued and text and not text[-1].isascii() else f" {word}"
    return text.strip()


_OFFICE_STEMS = frozenset(words_of(" ".join(sorted(_OFFICES))).stems)


class Lookout:
    """Finds giveaways in texts."""

    def __init__(self, sought: Iterable[Giveaway]) -> None:
        self._stems: dict[str, list[tuple[tuple[str, ...], Giveaway]]] = {}
        self._letters: dict[str, list[tuple[str, Giveaway]]] = {}
        self._short: dict[str, list[Giveaway]] = {}
        known = set()
        for one in sought:
            words = words_of(one.words)
            letters = words.letters
            # of two fields with the same words the first is named: who mends it, mends both
            same = (
                words.cased if letters.isascii() and len(letters) <= _SHORT else words.stems,
                letters,
            )
            if same in known:
                continue
            known.add(same)
            if letters.isascii() and len(letters) <= _SHORT:
                if len(letters) > 1 and not letters.isdigit():
                    self._short.setdefault("".join(words.cased), []).append(one)
                continue
            if letters:
                self._stems.setdefault(words.stems[0], []).append((words.stems, one))
            if len(letters) > _SHORT:
                self._letters.setdefault(letters[: _SHORT + 1], []).append((letters, one))

    def found(self, text: str) -> list[Giveaway]:
        """Return what a text gives away: for each field the longest words, in the order of fields."""
        words = words_of(text)
        best: dict[str, Giveaway] = {}
        for one in (*self._in_stems(words), *self._in_letters(words), *self._in_case(words)):
            if one.field not in best or len(one.words) > len(best[one.field].words):
                best[one.field] = one
        return [best[field] for field in sorted(best)]

    def _in_stems(self, words: Words) -> Iterator[Giveaway]:
        for at, first in enumerate(words.stems):
            for stems, one in self._stems.get(first, ()):
                if words.stems[at : at + len(stems)] == stems:
                    yield one

    def _in_letters(self, words: Words) -> Iterator[Giveaway]:
        letters = words.letters
        for at in range(len(letters) - _SHORT):
            for run, one in self._letters.get(letters[at : at + _SHORT + 1], ()):
                if letters.startswith(run, at) and (
                    len(run) >= _ALONE or (at in words.starts and at + len(run) in words.ends)
                ):
                    yield one

    def _in_case(self, words: Words) -> Iterator[Giveaway]:
        if not self._short:
            return
        for at, word in enumerate(words.cased):
            yield from self._short.get(word, ())
            # 'U.S.' is spelled
            for many in (2, 3):
                row = words.cased[at : at + many]
                if len(row) == many and all(len(one) == 1 for one in row):
                    yield from self._short.get("".join(row), ())
