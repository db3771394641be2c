"""The dates of a roadmap in words: when it can be done, how much time is to spare, what is late."""

from __future__ import annotations

from collections.abc import Iterator

from detente.analyses.timing.days import Dates, Length, StepDays, Wished
from detente.analyses.when import span
from detente.analyses.wording import Words, counted, joined, sentence_of, short_words
from detente.conflict.options import Option
from detente.graph.model import GraphModel
from detente.telling.tables import table, wrapped


def scheduled(graph: GraphModel, dates: Dates) -> Iterator[str]:
    """Yield when the steps of a roadmap can be taken, as lines."""
    options = {option.name: option for option in graph.selection.options}
    yield wrapped(in_time(dates))
    for text in schedule_told(graph, dates):
        yield wrapped(text, indent="  - ", hanging="    ")
    if dates.steps:
        rows = table([_row(dates, options, one) for one in dates.steps])
        yield from ("", *(f"  {line}" for line in rows.split("\n")))


def schedule_told(graph: GraphModel, dates: Dates) -> Iterator[str]:
    """Yield what is impossible, other lengths of time, and which wishes can be kept."""
    options = {option.name: option for option in graph.selection.options}
    yield from dates.impossible
    yield from _lengths(dates)
    yield from _wishes(short_words(graph.conflict), options, dates)


def in_time(dates: Dates) -> str:
    """Return whether the steps fit their windows and how long they take, as a sentence."""
    if dates.days is None:
        return "There is no time in which these steps could be taken: they wait for each other."
    if not dates.feasible:
        return "The steps do not fit into the time there is."
    by = dates.day(dates.days)
    when = f", by {by}" if by else ""
    many = len(dates.steps)
    what = f"these {many} steps take" if many > 1 else "this step takes"
    least = " at the least" if dates.longest.days != dates.days else ""
    if dates.unread:
        # what was not looked into may take longer, and leave no time
        return sentence_of(f"{what} {counted(dates.days, 'day')} at the least, as far as is known")
    return sentence_of(f"{what} {counted(dates.days, 'day')}{least}{when}{_spare(dates.slack)}")


def _spare(slack: int | None) -> str:
    if slack is None:
        return "; there is no last day"
    if slack < 0:
        return f"; a last day is missed by {counted(-slack, 'day')}"
    return f", with {counted(slack, 'day')} to spare"


def _lengths(dates: Dates) -> Iterator[str]:
    if not dates.feasible:
        return
    known = not dates.unread
    longest, serial, both = dates.longest, dates.serial, dates.serial_longest
    if _other(dates, longest):
        yield _length("If every step takes as long as the file says it may", longest, known=known)
    if serial and _other(dates, serial):
        yield _length(
            "If each stage begins only when the one before has ended", serial, known=known
        )
    if both and serial and both.days not in (longest.days, serial.days):
        when = "If it is both, one stage after another and each at its longest"
        yield _length(when, both, known=known)


def _other(dates: Dates, length: Length) -> bool:
    """Tell whether a length is another than the shortest; what it leaves is told if it is known."""
    return length.days != dates.days or (not dates.unread and length.slack != dates.slack)


def _length(when: str, length: Length, *, known: bool) -> str:
    if length.days is None:
        return f"{when}, there is no order in which they fit."
    if not known:
        return f"{when}: {counted(length.days, 'day')} at the least, as far as is known."
    return f"{when}: {counted(length.days, 'day')}{_spare(length.slack)}."


def _wishes(words: Words, options: dict[str, Option], dates: Dates) -> Iterator[str]:
    for wish in dates.wishes:
        whose = f" of {words.party(wish.party)}" if wish.party else ""
        window = options[wish.option].windows[wish.number - 1]
        called = words.quoted(wish.option)
        yield f"A wish{whose} that binds nobody, {called} {span(window.start, window.end)}: {_kept(dates, wish)}."


def _kept(dates: Dates, wish: Wished) -> str:
    if wish.fits:
        first, last = _day(dates, wish.earliest), _day(dates, wish.latest)
        when = f", at the earliest on {first}" if first else ""
        if first and last and wish.slack is not None:
            when += f" and at the latest on {last}, with {counted(wish.slack, 'day')} to spare"
        longest = "" if wish.fits_longest else "; if every step takes its longest, it cannot"
        known = "as far as is known, " if dates.unread else ""
        return f"{known}it can be kept{when}{longest}"
    if not wish.short_by:
        return "it cannot be kept"
    least = "at least " if dates.unread else ""
    return f"it cannot be kept; {least}{counted(wish.short_by, 'day')} short"


def _row(dates: Dates, options: dict[str, Option], one: StepDays) -> dict[str, object]:
    option = options.get(one.step)
    takes = option.takes.text if option is not None and option.takes is not None else ""
    bounds = [span(w.start, w.end) for w in option.windows if not w.wish] if option else []
    row: dict[str, object] = {
        "step": one.step,
        "takes": takes,
        "at the earliest": _day(dates, one.earliest),
        "at the latest": _day(dates, one.latest),
        "days to spare": one.slack,
    }
    if any(window for o in options.values() for window in o.windows if not window.wish):
        row["must take effect"] = joined(bounds)
    return row


def _day(dates: Dates, days: int | None) -> str:
    if days is None:
        return ""
    return dates.day(days) or f"day {days}"
