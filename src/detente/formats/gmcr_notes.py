"""What of a conflict a `.gmcr` file cannot hold, told once each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente.conflict.conflict import Conflict, bases, statements
from detente.conflict.options import Option
from detente.conflict.parties import AnyOrder, Same


def notes_of(conflict: Conflict) -> Iterator[str]:
    """Yield what is left out, in the order of a conflict file."""
    if conflict.sources or conflict.quotations:
        yield "sources and quotations are left out"
    if any(basis.note for basis in bases(conflict)):
        yield "notes on items are left out"
    yield from _of_parties(conflict)
    yield from _of_options(conflict.options)
    if conflict.as_of is not None:
        yield "the day on which time starts is left out"
    if conflict.channels:
        yield "channels are left out: parties act without them"
    named = [state.name for state in conflict.states if state.formula is not None]
    if named:
        yield f"states treated as one are written apart: {_listed(named)}"
    if conflict.status_quo is not None:
        yield "the status quo is left out"
    if conflict.targets or conflict.outcome:
        yield "targets and the outcome are left out"
    if conflict.epochs:
        yield "epochs are left out: the preferences are those of the beginning"


def _of_parties(conflict: Conflict) -> Iterator[str]:
    parties = conflict.parties
    if any(party.aliases for party in parties):
        yield "other names of parties are left out"
    conditions = [c for party in parties for c in party.conditions if not isinstance(c, Same)]
    if conditions:
        count = len(conditions)
        told = "declared condition is" if count == 1 else "declared conditions are"
        yield f"{count} {told} left out"
    every = [s for party in parties for s in statements(party.prefers)]
    if any(s.kind != "want" or s.position for s in every):
        yield "red lines, demands and wants are written alike, and positions are left out"
    if any(s.much for s in every) or any(p.ranking and p.ranking.much for p in parties):
        yield "strong preference is left out"
    unknown = [p.name for p in parties if any(isinstance(one, AnyOrder) for one in p.prefers)]
    if unknown:
        yield f"statements of unknown order are written in the order listed: {_listed(unknown)}"
    if any(party.floor is not None for party in parties):
        yield "what a party refuses to fall below on the way is left out"


def _of_options(options: tuple[Option, ...]) -> Iterator[str]:
    after = [option.name for option in options if option.after is not None]
    if after:
        yield f"'after' is left out, so these can come first: {_listed(after)}"
    undone = [option.name for option in options if option.undone_when is not None]
    if undone:
        yield f"'undone_when' is left out, so these can be undone at any time: {_listed(undone)}"
    others = [option.name for option in options if _undone_otherwise(option)]
    if others:
        yield f"who can undo them is not who can do them, which is left out: {_listed(others)}"
    ratified = [option.name for option in options if option.ratified_by]
    if ratified:
        yield f"who has to ratify is left out: {_listed(ratified)}"
    if any(option.verified_by for option in options):
        yield "who can confirm a step is left out"
    if any(option.slow or option.takes or option.windows for option in options):
        yield "time is left out: durations, windows, what is slow"


def listed(names: Sequence[str]) -> str:
    """Return names as they stand in a sentence: "A, B and C"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _undone_otherwise(option: Option) -> bool:
    return bool(option.by and option.undone_by) and set(option.by) != set(option.undone_by)


def _listed(names: Iterable[str]) -> str:
    found = list(names)
    return ", ".join(found[:8]) + (", ..." if len(found) > 8 else "")
