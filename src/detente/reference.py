"""What one looks up: the schema of the conflict file, and the conflicts that come with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import WrongUse, nearest
from detente.shipped import path_of, slugs

if TYPE_CHECKING:
    from detente.language.schema import Kind

COUNTED_UP_TO = 12  # options of a model whose states are counted for the list


@dataclass(frozen=True, slots=True)
class FormatSchema:
    """The format of the conflict file: `document` is its JSON Schema, for editors."""

    document: dict[str, object] = field(hash=False)

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each key of each shape."""
        from detente.language.schema import SHAPES

        return [
            {
                "shape": shape,
                "key": key,
                "form": words_of(entry.kind),
                "required": entry.required,
                "meaning": entry.doc,
            }
            for shape, table in SHAPES.items()
            for key, entry in table.fields.items()
        ]

    def to_dict(self) -> dict[str, object]:
        """Return the schema as one plain document, with the head of every answer."""
        return {**_head("schema"), "schema": self.document}

    def _repr_html_(self) -> str:
        from detente.analyses.showing import html_table

        return html_table("The conflict file", self.rows())


def schema() -> FormatSchema:
    """Return the format of the conflict file, with its JSON Schema (draft 2020-12).

    >>> import detente
    >>> detente.schema().document["title"]
    'Détente conflict file'
    """
    from detente.language.json_schema import json_schema

    return FormatSchema(json_schema())


@dataclass(frozen=True, slots=True)
class Example:
    """A conflict that comes with the program; `states` is None where counting takes long."""

    slug: str
    title: str
    summary: str
    parties: tuple[str, ...]
    options: tuple[str, ...]
    states: int | None
    file: Path

    @property
    def readme(self) -> str:
        """The page that tells how the conflict was modelled, and how far to trust it."""
        return (self.file.parent / "README.md").read_text(encoding="utf-8")

    def to_dict(self) -> dict[str, object]:
        """Return the example in plain words and numbers."""
        return {
            "slug": self.slug,
            "title": self.title,
            "summary": self.summary,
            "parties": list(self.parties),
            "options": list(self.options),
            "states": self.states,
        }


@dataclass(frozen=True, slots=True)
class Examples:
    """Conflicts that come with the program; `asked` is the one asked for, None for all."""

    asked: str | None
    found: tuple[Example, ...]

    def __iter__(self) -> Iterator[Example]:
        return iter(self.found)

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each example."""
        return [
            {
                "slug": example.slug,
                "title": example.title,
                "parties": len(example.parties),
                "options": len(example.options),
                "states": example.states,
                "summary": first_sentence(example.summary),
            }
            for example in self.found
        ]

    def to_dict(self) -> dict[str, object]:
        """Return the list as one plain document; with one example asked for, its page too."""
        listed = [example.to_dict() for example in self.found]
        if self.asked is not None:
            listed = [
                {**one, "file": str(example.file), "readme": example.readme}
                for one, example in zip(listed, self.found, strict=True)
            ]
        return {**_head("examples", example=self.asked), "examples": listed}

    def _repr_html_(self) -> str:
        from detente.analyses.showing import html_table

        return html_table("Conflicts that come with Détente", self.rows())


def examples(slug: str | None = None) -> Examples:
    """Return the conflicts that come with the program, or the one of that slug.

    Raises WrongUse if there is no such example.

    >>> import detente
    >>> [example.title for example in detente.examples("classics/chicken")]
    ['Chicken']
    """
    return Examples(slug, tuple(map(_example, _wanted(slug))))


def _wanted(slug: str | None) -> Iterable[str]:
    known = slugs()
    if slug is None:
        return known
    if slug in known:
        return [slug]
    by_last_part = [one for one in known if one.rpartition("/")[2] == slug]
    if len(by_last_part) == 1:
        return by_last_part
    last_parts = {one.rpartition("/")[2]: one for one in known}
    close = nearest(slug, known) or last_parts.get(nearest(slug, last_parts), "")
    hint = f"did you mean '{close}'?" if close else "'detente examples' lists them"
    raise WrongUse(f"there is no example '{slug}'; {hint}")


def _example(slug: str) -> Example:
    from detente.language.loading import load

    path = path_of(slug)
    assert path is not None
    conflict = load(path)
    states: int | None = len(conflict.states) if conflict.explicit else None
    if not conflict.explicit and len(conflict.options) <= COUNTED_UP_TO:
        from detente.graph.compiling import compile

        states = compile(conflict).count
    return Example(
        slug=slug,
        title=conflict.title,
        summary=" ".join(conflict.summary.split()),
        parties=tuple(party.title for party in conflict.parties),
        options=tuple(option.title for option in conflict.options),
        states=states,
        file=path,
    )


def first_sentence(text: str) -> str:
    """Return a text up to the end of its first sentence."""
    return re.split(r"(?<=[.!?])\s+(?=[A-Z])", " ".join(text.split()), maxsplit=1)[0]


def words_of(kind: Kind, *, shape: Callable[[str], str] = "the keys of '{}'".format) -> str:
    """Return how a value is written, in words; `shape` says how a mapping is spoken of."""
    from detente.language.schema import Either, ListOf, MapOf, Scalar, Shape

    match kind:
        case Scalar(kind="text", choices=choices) if choices:
            return " or ".join(f"`{choice}`" for choice in choices)
        case Scalar(kind=form):
            return _SCALARS[form]
        case ListOf(item, alone):
            one = words_of(item, shape=shape)
            return f"{one}, or a list of such" if alone else f"a list; each item {one}"
        case MapOf(value):
            return f"names; each with {words_of(value, shape=shape)}"
        case Shape(name):
            return shape(name)
        case Either(kinds):
            return ", or ".join(dict.fromkeys(words_of(one, shape=shape) for one in kinds))


_SCALARS = {
    "text": "text",
    "name": "a name",
    "formula": "a formula",
    "step": "a step",
    "condition": "a condition",
    "condition or same": "a condition, or `same`",
    "date": "a date",
    "span": "a span of dates",
    "duration": "a duration",
    "truth": "`true` or `false`",
    "whole": "a whole number",
    "number": "a number",
    "fingerprint": "`sha256:` and 64 hexadecimal digits",
    "state": "a state",
    "state text": "text (a label, or a formula)",
}


def _head(question: str, **settings: object) -> dict[str, object]:
    from detente.version import program_version

    return {
        "question": question,
        "title": None,
        "fingerprint": None,
        "version": program_version(),
        "settings": settings,
    }
