"""What a YAML reader says when it cannot go on, in the words of people who write files.

The reader names grammar; an author wants to know what to mend.  A phrase the table does not
know is passed on as it is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from detente.errors import Place, Problem
from detente.language.codes import problem
from detente.language.letters import HIGHEST, piles

# characters that no text of people holds, and that could steer a terminal
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
MOST_DIRECTIVES = 8
_DIRECTIVE = re.compile(r"(?<![^\r\n\x85\u2028\u2029])%")
_FRONT = re.compile(r"(?:(?:[%#][^\r\n\x85\u2028\u2029]*|[ \t]*)[\r\n\x85\u2028\u2029])*+")


def flat(text: str) -> str:
    """Return a text on one line, without characters that a person does not see."""
    seen = CONTROL.sub(lambda found: " " if found[0].isspace() else "", text)
    return re.sub(r"\s+", " ", seen)


class Phrase(NamedTuple):
    """One thing that goes wrong; `at_start` if the place is where the part began."""

    part: str
    message: str
    hint: str
    at_start: bool = False


_QUOTE = "put the text in quotation marks"
_PHRASES = (
    Phrase("tab character", "this line is indented with a tab", "indent with spaces"),
    Phrase(
        "mapping values are not allowed",
        "a ': ' stands where no key can be",
        f"{_QUOTE} if it holds ': ', else look at the indentation of this line",
    ),
    Phrase("expected ',' or ']'", "a list is opened with '[' and not closed", "add ']'", True),
    Phrase(
        "expected ',' or '}'",
        "a mapping is opened with '{' and not closed",
        "add '}'; between '{' and '}', put a text that holds ': ' in quotation marks",
        True,
    ),
    Phrase(
        "unexpected end of stream", "a quotation mark is opened and not closed", "close it", True
    ),
    Phrase(
        "expected ':'",
        "this line has no ': ' between a key and its value",
        "write 'key: value'",
        True,
    ),
    Phrase(
        "did not find expected key",
        "this line does not go with the lines above it",
        "indent it as they are; a text that starts with a quotation mark has to end with it",
    ),
    Phrase(
        "expected '-' indicator",
        "this line does not go with the list above it",
        "start it with '- ', or indent it less",
    ),
    Phrase(
        "block sequence entries are not allowed",
        "a list item starts behind a key",
        "start the list on the next line",
    ),
    Phrase(
        "unknown escape character",
        "a '\\' in double quotation marks starts a sign that YAML does not know",
        "use single quotation marks, or write '\\\\'",
    ),
    Phrase(
        "alphabetic or numeric character",
        "a text cannot start with '&' or '*'",
        _QUOTE,
    ),
    Phrase(
        "expected <document start>",
        "the file goes on where it should have ended",
        "look at the indentation of this line",
    ),
    Phrase("block mapping", "this line does not go with the lines above it", "look at its place"),
)


def unreadable(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """Return the problem of a text that is no YAML."""
    what = " ".join(str(getattr(error, "problem", None) or error).split())
    mark = getattr(error, "problem_mark", None)
    start = getattr(error, "context_mark", None) or mark
    if "cannot start any token" in what and mark:
        return _odd_start(text, _place(file, mark), mark.index)
    for phrase in _PHRASES:
        if phrase.part in what:
            place = _place(file, start if phrase.at_start else mark or start)
            return problem("F004", place, f"this is not YAML: {phrase.message}", phrase.hint)
    return problem("F004", _place(file, mark or start), f"this is not YAML: {what}")


def refused(text: str, file: str) -> Problem | None:
    """Return the problem of a text that is not even handed to the YAML reader, or None.

    It holds a control character, or what makes readers slow: accents without end on one
    letter, or thousands of directives.
    """
    control = CONTROL.search(text)
    if control is not None:
        return forbidden(control[0], _at(text, control.start(), file))
    pile = next(piles(text), None)
    if pile is not None:
        message = f"one letter carries more than {HIGHEST} accents"
        return problem("F010", _at(text, pile[0], file), message, "remove the accents too many")
    directives = [found.start() for found in _DIRECTIVE.finditer(text, 0, _content(text))]
    if len(directives) > MOST_DIRECTIVES:
        message = f"more than {MOST_DIRECTIVES} lines in front of the file start with '%'"
        place = _at(text, directives[MOST_DIRECTIVES], file)
        return problem("F008", place, message, "remove them: a conflict file needs none")
    return None


def _content(text: str) -> int:
    """Return where the lines end that can stand in front of a document."""
    found = _FRONT.match(text)
    return found.end() if found else 0


def _at(text: str, index: int, file: str) -> Place:
    start = text.rfind("\n", 0, index) + 1
    return Place(file, text.count("\n", 0, index) + 1, index - start + 1)


def forbidden(character: str, place: Place) -> Problem:
    """Return the problem of a control character at a place."""
    message = f"the text holds a control character (U+{ord(character):04X})"
    return problem("F010", place, message)


def _odd_start(text: str, place: Place, index: int) -> Problem:
    sign = text[index : index + 1]
    if sign == "\t":
        message, hint = "this line is indented with a tab", "indent with spaces"
    else:
        message, hint = f"a text cannot start with '{sign}'", _QUOTE
    return problem("F004", place, f"this is not YAML: {message}", hint)


def _place(file: str, mark: yaml.Mark | None) -> Place:
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
