"""What several commands say: the legend of short names, what is not known of an order."""

from __future__ import annotations

from detente.conflict.parties import Same

from .outline import kept, list_now
from .rows import Rows, Said
from .scene import Scene

say = Rows("shared")  # of telling/listing.py the legend; the rest is what `states` says


@say("{name}: {label}")
def legend(scene: Scene, said: Said) -> bool:
    """What a short name stands for; where two are called alike the name stands behind."""
    titles = [option.title for option in scene.conflict.options]
    option = scene.conflict.option(said.words["name"])
    alike = titles.count(option.title) > 1
    return said.label == (f"{option.title} ({option.name})" if alike else option.title)


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
        items = list_now(scene, party)
        ranking = party.ranking if items == list(party.prefers) else None
        open_group = any(not isinstance(g, Same) and len(g) > 1 for g in kept(scene, items))
        named = {state for tier in ranking.tiers for state in tier} if ranking else set()
        model = scene.model
        open_ranking = ranking is not None and not all(
            {state, *map(model.spelling, model.members[state])} & named for state in model.states
        )
        if open_group or (open_ranking and "others" not in named):
            found.append(party.name)
    return found
