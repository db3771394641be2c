"""What changed since an older version of a file, as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from detente.analyses.changes import Changes, FileChange
from detente.analyses.wording import counted
from detente.telling.tables import wrapped


def changes_text(found: Changes) -> str:
    """Return what changed as plain text."""
    title = f"What changed since the older version, '{found.older_title}'"
    parts = [wrapped(title)]
    if not found.comparable:
        return "\n".join([*parts, "", *(wrapped(note) for note in found.notes)])
    parts += ["", *_numbered("In the file:", found.file)]
    if found.wording:
        parts += ["", *_numbered("In wording and evidence:", found.wording)]
    parts += ["", "In the verdicts:"]
    nothing = "  no change" if found.complete else "  not compared"
    parts += [_item(change.sentence) for change in found.verdicts] or [nothing]
    if found.because:
        parts += ["", "Because of what:"]
        parts += [_item(reason.sentence) for reason in found.because]
    if found.notes:
        parts += ["", *(wrapped(note) for note in found.notes)]
    return "\n".join(parts)


def _numbered(heading: str, changes: Sequence[FileChange]) -> list[str]:
    if not changes:
        return [heading, "  no change of meaning"]
    lines = [f"{heading} {counted(len(changes), 'change')}"]
    for change in changes:
        start = f"  {change.number}. "
        lines.append(
            wrapped(f"{change.sentence} [{change.item}]", indent=start, hanging=" " * len(start))
        )
    return lines


def _item(text: str) -> str:
    return wrapped(text, indent="  - ", hanging="    ")
