"""What is said of the verdicts of two versions: which changed, and because of which changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from tests.oracle.sequences_comparing import Version, Versions, atoms, made

from .rows import Rows, Said
from .scene import Scene

say = Rows(
    "verdicts", covers=("analyses/changes.py", "analyses/changed.py", "analyses/standing.py")
)
NAMED, MOVES = 4, 2
Atom = tuple[str, Any]


def _both(scene: Scene) -> Versions:
    from .say_compare import both_of

    return both_of(scene)


def _scene(scene: Scene, version: int) -> Scene:
    from .say_compare import scenes

    return scenes(scene)[version]


# verdicts ----------------------------------------------------------------------------------------


def _tell(scene: Scene, of: str) -> bool:
    """Keep that a verdict was told; it has to be one that changed."""
    both = _both(scene)
    if not hasattr(scene.at, "verdicts"):
        scene.at.verdicts = []
    scene.at.verdicts.append(of)
    return both.old.standing[of] != both.new.standing[of]


@say("The status quo is {now}; before: {before}.")
def status_quo(scene: Scene, said: Said) -> bool:
    both = _both(scene)
    told = [_point(scene, text, n) for text, n in ((said.before, 0), (said.now, 1))]
    return _tell(scene, "status quo") and told == [
        next(iter(version.standing["status quo"])) for version in (both.old, both.new)
    ]


def _point(scene: Scene, text: str, version: int) -> frozenset[str]:
    home = _scene(scene, version)
    return home.point(home.state(text))


@say("The status quo now rests.", "The status quo no longer rests.")
def rests(scene: Scene, said: Said) -> bool:
    now = bool(_both(scene).new.standing["status quo rests"])
    return _tell(scene, "status quo rests") and now == ("now rests" in said.text)


@say("Joint moves from the status quo that all who make them prefer, {what:any}.")
def joint_moves(scene: Scene, said: Said) -> bool:
    """Which opened and closed, the first two of each, and how many more there are."""
    both = _both(scene)
    before, now = (version.standing["joint move"] for version in (both.old, both.new))
    opened, closed = now - before, before - now
    parts = re.split(r"(?:^|; )(now open: |closed: |and (?=\d+ more))", said.what)[1:]
    told = dict(zip(parts[::2], parts[1::2], strict=True))
    hidden = int(told.pop("and ", "0").removesuffix(" more"))
    found = []
    for start, moves, version in (("now open: ", opened, 1), ("closed: ", closed, 0)):
        listed = told.get(start, "").split("; ") if start in told else []
        read = {_bundle(scene, one, version) for one in listed}
        found.append(read <= moves and len(read) == min(len(moves), MOVES) == len(listed))
    more = max(0, len(opened) - MOVES) + max(0, len(closed) - MOVES)
    return _tell(scene, "joint move") and all(found) and hidden == more


def _bundle(scene: Scene, text: str, version: int) -> tuple[frozenset[str], frozenset[str]]:
    who, _, what = text.partition(": ")
    home = _scene(scene, version)
    signed = home.signed_steps(what)
    steps = frozenset(name if on else f"not {name}" for name, on in signed.items())
    return frozenset(home.parties(who)), steps


@say("Equilibria of {concept}: {n:int} state, {m:int} before; {what:any}.",
     "Equilibria of {concept}: {n:int} states, {m:int} before; {what:any}.",
     "Where the conflict rests: {n:int} state, {m:int} before; {what:any}.",
     "Where the conflict rests: {n:int} states, {m:int} before; {what:any}.")  # fmt: skip
def sets(scene: Scene, said: Said) -> bool:
    """How many states there are and were, which joined and which left."""
    both = _both(scene)
    of = said.words.get("concept", "rests")
    before, now = (version.standing[of] for version in (both.old, both.new))
    right = (said.number("n"), said.number("m")) == (len(now), len(before))
    right = right and (" states, " in said.text) == (len(now) != 1)
    parts = re.split(r"(?:^|; )(joined|left): ", said.what)[1:]
    told = dict(zip(parts[::2], parts[1::2], strict=True))
    expected = {"joined": now - before, "left": before - now}
    for name, points in expected.items():
        if (name in told) != bool(points):
            return False
        if points and not _listed(scene, told[name], points, name):
            return False
    return _tell(scene, of) and right


def _listed(scene: Scene, text: str, points: frozenset[frozenset[str]], name: str) -> bool:
    """Tell whether states are named, or, where they are many, counted."""
    both = _both(scene)
    other = both.old if name == "joined" else both.new
    options = {option.name for option in other.conflict.options}
    fresh = sum(not point <= options for point in points)
    which = "older" if name == "joined" else "newer"
    note = ""
    if fresh:
        some = (
            f"does not have {fresh} of them"
            if fresh < len(points)
            else f"has no such state{'s' if fresh > 1 else ''}"
        )
        note = f" (the {which} version {some})"
    if not text.endswith(note):
        return False
    text = text.removesuffix(note)
    if len(points) > NAMED:
        return text == f"{len(points)} states"
    return {_short(scene, one) for one in text.split("; ")} == points


def _short(scene: Scene, text: str) -> frozenset[str]:
    """Return a state from how the newer version writes it, with the names of what is in effect."""
    found = re.fullmatch(r"(?:([YN]+) )?\((.*)\)", text)
    assert found is not None, text
    names = frozenset() if found[2] == "nothing in effect" else frozenset(found[2].split(", "))
    new = _scene(scene, 1)
    options = {option.name for option in new.conflict.options}
    assert (found[1] is None) == bool(names - options), text
    assert found[1] is None or new.point(found[1]) == names, text
    return names


@say.end
def missing(scene: Scene) -> Iterator[str]:
    """Yield the verdicts that changed and are not told, or the reverse; changes without a reason."""
    both = _both(scene)
    changed = sorted(
        of for of in both.old.standing if both.old.standing[of] != both.new.standing[of]
    )
    told = sorted(getattr(scene.at, "verdicts", []))
    if changed != told:
        yield f"verdicts that changed: {changed}; told: {told}"
    final = atoms(both.old) ^ atoms(both.new)
    clauses = getattr(scene.at, "clauses", set())
    partly = {"status quo", *getattr(scene.at, "partly", ())}
    owed = {atom for atom in final - clauses if atom[0] not in partly}
    if scene.exit_code == 0 and owed:
        yield f"no reason is told for {sorted(map(str, owed))}"


# reasons -----------------------------------------------------------------------------------------


@say("Change {n:int} alone is enough for this: {what:any}.",
     "Each of the changes {list} alone is enough for this: {what:any}.",
     "Change {n:int} is needed for this: {what:any}.",
     "The changes {list} bring this about only together: {what:any}.",
     "No smaller set of changes was found that brings this about: {what:any}.")  # fmt: skip
def because(scene: Scene, said: Said) -> bool:
    """Making these edits in the older version, and no others, brings these verdicts about."""
    both = _both(scene)
    told = set(_clauses(scene, said.what))
    final = atoms(both.old) ^ atoms(both.new)
    scene.at.clauses = getattr(scene.at, "clauses", set()) | told
    if not told <= final or not (told or hasattr(scene.at, "partly")):
        return False
    if said.text.startswith("No smaller set"):
        return True  # that none exists is not said; the search may have ended
    text = said.words.get("n") or said.words["list"]
    numbers = [int(number) for number in scene.items(text)]
    edits = {change: edit for edit in both.edits for change in edit.changes if edit.plain}
    by_number = {number: edits.get(tuple(rest)) for number, *rest in scene.at.told}
    responsible = [by_number[number] for number in numbers]
    if None in responsible:
        return True  # where an added item comes to stand in a list is the program's to choose
    if "alone" in said.text:
        return all(told <= _brings(both, [edit]) for edit in responsible)
    return told <= _brings(both, responsible) and _none_spared(both, responsible, told)


def _brings(both: Versions, edits: Iterable[Any]) -> set[Atom]:
    """Return the verdicts that some edits alone make as they are in the newer version."""
    conflict = made(both.old.conflict, dict.fromkeys(edits))
    mixed: Version = replace(both.old, conflict=conflict)
    if not mixed.sound:
        return set()
    final = atoms(both.old) ^ atoms(both.new)
    return (atoms(both.old) ^ atoms(mixed)) & final


def _none_spared(both: Versions, edits: list[Any], told: set[Atom]) -> bool:
    """Tell whether with one edit less something of it is not brought about."""
    distinct = list(dict.fromkeys(edits))
    return len(distinct) == 1 or all(
        not told <= _brings(both, [edit for edit in distinct if edit is not one])
        for one in distinct
    )


CLAUSE = re.compile(
    r"(?P<quo>the status quo is (?P<state>.*))|the status quo (?P<rests>rests|no longer rests)"
    r"|the joint move of (?P<one>.*) (?P<opens>opens|closes)"
    r"|(?P<many>\d+) joint moves of (?P<moves>.*) (?P<open>open|close)"
    r"|(?P<states>.*?) (?P<join>joins?|leaves?) (?P<where>(?:the states where|the equilibria of).*)"
)


def _clauses(scene: Scene, text: str) -> Iterator[Atom]:
    """Yield the verdicts that a list of clauses speaks of."""
    waiting = ""
    for piece in text.split("; "):
        waiting = f"{waiting}; {piece}" if waiting else piece
        found = CLAUSE.fullmatch(waiting)
        if found is not None:
            yield from _atoms(scene, found)
            waiting = ""
    assert not waiting, waiting


def _atoms(scene: Scene, found: re.Match[str]) -> Iterator[Atom]:
    both = _both(scene)
    before, now = both.old.standing, both.new.standing
    if found["quo"]:
        yield "status quo", _short(scene, found["state"])
        # the older status quo goes where the newer one comes
        yield from (("status quo", point) for point in before["status quo"])
    elif found["rests"]:
        assert bool(now["status quo rests"]) == (found["rests"] == "rests")
        yield "status quo rests", True
    elif found["one"] or found["moves"]:
        gained = (found["opens"] or found["open"]) in ("opens", "open")
        moves = now["joint move"] - before["joint move"]
        moves = moves if gained else before["joint move"] - now["joint move"]
        text = re.sub(r" and (\d+) more$", "", found["one"] or found["moves"])
        listed = {_named_move(scene, one) for one in text.split("; ")}
        assert listed <= moves
        if found["many"] and int(found["many"]) > NAMED:
            assert len(listed) == NAMED
            # all of a kind are told together, so these are all there are of this reason
            listed = set(moves) if int(found["many"]) == len(moves) else listed
        yield from (("joint move", move) for move in listed)
    else:
        yield from _joining(scene, found)


def _named_move(scene: Scene, text: str) -> tuple[frozenset[str], frozenset[str]]:
    found = re.fullmatch(r"(.*) \(([^()]*)\)", text)
    assert found is not None, text
    return frozenset(_scene(scene, 1).parties(found[1])), frozenset(found[2].split(", "))


def _joining(scene: Scene, found: re.Match[str]) -> Iterator[Atom]:
    both = _both(scene)
    before, now = both.old.standing, both.new.standing
    sets = ["rests"] if "the states where the conflict rests" in found["where"] else []
    concepts = re.search(r"the equilibria of (.*)", found["where"])
    sets += scene.items(concepts[1]) if concepts else []
    gained = found["join"].startswith("join")
    if many := re.fullmatch(r"(\d+) states", found["states"]):
        for of in sets:
            points = now[of] - before[of] if gained else before[of] - now[of]
            assert len(points) >= int(many[1]) > NAMED
            if len(points) == int(many[1]):
                yield from ((of, point) for point in points)
            else:  # which of them is not told
                scene.at.partly = {*getattr(scene.at, "partly", ()), of}
        return
    points = {_short(scene, one) for one in found["states"].split("; ")}
    assert (len(points) == 1) == (found["join"] in ("joins", "leaves"))
    for of in sets:
        assert points <= (now[of] - before[of] if gained else before[of] - now[of])
        yield from ((of, point) for point in points)


@say.part("now open: {a}; closed: {b}; and {n:int} more", "joined: {a}", "left: {a}",
          "the older version does not have {n:int} of them", "the newer version has no such state",
          "the status quo is {state}", "the status quo rests", "the status quo no longer rests",
          "the joint move of {who} opens", "{n:int} joint moves of {who} close",
          "joins the states where the conflict rests", "leave the equilibria of {concepts}",
          "nothing in effect", "status quo", "joint move", "status quo rests", "not named")  # fmt: skip
def words(scene: Scene, said: Said) -> bool:
    raise AssertionError("`sets`, `joint_moves` and `_clauses` take them apart")


@say.part("One version lists its states and the other has options: they cannot be compared.",
          "The older version has no verdicts to compare with: {why}",
          "The older version has no perspective '{view}': it is looked at as the newer one is.",
          "states of {names} were left out: they are too many to compare one by one, and were counted",
          "{n:int} states, {m:int} before; too many to compare one by one.",
          "Left out: causes. The limit is a model of {limits}.", "{n:int} states and {m:int} options",
          "Left out: causes. There are more than {n:int} changes at once.",
          "Left out: some causes. The changes can be combined in too many ways.",
          "Nothing of meaning changed in the file.", "a mixture has {n:int} options",
          "{name} was left out: {why}", "joint improving moves were left out: {why}",
          "{title}: what changed")  # fmt: skip
def limits(scene: Scene, said: Said) -> bool:
    """Limits, and versions that cannot be compared: see the unit tests."""
    return False
