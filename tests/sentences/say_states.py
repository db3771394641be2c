"""What `states` says: which states there are, how each party ranks them, which moves lead on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from detente.conflict.logic import Formula
from detente.conflict.parties import Statement
from detente.language.expressions import NotAFormula, parse
from tests.oracle.literal import Point
from tests.oracle.random_conflicts import random_settings

from .outline import kept, list_now
from .reading import Line, Table
from .rows import Rows, Said
from .say_shared import unknown
from .scene import Call, Scene

say = Rows("states", covers=("telling/listing.py", "analyses/states.py", "analyses/leaving.py"))


def calls(scene: Scene, rng: Random) -> Iterator[Call]:
    """Yield what is asked: states, some of them, those a party likes, moves; under settings."""
    conflict = scene.conflict
    for settings in random_settings(conflict, rng.randrange(1 << 30)):
        epoch = settings.get("epoch")
        words: list[str] = []
        if rng.random() < 0.5:
            words += ["--where", _where(scene, rng)]
        if rng.random() < 0.25:
            words += ["--party", rng.choice(conflict.parties).name]
        elif rng.random() < 0.5:
            states = scene.model.states
            words += ["--from", rng.choice(("status-quo", rng.choice(states)))]
        if rng.random() < 0.4:
            words += ["--limit", str(rng.choice((0, 1, 3, 5, 8)))]
        yield Call(
            "states",
            tuple(words),
            perspective=settings.get("perspective"),
            epoch=epoch.isoformat() if epoch else None,
            without=tuple(settings.get("without", ())),
        )


def _where(scene: Scene, rng: Random) -> str:
    conflict = scene.conflict
    if conflict.explicit:
        names = [state.name for state in conflict.states]
        found = [f"{rng.choice(names)} or {rng.choice(names)}", f"not {rng.choice(names)}"]
        return rng.choice([*found, *(target.name for target in conflict.targets)])
    names = [option.name for option in conflict.options]
    found = ["".join(rng.choice("YN--") for _ in names), f"{rng.choice(names)} or not {names[0]}"]
    found += [f"{names[0]} and not {names[-1]}", *(fact.name for fact in conflict.facts)]
    return rng.choice([*found, *(target.name for target in conflict.targets)])


# which states are meant ----------------------------------------------------------------------------


def meant(scene: Scene) -> list[str]:
    """Return the states that the call means by a target, a pattern or a formula."""
    text, model, conflict = scene.call.flag("--where"), scene.model, scene.conflict
    if not text:
        return [*model.states]
    targets = {target.name: target for target in conflict.targets}
    if text in targets:
        target = targets[text]
        if target.formula is None:
            return [state for state in model.states if state in target.states]
        return [s for s in model.states if _in_all(scene, target.formula, s)]
    if re.fullmatch("[YN-]+", text) and conflict.options:
        return [s for s in model.states if all(_fits(scene, p, text) for p in model.members[s])]
    try:
        formula = parse(text)
    except NotAFormula:
        raise AssertionError(text) from None
    return [state for state in model.states if _in_all(scene, formula, state)]


def _in_all(scene: Scene, formula: Formula, state: str) -> bool:
    return scene.model.holds_in(formula, state)


def _fits(scene: Scene, point: Point, pattern: str) -> bool:
    signs = zip(scene.spelled(point), pattern, strict=True)
    return all(letter in ("-", sign) for sign, letter in signs)


def limit(scene: Scene) -> int:
    """Return how many are listed."""
    return int(scene.call.flag("--limit", "100"))


def _start(scene: Scene) -> str | None:
    """Return the state from which moves are asked for, as the model calls it."""
    text = scene.call.flag("--from")
    if not text:
        return None
    state = scene.status_quo if text == "status-quo" else text
    assert state is not None
    if state in scene.model.states:
        return state
    return scene.model.state_of[scene.point(state)]


@say("{n:int} state in all; perspective '{view}'.", "{n:int} states in all; perspective '{view}'.",
     "{n:int} states in all; perspective '{view}'; {k:int} states where {where}.",
     "{n:int} states in all; perspective '{view}'; {k:int} state where {where}.",
     "{n:int} state in all; perspective '{view}'; {k:int} states where {where}.")  # fmt: skip
def head(scene: Scene, said: Said) -> bool:
    many, some = len(scene.model.states), len(meant(scene))
    shown = "k" in said.words
    right = said.number("n") == many and said.view == scene.model.perspective.name
    if not shown:
        return right and (many == some or _start(scene) is not None)
    told = said.number("k") == some != many and said.where == scene.call.flag("--where")
    return right and told and (" state where" in said.text) == (some == 1)


@say("A place counts from 1, the best for the party; equals share it.")
def places(scene: Scene, said: Said) -> bool:
    """By this the table is judged."""
    return _start(scene) is None


@say("The order of importance is not fully known for {who}: places follow the order written.",
     "The order of importance is not fully known for {who}: what that leaves open of a move is told "
     "as not known.")  # fmt: skip
def order_unknown(scene: Scene, said: Said) -> bool:
    right = ("not known." in said.text) == (_start(scene) is not None)
    return {*scene.parties(said.who)} == {*unknown(scene)} and right


# states ------------------------------------------------------------------------------------------


def place(scene: Scene, party: str, state: str) -> int:
    """Return the place of a state for a party: 1 for the best, equals share it."""
    worth = scene.model.worth[party]
    return 1 + len({other for other in worth.values() if other > worth[state]})


def _row(scene: Scene, state: str, parties: list[str], *, labelled: bool) -> dict[str, str]:
    model, conflict = scene.model, scene.conflict
    row = {"state": state}
    labels = {one.name: one.label for one in conflict.states}
    if labelled:
        row["what it is"] = labels.get(state) or (state if conflict.explicit else "")
    if conflict.options:
        names = [option.name for option in conflict.options]
        sure = [n for n in names if all(n in point for point in model.members[state])]
        some = [n for n in names if any(n in p for p in model.members[state]) and n not in sure]
        parts = [", ".join(sure)] if sure else []
        parts += [f"in part of it {', '.join(some)}"] if some else []
        row["in effect"] = "; ".join(parts) or "nothing"
    for party in parties:
        last = max(place(scene, party, other) for other in model.states)
        row[f"{party} (of {last})"] = str(place(scene, party, state))
    quo = scene.status_quo
    here = quo is not None and (
        quo == state or scene.model.state_of.get(_point(scene, quo)) == state
    )
    marks = ["status quo"] if here else []
    for target in conflict.targets:
        if target.formula is None:
            marks += [target.name] if state in target.states else []
        else:
            marks += [target.name] if _in_all(scene, target.formula, state) else []
    return row | {"notes": ", ".join(marks)}


def _point(scene: Scene, quo: str) -> Point | None:
    named = scene.conflict.explicit or quo in scene.model.states
    return None if named else scene.point(quo)


@say.part("preferred by", "worse for", "in part of it {options}", "place for {party}")
def of_the_tables(scene: Scene, said: Said) -> bool:
    raise AssertionError("the tables are compared cell by cell")


@say.table("state")
def states(scene: Scene, table: Table) -> bool:
    """Every state that is meant, up to the limit; of one party the best come first."""
    party = scene.call.flag("--party")
    parties = [party] if party else [*scene.model.parties]
    labelled = "what it is" in table.columns
    scene.at.listed = [row["state"] for row in table.rows]
    every = meant(scene)
    if len({*scene.at.listed}) != len(table.rows) or not {*scene.at.listed} <= {*every}:
        return False
    if len(table.rows) != min(len(every), limit(scene)):
        return False
    if party:
        best = sorted(place(scene, party, state) for state in every)[: len(table.rows)]
        if [place(scene, party, state) for state in scene.at.listed] != best:
            return False
    labels = {one.name: one.label for one in scene.conflict.states}
    if labelled != (scene.conflict.explicit or any(labels.get(s) for s in scene.at.listed)):
        return False
    return all(row == _row(scene, row["state"], parties, labelled=labelled) for row in table.rows)


@say("and {n:int} more")
def more(scene: Scene, said: Said) -> bool:
    every = scene.at.moves if _start(scene) is not None else meant(scene)
    return said.number("n") == len(every) - min(len(every), limit(scene)) > 0


@say("Too many to list here. Narrow them down with --where, or list them with --limit {n:int}.")
def too_many(scene: Scene, said: Said) -> bool:
    return said.number("n") == len(scene.model.states) > limit(scene)


@say("Too many to list. These patterns cover them and no other state; - is either, the letters stand "
     "for {options}:")  # fmt: skip
def covered(scene: Scene, said: Said) -> bool:
    scene.at.patterns = []
    names = [option.name for option in scene.conflict.options]
    return said.options.split(", ") == names and len(meant(scene)) > limit(scene)


@say.other
def pattern(scene: Scene, line: Line) -> bool | None:
    """A pattern covers states that are meant, and no other state."""
    if not re.fullmatch("[YN-]+", line.text) or not hasattr(scene.at, "patterns"):
        return None
    scene.at.patterns.append(line.text)
    model, every = scene.model, {*meant(scene)}
    fitting = [s for s in model.states if any(_fits(scene, p, line.text) for p in model.members[s])]
    return {*fitting} <= every and len(line.text) == len(scene.conflict.options)


@say.end
def patterns_cover(scene: Scene) -> Iterator[str]:
    """Yield a state that no pattern covers."""
    found = getattr(scene.at, "patterns", None)
    if found is None:
        return
    for state in meant(scene):
        if not any(_fits(scene, p, one) for p in scene.model.members[state] for one in found):
            yield f"no pattern for {state}"


@say("{n:int} states were left out: at most {m:int} are listed.",
     "{n:int} state was left out: at most {m:int} are listed.",
     "{n:int} states were left out: at most {m:int} is listed.",
     "{n:int} state was left out: at most {m:int} is listed.")  # fmt: skip
def left_out(scene: Scene, said: Said) -> bool:
    every = _targets(scene) if _start(scene) is not None else meant(scene)
    shown = min(len(every), limit(scene))
    right = (said.number("n"), said.number("m")) == (len(every) - shown, limit(scene))
    right &= ("states were" in said.text) == (said.number("n") != 1)
    right &= ("are listed" in said.text) == (said.number("m") != 1)
    return right and scene.exit_code == 3


@say.part("states were left out: of the patterns that cover them the first {n:int} are listed",
          "and more patterns, too many to list")  # fmt: skip
def too_many_patterns(scene: Scene, said: Said) -> bool:
    """The files are too small for so many patterns; see the unit tests."""
    return False


# moves -------------------------------------------------------------------------------------------


def moves(scene: Scene, state: str) -> dict[tuple[frozenset[str], tuple[str, ...], str], set[str]]:
    """Return the moves out of a state to those that are meant, each with the terms it fails."""
    model, conflict, every = scene.model, scene.conflict, {*meant(scene)}
    found: dict[tuple[frozenset[str], tuple[str, ...], str], set[str]] = {}
    if conflict.explicit:
        for party in model.parties:
            for end in model.moves[party][state]:
                if end in every:
                    found[frozenset({party}), (), end] = set()
        return found
    for group, before, after in model.leading(state):
        end = model.state_of[after]
        if end not in every:
            continue
        steps = tuple(
            name if name in after else f"not {name}"
            for name in model.option_names
            if name in before ^ after
        )
        failed = _failed(scene, group, before, after) if len(group) > 1 else set()
        key = (group, steps, end)
        found[key] = found[key] & failed if key in found else failed
    return found


def _failed(scene: Scene, group: frozenset[str], before: Point, after: Point) -> set[str]:
    """Return the declared terms of those who move together that the move does not meet."""
    found = set()
    for party in group:
        for term in scene.model.conditions[party]:
            name, on = term.step.option, term.step.on
            taken = name in (after - before if on else before - after)
            judged = before if term.order == "after" else after
            if taken and not scene.model.holds(term.formula, judged):
                found.add(term.id)
    return found


def _targets(scene: Scene) -> set[str]:
    return {end for _, _, end in moves(scene, str(_start(scene)))}


@say("Moves out of {start} ({what}): {n:int}.",
     "Moves out of {start} ({what}) to states where {where}: {n:int}.")  # fmt: skip
def moves_out(scene: Scene, said: Said) -> bool:
    begin = _start(scene)
    assert begin is not None
    scene.at.moves = moves(scene, begin)
    where = said.words.get("where", "")
    what = said.what
    named = scene.conflict.explicit or begin in scene.model.merged
    right = scene.state(what) == begin if not named else what.strip("'") in _called(scene, begin)
    return (
        said.start == begin
        and where == scene.call.flag("--where")
        and right
        and (said.number("n") == len(scene.at.moves))
    )


def _called(scene: Scene, state: str) -> set[str]:
    return {one.label or one.name for one in scene.conflict.states if one.name == state}


def compared(scene: Scene, party: str, one: str, other: str) -> str:
    """Return how a party compares two states: better, worse, same or unknown.

    'any_order and missing comparisons make preference unknown, never indifferent.'
    """
    left, _ = scene.model.chosen[party]
    worth = scene.model.worth[party]
    sign = (worth[one] > worth[other]) - (worth[one] < worth[other])
    name = {1: "better", -1: "worse", 0: "same"}
    if left.ranking is not None:
        tiers = [{*tier} for tier in left.ranking.tiers]
        listed = set().union(*tiers)
        calls = [{s, *map(scene.model.spelling, scene.model.members[s])} for s in (one, other)]
        known = [bool(listed & names) or "others" in listed for names in calls]
        return name[sign] if all(known) or one == other else "unknown"
    if left.weights:
        return name[sign]
    stated = scene.conflict.party(party)
    for group in kept(scene, list_now(scene, stated)):
        assert isinstance(group, list)
        gains = {_gain(scene, item, one, other) for item in group} - {0}
        if len(gains) > 1:
            return "unknown"
        if gains:
            return name[gains.pop()]
    return "same"


def _gain(scene: Scene, item: Statement, one: str, other: str) -> int:
    holds = scene.model.holds_in
    return int(holds(item.formula, one)) - int(holds(item.formula, other))


@say.table("who")
def moves_table(scene: Scene, table: Table) -> bool:
    begin, every = str(_start(scene)), scene.at.moves
    seen = set()
    labels = {one.name: one.label or one.name for one in scene.conflict.states}
    for row in table.rows:
        steps = tuple(filter(None, row.get("steps", "").split(", ")))
        group = frozenset(scene.items(row["who"]))
        key = (group, steps, row["to"])
        if key not in every or key in seen:
            return False
        seen.add(key)
        how = {p: compared(scene, p, row["to"], begin) for p in scene.model.parties}
        expected = {
            "preferred by": [p for p, found in how.items() if found == "better"] or ["nobody"],
            "worse for": [p for p, found in how.items() if found == "worse"] or ["nobody"],
            "not known for": [p for p, found in how.items() if found == "unknown"],
        }
        for column, names in expected.items():
            if row.get(column, "") != ", ".join(names):
                return False
        if row["improving"] != ("yes" if group <= {*expected["preferred by"]} else "-"):
            return False
        if {*filter(None, row.get("not meeting", "").split(", "))} != every[key]:
            return False
        if row.get("what it is", "") != labels.get(row["to"], ""):
            return False
    return len(seen) == min(len(every), limit(scene))


@say("Improving: everyone who moves prefers it.",
     "Not meeting: declared conditions of those who would act together.")  # fmt: skip
def columns(scene: Scene, said: Said) -> bool:
    """What the columns are: by this the table is judged."""
    return hasattr(scene.at, "moves")
