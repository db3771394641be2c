"""Perspectives varied: the same file heard with other sources or voices.

A perspective is varied under its own name, so that what the file keeps for it alone stays kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.conflict.basis import VOICES, Basis
from detente.conflict.conflict import Conflict, Perspective
from detente.conflict.parties import AnyOrder, Condition, Party, Preference, Same, Statement
from detente.errors import WrongUse, did_you_mean


def hearing(
    conflict: Conflict,
    view: Perspective,
    *,
    sources: Sequence[str] | None = None,
    voices: Sequence[str] | None = None,
) -> Conflict:
    """Return the conflict with one of its perspectives hearing other sources or voices.

    What is None stays as it is.
    """
    heard = replace(
        view,
        sources=view.sources if sources is None else tuple(sources),
        voices=view.voices if voices is None else tuple(voices),
    )
    others = tuple(other for other in conflict.perspectives if other.name != view.name)
    return replace(conflict, perspectives=(*others, heard))


def known(conflict: Conflict, sources: Sequence[str], voices: Sequence[str]) -> None:
    """Raise WrongUse for a source the file does not have, or a voice that is none."""
    names = [source.name for source in conflict.sources]
    for source in sources:
        if source not in names:
            hint = did_you_mean(source, names)
            raise WrongUse(f"there is no source '{source}' in this file; {hint}")
    for voice in voices:
        if voice not in VOICES:
            raise WrongUse(f"'{voice}' is not a voice; {did_you_mean(voice, VOICES)}")


def sources_heard(conflict: Conflict, view: Perspective) -> tuple[str, ...]:
    """Return the sources whose quotations decide, under a perspective, whether an item counts."""
    rested = {name for basis in _filtered(conflict) for name in basis.because}
    deciding = {q.source for q in conflict.quotations if q.name in rested and view.admits(q)}
    return tuple(source.name for source in conflict.sources if source.name in deciding)


def voices_heard(conflict: Conflict, view: Perspective) -> tuple[str, ...]:
    """Return the voices whose quotations decide, under a perspective, whether an item counts."""
    rested = {name for basis in _filtered(conflict) for name in basis.because}
    deciding = {q.voice for q in conflict.quotations if q.name in rested and view.admits(q)}
    return tuple(voice for voice in VOICES if voice in deciding)


def without_sources(conflict: Conflict, view: Perspective, sources: Sequence[str]) -> Conflict:
    """Return the conflict with a perspective that no longer hears some sources."""
    before = [source.name for source in conflict.sources] if view.sources is None else view.sources
    return hearing(conflict, view, sources=[name for name in before if name not in sources])


def without_voice(conflict: Conflict, view: Perspective, voice: str) -> Conflict:
    """Return the conflict with a perspective that no longer hears a voice."""
    before = VOICES if view.voices is None else view.voices
    return hearing(conflict, view, voices=[name for name in before if name != voice])


def only_elsewhere(conflict: Conflict, view: Perspective) -> int:
    """Return how many items the file keeps for other perspectives than this one."""
    listed: list[Preference | Condition | Same] = []
    for party in conflict.parties:
        listed += [*party.prefers, *party.conditions]
    for epoch in conflict.epochs:
        for change in epoch.parties:
            listed += [*(change.prefers or ()), *(change.conditions or ())]
    alone = [rule.basis for rule in conflict.rules]
    alone += [channel.basis for channel in conflict.channels]
    alone += [weight.basis for party in conflict.parties for weight in party.weights]
    count = sum(_elsewhere(basis, view) for basis in alone)
    for item in listed:
        match item:
            case AnyOrder(inner, basis):
                count += sum(_elsewhere(basis, view) or _elsewhere(i.basis, view) for i in inner)
            case Statement() | Condition():
                count += _elsewhere(item.basis, view)
    return count


def _elsewhere(basis: Basis, view: Perspective) -> bool:
    return bool(basis.only_in) and view.name not in basis.only_in


def _filtered(conflict: Conflict) -> Iterator[Basis]:
    """Yield what the items rest on that a perspective can leave out."""
    for party in conflict.parties:
        yield from _of_party(party)
    for epoch in conflict.epochs:
        for change in epoch.parties:
            yield from _of_list(change.prefers or ())
            yield from _of_list(change.conditions or ())


def _of_party(party: Party) -> Iterator[Basis]:
    yield from _of_list(party.prefers)
    yield from _of_list(party.conditions)
    yield from (weight.basis for weight in party.weights)


def _of_list(items: Sequence[Preference | Condition | Same]) -> Iterator[Basis]:
    for item in items:
        match item:
            case Statement() | Condition():
                yield item.basis
            case AnyOrder():
                yield item.basis
                yield from (statement.basis for statement in item.statements)
            case Same():
                pass
