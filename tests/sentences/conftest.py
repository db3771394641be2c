"""Sentences are read back from lines of any length."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .running import unbroken


@pytest.fixture(autouse=True)
def lines_of_any_length() -> Iterator[None]:
    """What these tests have printed is not broken into lines; what other tests do is."""
    with unbroken():
        yield
