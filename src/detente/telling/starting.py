"""new: a file to start from: with comments that teach the format, a copy of an example, or a
draft with the parties of a review.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from detente.analyses.answer import Asked
from detente.errors import WrongUse
from detente.files import write_new
from detente.version import program_version

STARTER = Path(__file__).parent / "starter.yaml"
ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class NewFile:
    """The text of a new conflict file, and the files written; none if no path was given."""

    asked: Asked
    text: str
    written: tuple[str, ...]

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each file written."""
        return [{"file": name} for name in self.written]

    def to_dict(self) -> dict[str, object]:
        """Return the text and where it went as one plain document."""
        out = self.written[0] if self.written else None
        return {
            **self.asked.to_dict(),
            "out": out,
            "written": list(self.written),
            "text": self.text,
        }

    def _repr_html_(self) -> str:
        from detente.analyses.showing import html_table

        return html_table(f"{self.asked.title}: a new file", self.rows())


def new(
    path: str | Path | None = None,
    *,
    example: str | None = None,
    review: str | Path | None = None,
) -> NewFile:
    """Write a conflict file to start from, and return it.

    Parameters
    ----------
    path : a file that ends in .yaml, or a folder for `conflict.yaml`; nothing is written if it
        is left out.
    example : the slug of a shipped conflict, copied with its sources; a starter about an
        invented dispute if it is left out.
    review : a review file; the new file has the parties of what was accepted there, and the
        options that were named.

    Raises
    ------
    WrongUse : if something is there already, cannot be written, or there is no such example; if
        nothing was accepted in the review, or an example and a review are asked for at once.
    ConflictProblems : if the review file has problems.

    >>> import detente
    >>> print(detente.new().text.splitlines()[0])
    # A conflict file.  What stands behind a # is a comment, for you; delete what you do not need.
    """
    from detente.conflict.fingerprint import fingerprint
    from detente.language.loading import loads

    if review is not None and example is not None:
        raise WrongUse("a new file is a copy of an example or a draft after a review: not both")
    origin = STARTER if example is None else _example(example)
    text = origin.read_text(encoding="utf-8") if review is None else _drafted(review)
    conflict = loads(text, file=str(origin))
    written = (
        () if path is None else _write(_target(path), text, origin, sources=example is not None)
    )
    settings = {
        "path": None if path is None else str(path),
        "from": example,
        "review": None if review is None else str(review),
    }
    asked = Asked("new", conflict.title, fingerprint(conflict), program_version(), settings)
    return NewFile(asked, text, written)


def _drafted(review: str | Path) -> str:
    from detente.evidence.reviewing.drafting import drafted
    from detente.evidence.reviewing.loading import load_review

    return drafted(load_review(review))


def _example(slug: str) -> Path:
    from detente.reference import examples

    return next(iter(examples(slug))).file


def _target(path: str | Path) -> Path:
    """Return the file that a path means: itself, or the conflict file in a folder."""
    target = Path(path)
    return target if target.suffix.lower() in ENDINGS else target / "conflict.yaml"


def _write(target: Path, text: str, origin: Path, *, sources: bool) -> tuple[str, ...]:
    texts = {target: text}
    if sources:
        for file in sorted((origin.parent / "sources").glob("*")):
            texts[target.parent / "sources" / file.name] = file.read_text(encoding="utf-8")
    for place in texts:
        if place.exists() or place.is_symlink():
            raise WrongUse(f"'{place}' is there already, and nothing is overwritten: name another")
    for place, words in texts.items():
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WrongUse(f"'{place.parent}' cannot be made: {error.strerror}") from None
        write_new(place, words)
    return tuple(map(str, texts))
