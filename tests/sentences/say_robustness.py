"""What `robustness` says: each finding with every variation that changes it, and what changes not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from random import Random
from typing import Any

from detente.conflict.logic import Formula
from tests.oracle.random_conflicts import random_settings
from tests.oracle.sequences_varying import (
    KINDS,
    Look,
    Model,
    Variation,
    _inside,
    _places,
    look,
    variations,
)

from .items import items_of, says
from .looks import Check, goal_of, looks
from .reading import Line, Table
from .rows import Rows, Said
from .scene import Call, Scene

say = Rows("robustness", covers=("telling/withstanding.py", "analyses/robustness/asking.py",
                                 "analyses/robustness/varying.py",
                                 "analyses/robustness/changing.py",
                                 "analyses/robustness/looking.py"))  # fmt: skip
SHOWN, SHOWN_MOVES = 6, 3
NOUNS = {"swap": "swap", "drop": "drop", "negate": "negation", "source": "source"}


def calls(scene: Scene, rng: Random) -> Iterator[Call]:
    """Yield what is asked: one question a file, now and then under other settings."""
    conflict = scene.conflict
    if conflict.explicit or conflict.states or len(conflict.options) > 4:
        return
    names = [option.name for option in conflict.options]
    targets = [target.name for target in conflict.targets if target.formula is not None]
    targets += [" and ".join(rng.sample(names, min(2, len(names))))]
    settings = rng.choice(random_settings(conflict, rng.randrange(1 << 30)))
    epoch = settings.get("epoch")
    yield Call(
        "robustness",
        ("--to", targets[0] if rng.random() < 0.8 else targets[-1]),
        perspective=settings.get("perspective"),
        epoch=epoch.isoformat() if epoch else None,
        without=tuple(settings.get("without", ())),
        status_quo=rng.choice(scene.model.states) if rng.random() < 0.1 else None,
    )


@dataclass(frozen=True)
class Asked(Model):
    """A conflict as somebody asks about any target."""

    goal: Formula | None = None

    @property
    def target(self) -> Formula:
        assert self.goal is not None
        return self.goal


class Seen:
    """What is found in one model: all that an outlook has, and where moves end."""

    def __init__(self, found: Look) -> None:
        self.look, self.ends, self.circle = found, found.ends, found.circle
        for name in ("open", "unlocks", "stops", "rests"):
            setattr(self, name, getattr(found.outlook, name))
        self.findings = found.findings


class Trials:
    """Every variation of the model of a call, by the name that it is told by, and what it finds."""

    def __init__(self, scene: Scene) -> None:
        goal = goal_of(scene.conflict, scene.call.flag("--to"))
        view = scene.model.perspective.name
        self.model = Asked(scene.asked, view, scene.epoch, scene.call.without, goal)
        self.case = self.model.case()
        self.listed = variations(self.model, self.case)

    @cached_property
    def base(self) -> Seen:
        """What is found in the model as it stands."""
        return Seen(look(self.model, self.case.ground))

    @cached_property
    def found(self) -> dict[str, tuple[Variation, Seen]]:
        """Each variation and what it finds; only an item left out changes what is possible."""
        ground = self.case.ground
        return {
            name: (one, Seen(look(one.make(), None if one.kind == "drop" else ground)))
            for name, one in zip(self.names(), self.listed, strict=True)
        }

    def names(self) -> Iterator[str]:
        """Yield the name of each variation."""
        swaps = self._swaps()
        for one in self.listed:
            match one.kind:
                case "swap":
                    yield next(swaps)
                case "drop":
                    yield f"without {one.items[0]}"
                case "negate":
                    yield f"with the opposite of {one.items[0]}"
                case _:
                    yield f"without the source {one.items[0]}"

    def _swaps(self) -> Iterator[str]:
        for party in self.model.conflict.parties:
            left = self.case.left[party.name]
            if left.ranking is not None:
                for one, other in pairwise(left.ranking.tiers):
                    places = f"{_named(one)} and {_named(other)}"
                    yield f"with {places} exchanged in {party.name}.ranking"
                continue
            places = [[s.id for s in _inside(p)] for p in _places(self.model, self.case, party)]
            for first, second in pairwise(places):
                yield f"with {_named(first)} and {_named(second)} exchanged"


def _named(names: Any) -> str:
    return names[0] if len(names) == 1 else f"({', '.join(names)})"


def trials(scene: Scene) -> Trials:
    """Return the variations of a scene."""
    if not hasattr(scene.at, "trials"):
        scene.at.trials, scene.at.told, scene.at.otherwise = Trials(scene), [], []
        scene.at.named = set()
    found: Trials = scene.at.trials
    return found


# the head ----------------------------------------------------------------------------------------


@say("{title}: how far the findings on '{target}' are from changing")
def title(scene: Scene, said: Said) -> bool:
    return (said.words["title"], said.target) == (scene.conflict.title, looks(scene).target)


@say.table("variation", "tried", "change what stops it", "change anything")
def counts(scene: Scene, table: Table) -> bool:
    here = trials(scene)
    expected = []
    for kind in KINDS:
        seen = [found for one, found in here.found.values() if one.kind == kind]
        stops = sum(found.stops != here.base.stops for found in seen)
        anything = sum(found.findings != here.base.findings for found in seen)
        cells = (kind, str(len(seen)), str(stops), str(anything))
        expected.append(dict(zip(table.columns, cells, strict=True)))
    return [*table.rows] == expected


@say("swap: two neighbours in a party's list change places; drop: an item is left out; negate: an "
     "assumed statement says the opposite; source: one is no longer heard.")  # fmt: skip
def legend(scene: Scene, said: Said) -> bool:
    """What the kinds are: by this the table is judged."""
    return KINDS == ("swap", "drop", "negate", "source")


@say("Of {kinds}, no variation changes what stops '{target}'.",
     "Of {kinds}, 1 changes what stops '{target}'.",
     "Of {kinds}, {n:int} change what stops '{target}'.")  # fmt: skip
def withstands(scene: Scene, said: Said) -> bool:
    here = trials(scene)
    kinds = []
    for kind in KINDS:
        many = sum(one.kind == kind for one in here.listed)
        kinds.append(f"{many:,} {NOUNS[kind]}{'' if many == 1 else 's'}")
    stops = sum(found.stops != here.base.stops for _, found in here.found.values())
    many = int(said.words.get("n", "1" if ", 1 changes" in said.text else "0"))
    right = scene.items(said.kinds) == kinds and said.target == looks(scene).target
    return right and many == stops and (many != 1 or ", 1 changes" in said.text)


@say("Found, under '{view}':")
def found_heading(scene: Scene, said: Said) -> bool:
    trials(scene)
    scene.at.judge = _found
    return said.view == scene.model.perspective.name


# findings ----------------------------------------------------------------------------------------


@dataclass
class Told:
    """A finding that was told, and what was told to change it: by what is found instead."""

    kind: str
    check: Check
    groups: dict[str, tuple[list[str], int]] = field(default_factory=dict)
    hidden: int = 0
    nothing: bool = False


def _found(scene: Scene, said: Said, check: Check) -> bool:
    scene.at.told.append(Told(scene.at.kind, check))
    return said.marker == "-" and check(trials(scene).base)


def _otherwise(scene: Scene, said: Said, check: Check) -> bool:
    scene.at.otherwise.append(Told(scene.at.kind, check))
    return said.marker == "-" and not check(trials(scene).base)


@say("Nothing changes this.")
def nothing(scene: Scene, said: Said) -> bool:
    one = scene.at.told[-1]
    one.nothing = True
    return all(one.check(found) for _, found in trials(scene).found.values())


@say("Then {instead}: {names:any}.", "Not so: {names:any}.")
def changes(scene: Scene, said: Said) -> bool:
    """All variations by which this is found instead, and no other; of many the first six."""
    one, here = scene.at.told[-1], trials(scene)
    instead = said.words.get("instead", "")
    names, more = _listed(scene, said.names)
    one.groups[instead] = names, more
    expected = {
        name
        for name, (_, found) in here.found.items()
        if not one.check(found)
        and _instead(scene, one.kind, found) == _told_instead(scene, instead)
    }
    return {*names} <= expected and len(names) + more == len(expected)


def _listed(scene: Scene, text: str) -> tuple[list[str], int]:
    """Return the variations that are named, and how many more there are."""
    found = re.fullmatch(r"(.*?)(?:; and (\d+) more \(see --json\))?", text)
    assert found is not None
    names = re.split(r"; (?=with)", found[1])
    assert not found[2] or len(names) == SHOWN
    scene.at.named |= set(names)
    return names, int(found[2] or 0)


def _instead(scene: Scene, kind: str, found: Seen) -> object:
    if kind == "rung":
        return found.stops
    if kind == "status quo":
        return found.rests
    if kind == "endings":
        return (frozenset(found.ends), found.circle) if found.open else "rests"
    return ""


def _told_instead(scene: Scene, text: str) -> object:
    """Return what is told to be found instead."""
    if text == "nothing stops it":
        return "none"
    if text.startswith("it "):
        return text.removeprefix("it ")
    if text == "the status quo rests":
        return "rests"
    if text == "they do not end":
        return frozenset(), True
    if text.startswith("at "):
        parts = text.removeprefix("at ").split("; or ")
        around = parts[-1] == "they go round"
        states = parts[:-1] if around else parts
        named = (scene.items(p) if p != "nothing" else [] for p in states)
        return frozenset(scene.spelled(names) for names in named), around
    return text


@say("{n:int} variation more (see --json).", "{n:int} variations more (see --json).")
def more_variations(scene: Scene, said: Said) -> bool:
    """Those of what is found instead in the seventh place and later."""
    scene.at.told[-1].hidden = said.number("n")
    return len(scene.at.told[-1].groups) == SHOWN


@say("{n:int} move more (see --json).", "{n:int} moves more (see --json).")
def more_moves(scene: Scene, said: Said) -> bool:
    here = trials(scene)
    moves = {move[:2] for move in here.base.open}
    if scene.at.judge is _otherwise:
        others = {move[:2] for _, found in here.found.values() for move in found.open}
        moves = others - moves
    right = said.number("n") == len(moves) - SHOWN_MOVES
    return right and (" moves " in said.text) == (said.number("n") != 1)


@say("Found only with a variation:")
def only_otherwise(scene: Scene, said: Said) -> bool:
    """A heading; what stands below it is not found in the model as it stands."""
    scene.at.judge = _otherwise
    return True


@say("So: {names:any}.")
def so(scene: Scene, said: Said) -> bool:
    """All the variations that find it."""
    one, here = scene.at.otherwise[-1], trials(scene)
    names, more = _listed(scene, said.names)
    expected = {name for name, (_, found) in here.found.items() if one.check(found)}
    one.groups[""] = names, more
    return {*names} <= expected and len(names) + more == len(expected)


@say.end
def missing(scene: Scene) -> Iterator[str]:
    """Yield the findings that are not told, and what changes them without being told."""
    here = trials(scene)
    moves = sum(kind == "move" for kind, _ in here.base.findings)
    many = len(here.base.findings) - max(moves - SHOWN_MOVES, 0)
    if many != len(scene.at.told):
        yield f"{many} findings, {len(scene.at.told)} told"
    for one in scene.at.told:
        gone = [name for name, (_, found) in here.found.items() if not one.check(found)]
        told = sum(len(names) + more for names, more in one.groups.values()) + one.hidden
        if told != len(gone) or one.nothing == bool(gone):
            yield f"a finding of {one.kind} is changed by {len(gone)} variations, told are {told}"
    others = {a for _, found in here.found.values() for a in found.findings} - here.base.findings
    moves = sum(kind == "move" for kind, _ in others)
    unlocks = sum(kind == "unlock" for kind, _ in others)
    if min(moves, SHOWN_MOVES) + unlocks != len(scene.at.otherwise):
        yield f"{moves} moves and {unlocks} concessions otherwise: {len(scene.at.otherwise)} told"
    if not all(one.groups for one in scene.at.otherwise):
        yield "a finding of a variation without the variation"
    yield from (f"what '{name}' says" for name in sorted(_owed(scene)))


# items -------------------------------------------------------------------------------------------


def _owed(scene: Scene) -> set[str]:
    """Return the items and sources that are named and whose words are not told."""
    here = trials(scene)
    named = {item for name in scene.at.named for item in here.found[name][0].items}
    return named - getattr(scene.at, "explained", set())


@say.other
def item(scene: Scene, line: Line) -> bool | None:
    """An item or source that is named above, and what it says."""
    found = re.fullmatch(r"(\S+): (.*)", line.text)
    if line.indent != 2 or line.marker or found is None:
        return None
    name, text = found[1], found[2]
    scene.at.explained = {*getattr(scene.at, "explained", set()), name}
    sources = {source.name: source for source in scene.conflict.sources}
    if name in sources and name not in items_of(scene.conflict):
        told = (sources[name].publisher or sources[name].title, sources[name].date)
        return text == ", ".join(filter(None, told))
    return says(scene, text, name)


@say.part("Has no answer:", "{variation}: {why}.", "; {n:int} has no answer",
          "Nothing that was tried and has an answer changes this.", "none of {n:int}",
          "Too large to be answered: {variation}: {why}.",
          "Left out: {n:int} swaps; in a model of this size the limit is {m:int} variations in all.",
          "Left out: where preferred moves end. There are too many states to follow.",
          "Left out: long orders, or moves of one party. There are more steps than can be ordered, or "
          "moves of one party than can be listed: only a part of them was tried.",
          "Left out: moves from the status quo. There are too many to look through.")  # fmt: skip
def limits(scene: Scene, said: Said) -> bool:
    """Limits: the files are too small for them; see the unit tests."""
    return False


@say.part("with {a} and {b} exchanged in {ranking}", "with {a} and {b} exchanged", "without {item}",
          "with the opposite of {item}", "without the source {source}", "they do not end",
          "the status quo rests", "nothing stops it", "; or they go round",
          "{names}; and {n:int} more (see --json)")  # fmt: skip
def of_a_variation(scene: Scene, said: Said) -> bool:
    raise AssertionError("`Trials.names` and `_listed` put them together and take them apart")
