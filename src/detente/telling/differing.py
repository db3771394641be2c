"""Where two parties differ as text for a terminal: goals, sequence, timing, conditions, in turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from detente.analyses.sequencing.accepting import REQUIREMENTS
from detente.analyses.wording import Words, begun, counted, joined, sentence_of, short_words
from detente.telling.limits import limits_first
from detente.telling.listing import legend
from detente.telling.tables import table, wrapped

if TYPE_CHECKING:
    from detente.analyses.answer import Asked
    from detente.analyses.differences.asking import Differences, SetApart
    from detente.analyses.differences.circles import Edge
    from detente.analyses.differences.needing import Needed
    from detente.analyses.differences.order_matrix import OrderMatrix
    from detente.graph.model import GraphModel

MOST_NAMED = 4  # items left out that are named
_INDENT = "  "


def differences_text(graph: GraphModel, found: Differences) -> str:
    """Return where two parties differ, as plain text."""
    words = short_words(graph.conflict)
    one, two = (words.party(name) for name in found.parties)
    over = f" over '{found.target}'" if found.target else ""
    head = f"where {one} and {two} differ{over}{_choices(found.asked)}"
    parts = [found.asked.title, "", *limits_first(found.limits), wrapped(sentence_of(head))]
    parts += ["", "Goals", *_goals(words, found)]
    if found.unordered:
        parts += ["", "Sequence", _indented(found.unordered)]
    for number, each in enumerate(found.sets, start=1):
        which = f" {number} of {len(found.sets)}" if len(found.sets) > 1 else ""
        parts += ["", f"Sequence{which}", *_sequence(words, each)]
        parts += ["", f"Timing{which}", _indented(each.timing.sentence)]
        parts += ["", f"Does it hold the steps up?{which and ' Steps' + which}"]
        parts += [_indented(each.binding.sentence)]
    parts += ["", "Conditions"]
    parts += [_item(terms.sentence) for terms in found.conditions]
    if not found.conditions:
        parts += [_indented(f"Neither {one} nor {two} declares conditions.")]
    notes = list(found.notes)
    if found.sets and not found.agreed:
        notes.append(f"{_worse(found)} some party worse off than now")
    parts += _notes(words, notes, found.unknown_order)
    return "\n".join([*parts, *legend(words, _named(words, found))])


def _worse(found: Differences) -> str:
    """Return which steps leave somebody worse off: given ones, all there are, or all that are told."""
    if found.asked.settings["steps"] is not None:
        return "these steps leave"
    which = "to the target" if found.settled else "that is told here"
    return f"every set of steps {which} leaves"


def order_matrix_text(graph: GraphModel, found: OrderMatrix) -> str:
    """Return which order of steps each party needs, as plain text."""
    words = short_words(graph.conflict)
    to = f" to '{found.target}'" if found.target else ""
    head = f"the order of the steps{to}, as each party needs it{_choices(found.asked)}"
    parts = [found.asked.title, "", *limits_first(found.limits), wrapped(sentence_of(head))]
    parts += [wrapped(f"Steps: {', '.join(found.steps)}.", hanging=_INDENT)]
    counts = [f"{words.party(p)} {n:,}" for p, n in found.accepted.items() if p != "all"]
    said = f"of {counted(found.legal, 'legal order')}, accepted by {', '.join(counts)}"
    parts += [wrapped(sentence_of(f"{said}; by all {found.accepted['all']:,}"))]
    parts += ["", "Who needs which order:", "", *_needed(found.needed)]
    insisted = found.asked.settings["require"]
    terms = isinstance(insisted, list) and "conditions" in insisted
    what = "its needs are its conditions" if terms else "what it needs is not told"
    parts += [
        wrapped(f"{begun(words.party(party))} accepts no order: {what}.")
        for party in found.declared
    ]
    if found.pairs:
        parts += ["", "How the accepted orders of each two relate:", "", _pairs(found)]
    nobody = "Nobody waits in a circle."
    if not found.every_circle:
        nobody = "Nobody was found to wait in a circle."
    parts += ["", *_circles(words, found.circular_waits, nobody)]
    parts += _notes(words, found.notes, found.unknown_order)
    return "\n".join([*parts, *legend(words, (s.removeprefix("not ") for s in found.steps))])


def _pairs(found: OrderMatrix) -> str:
    rows = []
    for pair in found.pairs:
        empty = not any(found.accepted[party] for party in pair.parties)
        rows.append(
            {
                "parties": joined(pair.parties),
                "relation": "both empty" if empty else pair.relation,
                "stricter": pair.stricter or "",
                "both accept": pair.common,
                "head-on": ", ".join(f"{a}/{b}" for a, b in pair.head_on),
            }
        )
    return table(rows)


# the parts -----------------------------------------------------------------------------------


def _choices(asked: Asked) -> str:
    said = f"; perspective '{asked.settings['perspective']}'"
    if asked.settings["epoch"]:
        said += f"; with the wishes of {asked.settings['epoch']}"
    without, require = asked.settings["without"], asked.settings["require"]
    if isinstance(without, list) and without:
        few = len(without) < MOST_NAMED
        said += f"; without {joined(without) if few else counted(len(without), 'item')}"
    if isinstance(require, list) and len(require) < len(REQUIREMENTS):
        said += f"; insisting on {joined(require)}"
    return said


def _goals(words: Words, found: Differences) -> Iterator[str]:
    yield _indented(found.goals.sentence)
    for party, states in found.goals.best.items():
        more = found.goals.best_count[party] - 1
        also = f"; {counted(more, 'other')} just as good" if more else ""
        shown = joined(words.in_effect(states[0])) or "nothing in effect"
        yield _item(f"Best for {words.party(party)}: {shown}{also}.")


def _sequence(words: Words, each: SetApart) -> Iterator[str]:
    order = each.order
    yield _indented(f"Steps: {', '.join(order.steps)}.")
    yield _indented(order.sentence)
    mine = [one for one in order.waits if one.party]
    if mine:
        yield _indented("What each needs, beyond what the rules ask:")
        yield from _needed(mine, _INDENT)
    one, two = (party for party in order.accepted if party != "common")
    for step, other in order.head_on:
        yield _item(
            f"Head-on: {words.party(one)} needs {step} {_how(mine, one, step, other)} {other}, "
            f"{words.party(two)} {other} {_how(mine, two, other, step)} {step}."
        )
    longer = [way for way in order.circular_waits if not _told(way, order.head_on, (one, two))]
    who = words.parties((one, two), "nor")
    nobody = f"Neither {who} waits in a circle."
    if order.unread or not order.every_circle:
        nobody = f"Neither {who} was found to wait in a circle."
    if longer or not order.head_on:
        yield from _circles(words, longer, nobody, _INDENT)


def _how(needed: Iterable[Needed], party: str, step: str, other: str) -> str:
    strict = any((n.party, n.step, n.other, n.strict) == (party, step, other, True) for n in needed)
    return "before" if strict else "before or with"


def _told(way: Sequence[Edge], pairs: Sequence[tuple[str, str]], parties: tuple[str, str]) -> bool:
    """Tell whether a circle of two steps is a head-on pair of the two parties alone."""
    if len(way) > 2:
        return False
    steps = way[0].step, way[0].other
    among = all(set(edge.parties) & set(parties) for edge in way)
    return among and (steps in pairs or steps[::-1] in pairs)


def _needed(needed: Iterable[Needed], indent: str = "") -> Iterator[str]:
    rows = [
        {
            "who": one.party or "rule",
            "step": one.step,
            "": "before" if one.strict else "before or with",
            "other": one.other,
            "from": ", ".join(one.origin),
            "items": ", ".join(one.items),
        }
        for one in needed
    ]
    if not rows:
        yield f"{indent}nobody needs any"
        return
    for line in table(rows).splitlines():
        yield indent + line


def _circles(
    words: Words, ways: Sequence[Sequence[Edge]], nobody: str, indent: str = ""
) -> Iterator[str]:
    if not ways:
        yield wrapped(nobody, indent=indent)
        return
    yield wrapped("Circular waits, so that no order is accepted by everybody:", indent=indent)
    for way in ways:
        said = "; ".join(_edge(words, edge) for edge in way)
        yield wrapped(f"{said}.", indent=f"{indent}- ", hanging=f"{indent}  ")


def _edge(words: Words, edge: Edge) -> str:
    how = "before" if edge.strict else "before or with"
    who = words.parties(edge.parties) if edge.parties else "a rule"
    items = f", {', '.join(edge.items)}" if edge.items else ""
    return f"{edge.step} {how} {edge.other} ({who}{items})"


def _notes(words: Words, notes: Sequence[str], unknown: Sequence[str]) -> Iterator[str]:
    said = [sentence_of(note) for note in notes]
    if unknown:
        said.append(
            f"The order of importance is not fully known for {words.parties(unknown)}; all this is "
            "computed in the order written."
        )
    if said:
        yield ""
        yield from (wrapped(note) for note in said)


def _named(words: Words, found: Differences) -> Iterator[str]:
    """Yield the options whose short names the text uses."""
    for states in found.goals.best.values():
        yield from words.in_effect(states[0])
    for each in found.sets:
        yield from (step.removeprefix("not ") for step in each.order.steps)


def _indented(text: str) -> str:
    return wrapped(text, indent=_INDENT)


def _item(text: str) -> str:
    return wrapped(text, indent=f"{_INDENT}- ", hanging=f"{_INDENT}  ")
