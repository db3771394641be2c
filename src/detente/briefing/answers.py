"""What the brief asks about a target: what blocks, who differs, what unlocks, which roads there are.

A question whose model is too large for an answer in a few seconds is left out, and the note says
which command asks it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from detente.analyses.assuming import assumptions
from detente.analyses.blockers.asking import Blockers, blockers
from detente.analyses.choosing import chosen
from detente.analyses.differences.asking import Differences, differences
from detente.analyses.differences.order_matrix import OrderMatrix, order_matrix
from detente.analyses.perspectives.asking import perspectives
from detente.analyses.perspectives.results import Perspectives
from detente.analyses.roadmaps.asking import roadmaps
from detente.analyses.roadmaps.results import Roadmaps
from detente.analyses.robustness.asking import robustness
from detente.analyses.robustness.results import Robustness
from detente.analyses.sequencing.orders import orders_of
from detente.analyses.settled import UNSETTLED
from detente.analyses.unlocks.asking import unlocks
from detente.analyses.unlocks.conceding import conceded, held_in
from detente.analyses.unlocks.results import Concession, Unlocks
from detente.errors import DetenteError, LimitReached, NoAnswer
from detente.graph.compiling import compile
from detente.graph.model import GraphModel
from detente.graph.selecting import item_ids

Found = TypeVar("Found")

# sets of steps of a model that the brief looks through: eighteen open steps where ways are followed
# from each of them, all that can be listed elsewhere
MOST_STAGES = {"roadmaps": 1 << 18, "unlocks": 1 << 18}
MOST_POSITIONS = 10
QUESTIONS = 7  # that are asked about one target
MOST_PARTIES = 12
MOST_PAIRS = 15  # pairs of parties


@dataclass(frozen=True, slots=True)
class Road:
    """The roadmaps to the target as things are, or after the mildest concession that opens one.

    `graph` is the model in which they hold.
    """

    graph: GraphModel
    roadmaps: Roadmaps
    after: Concession | None


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers about one target; None for a question that was left out.

    `pairs` are empty too if there are no steps whose order two parties could differ over.
    `elsewhere` says what would unlock it in the file's other perspectives, with their models.
    """

    target: str
    blocks: Blockers
    others: tuple[Blockers, ...]
    matrix: OrderMatrix | None
    pairs: tuple[Differences, ...]
    opens: Unlocks | None
    road: Road | None
    today: Roadmaps | None
    heard: Perspectives | None
    assumed: Robustness | None
    elsewhere: tuple[tuple[GraphModel, Unlocks], ...]
    notes: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every question was asked, and answered to the end."""
        found = (self.blocks, *self.others, self.opens, self.today, self.heard, self.assumed)
        return not self.notes and all(one is None or one.complete for one in found)


def answers(
    graph: GraphModel, target: str | None, *, tick: Callable[[], None] = lambda: None
) -> Answers | None:
    """Return the answers about a target, the first of the file if none is named.

    `tick` is called before each of the QUESTIONS is asked.  None if there is no target, no status quo, or if the model does not consist of options.
    Raises WrongUse for an unknown target, LimitReached for more than `MOST_PARTIES` parties and
    where moves are too many to be listed.
    """
    names = [one.name for one in graph.conflict.targets]
    if target is not None:
        chosen(graph, target)  # a mistake is told, whatever else there is
    main = target if target is not None else names[0] if names else None
    if main is None or graph.status_quo is None:
        return None
    notes: list[str] = []
    try:
        orders = orders_of(graph)
        if len(graph.parties) > MOST_PARTIES:
            raise LimitReached(
                f"a brief answers it for up to {MOST_PARTIES} parties; 'detente blockers' answers it"
            )
        tick()
        blocks = blockers(graph, main)
    except NoAnswer:
        return None
    stages = orders.stages.size

    def ask(command: str, question: Callable[[], Found], *, may: bool = True) -> Found | None:
        tick()
        small = stages <= MOST_STAGES.get(command, stages)
        if may and small and blocks.found == "target":
            try:
                return question()
            except NoAnswer:
                return None
            except LimitReached:
                pass
        if blocks.found == "target":
            notes.append(f"'detente {command}' was left out: this model is too large for a brief.")
        return None

    few = len(held_in(graph)) <= MOST_POSITIONS
    opens = ask("unlocks", lambda: unlocks(graph, main), may=few)
    today = ask("roadmaps", lambda: roadmaps(graph, main))
    pairs = list(combinations(graph.parties, 2))
    apart = ask(
        "differences",
        lambda: tuple(differences(graph, a, b, to=main) for a, b in pairs),
        may=len(pairs) <= MOST_PAIRS,
    )
    heard = ask("perspectives", lambda: _heard(graph, main))
    return Answers(
        target=main,
        blocks=blocks,
        others=tuple(_others(graph, [name for name in names if name != main])),
        matrix=ask("differences", lambda: order_matrix(graph, to=main)),
        pairs=tuple(pair for pair in apart or () if pair.sets),
        opens=opens,
        road=_road(graph, main, blocks, today, opens),
        today=today,
        heard=heard,
        assumed=ask("robustness", lambda: _assumed(graph, main)),
        elsewhere=tuple(_elsewhere(graph, main)) if opens is not None else (),
        notes=tuple(dict.fromkeys(notes)),
    )


def _others(graph: GraphModel, names: list[str]) -> list[Blockers]:
    found = []
    for name in names:
        try:
            found.append(blockers(graph, name, ground=False))
        except DetenteError:
            continue
    return found


def _assumed(graph: GraphModel, target: str) -> Robustness:
    """Return what the findings owe to what no source says."""
    selection, known = graph.selection, set(item_ids(graph.conflict))
    return robustness(
        graph.conflict,
        target,
        perspective=selection.perspective.name,
        epoch=selection.epoch,
        without=selection.without,
        status_quo=selection.asked_status_quo,
        only=[item.id for item in assumptions(selection) if item.id in known],
    )


def _heard(graph: GraphModel, target: str) -> Perspectives:
    selection = graph.selection
    return perspectives(
        selection.conflict,
        target,
        perspective=selection.perspective.name,
        size=2,
        epoch=selection.epoch,
        without=selection.without,
        status_quo=selection.asked_status_quo,
    )


def _elsewhere(graph: GraphModel, target: str) -> Iterator[tuple[GraphModel, Unlocks]]:
    """Yield each other perspective of the file, and what would unlock the target there."""
    selection = graph.selection
    for view in selection.conflict.perspectives:
        if view.name == selection.perspective.name:
            continue
        try:
            other = compile(
                selection.conflict,
                perspective=view.name,
                epoch=selection.epoch,
                without=selection.without,
                status_quo=selection.asked_status_quo,
            )
            if len(held_in(other)) <= MOST_POSITIONS:
                found = unlocks(other, target)
                if found.found in ("sets", "none", UNSETTLED):
                    yield other, found
        except DetenteError:
            continue


def _road(
    graph: GraphModel,
    target: str,
    blocks: Blockers,
    today: Roadmaps | None,
    opens: Unlocks | None,
) -> Road | None:
    """Return the road to tell: today's, or that after the mildest concession."""
    if today is None:
        return None
    if any(found.roadmaps for found in today.step_sets):
        return Road(graph, today, None)
    if opens is None or blocks.rung != "sequence":
        return None
    # half a concession before a whole one; half of one and all of another is no milder than that
    halves = [one for one in opens.half_concessions if not one.give_up]
    for concession in [*halves, *opens.minimal_sets][:1]:
        other = conceded(graph, concession.give_up, concession.soften)
        found = roadmaps(other, target)
        if any(one.roadmaps for one in (*found.step_sets, *found.holding)):
            return Road(other, found, concession)
    return None
