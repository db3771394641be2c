"""What a file says of days before the one on which time starts, and of windows without a day.

Time starts at `as_of`.  A window that is over by then keeps its step from ever being taken, an
epoch that has begun counts only where its date is asked for, and an outcome of the past is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.analyses.impossible import Finding
from detente.analyses.when import at
from detente.conflict.options import Option
from detente.graph.selecting import Selection


def elapsed(selection: Selection) -> Iterator[Finding]:
    """Yield the windows, epochs and the outcome that lie before the first day there is."""
    conflict = selection.conflict
    for option in selection.options:
        yield from _windows(option, selection)
    as_of = conflict.as_of
    if as_of is None:
        return
    for epoch in conflict.epochs:
        if epoch.start.last < as_of.first:
            message = (
                f"the epoch from {epoch.start.text} begins before time starts ({as_of.text}): its "
                "lists count only where a date is asked for"
            )
            hint = "state them as the parties' own lists, or mend the date"
            yield Finding("T004", epoch.basis.place, message, hint)
    outcome = conflict.outcome
    if outcome is not None and outcome.date is not None and outcome.date.last < as_of.first:
        message = f"the outcome is of {outcome.date.text}, before time starts ({as_of.text})"
        yield Finding("T004", outcome.basis.place, message, "mend its date, or 'as_of'")


def _windows(option: Option, selection: Selection) -> Iterator[Finding]:
    """Yield the windows of an option that are over, and that those left have no day in common."""
    as_of = selection.conflict.as_of
    binding = []
    for window in option.windows:
        over = as_of is not None and window.end is not None and window.end.last < as_of.first
        if not window.wish:
            binding.append(window)
        if as_of is None or not over or window.end is None:
            continue
        what = "a wish for" if window.wish else "the window of"
        so = "could never be kept" if window.wish else "the step can no longer be taken"
        message = f"{what} '{option.name}' ends {at(window.end)}, before time starts"
        yield Finding(
            "T004",
            window.basis.place,
            f"{message} ({as_of.text}): {so}",
            "mend its dates, or 'as_of'",
        )
    # that two parties leave each other no day is their quarrel; that one leaves none is a slip
    for party in dict.fromkeys(window.party for window in binding):
        own = [window for window in binding if window.party == party]
        starts = [window.start.first for window in own if window.start is not None]
        ends = [window.end.last for window in own if window.end is not None]
        if len(own) > 1 and starts and ends and max(starts) > min(ends):
            message = f"the windows of '{option.name}' have no day in common: it can never be taken"
            place = own[-1].basis.place
            yield Finding("M004", place, message, "every window binds: keep one, or mark a 'wish'")
