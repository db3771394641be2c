"""What `unlocks` says: the level asked for, the smallest sets, half concessions, who can alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from random import Random

from tests.oracle.sequences import Case, Order, accepts, legal_orders, positions, zone
from tests.oracle.sequences_giving import LEVELS, Giving, asked, level, softenable
from tests.oracle.sequences_holding import self_enforcing

from .choices import cached, require_of, settings, some_requirements, some_target, target_of
from .items import items_of, says
from .rows import Rows, Said
from .scene import Call, Scene

say = Rows("unlocks", covers=("analyses/unlocks/results.py", "telling/unlocking.py", "analyses/unlocks/noting.py"))  # fmt: skip

MOST_TRIED = 750  # concessions: every position kept, softened or given up
# up to how many positions the program looks, where a test sets it a limit
LOOKED: dict[str, int] = {}
NAMES = {"nothing": "none"}
SAID = {
    "none": "no such outcome",
    "content": "such an outcome",
    "reach": "a legal way to such an outcome",
    "sequence": "an order of steps to such an outcome that everybody accepts",
    "weak": "an order of steps to such an outcome that everybody accepts and that no party surely "
    "does better by leaving",
    "strong": "an order of steps to such an outcome that everybody accepts and that no party could "
    "do better by leaving",
}


def calls(scene: Scene, rng: Random) -> Iterator[Call]:
    """Yield what is asked of a file: other targets, levels, sizes and requirements."""
    for call in settings(scene, rng):
        case = Scene(scene.conflict, call).case
        if 2 ** len(positions(case)) * 1.5 ** len(softenable(case)) > MOST_TRIED:
            continue
        words = ("--to", some_target(scene, rng), *some_requirements(rng))
        if rng.random() < 0.5:
            words += ("--level", rng.choice(LEVELS[1:]))
        if rng.random() < 0.4:
            words += ("--size", rng.choice(("1", "1", "2", "3", "9")))
        yield Call(call.command, words, call.perspective, call.epoch, call.without, call.status_quo)


# what is known of it ------------------------------------------------------------------------------


def wanted(scene: Scene) -> str:
    """Return the level that is asked for."""
    return scene.call.flag("--level", "sequence")


def size(scene: Scene) -> int:
    """Return the size that is asked for."""
    return int(scene.call.flag("--size", "4"))


def giving(scene: Scene) -> Giving:
    """Return what concessions bring about, literally."""
    found: Giving = cached(
        scene,
        "giving",
        lambda: Giving(
            scene.case, target_of(scene), up_to=wanted(scene), require=require_of(scene)
        ),
    )
    return found


def minimal(scene: Scene) -> set[frozenset[str]]:
    """Return the smallest sets that are enough, of any size."""
    found: set[frozenset[str]] = cached(
        scene, "minimal", lambda: giving(scene).minimal_sets(wanted(scene))
    )
    return found


def looked(scene: Scene) -> set[frozenset[str]]:
    """Return the smallest sets that the program looks for."""
    return {given for given in minimal(scene) if len(given) <= LOOKED.get("sets", 99)}


def halves(scene: Scene) -> set[tuple[frozenset[str], frozenset[str]]]:
    """Return the mildest half concessions, of any size: what is softened, what given up."""
    found: set[tuple[frozenset[str], frozenset[str]]] = cached(
        scene,
        "halves",
        lambda: giving(scene).half_concessions(wanted(scene), LOOKED.get("halves", 99)),
    )
    return found


def owners(scene: Scene) -> dict[str, str]:
    """Return whose each position is."""
    return cached(scene, "owners", lambda: dict(_owners(scene.case)))  # type: ignore[no-any-return]


def _owners(case: Case) -> Iterator[tuple[str, str]]:
    for party in case.parties:
        alone = [*case.statements[party], *case.conditions[party]]
        for position in positions(case):
            if any(position in (item.position, item.id) for item in alone):
                yield position, party


def cut() -> bool:
    """Tell whether a test keeps the program from looking at all orders, or moves."""
    return not LOOKED.keys().isdisjoint(("orders", "steps"))


def told(scene: Scene) -> list[str]:
    """Return what was told so far, by a word for each kind of line."""
    return cached(scene, "told", list)  # type: ignore[no-any-return]


# the head -----------------------------------------------------------------------------------------


@say("What would unlock '{target}' (perspective '{view}')?")
def head(scene: Scene, said: Said) -> bool:
    return said.target == scene.call.flag("--to") and said.view == scene.model.perspective.name


@say("No state satisfies this target: the rules exclude it, whatever anybody gives up.")
def impossible(scene: Scene, said: Said) -> bool:
    told(scene).append("impossible")
    return not any(scene.model.holds(target_of(scene), point) for point in scene.case.ground.points)


@say.part("no such outcome", "such an outcome", "a legal way to such an outcome",
          "an order of steps to such an outcome that everybody accepts",
          "{order} and that no party surely does better by leaving",
          "{order} and that no party could do better by leaving")  # fmt: skip
def level_said(scene: Scene, text: str, name: str) -> bool:
    """Tell whether these are the words for a level; what it means the oracle says."""
    return SAID[NAMES.get(name, name)] == text


@say("Asked for is {what} (level '{level}'): one that satisfies the target, leaves nobody worse off "
     "than the status quo and somebody better off.")  # fmt: skip
def asked_for(scene: Scene, said: Said) -> bool:
    return said.level == wanted(scene) and level_said(scene, said.what, said.level)


@say("{who} only ratifies and is not asked here: everybody, nobody and somebody are among the other "
     "parties (the last rung of blockers asks for that).",
     "{who} only ratify and are not asked here: everybody, nobody and somebody are among the other "
     "parties (the last rung of blockers asks for that).")  # fmt: skip
def ratifies(scene: Scene, said: Said) -> bool:
    told(scene).append("ratifies")
    return set(scene.parties(said.who)) == set(scene.case.parties) - set(asked(scene.case))


@say("The target holds in the status quo already; this asks for another such outcome.")
def already(scene: Scene, said: Said) -> bool:
    told(scene).append("already")
    return scene.model.holds(target_of(scene), scene.case.start)


@say("As things are there is {what} (level '{level}').",
     "As things are there is {what}, and no more (level '{level}').")  # fmt: skip
def now(scene: Scene, said: Said) -> bool:
    """The highest level that is reached: nothing beyond it, and it itself."""
    found = level(scene.case, target_of(scene), require=require_of(scene))
    more = ", and no more (" in said.text
    return (
        NAMES.get(said.level, said.level) == found
        and level_said(scene, said.what, said.level)
        and more == (found not in ("none", "strong"))
    )


@say("As things are there is {what} (level '{level}'); whether there is more is not established.")
def at_least(scene: Scene, said: Said) -> bool:
    """A level that is reached; where not everything was looked at there may be more."""
    found = level(scene.case, target_of(scene), require=require_of(scene))
    reached = LEVELS.index(found) >= LEVELS.index(NAMES.get(said.level, said.level))
    return reached and level_said(scene, said.what, said.level) and cut()


# the sets -----------------------------------------------------------------------------------------


@say("Nothing has to be given up.")
def nothing(scene: Scene, said: Said) -> bool:
    told(scene).append("sets")
    return minimal(scene) == {frozenset()}


@say("Any one of these is enough, and no part of it:",
     "These together are enough, and no part of them:",
     "One concession is enough:")  # fmt: skip
def sets(scene: Scene, said: Said) -> bool:
    """A heading, and how many sets of how many positions stand below."""
    told(scene).append("sets")
    fitting = [given for given in looked(scene) if len(given) <= size(scene)]
    scene.at.left = [(frozenset[str](), given) for given in fitting]
    kind = "Any" if len(fitting) > 1 else "These" if fitting and len(fitting[0]) > 1 else "One"
    return said.text.startswith(kind) or cut()


@say("Each of these is enough; whether less would be is not established:")
def enough(scene: Scene, said: Said) -> bool:
    """A heading: below stand concessions that are enough."""
    told(scene).append("enough")
    _missing(scene)
    scene.at.left = _Enough(scene)
    return cut()


class _Enough:
    """The concessions that are enough, as something that can be asked what it holds."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def __contains__(self, both: tuple[frozenset[str], frozenset[str]]) -> bool:
        return giving(self.scene).reaches(wanted(self.scene), both[1], both[0])

    def remove(self, both: object) -> None:
        """Keep it: nobody says that all are listed."""

    def __iter__(self) -> Iterator[object]:
        return iter(())

    def __len__(self) -> int:
        return 0


@say("Which smallest set of up to {n:int} {noun} would unlock it, if any, is not established.")
def which_not_known(scene: Scene, said: Said) -> bool:
    told(scene).append("sets")
    return cut() and said.noun == ("position" if said.number("n") == 1 else "positions")


@say("Half concessions, where 'only after' becomes 'only together with, or after'; none of these "
     "could be milder:")  # fmt: skip
def half(scene: Scene, said: Said) -> bool:
    told(scene).append("halves")
    assert not _missing(scene) or cut()
    scene.at.left = [both for both in halves(scene) if len(both[0] | both[1]) <= size(scene)]
    return bool(scene.at.left)


@say("{who} gives up {rest}.", "{who} softens {rest}.")
def concession(scene: Scene, said: Said) -> bool:
    """Who gives up and softens what, and how much each keeps; one of those that are to be listed."""
    softened: set[str] = set()
    given: set[str] = set()
    for clause in said.text.removesuffix(".").split("; and "):
        who, *pieces = re.split(r"(?:,| and)? (softens|gives up|keeps) ", clause)
        party = scene.party(who)
        mine = {name for name, owner in owners(scene).items() if owner == party}
        taken: set[str] = set()
        kept = "no others"
        for verb, piece in zip(pieces[::2], pieces[1::2], strict=True):
            if verb == "keeps":
                kept = piece
                continue
            found = named(scene, piece)
            if found is None or not found or not found <= mine or found & taken:
                return False
            taken |= found
            (softened if verb == "softens" else given).update(found)
        left = len(mine - taken)
        if not taken or kept != (
            f"{left} other{'' if left == 1 else 's'}" if left else "no others"
        ):
            return False
    scene.at.one = both = frozenset(softened), frozenset(given)
    scene.at.parties = {owners(scene)[name] for name in softened | given}
    if both not in scene.at.left:
        return False
    scene.at.left.remove(both)
    return said.marker == "-"


def named(scene: Scene, text: str) -> set[str] | None:
    """Return the positions that a list names, if it says of each what it is called or says."""
    labels = {position.name: position.label for position in scene.conflict.positions}
    found: set[str] = set()
    end = r"\((?P<name>[\w.-]+)\)(?=, | and |$)"
    while text:
        match = re.match(rf"'.*?' {end}", text) or re.match(
            r"(?P<name>[\w.-]+)(?=, | and |$)", text
        )
        # what an item says is a sentence, in which other names may stand in parentheses
        while match is not None and match["name"] not in owners(scene):
            match = re.match(rf"{re.escape(text[: match.end()])}.*?' {end}", text)
        if match is None or not _called(scene, match[0], match["name"], labels):
            return None
        found.add(match["name"])
        text = re.sub(r"^(, | and )", "", text[match.end() :])
    return found


def _called(scene: Scene, text: str, name: str, labels: dict[str, str]) -> bool:
    if name in labels:
        return text == (f"'{labels[name]}' ({name})" if labels[name] else name)
    clause = text.removeprefix("'").removesuffix(f"' ({name})")
    return says_clause(scene, clause, name)


def says_clause(scene: Scene, clause: str, name: str) -> bool:
    """Tell whether a clause says what a statement or condition says, but for how firmly."""
    value = items_of(scene.conflict)[name].value
    kind = getattr(value, "kind", "")
    firm = {"red line": ": a red line", "demand": "; it could concede this"}.get(kind, "")
    much = "; a strong preference" if getattr(value, "much", False) else ""
    return says(scene, f"{clause}{firm}{much}.", name)


@say("It is the only position it holds.")
def only_position(scene: Scene, said: Said) -> bool:
    return _all_it_holds(scene) and len(scene.at.one[1]) == 1


@say("These are all the positions it holds, and no other party gives one up.")
def all_positions(scene: Scene, said: Said) -> bool:
    return _all_it_holds(scene) and len(scene.at.one[1]) > 1


def _all_it_holds(scene: Scene) -> bool:
    softened, given = scene.at.one
    (party,) = scene.at.parties
    return not softened and given == {n for n, owner in owners(scene).items() if owner == party}


@say("Then all accept: {steps}.")
def then(scene: Scene, said: Said) -> bool:
    """An order that proves it, once these positions are given up and softened."""
    softened, given = scene.at.one
    case = scene.case.conceding(given, softened)
    return opens(scene, case, said.steps, require_of(scene))


def opens(scene: Scene, case: Case, text: str, require: tuple[str, ...]) -> bool:
    """Tell whether an order is accepted in a case, and ends where the level asks for."""
    order = order_of(scene, case, text)
    who = asked(case)
    if order is None:
        return False
    steps = frozenset[str]().union(*order)
    held = self_enforcing(case, order, who)
    return (
        order in legal_orders(case, steps)
        and all(accepts(case, party, order, require) for party in who)
        and case.start ^ steps in zone(case, who)
        and case.model.holds(target_of(scene), case.start ^ steps)
        and (wanted(scene) == "sequence" or held in ("strong", wanted(scene)))
    )


def order_of(scene: Scene, case: Case, text: str) -> Order | None:
    """Return an order from "a; not b + c"; None if a step is no step from the status quo."""
    order = []
    for bundle in text.split("; "):
        names = set()
        for step in bundle.split(" + "):
            name = step.removeprefix("not ")
            if (name in case.start) != step.startswith("not "):
                return None
            names.add(name)
        order.append(frozenset(names))
    return tuple(order)


@say("and {n:int} more (see --json)")
def more(scene: Scene, said: Said) -> bool:
    many = said.number("n")
    if getattr(scene.at, "starts_left", None) is not None:
        right = len(scene.at.starts_left) == many
        scene.at.starts_left = []
        return right
    right = len(scene.at.left) == many
    scene.at.left = []
    return right


@say("No party holds a position, red line, demand or condition that it could give up.")
def no_position(scene: Scene, said: Said) -> bool:
    told(scene).append("sets")
    return not positions(scene.case) and not minimal(scene)


@say("Whatever positions are given up, it stays shut: every set of them was tried.")
def no_set_at_all(scene: Scene, said: Said) -> bool:
    told(scene).append("sets")
    return not minimal(scene) and bool(positions(scene.case))


@say("No {many}, given up, unlocks it.", "No single position, given up, unlocks it.")
def no_set(scene: Scene, said: Said) -> bool:
    told(scene).append("sets")
    match = re.fullmatch("set of up to (.+) positions", said.words.get("many", ""))
    most = int(match[1].replace(",", "")) if match else 1
    least = min(size(scene), LOOKED.get("sets", 99), len(positions(scene.case)))
    return not any(len(given) <= most for given in minimal(scene)) and most >= least


@say.part("set of up to {n:int} positions")
def up_to(scene: Scene, said: Said) -> bool:
    return True  # read by the row above


# who can alone ------------------------------------------------------------------------------------


@say("{who} can unlock it alone, by giving up {rest}.", "No party can unlock it alone.",
     "No party can unlock it alone with {limit}.")  # fmt: skip
def side(scene: Scene, said: Said) -> bool:
    """By party the fewest of its own positions that are enough; nobody else has any."""
    told(scene).append("side")
    fewest: dict[str, int] = {}
    for party in scene.case.parties:
        mine = {name for name, owner in owners(scene).items() if owner == party}
        alone = [len(given) for given in looked(scene) if given and given <= mine]
        if alone:
            fewest[party] = min(alone)
    most = 0 if _all_tried(scene) else LOOKED["sets"]
    limit = "a single position" if most == 1 else f"up to {most} positions"
    with_limit = f" with {limit}" if most else ""
    if said.text.startswith("No party"):
        return not fewest and said.text == f"No party can unlock it alone{with_limit}."
    first, *others = said.rest.split("; ")
    least = int(first.partition(" ")[0])
    names = set(scene.parties(re.sub("^[Ee]ach of ", "", said.who)))
    if names != {party for party, number in fewest.items() if number == least}:
        return False
    if least != min(fewest.values()) or first != f"{least} position{'' if least == 1 else 's'}":
        return False
    told_of = dict.fromkeys(names, least)
    if others and others[-1] == f"no other party can{with_limit}":
        others.pop()
    elif set(scene.case.parties) != set(fewest):
        return False
    for clause in others:
        for each in scene.items(clause):
            who, _, number = each.partition(" only by giving up ")
            told_of[scene.party(who)] = int(number)
    return told_of == fewest


@say("Which other party could unlock it alone is not established.",
     "Alone can unlock it: {list}; which other party could unlock it alone is not established.")  # fmt: skip
def some_sides(scene: Scene, said: Said) -> bool:
    """Parties that can, by so many of their own positions."""
    told(scene).append("side")
    for part in scene.items(said.words["list"]) if "list" in said.words else ():
        who, _, number = part.partition(" by giving up ")
        mine = [name for name, owner in owners(scene).items() if owner == scene.party(who)]
        sets_of = combinations(mine, int(number))
        if not any(giving(scene).reaches(wanted(scene), frozenset(s)) for s in sets_of):
            return False
    return cut()


@say.part("each of {who} can unlock it alone, by giving up {n}",
          "{who} only by giving up {n:int}", "no other party can", "up to {n:int} positions",
          "a single position")  # fmt: skip
def side_parts(scene: Scene, said: Said) -> bool:
    return True  # read by the row above


def _all_tried(scene: Scene) -> bool:
    return LOOKED.get("sets", 99) >= len(positions(scene.case))


def _missing(scene: Scene) -> list[object]:
    left = list(getattr(scene.at, "left", []))
    scene.at.left = []
    return left


@say.end
def not_told(scene: Scene) -> Iterator[str]:
    """Yield what should have been said and was not, and whether the exit code fits."""
    lines, target = told(scene), target_of(scene)
    if lines == ["no answer"]:
        return
    for one in () if cut() else _missing(scene):
        yield f"a concession is not listed: {one}"
    possible = any(scene.model.holds(target, point) for point in scene.case.ground.points)
    if not possible:
        if lines != ["impossible"] or scene.exit_code != 4:
            yield f"no state satisfies it: {lines}, exit code {scene.exit_code}"
        return
    shown = any(0 < len(given) <= size(scene) for given in looked(scene))
    half_shown = any(len(soft | given) <= size(scene) for soft, given in halves(scene))
    for word, needed in (
        ("already", scene.model.holds(target, scene.case.start)),
        ("ratifies", len(asked(scene.case)) < len(scene.case.parties)),
        ("sets", True),
        ("side", shown),
        ("halves", half_shown),
        ("crux", not LOOKED and any(map(any, giving(scene).crux(wanted(scene)).values()))),
        ("starts", True),
        ("left out", _larger(scene)),
        ("requirements", len(require_of(scene)) < 3),
    ):
        if cut() and word in ("side", "halves", "crux", "left out", "sets"):
            continue  # as far as it is established
        if needed != (word in lines):
            yield f"{word}: {'missing' if needed else 'not to be said'}"
    if scene.exit_code != (3 if "left out" in lines else 0):
        yield f"exit code {scene.exit_code}, where {lines}"


def _larger(scene: Scene) -> bool:
    return (
        not LOOKED.keys().isdisjoint(("steps", "orders"))
        or len(positions(scene.case)) > LOOKED.get("crux", 99)
        or any(len(given) > size(scene) for given in looked(scene))
        or any(len(soft | given) > size(scene) for soft, given in halves(scene))
    )
