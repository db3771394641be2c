"""What blocks a target, as text: the rung, its proof, and what the failure rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.analyses.blockers.asking import Blockers
from detente.analyses.blockers.grounding import Ground
from detente.analyses.blockers.ladder import RUNGS, STEPS
from detente.analyses.blockers.ripening import Ripeness
from detente.analyses.settled import UNSETTLED
from detente.analyses.wording import Words, begun, counted, joined, sentence_of, short_words
from detente.graph.model import GraphModel
from detente.telling.items import items_said
from detente.telling.limits import limits_first
from detente.telling.proof import certificate_lines
from detente.telling.tables import wrapped

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
    "ratification": (
        "there are orders that fit, but none that also meets the terms of those who only ratify and "
        "ends no worse for them than the status quo"
    ),
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
    parts = [found.asked.title, "", *limits_first(found.limits)]
    parts += [wrapped(_head(found), hanging="  ")]
    proof = list(certificate_lines(words, said, found.certificate))
    if proof:
        parts += ["", *(wrapped(line, hanging="  ") for line in proof)]
    if found.ground:
        parts += [
            "",
            wrapped(_ground_head(graph), hanging="  "),
        ]
        parts += [
            wrapped(f"- {said.get(g.item, g.item)} ({ground_mark(g)})", hanging="  ")
            for g in found.ground
        ]
    if found.relaxed:
        parts += ["", *(wrapped(line, hanging="  ") for line in relaxed_lines(found))]
    if found.ripe is not None:
        parts += ["", wrapped(ripe_line(words, found.ripe), hanging="  ")]
    parts += ["", wrapped(_computed(words, found), hanging="  ")]
    if found.unknown_order:
        whose = words.parties(found.unknown_order)
        said_of = f"the order of importance is not fully known for {whose}"
        parts.append(wrapped(sentence_of(f"{said_of}; all this is computed in the order written")))
    return "\n".join(parts)


def _head(found: Blockers) -> str:
    if found.found == "already":
        return f"The target '{found.target}' holds in the status quo already: nothing blocks it."
    if found.found == "impossible":
        return f"No state satisfies the target '{found.target}', whatever anybody wants."
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


def _computed(words: Words, found: Blockers) -> str:
    left_out = ""
    if found.only_ratify:
        who, verb = words.parties(found.only_ratify), _verb(found.only_ratify, "has", "have")
        left_out = (
            f" {begun(who)}, which only {_verb(found.only_ratify, 'ratifies', 'ratify')}, {verb} a say "
            "on the last rung alone: everywhere else 'everybody', 'nobody' and 'somebody' are the "
            "others."
        )
    return (
        f"Zone of agreement: {counted(found.zone, 'state')} that nobody ranks below the status quo "
        f"and somebody above it.{left_out} Rungs: content, reach, sequence, commitment, time, "
        f"ratification; perspective '{found.asked.settings['perspective']}'."
    )


def _verb(parties: Sequence[str], one: str, many: str) -> str:
    return one if len(parties) == 1 else many


def ripe_line(words: Words, found: Ripeness) -> str:
    """Return whether the conflict is ripe, and what it takes that is missing, as a sentence."""
    outcome = "leaves nobody worse off than the status quo and somebody better off"
    hope = "can hope for nothing better than the status quo, by waiting or by a move of"
    if found.ripe:
        return (
            f"Ripe (Zartman): an outcome that can be reached {outcome}; "
            f"{words.parties(found.stuck)} {hope} their own; and an order of the steps to such an "
            "outcome of the target is accepted by everybody."
        )
    missing = [f"no outcome that can be reached {outcome}"] if found.outcome is False else []
    if not found.stuck:
        missing.append(
            "every party can hope for something better than the status quo, by waiting or by a move of "
            "its own"
        )
    elif len(found.stuck) == 1:
        missing.append(f"only {words.party(found.stuck[0])} {hope} its own")
    if found.way_out is False:
        missing.append(
            "no order of the steps to such an outcome of the target is accepted by everybody"
        )
    if missing:
        return sentence_of(f"not ripe (Zartman): {'; '.join(missing)}")
    open_ = [f"whether an outcome that can be reached {outcome}"] if found.outcome is None else []
    open_ += (
        ["whether an order of the steps to such an outcome of the target is accepted by everybody"]
        if found.way_out is None
        else []
    )
    return sentence_of(f"whether it is ripe (Zartman) is not established: {joined(open_)} is open")


def _ground_head(graph: GraphModel) -> str:
    ranked = any(party.ranking is not None for party in graph.selection.parties)
    given = "the options and the rankings of whole states" if ranked else "the options"
    return (
        f"Given {given} as they are, these items are enough for it to fail in this way, and none of "
        "them could be spared for that:"
    )


def ground_mark(item: Ground) -> str:
    """Return what an item rests on itself: its quotations, or the word that there is none."""
    none = "definition" if item.kind == "definition" else "assumption"
    return ", ".join(item.because) or none


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
