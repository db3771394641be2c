"""The shipped conflicts: `family/name` is the slug of `family/name/conflict.yaml`.

A slug can stand wherever a file is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent / "examples"


def slugs() -> tuple[str, ...]:
    """Return the slugs of all shipped conflicts, in alphabetical order."""
    return tuple(sorted(_slugs()))


def _slugs() -> Iterator[str]:
    for path in HERE.glob("*/*/conflict.yaml"):
        yield f"{path.parent.parent.name}/{path.parent.name}"


def path_of(file: str | Path) -> Path | None:
    """Return the file behind a slug, None if `file` is not the slug of a shipped conflict."""
    name = str(file)
    if name.count("/") != 1 or ".." in name or name.startswith("/"):
        return None
    path = HERE / name / "conflict.yaml"
    return path if path.is_file() else None


def files_beside(file: Path) -> tuple[Path, ...]:
    """Return the files that came with a shipped conflict file; none if `file` is no such."""
    if HERE not in file.parents:
        return ()
    return tuple(sorted(path for path in file.parent.rglob("*") if path.is_file()))
