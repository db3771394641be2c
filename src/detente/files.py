"""Writing files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from detente.errors import WrongUse


def write_atomically(path: Path, text: str) -> None:
    """Write `text` to `path`, replacing what was there only once all of it is on disk.

    Raises WrongUse if the file cannot be written; what was there before then stays.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise WrongUse(f"'{path}' cannot be written: {why}") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        # a temporary file is private; what it becomes is as open as any new file would be
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)  # noqa: PTH101
        os.replace(name, path)  # noqa: PTH105
    except OSError as error:
        raise WrongUse(f"'{path}' cannot be written: {error.strerror}") from None
    finally:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108
