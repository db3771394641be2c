"""According to whom: findings under each perspective, and what they hang on, tried set by set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations
from random import Random
from typing import Any

import detente
from detente.conflict.basis import VOICES
from detente.conflict.conflict import EVERYTHING, Conflict, Perspective, statements
from detente.conflict.logic import Formula
from detente.conflict.parties import Condition

from .comparison import Comparison
from .literal import Literal, _perspective
from .sequences import Case, Ground
from .sequences_heard import EPOCH, chance, heard_conflict, picked
from .sequences_outlook import Outlook, counted, outlook
from .sequences_random import FULL, scale_of

Finding = tuple[str, str]


@dataclass
class Asked:
    """One question: a conflict, when, without which items, from which status quo."""

    conflict: Conflict
    epoch: date | None = None
    without: tuple[str, ...] = ()
    status_quo: str | None = None
    grounds: dict[str, Ground] = field(default_factory=dict)
    cases: dict[Perspective, Case] = field(default_factory=dict)
    known: dict[object, Outlook] = field(default_factory=dict)

    @property
    def target(self) -> Formula:
        """The formula of the target `goal`."""
        formula = self.conflict.targets[0].formula
        assert formula is not None
        return formula

    def case(self, view: Perspective) -> Case:
        """Return the conflict as a perspective, declared in the file or not, would have it.

        What is possible hangs on the name of a perspective alone, not on whom it hears.
        """
        if view not in self.cases:
            heard = replace(view, status_quo=self.status_quo or view.status_quo)
            others = [other for other in self.conflict.perspectives if other.name != view.name]
            conflict = replace(self.conflict, perspectives=(*others, heard))
            ground = self.grounds.get(view.name)
            case = Case(conflict, view.name, self.epoch, self.without, ground=ground)
            self.grounds[view.name], self.cases[view] = case.ground, case
        return self.cases[view]

    def possible(self, view: Perspective) -> bool:
        """Tell whether the status quo is a state as a perspective has it."""
        start = self.status_quo or view.status_quo or self.conflict.status_quo
        return start in Literal(self.conflict, view.name, self.epoch, self.without).states

    def outlook(self, view: Perspective) -> Outlook:
        """Return what is found under a perspective; what is wanted and declared decides."""
        case = self.case(view)
        key = (view.name, case.start, *case.left.values(), *case.conditions.values())
        if key not in self.known:
            self.known[key] = outlook(case, self.target)
        return self.known[key]


def compare_perspectives(seed: int, *, whole: bool = False) -> Comparison:
    """Compare what the engine finds according to whom with what the oracle finds."""
    comparison = Comparison(seed)
    scale = FULL if whole else scale_of(seed)
    conflict = heard_conflict(seed, scale=scale)
    rng = Random(f"asked {scale.name} {seed}")
    asked = Asked(conflict)
    if conflict.epochs and chance(rng, 0.6):
        asked.epoch = EPOCH
    if chance(rng, 0.1):
        asked.without = (rng.choice(what_is_wanted(conflict)),)
    if chance(rng, 0.1):
        asked.status_quo = rng.choice(Literal(conflict).states)
    varied = rng.choice((None, EVERYTHING.name, *(view.name for view in conflict.perspectives)))
    names = [source.name for source in conflict.sources]
    chosen = chance(rng, 0.25)
    sources = picked(rng, names) if chosen and chance(rng, 0.7) else None
    voices = picked(rng, VOICES) if chosen and chance(rng) else None
    size = rng.choice((1, 1, 2, 3))
    found = detente.perspectives(
        conflict,
        "goal",
        perspective=varied,
        sources=sources,
        voices=voices,
        size=size,
        epoch=asked.epoch,
        without=asked.without,
        status_quo=asked.status_quo,
    )
    where = f"seed {seed}: according to whom, {asked.epoch} {asked.without} {asked.status_quo}"
    view = _perspective(conflict, varied)
    heard = {one.name: one for one in conflict.perspectives}
    heard.setdefault(EVERYTHING.name, EVERYTHING)
    if sources is not None or voices is not None:
        own = "chosen" if "chosen" not in heard else "chosen-2"
        heard[own] = replace(
            view,
            sources=view.sources if sources is None else sources,
            voices=view.voices if voices is None else voices,
        )
    comparison.same(f"{where}, varied", view.name, found.varied)
    # a status quo that was asked for may be no state where a rule holds in one perspective only
    silent = [name for name, one in heard.items() if not asked.possible(one)]
    told = [note for note in found.limits if note.endswith("it breaks a rule of the file.")]
    comparison.same(f"{where}, no answer", [f"Under '{name}'" for name in silent], _starts(told))
    comparison.same(f"{where}, complete", str(not silent), str(found.complete))
    heard = {name: one for name, one in heard.items() if name not in silent}
    looks = {name: asked.outlook(one) for name, one in heard.items()}
    _views(comparison, where, asked, heard, looks, found)
    _findings(comparison, where, looks, found)
    _hanging(comparison, f"{where}, {view.name}", asked, view, size, found)
    return comparison


def what_is_wanted(conflict: Conflict) -> list[str]:
    """Return the positions and items that can be left out."""
    found = [*(position.name for position in conflict.positions)]
    for party in conflict.parties:
        found += [statement.id for statement in statements(party.prefers)]
        found += [c.id for c in party.conditions if isinstance(c, Condition)]
    return found


def _views(
    comparison: Comparison,
    where: str,
    asked: Asked,
    heard: Mapping[str, Perspective],
    looks: Mapping[str, Outlook],
    found: Any,
) -> None:
    listed = tuple(one.perspective for one in found.views)
    comparison.same(f"{where}, perspectives", tuple(heard), listed)
    for one in found.views:
        view, look = heard[one.perspective], looks[one.perspective]
        case = asked.case(view)
        expected = (
            (view.sources, view.voices, view.name != one.perspective),
            counted(case),
            case.model.spelling(case.start),
            (look.rung, look.already, look.target_states, look.zone, not look.open),
            look.open,
            look.unlocks,
        )
        told = (
            (one.sources, one.voices, one.chosen),
            (one.quotations, one.items, one.assumptions),
            one.status_quo,
            (one.rung, one.already, one.target_states, one.zone, one.rests),
            frozenset((m.parties, m.steps, m.to) for m in one.moves),
            one.unlocks,
        )
        comparison.same(f"{where}, under {one.perspective}", expected, told, 13)
        comparison.same(f"{where}, moves once", len(look.open), len(one.moves))


def _findings(comparison: Comparison, where: str, looks: Mapping[str, Outlook], found: Any) -> None:
    """Compare who makes which finding: 'robust if it is made under every perspective'."""
    expected = {
        finding: tuple(name for name, look in looks.items() if finding in look.findings)
        for finding in set[Finding]().union(*(look.findings for look in looks.values()))
    }
    told = {(one.kind, one.what): one.held_by for one in found.findings}
    comparison.same(f"{where}, findings", sorted(expected), sorted(told), len(expected))
    for one in found.findings:
        held = expected.get((one.kind, one.what), ())
        others = tuple(name for name in looks if name not in held)
        what = f"{where}, {one.what} held by"
        comparison.same(what, (held, others), (one.held_by, one.not_by), len(looks))
        comparison.same(f"{what} all", not others, one.robust)


def _hanging(
    comparison: Comparison, where: str, asked: Asked, view: Perspective, size: int, found: Any
) -> None:
    """Compare the smallest sets of sources, and the voices, without which a finding is not made."""
    base = asked.outlook(view)
    names = [source.name for source in asked.conflict.sources]
    heard = names if view.sources is None else [name for name in names if name in view.sources]
    spoken = VOICES if view.voices is None else view.voices
    fewer = {
        removed: asked.outlook(replace(view, sources=_rest(heard, removed)))
        for count in range(1, size + 1)
        for removed in combinations(heard, count)
    }
    quieter = {
        voice: asked.outlook(replace(view, voices=_rest(spoken, [voice]))) for voice in spoken
    }
    told = {(one.kind, one.what): one for one in found.hangs_on}
    comparison.same(f"{where}, hang", sorted(base.findings), sorted(told), len(told))
    for finding, one in told.items():
        gone = [removed for removed, look in fewer.items() if finding not in look.findings]
        least = min(map(len, gone), default=0)
        sources = {(r, _instead(finding, fewer[r])) for r in gone if len(r) == least}
        voices = {
            ((voice,), _instead(finding, look))
            for voice, look in quieter.items()
            if finding not in look.findings
        }
        flips = [[(flip.without, flip.instead) for flip in by] for by in (one.sources, one.voices)]
        what = f"{where}, {one.what} hangs on"
        comparison.same(f"{what} sources", sources, set(flips[0]), len(fewer))
        comparison.same(f"{what} voices", voices, set(flips[1]), len(quieter))
        once = all(len(by) == len(set(by)) for by in flips)
        comparison.claim(f"{what}, {one.tried} tried", holds=once and least <= one.tried <= size)


def _starts(notes: Iterable[str]) -> list[str]:
    return [note.partition(" there is no answer")[0] for note in notes]


def _rest(names: Iterable[str], removed: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in set(removed))


def _instead(finding: Finding, look: Outlook) -> str:
    """Return what is found instead, where one thing always is."""
    return {"rung": look.stops, "status quo": look.rests}.get(finding[0], "")
