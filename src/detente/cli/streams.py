"""Where answers and messages go: a door for each, behind which nothing is lost in silence.

Nothing comes out of it that would steer a terminal, whoever wrote it, and wherever it is printed:
a title, a file's name, the words of an error.  An answer that cannot be written is an exception of
its own, so that nobody on the way takes it for a fault of a file.  A message that cannot be written
is let go: there is nobody to tell.
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
from contextlib import suppress
from typing import TextIO, cast

from detente.visible import shown

CLOSED = "standard output is closed"
_BY_NUMBER = "detente.by_number"


class Unwritable(BaseException):
    """The answer cannot be written: why, and whether that is because its reader has gone."""

    def __init__(self, why: str, *, gone: bool = False) -> None:
        self.gone = gone
        super().__init__(why)


class Door:
    """What answers are written to in place of a stream; raises Unwritable if that cannot be."""

    def __init__(self, stream: TextIO | None, *, portable: bool) -> None:
        self._before = stream
        self._stream = None if stream is None else _prepared(stream, portable=portable)
        self._failed = False
        self.encoding = "utf-8" if self._stream is None else self._stream.encoding
        self.errors = _BY_NUMBER
        self.closed = False

    def write(self, text: str) -> int:
        """Write a text; return its length."""
        if not isinstance(text, str):
            raise TypeError(f"text is written here, not {type(text).__name__}")
        if text and self._stream is None:
            self.lost(None)
        elif text and self._stream is not None:
            try:
                self._stream.write(shown(text))
            except OSError as error:
                self.lost(error)
        return len(text)

    def hand(self, text: str) -> None:
        """Write the text of a file: as it is, in UTF-8, unless a person reads it at a terminal."""
        if self.isatty() or not isinstance(self._stream, io.TextIOWrapper):
            self.write(text)
            return
        self.flush()
        try:
            self._stream.buffer.write(text.encode(errors=_BY_NUMBER))
        except OSError as error:
            self.lost(error)

    def flush(self) -> None:
        """Hand over what was written."""
        if self._stream is not None:
            try:
                self._stream.flush()
            except OSError as error:
                self.lost(error)

    def lost(self, error: OSError | None) -> None:
        """Take that something was not written."""
        self._failed = True
        if error is None:
            raise Unwritable(CLOSED)
        raise Unwritable(error.strerror or str(error), gone=error.errno == errno.EPIPE) from None

    def writable(self) -> bool:
        """Tell that one can write here."""
        return True

    def isatty(self) -> bool:
        """Tell whether a person reads this at a terminal."""
        return self._stream is not None and self._stream.isatty()

    def fileno(self) -> int:
        """Return the number that the system has for it; raises OSError if there is none."""
        if self._stream is None:
            raise io.UnsupportedOperation(CLOSED)
        return self._stream.fileno()

    def finish(self) -> None:
        """Hand over all that was written, and hear what a system tells only at the end of a file."""
        self.flush()
        try:
            number = self.fileno()
        except (OSError, ValueError):  # not a file of the system
            return
        try:
            os.close(os.dup(number))
        except OSError as error:
            self.lost(error)

    def shut(self) -> TextIO | None:
        """Return the stream as it was; none, if something is left that could not be written to it.

        What is left goes nowhere, or the interpreter would try it once more when it ends.
        """
        if self._failed and self._stream is not None:
            with suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, self._stream.fileno())
                os.close(nowhere)
            with suppress(OSError, ValueError):
                self._stream.flush()
            return None
        if self._stream is not self._before:
            cast("io.BufferedWriter", cast("io.TextIOWrapper", self._stream).detach()).detach()
        return self._before


class Messages(Door):
    """What messages are written to; what nobody can read is let go."""

    def lost(self, error: OSError | None) -> None:  # noqa: ARG002
        """Take that something was not written."""
        self._failed = True


def opened() -> tuple[Door, Door]:
    """Put a door in the place of each stream; return that of the answer and that of messages."""
    for number in range(3):
        _occupied(number)
    codecs.register_error(_BY_NUMBER, _by_number)
    answer = Door(sys.stdout, portable=True)
    messages = Messages(sys.stderr, portable=False)
    sys.stdout, sys.stderr = cast("TextIO", answer), cast("TextIO", messages)
    return answer, messages


def _occupied(number: int) -> None:
    """Put nothing where a stream was closed, so that no file that is opened takes its number."""
    try:
        os.fstat(number)
    except OSError:
        os.open(os.devnull, os.O_RDWR)


def _prepared(stream: TextIO, *, portable: bool) -> TextIO:
    """Return a stream that keeps what it cannot write at once, and has a number for every letter.

    A `portable` one speaks UTF-8 wherever no person reads it at a terminal: an answer in a file is
    the same on every machine.  Who says otherwise in PYTHONIOENCODING gets what it says.
    """
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    utf_8 = portable and not stream.isatty() and not os.environ.get("PYTHONIOENCODING")
    encoding = "utf-8" if utf_8 else stream.encoding
    if not isinstance(stream.buffer, io.RawIOBase):
        stream.reconfigure(encoding=encoding, errors=_BY_NUMBER)
        return stream
    # straight to the system, Python would lose what a disk has no room for
    buffer = io.BufferedWriter(stream.buffer)
    return io.TextIOWrapper(buffer, encoding=encoding, errors=_BY_NUMBER, line_buffering=True)


def _by_number(error: UnicodeError) -> tuple[str, int]:
    """Write the letters that an encoding does not have by number, as JSON does as well."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = error.object[error.start : error.end]
    units = letters.encode("utf-16-be", "surrogatepass").hex()
    told = "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
    return told, error.end
