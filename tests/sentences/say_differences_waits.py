"""Who needs which step before which: tables of needs, head-on pairs, circles, the matrix of all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tests.oracle.sequences_differing import Edges, head_on
from tests.oracle.sequences_differing import relation as relation_of
from tests.oracle.sequences_needing import circular, waits
from tests.oracle.sequences_waiting import Wait, named

from .choices import cached, require_of
from .reading import Table
from .rows import Rows, Said
from .say_differences import LOOKED, all_accept, legal, orders, pair, sets, told
from .scene import Scene

say = Rows("differences", covers=("analyses/differences/needing.py",
                                  "analyses/differences/circles.py"))  # fmt: skip

MOST_CIRCLES = 12


def needed(scene: Scene) -> dict[str, Edges]:
    """Return what each party needs of the steps that are told of, and under no name the rules."""
    key = f"needed {sorted(scene.at.steps)}"
    return cached(  # type: ignore[no-any-return]
        scene, key, lambda: waits(scene.case, scene.at.steps, legal(scene), require_of(scene))
    )


# tables -------------------------------------------------------------------------------------------


@say("What each needs, beyond what the rules ask:", "Who needs which order:")
def needs_heading(scene: Scene, said: Said) -> bool:
    told(scene).append(f"needs {_at(scene)}")
    return True  # a heading: what stands below is judged by the table


@say("nobody needs any")
def no_needs(scene: Scene, said: Said) -> bool:
    told(scene).append("table 1")
    return not any(needed(scene).values())


@say.table("who", "step")
def needs_table(scene: Scene, table: Table) -> bool:
    """All that each needs, as strictly as it does, and the items that make it so."""
    told(scene).append(f"table {_at(scene)}")
    found: dict[str, Edges] = {}
    for row in table.rows:
        who, step, other = row["who"], _name(row["step"]), _name(row["other"])
        if not _as_now(scene, row["step"]) or not _as_now(scene, row["other"]):
            return False
        how = {"before": "strict", "before or with": "weak"}[row[""]]
        party = "" if who == "rule" else who
        found.setdefault(party, {})[step, other] = how
        made = set(row["items"].split(", ")) - {""}
        if party and not _made(scene, party, (step, other), how, row["from"], made):
            return False
        if not party and (row["from"] != "rule" or not made <= _guards(scene)):
            return False
    expected = needed(scene)
    who_counts = pair(scene) or scene.case.parties
    if any(found.get(party, {}) != expected[party] for party in who_counts):
        return False
    if pair(scene):
        return set(found) <= set(pair(scene))
    return _follows(found.get("", {}), expected[""])


def _made(
    scene: Scene, party: str, edge: tuple[str, str], how: str, kinds: str, items: set[str]
) -> bool:
    """Tell whether a need comes from these kinds of items, and from these items."""
    wait = _wait(scene, (party,), edge, how, items)
    return any(
        named(keys) == items and {kind for kind, _ in keys} == set(kinds.split(", "))
        for keys in wait.by(party)
    )


def _wait(
    scene: Scene, parties: Iterable[str], edge: tuple[str, str], how: str, items: set[str]
) -> Wait:
    strict, require = how == "strict", tuple(require_of(scene))
    every = tuple(legal(scene))
    return Wait(
        scene.case, scene.at.steps, every, require, *edge, strict, tuple(parties), tuple(items)
    )


def _guards(scene: Scene) -> set[str]:
    """Return the ids of what binds everybody."""
    guards = {f"{o.name}.{g}" for o in scene.conflict.options
              for g in ("needs", "after", "undone_when") if getattr(o, g) is not None}  # fmt: skip
    return guards | {rule.id for rule in scene.model.rules} | {c.id for c in scene.model.channels}


def _follows(listed: Edges, every: Edges) -> bool:
    """Tell whether what is listed holds in every legal order, and the rest follows from it."""
    if any(every.get(edge) != how for edge, how in listed.items()):
        return False
    closed = dict(listed)
    while True:
        more = {
            (a, d): "strict" if "strict" in (one, two) else "weak"
            for (a, b), one in closed.items()
            for (c, d), two in closed.items()
            if b == c and a != d
        }
        fresh = {e: how for e, how in more.items() if closed.get(e) not in (how, "strict")}
        if not fresh:
            return closed == every
        closed |= fresh


def _name(step: str) -> str:
    return step.removeprefix("not ")


def _as_now(scene: Scene, step: str) -> bool:
    """Tell whether a step is written as the status quo has it."""
    return (_name(step) in scene.case.start) == step.startswith("not ")


def _at(scene: Scene) -> int:
    return getattr(scene.at, "number", 1)


# head-on pairs, circles ---------------------------------------------------------------------------


@say("Head-on: {one:any} needs {rest:any}.")
def head_on_pair(scene: Scene, said: Said) -> bool:
    """Each needs the other order, one of them strictly; and as strictly as said."""
    told(scene).append(f"head-on {_at(scene)}")
    step = r"((?:not )?\S+)"
    order = rf"{step} before( or with)? {step}"
    found = re.fullmatch(rf"{order}, (.*?) {order}", said.rest)
    assert found is not None, said.rest
    a, how, b, two, c, how2, d = found.groups()
    mine, theirs = needed(scene)[scene.party(said.one)], needed(scene)[scene.party(two)]
    edge, back = (_name(a), _name(b)), (_name(c), _name(d))
    return (
        (scene.party(said.one), scene.party(two)) == pair(scene)
        and back == edge[::-1]
        and edge in head_on(mine, theirs)
        and (how is None) == (mine[edge] == "strict")
        and (how2 is None) == (theirs[back] == "strict")
        and all(_as_now(scene, step) for step in (a, b, c, d))
    )


@say.part("before", "before or with")
def how_parts(scene: Scene, said: Said) -> bool:
    return True  # read by the row above


@say("Circular waits, so that no order is accepted by everybody:")
def circles_heading(scene: Scene, said: Said) -> bool:
    told(scene).append(f"circles {_at(scene)}")
    return not all_accept(scene)


@say("{a} before {b} ({who}); {rest:any}.", "{a} before or with {b} ({who}); {rest:any}.")
def circle(scene: Scene, said: Said) -> bool:
    """Waits in a circle, one of them strict, each of the parties or of the rules that are named."""
    told(scene).append(f"circle {_at(scene)}")
    edges = []
    for text in said.text.removesuffix(".").split("; "):
        found = re.fullmatch(r"((?:not )?\S+) before( or with)? ((?:not )?\S+) \((.*)\)", text)
        if found is None or not (_as_now(scene, found[1]) and _as_now(scene, found[3])):
            return False
        how = "weak" if found[2] else "strict"
        edges.append((_name(found[1]), _name(found[3]), how, found[4]))
    closed = all(one[1] == two[0] for one, two in zip(edges, [*edges[1:], edges[0]], strict=True))
    distinct = len({edge[0] for edge in edges}) == len(edges)
    strict = any(edge[2] == "strict" for edge in edges)
    parties = [_waiting(scene, edge) for edge in edges]
    if None in parties or not (closed and distinct and strict):
        return False
    named = {party for some in parties for party in some or ()}
    return not pair(scene) or bool(named & set(pair(scene)))


def _waiting(scene: Scene, edge: tuple[str, str, str, str]) -> set[str] | None:
    """Return the parties that a wait is said to be of, if it is; None if something is not so."""
    first, second, how, text = edge
    found = re.fullmatch(r"a rule(?:, (.*))?", text)
    if found is not None:
        known = needed(scene)[""].get((first, second))
        items = set((found[1] or "").split(", ")) - {""}
        return set() if known == how and items <= _guards(scene) else None
    parties: set[str] = set()
    pieces = re.split(r", | and ", text)
    while pieces:
        try:
            parties.add(scene.party(pieces[0]))
        except KeyError:
            break
        pieces.pop(0)
    right = _wait(scene, parties, (first, second), how, set(pieces)).right
    return parties if right and parties else None


@say("Nobody waits in a circle.", "Neither {one} nor {two} waits in a circle.",
     "Nobody was found to wait in a circle.",
     "Neither {one} nor {two} was found to wait in a circle.")  # fmt: skip
def no_circle(scene: Scene, said: Said) -> bool:
    """No wait of the parties is part of a circle with a strict wait in it."""
    told(scene).append(f"no circle {_at(scene)}")
    through = pair(scene)
    names = {scene.party(said.one), scene.party(said.two)} if "one" in said.words else set()
    if "was found" in said.text:
        return "circles" in LOOKED and names == set(through)
    return not circular(needed(scene), through=through) and names == set(through)


@say("Left out: circular waits. There may be more of them; up to {n:int} are listed.")
def circles_left_out(scene: Scene, said: Said) -> bool:
    told(scene).append("left out")
    many = sum(line.startswith("circle ") for line in told(scene))
    return "circles" in LOOKED and many <= said.number("n")


# the matrix of all --------------------------------------------------------------------------------


@say("Of {n:int} legal order, accepted by {list}; by all {m:int}.",
     "Of {n:int} legal orders, accepted by {list}; by all {m:int}.")  # fmt: skip
def counts(scene: Scene, said: Said) -> bool:
    told(scene).append("counts")
    found = {}
    for part in said.list.split(", "):
        who, _, number = part.rpartition(" ")
        found[scene.party(who)] = int(number.replace(",", ""))
    return (
        said.number("n") == len(legal(scene))
        and said.number("m") == len(all_accept(scene))
        and found == {party: len(orders(scene, party)) for party in scene.case.parties}
    )


@say("{who} accepts no order: its needs are its conditions.",
     "{who} accepts no order: what it needs is not told.")  # fmt: skip
def accepts_none(scene: Scene, said: Said) -> bool:
    told(scene).append(f"accepts none {scene.party(said.who)}")
    terms = "conditions" in require_of(scene)
    return not orders(scene, scene.party(said.who)) and terms == ("conditions" in said.text)


@say.part("both empty", "one empty", ": who needs which order", "left out: circular waits")
def matrix_parts(scene: Scene, said: Said) -> bool:
    return True  # read by the table; the second is the caption of a page


@say("How the accepted orders of each two relate:")
def pairs_heading(scene: Scene, said: Said) -> bool:
    return len(scene.case.parties) > 1  # what stands below is judged by the table


@say.table("parties", "relation")
def pairs(scene: Scene, table: Table) -> bool:
    told(scene).append("pairs")
    seen = set()
    for row in table.rows:
        one, two = row["parties"].split(" and ")
        seen.add((one, two))
        first, second = orders(scene, one), orders(scene, two)
        relation = "both empty" if not first and not second else relation_of(first, second)
        stricter = one if first < second else two if second < first else ""
        clashes = head_on(needed(scene)[one], needed(scene)[two])
        listed = {
            tuple(map(_name, pair.split("/")))
            for pair in row.get("head-on", "").split(", ")
            if pair
        }
        if (row["relation"], row.get("stricter", "")) != (relation, stricter):
            return False
        if int(row["both accept"].replace(",", "")) != len(first & second) or listed != clashes:
            return False
    names = scene.case.parties
    return seen == {(a, b) for n, a in enumerate(names) for b in names[n + 1 :]}


@say("{n:int} sets of steps lead to the target; this is the first.")
def first_of_several(scene: Scene, said: Said) -> bool:
    told(scene).append("first of several")
    return not pair(scene) and said.number("n") == min(len(sets(scene)), 6) > 1


@say.end
def not_told(scene: Scene) -> Iterator[str]:
    """Yield the head-on pairs, circles and tables that should have been told."""
    lines = told(scene)
    if "no answer" in lines or not sets(scene):
        return
    shown = sets(scene)[:6] if pair(scene) else sets(scene)[:1]
    for number, steps in enumerate(shown, start=1):
        scene.at.steps = steps
        edges = needed(scene)
        two, clashes = pair(scene), set()
        if two:
            clashes = head_on(edges[two[0]], edges[two[1]])
            if lines.count(f"head-on {number}") != len(clashes):
                yield f"head-on pairs: {clashes}"
            if bool(edges[two[0]] or edges[two[1]]) != (f"table {number}" in lines):
                yield f"no table of needs of set {number}"
        elif f"table {number}" not in lines or "counts" not in lines:
            yield "no table of needs"
        found = circular(edges, through=two)
        if "circles" not in LOOKED and found != (f"circle {number}" in lines or bool(clashes)):
            yield f"circles: {found}, {clashes}, {lines}"
        declared = {party for party in two or scene.case.parties if not orders(scene, party)}
        word = "declared" if two else "accepts none"
        if not two and declared != {
            line.removeprefix(f"{word} ") for line in lines if line.startswith(word)
        }:
            yield f"who accepts no order: {declared}"
    if not pair(scene) and (len(sets(scene)) > 1) != ("first of several" in lines):
        yield "of several sets of steps"
