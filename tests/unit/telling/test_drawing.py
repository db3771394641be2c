"""The drawings: a roadmap as a chart, its dates as bars; the same bytes, legible, for any conflict."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from syrupy.assertion import SnapshotAssertion

import detente
from detente.analyses.roadmaps.results import Roadmap, StepSet
from detente.analyses.sequencing.enforcing import Ends, Temptation
from detente.analyses.sequencing.exposing import Exposed
from detente.analyses.timing.dating import dates
from detente.conflict.conflict import Conflict
from detente.conflict.parties import Condition
from detente.graph.model import GraphModel
from detente.telling.drawing.chart import roadmap_svg
from detente.telling.drawing.gantt import gantt_svg
from detente.telling.drawing.layout import WIDTH, Box, layout
from detente.telling.drawing.lettering import SIZE, lines_of, width_of
from detente.telling.drawing.svg import escaped
from detente.telling.drawing.timeline import timeline

SVG = "{http://www.w3.org/2000/svg}"
LABELS = (
    "Donaudampfschifffahrtsgesellschaftskapitän " * 3,
    "朝鮮半島の非核化に向けた段階的な措置を検証する",
    "<b>&\"'</b>",
    "x",
)


def softened(conflict: Conflict) -> Conflict:
    """Return a conflict in which every `only after` has become `only with`."""
    parties = tuple(
        replace(
            party,
            conditions=tuple(
                replace(item, order="with") if isinstance(item, Condition) else item
                for item in party.conditions
            ),
        )
        for party in conflict.parties
    )
    return replace(conflict, parties=parties)


def declaration() -> tuple[GraphModel, StepSet]:
    """Return the softened declaration of 2021."""
    graph = detente.compile(softened(detente.load("korea/declaration-2021")))
    steps = ["review", "draft", "drop", "commit", "talks", "eow"]
    return graph, detente.roadmaps(graph, "declare", steps=steps).step_sets[0]


def settlement() -> tuple[GraphModel, StepSet]:
    """Return the settlement of 2019 without the American upfront terms."""
    graph = detente.compile(detente.load("korea/hanoi-2019"), without=["us-upfront"])
    return graph, detente.roadmaps(graph, "settle").holding[0]


def finest(found: StepSet) -> Roadmap:
    """Return the accepted roadmap with the most bundles."""
    return next(roadmap for roadmap in found.roadmaps if "finest" in roadmap.kinds)


def many(count: int) -> GraphModel:
    """Return a model of many steps with labels of every kind, alone and in any company."""
    owners = ("A", "[A, C]", "B", "[A, B, C]")
    options = "".join(
        f"  o{n}: {{label: {json.dumps(LABELS[n % 4])}, by: {owners[n % 4]}, "
        f"takes: {n + 1}..{n + 9} days}}\n"
        for n in range(count)
    )
    return detente.compile(
        detente.loads(
            "detente: 1\ntitle: Many <&> steps\nas_of: 2021-10-27\nparties:\n"
            "  A: {name: The federation of states and territories beyond, prefers: [o0]}\n"
            f"  B: {{prefers: [o1]}}\n  C: {{prefers: [o2]}}\noptions:\n{options}status_quo: []\n"
        )
    )


def road(graph: GraphModel, sizes: Sequence[int], *, end: str = "resting") -> Roadmap:
    """Return a roadmap that takes the steps in bundles of some sizes, with marks everywhere."""
    count = len(graph.options)
    done = [sum(sizes[:n]) for n in range(len(sizes) + 1)]
    states = tuple("Y" * n + "N" * (count - n) for n in done)
    last = len(sizes)
    kinds = ("none", "recoverable", "unrecoverable")
    ends = (states[0], "N" * (count - 1) + "Y", *states[1:5])
    return Roadmap(
        kinds=("best",),
        bundles=tuple(tuple(graph.options[a:b]) for a, b in pairwise(done)),
        movers=(("A", "B", "C"),) * last,
        consenters=((),) * last,
        states=states,
        refusals=(),
        exposure=tuple(
            Exposed(
                n,
                "ABC"[n % 3],
                kinds[n % 3],
                already=False,
                depth=1,
                by=(),
                credibly="recoverable",
                credible_by=(),
                with_joint_acts="recoverable",
            )  # type: ignore[arg-type]
            for n in range(1, last + 1)
        ),
        temptations=tuple(
            Temptation(
                n, "ABC"[n % 3], (), states[0], Ends((states[0],), 1), n % 2 == 0, at_once=False
            )
            for n in range(last + 1)
        ),
        self_enforcing="no",
        end=end,  # type: ignore[arg-type]
        backs=tuple(Ends(ends, len(ends)) for _ in states),
        guarantees=(),
        dates=None,
        succession=(),
    )


def elements(text: str) -> Iterator[ET.Element]:
    """Yield all elements of a drawing, which is well formed."""
    return ET.fromstring(text).iter()


def words_in(text: str) -> str:
    """Return everything written in a drawing."""
    return " ".join(e.text or "" for e in elements(text) if e.tag == f"{SVG}text")


# the two cases -----------------------------------------------------------------------------------


def test_the_drawings_of_the_declaration(snapshot: SnapshotAssertion) -> None:
    """The finest roadmap of 2021 as a chart and in time."""
    graph, found = declaration()
    assert roadmap_svg(graph, finest(found)) == snapshot(name="chart")
    assert gantt_svg(graph, finest(found).dates) == snapshot(name="gantt")


def test_the_drawing_of_the_settlement(snapshot: SnapshotAssertion) -> None:
    """The finest roadmap of 2019 as a chart; the file states no lengths of time."""
    graph, found = settlement()
    assert roadmap_svg(graph, finest(found)) == snapshot
    assert gantt_svg(graph, finest(found).dates) is None


def test_the_same_bytes_twice() -> None:
    """Nothing in a drawing depends on the run."""
    first, second = declaration(), declaration()
    assert roadmap_svg(first[0], finest(first[1])) == roadmap_svg(second[0], finest(second[1]))


def test_the_chart_tells_stages_marks_and_the_end() -> None:
    """Every stage has a heading, every party a mark after it, and the end is named."""
    graph, found = declaration()
    roadmap = finest(found)
    laid = layout(graph, roadmap)
    gates = [gate for band in laid.bands for gate in band.gates]
    assert [gate.stage for gate in gates] == [0, 1, 2, 3, 4, 5]
    assert [mark.exposed for mark in gates[0].marks] == [None] * 4
    assert [mark.exposed for mark in gates[3].marks] == [
        "recoverable",
        "none",
        "recoverable",
        "none",
    ]
    assert [gate.back for gate in gates[2:]] == [
        ("stays",),
        ("to stage 2",),
        ("to stage 2",),
        ("to A",),
    ]
    said = words_in(roadmap_svg(graph, roadmap))
    for part in ("today", "Stage 1", "Stage 5", "end", "The end is held by threat", "jointly"):
        assert part in said


def test_a_joint_step_lies_in_the_rows_of_its_movers() -> None:
    """Talks of the first and the third party are two boxes, linked across the row between."""
    graph, found = declaration()
    band = next(b for b in layout(graph, finest(found)).bands if b.links)
    talks = [box for box in band.boxes if box.step == "talks"]
    assert [box.lines[0] for box in talks] == ["Resume talks", "jointly"]
    (link,) = band.links
    assert link.top == pytest.approx(talks[0].top + talks[0].height)
    assert link.bottom == pytest.approx(talks[1].top)


def test_the_bars_tell_days_windows_wishes_and_changes() -> None:
    """Dates beside each step, the last day and the change of office above."""
    graph, found = declaration()
    drawn = gantt_svg(graph, finest(found).dates)
    assert drawn is not None
    said = words_in(drawn)
    for part in (
        "2021-12-17 to 2022-05-09 (143 to spare)",
        "2022-05-09 last day: Declare the war over",
        "2022-05-10 President Yoon",
        "2022-02",
        "These 6 steps take 51 days at the least",
        "wish, binds nobody",
    ):
        assert part in said


# any conflict ------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["resting", "held by threat", "unravels"])
@pytest.mark.parametrize("sizes", [[18], [1] * 18, [7, 1, 8, 2], [3]], ids=str)
def test_any_roadmap_can_be_drawn(sizes: list[int], end: str) -> None:
    """Eighteen steps, any bundles, labels of any script: all inside, and no box on another."""
    graph = many(sum(sizes))
    roadmap = road(graph, sizes, end=end)
    laid = layout(graph, roadmap)
    steps = {box.step for band in laid.bands for box in band.boxes}
    assert steps == set(graph.options)
    for band in laid.bands:
        assert band.right <= WIDTH
        for box in band.boxes:
            assert box.left >= 0
            assert box.left + box.width <= WIDTH
            assert band.top <= box.top
            assert box.top + box.height <= band.foot
            assert all(width_of(line) <= box.width for line in box.lines)
            assert len(box.lines) * SIZE <= box.height
        assert not any(_overlap(one, other) for one, other in combinations(band.boxes, 2))
    for above, below in pairwise(laid.bands):
        assert above.bottom <= below.top
    assert laid.bands[-1].gates[-1].stage == len(sizes)
    assert list(elements(roadmap_svg(graph, roadmap)))


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.left < other.left + other.width
        and other.left < one.left + one.width
        and one.top < other.top + other.height
        and other.top < one.top + one.height
    )


def test_a_stage_is_torn_only_where_it_must_be() -> None:
    """A stage too long for one band goes on below; others stay whole."""
    graph = many(12)
    heads = [h.text for band in layout(graph, road(graph, [9, 1, 2])).bands for h in band.heads]
    assert "Stage 1, continued" in heads
    assert heads.count("Stage 2") == heads.count("Stage 3") == 1


def test_many_steps_in_time() -> None:
    """As many rows as steps; nothing is cut off at the side."""
    graph = many(18)
    drawn = gantt_svg(graph, dates(graph, graph.options))
    assert drawn is not None
    rows = [e for e in elements(drawn) if e.get("fill") == "#6a6a6a" and e.tag == f"{SVG}rect"]
    assert len(rows) == 19  # one in the legend
    assert all(float(e.get("x", 0)) + float(e.get("width", 0)) <= WIDTH for e in rows)


def test_no_dates_no_bars() -> None:
    """Without lengths and windows, or without an order in time, there is nothing to draw."""
    plain = "{detente: 1, title: t, parties: {A: {prefers: [a]}}, options: {a: {by: A}, b: {by: A}}, status_quo: []}"
    graph = detente.compile(detente.loads(plain))
    assert gantt_svg(graph, None) is None
    assert gantt_svg(graph, dates(graph, ["a", "b"])) is None


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", "day 0"),
        ("as_of: 2021-10-27, ", "2021-10-27"),
        ("as_of: 9999-12-01, ", "day 0"),
    ],
)
def test_time_with_and_without_a_calendar(more: str, said: str) -> None:
    """Dates where the file has a first day and the calendar goes on, else days."""
    text = (
        f"{{detente: 1, title: t, {more}parties: {{A: {{prefers: [a]}}}}, "
        "options: {a: {by: A, takes: 40 days}, b: {by: A}}, status_quo: [b]}"
    )
    graph = detente.compile(detente.loads(text))
    drawn = gantt_svg(graph, dates(graph, ["a", "not b"]))
    assert drawn is not None
    assert said in words_in(drawn)
    assert "takes no time" in words_in(drawn)


def test_what_is_late_is_drawn() -> None:
    """A last day that is missed has its line, and the row says by how much."""
    text = (
        "{detente: 1, title: t, as_of: 2022-01-01, parties: {A: {prefers: [a]}}, options: "
        "{a: {by: A, takes: 40 days, window: {from: 2022-01-10, until: 2022-01-31}}}, status_quo: []}"
    )
    graph = detente.compile(detente.loads(text))
    said = words_in(gantt_svg(graph, dates(graph, ["a"])) or "")
    assert "2022-02-10 at the earliest, 10 days after 2022-01-31" in said.replace("  ", " ")
    assert "Not enough time" in said


def test_what_lies_far_off_is_left_out_and_said() -> None:
    """A window that closes in a century does not press everything to the side."""
    text = (
        "{detente: 1, title: t, as_of: 2022-01-01, parties: {A: {prefers: [a]}}, options: "
        "{a: {by: A, takes: 4 days, window: {until: 2122-01-31}}}, status_quo: []}"
    )
    graph = detente.compile(detente.loads(text))
    said = words_in(gantt_svg(graph, dates(graph, ["a"])) or "")
    assert "too far off" in said
    assert "2122-01-31 last day" not in said


# legible, and nothing else in it -----------------------------------------------------------------


def every_drawing() -> Iterator[str]:
    """Yield drawings of all kinds."""
    graph, found = declaration()
    yield roadmap_svg(graph, found.roadmaps[0])
    yield gantt_svg(graph, finest(found).dates) or ""
    yield roadmap_svg(many(12), road(many(12), [4, 1, 7]))


def test_drawings_need_nothing_else_and_clash_with_nothing() -> None:
    """No script, style sheet, image, link or id; title and description for who cannot see it."""
    for drawn in every_drawing():
        tags = {e.tag.removeprefix(SVG) for e in elements(drawn)}
        assert tags <= {"svg", "title", "desc", "rect", "line", "path", "circle", "text"}
        assert {"title", "desc"} <= tags
        assert not any({"id", "class", "href"} & set(e.attrib) for e in elements(drawn))
        root = ET.fromstring(drawn)
        assert root.get("role") == "img"
        assert root.get("aria-label") == root.findtext(f"{SVG}title")
        assert len(root.findtext(f"{SVG}desc") or "") > 40


def test_drawings_are_legible_in_print() -> None:
    """170 mm wide, letters of at least 8.5 points, and no colour."""
    for drawn in every_drawing():
        root = ET.fromstring(drawn)
        assert root.get("width") == "170mm"
        wide = float((root.get("viewBox") or "").split()[2])
        points = float(root.get("font-size") or 0) * (170 / 25.4 * 72) / wide
        assert points >= 8.5
        assert not [e for e in root.iter() if e is not root and e.get("font-size")]
        for colour in re.findall(r'(?:fill|stroke)="#(\w+)"', drawn):
            parts = re.findall("..?" if len(colour) == 6 else ".", colour)
            assert max(int(p, 16) for p in parts) - min(int(p, 16) for p in parts) <= 3


def test_lines_of_words() -> None:
    """Words stay whole if they fit, long ones are broken, and what is left out is marked."""
    assert lines_of("one two three", 1000) == ("one two three",)
    assert lines_of("", 100) == ()
    broken = lines_of("Donaudampfschifffahrtsgesellschaft", 80)
    assert all(line.endswith("-") for line in broken[:-1])
    assert "".join(broken).replace("-", "") == "Donaudampfschifffahrtsgesellschaft"
    assert all(width_of(line) <= 80 for line in broken)
    assert lines_of("朝鮮半島の非核化", 40) == ("朝鮮半", "島の", "非核化")
    assert lines_of("many words " * 50, 60, most=2)[-1].endswith("…")
    assert lines_of("W" * 20, 1)[0].startswith("W")


def test_text_is_escaped() -> None:
    """Markup stays text, and what XML cannot hold is replaced."""
    assert escaped('<a b="c">&\'') == "&lt;a b=&quot;c&quot;&gt;&amp;'"
    assert escaped("\x00\x1b\ud800\ufffe") == "\ufffd" * 4


def test_ticks_are_few_and_in_order() -> None:
    """Whatever the length, a handful of days is named."""
    from datetime import date

    for days in (1, 5, 20, 69, 71, 200, 1000, 20_000, 500_000):
        for as_of in (None, date(2021, 10, 27)):
            line = timeline(as_of, days, [], 0, 400)
            ticks = list(line.ticks())
            assert 1 <= len(ticks) <= 8
            assert [day for day, _ in ticks] == sorted({day for day, _ in ticks})
            assert all(0 <= line.x(day) <= 400 for day, _ in ticks)
