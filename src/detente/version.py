"""The version of this program, as every answer names it; the package is built with it."""

__version__ = "0.2.0"


def program_version() -> str:
    """Return the version of this program."""
    return __version__
