"""A language model for the whole run; without it, what reads is skipped with the reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.errors import WrongUse
from detente.evidence.documents.document import Document
from detente.evidence.documents.loading import document_of
from detente.evidence.reading import Cast, Reading, read_document
from detente.evidence.reading.parsing import model

Reader = Callable[..., Reading]


def document(text: str) -> Document:
    """Return the document of a plain text."""
    made = document_of(text.encode(), "text.txt")
    assert isinstance(made, Document)
    return made


@pytest.fixture(scope="session")
def read() -> Reader:
    """Return what reads a plain text."""
    try:
        model.load(model.chosen())
    except WrongUse as error:
        pytest.skip(str(error))

    def reader(text: str, *, cast: Cast | None = None) -> Reading:
        return read_document(document(text), cast=cast)

    return reader
