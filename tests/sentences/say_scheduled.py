"""What `roadmaps` says of time: how long, by when, what is missed, which wishes can be kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from detente.conflict.time import Window
from tests.oracle.sequences_calendar import Calendar, Days, bounds

from .reading import Table
from .roads import Roads, roads
from .rows import Rows, Said
from .say_promises import scope_closed
from .scene import Scene

say = Rows(
    "scheduled",
    covers=(
        "analyses/when.py",
        "telling/scheduled.py",
        "analyses/timing/dating.py",
        "analyses/timing/days.py",
        "analyses/timing/network.py",
        "analyses/timing/precedences.py",
        "analyses/timing/requiring.py",
    ),
    # reasons of constraints that rest on no item of the file, which nobody is told
    unprinted=("begin", "none", "turns"),
)


def calendar(here: Roads, **how: bool) -> Calendar:
    """Return the calendar of the order that is told."""
    return here.calendar(**how)


def dated(here: Roads, days: int) -> str:
    """Return a day as a date; its number if the file does not say when time starts."""
    as_of = here.scene.conflict.as_of
    return f"day {days}" if as_of is None else (as_of.first + timedelta(days=days)).isoformat()


def _begins(here: Roads) -> bool:
    """Take what is said of today, and of changes of office, as complete."""
    complete = here.road.short or scope_closed(here)
    right = complete and "dates" not in here.road.parts
    here.road.parts.add("dates")
    here.road.mode = "dates"
    here.road.missed, here.road.wishes = [], 0
    here.road.facts = set()
    return right


# how long ----------------------------------------------------------------------------------------

LENGTH = re.compile(
    r"(?P<d>[\d,]+) day(?P<many>s?)(?P<least> at the least)?(?:, by (?P<by>\S+?))?"
    r"(?:, with (?P<spare>[\d,]+) day(?P<some>s?) to spare|; a last day is missed by "
    r"(?P<late>[\d,]+) day(?P<more>s?)|; there is no last day)"
)


@say.part("{d:int} days at the least", "{d:int} days, by {day}", "{d:int} days, with {n:int} days to spare",
          "{d:int} days; there is no last day", "{d:int} days; a last day is missed by {n:int} days")  # fmt: skip
def length(scene: Scene, said: Said) -> bool:
    """Read by `_length`."""
    return True


def _length(here: Roads, text: str, days: Days, *, least: bool, by: bool) -> bool:
    """Tell whether "20 days at the least, by 2024-01-21, with 3 days to spare" is right."""
    match = LENGTH.fullmatch(text)
    assert match is not None, text
    for number, many in (("d", "many"), ("spare", "some"), ("late", "more")):
        if match[number] is not None:
            assert bool(match[many]) == (match[number] != "1"), text

    def figure(name: str) -> int | None:
        return None if match[name] is None else int(match[name].replace(",", ""))

    right = not days.circular and figure("d") == days.total
    right &= bool(match["least"]) == least
    right &= match["by"] == (dated(here, days.total) if by else None)
    if days.feasible:
        return right and figure("spare") == days.slack and match["late"] is None
    return right and figure("late") == days.short_by > 0 and match["spare"] is None


@say("This step takes {length:any}.", "These {n:int} steps take {length:any}.")
def takes(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    right = _begins(here)
    days, longest = calendar(here).days(), calendar(here, longest=True).days()
    steps = sum(map(len, here.order))
    right &= said.number("n") == steps > 1 if "n" in said.words else steps == 1
    least = longest.circular or longest.total != days.total
    by = scene.conflict.as_of is not None
    right &= not calendar(here).unread
    return right and days.feasible and _length(here, said.length, days, least=least, by=by)


UNREAD = "{length} at the least, as far as is known."


@say(f"This step takes {UNREAD}", f"These {{n:int}} steps take {UNREAD}")
def takes_at_least(scene: Scene, said: Said) -> bool:
    """Some formula was not looked into: by the others it takes so long, and by all no less."""
    here = roads(scene)
    right, plan = _begins(here), calendar(here)
    steps = sum(map(len, here.order))
    right &= said.number("n") == steps > 1 if "n" in said.words else steps == 1
    return right and plan.days().feasible and _at_least(here, said.length, {})


def _at_least(here: Roads, text: str, how: dict[str, bool]) -> bool:
    """Tell whether "20 days" is what is known of a length, and whether it does not take less."""
    match = re.fullmatch(r"([\d,]+) day(s?)", text)
    assert match is not None, text
    told, plan = int(match[1].replace(",", "")), calendar(here, **how)
    conditions = "conditions" in here.require
    whole = Calendar(here.case, here.order, conditions=conditions, **how).days()
    right = bool(match[2]) == (told != 1) and bool(calendar(here).unread & here.unread)
    right &= told == plan.days().total and not plan.days().circular
    return right and (whole.circular or whole.total >= told)


@say.part("There is no time in which these steps could be taken: they wait for each other.")
def circular(scene: Scene, said: Said) -> bool:
    """No order that all accept has such steps; a test of the words of dates looks at it."""
    return True


@say("The steps do not fit into the time there is.")
def late(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    days = calendar(here).days()
    return _begins(here) and not days.circular and not days.feasible


OTHERWISE = {
    "If every step takes as long as the file says it may": {"longest": True},
    "If each stage begins only when the one before has ended": {"serial": True},
    "If it is both, one stage after another and each at its longest": {
        "longest": True,
        "serial": True,
    },
}


@say(*(f"{when}: {{length:any}}." for when in OTHERWISE))
def otherwise(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    when = said.text.partition(":")[0]
    days = calendar(here, **OTHERWISE[when]).days()
    here.road.facts.add(when)
    right = calendar(here).days().feasible and not calendar(here).unread
    return right and _length(here, said.length, days, least=False, by=False)


@say(*(f"{when}: {UNREAD}" for when in OTHERWISE))
def otherwise_at_least(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    when = said.text.partition(":")[0]
    here.road.facts.add(when)
    right = calendar(here).days().feasible
    return right and _at_least(here, said.length, OTHERWISE[when])


@say.part(*(f"{when}, there is no order in which they fit." for when in OTHERWISE))
def otherwise_not(scene: Scene, said: Said) -> bool:
    """As for steps that wait for each other."""
    return True


# what does not fit -------------------------------------------------------------------------------


@say("Too late: a window of {step} ended on {end}, before {start}, where time starts.")
def too_late(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    assert scene.conflict.as_of is not None
    name = scene.option(said.step)
    last = _days(here, said.end)
    right = last < 0 and said.start == dated(here, 0)
    return right and _missed(here, name, last)


@say("Windows at odds: {step} takes effect only from {start} on and only until {end}, {n:int} day before.",
     "Windows at odds: {step} takes effect only from {start} on and only until {end}, {n:int} days "
     "before.")  # fmt: skip
def at_odds(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    name, first, last = scene.option(said.step), _days(here, said.start), _days(here, said.end)
    right = first - last == said.number("n") > 0 and _missed(here, name, last)
    right &= said.text.endswith("days before.") == (said.number("n") != 1)
    return right and (name, first) in _firsts(here)


@say("Not enough time: {chain:any}: {total:int} days after {start}, {n:int} days past {end}.",
     "Not enough time: {chain:any}: {total:int} days after {start}, {n:int} day past {end}.",
     "Not enough time: {chain:any}: {total:int} day after {start}, {n:int} day past {end}.")  # fmt: skip
def not_enough(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    total, last = said.number("total"), _days(here, said.end)
    right = said.start == dated(here, 0) and total - last == said.number("n")
    name, days = _walked(here, said.chain)
    right &= (" days past " in said.text) == (said.number("n") != 1)
    right &= (f"{total:,} days after" in said.text) == (total != 1)
    return (
        right and days == total == calendar(here).days().first[name] and _missed(here, name, last)
    )


@say.part("{step} takes {n:int} days", "then {step}", "{step} not before that",
          "{step} waits until {day}", "the end of {step}")  # fmt: skip
def chain(scene: Scene, said: Said) -> bool:
    """Read by `_walked`."""
    return True


@say.part("{why} One of the two is slow, so they cannot go together.", "{step} takes at least {n:int} days.",
          "{step} takes up to {n:int} days.")  # fmt: skip
def reasons(scene: Scene, said: Said) -> bool:
    """Reasons that stand in the JSON document only, and in what `differences` says."""
    return True


@say.part("{one} comes after {other}", "{one} does not come before {other}")
def link(scene: Scene, said: Said) -> bool:
    """Read by `no_order`."""
    return True


def _walked(here: Roads, text: str) -> tuple[str, int]:
    """Return the last step of a chain of waits, and its day; each link has to be one.

    "'A' takes 14 days, then 'B' 180, 'C' not before that, then 'D' waits until 2024-05-01"
    """
    plan = calendar(here)
    waits = {(a, b): starts for a, b, starts, _ in plan.waits}
    strict = {(a, b) for a, b, starts, tight in plan.waits if tight}
    name, day = "", 0
    for part in re.split(r", (?=then |'|the end of )", text):
        match = re.fullmatch(
            r"(?P<then>then )?(?P<step>(?:the end of )?'[^']*'(?: \(\w+\))?)(?P<soft> not before that)?"
            r"(?: takes (?P<takes>[\d,]+) days?| waits until (?P<until>\S+)| (?P<plain>[\d,]+))?",
            part,
        )
        assert match is not None, part
        step = here.scene.option(match["step"].removeprefix("the end of "))
        assert match["step"].startswith("the end of ") == (step in here.case.start)
        length = int((match["takes"] or match["plain"] or "0").replace(",", ""))
        if match["until"]:
            assert (step, _days(here, match["until"])) in _firsts(here), part
            name, day = step, _days(here, match["until"])
            continue
        if not name:
            assert length == plan.lengths[step], part
            assert not match["then"], part
            name, day = step, length
            continue
        starts = waits[name, step]
        later = (name, step) in strict or (starts and plan.lengths[step] > 0)
        assert bool(match["then"]) == later, part
        assert bool(match["soft"]) == (not later), part
        assert length == (plan.lengths[step] if starts else 0), part
        name, day = step, day + length
    return name, day


def _days(here: Roads, text: str) -> int:
    as_of = here.scene.conflict.as_of
    assert as_of is not None
    return (date.fromisoformat(text) - as_of.first).days


def _firsts(here: Roads) -> set[tuple[str, int]]:
    """Return the first days of windows that bind, with their steps."""
    found = calendar(here).windows(wish=False)
    days = ((name, bounds(here.scene.conflict, window)[0]) for name, _, window in found)
    return {(name, day) for name, day in days if day is not None}


def _lasts(here: Roads) -> list[tuple[str, int]]:
    """Return the last days of windows that are missed, with their steps, the worst first."""
    plan = calendar(here)
    days = plan.days().first
    found = []
    for name, _, window in plan.windows(wish=False):
        last = bounds(here.scene.conflict, window)[1]
        if last is not None and days[name] > last:
            found.append((name, last))
    return sorted(found, key=lambda one: one[1] - days[one[0]])


def _missed(here: Roads, name: str, last: int) -> bool:
    """Tell whether a last day is missed, and none was told that is missed by less."""
    here.road.missed.append((name, last))
    days = calendar(here).days().first
    by = [days[step] - day for step, day in here.road.missed]
    return (name, last) in _lasts(here) and by == sorted(by, reverse=True)


@say.part("No order: {chain:any}.")
def no_order(scene: Scene, said: Said) -> bool:
    """As for steps that wait for each other; tests of dates look at it."""
    return True


# wishes ------------------------------------------------------------------------------------------

KEPT = re.compile(
    r"(?:(?P<known>as far as is known,) )?it can be kept(?:, at the earliest on (?P<first>\S+?)(?: and at the latest on (?P<last>\S+), "
    r"with (?P<spare>[\d,]+) day(?P<many>s?) to spare)?)?(?P<long>; if every step takes its longest, "
    r"it cannot)?"
)
NOT_KEPT = re.compile(
    r"it cannot be kept(?:; (?P<least>at least )?(?P<short>[\d,]+) day(?P<many>s?) short)?"
)


@say.part("it can be kept, at the earliest on {first}",
          "it can be kept, at the earliest on {first} and at the latest on {last}, with {n:int} days "
          "to spare",
          "it can be kept; if every step takes its longest, it cannot", "it cannot be kept",
          "it cannot be kept; {n:int} days short", "it cannot be kept; at least {n:int} days short",
          "as far as is known, it can be kept")  # fmt: skip
def kept(scene: Scene, said: Said) -> bool:
    """Read by `wish`."""
    return True


@say("A wish that binds nobody, {step_and_when}: {kept:any}.",
     "A wish of {whose} that binds nobody, {step_and_when}: {kept:any}.")  # fmt: skip
def wish(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    name, number, window = list(calendar(here).windows(wish=True))[here.road.wishes]
    here.road.wishes += 1
    called = re.fullmatch(r"('[^']*'(?: \(\w+\))?) (.*)", said.step_and_when)
    assert called is not None
    right = scene.option(called[1]) == name and _span(called[2], window)
    right &= (scene.party(said.words["whose"]) if "whose" in said.words else "") == window.party
    days = calendar(here).days((name, number))
    long = calendar(here, longest=True).days((name, number))
    missed, can = NOT_KEPT.fullmatch(said.kept), KEPT.fullmatch(said.kept)
    if missed is not None:
        short = int((missed["short"] or "0").replace(",", ""))
        right &= bool(missed["many"]) == (short > 1)
        right &= bool(missed["least"]) == bool(short and calendar(here).unread)
        return right and not days.feasible and short == days.short_by
    assert can is not None, said.kept
    last = days.last.get(name)
    spare = None if last is None else last - days.first[name]
    right &= days.feasible and bool(can["long"]) == (not long.feasible)
    right &= bool(can["known"]) == bool(calendar(here).unread)
    right &= can["first"] == dated(here, days.first[name])
    right &= can["last"] == (None if last is None else dated(here, last))
    right &= can["spare"] == (None if spare is None else f"{spare:,}")
    return right and (can["spare"] is None or bool(can["many"]) == (spare != 1))


SPAN = re.compile(
    r"at any time|(?P<word>on|in) (?P<day>\S+)|from (?P<on>\S+) on"
    r"|(?:from (?P<a>\S+) to|until) (?P<end>the end of )?(?P<b>\S+)"
)


@say.part("at any time")
def always(scene: Scene, said: Said) -> bool:
    raise AssertionError("of a window without days, which no file can hold; `_span` reads it")


def _span(text: str, window: Window) -> bool:
    """Tell whether a clause names the time that a window covers; months and years to their end."""
    start, end = (day.text if day else "" for day in (window.start, window.end))
    match = SPAN.fullmatch(text)
    if match is None:
        return False
    if match["day"]:
        return match["day"] == start == end and (match["word"] == "on") == (start.count("-") == 2)
    if match["b"] and bool(match["end"]) == (end.count("-") == 2):
        return False
    return (match["a"] or match["on"] or "", match["b"] or "") == (start, end)


# the table ---------------------------------------------------------------------------------------


@say.table("step", "takes", "at the earliest", "at the latest", "days to spare")
def timetable(scene: Scene, table: Table) -> bool:
    here = roads(scene)
    days, options = calendar(here).days(), here.case.model.options
    binding = {name for name, _, _ in calendar(here).windows(wish=False)}
    bound = any(w for option in options.values() for w in option.windows if not w.wish)
    right = ("must take effect" in table.columns) == bound
    told = {}
    for row in table.rows:
        name, on = row["step"].removeprefix("not "), not row["step"].startswith("not ")
        told[name] = row
        option = options[name]
        right &= on == (name not in here.case.start)
        right &= row["takes"] == (option.takes.text if on and option.takes else "")
        right &= row["at the earliest"] == dated(here, days.first[name])
        last = days.last.get(name)
        right &= row["at the latest"] == ("" if last is None else dated(here, last))
        right &= row["days to spare"] == ("" if last is None else str(last - days.first[name]))
        spans = row.get("must take effect", "")
        windows = [w for w in option.windows if not w.wish] if name in binding else []
        parts = _spans(spans)
        right &= len(parts) == len(windows)
        right &= all(_span(part, w) for part, w in zip(parts, windows, strict=False))
    here.road.facts.add("table")
    return right and set(told) == set().union(*here.order) and len(told) == len(table.rows)


def _spans(text: str) -> list[str]:
    return re.split(r", (?=from|until|on |in )| and (?=from|until|on |in )", text) if text else []


@say.part("must take effect", "days to spare", "at the latest")
def column(scene: Scene, said: Said) -> bool:
    """A column; read by `timetable`."""
    return True


# all of it ---------------------------------------------------------------------------------------


def days_told(here: Roads) -> bool:
    """Tell whether nothing of the time of an order that is told in full is missing."""
    road = here.road
    if not road.parts:
        return True
    if "dates" not in road.parts:
        return scope_closed(here)
    days = calendar(here).days()
    wishes = len(list(calendar(here).windows(wish=True)))
    missed = set(road.missed) == set(_lasts(here))
    told = {fact for fact in road.facts if fact != "table"}
    return missed and road.wishes == wishes and told == set(_otherwise(here, days))


def _otherwise(here: Roads, days: Days) -> Iterator[str]:
    """Yield which other lengths of time have to be told: those that are not the same."""
    if not days.feasible:
        return
    found = {
        when: (found.circular, found.total, found.slack)
        for when, how in OTHERWISE.items()
        for found in [calendar(here, **how).days()]
    }
    if calendar(here).unread:  # what is left of a window is not known
        found = {
            when: (circular, total, days.slack) for when, (circular, total, _) in found.items()
        }
    plain = (False, days.total, days.slack)
    longest, serial, both = OTHERWISE
    if found[longest] != plain:
        yield longest
    if found[serial] != plain:
        yield serial
    if found[both][1] not in (found[longest][1], found[serial][1]):
        yield both
