"""The two articles: those told again, which are here, and the true ones, where somebody has them."""

from __future__ import annotations

import os
from pathlib import Path

from tests.reading.replay.recording import Decisions, sha256_of
from tests.reading.replay.wanting import EXAMPLES, Article, retold_article, true_article

VARIABLE = "DETENTE_ARTICLES"
MISSING = f"{VARIABLE} names no folder with the two articles"


def told_again() -> list[Article]:
    """Return the articles told again in our own words."""
    return [retold_article(example) for example in EXAMPLES]


def true_articles(folder: str | Path | None, record: dict[str, Decisions]) -> list[Article]:
    """Return the true articles in a folder, which a record names by their hash; all or none."""
    if not folder or not Path(folder).is_dir():
        return []
    texts = [
        path.read_bytes().decode("utf-8", errors="replace")
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file() and path.stat().st_size < 100_000
    ]
    by_hash = {sha256_of(text): text for text in texts}
    found = [
        true_article(example, by_hash[one.sha256])
        for example, one in record.items()
        if one.sha256 in by_hash
    ]
    return found if len(found) == len(EXAMPLES) else []


def named_folder() -> str | None:
    """Return the folder that the environment names."""
    return os.environ.get(VARIABLE)
