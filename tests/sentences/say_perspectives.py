"""What `perspectives` says: who finds what, what all find, on which sources and voices it hangs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from random import Random

from detente.conflict.basis import VOICES, Basis
from detente.conflict.conflict import Perspective, statements
from detente.conflict.parties import AnyOrder, Condition
from tests.oracle.random_conflicts import random_settings
from tests.oracle.sequences_outlook import Outlook, counted

from .looks import Check, looks
from .reading import Line, Table
from .rows import Rows, Said
from .scene import Call, Scene

say = Rows("perspectives", covers=("telling/hearing.py", "analyses/perspectives/asking.py",
                                   "analyses/perspectives/flipping.py"))  # fmt: skip
SHOWN = 3


def calls(scene: Scene, rng: Random) -> Iterator[Call]:
    """Yield what is asked: the target or a formula, of other perspectives, with other sources."""
    conflict = scene.conflict
    if conflict.explicit or conflict.states or len(conflict.options) > 5:
        return
    names = [option.name for option in conflict.options]
    targets = [target.name for target in conflict.targets if target.formula is not None]
    targets += [" and ".join(rng.sample(names, min(2, len(names)))), f"not {rng.choice(names)}"]
    sources = [source.name for source in conflict.sources]
    scoped = any(rule.basis.only_in for rule in conflict.rules)
    for number, settings in enumerate(random_settings(conflict, rng.randrange(1 << 30))[:3]):
        words = ["--to", targets[number % len(targets)]]
        if rng.random() < 0.7:
            words += ["--size", str(rng.choice((0, 1, 2)))]
        if sources and rng.random() < 0.3:
            words += ["--sources", ",".join(rng.sample(sources, rng.randint(1, len(sources))))]
        if rng.random() < 0.15:
            words += ["--voices", ",".join(rng.sample(VOICES, rng.randint(1, 2)))]
        epoch = settings.get("epoch")
        states = scene.model.states
        yield Call(
            "perspectives",
            tuple(words),
            perspective=settings.get("perspective"),
            epoch=epoch.isoformat() if epoch else None,
            without=tuple(settings.get("without", ())),
            status_quo=rng.choice(states) if rng.random() < (0.5 if scoped else 0.1) else None,
        )


# the head ----------------------------------------------------------------------------------------


@say("{title}: '{target}' according to whom")
def title(scene: Scene, said: Said) -> bool:
    return (said.words["title"], said.target) == (scene.conflict.title, looks(scene).target)


@say.table("perspective", "quotations", "items")
def views(scene: Scene, table: Table) -> bool:
    here, conflict = looks(scene), scene.conflict
    expected = []
    for name, look in here.found.items():
        heard, items, assumed = counted(here.asked.case(here.views[name]))
        expected.append(
            {
                "perspective": name,
                "quotations": f"{heard} of {len(conflict.quotations)}",
                "items": str(items),
                "assumed": str(assumed),
                "zone": str(look.zone),
                "stops at": "holds already" if look.already else look.rung,
                "status quo": "does not rest" if look.open else "rests",
                "moves open": str(len(look.open)),
            }
        )
    return [*table.rows] == expected


@say.part("moves open", "holds already")
def of_the_table(scene: Scene, said: Said) -> bool:
    raise AssertionError("the table is compared cell by cell")


@say("Items: what counts in the model; assumed: those that no quotation heard supports; zone: states "
     "at least as good as the status quo for everybody and better for somebody; stops at: the first "
     "rung that fails.")  # fmt: skip
def legend(scene: Scene, said: Said) -> bool:
    """What the columns are: the table is judged by this."""
    return bool(looks(scene).found)


@say("'{name}' hears only {heard}.", "'{name}' hears only {heard}; for the rest it is as '{varied}'.",
     "'{name}' hears only {heard}; for the rest it is as '{varied}', of whose items {n:int} do not "
     "count there.",
     "'{name}' hears only {heard}; for the rest it is as '{varied}', of whose items {n:int} does not "
     "count there.")  # fmt: skip
def hears(scene: Scene, said: Said) -> bool:
    """Which sources and voices; of the chosen one also what it lacks."""
    here = looks(scene)
    name, view = said.words["name"], here.views[said.words["name"]]
    found = re.fullmatch(
        r"(?:the voices (.*)|(.*?)(?:, and of these the voices (.*))?)", said.heard
    )
    assert found is not None
    sources = found[2] and (() if found[2] == "no source" else tuple(scene.items(found[2])))
    voiced = found[1] or found[3]
    voices = voiced and (() if voiced == "none" else tuple(scene.items(voiced)))
    told = (None if sources is None else sources, None if voices is None else voices)
    chosen = name != view.name
    right = "varied" in said.words if chosen else "varied" not in said.words
    if chosen:
        lost = _counting(scene, here.varied) - _counting(scene, view)
        right = right and said.words["varied"] == here.varied.name
        right = right and int(said.words.get("n", "0")) == len(lost)
        right = right and ("does" in said.text) == (len(lost) == 1)
    return told == (view.sources, view.voices) and right


@say.part("the voices {heard}, and of these the voices {voices}")
def heard(scene: Scene, said: Said) -> bool:
    raise AssertionError("`hears` takes them apart")


def _counting(scene: Scene, view: Perspective) -> set[str]:
    """Return the ids of what counts under a perspective now, or in an epoch that is still to come."""
    from tests.oracle.sequences import Case
    from tests.oracle.sequences_outlook import _items

    case = looks(scene).asked.case(view)
    found = dict(_items(case))
    for day in (epoch.start.first for epoch in case.conflict.epochs):
        if case.epoch is None or day > case.epoch:
            then = Case(case.conflict, view.name, day, case.without, ground=case.ground)
            for name, basis in _items(then):
                found.setdefault(name, basis)
    return {name for name, basis in found.items() if not basis.definition}


# findings ----------------------------------------------------------------------------------------


def _kept(scene: Scene, check: Check, kind: str) -> None:
    """Keep which findings were told, so that what is missing is seen."""
    if not hasattr(scene.at, "told"):
        scene.at.told = {}
    scene.at.told.setdefault(kind, []).append(check)


def _robust(scene: Scene, said: Said, check: Check) -> bool:
    _kept(scene, check, "robust")
    return said.marker == "-" and all(map(check, looks(scene).found.values()))


def _contested(scene: Scene, said: Said, check: Check) -> bool:
    """The perspectives named find it, the others named do not, and there is none besides."""
    _kept(scene, check, "contested")
    found = looks(scene).found
    held = {name for name, look in found.items() if check(look)}
    right = (held, set(found) - held) == scene.at.whose and bool(held) and held != set(found)
    scene.at.whose = None
    return right


def _base(scene: Scene, said: Said, check: Check) -> bool:
    _kept(scene, check, "base")
    scene.at.flips = None
    return said.marker == "-" and check(looks(scene).base)


@say("Found, under the only perspective there is:",
     "Found, under the only perspective that has an answer:",
     "Robust, found under all {n:int} perspectives:",
     "Robust, found under all {n:int} perspectives that have an answer:")  # fmt: skip
def robust(scene: Scene, said: Said) -> bool:
    here = looks(scene)
    scene.at.judge, scene.at.part = _robust, "robust"
    number = int(said.words.get("n", "1"))
    some = len(here.every) > len(here.found)
    return number == len(here.found) and some == ("answer" in said.text)


@say("Contested:")
def contested(scene: Scene, said: Said) -> bool:
    """A heading; under each line stands who finds it and who does not."""
    scene.at.judge, scene.at.part = _contested, "contested"
    return len(looks(scene).found) > 1


@say("{held} (not {others}):")
def whose(scene: Scene, said: Said) -> bool:
    """Who finds what follows, and who does not; it is judged with that."""
    scene.at.whose = ({*scene.items(said.held)}, {*scene.items(said.others)})
    return scene.at.part == "contested"


@say.part("{held} (not known for {others}):")
def unknown(scene: Scene, said: Said) -> bool:
    """Only where moves were too many to look through; see the unit tests."""
    return False


@say.other
def nothing(scene: Scene, line: Line) -> bool | None:
    """Nothing of this kind is found."""
    if line.text == "not looked for":
        return scene.at.part == "base" and False
    return None if line.text != "nothing" else scene.at.part in ("robust", "contested")


@say("What this hangs on, under '{view}':")
def hanging(scene: Scene, said: Said) -> bool:
    scene.at.judge, scene.at.part = _base, "base"
    return said.view == looks(scene).varied.name


@say("{n:int} move more (see --json).", "{n:int} moves more (see --json).")
def more_moves(scene: Scene, said: Said) -> bool:
    """So many moves more than the three that are told."""
    here, part = looks(scene), scene.at.part
    if part == "base":
        many = len(here.base.open)
    else:
        held, others = scene.at.whose if part == "contested" else ({*here.found}, set())
        many = sum(_held(here.found, one) == held for one in _moves(here.found.values()))
        if others != {*here.found} - held:
            return False
    right = said.number("n") == many - SHOWN
    return right and (" moves " in said.text) == (said.number("n") != 1)


def _moves(found: Iterable[Outlook]) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    return {move[:2] for look in found for move in look.open}


def _held(found: dict[str, Outlook], one: tuple[tuple[str, ...], tuple[str, ...]]) -> set[str]:
    return {name for name, look in found.items() if one in {m[:2] for m in look.open}}


@say.end
def missing(scene: Scene) -> Iterator[str]:
    """Yield the findings that are not told, but for moves beyond the first three."""
    here, told = looks(scene), getattr(scene.at, "told", {})
    every = {name: _atoms(look) for name, look in here.found.items()}
    atoms = set().union(*every.values()) if every else set()
    robust_ones = {atom for atom in atoms if all(atom in found for found in every.values())}
    parts = {"robust": robust_ones, "base": _atoms(here.base)}
    parts |= {"contested": atoms - robust_ones}
    for part, expected in parts.items():
        others = {atom for atom in expected if atom[0] != "move"}
        groups: dict[frozenset[str], int] = {}
        for atom in expected - others:
            key = frozenset(n for n, f in every.items() if atom in f) if part == "contested" else ""
            groups[key] = min(groups.get(key, 0) + 1, SHOWN)
        many = len(others) + sum(groups.values())
        if many != len(told.get(part, [])):
            yield f"{part}: {many} findings, {len(told.get(part, []))} told"


def _atoms(look: Outlook) -> set[tuple[str, str]]:
    return set(look.findings)


# what they hang on -------------------------------------------------------------------------------


def _least(scene: Scene, size: int) -> dict[tuple[str, ...], Outlook]:
    """Return the smallest sets of sources without which the finding is gone, and what is found."""
    here = looks(scene)
    view, conflict = here.varied, scene.conflict
    names = [source.name for source in conflict.sources]
    heard = names if view.sources is None else [n for n in names if n in view.sources]
    for count in range(1, size + 1):
        found = {}
        for removed in combinations(heard, count):
            rest = tuple(name for name in heard if name not in removed)
            look = here.asked.outlook(replace(view, sources=rest))
            if not scene.at.finding(look):
                found[removed] = look
        if found:
            return found
    return {}


def _size(scene: Scene) -> int:
    return int(scene.call.flag("--size", "3"))


def _told(scene: Scene, text: str, among: dict[tuple[str, ...], Outlook]) -> bool:
    """Tell whether "A and B (then content); or without C (and 2 more)" names these sets."""
    text, _, more = text.partition(" (and ")
    parts = text.split("; or without ")
    named = {}
    for part in parts:
        found = re.fullmatch(r"(.*?)(?: \(then (.*)\))?", part)
        assert found is not None
        named[tuple(scene.items(found[1]))] = found[2] or ""
    hidden = int(more.split()[0]) if more else 0
    right = all(_instead(scene, among[one]) == then for one, then in named.items() if one in among)
    return (
        {*named} <= {*among}
        and len(named) + hidden == len(among)
        and right
        and (len(named) == SHOWN or not hidden)
    )


def _instead(scene: Scene, look: Outlook) -> str:
    """Return what is told to be found instead: of what stops it, and of the status quo."""
    if scene.at.kind == "rung":
        return "nothing stops it" if look.stops == "none" else look.stops
    return f"it {look.rests}" if scene.at.kind == "status quo" else ""


@say.part("{a} (then it {rests}); or without {b} (then nothing stops it)")
def of_the_sets(scene: Scene, said: Said) -> bool:
    raise AssertionError("`_told` takes them apart")


@say("Without {sets}.", "Only without {sets}.")
def sources(scene: Scene, said: Said) -> bool:
    """Exactly the smallest sets of sources; `only` where no single source is enough."""
    least = _least(scene, _size(scene))
    single = all(len(one) == 1 for one in least)
    scene.at.flips = True
    return (
        bool(least) and said.text.startswith("Without") == single and _told(scene, said.sets, least)
    )


@say("No source alone changes this.", "No set of up to {n:int} sources changes this.")
def no_sources(scene: Scene, said: Said) -> bool:
    """None of the sets up to that size, and larger ones were not asked for or do not exist."""
    size = int(said.words.get("n", "1"))
    scene.at.flips = True
    return not _least(scene, _size(scene)) and 1 <= size <= _size(scene)


@say("By voice: without {sets}.")
def voices(scene: Scene, said: Said) -> bool:
    here = looks(scene)
    view = here.varied
    spoken = VOICES if view.voices is None else view.voices
    gone = {}
    for voice in spoken:
        rest = tuple(one for one in spoken if one != voice)
        look = here.asked.outlook(replace(view, voices=rest))
        if not scene.at.finding(look):
            gone[voice,] = look
    return bool(gone) and _told(scene, said.sets, gone)


# what stands below -------------------------------------------------------------------------------


@say("{name}: {what}")
def source(scene: Scene, said: Said) -> bool:
    found = {one.name: one for one in scene.conflict.sources}[said.words["name"]]
    told = ", ".join(filter(None, (found.publisher or found.title, found.date)))
    return said.what == told


@say("Under '{view}' there is no answer: {why:any}")
def silent(scene: Scene, said: Said) -> bool:
    here = looks(scene)
    return said.view in here.every and said.view not in here.found and scene.exit_code == 3


@say("'{view}' hears no quotation: what is left are the items without one, and the rankings, options, "
     "rules and channels.")  # fmt: skip
def deaf(scene: Scene, said: Said) -> bool:
    view = looks(scene).every[said.view]
    return not any(map(view.admits, scene.conflict.quotations))


@say("'{view}' leaves out {n:int} item that the file keeps for the perspectives it names alone "
     "(only_in).",
     "'{view}' leaves out {n:int} items that the file keeps for the perspectives it names alone "
     "(only_in).")  # fmt: skip
def elsewhere(scene: Scene, said: Said) -> bool:
    conflict = scene.conflict
    bases: list[tuple[Basis, ...]] = [(one.basis,) for one in (*conflict.rules, *conflict.channels)]
    lists = [(p.prefers, p.conditions) for p in conflict.parties]
    lists += [(c.prefers or (), c.conditions or ()) for e in conflict.epochs for c in e.parties]
    for prefers, conditions in lists:
        for entry in prefers:
            group = (entry.basis,) if isinstance(entry, AnyOrder) else ()
            bases += [(one.basis, *group) for one in statements((entry,))]
        bases += [(c.basis,) for c in conditions if isinstance(c, Condition)]
    bases += [(w.basis,) for p in conflict.parties for w in p.weights]
    out = sum(any(b.only_in and said.view not in b.only_in for b in every) for every in bases)
    return said.number("n") == out > 0 and (" items " in said.text) == (out != 1)


@say.part("Left out: sets of {n:int} source. There are {m:int}, and in a model of this size the limit "
          "is {k:int} sets in all.",
          "Left out: what the findings hang on, which was not looked for to the end: {why}.",
          "Left out: long orders, or moves of one party. There are more steps than can be ordered, or "
          "moves of one party than can be listed: only a part of them was tried.",
          "Left out: moves from the status quo. There are too many to look through.",
          "not looked for")  # fmt: skip
def limits(scene: Scene, said: Said) -> bool:
    """Limits: the files are too small for them; see the unit tests."""
    return False
