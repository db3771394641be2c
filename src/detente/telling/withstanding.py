"""How far the findings are from changing, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.analyses.finding import ROUND
from detente.analyses.robustness.results import (
    NOUNS,
    Change,
    Count,
    Finding,
    Robustness,
)
from detente.analyses.robustness.varying import Variation
from detente.analyses.settled import UNSETTLED
from detente.analyses.wording import Words, counted, joined, short_words
from detente.conflict.conflict import Conflict
from detente.telling.limits import limits_first
from detente.telling.tables import table, wrapped

SHOWN = 6  # variations that are named one by one, and states that are found instead
SHOWN_MOVES = 3  # moves told one by one

_LEGEND = (
    "swap: two neighbours in a party's list change places; drop: an item is left out; negate: an "
    "assumed statement says the opposite; source: one is no longer heard."
)


def robustness_text(conflict: Conflict, found: Robustness) -> str:
    """Return the answer to the question of robustness as plain text."""
    words = short_words(conflict)
    title = f"{found.asked.title}: how far the findings on '{found.target}' are from changing"
    parts = [wrapped(title), "", *limits_first(found.limits)]
    parts += [table([_row(count) for count in found.counts]), ""]
    parts += [wrapped(_LEGEND), wrapped(withstands(found)), ""]
    parts += [wrapped(f"Found, under '{found.asked.settings['perspective']}':")]
    parts += [*_found(words, found), *_otherwise(found), *_silent(found), *_items(words, found)]
    if found.notes:
        parts += ["", *(wrapped(note) for note in found.notes)]
    return "\n".join(parts)


def withstands(found: Robustness) -> str:
    """Return how many of the variations change what stops the target, as a sentence."""
    if not found.tried and any(count.there_are for count in found.counts):
        return f"No variation was tried, so that nothing is known of what changes '{found.target}'."
    tried = [counted(count.tried, NOUNS[count.kind]) for count in found.counts]
    if found.rung == UNSETTLED:
        return (
            f"What stops '{found.target}' is not established, and so neither which of "
            f"{joined(tried)} change it."
        )
    changing = sum(count.rung for count in found.counts)
    said = "no variation changes" if not changing else f"{changing} change"
    said = "1 changes" if changing == 1 else said
    silent = sum(bool(effect.no_answer) for effect in found.changing)
    more = f"; {silent} {'has' if silent == 1 else 'have'} no answer" if silent else ""
    unsettled = sum(count.unsettled for count in found.counts)
    if not unsettled:
        return f"Of {joined(tried)}, {said} what stops '{found.target}'{more}."
    said = "none is known to change" if not changing else said
    return (
        f"Of {joined(tried)}, {said} what stops '{found.target}'{more}; of {unsettled} it is not "
        "established whether they do."
    )


def _row(count: Count) -> dict[str, object]:
    tried = str(count.tried) if count.tried == count.there_are else f"none of {count.there_are:,}"
    return {
        "variation": count.kind,
        "tried": tried,
        "change what stops it": f"{count.rung}, {count.unsettled} open"
        if count.unsettled
        else count.rung,
        "change anything": count.anything,
    }


# what changes ----------------------------------------------------------------------------------


def _found(words: Words, found: Robustness) -> Iterator[str]:
    """Yield the findings, of the moves the first few, each with what changes it."""
    moves = [finding for finding in found.findings if finding.kind == "move"]
    every = all(count.tried == count.there_are for count in found.counts)
    answered = not any(effect.no_answer for effect in found.changing)
    nothing = (
        "Nothing changes this."
        if every and answered
        else "Nothing that was tried and has an answer changes this."
    )
    for finding in found.findings:
        if finding not in moves[SHOWN_MOVES:]:
            yield _item(finding.sentence)
            yield from map(_below, _changes(words, finding, nothing))
        if moves[SHOWN_MOVES:] and finding == moves[-1]:
            yield _item(f"{counted(len(moves) - SHOWN_MOVES, 'move')} more (see --json).")


def _changes(words: Words, finding: Finding, nothing: str) -> list[str]:
    """Return what changes a finding: a line for each thing that is found instead."""
    more = len(finding.open_with)
    if not finding.changed_by and more:
        return [f"Nothing is known to change this; of {counted(more, 'variation')} it is open."]
    if not finding.changed_by:
        return [nothing]
    groups = _groups(words, finding)
    lines = [f"{instead}: {_first(found)}." for instead, found in groups.items()]
    hidden = sum(map(len, [*groups.values()][SHOWN:]))
    if hidden:
        lines = [*lines[:SHOWN], f"{counted(hidden, 'variation')} more (see --json)."]
    if more:
        lines.append(f"Of {counted(more, 'variation')} more it is not established.")
    return lines


def _groups(words: Words, finding: Finding) -> dict[str, list[Variation]]:
    """Return the variations that change a finding, by what is found instead."""
    groups: dict[str, list[Variation]] = {}
    for change in finding.changed_by:
        groups.setdefault(_instead(words, finding, change), []).append(change.variation)
    return groups


def _instead(words: Words, finding: Finding, change: Change) -> str:
    match finding.kind:
        case "rung":
            return f"Then {'nothing stops it' if change.instead == 'none' else change.instead}"
        case "status quo":
            return f"Then it {change.instead}"
        case "endings":
            return f"Then {_ends(words, change.instead)}"
        case _:
            return "Not so"


def _ends(words: Words, instead: str) -> str:
    if instead == "rests":
        return "the status quo rests"
    if instead == "none":
        return "they do not end"
    states = [state for state in instead.split(", ") if state != ROUND]
    ends = [joined(words.in_effect(state)) or "nothing" for state in states]
    more = "; or they go round" if instead.endswith(ROUND) else ""
    return f"at {'; or '.join(ends)}{more}"


def _otherwise(found: Robustness) -> Iterator[str]:
    """Yield the moves and concessions that only variations find, of the moves the first few."""
    moves = [other for other in found.otherwise if other.kind == "move"]
    unlocks = [other for other in found.otherwise if other.kind == "unlock"]
    if not moves and not unlocks:
        return
    yield from ("", "Found only with a variation:")
    for other in (*moves[:SHOWN_MOVES], *unlocks):
        yield _item(other.sentence)
        yield _below(f"So: {_first(other.found_by)}.")
    if moves[SHOWN_MOVES:]:
        yield _item(f"{counted(len(moves) - SHOWN_MOVES, 'move')} more (see --json).")


def _silent(found: Robustness) -> Iterator[str]:
    """Yield the variations that have no answer, and why."""
    silent = [effect for effect in found.changing if effect.no_answer]
    if silent:
        yield from ("", "Has no answer:")
    for effect in silent:
        yield _item(f"{effect.variation.name}: {effect.no_answer}.")


def _items(words: Words, found: Robustness) -> Iterator[str]:
    """Yield what the items say that were named."""
    moves = [finding for finding in found.findings if finding.kind == "move"]
    shown: list[Sequence[Variation]] = []
    for finding in found.findings:
        if finding not in moves[SHOWN_MOVES:]:
            shown += [*_groups(words, finding).values()][:SHOWN]
    shown += [other.found_by for other in found.otherwise if other.kind == "unlock"]
    shown += [o.found_by for o in found.otherwise if o.kind == "move"][:SHOWN_MOVES]
    shown += [[effect.variation] for effect in found.changing if effect.no_answer]
    named = {item for listed in shown for one in listed[:SHOWN] for item in one.items}
    told = [(name, text) for name, text in found.items if name in named]
    if told:
        yield ""
    for name, text in told:
        yield wrapped(f"{name}: {text}", indent="  ", hanging="    ")


def _first(found: Sequence[Variation]) -> str:
    names = [variation.name for variation in found]
    more = f"; and {len(names) - SHOWN} more (see --json)" if len(names) > SHOWN else ""
    return f"{'; '.join(names[:SHOWN])}{more}"


def _item(text: str) -> str:
    return wrapped(text, indent="  - ", hanging="    ")


def _below(text: str) -> str:
    return wrapped(text, indent="    ", hanging="    ")
