"""Sentences for what a file says besides its statements and terms: parties, time, evidence.

Statements, conditions, rules, channels and options have theirs in `analyses.saying`, where the
comparison of two files needs them too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.analyses.when import at
from detente.analyses.wording import Words, counted, figure, joined, sentence_of
from detente.conflict.basis import Quotation, Source
from detente.conflict.conflict import Conflict, Epoch, Outcome, Perspective, Target
from detente.conflict.options import Fact, NamedState
from detente.conflict.parties import Party, Position, Ranking, Weight

_VOICES = {
    "own words": "own words",
    "report": "as reported",
    "observer": "an observer's view",
    "gloss": "the outlet's own reading",
}


def party(item: Party) -> str:
    """Return how a party is called, as a heading."""
    names = [item.name] if item.name != item.title else []
    names += [f"also {joined(item.aliases)}"] if item.aliases else []
    return f"{item.title} ({'; '.join(names)})" if names else item.title


def order_unknown(first: int, last: int) -> str:
    """Return that the order of importance of some statements is not known."""
    listed = f"{first} and {last}" if last == first + 1 else f"{first} to {last}"
    return sentence_of(f"the order of importance of {listed} is not known")


def tiers(words: Words, ranking: Ranking) -> Iterator[str]:
    """Yield the tiers of a ranking as sentences, best first."""
    last = len(ranking.tiers) - 1
    for number, tier in enumerate(ranking.tiers):
        named = [
            "every state not named" if state == "others" else words.state(state) for state in tier
        ]
        said = "; or, as good, ".join(named)
        much = "; much better than the next" if number in ranking.much and number < last else ""
        yield sentence_of(said + much)


def unranked(ranking: Ranking, states: int | None) -> str:
    """Return what a ranking leaves open; `states` is their number, None if it is not known."""
    named = [state for tier in ranking.tiers for state in tier]
    if "others" in named or (states is not None and len(named) >= states):
        return ""
    which = (
        "A state that is not named here, if the rules leave one,"
        if states is None
        else ("A state that is not named here")
    )
    return f"{which} compares with others in no known way."


def weight(words: Words, item: Weight) -> str:
    """Return what a formula adds to a party's liking of a state."""
    sign = "" if item.number < 0 else "+"
    return sentence_of(f"{sign}{figure(item.number)} where {words.holds(item.formula)}")


def floor(words: Words, item: Party) -> str:
    """Return what a party will not fall below on the way; empty if the file does not say."""
    if item.floor is None:
        return ""
    held = [words.quoted(name) for name in item.floor]
    below = (
        f"the state with {joined(held)} in effect and nothing else"
        if held
        else "the state with nothing in effect"
    )
    return sentence_of(f"on the way {words.party(item.name)} will not fall below {below}")


def position(words: Words, item: Position, members: Iterable[str]) -> str:
    """Return which items a party would give up together."""
    listed = joined(list(members))
    said = f"{words.position(item.name)}, of {words.party(item.party)}"
    return sentence_of(f"{said}: {listed or 'no item'}")


def state(words: Words, text: str) -> str:
    """Return a state as a clause: what is in effect in it."""
    found = words.in_effect(text)
    if found:
        listed = joined([words.quoted(name) for name in found])
        return f"{listed} {'is' if len(found) == 1 else 'are'} in effect, nothing else"
    if words.explicit or text in words.states:
        return f"the state is {words.quoted(text)}"
    return "nothing is in effect"


def target(words: Words, item: Target) -> str:
    """Return what a target asks for."""
    if item.formula is not None:
        return sentence_of(f"'{item.name}' is reached where {words.holds(item.formula)}")
    listed = joined([words.quoted(name) for name in item.states], "or")
    return sentence_of(f"'{item.name}' is reached in {listed}")


def outcome(words: Words, item: Outcome) -> str:
    """Return what happened, in what order, and what was given up on the way."""
    when = f", {at(item.date)}" if item.date else ""
    told = [sentence_of(f"what happened{when}: {state(words, item.state)}")]
    if item.steps:
        stages = "; ".join(
            f"({number}) {words.doing([str(step) for step in bundle])}"
            for number, bundle in enumerate(item.steps, start=1)
        )
        told.append(f"The steps in their order: {stages}.")
    for how, names in (("Given up", item.given_up), ("Softened", item.softened)):
        if names:
            listed = joined([words.position(name, alone=True) for name in names])
            told.append(f"{how} on the way: {listed}.")
    return " ".join(told)


def fact(words: Words, item: Fact) -> str:
    """Return what a named formula stands for."""
    called = words.quoted(item.name)
    return sentence_of(f"{called} is the case exactly where {words.holds(item.formula)}")


def named_state(words: Words, item: NamedState) -> str:
    """Return what a named state stands for."""
    if item.formula is None:
        return sentence_of(f"'{item.name}': {item.label}" if item.label else f"'{item.name}'")
    called = f"'{item.name}' ({item.label})" if item.label else f"'{item.name}'"
    return sentence_of(
        f"all states in which {words.part(item.formula)} are one state, called {called}"
    )


def moves(words: Words, item: Party) -> Iterator[str]:
    """Yield where a party can move to in an explicit graph."""
    for start, ends in item.moves:
        if ends:
            listed = joined([words.quoted(end) for end in ends], "or")
            yield sentence_of(f"from {words.quoted(start)} it can move to {listed}")


def epoch(item: Epoch, words: Words) -> str:
    """Return when an epoch begins and whose lists it replaces."""
    title = f" ({item.title})" if item.title else ""
    wanting = [change.party for change in item.parties if change.prefers is not None]
    terms = [change.party for change in item.parties if change.conditions is not None]
    verb = "want" if len(wanting) > 1 else "wants"
    lists = [f"what {words.parties(wanting)} {verb}"] if wanting else []
    lists += [f"the terms of {words.parties(terms)}"] if terms else []
    said = (
        "other lists stand in place of the ones before"
        if len(wanting) + len(terms) > 1
        else "another list stands in place of the one before"
    )
    said = f"{said}: {'; '.join(lists)}" if lists else "every list stays as it was"
    return sentence_of(f"from {item.start.text} on{title}, {said}")


def same_list(words: Words, party: str, first: int, last: int) -> str:
    """Return that a list of statements stands as it was, and at which places."""
    places = str(first) if first == last else f"{first} to {last}"
    held = f": {places}" if last >= first else ", which holds no statement"
    return sentence_of(f"here stands the list of {words.party(party)} as it was before{held}")


def perspective(item: Perspective, words: Words) -> str:
    """Return what a perspective listens to."""
    if item.sources is None and item.voices is None:
        said = f"'{item.name}' hears every source and voice"
    else:
        listed = (("source", item.sources), ("voice", item.voices))
        heard = [
            f"the {kind}{'' if len(names) == 1 else 's'} {joined(names) or '(none)'}"
            for kind, names in listed
            if names is not None
        ]
        said = f"'{item.name}' hears only {', and there only '.join(heard)}"
    if item.status_quo is not None:
        said += f"; as it sees things, {state(words, item.status_quo)}"
    return sentence_of(said)


def quotation(words: Words, item: Quotation, source: Source | None) -> str:
    """Return who said what, where, and whether the words are verbatim."""
    nobody = "A text" if item.voice == "own words" else "No speaker named"
    parts = [item.speaker or nobody]
    parts += [f"speaking for {words.party(item.party)}"] if item.party else []
    parts += [f"about {words.parties(item.about)}"] if item.about else []
    reading = item.voice == "gloss" and item.speaker
    parts += ["as the outlet reads it" if reading else _VOICES[item.voice]]
    parts += [source.publisher or source.title] if source else []
    parts += [item.date] if item.date else []
    said = f"“{item.text}”" if item.text else f"in our words: {item.paraphrase}"
    return f"{', '.join(parts)}: {said}"


def extent(conflict: Conflict) -> str:
    """Return how large a conflict is."""
    parts = [counted(len(conflict.parties), "party", "parties")]
    if conflict.explicit:
        parts.append(counted(len(conflict.states), "state"))
    else:
        parts.append(counted(len(conflict.options), "option"))
    parts.append(counted(len(conflict.quotations), "quotation"))
    parts.append(counted(len(conflict.sources), "source"))
    return sentence_of(", ".join(parts))
