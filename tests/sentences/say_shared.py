"""What several commands say: the legend of short names, what is not known of an order."""

from __future__ import annotations

from detente.conflict.parties import AnyOrder, Party, Preference, Same

from .rows import Rows, Said
from .scene import Scene

say = Rows("shared")  # of telling/listing.py the legend; the rest is what `states` says


@say("{name}: {label}")
def legend(scene: Scene, said: Said) -> bool:
    titles = {option.name: option.title for option in scene.conflict.options}
    alike = list(titles.values()).count(titles[said.name]) > 1
    return said.label == titles[said.name] + (f" ({said.name})" if alike else "")


@say(
    "The order of importance is not fully known for {who}; all this is computed in the order "
    "written."
)
def order_unknown(scene: Scene, said: Said) -> bool:
    """The parties of which some admitted statements stand in no known order, or states in none."""
    return set(scene.parties(said.who)) == set(unknown(scene))


def unknown(scene: Scene) -> list[str]:
    """Return the parties whose order of importance is not fully known."""
    found = []
    for party in scene.conflict.parties:
        left, _ = scene.model.chosen[party.name]
        groups = [item for item in _listed(scene, party) if isinstance(item, AnyOrder)]
        kept = [s.id for s in left.prefers]
        open_group = any(sum(s.id in kept for s in group.statements) > 1 for group in groups)
        ranking = left.ranking
        named = {state for tier in ranking.tiers for state in tier} if ranking else set()
        states = scene.model.states
        open_ranking = ranking is not None and not named >= {"others"} and not named >= {*states}
        if open_group or open_ranking:
            found.append(party.name)
    return found


def _listed(scene: Scene, party: Party) -> tuple[Preference, ...]:
    """Return the list of a party that counts at the date that is asked about."""
    found = party.prefers
    for period in scene.conflict.epochs:
        for change in period.parties:
            begun = scene.epoch is not None and period.start.first <= scene.epoch
            if begun and change.party == party.name and change.prefers is not None:
                parts = [found if isinstance(one, Same) else (one,) for one in change.prefers]
                found = tuple(one for part in parts for one in part)
    return found
