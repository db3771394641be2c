"""What blocks a target, as text: the rung, its proof, and what the failure rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.analyses.blockers.asking import Blockers
from detente.analyses.blockers.certificate import Certificate
from detente.analyses.blockers.ladder import RUNGS, STEPS
from detente.analyses.blockers.ripening import Ripeness
from detente.analyses.differences.circles import Edge
from detente.analyses.sequencing.accepting import Refusal
from detente.analyses.sequencing.enforcing import Temptation
from detente.analyses.settled import UNSETTLED
from detente.analyses.wording import Words, begun, counted, joined, sentence_of, short_words
from detente.graph.model import GraphModel
from detente.telling.items import items_said
from detente.telling.limits import limits_first
from detente.telling.tables import wrapped

SHOWN = 6  # lines of one kind

RUNG_SAID = {
    "content": "there is no outcome of this kind that leaves nobody worse off and somebody better",
    "reach": "there are outcomes that nobody would refuse, but no legal way leads to one",
    "sequence": (
        "there are outcomes that nobody would refuse and legal ways to them, but no order of the "
        "steps that everybody accepts"
    ),
    "commitment": (
        "there are orders that everybody accepts, but at some stage of each a party surely does "
        "better by leaving it"
    ),
    "time": "there are orders that everybody accepts and that hold, but none fits the windows",
    "ratification": "there are orders that fit, but none that those who have to ratify accept",
    "none": (
        "nothing that was declared: there is an order that everybody accepts, that holds and that "
        "fits; what is lacking is initiative, or a wish that nobody declared"
    ),
}
# what is known if it is not established whether a target passes a rung
UNSETTLED_SAID = {
    "reach": (
        "there are outcomes that leave nobody worse off and somebody better; whether a legal way "
        "leads to one is open"
    ),
    "sequence": (
        "there are outcomes that nobody would refuse and legal ways to them; whether everybody "
        "accepts an order of the steps to one is open"
    ),
    "commitment": (
        "there are orders of steps that everybody accepts; whether one of them holds is open"
    ),
    "time": (
        "there are orders that everybody accepts and that hold; whether one of them fits the windows "
        "is open"
    ),
    "ratification": (
        "there are orders that everybody accepts, that hold and that fit; whether those who have to "
        "ratify accept one of them is open"
    ),
}
REQUIRED_SAID = {
    "conditions": "declared conditions",
    "red-lines": "red lines",
    "floor": "being no worse off on the way",
}


def blockers_text(graph: GraphModel, found: Blockers) -> str:
    """Return what blocks a target as plain text."""
    words = short_words(graph.conflict)
    said = items_said(graph.selection)
    parts = [found.asked.title, "", *limits_first(found.notes)]
    parts += [wrapped(_head(found), hanging="  ")]
    proof = list(certificate_lines(words, said, found.certificate))
    if proof:
        parts += ["", *(wrapped(line, hanging="  ") for line in proof)]
    if found.ground:
        parts += [
            "",
            "These items are enough for it to fail, and none of them could be spared for that:",
        ]
        parts += [
            wrapped(f"- {said.get(g.item, g.item)} ({ground_mark(g.because)})", hanging="  ")
            for g in found.ground
        ]
    if found.relaxed:
        parts += ["", *(wrapped(line, hanging="  ") for line in relaxed_lines(found))]
    if found.ripe is not None:
        parts += ["", wrapped(ripe_line(words, found.ripe), hanging="  ")]
    parts += ["", wrapped(_computed(found), hanging="  ")]
    if found.unknown_order:
        whose = words.parties(found.unknown_order)
        said_of = f"the order of importance is not fully known for {whose}"
        parts.append(wrapped(sentence_of(f"{said_of}; all this is computed in the order written")))
    return "\n".join(parts)


def _head(found: Blockers) -> str:
    if found.found == "already":
        return f"The target '{found.target}' holds in the status quo already: nothing blocks it."
    if found.found == "impossible":
        return (
            f"No state satisfies the target '{found.target}': the rules exclude it, whatever "
            "anybody wants."
        )
    if found.rung == UNSETTLED:
        return sentence_of(f"what blocks '{found.target}' is not established: {rung_said(found)}")
    number = RUNGS.index(found.rung) + 1
    place = "" if found.rung == "none" else f" (rung {number} of 6: {found.rung})"
    return sentence_of(f"what blocks '{found.target}'{place}: {rung_said(found)}")


def rung_said(found: Blockers) -> str:
    """Return what is known of the first rung that fails, as a clause."""
    if found.rung == UNSETTLED:
        return UNSETTLED_SAID[STEPS[len(found.passed)]]
    return RUNG_SAID[found.rung]


def _computed(found: Blockers) -> str:
    return (
        f"Zone of agreement: {counted(found.zone, 'state')} that nobody ranks below the status quo "
        "and somebody above it. Rungs: content, reach, sequence, commitment, time, ratification; "
        f"perspective '{found.asked.settings['perspective']}'."
    )


def ripe_line(words: Words, found: Ripeness) -> str:
    """Return whether the conflict is ripe, and what it takes that is missing, as a sentence."""
    if found.ripe:
        who = words.parties(found.stuck)
        return (
            f"Ripe (Zartman): some outcome is better than today, {who} can hope for nothing better "
            "by moves of their own, and there is a way out."
        )
    missing = ["no outcome that can be reached is better than today"] * (found.outcome is False)
    if len(found.stuck) < 2:
        missing.append("fewer than two parties are stuck where they stand")
    if found.way_out is False:
        missing.append("there is no way out that everybody accepts")
    if missing:
        return sentence_of(f"not ripe (Zartman): {joined(missing)}")
    open_ = ["whether an outcome that can be reached is better than today"] * (
        found.outcome is None
    )
    open_ += ["whether there is a way out that everybody accepts"] * (found.way_out is None)
    return f"Whether it is ripe (Zartman) is not established: {joined(open_)} is open."


def ground_mark(because: Sequence[str]) -> str:
    """Return what an item rests on itself: its quotations, or the word that there is none."""
    return ", ".join(because) if because else "assumption"


def relaxed_lines(found: Blockers) -> Iterator[str]:
    """Yield what would block if the parties insisted on less."""
    for name, rung in found.relaxed.items():
        left_out = REQUIRED_SAID[name]
        if rung == found.rung:
            yield f"If nobody insisted on {left_out}, there would still be no order for all."
        elif rung == UNSETTLED:
            yield f"If nobody insisted on {left_out}, it is not established whether it would fail."
        elif rung == "none":
            yield f"If nobody insisted on {left_out}, nothing would block."
        else:
            yield f"If nobody insisted on {left_out}, it would fail for another reason ({rung})."


def certificate_lines(
    words: Words, said: dict[str, str], proof: Certificate, *, ids: bool = True
) -> Iterator[str]:
    """Yield the proof of a failure, a sentence a line; waits with the `ids` of their items."""
    if proof.excluded:
        yield f"Of {counted(proof.states, 'state')} of the target:"
        for item in proof.excluded[:SHOWN]:
            because = f", because: {said[item.item]}" if item.item in said else "."
            yield (
                f"- {item.states} {'is' if item.states == 1 else 'are'} worse than the status quo "
                f"for {words.party(item.party)}{because}"
            )
    if proof.indifferent:
        yield "Nobody is against it, but nobody gains by it either."
    for missing in proof.missing:
        why = " ".join(said[name] for name in missing.guards if name in said)
        yield f"Nobody can ever {words.doing((missing.step,))}. {why}".rstrip()
    for circle in proof.circular_waits[:SHOWN]:
        yield circle_line(words, said if ids else {}, circle)
    if proof.closest is not None and not proof.circular_waits:
        yield from refused_lines(words, said, proof.closest.bundles, proof.closest.refusals)
    if proof.walk:
        moves = "; then ".join(
            f"{words.parties(move.parties)}: {words.doing(move.steps, move.to)}"
            for move in proof.walk
        )
        yield f"Steps would have to be taken and taken back, which no roadmap does: {moves}."
    if proof.bundles:
        which = (
            "The best of these orders" if proof.temptations or proof.refusals else "One such order"
        )
        yield f"{which}: {in_order(words, proof.bundles)}."
    for tempted in _first(proof.temptations):
        yield temptation_line(words, tempted)
    if proof.dates is not None:
        yield from proof.dates.impossible
    for option, _, days in proof.extend:
        yield (
            f"It would fit if the last day of {words.quoted(option)} were "
            f"{counted(days, 'day')} later."
        )
    for refusal in proof.refusals if proof.closest is None else ():
        yield refusal_line(words, said, refusal)


def _first(found: Sequence[Temptation]) -> list[Temptation]:
    """Return the temptations that are sure, first; one for each party and stage."""
    by_place: dict[tuple[int, str], Temptation] = {}
    for item in found:
        known = by_place.get((item.stage, item.party))
        if known is None or (item.surely and not known.surely):
            by_place[item.stage, item.party] = item
    return sorted(by_place.values(), key=lambda t: (not t.surely, t.stage))[:SHOWN]


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
    yield f"The order that comes closest: {in_order(words, bundles)}. Refused by:"
    for refusal in refusals[:SHOWN]:
        yield f"- stage {refusal.stage}: {refusal_line(words, said, refusal)}"


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


def temptation_line(words: Words, item: Temptation) -> str:
    """Return who would leave a roadmap, when, how, and where that ends."""
    stage = "before the first stage" if item.stage == 0 else f"after stage {item.stage}"
    how = f"if it {words_doing(words, item)}" if item.steps else "if it stops there"
    sure = "surely does better" if item.surely else "may do better"
    ends = joined([words.state(end) for end in item.ends[:2]], "or") if item.ends else ""
    ends += ", or otherwise" if len(item.ends) > 2 else ""
    rest = f"; it would come to rest with {ends}" if ends else ""
    return sentence_of(f"{words.party(item.party)} {sure} {stage} {how}{rest}")


def words_doing(words: Words, item: Temptation) -> str:
    """Return what a tempted party would do, in the third person."""
    return f"decides alone to {words.doing(item.steps, item.to)}"
