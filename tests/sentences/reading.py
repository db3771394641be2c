"""What a command prints, taken apart: lines, tables, sentences, and the row of each sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .rows import HITS, Row, Rows, Said

_LINE = re.compile(r"( *)((?:-|\d+\.) )?(.*)")
_RULE = re.compile(r" *-+(?:  -+)* *")
_MORE = re.compile(r"and [\d,]+ more")  # the line below a table that is cut
_END = re.compile(r"(?<=[.:?]) (?=[A-Z0-9'(\[])")
MOST = 14  # sentences that one template may hold


@dataclass(frozen=True)
class Line:
    """One paragraph or item of a list; the text is not broken into lines."""

    indent: int
    marker: str
    text: str


@dataclass(frozen=True)
class Table:
    """Columns with their names, and one dictionary for each row."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]


def parts(text: str) -> Iterator[Line | Table]:
    """Yield the lines and tables of a text; a rule under a heading is no line of its own."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        line = lines[at]
        under = lines[at + 1] if at + 1 < len(lines) else ""
        if line.strip() and len(re.findall("-+", under)) > 1 and _RULE.fullmatch(under):
            table, at = _table(lines, at)
            yield table
            continue
        if line.strip() and not _RULE.fullmatch(line):
            match = _LINE.fullmatch(line)
            assert match is not None
            yield Line(len(match[1]), (match[2] or "").strip(), match[3].strip())
        at += 1


def _table(lines: Sequence[str], at: int) -> tuple[Table, int]:
    spans = [match.span() for match in re.finditer("-+", lines[at + 1])]
    cuts = [start for start, _ in spans] + [None]

    def cells(line: str) -> list[str]:
        return [line[a:b].strip() for a, b in pairwise(cuts)]

    def inside(line: str) -> bool:
        gaps = [line[end:start] for (_, end), (start, _) in pairwise(spans)]
        return (
            bool(line.strip()) and not line.lstrip().startswith("- ") and not "".join(gaps).strip()
        )

    columns, rows = tuple(cells(lines[at])), []
    at += 2
    while at < len(lines) and inside(lines[at]) and not _MORE.fullmatch(lines[at]):
        rows.append(dict(zip(columns, cells(lines[at]), strict=True)))
        at += 1
    return Table(columns, tuple(rows)), at


def read(scene: Any, text: str, rows: Sequence[Rows]) -> list[str]:
    """Return what is wrong with a text: sentences without a row, and sentences that are not true."""
    known = [row for one in rows for row in one.ordered()]
    known.sort(key=lambda row: -row.weight)
    tables = [entry for one in rows for entry in one.tables]
    wrong = []
    for number, part in enumerate(parts(text)):
        if not number and isinstance(part, Line) and part.text == scene.conflict.title:
            continue
        if isinstance(part, Table):
            wrong += _judge_table(scene, part, tables)
            continue
        found = match(part, known)
        if found is None:
            wrong += _judge_other(scene, part, [other for one in rows for other in one.others])
            continue
        for row, said in found:
            wrong += _judge(scene, row, said)
    return wrong + [f"missing: {line}" for one in rows for end in one.ends for line in end(scene)]


def match(line: Line, rows: Sequence[Row]) -> list[tuple[Row, Said]] | None:
    """Return the rows that the sentences of a line match, one after another; None if some do not."""
    sentences = _END.split(line.text)

    def onward(start: int) -> list[tuple[Row, Said]] | None:
        if start == len(sentences):
            return []
        for end in range(start + 1, min(start + MOST, len(sentences)) + 1):
            text = " ".join(sentences[start:end])
            for row in rows:
                found = row.pattern.fullmatch(text)
                if found is None:
                    continue
                rest = onward(end)
                if rest is not None:
                    said = Said(text, found.groupdict(), line.indent, line.marker)
                    return [(row, said), *rest]
        return None

    return onward(0)


def _judge(scene: Any, row: Row, said: Said) -> Iterator[str]:
    HITS[row.template] += 1
    try:
        true = row.truth(scene, said)
    except Exception as error:  # noqa: BLE001 - a sentence that cannot be judged is listed too
        yield f"cannot be judged ({type(error).__name__}: {error}): {said.text}"
        return
    if not true:
        yield f"not true: {said.text}"


def _judge_other(scene: Any, line: Line, others: Sequence[Any]) -> Iterator[str]:
    for truth in others:
        try:
            known = truth(scene, line)
        except Exception as error:  # noqa: BLE001 - as above
            yield f"cannot be judged ({type(error).__name__}: {error}): {line.text}"
            return
        if known is not None:
            if not known:
                yield f"not true: {line.text}"
            return
    yield f"no row for: {line.text}"


def _judge_table(scene: Any, table: Table, known: Sequence[Any]) -> Iterator[str]:
    for columns, truth in known:
        if table.columns[: len(columns)] == columns:
            HITS[f"table {columns}"] += 1
            try:
                true = truth(scene, table)
            except Exception as error:  # noqa: BLE001 - as above
                yield f"cannot be judged ({type(error).__name__}: {error}): table {table.columns}"
                return
            if not true:
                yield f"not true: table {table.columns}: {table.rows}"
            return
    yield f"no row for a table of {table.columns}"
