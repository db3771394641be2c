"""What several commands say: the legend of short names, what is not known of an order."""

from __future__ import annotations

from detente.conflict.parties import AnyOrder, Party, Preference, Same

from .rows import Rows, Said
from .scene import Scene

say = Rows("shared", covers=("telling/listing.py",))


@say("{name}: {label}")
def legend(scene: Scene, said: Said) -> bool:
    labels = {option.name: option.title for option in scene.conflict.options}
    return labels.get(said.name) == said.label


@say(
    "The order of importance is not fully known for {who}; all this is computed in the order "
    "written."
)
def order_unknown(scene: Scene, said: Said) -> bool:
    """The parties of which some admitted statements stand in no known order, or states in none."""
    return set(scene.parties(said.who)) == set(unknown(scene))


def wishes(scene: Scene, party: Party) -> list[Preference]:
    """Return what a party wants on the day that is asked about: what an epoch lists replaces it."""
    found = list(party.prefers)
    for epoch in scene.conflict.epochs:
        if scene.epoch is not None and epoch.start.first <= scene.epoch:
            for change in epoch.parties:
                if change.party == party.name and change.prefers is not None:
                    before = found
                    found = []
                    for item in change.prefers:
                        found += before if isinstance(item, Same) else [item]
    return found


def unknown(scene: Scene) -> list[str]:
    """Return the parties whose order of importance is not fully known."""
    found = []
    for party in scene.conflict.parties:
        left, _ = scene.model.chosen[party.name]
        groups = [item for item in wishes(scene, party) if isinstance(item, AnyOrder)]
        kept = [s.id for s in left.prefers]
        open_group = any(sum(s.id in kept for s in group.statements) > 1 for group in groups)
        ranking = left.ranking
        named = {state for tier in ranking.tiers for state in tier} if ranking else set()
        states = scene.model.states
        open_ranking = ranking is not None and not named >= {"others"} and not named >= {*states}
        if open_group or open_ranking:
            found.append(party.name)
    return found
