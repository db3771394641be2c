"""What changed since an older version of a file, as text for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.analyses.changes import Changes, FileChange
from detente.analyses.wording import counted
from detente.telling.tables import wrapped


def changes_text(found: Changes) -> str:
    """Return what changed as plain text."""
    title = f"What changed since the older version, '{found.older_title}'"
    parts = [wrapped(title)]
    if not found.comparable:
        return "\n".join([*parts, "", *(wrapped(note) for note in found.notes)])
    parts += changes_of_file(found)
    parts += changes_of_verdicts(found)
    if found.notes:
        parts += ["", *(wrapped(note) for note in found.notes)]
    return "\n".join(parts)


def changes_of_file(found: Changes, under: Mapping[int, Sequence[str]] | None = None) -> list[str]:
    """Return the lines on what the file says differently; `under` a change stand more lines."""
    more = under or {}
    parts = ["", *_numbered("In the file:", found.file, more)]
    if found.wording:
        parts += ["", *_numbered("In wording and evidence:", found.wording, more)]
    return parts


def changes_of_verdicts(found: Changes) -> list[str]:
    """Return the lines on which verdicts changed, and because of what."""
    nothing = "  no change" if found.complete and found.comparable else "  not compared"
    parts = ["", "In the verdicts:"]
    parts += [item(change.sentence) for change in found.verdicts] or [nothing]
    if found.because:
        parts += ["", "Because of what:"]
        parts += [item(reason.sentence) for reason in found.because]
    return parts


def _numbered(
    heading: str, changes: Sequence[FileChange], under: Mapping[int, Sequence[str]]
) -> list[str]:
    if not changes:
        return [heading, "  no change of meaning"]
    lines = [f"{heading} {counted(len(changes), 'change')}"]
    for change in changes:
        start = f"  {change.number}. "
        hanging = " " * len(start)
        lines.append(wrapped(f"{change.sentence} [{change.item}]", indent=start, hanging=hanging))
        lines += [wrapped(line, indent=hanging) for line in under.get(change.number, ())]
    return lines


def item(text: str) -> str:
    """Return a text as one of a list."""
    return wrapped(text, indent="  - ", hanging="    ")
