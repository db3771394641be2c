"""A party in two versions, and what epochs make of it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace

from detente.analyses.merging.items import Field, basis_of, blend
from detente.analyses.merging.lists import Difference, Kind, align, merged_list, moved
from detente.analyses.merging.states import ranking_in, same_ranking
from detente.analyses.merging.two import Two
from detente.analyses.merging.wishes import Owner, merged_conditions, merged_preferences
from detente.analyses.wording import Words, counted, figure, joined, sentence_of
from detente.conflict.conflict import Conflict, Epoch, EpochParty, statements
from detente.conflict.logic import to_text
from detente.conflict.parties import Party, Ranking, Same, Weight

MOST_NAMED = 4  # states of a ranking whose new place is told


def merged_parties(two: Two) -> tuple[Party, ...]:
    """Return the parties with the chosen differences made."""
    old, new = two.old.parties, two.new.parties

    def told(kind: Kind, party: Party) -> Difference:
        wishes = counted(len(list(statements(party.prefers))), "statement")
        terms = counted(len(party.conditions), "declared term")
        words = two.new_words if kind == "added" else two.old_words
        called = words.title(party.name)
        said = f"{kind.capitalize()}: the party {called}, with {wishes} and {terms}."
        return Difference(("party", party.name, kind), kind, party.name, lambda: said)

    return tuple(
        merged_list(
            [replace(party, ranking=_in_merged(two, two.old, party)) for party in old],
            [replace(party, ranking=_in_merged(two, two.new, party)) for party in new],
            align(old, new, (lambda party: party.name,)),
            two.choose,
            blend=lambda one, other: _merged_party(two, one, other),
            added=lambda place: told("added", new[place]),
            removed=lambda place: told("removed", old[place]),
        )
    )


def _merged_party(two: Two, old: Party, new: Party) -> Party:
    """Return a party in both versions; its rankings are written in the merged options."""
    name, title = new.name, two.new_words.title(new.name)
    fields = {
        "label": Field(
            lambda a, b: f"{name} is called '{b.title}'; before: '{a.title}'.", wording=True
        ),
        "aliases": Field(
            lambda a, b: (
                f"{title} is also called {joined(b.aliases) or 'nothing else'}; "
                f"before: {joined(a.aliases) or 'nothing else'}."
            ),
            wording=True,
        ),
        "floor": Field(
            lambda a, b: (
                f"On the way, {title} will not fall below {_floor(two.new_words, b)}; "
                f"before: {_floor(two.old_words, a)}."
            ),
            meaning=lambda floor: None if floor is None else frozenset(floor),
            silent=True,
        ),
        "moves": Field(
            lambda a, b: _moves_said(title, a, b),
            meaning=lambda moves: {start: frozenset(ends) for start, ends in moves if ends},
            silent=True,
        ),
    }
    found = blend(old, new, fields, kind="party", item=name, choose=two.choose)
    basis = basis_of(old.basis, new.basis, title, kind="party", item=name, choose=two.choose)
    owner = Owner(name, name)
    return replace(
        _wishes(two, owner, found, old, new),
        conditions=merged_conditions(two, owner, old.conditions, new.conditions),
        basis=basis,
    )


def _floor(words: Words, party: Party) -> str:
    if party.floor is None:
        return "the status quo"
    held = joined([words.quoted(name) for name in party.floor])
    return f"the state with {held} in effect and nothing else" if held else "nothing in effect"


def _moves_said(title: str, old: Party, new: Party) -> str:
    before, now = ({(a, b) for a, ends in party.moves for b in ends} for party in (old, new))
    more = [f"{a} to {b}" for a, b in sorted(now - before)]
    less = [f"{a} to {b}" for a, b in sorted(before - now)]
    parts = [f"can now move from {joined(more)}"] if more else []
    parts += [f"can no longer move from {joined(less)}"] if less else []
    return sentence_of(f"{title} {', and '.join(parts)}")


# the three forms of wishes -------------------------------------------------------------------


def _wishes(two: Two, owner: Owner, found: Party, old: Party, new: Party) -> Party:
    """Return a party with its statements, ranking or weights merged."""
    before, now = _form(old), _form(new)
    if before and now and before != now:
        said = (
            f"The wishes of {two.new_words.title(new.name)} are given as {now}; before: {before}."
        )
        take = two.ask(("party", new.name, "form"), "changed", new.name, lambda: said)
        chosen = new if take else old
        return replace(
            found, prefers=chosen.prefers, ranking=chosen.ranking, weights=chosen.weights
        )
    return replace(
        found,
        prefers=merged_preferences(two, owner, old.prefers, new.prefers),
        ranking=_merged_ranking(two, new, old.ranking, new.ranking),
        weights=_merged_weights(two, owner, old.weights, new.weights),
    )


def _form(party: Party) -> str:
    if party.ranking is not None:
        return "a ranking of states"
    return "weights" if party.weights else "statements" if party.prefers else ""


def _in_merged(two: Two, home: Conflict, party: Party) -> Ranking | None:
    return None if party.ranking is None else ranking_in(party.ranking, home, two.options)


def _merged_ranking(
    two: Two, party: Party, old: Ranking | None, new: Ranking | None
) -> Ranking | None:
    item = f"{party.name}.ranking"
    if old is None or new is None:
        if old is new:
            return None
        kind: Kind = "added" if old is None else "removed"
        said = f"{kind.capitalize()}: the ranking of states of {two.new_words.title(party.name)}."
        return new if two.ask((item, kind), kind, item, lambda: said) else old
    basis = basis_of(
        old.basis, new.basis, f"The ranking of {two.new_words.title(party.name)}.", kind="ranking", item=item,
        choose=two.choose,
    )  # fmt: skip
    same = same_ranking(old, new)
    if same or not two.ask(
        (item, "changed"), "changed", item, lambda: _ranking_said(two, party, old, new)
    ):
        return replace(old, basis=basis)
    return replace(new, basis=basis)


def _ranking_said(two: Two, party: Party, old: Ranking, new: Ranking) -> str:
    """Return which states of a ranking stand elsewhere, the first few by name."""
    places = [
        {state: number for number, tier in enumerate(ranking.tiers, start=1) for state in tier}
        for ranking in (old, new)
    ]
    shared = [state for state in places[1] if state in places[0]]
    by_old = sorted(shared, key=lambda state: places[0][state])
    shifted = moved({place: by_old.index(state) for place, state in enumerate(shared)})
    told = [
        f"{_state(two.new_words, state)} from place {places[0][state]} to {places[1][state]}"
        for state in (shared[place] for place in sorted(shifted))
    ]
    fresh = [_state(two.new_words, state) for state in places[1] if state not in places[0]]
    gone = [_state(two.new_words, state) for state in places[0] if state not in places[1]]
    parts = [f"moved: {'; '.join(told[:MOST_NAMED])}"] if told else []
    parts += [f"and {len(told) - MOST_NAMED} more"] if len(told) > MOST_NAMED else []
    parts += [f"new in it: {'; '.join(fresh[:MOST_NAMED])}"] if fresh else []
    parts += [f"no longer in it: {'; '.join(gone[:MOST_NAMED])}"] if gone else []
    said = "; ".join(parts) or "ties or strong preferences are others"
    return f"The ranking of {two.new_words.title(party.name)} changed: {said}."


def _state(words: Words, state: str) -> str:
    return "every state not named" if state == "others" else words.state(state)


def _merged_weights(
    two: Two, owner: Owner, old: Sequence[Weight], new: Sequence[Weight]
) -> tuple[Weight, ...]:
    by_place = {id(w): f"{owner.prefix}.w{n}" for ws in (old, new) for n, w in enumerate(ws, 1)}

    def given(weight: Weight) -> Hashable:
        return weight.id if weight.id != by_place[id(weight)] else None

    def said(words: Words, weight: Weight) -> str:
        title = words.party(owner.party)
        return f"{figure(weight.number)} to {title} where {words.holds(weight.formula)}."

    def told(kind: Kind, weight: Weight, words: Words) -> Difference:
        text = f"{kind.capitalize()}: {said(words, weight)}"
        key = (owner.prefix, two.old_id(weight.id) if kind == "removed" else weight.id, kind)
        return Difference(key, kind, weight.id, lambda: text)

    def both(one: Weight, other: Weight) -> Weight:
        fields = {
            "content": Field(
                lambda a, b: f"Before: {said(two.old_words, a)} Now: {said(two.new_words, b)}",
                names=("formula", "number"),
            )
        }
        found = blend(one, other, fields, kind=owner.prefix, item=other.id, choose=two.choose)
        text = said(two.new_words, other)
        basis = basis_of(
            one.basis, other.basis, text, kind=owner.prefix, item=other.id, choose=two.choose
        )
        return replace(found, id=other.id, basis=basis)

    pairs = align(old, new, (given, lambda weight: to_text(weight.formula)))
    return tuple(
        merged_list(
            [replace(weight, id=two.old_id(weight.id)) for weight in old],
            new,
            pairs,
            two.choose,
            blend=both,
            added=lambda place: told("added", new[place], two.new_words),
            removed=lambda place: told("removed", old[place], two.old_words),
        )
    )


# epochs --------------------------------------------------------------------------------------


def merged_epochs(two: Two) -> tuple[Epoch, ...]:
    """Return the epochs with the chosen differences made, in the order of their dates."""
    old, new = two.old.epochs, two.new.epochs

    def told(kind: Kind, epoch: Epoch, words: Words) -> Difference:
        title = f" ({epoch.title})" if epoch.title else ""
        listed = "; ".join(
            f"{words.party(change.party)}, {joined(_lists_said(change))}"
            for change in epoch.parties
        )
        lists = listed or "none is another"
        text = f"{kind.capitalize()}: other lists from {epoch.start.text} on{title}: {lists}."
        item = f"epoch {epoch.start.text}"
        return Difference((item, kind), kind, item, lambda: text)

    found = merged_list(
        old,
        new,
        align(old, new, (lambda epoch: epoch.start.text,)),
        two.choose,
        blend=lambda one, other: _merged_epoch(two, one, other),
        added=lambda place: told("added", new[place], two.new_words),
        removed=lambda place: told("removed", old[place], two.old_words),
    )
    return tuple(sorted(found, key=lambda epoch: epoch.start.first))


def _lists_said(change: EpochParty) -> list[str]:
    """Return how much stands in the lists that an epoch gives a party."""
    found = []
    for what, items, count in (
        ("statement", change.prefers, len(list(statements(change.prefers or ())))),
        (
            "declared term",
            change.conditions,
            sum(not isinstance(item, Same) for item in change.conditions or ()),
        ),
    ):
        if items is not None:
            same = " beside those of before" if any(isinstance(i, Same) for i in items) else ""
            found.append(f"{counted(count, what)}{same}")
    return found


def _merged_epoch(two: Two, old: Epoch, new: Epoch) -> Epoch:
    item = f"epoch {new.start.text}"
    fields = {
        "title": Field(
            lambda _, b: (
                f"The {item} is called '{b.title}'." if b.title else f"The {item} has no title."
            ),
            wording=True,
        ),
    }
    found = blend(old, new, fields, kind="epoch", item=item, choose=two.choose)
    basis = basis_of(
        old.basis, new.basis, f"The {item}.", kind="epoch", item=item, choose=two.choose
    )
    before = {change.party: change for change in old.parties}
    now = {change.party: change for change in new.parties}
    parties = [
        _merged_change(
            two, new, before.get(name, EpochParty(name)), now.get(name, EpochParty(name))
        )
        for name in (*before, *(name for name in now if name not in before))
    ]
    kept = tuple(p for p in parties if p.prefers is not None or p.conditions is not None)
    return replace(found, parties=kept, basis=basis)


def _merged_change(two: Two, epoch: Epoch, old: EpochParty, new: EpochParty) -> EpochParty:
    """Return what an epoch changes about a party; a list is merged where both versions have one."""
    when = f"From {epoch.start.text} on: "
    owner = Owner(new.party, f"{new.party}@{epoch.start.text}", when)
    prefers, conditions = old.prefers, old.conditions
    if old.prefers is not None and new.prefers is not None:
        prefers = merged_preferences(two, owner, old.prefers, new.prefers)
    elif old.prefers != new.prefers and _whole_list(
        two, owner, "statements", given=new.prefers is not None
    ):
        prefers = new.prefers
    if old.conditions is not None and new.conditions is not None:
        conditions = merged_conditions(two, owner, old.conditions, new.conditions)
    elif old.conditions != new.conditions and _whole_list(
        two, owner, "declared terms", given=new.conditions is not None
    ):
        conditions = new.conditions
    return EpochParty(new.party, prefers, conditions)


def _whole_list(two: Two, owner: Owner, what: str, *, given: bool) -> bool:
    kind: Kind = "added" if given else "removed"
    who = two.new_words.party(owner.party)
    said = f"{owner.when}{who} has {'other' if given else 'the same'} {what} from now on."
    return two.ask((owner.prefix, what, kind), kind, owner.prefix, lambda: said)
