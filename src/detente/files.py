"""The one door to the files of a user: written whole or not at all, and nothing over what is read.

What a file is, is its place on the disk and not its name: under another spelling, as a hard link
or behind a symbolic link it is the same file, and known.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from detente.errors import WrongUse
from detente.visible import shown

STREAM = "-"  # standard input, among files that are read
_BINARY = getattr(os, "O_BINARY", 0)  # line ends stay as they are
_DESCRIPTORS = re.compile(r"/dev/fd|/proc/(?:self|thread-self|\d+)(?:/task/\d+)?/fd")


def may_write(path: str | Path, *, reads: Iterable[str | Path] = ()) -> None:
    """Raise WrongUse if a file that is read, or something that is no file, is there to be replaced.

    Parameters
    ----------
    reads : the files that the same call reads; `-` is standard input.
    """
    was = _at(path)
    if was is None:
        return
    if stat.S_ISDIR(was.st_mode):
        raise WrongUse(f"'{path}' is a folder: name a file in it")
    if stat.S_ISBLK(was.st_mode):
        raise WrongUse(f"'{path}' is a disk, and is not written to: name a file")
    if stat.S_ISCHR(was.st_mode):
        return  # a terminal may be read and written
    if any(os.path.samestat(was, one) for one in map(_read, reads) if one is not None):
        raise WrongUse(f"'{path}' is a file that is read: name another one to write to")
    if not stat.S_ISREG(was.st_mode):
        return
    if _is_open(path, was):
        raise WrongUse(f"'{path}' is open as a stream of the program: name another file, or '-'")
    if not os.access(path, os.W_OK):
        raise WrongUse(f"'{path}' cannot be written: it is protected, or on a disk that is")


def may_edit(path: str | Path) -> None:
    """Raise WrongUse if what is at a path is no file that can be read and written anew."""
    may_write(path)
    was = _at(path)
    if was is not None and not stat.S_ISREG(was.st_mode):
        raise WrongUse(f"'{path}' is no file on a disk: name one that can be written to")


def write_atomically(path: str | Path, text: str, *, reads: Iterable[str | Path] = ()) -> None:
    """Write `text` to `path`, replacing what was there only once all of it is on disk.

    A symbolic link stays, and what it leads to is replaced; the permissions of what was there stay,
    and its owner where that is possible.  A device, a pipe or a terminal is written into.

    Raises WrongUse if the file cannot be written, or is one of those that are read; what was there
    before then stays.
    """
    may_write(path, reads=reads)
    was = _at(path)
    try:
        if was is not None and not stat.S_ISREG(was.st_mode):
            _write_into(path, text)
        else:
            _put(Path(os.path.realpath(path)), text.encode(), was)
    except (OSError, ValueError) as error:
        raise _unwritten(path, error) from None


def write_new(path: str | Path, text: str) -> None:
    """Write `text` to a file that is not there yet.

    Raises WrongUse if there is something of that name, if only since a moment ago, or if the file
    cannot be written.
    """
    there = WrongUse(f"'{path}' is there already, and nothing is overwritten: name another")
    if os.path.lexists(path):
        raise there
    try:
        _put(Path(path), text.encode(), None, new=True)
    except FileExistsError:
        raise there from None
    except (OSError, ValueError) as error:
        raise _unwritten(path, error) from None


def is_plain(path: str | Path) -> bool:
    """Tell whether a file is there, and no device, pipe or folder."""
    was = _at(path)
    return was is not None and stat.S_ISREG(was.st_mode)


def same_file(one: str | Path, other: str | Path) -> bool:
    """Tell whether two names stand for the same file, which is there."""
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):
        return False


def _unwritten(path: str | Path, error: Exception) -> WrongUse:
    why = "it would hold half a letter" if isinstance(error, UnicodeError) else error
    return WrongUse(f"'{path}' cannot be written: {getattr(error, 'strerror', None) or why}")


def _at(path: str | Path) -> os.stat_result | None:
    """Return what is at a path, None if nothing is; raises WrongUse if nothing can be."""
    try:
        return os.stat(path)  # noqa: PTH116
    except FileNotFoundError:
        if not str(path):
            raise WrongUse("the name of the file is empty") from None
        return None
    except (OSError, ValueError) as error:
        raise _unwritten(path, error) from None


def _read(path: str | Path) -> os.stat_result | None:
    """Return what a file that is read is, None if it is not there (any more)."""
    try:
        return os.fstat(0) if str(path) == STREAM else os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return None


def _is_open(path: str | Path, was: os.stat_result) -> bool:
    """Tell whether a file is one of the streams, or is spelled as one: `/dev/stdout`, `/dev/fd/5`."""
    if _DESCRIPTORS.fullmatch(os.path.realpath(os.path.dirname(os.path.abspath(path)))):  # noqa: PTH100, PTH120
        return True
    for number in (1, 2):
        with suppress(OSError):
            if os.path.samestat(was, os.fstat(number)):
                return True
    return False


def _write_into(path: str | Path, text: str) -> None:
    """Write to what is no file on a disk; what a person sees holds nothing that steers a terminal."""
    number = os.open(path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))
    try:
        _write(number, (shown(text) if os.isatty(number) else text).encode())
    finally:
        os.close(number)


def _put(target: Path, data: bytes, was: os.stat_result | None, *, new: bool = False) -> None:
    """Put bytes in the place of a file, or where there is none; raises OSError, and leaves nothing.

    The bytes have no name before they are whole, where a system knows files without one: a program
    that is killed leaves none behind then.
    """
    temporary = target.parent / f".detente-{secrets.token_hex(8)}.tmp"
    # nobody reads what is private meanwhile; what is new is as open as the mask wants it
    number, named = _opened(temporary, 0o666 if was is None else 0o600)
    try:
        try:
            _write(number, data)
            if was is not None:
                _keep(number, target, was)
            os.fsync(number)
            if not named:
                # a moment ago nothing was there; if something is now, it is replaced like any other
                with suppress(*() if new else (FileExistsError,)):
                    if was is None:
                        _name(number, target)
                        return
                named = True
                _name(number, temporary)
                os.replace(temporary, target)  # noqa: PTH105
                return
        finally:
            os.close(number)
        if new:  # the name is ours, or somebody else's
            os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        os.replace(temporary, target)  # noqa: PTH105
    finally:
        if named:
            with suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108


def _opened(temporary: Path, mode: int) -> tuple[int, bool]:
    """Return a new file in a folder, and whether it has a name."""
    unnamed = getattr(os, "O_TMPFILE", None)
    if unnamed is not None and os.path.isdir("/proc/self/fd"):  # noqa: PTH112
        with suppress(OSError):  # a file system without such files
            return os.open(temporary.parent, unnamed | os.O_WRONLY, mode), False
    return os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode), True


def _name(number: int, path: Path) -> None:
    """Give a name to a file that has none; raises FileExistsError if it is taken."""
    # with a folder told, whichever, Python follows the link that stands for the open file
    os.link(f"/proc/self/fd/{number}", path, src_dir_fd=number, follow_symlinks=True)


def _write(number: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(number, view) :]


def _keep(number: int, target: Path, was: os.stat_result) -> None:
    """Give a new file what the one in its place had: owner, permissions, and further attributes."""
    if not hasattr(os, "fchown"):
        return
    mode = stat.S_IMODE(was.st_mode)
    now = os.fstat(number)
    if (now.st_uid, now.st_gid) != (was.st_uid, was.st_gid):
        with suppress(OSError):
            os.fchown(number, -1, was.st_gid)
        with suppress(OSError):
            os.fchown(number, was.st_uid, -1)
        if os.fstat(number).st_gid != was.st_gid:
            # another group is not to read what that one could
            mode = mode & ~0o070 | (mode & 0o007) << 3
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(target):
                with suppress(OSError):
                    os.setxattr(number, name, os.getxattr(target, name))
    os.fchmod(number, mode)
