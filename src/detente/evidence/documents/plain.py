"""Plain text: the file's own text, line ends as they are, and the blocks that rules find in it."""

from __future__ import annotations

from detente.evidence.documents.decoding import controls_in, decoded
from detente.evidence.documents.extract import Extract, Unreadable

_MOST = 0.05  # of control or broken characters, beyond which it is no text


def read_plain(data: bytes) -> Extract:
    """Return the text of a file as it stands; raises Unreadable if it is no text."""
    text, notes = decoded(data)
    controls = controls_in(text)
    broken = text.count("\ufffd")
    if controls + broken > max(8, _MOST * len(text)):
        raise Unreadable("D003", "it is no text: most of it cannot be read as letters")
    if controls:
        notes = (*notes, f"Control characters that stand in its text: {controls:,}.")
    return Extract(text, notes=notes)
