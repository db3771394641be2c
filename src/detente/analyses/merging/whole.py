"""The whole file in two versions: every section merged, options first, because states need them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from detente.analyses.merging.items import Field, basis_of, blend
from detente.analyses.merging.lists import Choose, Difference, Key, Kind
from detente.analyses.merging.parties import merged_epochs, merged_parties
from detente.analyses.merging.sections import (
    merged_channels,
    merged_facts,
    merged_options,
    merged_rules,
    merged_states,
    merged_targets,
)
from detente.analyses.merging.states import StateKey, key_of, only, rewritten, written
from detente.analyses.merging.two import Two
from detente.analyses.when import at
from detente.analyses.wording import Words, joined, words_of
from detente.conflict.basis import Quotation, Source
from detente.conflict.conflict import Conflict, Outcome, Perspective
from detente.conflict.parties import Position
from detente.graph.selecting import item_ids

Named = TypeVar("Named", Source, Quotation, Position)


def differences(old: Conflict, new: Conflict) -> tuple[Difference, ...]:
    """Return everything in which two versions of a file differ."""
    found: list[Difference] = []

    def note(difference: Difference) -> bool:
        found.append(difference)
        return True

    _merge(old, new, note)
    return tuple(found)


def merge(old: Conflict, new: Conflict, taken: frozenset[Key]) -> Conflict:
    """Return the older version with some of the differences made, told by their keys.

    Items that both versions have carry the ids of the newer one, so that an item is called by
    one id in every mixture; quotations, sources, positions and perspectives of both are there,
    because they count only where something refers to them.  A mixture may use a name that only
    the other version declares; such a one cannot be compiled.
    """
    return _merge(old, new, lambda difference: difference.key in taken)


def _merge(old: Conflict, new: Conflict, choose: Choose) -> Conflict:
    start = Two(old, new, words_of(old), words_of(new), frozenset(item_ids(new)), choose)
    found = blend(old, new, _TOP, kind="file", item="file", choose=choose)
    basis = basis_of(old.basis, new.basis, "", kind="file", item="file", choose=choose)
    sources = _all_of(start, "source", old.sources, new.sources)
    quotations = _all_of(start, "quotation", old.quotations, new.quotations)
    options = merged_options(start)
    two = replace(start, options=tuple(option.name for option in options))
    return replace(
        found,
        basis=basis,
        sources=sources,
        quotations=quotations,
        options=options,
        parties=merged_parties(two),
        positions=_all_of(two, "position", old.positions, new.positions),
        facts=merged_facts(two),
        rules=merged_rules(two),
        channels=merged_channels(two),
        states=merged_states(two),
        status_quo=_status_quo(two),
        targets=merged_targets(two),
        outcome=_outcome(two),
        epochs=merged_epochs(two),
        perspectives=_perspectives(two),
    )


_TOP = {
    "title": Field(lambda a, b: f"The title is '{b.title}'; before: '{a.title}'.", wording=True),
    "summary": Field(lambda *_: "The summary is another.", wording=True),
    "as_of": Field(
        lambda a, b: (
            f"Time starts {at(b.as_of) if b.as_of else 'on no day'}; "
            f"before: {a.as_of.text if a.as_of else 'no day'}."
        ),
        meaning=lambda day: day and (day.first, day.last),
    ),
    "default_perspective": Field(
        lambda a, b: (
            f"The default perspective is '{b.default_perspective or 'everything'}'; "
            f"before: '{a.default_perspective or 'everything'}'."
        )
    ),
}


def _all_of(two: Two, kind: str, old: Sequence[Named], new: Sequence[Named]) -> tuple[Named, ...]:
    """Return what both versions have; where they differ, the one that is taken."""
    before: dict[str, Named] = {item.name: item for item in old}
    now: dict[str, Named] = {item.name: item for item in new}
    found: list[Named] = []
    for name in (*before, *(name for name in now if name not in before)):
        item = before.get(name) or now[name]
        what: Kind = "removed" if name not in now else "changed" if name in before else "added"
        if before.get(name) != now.get(name):
            said = f"{what.capitalize()}: the {kind} {name}."
            taken = two.ask((kind, name, what), what, name, partial(str, said), wording=True)
            item = now[name] if taken and name in now else item
        found.append(item)
    return tuple(found)


def _status_quo(two: Two) -> str | None:
    """Return the status quo; an option that is gone is no longer in effect in it."""
    options = [option.name for option in two.new.options]
    before, now = _state(two.old), _state(two.new)
    if (None if before is None else only(before, options)) != now:

        def said() -> str:
            old, new = two.old.status_quo, two.new.status_quo
            told = "not named" if new is None else two.new_words.state(new)
            earlier = "not named" if old is None else two.old_words.state(old)
            return f"The status quo is {told}; before: {earlier}."

        if two.ask(("status quo",), "changed", "status_quo", said):
            before = now
    return None if before is None else written(before, two.options)


def _state(home: Conflict) -> StateKey | None:
    options = [option.name for option in home.options]
    return None if home.status_quo is None else key_of(home.status_quo, options)


def _outcome(two: Two) -> Outcome | None:
    found = [
        None
        if home.outcome is None
        else replace(home.outcome, state=str(rewritten(home.outcome.state, home, two.options)))
        for home in (two.old, two.new)
    ]
    if found[0] == found[1]:
        return found[0]
    said = "What happened is told differently." if all(found) else "What happened is now told."
    said = said if found[1] is not None else "What happened is no longer told."
    taken = two.ask(("outcome",), "changed", "outcome", lambda: said, wording=True)
    return found[1] if taken else found[0]


def _perspectives(two: Two) -> tuple[Perspective, ...]:
    before, now = _views(two, two.old), _views(two, two.new)
    found = []
    for name in (*before, *(name for name in now if name not in before)):
        view = before.get(name) or now[name]
        if name not in before or name not in now:
            kind: Kind = "added" if name in now else "removed"
            said = f"{kind.capitalize()}: the perspective '{name}'."
            two.ask(("perspective", name, kind), kind, name, partial(str, said))
        else:
            fields = {**_VIEW, "status_quo": _view_status_quo(two, name)}
            view = blend(view, now[name], fields, kind="perspective", item=name, choose=two.choose)
            basis = basis_of(
                before[name].basis, now[name].basis, "", kind="perspective", item=name,
                choose=two.choose,
            )  # fmt: skip
            view = replace(view, basis=basis)
        found.append(view)
    return tuple(found)


def _views(two: Two, home: Conflict) -> dict[str, Perspective]:
    """Return the perspectives of a version, their states written in the merged options."""
    return {
        view.name: replace(view, status_quo=rewritten(view.status_quo, home, two.options))
        for view in home.perspectives
    }


def _heard(names: tuple[str, ...] | None) -> str:
    return "all" if names is None else joined(names) or "none"


def _as_set(names: tuple[str, ...] | None) -> frozenset[str] | None:
    return None if names is None else frozenset(names)


_VIEW = {
    "sources": Field(
        lambda a, b: (
            f"'{b.name}' hears these sources: {_heard(b.sources)}; before: {_heard(a.sources)}."
        ),
        meaning=_as_set,
        silent=True,
    ),
    "voices": Field(
        lambda a, b: (
            f"'{b.name}' hears these voices: {_heard(b.voices)}; before: {_heard(a.voices)}."
        ),
        meaning=_as_set,
        silent=True,
    ),
}


def _view_status_quo(two: Two, name: str) -> Field:
    """Return how the status quo of a perspective is told, each as its own version writes it."""

    def said(home: Conflict, words: Words) -> str:
        state = home.perspective(name).status_quo
        return "that of the file" if state is None else words.state(state)

    return Field(
        lambda *_: (
            f"The status quo in '{name}' is {said(two.new, two.new_words)}; "
            f"before: {said(two.old, two.old_words)}."
        )
    )
