"""Days of a roadmap as a result: numbers, dates, and sentences on what does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from detente.analyses.timing.network import START, Constraint, Schedule
from detente.analyses.wording import Words, counted, joined


@dataclass(frozen=True, slots=True)
class StepDays:
    """The earliest and latest day of a step; `latest` and `slack` are None if nothing bounds it."""

    step: str
    earliest: int
    latest: int | None
    slack: int | None


@dataclass(frozen=True, slots=True)
class Length:
    """The days until every step is done, None without an order, and the least slack of a step.

    The slack is None if no last day bounds any step, and below zero if one is missed.
    """

    days: int | None
    slack: int | None
    feasible: bool

    def to_dict(self) -> dict[str, object]:
        """Return the figures under plain names."""
        return {"days": self.days, "slack": self.slack, "feasible": self.feasible}


@dataclass(frozen=True, slots=True)
class Wished:
    """Whether a window that somebody wishes for could be kept, and when in it the step can be.

    `fits_longest` tells it for the higher figure of every duration.  If it does not fit, `short_by`
    is by how many days a last day is missed.
    """

    option: str
    number: int
    item: str
    party: str
    fits: bool
    fits_longest: bool
    earliest: int | None
    latest: int | None
    slack: int | None
    short_by: int


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Constraints that cannot be met together, in a sentence, and the items they rest on.

    `circular`: the steps wait for each other, and no more time would help.
    """

    text: str
    because: tuple[str, ...]
    items: tuple[str, ...]
    short_by: int
    circular: bool

    def to_dict(self) -> dict[str, object]:
        """Return the sentence with what it rests on."""
        return {
            "text": self.text,
            "because": list(self.because),
            "items": list(self.items),
            "short_by": self.short_by,
            "circular": self.circular,
        }


@dataclass(frozen=True, slots=True)
class Dates:
    """When the steps of a roadmap can take effect, in days from `as_of`.

    `steps` is empty if there is no order; `latest` counts back from the last days, so that where
    one is missed, some slack is below zero.  `longest` takes the higher figure of every duration.
    `serial` lets each bundle start only when the one before has ended, `serial_longest` with the
    higher figures: None without bundles.  `unread` are items that ask for something in a formula too
    long to be looked into: what they ask could take more days, or leave no time.
    """

    as_of: date | None
    steps: tuple[StepDays, ...]
    feasible: bool
    days: int | None
    slack: int | None
    longest: Length
    serial: Length | None
    serial_longest: Length | None
    wishes: tuple[Wished, ...]
    hindrances: tuple[Hindrance, ...]
    unread: tuple[str, ...] = ()

    @property
    def fits(self) -> bool | None:
        """Whether there is time for the steps; None if what could not be read might say otherwise."""
        return None if self.feasible and self.unread else self.feasible

    @property
    def impossible(self) -> tuple[str, ...]:
        """What does not fit, in sentences; empty if all fits."""
        return tuple(found.text for found in self.hindrances)

    def day(self, days: int | None) -> str | None:
        """Return a day as a date; None without `as_of`, and for a day that is not known."""
        return None if self.as_of is None or days is None else dated(self.as_of, days)

    def to_dict(self) -> dict[str, object]:
        """Return the days as plain numbers and dates."""
        return {
            "as_of": self.day(0),
            "feasible": self.fits,
            "days": self.days,
            "slack": self.slack,
            "longest": self.longest.to_dict(),
            "serial": self.serial.to_dict() if self.serial else None,
            "serial_longest": self.serial_longest.to_dict() if self.serial_longest else None,
            "steps": [
                {"step": one.step} | self._days(one.earliest, one.latest, one.slack)
                for one in self.steps
            ],
            "wishes": [
                {
                    "option": one.option,
                    "window": one.item,
                    "party": one.party or None,
                    "fits": one.fits,
                    "fits_longest": one.fits_longest,
                    **self._days(one.earliest, one.latest, one.slack),
                    "short_by": one.short_by,
                }
                for one in self.wishes
            ],
            "impossible": [found.to_dict() for found in self.hindrances],
            "unread": list(self.unread),
        }

    def _days(
        self, earliest: int | None, latest: int | None, slack: int | None
    ) -> dict[str, object]:
        return {
            "earliest": earliest,
            "latest": latest,
            "slack": slack,
            "earliest_date": self.day(earliest),
            "latest_date": self.day(latest),
        }


def dated(as_of: date, days: int) -> str:
    """Return the day so many days after `as_of`, as a date: a number of days if no calendar has it."""
    try:
        return (as_of + timedelta(days=days)).isoformat()
    except OverflowError:
        return f"day {days}"


def hindrance(words: Words, schedule: Schedule, as_of: date | None) -> Hindrance:
    """Return why a schedule is not feasible."""
    conflict = schedule.conflict
    if schedule.circular or as_of is None:
        text = f"No order: {joined([_after(words, one) for one in conflict])}."
    else:
        text = _too_late(words, conflict, schedule.short_by, as_of)
    return Hindrance(
        text,
        tuple(dict.fromkeys(one.why for one in conflict if one.items)),
        tuple(dict.fromkeys(item for one in conflict for item in one.items)),
        0 if schedule.circular else schedule.short_by,
        schedule.circular,
    )


def _after(words: Words, one: Constraint) -> str:
    how = "comes after" if one.strict or one.days > 0 else "does not come before"
    return f"{_called(words, one.later)} {how} {_called(words, one.earlier)}"


def _too_late(words: Words, conflict: tuple[Constraint, ...], short_by: int, as_of: date) -> str:
    *way, last = conflict
    called, end = _called(words, last.earlier), dated(as_of, -last.days)
    past = counted(short_by, "day")
    if last.days > 0:
        return f"Too late: a window of {called} ended on {end}, before {as_of.isoformat()}, where time starts."
    if len(way) == 1 and _is_window(way[0]):
        begin = dated(as_of, way[0].days)
        return f"Windows at odds: {called} takes effect only from {begin} on and only until {end}, {past} before."
    total = counted(short_by - last.days, "day")
    return (
        f"Not enough time: {', '.join(_chain(words, way, as_of))}: "
        f"{total} after {as_of.isoformat()}, {past} past {end}."
    )


def _chain(words: Words, way: list[Constraint], as_of: date) -> Iterator[str]:
    """Yield the steps on the way to a last day: "'A' takes 14 days", "then 'B' 180"."""
    unit = False
    for one in way:
        called = _called(words, one.later)
        if one.earlier != START:
            later = one.strict or one.days > 0
            called = f"then {called}" if later else f"{called} not before that"
        if _is_window(one):
            yield f"{called} waits until {dated(as_of, one.days)}"
        elif not one.days:
            yield called
        else:
            yield f"{called} {one.days}" if unit else f"{called} takes {counted(one.days, 'day')}"
            unit = True


def _is_window(one: Constraint) -> bool:
    return any(".window." in item for item in one.items)


def _called(words: Words, step: str) -> str:
    name = step.removeprefix("not ")
    return words.quoted(name) if name == step else f"the end of {words.quoted(name)}"
