"""Random conflicts in which time matters: lengths, windows, wishes, changes of office.

Windows may have ended before time starts, and changes of office may have come by then.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from detente.conflict.conflict import Conflict, Epoch, EpochParty
from detente.conflict.parties import Party, Same, Statement
from detente.conflict.time import Duration, Window, parse_day

from .sequences_random import SMALL, Scale, random_sequence_conflict

AS_OF = date(2024, 1, 1)


def timed_conflict(seed: int, *, scale: Scale = SMALL) -> Conflict:
    """Return the timed conflict of a seed."""
    rng = Random(f"timed {scale.name} {seed}")
    conflict = random_sequence_conflict(seed, scale=scale)
    windows = rng.random() < 0.7
    options = []
    for option in conflict.options:
        takes, bound = option.takes, option.windows
        if rng.random() < 0.6:
            low = rng.choice((0, 5, 10, 20, 30))
            high = low + rng.choice((0, 0, 10, 30))
            takes = Duration(low, high, f"{low}..{high} days" if high > low else f"{low} days")
        if windows and rng.random() < 0.4:
            bound = tuple(_window(rng, conflict) for _ in range(rng.choice((1, 1, 2))))
        by = rng.choice(("", "", "", "an agency", conflict.parties[0].name))
        options.append(replace(option, takes=takes, windows=bound, verified_by=by))
    epochs = _epochs(rng, conflict) if rng.random() < 0.85 else ()
    dated = bool(epochs) or any(option.windows for option in options) or rng.random() < 0.5
    as_of = parse_day(AS_OF.isoformat()) if dated else None
    return replace(conflict, options=tuple(options), as_of=as_of, epochs=epochs)


def _day(days: int) -> str:
    return (AS_OF + timedelta(days=days)).isoformat()


def _window(rng: Random, conflict: Conflict) -> Window:
    start = rng.choice((None, None, -5, 0, 1, 10, 25, 60))
    end = (start or 0) + rng.choice((-9, 0, 1, 3, 10, 30, 90) if start is None else (0, 3, 10, 90))
    return Window(
        start=None if start is None else parse_day(_day(start)),
        end=None if start is not None and rng.random() < 0.25 else parse_day(_day(end)),
        party=rng.choice([p.name for p in conflict.parties]) if rng.random() < 0.4 else "",
        wish=rng.random() < 0.3,
    )


def _epochs(rng: Random, conflict: Conflict) -> tuple[Epoch, ...]:
    """Return some changes of office, also on the day time starts and before it."""
    days = sorted(rng.sample((-30, 0, 1, 5, 10, 20, 21, 35, 60), rng.choice((1, 1, 2))))
    found = []
    for number, later in enumerate(days):
        changes = [
            EpochParty(party.name, _wishes(rng, party, number), None)
            for party in conflict.parties
            if party.ranking is None and not party.weights and rng.random() < 0.7
        ]
        if changes:
            start = parse_day(_day(later) if rng.random() < 0.9 else _day(later)[:7])
            assert start is not None
            if any(other.start.first == start.first for other in found):
                continue
            title = rng.choice(("", "elections"))
            if all(start.first != other.start.first for other in found):
                found.append(Epoch(start, title=title, parties=tuple(changes)))
    return tuple(found)


def _wishes(rng: Random, party: Party, number: int) -> tuple[Statement | Same, ...]:
    """Return what a party wants from then on: less, in another order, now and then more."""
    items = [item for item in party.prefers if isinstance(item, Statement)]
    rng.shuffle(items)
    kept = [
        replace(item, id=f"{item.id}e{number}", position="", kind="want")
        for item in items
        if rng.random() < 0.8
    ]
    if rng.random() < 0.2:
        return (*kept[:1], Same())
    return tuple(kept)
