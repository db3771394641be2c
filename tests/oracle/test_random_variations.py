"""The engine against the literal oracle on variations: which there are, and what each changes.

`DETENTE_ORACLE_COUNT` sets how many seeds are compared.  On every seed the variations are listed
and one of them is looked at; on some the whole answer is compared.
"""

from __future__ import annotations

import os
from collections import Counter
from random import Random

import pytest

import detente
from detente.analyses.perspectives.flipping import Settings
from detente.analyses.robustness import looking as engine
from detente.analyses.robustness.varying import variations as engine_variations
from detente.conflict.conflict import EVERYTHING

from .comparison import Comparison
from .sequences import Ground
from .sequences_heard import EPOCH, heard_conflict
from .sequences_varying import KINDS, Look, Model, Variation, look, variations

COUNT = int(os.environ.get("DETENTE_ORACLE_COUNT", "2000"))
CHUNKS = 10
WHOLE = 50  # of so many seeds one is compared in whole


def compare_variations(seed: int, *, whole: bool = False) -> Comparison:
    """Compare the variations of the conflict of a seed, and what one of them or each changes."""
    comparison = Comparison(seed)
    conflict = heard_conflict(seed)
    rng = Random(f"varied {seed}")
    views = [None, EVERYTHING.name, *(view.name for view in conflict.perspectives)]
    epoch = EPOCH if conflict.epochs and rng.random() < 0.6 else None
    model = Model(conflict, rng.choice(views), epoch)
    if rng.random() < 0.15:
        dropped = [one for one in variations(model, model.case()) if one.kind == "drop"]
        model = rng.choice(dropped).make() if dropped else model
    case = model.case()
    listed = variations(model, case)
    if whole or seed % WHOLE == 0:
        _whole(comparison, model, case.ground, listed)
    else:
        _one(comparison, model, case.ground, listed, rng)
    return comparison


def _one(
    comparison: Comparison, model: Model, ground: Ground, listed: list[Variation], rng: Random
) -> None:
    """Compare which variations there are, and what is found in one of them."""
    settings = Settings("goal", model.epoch, model.without, None)
    graph = settings.graph(model.conflict, model.perspective)
    varied = [one for every in engine_variations(graph, settings).values() for one in every]
    found = Counter((one.variation.kind, one.variation.items) for one in varied)
    expected = Counter((one.kind, one.items) for one in listed)
    comparison.same("variations", _sorted(expected), _sorted(found), len(listed))
    if expected != found or not expected:
        return
    base = engine.look(graph, "goal")
    kind, items = rng.choice(sorted(expected))
    at = engine.looking(base, settings, model.view.name)
    # several exchanges in one ranking have the same id
    ours = [one for one in listed if (one.kind, one.items) == (kind, items)]
    theirs = [one for one in varied if (one.variation.kind, one.variation.items) == (kind, items)]
    for one, other in zip(ours, theirs, strict=True):
        atoms = {(atom.kind, atom.what) for atom in at(other).atoms()}
        where = f"seed {comparison.seed}, {kind} {items}"
        comparison.same(where, _varied(one, ground).findings, atoms, len(atoms))


def _varied(one: Variation, ground: Ground) -> Look:
    """Look at a variation; only an item left out changes what is possible."""
    return look(one.make(), None if one.kind == "drop" else ground)


def _sorted(counter: Counter[tuple[str, tuple[str, ...]]]) -> list[object]:
    return sorted(counter.items())


def _whole(comparison: Comparison, model: Model, ground: Ground, listed: list[Variation]) -> None:
    """Compare the whole answer: what every variation changes."""
    found = detente.robustness(
        model.conflict,
        "goal",
        perspective=model.perspective,
        epoch=model.epoch,
        without=model.without,
    )
    where = f"seed {comparison.seed}, robustness"
    base = look(model, ground)
    looks = [(one, _varied(one, ground)) for one in listed]
    effects = [
        (
            one.kind,
            one.items,
            sorted(base.findings - now.findings),
            sorted(now.findings - base.findings),
        )
        for one, now in looks
        if now.findings != base.findings
    ]
    told = [
        (
            one.variation.kind,
            one.variation.items,
            sorted((atom.kind, atom.what) for atom in one.gone),
            sorted((atom.kind, atom.what) for atom in one.new),
        )
        for one in found.changing
    ]
    comparison.same(f"{where}, changing", sorted(effects), sorted(told), len(listed))
    changed = [(o.kind, now) for o, now in looks if now.findings != base.findings]
    counts = {
        kind: (
            sum(one.kind == kind for one in listed),
            sum(k == kind and now.outlook.stops != base.outlook.stops for k, now in changed),
            sum(k == kind for k, _ in changed),
        )
        for kind in KINDS
    }
    counted = {one.kind: (one.tried, one.rung, one.anything) for one in found.counts}
    comparison.same(f"{where}, counts", counts, counted, 12)
    for finding in found.findings:
        what = (finding.kind, finding.what)
        gone = sorted(
            (one.kind, one.items, _instead(finding.kind, now))
            for one, now in looks
            if what not in now.findings
        )
        by = sorted((c.variation.kind, c.variation.items, c.instead) for c in finding.changed_by)
        comparison.same(f"{where}, {what}", gone, by, len(listed))
    comparison.same(f"{where}, findings", base.findings, {(f.kind, f.what) for f in found.findings})
    others = {what for _, now in looks for what in now.findings} - base.findings
    comparison.same(f"{where}, otherwise", others, {(f.kind, f.what) for f in found.otherwise})
    comparison.claim(f"{where}: complete", holds=found.complete)


def _instead(kind: str, now: Look) -> str:
    """Return what is found instead; where the status quo rests, moves end there."""
    match kind:
        case "rung":
            return now.outlook.stops
        case "status quo":
            return now.outlook.rests
        case "endings":
            ends = [what for kind, what in now.findings if kind == "endings"]
            return ends[0] if ends else "rests"
        case _:
            return ""


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_engine_and_oracle_agree_on_variations(chunk: int) -> None:
    """Whatever the engine says of the variations of many conflicts, the oracle says too."""
    seeds = range(chunk, COUNT, CHUNKS)
    mismatches = [line for seed in seeds for line in compare_variations(seed).mismatches]
    assert not mismatches, "\n".join(mismatches[:20])
