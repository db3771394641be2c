"""import: another program's model as a conflict file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from detente.analyses.answer import Asked
from detente.conflict.conflict import Conflict
from detente.version import program_version

LARGEST = 64_000_000  # bytes; such files repeat every ranking, so they grow long


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A conflict, its text as a conflict file, and what was dropped or renamed on the way."""

    asked: Asked
    conflict: Conflict
    text: str
    notes: tuple[str, ...]

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each note."""
        return [{"note": note} for note in self.notes]

    def to_dict(self) -> dict[str, object]:
        """Return the file and the notes as one plain document."""
        return {**self.asked.to_dict(), "notes": list(self.notes), "text": self.text}

    def _repr_html_(self) -> str:
        from detente.analyses.showing import html_table

        return html_table(f"{self.asked.title}: imported", self.rows())


def import_(path: str | Path) -> ImportedFile:
    """Return the model of a `.gmcr` file as a conflict, and as the text of a conflict file.

    `path` is a file, or `-` for standard input.

    Raises ConflictProblems if it cannot be read, or is no such model.
    """
    from detente.conflict.fingerprint import fingerprint
    from detente.formats import gmcr
    from detente.language.loading import loads
    from detente.language.tree import decode, read_bytes
    from detente.language.writing import dumps

    name = "<stdin>" if str(path) == "-" else str(path)
    data = read_bytes(path, largest=LARGEST)
    gmcr.refuse_pickle(data, name)
    found = gmcr.read(decode(data, name), name)
    text = dumps(found.conflict)
    # the same conflict, read from the text that is handed out: its places are those of the text
    conflict = loads(text)
    asked = Asked(
        "import", conflict.title, fingerprint(conflict), program_version(), {"format": "gmcr"}
    )
    return ImportedFile(asked, conflict, text, found.notes)
