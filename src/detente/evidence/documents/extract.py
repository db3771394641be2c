"""What was taken out of a file: its text, and what the file says about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.evidence.documents.document import Block
from detente.evidence.documents.metadata import About


@dataclass(frozen=True, slots=True)
class Extract:
    """A text, what is known about it, what was not read, and its blocks if the file tells them.

    `limits` are sentences on what was left out because there was too much of it.
    """

    text: str
    about: About = field(default_factory=About)
    notes: tuple[str, ...] = ()
    blocks: tuple[Block, ...] | None = None
    limits: tuple[str, ...] = ()


class Unreadable(Exception):
    """A file cannot become a document; `code` is that of the problem. Never leaves `loading`."""

    def __init__(self, code: str, why: str, hint: str = "") -> None:
        self.code, self.why, self.hint = code, why, hint
        super().__init__(why)


def missing_extra(what: str) -> Unreadable:
    """Return the reason why a file cannot be read without the extra."""
    return Unreadable(
        "D005",
        f"{what} cannot be read: the parts of Détente that read documents are not installed",
        "install them with: pip install 'detente[read]'; plain text, Markdown and mail need none",
    )
