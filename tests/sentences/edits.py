"""More known edits of a conflict than the oracle draws: names, guards, time, epochs, perspectives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from detente.conflict.conflict import Conflict, Epoch, EpochParty, Perspective
from detente.conflict.options import Option
from detente.conflict.parties import Statement
from detente.conflict.time import Duration, Window, parse_day
from tests.oracle.sequences_edits import Edit, Editor

Made = Callable[[Conflict], Conflict]


class AnyFile(Editor):
    """Draws edits of any file, also of one in which nobody says anything."""

    def edit(self) -> Edit | None:
        """Return an edit, None if the conflict does not have what it would change."""
        if self.rng.random() < 0.5:
            more = (self.label, self.party_name, self.aliases, self.floor, self.guard, self.time)
            more += (self.channel, self.fact, self.epoch, self.perspective, self.note, self.ranking)
            return self.rng.choice((*more, self.as_of, self.weighing))()
        if self.conflict.sources and self.conflict.perspectives:
            return super().edit()
        edits = (self.drop, self.reformulate, self.other_kind, self.swap, self.add_statement)
        edits += (self.add_condition, self.add_rule, self.add_option, self.target, self.title)
        return self.rng.choice(
            (*edits, self.status_quo, self.undoing, self.weight, self.position)
        )()

    # small things ----------------------------------------------------------------------------

    def fresh(self, key: str) -> bool:
        """Tell whether nothing of this kind was touched yet."""
        if key in self.touched:
            return False
        self.touched.add(key)
        return True

    def _one(self, part: str, item: str, make: Made) -> Edit:
        return Edit(((part, "changed", item),), make)

    def _option(self, part: str, option: Option, **values: Any) -> Edit:
        return self._one(part, option.name, lambda found: replace(
            found,
            options=tuple(
                replace(o, **values) if o.name == option.name else o for o in found.options
            ),
        ))  # fmt: skip

    def _party(self, part: str, item: str, name: str, **values: Any) -> Edit:
        def made(found: Conflict) -> Conflict:
            parties = tuple(replace(p, **values) if p.name == name else p for p in found.parties)
            return replace(found, parties=parties)

        return self._one(part, item, made)

    # what things are called --------------------------------------------------------------------

    def label(self) -> Edit | None:
        option = self.pick(Option)
        return None if option is None else self._option("wording", option, label="Another label")

    def party_name(self) -> Edit | None:
        party = self.rng.choice(self.conflict.parties)
        if not self.fresh("names"):
            return None
        return self._party("wording", party.name, party.name, label="Another name")

    def aliases(self) -> Edit | None:
        party = self.rng.choice(self.conflict.parties)
        if not self.fresh("names"):
            return None
        some = self.rng.choice((("Others",), ("Others", "They")))
        aliases = () if party.aliases else some
        return None if aliases == party.aliases else self._party(
            "wording", party.name, party.name, aliases=aliases
        )  # fmt: skip

    def note(self) -> Edit | None:
        item = self.pick(Statement, Option)
        if item is None:
            return None
        return self._changed("wording", item, basis=replace(item.basis, note="Looked at again."))

    # what they can do and will accept ------------------------------------------------------------

    def floor(self) -> Edit | None:
        party = self.rng.choice(self.conflict.parties)
        quo = self.conflict.status_quo or ""
        if not self.fresh("floor") or party.floor is not None:
            return None
        on = [o.name for o, sign in zip(self.conflict.options, quo, strict=True) if sign == "Y"]
        return self._party("file", party.name, party.name, floor=tuple(on))

    def guard(self) -> Edit | None:
        """Return that an option has another guard, one more, or one fewer."""
        option = self.pick(Option)
        if option is None:
            return None
        which = self.rng.choice(("after", "undone_when"))
        if which == "undone_when" and not option.undone_by:
            return None
        before = getattr(option, which)
        formula = None if before is not None and self.rng.random() < 0.4 else self.formula(
            *([before] if before is not None else [])
        )  # fmt: skip
        return self._option("file", option, **{which: formula})

    def time(self) -> Edit | None:
        option = self.pick(Option)
        if option is None or self.conflict.as_of is None:
            return None
        if self.rng.random() < 0.5:
            takes = Duration(3, 9, "3..9 days") if option.takes is None else None
            return self._option("file", option, takes=takes)
        start = parse_day(self.rng.choice(("2031-04", "2031-05-06")))
        windows = () if option.windows else (Window(start, None),)
        return self._option("file", option, windows=windows)

    def channel(self) -> Edit | None:
        """Return that a pair needs something else to act together, or nothing."""
        channels = [c for c in self.conflict.channels if c.id not in self.touched]
        if not channels:
            return None
        one = self.rng.choice(channels)
        self.touched.add(one.id)
        if self.rng.random() < 0.5:
            rest = tuple(c for c in self.conflict.channels if c.id != one.id)
            return Edit((("file", "removed", one.id),), lambda found: replace(found, channels=rest))
        other = replace(one, when=self.formula(one.when))
        rest = tuple(other if c.id == one.id else c for c in self.conflict.channels)
        return self._one("file", one.id, lambda found: replace(found, channels=rest))

    def fact(self) -> Edit | None:
        if not self.conflict.facts or not self.fresh("facts"):
            return None
        one = self.rng.choice(self.conflict.facts)
        other = replace(one, formula=self.formula(one.formula))
        facts = tuple(other if f.name == one.name else f for f in self.conflict.facts)
        return self._one("file", one.name, lambda found: replace(found, facts=facts))

    # what they want ------------------------------------------------------------------------------

    def ranking(self) -> Edit | None:
        parties = [p for p in self.conflict.parties if p.ranking and len(p.ranking.tiers) > 1]
        if not parties or not self.fresh("ranking") or "o+" in self.touched:
            return None
        self.touched.add("o+")  # with one option more all its states would be written otherwise
        party = self.rng.choice(parties)
        assert party.ranking is not None
        tiers = list(party.ranking.tiers)
        place = self.rng.randrange(len(tiers) - 1)
        tiers[place], tiers[place + 1] = tiers[place + 1], tiers[place]
        ranking = replace(party.ranking, tiers=tuple(tiers))
        return self._party("file", f"{party.name}.ranking", party.name, ranking=ranking)

    def weighing(self) -> Edit | None:
        weighing = [p for p in self.conflict.parties if len(p.weights) > 1]
        weighing = [p for p in weighing if p.weights[0].id not in self.touched]
        if not weighing:
            return None
        party = self.rng.choice(weighing)
        gone = party.weights[0]
        self.touched.add(gone.id)
        values = {"weights": party.weights[1:]}
        edit = self._party("file", gone.id, party.name, **values)
        return Edit((("file", "removed", gone.id),), edit.make)

    # when, and who hears what ----------------------------------------------------------------------

    def epoch(self) -> Edit | None:
        """Return that one more epoch begins, or that one does not."""
        party = self.rng.choice(self.conflict.parties)
        if self.conflict.as_of is None or not self.fresh("epochs"):
            return None
        if self.conflict.epochs and self.rng.random() < 0.5:
            gone = self.conflict.epochs[-1]
            rest = self.conflict.epochs[:-1]
            item = f"epoch {gone.start.text}"
            return Edit((("file", "removed", item),), lambda found: replace(found, epochs=rest))
        start = parse_day("2031-03")
        assert start is not None
        fresh = Statement("later", "want", self.formula())
        lists: tuple[Any, Any] = self.rng.choice((((fresh,), None), ((fresh,), ()), (None, ())))
        new = Epoch(start, self.rng.choice(("", "a new year")), (EpochParty(party.name, *lists),))
        epochs = (*self.conflict.epochs, new)
        item = ("file", "added", "epoch 2031-03")
        return Edit((item,), lambda found: replace(found, epochs=epochs))

    def perspective(self) -> Edit | None:
        if not self.conflict.perspectives or not self.fresh("views"):
            return None
        fresh = Perspective("another", voices=("report",))
        return Edit(
            (("file", "added", "another"),),
            lambda found: replace(found, perspectives=(*found.perspectives, fresh)),
        )

    def as_of(self) -> Edit | None:
        if self.conflict.as_of is None or not self.fresh("file"):
            return None
        day = parse_day(self.rng.choice(("2020", "2020-02-03")))
        return self._one("file", "file", lambda found: replace(found, as_of=day))
