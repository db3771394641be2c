"""The proof that a rung fails, as text: who is against what, who waits for whom, who would leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.analyses.blockers.certificate import Certificate, Ending, Leaving
from detente.analyses.differences.circles import Edge
from detente.analyses.sequencing.accepting import Refusal
from detente.analyses.sequencing.enforcing import Temptation
from detente.analyses.wording import Words, begun, counted, joined, sentence_of

SHOWN = 6  # lines of one kind


def certificate_lines(
    words: Words, said: dict[str, str], proof: Certificate, *, ids: bool = True
) -> Iterator[str]:
    """Yield the proof of a failure, a sentence a line; waits with the `ids` of their items."""
    yield from _content(words, said, proof)
    yield from _reach(words, said, proof)
    if proof.closest is not None:
        yield from _sequence(words, said if ids else {}, said, proof)
    if proof.walk:
        moves = "; then ".join(
            f"{words.parties(move.parties)}: {words.doing(move.steps, move.to)}"
            for move in proof.walk
        )
        yield f"Steps would have to be taken and taken back, which no roadmap does: {moves}."
    yield from _along(words, said, proof)


# content, reach ----------------------------------------------------------------------------------


def _content(words: Words, said: dict[str, str], proof: Certificate) -> Iterator[str]:
    if proof.excluded:
        yield f"Of {counted(proof.states, 'state')} of the target:"
        for item in proof.excluded[:SHOWN]:
            because = f", because: {said[item.item]}" if item.item in said else "."
            verb = "is" if item.states == 1 else "are"
            who = words.party(item.party)
            yield f"- {item.states} {verb} worse than the status quo for {who}{because}"
        if len(proof.excluded) > SHOWN:
            left = f"and so on for {counted(len(proof.excluded) - SHOWN, 'more reason')}"
            yield f"- {left}."
        if proof.unmoved:
            verb = "leaves" if proof.unmoved == 1 else "leave"
            yield f"- {proof.unmoved} {verb} nobody worse off, but nobody better off either."
    elif proof.unmoved:
        yield "Nobody is against it, but nobody gains by it either."


def _reach(words: Words, said: dict[str, str], proof: Certificate) -> Iterator[str]:
    for missing in proof.missing:
        why = " ".join(said[name] for name in missing.guards if name in said)
        yield f"Nobody can ever {words.doing((missing.step,))}. {why}".rstrip()
    if proof.wanted and not proof.missing:
        yield (
            f"There {'is' if proof.wanted == 1 else 'are'} {counted(proof.wanted, 'such state')}; "
            "no step that all of them need is out of reach by itself, but no legal moves lead to "
            "any of them."
        )


# sequence ----------------------------------------------------------------------------------------


def _sequence(
    words: Words, ids: dict[str, str], said: dict[str, str], proof: Certificate
) -> Iterator[str]:
    assert proof.closest is not None
    which = "The steps that lead there"
    if proof.step_sets > 1:
        which = f"One of {proof.step_sets} smallest sets of steps that lead there"
    yield f"{which}: {words.doing(proof.steps)}."
    for circle in proof.circular_waits[:SHOWN]:
        yield circle_line(words, ids, circle)
    if len(proof.circular_waits) > SHOWN or proof.more_circles:
        yield "There are more circles of waits than these."
    if not proof.circular_waits:
        yield from refused_lines(words, said, proof.closest.bundles, proof.closest.refusals)


def circle_line(words: Words, said: dict[str, str], circle: Sequence[Edge]) -> str:
    """Return a circular wait: who makes which step wait for which, and by what."""
    edges = [_edge(words, said, edge) for edge in circle]
    head = "These wait for each other, and no order meets them all"
    return f"{head}: {'; '.join(edges)}."


def _edge(words: Words, said: dict[str, str], edge: Edge) -> str:
    order = "before" if edge.strict else "before, or together with,"
    who = words.parties(edge.parties) if edge.parties else "the rules"
    verb = "ask" if len(edge.parties) > 1 or not edge.parties else "asks"
    items = [item for item in edge.items if item in said]
    named = f" ({', '.join(items)})" if items else ""
    return f"{who} {verb} for {_step(words, edge.step)} {order} {_step(words, edge.other)}{named}"


def _step(words: Words, step: str) -> str:
    if step.startswith("not "):
        return f"the end of {words.quoted(step.removeprefix('not '))}"
    return words.quoted(step)


def refused_lines(
    words: Words,
    said: dict[str, str],
    bundles: Sequence[Sequence[str]],
    refusals: Sequence[Refusal],
) -> Iterator[str]:
    """Yield an order that is refused, and by whom at which stage."""
    yield f"The order of these that comes closest: {in_order(words, bundles)}. Refused by:"
    yield from _refusals(words, said, refusals)


def _refusals(words: Words, said: dict[str, str], refusals: Sequence[Refusal]) -> Iterator[str]:
    for refusal in refusals[:SHOWN]:
        yield f"- stage {refusal.stage}: {refusal_line(words, said, refusal)}"
    if len(refusals) > SHOWN:
        yield f"- and {counted(len(refusals) - SHOWN, 'more refusal')}."


def in_order(words: Words, bundles: Sequence[Sequence[str]]) -> str:
    """Return the bundles of an order as what is done one after another."""
    return "; then ".join(words.doing(tuple(bundle)) for bundle in bundles)


def refusal_line(words: Words, said: dict[str, str], refusal: Refusal) -> str:
    """Return why a party refuses a stage."""
    sentence = said.get(refusal.item, "")
    who = begun(words.party(refusal.party))
    match refusal.kind:
        case "conditions":
            return f"{who}, whose term is not met: {sentence}"
        case "red-lines":
            return f"{who}, whose red line would be crossed: {sentence}"
        case "floor":
            why = f", above all because: {sentence}" if sentence else "."
            return f"{who} would be worse off than it accepts on the way{why}"


# commitment, time, ratification ------------------------------------------------------------------


def _along(words: Words, said: dict[str, str], proof: Certificate) -> Iterator[str]:
    if proof.bundles:
        refused = " Refused by:" if proof.refusals else ""
        yield f"{_which(proof)}: {in_order(words, proof.bundles)}.{refused}"
    shown = _first(proof.leaving)
    for leaving in shown[:SHOWN]:
        yield temptation_line(words, leaving, len(proof.bundles))
    if len(shown) > SHOWN:
        yield f"And {counted(len(shown) - SHOWN, 'more temptation')}, each of a party at one stage."
    yield from _refusals(words, said, proof.refusals)
    for party in proof.worse_off:
        yield f"{begun(words.party(party))} ranks its end below the status quo."
    if proof.dates is not None:
        yield from proof.dates.impossible
    if proof.extend:
        yield _extended(words, proof.extend)


def _which(proof: Certificate) -> str:
    if proof.leaving:
        return "The best of these orders"
    if proof.refusals or proof.worse_off or proof.dates is not None:
        return "The order that comes closest"
    return "One such order"


def _first(found: Sequence[Leaving]) -> list[Leaving]:
    """Return the temptations that are sure, first; one for each party and stage."""
    by_place: dict[tuple[int, str], Leaving] = {}
    for item in found:
        place = item.temptation.stage, item.temptation.party
        known = by_place.get(place)
        if known is None or (item.temptation.surely and not known.temptation.surely):
            by_place[place] = item
    return sorted(
        by_place.values(), key=lambda one: (not one.temptation.surely, one.temptation.stage)
    )


def temptation_line(words: Words, leaving: Leaving, last: int) -> str:
    """Return who would leave a roadmap of so many stages, when, how, and where that ends."""
    item = leaving.temptation
    stage = "before the first stage" if item.stage == 0 else f"after stage {item.stage}"
    if item.stage == last:
        stage += ", the last,"
    stops = "if things take their course" if item.stage == last else "if it stops there"
    how = f"if it {words_doing(words, item)}" if item.steps else stops
    sure = "surely does better" if item.surely else "may do better"
    ends = _endings(words, leaving)
    return sentence_of(f"{words.party(item.party)} {sure} {stage} {how}; it would {ends}")


def words_doing(words: Words, item: Temptation) -> str:
    """Return what a tempted party would do, in the third person."""
    return f"decides alone to {words.doing(item.steps, item.to)}"


def _endings(words: Words, leaving: Leaving) -> str:
    """Return where it would end: what it comes to rest with, and circles that are never left."""
    rests = [words.state(one.states[0]) for one in leaving.endings if one.size == 1]
    found = [f"come to rest with {', or with '.join(rests)}"] if rests else []
    found += [_round(words, one) for one in leaving.endings if one.size > 1]
    if leaving.more:
        one = "one of " if leaving.more > 1 else ""
        found.append(f"end in {one}{counted(leaving.more, 'more way')}")
    return ", or ".join(found)


def _round(words: Words, ending: Ending) -> str:
    states = [f"({n}) {words.state(state)}" for n, state in enumerate(ending.states, start=1)]
    left = ending.size - len(states)
    states += [f"{left} more"] if left else []
    return f"go round among {counted(ending.size, 'state')} without end: {joined(states)}"


def _extended(words: Words, extend: Sequence[tuple[str, str, int]]) -> str:
    """Return which last days would have to be later, all of them together, and by how much."""
    days: dict[str, int] = {}
    for option, _, number in extend:
        days[option] = max(days.get(option, 0), number)
    later = [
        f"{'that' if place else 'the last day'} of {words.quoted(option)} "
        f"{'' if place else 'were '}{counted(number, 'day')} later"
        for place, (option, number) in enumerate(days.items())
    ]
    return f"It would fit if {joined(later)}."
