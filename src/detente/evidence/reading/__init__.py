"""Documents read: what they report that people said and wanted, and whom these speak for.

Needs the extra `read`; everything heavy is imported when a document is read, not before.
"""

from __future__ import annotations

from detente.evidence.reading.people.cast import Cast
from detente.evidence.reading.people.cast_file import load_cast, read_cast
from detente.evidence.reading.pipeline import Reading, read_closely, read_document
from detente.evidence.reading.saying.utterance import Utterance

__all__ = [
    "Cast",
    "Reading",
    "Utterance",
    "load_cast",
    "read_cast",
    "read_closely",
    "read_document",
]
