"""What can go wrong, as values and as exceptions.

    DetenteError
    ├── ConflictProblems   the file has problems; all of them, each with its place   (exit 1)
    ├── WrongUse           the call itself is wrong: a name it does not know         (exit 2)
    ├── LimitReached       the question is larger than a limit                       (exit 3)
    └── NoAnswer           the question has no answer in this model                  (exit 4)

A problem is a value: it says where, what, why and what to do.  Problems are collected and
reported together; the exception only carries them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in which file something was said; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a file: where, what, why and what to do.

    `code` is stable and explained on the page of problems; `hint` says what to do.
    """

    code: str
    place: Place
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        first = f"{self.place}  {self.code}  {self.message}"
        return f"{first}\n    {self.hint}" if self.hint else first

    def to_dict(self) -> dict[str, str | int]:
        """Return the problem as plain words and numbers."""
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "message": self.message,
            "hint": self.hint,
        }


class DetenteError(Exception):
    """The root of everything this package raises on purpose."""

    exit_code = 2


class ConflictProblems(DetenteError):
    """A conflict file has problems; `problems` holds every one of them, in file order."""

    exit_code = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.place, p.code, p.message)))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[ConflictProblems], tuple[tuple[Problem, ...]]]:
        # a copy, also one for another process, is made from the problems and not from their text
        return type(self), (self.problems,)


class WrongUse(DetenteError):
    """The call names something that is not there, or asks for two things at odds."""

    exit_code = 2


class LimitReached(DetenteError):
    """The question is larger than a stated limit; the message names the limit."""

    exit_code = 3


class NoAnswer(DetenteError):
    """The question is understood and has no answer in this model."""

    exit_code = 4


LONGEST_NAME = 60  # letters; comparing longer ones letter by letter takes too long
MOST_NAMES = 2_000


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the one of `known` that `name` most likely meant, or an empty string."""
    from difflib import get_close_matches

    choices = list(known)
    lowered = {choice.casefold(): choice for choice in reversed(choices)}
    if name.casefold() in lowered:
        return lowered[name.casefold()]
    if len(name) > LONGEST_NAME or len(lowered) > MOST_NAMES:
        return ""
    found = get_close_matches(name.casefold(), lowered, n=1, cutoff=0.6)
    return lowered[found[0]] if found else ""


def did_you_mean(name: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """Return the hint that goes with an unknown name."""
    choices = list(known)
    close = nearest(name, choices)
    if close:
        return f"did you mean '{close}'?"
    if otherwise:
        return otherwise
    if not choices:
        return "none is declared"
    listed = ", ".join(map(short, choices[:8])) + (", ..." if len(choices) > 8 else "")
    return f"known: {listed}"


def short(text: str) -> str:
    """Return a text on one line, cut off where it is too long to stand in a message."""
    line = " ".join(shown(text[:200]).split())
    return line if len(line) <= LONGEST_NAME and len(text) <= 200 else f"{line[:57]}..."


# what looks like an ordinary space and is none; the wide space of Chinese and Japanese is ordinary
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
# what is not seen at all, or turns the direction of the text around it
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0"
)
# many scripts write the two joiners; behind a letter of Europe or of China they do nothing
_JOINED_IN_VAIN = r"(?:(?<![^\x00-\u058f\u3000-\u9fff\uac00-\ud7a3])[\u200c\u200d])"
_HIDDEN = re.compile(f"[{_SPACES}{_UNSEEN}]|{_JOINED_IN_VAIN}")


def hidden(text: str) -> list[int]:
    """Return where a text holds a character that a reader cannot see, or takes for a space.

    These are no-break and other odd spaces, characters without width, soft hyphens, and marks
    that turn the direction of what stands around them.
    """
    return [] if text.isascii() else [found.start() for found in _HIDDEN.finditer(text)]


def character(sign: str) -> str:
    """Return a character as a message names it: its number, and its name if it has one."""
    name = unicodedata.name(sign, "").lower()
    return f"U+{ord(sign):04X} ({name})" if name else f"U+{ord(sign):04X}"


def shown(text: str) -> str:
    """Return a text with its hidden characters written as their numbers: `to<U+200B>ll`."""
    if text.isascii():
        return text
    return _HIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def seen(text: str) -> str:
    """Return what a reader sees of a name: without hidden signs, one space where there are any."""
    if text.isascii():
        return " ".join(text.split())
    plain = _HIDDEN.sub(lambda found: " " if found[0].isspace() else "", text)
    return " ".join(unicodedata.normalize("NFKC", plain).split())


def alike(text: str) -> str:
    """Return a name as it is compared with others that a reader could take for it."""
    return seen(text).casefold()
