"""A document as evidence: one text, fixed once, that every span cites character by character.

The text of a plain or Markdown file is the file's own, line ends and all; that of a page, a
mail or a PDF is what was taken out of it.  What a document says about itself (title, outlet,
byline, date) comes with where it was found; what is not certain is not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.errors import Problem, WrongUse

CONTEXT = 32  # characters cited before and after the exact words

Kind = Literal["title", "byline", "caption", "duplicate", "boilerplate", "body"]
Origin = Literal["meta tag", "text", "file", "typed in", "mail header"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text, from character `start` to before character `end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise WrongUse(f"{self.start}..{self.end} is no stretch of a text")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or line of a document, and what it is there for.

    `title` is the title or a heading, `byline` who wrote it, when and where, `duplicate` what
    stood there before, `boilerplate` what belongs to the page and not to the article.
    """

    kind: Kind
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where the block stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Told:
    """What a document says about itself, and where it was found."""

    value: str
    origin: Origin

    def to_dict(self) -> dict[str, str]:
        """Return the value and its origin."""
        return {"value": self.value, "origin": self.origin}


@dataclass(frozen=True, slots=True)
class Cited:
    """Exact words with what stands before and after them, so that they can be found again."""

    exact: str
    before: str
    after: str
    start: int

    def to_dict(self) -> dict[str, str | int]:
        """Return the citation as plain words and numbers."""
        return {
            "exact": self.exact,
            "before": self.before,
            "after": self.after,
            "start": self.start,
        }


@dataclass(frozen=True, slots=True)
class Document:
    """A text that can be cited, its blocks in order, and what is known about it.

    `sha256` is that of the file's bytes, `text_sha256` that of the text in UTF-8.  `language`
    is `en`, or empty where it is not English or too short to tell.  `date` is a day,
    2021-10-27.  `skipped` says in sentences what was not read and why; `limits` are those of
    them that tell what was left out only because there was too much.
    """

    file: str
    sha256: str
    text: str
    text_sha256: str
    language: str
    title: Told | None
    outlet: Told | None
    byline: Told | None
    date: Told | None
    blocks: tuple[Block, ...]
    skipped: tuple[str, ...]
    limits: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing was left out because a limit was reached."""
        return not self.limits

    def words(self, span: Span) -> str:
        """Return the exact words of a span; raises WrongUse if it ends beyond the text."""
        if span.end > len(self.text):
            raise WrongUse(
                f"'{self.file}' has {len(self.text):,} characters, "
                f"so nothing stands at {span.start}..{span.end}"
            )
        return self.text[span.start : span.end]

    def cite(self, span: Span) -> Cited:
        """Return the exact words of a span with the characters around them.

        Raises WrongUse if the span ends beyond the text.
        """
        return Cited(
            self.words(span),
            self.text[max(0, span.start - CONTEXT) : span.start],
            self.text[span.end : span.end + CONTEXT],
            span.start,
        )

    def to_dict(self) -> dict[str, object]:
        """Return all but the text as plain values."""
        told = {name: getattr(self, name) for name in ("title", "outlet", "byline", "date")}
        return {
            "file": self.file,
            "sha256": self.sha256,
            "text_sha256": self.text_sha256,
            "language": self.language,
            **{name: one and one.to_dict() for name, one in told.items()},
            "blocks": [{"kind": b.kind, "start": b.start, "end": b.end} for b in self.blocks],
            "skipped": list(self.skipped),
            "complete": self.complete,
        }


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that did not become a document, and why."""

    file: str
    problem: Problem

    def __str__(self) -> str:
        return str(self.problem)
