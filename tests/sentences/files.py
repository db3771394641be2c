"""Random conflict files, as somebody would write them: with titles, labels, days and sources.

`random_file(seed)` is the same text on every machine.  The conflicts are those of the oracle's
generators, in which order, conditions and positions matter; here they get names that a sentence
can be read back by, and what is hard: options in effect already, windows and epochs, walks that
undo, floors apart from the status quo, labels that clash.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from detente.conflict.conflict import Conflict, Epoch, EpochParty
from detente.conflict.logic import Name, Not
from detente.conflict.parties import Condition, Kind, Party, Statement
from detente.conflict.time import Duration, Window, parse_day
from detente.language.loading import loads
from detente.language.writing import dumps
from tests.oracle.random_conflicts import random_conflict
from tests.oracle.sequences_heard import heard_conflict
from tests.oracle.sequences_random import FULL, SMALL, Scale, random_sequence_conflict
from tests.oracle.sequences_timed import timed_conflict
from tests.oracle.sequences_timing import timed

from .by_hand import HAND
from .furnishing import furnished, outcome_of

TITLES = ("Aland", "Bern", "Corvo", "Delft", "Elba", "Faro")
LABELS = (
    "Open the road",
    "Pay the arrears",
    "Lift the ban",
    "Hold talks",
    "Sign the text",
    "Free the crew",
    "Count the votes",
)
POSITIONS = (
    "Safety first",
    "Nothing for nothing",
    "No deal without pay",
    "All or nothing",
    "Land before peace",
    "Wait and see",
)
AS_OF = date(2024, 1, 1)
KINDS = (
    *("order", "order", "order", "timed", "timed", "heard", "plain", "told", "deals", "hand"),
    *("late", "large", "dated"),
)
# several parties with something to give up each
DEALS = Scale("deals", (3, 3, 4), {3: (3, 4, 5), 4: (3, 4)}, (4, 5, 6), (1, 2, 3))
LARGE = Scale("large", (3, 4, 4), {3: (5,), 4: (4, 5)}, (2, 3, 4), (3, 4, 5))


@dataclass(frozen=True)
class RandomFile:
    """A conflict file of which kind, as text; `target` names its target, where it has one."""

    seed: int
    kind: str
    text: str

    @property
    def target(self) -> str | None:
        """The name of its target."""
        return None if self.kind in ("plain", "told", "hand") else "goal"


def random_file(seed: int) -> RandomFile:
    """Return the file of a seed."""
    kind = KINDS[seed % len(KINDS)]
    if kind == "hand":
        return RandomFile(seed, kind, HAND[seed // len(KINDS) % len(HAND)])
    return RandomFile(seed, kind, dumps(random_case(seed)))


def random_case(seed: int) -> Conflict:
    """Return the conflict of the file of a seed."""
    kind = KINDS[seed % len(KINDS)]
    rng = Random(f"file {seed}")
    match kind:
        case "plain":
            conflict = random_conflict(seed)
        case "told":
            conflict = furnished(rng, random_conflict(seed))
        case "heard":
            conflict = heard_conflict(seed)
        case "late":
            conflict = timed(random_sequence_conflict(seed, scale=rng.choice((SMALL, FULL))), rng)
            conflict = _ratified(rng, conflict) if rng.random() < 0.2 else conflict
        case "large":
            conflict = random_sequence_conflict(seed, scale=LARGE)
            conflict = _ratified(rng, conflict) if rng.random() < 0.3 else conflict
        case "dated":
            conflict = timed_conflict(seed, scale=SMALL if rng.random() < 0.5 else FULL)
        case "hand":
            return loads(random_file(seed).text)
        case "deals":
            conflict = random_sequence_conflict(seed, scale=DEALS)
        case _:
            conflict = random_sequence_conflict(seed, scale=SMALL if rng.random() < 0.6 else FULL)
    if kind == "timed":
        conflict = _timed(rng, conflict)
    conflict = _named(rng, conflict)
    happened = Random(f"happened {seed}")
    if kind in ("order", "timed", "heard", "deals") and happened.random() < 0.5:
        conflict = replace(conflict, outcome=outcome_of(happened, conflict))
    return conflict


def _named(rng: Random, conflict: Conflict) -> Conflict:
    """Return the conflict with titles and labels; now and then without, or with labels that clash."""
    titled, labelled = rng.random() < 0.8, rng.random() < 0.8
    titles, labels = list(TITLES), rng.sample(LABELS, len(LABELS))
    clash = rng.random()
    if clash < 0.03:
        titles[1] = titles[0]
    elif clash < 0.06:
        labels[1] = labels[0]
    parties = tuple(
        replace(party, label=titles[n]) if titled else party
        for n, party in enumerate(conflict.parties)
    )
    options = tuple(
        replace(option, label=labels[n]) if labelled else option
        for n, option in enumerate(conflict.options)
    )
    positions = tuple(
        replace(position, label=rng.choice(POSITIONS))
        if labelled and rng.random() < 0.7
        else position
        for position in conflict.positions
    )
    return replace(conflict, parties=parties, options=options, positions=positions)


def _ratified(rng: Random, conflict: Conflict) -> Conflict:
    """Return the conflict with one or two more parties that do nothing but ratify."""
    names = ("X", "Y")[: rng.choice((1, 2))]
    steps = [option.name for option in conflict.options]
    parties = tuple(Party(name, prefers=tuple(_wishes(rng, name, steps))) for name in names)
    place = rng.randrange(len(steps))
    options = tuple(
        replace(option, ratified_by=names) if number == place else option
        for number, option in enumerate(conflict.options)
    )
    return replace(conflict, parties=(*conflict.parties, *parties), options=options)


def _wishes(rng: Random, party: str, steps: list[str]) -> Iterator[Statement]:
    for number, name in enumerate(rng.sample(steps, min(len(steps), 2))):
        kind: Kind = rng.choice(("want", "red line"))
        formula = Name(name) if rng.random() < 0.5 else Not(Name(name))
        yield Statement(f"{party}{number}", kind, formula)


# time ----------------------------------------------------------------------------------------------


def _timed(rng: Random, conflict: Conflict) -> Conflict:
    """Return the conflict with lengths of time, windows, wishes and a change of office."""
    parties = [party.name for party in conflict.parties]
    options = []
    for option in conflict.options:
        takes = windows = None
        if rng.random() < 0.6:
            low = rng.choice((5, 10, 20, 30, 60))
            high = low + rng.choice((0, 0, 10, 30))
            takes = Duration(low, high, f"{low}..{high} days" if high > low else f"{low} days")
        if rng.random() < 0.35:
            windows = (_window(rng, parties),)
        options.append(
            replace(option, takes=takes or option.takes, windows=windows or option.windows)
        )
    epochs = _epochs(rng, conflict) if rng.random() < 0.6 else ()
    as_of = parse_day(AS_OF.isoformat())
    return replace(conflict, options=tuple(options), epochs=epochs, as_of=as_of)


def _day(days: int) -> str:
    return (AS_OF + timedelta(days=days)).isoformat()


def _window(rng: Random, parties: list[str]) -> Window:
    start = rng.choice((None, 0, 20, 60, 150))
    end = (start or 0) + rng.choice((3, 10, 40, 100, 200))
    return Window(
        start=None if start is None else parse_day(_day(start)),
        end=None if start is not None and rng.random() < 0.2 else parse_day(_day(end)),
        party=rng.choice(parties) if rng.random() < 0.4 else "",
        wish=rng.random() < 0.25,
    )


def _epochs(rng: Random, conflict: Conflict) -> tuple[Epoch, ...]:
    """Return one or two changes of office: wishes in another order, negated, or dropped."""
    found = []
    for number, days in enumerate(
        sorted(rng.sample((10, 35, 70, 120, 200), rng.choice((1, 1, 2))))
    ):
        changes = []
        for party in conflict.parties:
            if party.ranking is None and not party.weights and rng.random() < 0.6:
                changes.append(_changed(rng, party, number))
        if changes:
            start = parse_day(_day(days))
            assert start is not None
            title = rng.choice(("", "elections"))
            found.append(Epoch(start, title=title, parties=tuple(changes)))
    return tuple(found)


def _changed(rng: Random, party: Party, number: int) -> EpochParty:
    items = [item for item in party.prefers if isinstance(item, Statement)]
    rng.shuffle(items)
    fresh = [
        replace(item, id=f"{item.id}e{number}", position="", kind="want")
        for item in items
        if rng.random() < 0.85
    ]
    conditions = None
    if rng.random() < 0.2:
        conditions = tuple(
            replace(item, id=f"{item.id}e{number}", position="")
            for item in party.conditions
            if isinstance(item, Condition) and rng.random() < 0.5
        )
    return EpochParty(party.name, tuple(fresh), conditions)
