"""What `check` says of days that are over before time starts, and of windows without a day."""

from __future__ import annotations

from collections.abc import Iterator

from detente.conflict.options import Option
from detente.conflict.time import Day, Window

from .rows import Rows, Said
from .scene import Scene

say = Rows("check", covers=("analyses/outdated.py",))


def over(scene: Scene) -> Iterator[tuple[str, str]]:
    """Yield what is told, each with its code."""
    conflict = scene.conflict
    for option in conflict.options:
        yield from _windows(option, conflict.as_of)
    start = conflict.as_of
    if start is None:
        return
    for epoch in conflict.epochs:
        if epoch.start.last < start.first:
            yield (
                "T004",
                (
                    f"the epoch from {epoch.start.text} begins before time starts ({start.text}): its lists "
                    "count only where a date is asked for"
                ),
            )
    outcome = conflict.outcome
    if outcome is not None and outcome.date is not None and outcome.date.last < start.first:
        yield "T004", f"the outcome is of {outcome.date.text}, before time starts ({start.text})"


def _windows(option: Option, start: Day | None) -> Iterator[tuple[str, str]]:
    for window in option.windows:
        end = window.end
        if start is not None and end is not None and all(day < start.first for day in _days(end)):
            when = f"on {end.text}" if end.first == end.last else f"in {end.text}"
            what, so = "the window of", "the step can no longer be taken"
            if window.wish:
                what, so = "a wish for", "could never be kept"
            yield (
                "T004",
                (f"{what} '{option.name}' ends {when}, before time starts ({start.text}): {so}"),
            )
    for party in dict.fromkeys(w.party for w in option.windows if not w.wish):
        own = [w for w in option.windows if w.party == party and not w.wish]
        if len(own) > 1 and not _common(own):
            yield (
                "M004",
                (f"the windows of '{option.name}' have no day in common: it can never be taken"),
            )


def _days(day: Day) -> tuple[object, ...]:
    return day.first, day.last


def _common(windows: list[Window]) -> bool:
    """Tell whether some day lies in all windows: the latest of their first days, if any does."""
    starts = [window.start.first for window in windows if window.start is not None]
    if not starts:
        return True
    day = max(starts)
    return all(window.end is None or day <= window.end.last for window in windows)


@say.part("the epoch from {day} begins before time starts ({start}): its lists count only where a date "
          "is asked for", "the outcome is of {day}, before time starts ({start})",
          "the window of '{name}' ends {day}, before time starts ({start}): the step can no longer be "
          "taken", "a wish for '{name}' ends {day}, before time starts ({start}): could never be kept",
          "the windows of '{name}' have no day in common: it can never be taken")  # fmt: skip
def problem(scene: Scene, said: Said) -> bool:
    raise AssertionError("`over` puts them together")


@say.part("state them as the parties' own lists, or mend the date", "mend its date, or 'as_of'",
          "mend its dates, or 'as_of'", "every window binds: keep one, or mark a 'wish'")  # fmt: skip
def hints(scene: Scene, said: Said) -> bool:
    """Advice on what to do with the file: it says nothing of the model."""
    return False
