"""The roadmaps to a target as text: the best told in full, the others in short, why some fail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.analyses.roadmaps.results import Roadmap, Roadmaps, StepSet
from detente.analyses.saying import said_step, who
from detente.analyses.sequencing.accepting import REQUIREMENTS
from detente.analyses.sequencing.sides import deciders_of
from detente.analyses.wording import Words, begun, counted, joined, sentence_of, short_words
from detente.conflict.parties import Step
from detente.graph.model import GraphModel
from detente.telling.journey import by_name, in_short, journey
from detente.telling.limits import limits_first
from detente.telling.refusing import Reason, refusals_in_words
from detente.telling.scheduled import scheduled
from detente.telling.sentences import target as said_target
from detente.telling.tables import width_of, wrapped

MOST_IN_FULL = 3  # step sets whose best roadmap is told in full

_REQUIRED = {"conditions": "declared conditions", "red-lines": "red lines", "floor": "floors"}


def roadmaps_text(graph: GraphModel, found: Roadmaps) -> str:
    """Return the roadmaps to a target as plain text."""
    words = short_words(graph.conflict)
    parts = [found.asked.title, "", *limits_first(found.limits)]
    parts += [wrapped(_head(graph, words, found))]
    if found.found != "steps":
        parts += ["", wrapped(nothing(found))]
    else:
        parts += ["", wrapped(_sets(found))]
    for number, one in enumerate(found.step_sets, start=1):
        several = len(found.step_sets) > 1
        heading = (
            f"{'Set ' + str(number) + ': ' if several else ''}{counted(len(one.steps), 'step')}"
        )
        parts += ["", *_step_set(graph, words, one, heading, full=number <= MOST_IN_FULL)]
    for one in found.holding:
        parts += ["", *_holding(graph, words, found, one)]
    return "\n".join([*parts, "", *(wrapped(note) for note in _notes(graph, words, found))])


def nothing(found: Roadmaps) -> str:
    """Return why there is no roadmap, as a sentence."""
    match found.found:
        case "already":
            return f"'{found.target}' holds today: there is nothing to put in order."
        case "impossible":
            return f"No state satisfies '{found.target}', so nothing leads there."
        case "not established":
            return (
                "Whether a legal order of steps leads from today's state to one that satisfies "
                f"'{found.target}' is not established: none of those that were looked at does. (In an "
                "order each option is switched once.)"
            )
        case _:
            return (
                f"No legal order of steps leads from today's state to one that satisfies "
                f"'{found.target}', though such states exist. (In an order each option is switched "
                "once.)"
            )


def _head(graph: GraphModel, words: Words, found: Roadmaps) -> str:
    settings = found.asked.settings
    if settings["to"] is not None:
        named = [item for item in graph.conflict.targets if item.name == found.target]
        said = said_target(words, named[0]) if named else f"The target is '{found.target}'."
    else:
        said = "The steps are given."
    parts = [f"Perspective '{settings['perspective']}'"]
    if settings["epoch"]:
        parts.append(f"with the wishes of {settings['epoch']}")
    left_out = settings["without"]
    if isinstance(left_out, list) and left_out:
        parts.append(f"without {joined(left_out)}")
    required = settings["require"]
    if isinstance(required, list) and len(required) < len(REQUIREMENTS):
        listed = joined([_REQUIRED[name] for name in required]) or "nothing"
        parts.append(f"of what parties insist on, only {listed} count")
    return f"{said} {'; '.join(parts)}."


def _sets(found: Roadmaps) -> str:
    if found.asked.settings["steps"] is not None:
        return "These steps, in every legal order:"
    many = len(found.step_sets)
    lead = "leads" if many == 1 else "lead"
    said = f"{'One set' if many == 1 else counted(many, 'set')} of steps {lead} there"
    worse = "without leaving any party worse off than today"
    fewer = "with fewer of these steps" if many == 1 else "with fewer of the steps of any of them"
    # a set that is not settled may hold more steps than it takes
    least = f"; {fewer} {'no such order' if found.accepted_by_all else 'nothing'} does"
    least = least if found.settled else ""
    if found.accepted_by_all:
        by = "by an order" if many == 1 else "by orders"
        return f"{said} {by} that everybody accepts, {worse}{least}."
    if found.agreed:
        no = (
            "no order of steps that leads there so is" if found.settled else "none of its orders is"
        )
        no = no if found.settled or many == 1 else "none of their orders is"
        return f"{said} {worse}{least}. But {no} accepted by everybody."
    loses = (
        f"but {'it leaves' if many == 1 else 'each of them leaves'} some party worse off than today"
    )
    if found.settled:
        return f"{said}, {loses}: nothing that leads there is as good for everybody."
    return f"{said}, {loses}."


# one set of steps --------------------------------------------------------------------------------


def _step_set(
    graph: GraphModel, words: Words, one: StepSet, heading: str, *, full: bool
) -> Iterator[str]:
    yield from _heading(heading)
    yield from _listed(graph, words, one.steps)
    yield ""
    yield wrapped(" ".join(_counts(words, one)))
    if one.roadmaps:
        yield from ("", *_best(graph, words, one, full=full))
    if one.refused:
        yield ""
        yield wrapped(
            "Other orders fail:" if one.roadmaps else "Where telling orders of these steps fail:"
        )
        told: set[Reason] = set()
        for roadmap in one.refused:
            yield from _failure(graph, words, roadmap, told)


def _heading(text: str) -> tuple[str, str]:
    return text, "-" * width_of(text)


def _listed(graph: GraphModel, words: Words, steps: Sequence[str]) -> Iterator[str]:
    width = max(map(width_of, steps))
    options = {option.name: option for option in graph.selection.options}
    for step in steps:
        name = step.removeprefix("not ")
        option = options[name]
        on = name == step
        called = words.options[name] if on else f"end {words.quoted(name)}"
        whose = who(words, option.switched_on_by if on else option.undone_by)
        indent = f"  {step}{' ' * (width - width_of(step))}  "
        yield wrapped(f"{called} ({whose})", indent=indent, hanging=" " * (width + 4))


def _counts(words: Words, one: StepSet) -> Iterator[str]:
    if not one.legal:
        yield "There is no legal order of these steps."
        return
    yield f"{counted(one.legal, 'legal order')}."
    each = [(party, many) for party, many in one.accepted.items() if party != "all"]
    listed = [
        f"{words.party(party)} {'accepts ' if not place else ''}{many:,}"
        for place, (party, many) in enumerate(each)
    ]
    every = one.accepted["all"]
    whole = "none is accepted by all" if not every else f"all accept {every:,}"
    yield f"{begun(joined(listed))}; {whole}."
    if one.worse_off:
        yield f"{begun(words.parties(one.worse_off))} would be worse off at the end than today."
    for item in one.spoiling:
        verb = "is" if len(item.taken) == 1 else "are"
        done = joined(_steps(words, item.taken))
        taken = f"once {done} {verb} taken" if done else "today"
        effect = (
            f"would take back {joined(_steps(words, item.undone))}"
            if item.undone
            else "would leave no legal order of what is left of the steps"
        )
        yield (
            f"{begun(words.party(item.party))} could upset it by a move of its own, though no step "
            f"needs its consent: {taken} it could {words.doing(item.steps)}, which {effect}."
        )


def _steps(words: Words, steps: Sequence[str]) -> list[str]:
    """Return steps as what is taken: an option, or the end of one."""
    return [said_step(words, Step(s.removeprefix("not "), not s.startswith("not "))) for s in steps]


def _best(graph: GraphModel, words: Words, one: StepSet, *, full: bool) -> Iterator[str]:
    best, *others = one.roadmaps
    also = [_kind(words, kind, best) for kind in best.kinds if kind not in ("best", "good")]
    also = [said.partition(", in ")[0] for said in also]
    named = f", also {joined(also)}" if also else ""
    which = "The best" if "best" in best.kinds else "An"
    yield wrapped(f"{which} accepted order, in {counted(len(best.bundles), 'stage')}{named}:")
    if full:
        yield from journey(graph, best)
        if best.dates is not None:
            yield from ("", *scheduled(graph, best.dates))
    else:
        yield wrapped(in_short(words, best), indent="  - ", hanging="    ")
    if others:
        yield ""
        yield "Others that all accept:"
        for roadmap in others:
            kinds = [_kind(words, kind, roadmap) for kind in roadmap.kinds if kind != "good"]
            start = f"{begun(joined(kinds))}: " if kinds else ""
            yield wrapped(start + in_short(words, roadmap), indent="  - ", hanging="    ")


def _failure(graph: GraphModel, words: Words, roadmap: Roadmap, told: set[Reason]) -> Iterator[str]:
    kinds = begun(joined([_kind(words, kind, roadmap) for kind in roadmap.kinds]))
    who_refuses = list(dict.fromkeys(refusal.party for refusal in roadmap.refusals))
    said = f"{kinds}: refused by {words.parties(who_refuses)}. {by_name(roadmap)}"
    yield wrapped(said, indent="  - ", hanging="    ")
    for text in refusals_in_words(graph, roadmap, told):
        yield wrapped(text, indent="      - ", hanging="        ")


def _kind(words: Words, kind: str, roadmap: Roadmap) -> str:
    """Return why an order is shown, in words."""
    if kind.endswith(" upfront"):
        return f"{words.party(kind.removesuffix(' upfront'))} upfront"
    many = len(roadmap.bundles)
    named = {
        "closest": "the one with the fewest refusals",
        "in as few bundles as are legal": "as much at once as is legal",
        "finest": f"the finest, in {counted(many, 'stage')}",
        "coarsest": f"the coarsest, in {counted(many, 'stage')}",
        "good": "another",
    }
    return named.get(kind, kind)


def _holding(graph: GraphModel, words: Words, found: Roadmaps, one: StepSet) -> Iterator[str]:
    # what all accept and is as good for everybody holds one of the smallest sets that are so
    number, base = next(
        (number, small)
        for number, small in enumerate(found.step_sets, start=1)
        if set(small.steps) <= set(one.steps)
    )
    added = [step for step in one.steps if step not in base.steps]
    yield from _heading("With more steps it holds by itself")
    yield f"Added to set {number}:" if len(found.step_sets) > 1 else "Added:"
    yield from _listed(graph, words, added)
    yield ""
    yield wrapped(" ".join(_counts(words, one)))
    if one.roadmaps:
        yield from ("", *_best(graph, words, one, full=True))


# notes -------------------------------------------------------------------------------------------


def _notes(graph: GraphModel, words: Words, found: Roadmaps) -> Iterator[str]:
    if found.unknown_order:
        yield (
            f"The order of importance is not fully known for {words.parties(found.unknown_order)}; "
            "all this is computed in the order written."
        )
    for note in found.notes:
        yield sentence_of(note)
    if found.found != "steps":
        return
    yield (
        "An order is legal if each stage is a legal joint move of the graph model (Kilgour, Hipel, "
        "Fang and Peng 2001), and accepted by a party if at each stage its declared conditions are "
        "met, none of its red lines is crossed and it does not fall below its floor: today's "
        "state, if it names no other. The best is the one with the fewest times that a party, "
        "after a stage, would surely do better by leaving, then that one might, then that one "
        "hangs beyond recovery, then that one hangs at all, and then with the fewest stages."
    )
    ratify = [
        party for number, party in enumerate(graph.parties) if number not in deciders_of(graph)
    ]
    if ratify:
        whether, verb = (
            ("it would leave", "ratifies") if len(ratify) == 1 else ("they would leave", "ratify")
        )
        prefers = "it prefers" if len(ratify) == 1 else "they prefer"
        yield (
            f"{begun(words.parties(ratify))} only {verb}: whether {whether} is not asked, nor what "
            f"{prefers} in the end."
        )
    if any(r.dates for s in (*found.step_sets, *found.holding) for r in s.roadmaps):
        yield "Dates follow from a simple temporal network (Dechter, Meiri and Pearl 1991)."
