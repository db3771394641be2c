"""A whole brief judged: every line by the rows of its section, its tables, and its other forms."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from click.testing import CliRunner

from detente.cli.main import app

from .brief_borrowing import borrowed, road_scene
from .brief_forms import Form, Told, apart, from_html, from_markdown, from_terminal
from .brief_scene import road
from .brief_sources import sources_right
from .contradictions import contradictions
from .reading import Line, _judge, match
from .roads import roads
from .rows import Row, Rows
from .scene import Scene

# the modules whose rows tell what stands in a section
SECTIONS = {
    "IN SHORT": (
        "say_brief",
        "say_brief_target",
        "say_brief_unlock",
        "say_brief_roads",
        "say_brief_facts",
        "say_brief_hearing",
    ),
    "ACCORDING TO WHOM": ("say_brief_hearing",),
    "WHO DIFFERS FROM WHOM": ("say_brief_differing",),
    "WHO SAID WHAT WHEN": ("say_brief_days",),
    "WHAT NO SOURCE SAYS": ("say_brief_facts",),
    "HOW THIS WAS COMPUTED": ("say_brief_facts",),
    "IN WHICH ORDER IT COULD BE DONE": ("say_brief_roads",),
    "WHO WANTS WHAT, ON WHAT TERMS": ("say_brief_wants",),
    "WHAT COULD MOVE IT": ("say_brief_moves",),
    "TIME AND CHANGES OF OFFICE": ("say_brief_moves",),
    "WHAT STANDS IN THE WAY": ("say_brief_target",),
    "WHAT WOULD UNLOCK IT": ("say_brief_unlock",),
    "WHERE IT STANDS AND WHERE IT RESTS": ("say_brief",),
}
ALWAYS = ("IN SHORT", "WHERE IT STANDS AND WHERE IT RESTS", "WHO WANTS WHAT, ON WHAT TERMS",
          "WHAT COULD MOVE IT", "WHAT NO SOURCE SAYS", "HOW THIS WAS COMPUTED")  # fmt: skip


def faults(scene: Scene, path: Path, text: str) -> list[str]:
    """Return what is wrong with a brief: lines, tables, the other forms."""
    form = from_terminal(text)
    scene.at.form = form
    found = [*_head(scene, form)]
    for told in _lines(form):
        found += _line(scene, told)
    found += _missing(scene)
    found += _other_forms(scene, path, form)
    return found + [f"contradiction: {two}" for two in contradictions(form)]


def _missing(scene: Scene) -> Iterator[str]:
    """Yield what should have been told and was not."""
    if road(scene) is not None and not roads(road_scene(scene)).close_road():
        yield "something is missing of what has to be told of the road"
    for name in dict.fromkeys(name for names in SECTIONS.values() for name in names):
        for end in _rows(name).ends:
            yield from end(scene)


def _lines(form: Form) -> Iterator[Told]:
    """Yield headings and lines in their order."""
    block = ("", "")
    grids = {
        title for title in form.titles if title not in {(t.section, t.block) for t in form.lines}
    }
    titles = iter([title for title in form.titles if title not in grids])
    for told in form.lines:
        if (told.section, told.block) != block and told.block:
            for section, title in titles:
                yield Told(section, title, title, number=-1)
                if (section, title) == (told.section, told.block):
                    break
        block = (told.section, told.block)
        yield told


def _line(scene: Scene, told: Told) -> list[str]:
    scene.at.section, scene.at.block, scene.at.marks = told.section, told.block, told.marks
    scene.at.number = told.number
    if told.section not in SECTIONS:
        return []
    tables = [_rows(name) for name in (*SECTIONS[told.section], "say_brief_cut")]
    marker = f"{told.number}." if told.number > 0 else "-"
    known = [(row, scene) for one in tables for row in one.ordered()]
    ways = [(told.text, known)]
    for there, text, names in borrowed(scene, told):
        more = [(row, there) for name in names for row in _rows(name).ordered()]
        ways.append((text, [*known, *more]))  # sentences of both may stand in one line
    for text, rows in ways:
        found = match(Line(0, marker, text), [row for row, _ in _weighed(rows)])
        if found is not None:
            scenes = {id(row): here for row, here in rows}
            return [wrong for row, said in found for wrong in _judge(scenes[id(row)], row, said)]
    return _other(scene, told, tables)


def _weighed(rows: list[tuple[Row, Scene]]) -> list[tuple[Row, Scene]]:
    return sorted(rows, key=lambda pair: -pair[0].weight)


def _rows(name: str) -> Rows:
    found: Rows = import_module(f"{__package__}.{name}").say
    return found


def _other(scene: Scene, told: Told, tables: list[Rows]) -> list[str]:
    for truth in [other for one in tables for other in one.others] if told.number >= 0 else ():
        try:
            known = truth(scene, Line(0, "", told.text))
        except Exception as error:  # noqa: BLE001 - a line that cannot be judged is listed too
            return [f"cannot be judged ({type(error).__name__}: {error}): {told.text}"]
        if known is not None:
            return [] if known else [f"not true: {told.text}"]
    return [f"no row for: {told.section}, {told.block}: {told.text}"]


def _head(scene: Scene, form: Form) -> Iterator[str]:
    """Yield what is wrong with the first lines, and which sections are missing."""
    conflict, call = scene.conflict, scene.call
    if form.title != " ".join(conflict.title.split()):
        yield f"not the title: {form.title}"
    view = scene.model.perspective.name
    parts = ["A brief by Détente"]
    parts += [f"as of {conflict.as_of.text}"] if conflict.as_of else []
    parts += [f"perspective: {view}"]
    dates = sorted(q.date for q in conflict.quotations if q.date)
    parts += [f"quotations from {dates[0]} to {dates[-1]}"] if dates else []
    others = [p.name for p in conflict.perspectives if p.name != view]
    parts += [f"others in the file: {', '.join(others)}"] if others else []
    parts += [f"preferences of {scene.epoch.isoformat()}"] if scene.epoch else []
    parts += [f"without {', '.join(call.without)}"] if call.without else []
    parts += ["another status quo than the file's, as asked"] if call.status_quo else []
    if form.subtitle != "; ".join(parts):
        yield f"not what was asked: {form.subtitle}"
    sections = {told.section for told in form.lines}
    yield from (f"missing: {section}" for section in ALWAYS if section not in sections)


def _other_forms(scene: Scene, path: Path, form: Form) -> Iterator[str]:
    """Yield where the page, or the Markdown, does not carry the same sentences."""
    ending, read = (".md", from_markdown) if len(form.lines) % 2 else (".html", from_html)
    target = path.parent / f"brief{ending}"
    words = list(scene.call.arguments(str(path)))
    words[words.index("-")] = str(target)
    done = CliRunner().invoke(app, words)
    if done.exit_code not in (0, 3):
        yield f"exit code {done.exit_code} for {ending}"
        return
    other = read(target.read_text(encoding="utf-8"))
    yield from apart(form, other)
    yield from sources_right(scene, form, "")
    yield from sources_right(scene, other, ending)
    form.grids = other.grids
    titles = [title for _, title in form.titles]
    yield from (f"no heading: {grid.title}" for grid in other.grids if grid.title not in titles)
    for grid in other.grids:
        tables = [_rows(name) for name in SECTIONS.get(grid.section, ())]
        truths = [t for one in tables for columns, t in one.tables if columns[0] == grid.title]
        for truth in truths:
            yield from truth(scene, grid)  # type: ignore[misc]
        if tables and not truths:
            yield f"no row for a table: {grid.title}"
