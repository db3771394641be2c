"""What merely refers to a withheld thing loses the reference and stays.

Lists lose names; states lose the letters of withheld options.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.language.emitting import Plain
from detente.language.mentioning import Thing
from detente.language.spans import Branch, Entry, Leaf, entries_of, entry_of, leaves


@dataclass(slots=True)
class References:
    """References to withheld things that are taken out of lists that stay."""

    root: Branch
    things: set[Thing]
    gone: set[Entry] = field(default_factory=set)
    new: dict[Leaf, str] = field(default_factory=dict)
    count: int = 0

    def of_item(self, value: Branch | Leaf) -> None:
        """Take withheld quotations and positions out of an item that stays."""
        for key, kind in (
            ("because", "quotation"),
            ("against", "quotation"),
            ("position", "position"),
        ):
            self.drop(entry_of(value, key), kind)

    def drop(self, entry: Entry | None, kind: str) -> None:
        """Take withheld names out of a list, or the key away if it holds one name alone."""
        if entry is None:
            return
        if isinstance(entry.value, Leaf):
            if (kind, entry.value.value.strip()) in self.things:
                self.gone.add(entry)
        else:
            self.gone |= {
                one
                for one in entry.value.entries
                if isinstance(one.value, Leaf) and (kind, one.value.value.strip()) in self.things
            }

    def of_file(self) -> None:
        """Take withheld options and states out of everything that writes states."""
        for entry in entries_of(self.root, "perspectives"):
            sources = entry_of(entry.value, "sources")
            if sources is not None and isinstance(sources.value, Leaf):
                if ("source", sources.value.value) in self.things:
                    # without the key it would listen to every source
                    self.new[sources.value] = Plain("[]")
            else:
                self.drop(sources, "source")
            self.state(entry_of(entry.value, "status_quo"), counts=True)
        self.state(entry_of(self.root, "status_quo"), counts=True)
        outcome = entry_of(self.root, "outcome")
        if outcome is not None:
            self.state(entry_of(outcome.value, "state"), counts=False)
            self.steps(entry_of(outcome.value, "steps"))
            for key in ("given_up", "softened"):
                self.drop(entry_of(outcome.value, key), "position")
        for entry in entries_of(self.root, "targets"):
            if isinstance(entry.value, Branch):
                self.drop(entry, "word")
                inner = entry.value.entries
                if inner and all(one in self.gone for one in inner):
                    self.gone.add(entry)
                    self.count += 1
        for party in entries_of(self.root, "parties"):
            self.drop(entry_of(party.value, "floor"), "word")
            for moves in entries_of(party.value, "moves"):
                if ("word", moves.key) in self.things:
                    self.gone.add(moves)
                else:
                    self.drop(moves, "word")
            ranking = entry_of(party.value, "ranking")
            if ranking is not None and isinstance(ranking.value, Branch):
                self.ranking(ranking.value)

    def state(self, entry: Entry | None, *, counts: bool) -> None:
        """Shorten one state; `counts` if it is an item that goes with the state it names."""
        if entry is None:
            return
        if isinstance(entry.value, Branch):
            self.drop(entry, "word")
        elif ("word", entry.value.value.strip()) in self.things:
            self.gone.add(entry)
            self.count += counts
        else:
            self.shorten(entry.value)

    def steps(self, steps: Entry | None) -> None:
        """Take steps of withheld options out of a list of bundles."""
        if steps is None:
            return
        bundles = steps.value.entries if isinstance(steps.value, Branch) else ()
        for bundle in bundles:
            listed = bundle.value.entries if isinstance(bundle.value, Branch) else (bundle,)
            lost = {one for one in listed if self.is_lost(one)}
            self.gone |= lost
            if len(lost) == len(listed):
                self.gone.add(bundle)
        if bundles and all(bundle in self.gone for bundle in bundles):
            self.gone.add(steps)

    def is_lost(self, step: Entry) -> bool:
        """Tell whether a step switches a withheld option."""
        words = step.value.value.split() if isinstance(step.value, Leaf) else []
        return bool(words) and ("word", words[-1]) in self.things

    @property
    def options(self) -> list[str]:
        """The names of the options, in order."""
        return [entry.key for entry in entries_of(self.root, "options")]

    def is_letters(self, text: str) -> bool:
        """Tell whether a text is a state of one letter an option."""
        return len(text) == len(self.options) and not set(text) - {"Y", "N"}

    def shorten(self, leaf: Leaf) -> str:
        """Note and return a state without the letters of withheld options."""
        text = leaf.value.strip()
        if not self.is_letters(text):
            return text
        short = self.pick(text, withheld=False)
        if short != text:
            self.new[leaf] = short
        return short

    def pick(self, text: str, *, withheld: bool) -> str:
        """Return the letters of the options that are withheld, or of those that are not."""
        return "".join(
            letter
            for option, letter in zip(self.options, text, strict=True)
            if (("word", option) in self.things) == withheld
        )

    def today(self) -> str:
        """Return the letters of the withheld options in the status quo, N if it is not known."""
        entry = entry_of(self.root, "status_quo")
        if entry is not None and isinstance(entry.value, Leaf):
            text = entry.value.value.strip()
            if self.is_letters(text):
                return self.pick(text, withheld=True)
        inside = {leaf.value for leaf in leaves(entry.value)} if entry is not None else set()
        letters = "".join("Y" if option in inside else "N" for option in self.options)
        return self.pick(letters, withheld=True)

    def ranking(self, ranking: Branch) -> None:
        """Shorten a ranking.

        Of states that become the same the one stays in which the withheld options are as
        they are today; if there is none, the best.
        """
        written = [
            (entry, leaf)
            for tier in ranking.entries
            for entry, leaf in _leaf_entries(tier)
            if leaf.value not in ("others", "much")
        ]
        alike: dict[str, list[tuple[Entry, Leaf]]] = {}
        for entry, leaf in written:
            if ("word", leaf.value.strip()) in self.things:
                self.gone.add(entry)
            else:
                alike.setdefault(self.shorten(leaf), []).append((entry, leaf))
        for same in alike.values():
            kept = next((one for one in same if len(same) > 1 and self.as_today(one[1])), same[0])
            self.gone |= {entry for entry, _ in same if entry is not kept[0]}
        tiers = [
            tier
            for tier in ranking.entries
            if not all(entry in self.gone for entry, _ in _leaf_entries(tier))
        ]
        if len(tiers) == len(ranking.entries):
            return
        self.gone |= {tier for tier in ranking.entries if tier not in tiers}
        after_state = False
        for number, tier in enumerate(tiers):
            if not _is_much(tier):
                after_state = True
            elif after_state and not all(map(_is_much, tiers[number:])):
                after_state = False
            else:
                self.gone.add(tier)
        self.count += all(map(_is_much, tiers))

    def as_today(self, leaf: Leaf) -> bool:
        """Tell whether the withheld options are in a state as they are today."""
        return self.pick(leaf.value.strip(), withheld=True) == self.today()


def _leaf_entries(tier: Entry) -> list[tuple[Entry, Leaf]]:
    if isinstance(tier.value, Leaf):
        return [(tier, tier.value)]
    return [(one, one.value) for one in tier.value.entries if isinstance(one.value, Leaf)]


def _is_much(tier: Entry) -> bool:
    return isinstance(tier.value, Leaf) and tier.value.value == "much"
