"""Results in a notebook: rows as a plain HTML table, everything escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape


def html_table(caption: str, rows: Sequence[Mapping[str, object]], *, limit: int = 200) -> str:
    """Return rows as an HTML table with a caption; rows beyond `limit` are counted, not shown."""
    if not rows:
        return f"<p>{escape(caption)}: nothing to list.</p>"
    columns = list(rows[0])
    head = "".join(f"<th>{escape(str(column))}</th>" for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(_cell(row.get(c)))}</td>" for c in columns) + "</tr>"
        for row in rows[:limit]
    )
    more = f"<p>and {len(rows) - limit:,} more rows</p>" if len(rows) > limit else ""
    return f"<table><caption>{escape(caption)}</caption><tr>{head}</tr>{body}</table>{more}"


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
