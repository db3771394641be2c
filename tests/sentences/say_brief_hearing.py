"""What `brief` says according to whom: who finds what, and on which sources and items it hangs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

from tests.oracle.sequences_outlook import counted

from .brief_borrowing import SIZE, asking
from .brief_forms import Grid
from .brief_scene import conceded_all, giving, held, lines_of, target_name
from .items import items_of
from .looks import looks
from .looks import say as findings
from .reading import Line, match
from .rows import Rows, Said
from .say_brief_target import item_said
from .say_robustness import trials
from .scene import Scene

say = Rows("brief", covers=("briefing/hearing.py",))
VIEWS = "ACCORDING TO WHOM"
SHOWN, FLIPS = 6, 2


def asked(scene: Scene) -> Scene:
    """Return the scene of `perspectives`, asked under the same choices."""
    return asking(scene, "perspectives", "--size", str(SIZE))


def checked(scene: Scene, text: str) -> tuple[str, Any]:
    """Return the kind of a finding, and what tells of an outlook whether it finds that."""
    there = asked(scene)
    kept: list[Any] = []
    there.at.judge = lambda _scene, _said, check: kept.append(check) or True
    found = match(Line(0, "-", text), findings.ordered())
    assert found is not None, text
    ((row, said),) = found
    assert row.truth(there, said), text
    return there.at.kind, kept[-1]


@say("The same question, '{target}', asked of the model as different sources and voices would have "
     "it.")  # fmt: skip
def lead(scene: Scene, said: Said) -> bool:
    return said.target == target_name(scene)


@say("Whatever the perspective", "Only according to some",
     "Which sources it hangs on, in '{view}'", "Which assumptions it hangs on, in '{view}'",
     "What would unlock it in '{view}'")  # fmt: skip
def heading(scene: Scene, said: Said) -> bool:
    """Under the first two stands every finding, those beyond the sixth only by their number."""
    there = looks(asked(scene))
    view = said.words.get("view")
    if view is not None:
        here = scene.model.perspective.name
        scene.at.view = view
        return view != here if said.text.startswith("What would") else view == here
    every = [set(look.findings) for look in there.found.values()]
    some, all_of = set[Any]().union(*every), set.intersection(*every)
    many = len(all_of if said.text.startswith("Whatever") else some - all_of)
    told = lines_of(scene, VIEWS, said.text)
    shown = [line for line in told if not re.fullmatch(r"And [\d,]+ more\.|Nothing\.", line.text)]
    return len(shown) == min(many, SHOWN)


@say("{finding:any} So it is under {held}, not under {others}.")
def contested(scene: Scene, said: Said) -> bool:
    _, check = checked(scene, said.finding)
    found = {name for name, look in looks(asked(scene)).found.items() if check(look)}
    told = [set(re.findall(r"'([^']*)'", text)) for text in (said.words["held"], said.others)]
    return told == [found, set(looks(asked(scene)).found) - found] and all(told)


@say.part("{finding:any} So it is under {held}; for the others it is not known.")
def not_known(scene: Scene, said: Said) -> bool:
    return False  # only where there are too many moves to look through


@say("And {n:int} more.")
def more(scene: Scene, said: Said) -> bool:
    every = [set(look.findings) for look in looks(asked(scene)).found.values()]
    some, all_of = set[Any]().union(*every), set.intersection(*every)
    many = len(all_of if scene.at.block.startswith("Whatever") else some - all_of)
    return said.number("n") == many - SHOWN


@say("{finding:any} No source alone changes this.",
     "{finding:any} No set of up to {n:int} sources changes this.")  # fmt: skip
def hangs_on_none(scene: Scene, said: Said) -> bool:
    _, check = checked(scene, said.finding)
    size = int(said.words.get("n", "1"))
    base = looks(asked(scene)).base
    return bool(check(base)) and not _least(scene, check) and 1 <= size <= SIZE


@say("{finding:any} This would not be found without {sets}.",
     "{finding:any} This would not be found without {sets}; {n:int} more sets of as many would do as "
     "well.",
     "{finding:any} This would not be found without {sets}; {n:int} more set of as many would do as "
     "well.")  # fmt: skip
def hangs_on(scene: Scene, said: Said) -> bool:
    """The smallest sets of sources, by their titles."""
    _, check = checked(scene, said.finding)
    least = _least(scene, check)
    told = [frozenset(_sources(scene, one)) for one in said.sets.split(", or without ")]
    more = int(said.words.get("n", "0"))
    right = set(told) <= least and len(told) == len(set(told)) == min(len(least), FLIPS)
    return bool(check(looks(asked(scene)).base)) and right and len(told) + more == len(least)


def _sources(scene: Scene, text: str) -> Iterator[str]:
    for title, name in re.findall(r"\u201c([^\u201d]*?)(?: \(([\w-]+)\))?\u201d", text):
        found = [s.name for s in scene.conflict.sources if s.title == title]
        yield name if name in found else found[0]


def _least(scene: Scene, check: Any) -> set[frozenset[str]]:
    """Return the smallest sets of sources without which something is not found."""
    there = looks(asked(scene))
    names = [source.name for source in scene.conflict.sources]
    view = there.varied
    heard = names if view.sources is None else [n for n in names if n in view.sources]
    for count in range(1, SIZE + 1):
        found = set()
        for removed in combinations(heard, count):
            rest = tuple(name for name in heard if name not in removed)
            if not check(there.asked.outlook(replace(view, sources=rest))):
                found.add(frozenset(removed))
        if found:
            return found
    return set()


@say("Without {titles}, the answer for the target would be another.")
def single_source(scene: Scene, said: Said) -> bool:
    """Each source without which, alone, something else stops the target."""
    there = looks(asked(scene))
    stops = there.base.stops
    found = {next(iter(one)) for one in _least(scene, lambda look: look.stops == stops)}
    sizes = {len(one) for one in _least(scene, lambda look: look.stops == stops)}
    return sizes == {1} and set(_sources(scene, said.titles)) == found


# assumptions ---------------------------------------------------------------------------------------


@say("{finding:any} One change is enough to lose this: {names:any}.")
def owed(scene: Scene, said: Said) -> bool:
    """Each of these changes of what is assumed, made alone, takes the finding away."""
    _, check = checked(scene, said.finding)
    gone = {name for name, found in _assumed(scene).items() if not check(found)}
    told = said.names.split("; or ")
    match = re.fullmatch(r"([\d,]+) more", told[-1])
    more = int(match[1]) if match else 0
    told = told[:-1] if match else told
    return (
        bool(check(trials(asking(scene, "robustness")).base))
        and set(told) <= gone
        and len(told) == len(set(told)) == min(len(gone), FLIPS)
        and len(told) + more == len(gone)
    )


def _assumed(scene: Scene) -> dict[str, Any]:
    """Return what is found by each variation that touches nothing but items that are assumed.

    How a party ranks whole states is no item that a brief varies.
    """
    from .say_brief_facts import assumed

    there = trials(asking(scene, "robustness"))
    known = {name for name in assumed(scene) if not name.endswith(".ranking")}
    return {
        name: seen
        for name, (one, seen) in there.found.items()
        if one.kind != "source" and known.issuperset(one.items)
    }


@say("No single one: of {n:int} changes, each leaving one out, turning it into its opposite or "
     "exchanging it with its neighbour, none takes away what is found of what stops it, of whether "
     "the status quo rests, or of what alone would be enough.",
     "No single one: of {n:int} change, each leaving one out, turning it into its opposite or "
     "exchanging it with its neighbour, none takes away what is found of what stops it, of whether "
     "the status quo rests, or of what alone would be enough.")  # fmt: skip
def no_assumption(scene: Scene, said: Said) -> bool:
    base = trials(asking(scene, "robustness")).base
    found = _assumed(scene)
    kept = all(
        (seen.stops, seen.rests) == (base.stops, base.rests) and {*base.unlocks} <= {*seen.unlocks}
        for seen in found.values()
    )
    return said.number("n") == len(found) and kept


@say.other
def an_item(scene: Scene, line: Any) -> bool | None:
    """An item that is named above, with what it says; a finding; or that there is none."""
    text, block = line.text, scene.at.block
    if block.startswith("Which assumptions"):
        name, _, rest = text.partition(": ")
        if name not in items_of(scene.conflict):
            return None
        item = items_of(scene.conflict)[name]
        if item.kind == "ranking":
            match = re.fullmatch("How (.*) ranks the states.", rest)
            return match is not None and scene.party(match[1]) == item.party
        return item_said(scene, rest, name)
    if block == "Whatever the perspective":
        found = looks(asked(scene)).found.values()
        if text == "Nothing.":
            return not set.intersection(*(set(look.findings) for look in found))
        _, check = checked(scene, text)
        return all(map(check, found))
    return None


# elsewhere -----------------------------------------------------------------------------------------


def _there(scene: Scene) -> Scene:
    known = scene.at.__dict__.setdefault("views", {})
    if scene.at.view not in known:
        call = replace(scene.call, perspective=scene.at.view)
        known[scene.at.view] = Scene(scene.conflict, call)
    found: Scene = known[scene.at.view]
    return found


@say("It would be enough to give up {names:any}.")
def whole(scene: Scene, said: Said) -> bool:
    there = _there(scene)
    return conceded_all(there, said.names) in giving(there).minimal_sets("sequence")


@say("{who} would give up all that it holds, and nobody else anything.")
def gives_all(scene: Scene, said: Said) -> bool:
    there, who = _there(scene), scene.party(said.who)
    mine = frozenset(name for name, owner in held(there).items() if owner == who)
    return mine in giving(there).minimal_sets("sequence")


@say("It would be enough to ask only for 'together' instead of 'first' in {names:any}.",
     "It would be enough to ask only for 'together' instead of 'first' in {names:any}; less than "
     "that is not enough.")  # fmt: skip
def half(scene: Scene, said: Said) -> bool:
    there = _there(scene)
    soft = conceded_all(there, said.names)
    more = len(soft) > 1
    minimal = (soft, frozenset()) in giving(there).half_concessions("sequence", 4)
    return minimal and more == said.text.endswith("not enough.")


@say("To ask only for 'together' instead of 'first' would not be enough.",
     "To ask only for 'together' instead of 'first' in up to {n:int} positions would not be enough.")  # fmt: skip
def no_half(scene: Scene, said: Said) -> bool:
    """Where there may be larger ones that give up something too, only of so many."""
    there = _there(scene)
    found = giving(there).half_concessions("sequence", len(held(there)))
    larger = any(len(soft | given) > 4 for soft, given in found)
    small = [soft for soft, given in found if len(soft | given) <= 4 and not given]
    if "n" in said.words:
        return larger and said.number("n") == 4 and not small
    return not larger and not small


@say("And {n:int} more sets of positions.", "And {n:int} more set of positions.")
def more_sets(scene: Scene, said: Said) -> bool:
    sets = [one for one in giving(_there(scene)).minimal_sets("sequence") if len(one) <= 4]
    return said.number("n") == len(sets) - 8


@say("No party holds anything that it could give up.",
     "No set of positions, given up, would open a way.",
     "No set of up to {n:int} positions, given up, would open a way; {k:int} larger sets would.",
     "No set of up to {n:int} positions, given up, would open a way; {k:int} larger set would.")  # fmt: skip
def none(scene: Scene, said: Said) -> bool:
    there = _there(scene)
    sizes = sorted(map(len, giving(there).minimal_sets("sequence")))
    if said.text.startswith("No party"):
        return not held(there) and not sizes
    if "n" not in said.words:
        return bool(held(there)) and not sizes
    return said.number("n") == 4 and sizes[:1] > [4] and said.number("k") == len(sizes)


# the table -----------------------------------------------------------------------------------------


@say.table("The diagnosis under each perspective")
def views(scene: Scene, grid: Grid) -> Iterator[str]:
    there, expected = looks(asked(scene)), {}
    for name, look in there.found.items():
        heard, items, assumed = counted(there.asked.case(there.views[name]))
        stops = {"already": "holds already", "none": "nothing"}.get(look.stops, look.stops)
        stops = "content" if stops == "impossible" else stops
        many = f"{assumed} of {items} item{'' if items == 1 else 's'}"
        quoted = f"{heard} of {len(scene.conflict.quotations)}"
        expected[name] = (stops, len(look.unlocks), quoted, many)
    found = {}
    for row in grid.rows:
        view = row[0][0].text
        here = view.endswith(" (this brief)")
        name = view.removesuffix(" (this brief)")
        if here != (name == there.varied.name):
            yield f"not this brief: {view}"
        enough = [line.text for line in row[2]]
        for text in enough if enough != ["nothing"] else ():
            if not _alone(scene, text, there.found[name].unlocks):
                yield f"not enough under {name}: {text}"
        many = 0 if enough == ["nothing"] else len(enough)
        found[name] = (row[1][0].text, many, row[3][0].text, row[4][0].text)
    if found != expected:
        yield f"not what is found: {found}, but {expected}"


def _alone(scene: Scene, text: str, unlocks: tuple[str, ...]) -> bool:
    """Tell whether a label, or the id of an item, is one of what alone would be enough."""
    for position in scene.conflict.positions:
        label = position.label or position.name
        called = {f"'{label}'", f"'{label}' ({position.name})"}
        whose = next(p.title for p in scene.conflict.parties if p.name == position.party)
        called |= {f"{one} of {whose}" for one in called}
        if text in called and position.name in unlocks:
            return True
    return text.strip("'") in unlocks


@say.part("holds already", "{view} (this brief)", "{n:int} of {m:int} items")
def cells(scene: Scene, said: Said) -> bool:
    return True  # read by the table
