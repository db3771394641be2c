"""Roadmaps as text: the words for hanging, temptation, end, dates and refusals."""

from __future__ import annotations

from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

import detente
from detente.analyses.roadmaps.results import Roadmap
from detente.analyses.sequencing.enforcing import Circle, Ends, Temptation
from detente.analyses.sequencing.exposing import Exposed, Kind
from detente.analyses.timing.days import Length
from detente.analyses.wording import words_of
from detente.conflict.conflict import Conflict
from detente.conflict.parties import Condition
from detente.graph.model import GraphModel
from detente.telling.ending import falls
from detente.telling.journey import hanging_on, journey
from detente.telling.mapping import roadmaps_text
from detente.telling.refusing import refusals_in_words
from detente.telling.scheduled import scheduled

TWO = """\
detente: 1
title: Two sides
as_of: 2022-01-01
parties:
  A: {name: First, prefers: [red line: a implies b, b], floor: [b]}
  B: {name: Second, prefers: [a, not b], conditions: [b only after a]}
options:
  a: {label: Give way, by: A, takes: 10..20 days, window: {until: 2022-01-05}}
  b: {label: Answer, by: B, undone_by: nobody, takes: 3 days}
status_quo: []
"""


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


def backs(*ends: str) -> tuple[Ends, ...]:
    """Return one state of rest for each stage."""
    return tuple(Ends((end,), 1) for end in ends)


def plain(graph: GraphModel) -> Roadmap:
    """Return an empty account of a first, b second."""
    del graph
    return Roadmap(
        kinds=("best",),
        bundles=(("a",), ("b",)),
        movers=(("A",), ("B",)),
        consenters=((), ()),
        states=("NN", "YN", "YY"),
        refusals=(),
        exposure=(),
        temptations=(),
        self_enforcing="strong",
        end="resting",
        backs=backs("NN", "NN", "YY"),
        guarantees=(),
        dates=None,
        succession=(),
    )


def two() -> GraphModel:
    """Return the small model."""
    return detente.compile(detente.loads(TWO))


def exposed(
    stage: int, party: str, kind: Kind, credibly: Kind, jointly: Kind, *, already: bool = False
) -> Exposed:
    """Return an exposure without its proofs."""
    return Exposed(stage, party, kind, already, 2, (), credibly, (), jointly)


def on_one_line(lines: object) -> str:
    """Return lines as one."""
    return " ".join(" ".join(lines).split())  # type: ignore[call-overload]


def test_the_softened_declaration_as_before(snapshot: SnapshotAssertion) -> None:
    """The roadmap that opens if both sides accept `together` for `before`."""
    graph = detente.compile(softened(detente.load("korea/declaration-2021")))
    steps = ["review", "draft", "drop", "commit", "talks", "eow"]
    assert roadmaps_text(graph, detente.roadmaps(graph, "declare", steps=steps)) == snapshot


@pytest.mark.parametrize(
    ("stage", "ends", "clause"),
    [
        (1, ("YN",), "it stays so"),
        (2, ("YN",), "it falls back to stage 1"),
        (1, ("NN",), "it falls back to where it stands today"),
        (0, ("YN",), "it moves on to stage 1"),
        (2, ("NY",), "'Give way' would be ended"),
        (1, ("NY",), "'Give way' would be ended and 'Answer' would be put in effect"),
        (1, ("YN", "NN"), "several ends are possible: it stays so; or it falls back to where"),
    ],
)
def test_where_it_falls_back(stage: int, ends: tuple[str, ...], clause: str) -> None:
    """A stage is called by its number, another state by what would be different."""
    graph = two()
    states = ("NN", "YN", "YY")
    found = falls(words_of(graph.conflict), states, stage, Ends(ends, len(ends)))
    assert found.startswith(clause)


def test_a_circle_is_no_end() -> None:
    """States on a circle are told as one, beside a state of rest; what is not listed is counted."""
    words = words_of(two().conflict)
    circle = Circle(("YN", "NY"), 2)
    found = falls(words, ("NN", "YN", "YY"), 1, Ends(("YN", "NN", "NY"), 3, (circle,)))
    assert found == (
        "several ends are possible: it would go round among 2 states without end: (1) stage 1 and "
        "(2) with 'Give way' ended and 'Answer' in effect; or it falls back to where it stands today"
    )
    some = Ends(("YN",), 12, (Circle(("YN", "NY"), 9),))
    assert falls(words, ("NN", "YN", "YY"), 1, some) == (
        "several ends are possible: it would go round among 9 states without end: (1) stage 1, "
        "(2) with 'Give way' ended and 'Answer' in effect and 7 more; and 3 more"
    )


def test_what_a_move_leaves_is_what_stays() -> None:
    """After a move 'it stays so' speaks of the state that the move leads to, not of the stage."""
    words = words_of(two().conflict)
    states = ("NN", "YN", "YY")
    there, back = Ends(("NY",), 1), Ends(("YN",), 1)
    assert falls(words, states, 1, there, moved_to="NY") == "it stays so"
    assert falls(words, states, 1, back, moved_to="NY") == "it falls back to stage 1"


@pytest.mark.parametrize(
    ("exposed", "sentence"),
    [
        (
            [exposed(1, "A", "recoverable", "recoverable", "recoverable")],
            (
                "First after stage 1: the others could hurt it more than they can today, by moves "
                "of their own, and it could still recover; moves that each pay for whoever makes "
                "them are enough for that."
            ),
        ),
        (
            [exposed(n, "A", "recoverable", "none", "unrecoverable") for n in (1, 2, 3)],
            (
                "First after stages 1 to 3: the others could hurt it more than they can today, by "
                "moves of their own, and it could still recover; only in principle, since not all "
                "these moves would pay for whoever makes them; if they also act jointly, it could "
                "not recover."
            ),
        ),
        (
            [exposed(2, "A", "unrecoverable", "recoverable", "unrecoverable")],
            (
                "First after stage 2: the others could hurt it more than they can today, by moves "
                "of their own, and it could not recover; by moves that each pay for whoever makes "
                "them, too, but from these it could recover."
            ),
        ),
        (
            [exposed(1, "A", "recoverable", "recoverable", "recoverable", already=True)],
            (
                "First after stage 1: it is worse off there than the others could make it today, and "
                "it could still recover."
            ),
        ),
        (
            [exposed(n, "B", "none", "none", "unrecoverable") for n in (1, 3)],
            (
                "Second after stages 1 and 3: the others could hurt it more than they can today, "
                "but only if they also act jointly; it could not recover from that."
            ),
        ),
        ([], "nobody: at no stage could the others hurt a party more than they can today."),
    ],
)
def test_who_is_left_hanging(exposed: list[Exposed], sentence: str) -> None:
    """Alike after several stages is one sentence; joint acts are said where they matter."""
    graph = two()
    roadmap = replace(plain(graph), exposure=tuple(exposed))
    assert hanging_on(words_of(graph.conflict), roadmap) == [sentence]


def test_temptations_in_words() -> None:
    """When, who, by which move, and where it would end."""
    graph = two()
    found = (
        Temptation(0, "B", (), "NN", Ends(("NN",), 1), surely=False, at_once=False),
        Temptation(1, "A", ("not a",), "NN", Ends(("NY",), 1), surely=True, at_once=True),
        Temptation(2, "A", (), "YY", Ends(("NY",), 1), surely=True, at_once=False),
    )
    roadmap = replace(plain(graph), temptations=found, self_enforcing="no", end="unravels")
    text = on_one_line(journey(graph, roadmap))
    assert "- Today Second might do better than at the end if agreement stopped there: it" in text
    assert (
        "- After stage 1 First would surely do better than at the end by a move of its own: it "
        "could end 'Give way'; then 'Give way' would be ended and 'Answer' would be put in effect."
    ) in text
    assert "- At the end First would surely do better if agreement stopped there: 'Give" in text
    assert "The end unravels" in text


def test_stages_in_words() -> None:
    """Who moves, who has a say, and what becomes of it if agreement stops."""
    graph = two()
    roadmap = replace(plain(graph), consenters=((), ("A",)), backs=backs("YN", "NN", "YY"))
    text = on_one_line(journey(graph, roadmap))
    assert text.startswith("Today's state does not rest: it moves on to stage 1. 1. First puts in")
    assert "1. First puts in effect 'Give way'. If agreement stops here, it falls back to" in text
    assert "2. Second puts in effect 'Answer'. First has a say: it has declared terms" in text
    assert "The end rests: no party gains by a move of its own." in text


def test_refusals_in_words() -> None:
    """A condition, a red line and the floor, each with its item, and each once."""
    graph = two()
    found = detente.roadmaps(graph, steps=["a", "b"])
    told: set[tuple[str, str, str]] = set()
    refused = found.step_sets[0].refused
    assert refused
    said = [text for roadmap in refused for text in refusals_in_words(graph, roadmap, told)]
    text = " ".join(said)
    assert "crosses a red line: First will not accept 'Give way' unless 'Answer' is in" in text
    assert "Second agrees to 'Answer' only after 'Give way' is in effect. [B.c1]" in text
    full = [one for one in said if "again" not in one]
    assert len({one.split(":", 1)[1] for one in full}) == len(full)


def test_a_floor_that_is_named_is_said() -> None:
    """Who names a floor refuses to fall below that, not below today."""
    text = TWO.replace("red line: a implies b, b", "b").replace("by: B, undone", "by: B, undone")
    graph = detente.compile(detente.loads(text))
    found = detente.roadmaps(graph, steps=["a"]).step_sets[0].refused[0]
    assert list(refusals_in_words(graph, found, set())) == [
        (
            "Stage 1 would leave First worse off than the floor it names: First would rather have "
            "'Answer' in effect. [A.s1]"
        )
    ]


def test_dates_that_do_not_fit() -> None:
    """A last day that is missed is told with the days by which it is."""
    graph = two()
    from detente.analyses.timing.dating import dates

    text = on_one_line(scheduled(graph, dates(graph, ["a", "b"], bundles=[["a"], ["b"]])))
    assert text.startswith("The steps do not fit into the time there is. - Not enough time")
    assert "until 2022-01-05" in text


def test_dates_that_nothing_bounds() -> None:
    """Without a last day there is no time to spare to speak of."""
    from detente.analyses.timing.dating import dates

    graph = detente.compile(detente.loads(TWO.replace(", window: {until: 2022-01-05}", "")))
    text = on_one_line(scheduled(graph, dates(graph, ["a", "b"], bundles=[["a"], ["b"]])))
    assert "by 2022-01-14; there is no last day." in text
    assert "as long as the file says it may: 23 days" in text


def test_steps_that_wait_for_each_other_have_no_days() -> None:
    """Without any order no days are told, but that there are none; also if only others fit."""
    from detente.analyses.timing.dating import dates

    graph = detente.compile(
        detente.loads(TWO.replace("floor: [b]", "floor: [b], conditions: [a only after b]"))
    )
    found = dates(graph, ["a", "b"], bundles=[["a"], ["b"]])
    text = on_one_line(scheduled(graph, found))
    assert text.startswith(
        "There is no time in which these steps could be taken: they wait for each other. - No order: "
    )
    assert "'Answer' comes after 'Give way'" in text
    assert "'Give way' comes after 'Answer'" in text
    none = Length(None, None, feasible=False)
    fits = dates(
        detente.compile(detente.loads(TWO.replace(", window: {until: 2022-01-05}", ""))), ["a"]
    )
    other = on_one_line(scheduled(graph, replace(fits, longest=none, serial=none)))
    for when in ("every step takes as long as the file says it may", "each stage begins only when"):
        assert f"If {when}" in other
    assert other.count(", there is no order in which they fit.") == 2


def test_sets_that_leave_somebody_worse_off() -> None:
    """It is said, and the party named."""
    text = (
        "{detente: 1, title: t, parties: {A: {prefers: [a]}, B: {name: Second, prefers: [not a]}}, "
        "options: {a: {by: A}, b: {by: B}}, status_quo: []}"
    )
    graph = detente.compile(detente.loads(text))
    found = on_one_line([roadmaps_text(graph, detente.roadmaps(graph, "a"))])
    assert "One set of steps leads there, but it leaves some party worse off than today" in found
    assert "Second would be worse off at the end than today." in found


def test_unknown_order_is_said() -> None:
    """Where an order of importance is not known the text says how it was computed."""
    text = (
        "{detente: 1, title: t, parties: {A: {name: First, prefers: [{any_order: [a, b]}]}, "
        "B: {prefers: [b]}}, options: {a: {by: A}, b: {by: B}}, status_quo: []}"
    )
    graph = detente.compile(detente.loads(text))
    found = on_one_line([roadmaps_text(graph, detente.roadmaps(graph, "a"))])
    assert "The order of importance is not fully known for First" in found


@pytest.mark.parametrize(
    ("b", "said"),
    [
        (
            "prefers: [deal, drop], conditions: [offer only after drop]",
            "by an order that everybody",
        ),
        ("prefers: [deal], conditions: [offer only after end]", "no order of steps that leads"),
        ("prefers: [not deal]", "leaves some party worse off"),
    ],
    ids=["accepted", "not accepted", "somebody loses"],
)
def test_what_is_true_of_the_smallest_sets_is_said(b: str, said: str) -> None:
    """That all accept an order of them, or none; or that somebody loses by every one."""
    graph = detente.compile(
        detente.loads(
            f"{{detente: 1, title: Deal, parties: {{A: {{prefers: [deal]}}, B: {{{b}}}}}, options: "
            "{drop: {by: A}, offer: {by: B}, deal: {by: [A, B], needs: offer}, "
            "end: {by: A, needs: not deal and not offer}}, status_quo: []}"
        )
    )
    found = detente.roadmaps(graph, "deal")
    text = " ".join(roadmaps_text(graph, found).split())
    sentences = ("by an order that everybody", "no order of steps that leads", "leaves some party")
    assert [s for s in sentences if s in text] == [s for s in sentences if s in said]
    counts = [one.accepted["all"] for one in found.step_sets]
    assert all(counts) == found.accepted_by_all
