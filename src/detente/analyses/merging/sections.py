"""Options, facts, named states, rules, channels and targets in two versions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar, cast

from detente.analyses import saying
from detente.analyses.merging.items import (
    Field,
    basis_of,
    blend,
    coalitions_mean,
    duration_means,
    windows_mean,
)
from detente.analyses.merging.lists import Difference, Kind, align, merged_list
from detente.analyses.merging.two import Two
from detente.analyses.wording import Words, joined
from detente.conflict.conflict import Target
from detente.conflict.logic import to_text
from detente.conflict.options import Channel, Fact, NamedState, Option, Rule

T = TypeVar("T", Option, Fact, NamedState, Rule, Channel, Target)
Said = Callable[[Words, Any], str]


def merged_items(
    two: Two,
    kind: str,
    old: Sequence[T],
    new: Sequence[T],
    *,
    name: Callable[[T], str],
    keys: Sequence[Callable[[T], Hashable]],
    fields: Mapping[str, Field],
    said: Said,
) -> list[T]:
    """Return the items of a section with the chosen differences made."""

    def told(what: Kind, item: T, words: Words) -> Difference:
        key = (kind, two.old_id(name(item)) if what == "removed" else name(item), what)
        return Difference(
            key, what, name(item), lambda: f"{what.capitalize()}: {said(words, item)}"
        )

    def both(one: T, other: T) -> T:
        found = blend(one, other, fields, kind=kind, item=name(other), choose=two.choose)
        text = said(two.new_words, other)
        basis = basis_of(
            one.basis, other.basis, text, kind=kind, item=name(other), choose=two.choose
        )
        return cast("T", replace(cast("Any", found), basis=basis))

    return merged_list(
        old,
        new,
        align(old, new, keys),
        two.choose,
        blend=both,
        added=lambda place: told("added", new[place], two.new_words),
        removed=lambda place: told("removed", old[place], two.old_words),
    )


# options -------------------------------------------------------------------------------------


def merged_options(two: Two) -> tuple[Option, ...]:
    """Return the options with the chosen differences made."""
    old, new = two.old.options, two.new.options
    found = merged_items(
        two,
        "option",
        old,
        new,
        name=lambda option: option.name,
        keys=(lambda option: option.name,),
        fields=_option_fields(two),
        said=lambda words, option: (
            f"the option {words.quoted(option.name)}. {saying.switched_on(words, option)}"
        ),
    )
    order = {option.name: place for place, option in enumerate(new)}
    before = [option.name for option in old if option.name in order]
    if before != sorted(before, key=order.__getitem__) and two.ask(
        ("options", "order"), "moved", "options", _order_said, wording=True
    ):
        found.sort(key=lambda option: order.get(option.name, len(order)))
    return tuple(found)


def _order_said() -> str:
    return "The options stand in another order, in which the Y/N strings are now written."


def _option_fields(two: Two) -> dict[str, Field]:
    def both(say: Said) -> Callable[[Option, Option], str]:
        return lambda a, b: f"Before: {say(two.old_words, a)} Now: {say(two.new_words, b)}"

    def part(attribute: str, say: Said) -> Callable[[Option, Option], str]:
        def changed(a: Option, b: Option) -> str:
            if not getattr(a, attribute):
                return f"Added: {say(two.new_words, b)}"
            if not getattr(b, attribute):
                return f"Removed: {say(two.old_words, a)}"
            return both(say)(a, b)

        return changed

    def windows(words: Words, option: Option) -> str:
        return " ".join(saying.window(words, option.name, window) for window in option.windows)

    def duration(words: Words, option: Option) -> str:
        assert option.takes is not None
        return saying.duration(words, option.name, option.takes)

    def verified(words: Words, option: Option) -> str:
        return f"{option.verified_by} can confirm {words.quoted(option.name)}."

    coalitions = partial(Field, meaning=coalitions_mean, silent=True)
    return {
        "label": Field(
            lambda a, b: f"{b.name} is called '{b.title}'; before: '{a.title}'.", wording=True
        ),
        "by": coalitions(both(saying.switched_on), names=("by", "ratified_by")),
        "undone_by": coalitions(both(saying.switched_off), names=("undone_by", "undone_when")),
        "after": Field(part("after", saying.after)),
        "needs": Field(part("needs", saying.needs)),
        "slow": Field(part("slow", saying.slow)),
        "takes": Field(part("takes", duration), meaning=duration_means),
        "windows": Field(part("windows", windows), meaning=windows_mean),
        "verified_by": Field(part("verified_by", verified)),
    }


# what else has a formula -----------------------------------------------------------------------


def _before_now(two: Two, say: Said) -> Field:
    return Field(lambda a, b: f"Before: {say(two.old_words, a)} Now: {say(two.new_words, b)}")


def merged_facts(two: Two) -> tuple[Fact, ...]:
    """Return the facts with the chosen differences made."""

    def said(words: Words, fact: Fact) -> str:
        return f"'{fact.name}' is the case exactly where {words.holds(fact.formula)}."

    return tuple(
        merged_items(
            two,
            "fact",
            two.old.facts,
            two.new.facts,
            name=lambda fact: fact.name,
            keys=(lambda fact: fact.name,),
            fields={
                "formula": _before_now(two, said),
                "label": Field(
                    lambda a, b: (
                        f"{b.name} is called '{b.label or b.name}'; before: '{a.label or a.name}'."
                    ),
                    wording=True,
                ),
            },
            said=said,
        )
    )


def merged_states(two: Two) -> tuple[NamedState, ...]:
    """Return the named states with the chosen differences made."""

    def said(words: Words, state: NamedState) -> str:
        label = f" ({state.label})" if state.label else ""
        where = f", where {words.holds(state.formula)}" if state.formula is not None else ""
        return f"the state '{state.name}'{label}{where}."

    return tuple(
        merged_items(
            two,
            "state",
            two.old.states,
            two.new.states,
            name=lambda state: state.name,
            keys=(lambda state: state.name,),
            fields={
                "formula": _before_now(two, said),
                "label": Field(
                    lambda a, b: (
                        f"{b.name} is called '{b.label or b.name}'; before: '{a.label or a.name}'."
                    ),
                    wording=True,
                ),
            },
            said=said,
        )
    )


def merged_targets(two: Two) -> tuple[Target, ...]:
    """Return the targets with the chosen differences made."""

    def said(words: Words, target: Target) -> str:
        if target.formula is not None:
            return f"the target '{target.name}': {words.clause(target.formula)}."
        listed = joined([words.quoted(state) for state in target.states], "or")
        return f"the target '{target.name}': {listed}."

    return tuple(
        merged_items(
            two,
            "target",
            two.old.targets,
            two.new.targets,
            name=lambda target: target.name,
            keys=(lambda target: target.name,),
            fields={"formula": _before_now(two, said), "states": _before_now(two, said)},
            said=said,
        )
    )


def merged_rules(two: Two) -> tuple[Rule, ...]:
    """Return the rules with the chosen differences made."""
    old, new = two.old.rules, two.new.rules
    by_place = {id(rule): f"rule.{n}" for rules in (old, new) for n, rule in enumerate(rules, 1)}
    found = merged_items(
        two,
        "rule",
        old,
        new,
        name=lambda rule: rule.id,
        keys=(
            lambda rule: rule.id if rule.id != by_place[id(rule)] else None,
            lambda rule: to_text(rule.formula),
        ),
        fields={"formula": _before_now(two, saying.rule)},
        said=saying.rule,
    )
    return tuple(found)


def merged_channels(two: Two) -> tuple[Channel, ...]:
    """Return the channels with the chosen differences made."""
    old, new = two.old.channels, two.new.channels
    by_place = {id(c): f"channel.{n}" for channels in (old, new) for n, c in enumerate(channels, 1)}
    found = merged_items(
        two,
        "channel",
        old,
        new,
        name=lambda channel: channel.id,
        keys=(
            lambda channel: channel.id if channel.id != by_place[id(channel)] else None,
            lambda channel: (frozenset(channel.between), to_text(channel.when)),
            lambda channel: frozenset(channel.between),
        ),
        fields={
            "between": Field(
                lambda a, b: (
                    f"Before: {saying.channel(two.old_words, a)} "
                    f"Now: {saying.channel(two.new_words, b)}"
                ),
                meaning=frozenset,
                silent=True,
            ),
            "when": _before_now(two, saying.channel),
        },
        said=saying.channel,
    )
    return tuple(found)
