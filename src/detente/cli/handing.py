"""How a command hands over the text of a file: to a path, or to standard output."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from detente.cli.common import emit, say


def hand_over(
    text: str,
    document: Mapping[str, object],
    notes: Sequence[str],
    out: str | None,
    *,
    reads: Iterable[str | Path],
    as_json: bool,
) -> None:
    """Write the text to `out`, or print it; with `as_json` print the document instead.

    Notes go to standard error.  Raises WrongUse if `out` is one of the files that were read.
    """
    target = None if out in (None, "-") else Path(str(out))
    if target is not None:
        from detente.files import write_atomically

        write_atomically(target, text, reads=reads)
    if as_json:
        emit({**document, "out": out})
    elif target is None:
        print(text, end="")
    for note in notes:
        say(f"note: {note}")
    if target is not None:
        say(f"written: {target}")
