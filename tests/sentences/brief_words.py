"""The short words of a brief, read back: wishes and terms, states, moves, where moves lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.conflict.logic import Formula
from detente.conflict.parties import Condition
from tests.oracle.literal import Literal
from tests.oracle.onward import Followed, opened

from .items import clauses
from .scene import Scene

# wishes and terms --------------------------------------------------------------------------------


def _masks(scene: Scene, text: str) -> frozenset[int]:
    """Return all that names alone, or a clause, can mean behind 'after', 'without' or 'unless'."""
    read = clauses(scene)
    for verb in ("is", "are"):
        if re.fullmatch(r"'.*'(?: \([\w-]+\))?", text) and (
            found := read.readings(f"{text} {verb} in effect")
        ):
            return found
    return read.readings(text)


def bare_said(scene: Scene, text: str, formula: Formula) -> bool:
    """Tell whether "'A' and 'B'", or a clause, is what the formula says, in one reading."""
    return clauses(scene).only(_masks(scene, text), formula)


def wish_said(scene: Scene, text: str, formula: Formula) -> bool:
    """Tell whether "wants 'A'", "no 'A' without 'B'" and the like is what the formula says."""
    read = clauses(scene)
    if match := re.fullmatch("wants that (.*)", text):
        return read.says(match[1], formula)
    if match := re.fullmatch("wants (.*)", text):
        return read.says(f"{match[1]} is in effect", formula)
    if match := re.fullmatch("does not want (.*)", text):
        return read.says(f"{match[1]} is not in effect", formula)
    match = re.fullmatch(r"no ('.*?'(?: \([\w-]+\))?) (without|unless) (.*)", text)
    if match is None or match[1] not in read.called:
        return False
    names = read.masks_of(match[1])
    found = {read.everywhere & ~name | mask for name in names for mask in _masks(scene, match[3])}
    return read.only(frozenset(found), formula)


def term_said(scene: Scene, text: str, term: Condition) -> bool:
    """Tell whether "'A' only after 'B'" is what the condition says."""
    match = re.fullmatch(
        r"(?P<end>the end of )?(?P<step>'.*?'(?: \([\w-]+\))?) only "
        r"(?P<when>after|together with, or after,) (?P<what>.*)",
        text,
    )
    assert match is not None, text
    order = "after" if match["when"] == "after" else "with"
    return (
        scene.option(match["step"]) == term.step.option
        and (match["end"] is None) == term.step.on
        and order == term.order
        and bare_said(scene, match["what"], term.formula)
    )


# states and moves --------------------------------------------------------------------------------


def state_of(scene: Scene, text: str) -> str:
    """Return the state of "in effect: 'A'", "nothing in effect" or "'Name'"."""
    text = text[:1].lower() + text[1:]
    return scene.state(text.removeprefix("in effect: "))


def step_of(scene: Scene, text: str) -> str:
    """Return the option of "'A'" or "the end of 'A'", which has to be the way it can go."""
    undone = text.lower().startswith("the end of ")
    option = scene.option(text[len("the end of ") :] if undone else text)
    assert undone == (option in scene.case.start), text
    return option


def steps_of(scene: Scene, text: str) -> frozenset[str]:
    """Return the options of a list of steps: "'A', the end of 'B' and 'C'"."""
    found = re.findall(r"(?:the end of )?'[^']*'(?: \([\w-]+\))?", text, flags=re.IGNORECASE)
    return frozenset(step_of(scene, one) for one in found)


def doing(scene: Scene, text: str) -> tuple[frozenset[str], dict[str, bool], str]:
    """Return which options are switched, which way, or to which state somebody moves."""
    if match := re.fullmatch("moves? to the state with (.*?)(?: in effect)?", text):
        nothing = match[1] == "nothing"
        return frozenset(), {}, scene.state("nothing in effect" if nothing else match[1])
    if match := re.fullmatch("moves? to ('.*')", text):
        return frozenset(), {}, scene.state(match[1])
    match = re.fullmatch(r"(.*?) \(to (?:the state with (.*?)(?: in effect)?|('.*'))\)", text)
    to = ""
    if match is not None:
        text, named = match[1], match[2] or match[3]
        to = scene.state("nothing in effect" if named == "nothing" else named)
    signed = scene.signed_steps(text)
    return frozenset(signed), signed, to


def right_way(scene: Scene, model: Literal, state: str, signed: dict[str, bool]) -> bool:
    """Tell whether options are put in effect that are not, and ended that are."""
    return all(
        any((name in point) != on for point in model.members[state]) for name, on in signed.items()
    )


def is_open(scene: Scene, model: Literal, state: str, who: str, text: str) -> str | None:
    """Return where a move leads that is open at a state; None if it is not open there."""
    group = frozenset(scene.parties(who))
    switched, signed, to = doing(scene, text)
    if not right_way(scene, model, state, signed):
        return None
    found = {
        end
        for movers, steps, end in opened(model, state)
        if movers == group and steps == switched and (not to or end == to)
    }
    return next(iter(found)) if len(found) == 1 else None


def way_end(scene: Scene, model: Literal, state: str, text: str) -> str | None:
    """Return where "A can put ...; then B and C can together end ..." leads from a state."""
    here: str | None = state
    for part in text.split("; then "):
        match = re.fullmatch(r"(?P<who>.*?) can(?P<together> together)? (?P<what>.*)", part)
        assert match is not None, text
        assert here is not None, text
        assert (match["together"] is None) == (len(scene.parties(match["who"])) == 1), text
        here = is_open(scene, model, here, match["who"], match["what"])
        if here is None:
            return None
    return here


# where moves lead --------------------------------------------------------------------------------


def leads(scene: Scene, text: str, found: Followed) -> bool:
    """Tell whether "come to rest with 'A'; or go round without end between ..." is right."""
    ends, circles = set[str](), list[object]()
    many = 0
    for part in text.split("; or "):
        if match := re.fullmatch(r"come to rest with one of ([\d,]+) states", part):
            many = int(match[1].replace(",", ""))
        elif match := re.fullmatch("come to rest with (.*)", part):
            ends = {scene.state(one) for one in match[1].split(", or with ")}
        elif match := re.fullmatch("go round without end between (.*)", part):
            circles = list(_circles(scene, match[1]))
        else:
            return False  # small files are followed to the end
    right = len(found.ends) == many if many else found.ends == ends
    return right and _round(circles, found)


def rounds_right(scene: Scene, text: str, found: Followed) -> bool:
    """Tell whether "between these states (...), or between 6 states" are all the circles."""
    return _round(list(_circles(scene, text)), found)


def _round(circles: list[object], found: Followed) -> bool:
    named = [one for one in circles if isinstance(one, frozenset)]
    sizes = sorted(one for one in circles if isinstance(one, int))
    others = sorted(len(one) for one in found.circles if one not in named)
    return set(named) <= found.circles and len(set(named)) == len(named) and sizes == others


def _circles(scene: Scene, text: str) -> Iterator[object]:
    for part in text.split(", or between "):
        if match := re.fullmatch(r"these states \((.*)\)", part):
            yield frozenset(scene.state(one) for one in match[1].split("; "))
        elif match := re.fullmatch(r"([\d,]+) states", part):
            yield int(match[1].replace(",", ""))
        else:
            raise ValueError(part)
