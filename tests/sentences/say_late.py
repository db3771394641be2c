"""Why an order does not fit: sentences on days, and by how much last days would have to move."""

from __future__ import annotations

import re
from datetime import timedelta

from tests.oracle.sequences_timing import Timetable

from .rows import Rows, Said
from .say_proof import table
from .scene import Scene

say = Rows("blockers")
LINK = re.compile(
    r"(?P<then>then )?(?P<end>the end of )?(?P<name>'[^']*'(?: \([\w-]+\))?)"
    r"(?P<same> not before that)?(?: waits until (?P<until>\S+)|(?: takes)? (?P<days>\d+)(?: days?)?)?"
)


def here(scene: Scene) -> Timetable:
    """Return the days of the order that is shown, or those that a row put in its place."""
    days: Timetable | None = getattr(scene.at, "days", None)
    return days or table(scene, scene.at.order)


def date_of(scene: Scene, day: int) -> str:
    """Return a day as a date."""
    as_of = scene.conflict.as_of
    assert as_of is not None
    return (as_of.first + timedelta(days=day)).isoformat()


def late(scene: Scene, name: str, days: int) -> bool:
    """Tell whether a last day of a step is missed by so many days, one not told yet."""
    last = [day for day in lasts(scene, name) if here(scene).earliest[name] - day == days]
    if name in scene.at.late and days == scene.at.late[name]:
        scene.at.late.pop(name)
    return days > 0 and bool(last)


def lasts(scene: Scene, name: str) -> list[int]:
    """Return the last day of each window that binds a step."""
    days = here(scene)
    return [
        days.day(window.end.last)
        for window in days.options[name].windows
        if window.end is not None
        and not window.wish
        and (not window.party or window.party in days.parties)
    ]


@say("Too late: a window of {what} ended on {end}, before {today}, where time starts.")
def over(scene: Scene, said: Said) -> bool:
    name = scene.option(said.what)
    ended = [day for day in lasts(scene, name) if day < 0 and date_of(scene, day) == said.end]
    scene.at.late.pop(name, None)
    return bool(ended) and said.today == date_of(scene, 0)


@say("Windows at odds: {what} takes effect only from {begin} on and only until {end}, {n:int} days "
     "before.",
     "Windows at odds: {what} takes effect only from {begin} on and only until {end}, {n:int} day "
     "before.")  # fmt: skip
def at_odds(scene: Scene, said: Said) -> bool:
    name = scene.option(said.what)
    first, _ = here(scene).windows[name]
    right = here(scene).earliest[name] == first and said.begin == date_of(scene, first)
    last = first - said.number("n")
    return right and said.end == date_of(scene, last) and late(scene, name, said.number("n"))


@say("Not enough time: {chain:any}: {total:int} days after {today}, {n:int} days past {end}.",
     "Not enough time: {chain:any}: {total:int} day after {today}, {n:int} days past {end}.",
     "Not enough time: {chain:any}: {total:int} days after {today}, {n:int} day past {end}.",
     "Not enough time: {chain:any}: {total:int} day after {today}, {n:int} day past {end}.")  # fmt: skip
def too_little(scene: Scene, said: Said) -> bool:
    """Each link of the chain is a wait with the days it takes; they add up."""
    total, step = chain(scene, said.chain)
    days = said.number("n")
    right = total == said.number("total") == here(scene).earliest[step]
    ends = said.end == date_of(scene, total - days) and said.today == date_of(scene, 0)
    return right and ends and late(scene, step, days)


def chain(scene: Scene, text: str) -> tuple[int, str]:
    """Return on which day the last step of a chain takes effect, and which it is."""
    days, total, before = here(scene), 0, ""
    for part in re.split(r", (?=then '|then the end|'|the end)", text):
        found = LINK.fullmatch(part)
        assert found is not None, part
        name = scene.option(found["name"])
        assert (name in scene.case.start) == bool(found["end"]), part
        mine = int(found["days"] or 0)
        if not before:
            assert not found["then"], part
            assert not found["same"], part
            if found["until"]:
                total = days.windows[name][0]
                assert found["until"] == date_of(scene, total), part
            else:
                assert mine == days.lengths[name], part
                total = mine
        else:
            assert not found["until"], part
            waits = [w for w, _ in days.waits if w[:2] == (before, name)]
            assert waits, part
            starts = any(w[2] and days.lengths[name] == mine for w in waits) if mine else True
            later = any(w[3] or (w[2] and days.lengths[name] > 0) for w in waits)
            assert starts, part
            assert bool(found["same"]) != bool(found["then"]), part
            assert not found["then"] or later, part
            total += mine
        before = name
    return total, before


@say("It would fit if {what:any} later.")
def extended(scene: Scene, said: Said) -> bool:
    """All these together are enough; any of them by a day less is too little."""
    scene.at.extended = True
    moved: dict[str, int] = {}
    for number, (head, name, days) in enumerate(
        re.findall(
            r"(the last day|that) of ('[^']*'(?: \([\w-]+\))?)(?: were)? ([\d,]+) days?", said.what
        )
    ):
        assert (head == "that") == (number > 0)
        moved[scene.option(name)] = int(days.replace(",", ""))
    listed = re.fullmatch(
        r"the last day of '[^']*'(?: \([\w-]+\))? were [\d,]+ days?"
        r"(?:(?: later, | later and )that of '[^']*'(?: \([\w-]+\))? [\d,]+ days?)*",
        said.what,
    )
    order = scene.at.order
    less = [moved | {name: days - 1} for name, days in moved.items()]
    return (
        listed is not None
        and table(scene, order, moved).feasible
        and not any(table(scene, order, one).feasible for one in less)
    )


@say.part("the last day of {what} were {n:int} days", "that of {what} {n:int} days")
def moved(scene: Scene, said: Said) -> bool:
    return extended(scene, Said(f"It would fit if {said.text} later.", {"what": said.text}, 0, ""))
