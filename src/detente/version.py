"""The version of this program, as every answer names it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """Return the version of this program."""
    try:
        return version("detente")
    except PackageNotFoundError:
        return "0"
