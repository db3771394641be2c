"""What a `.gmcr` file holds as a conflict, with notes on what was dropped or renamed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from detente.conflict.conflict import Conflict
from detente.conflict.logic import And, Formula, Name, Not, Or, parts_of, to_text
from detente.conflict.options import Fact, Option, Rule
from detente.conflict.parties import Party, Ranking, Statement
from detente.errors import ConflictProblems, LimitReached
from detente.formats.gmcr import Imported
from detente.formats.gmcr_notes import listed
from detente.formats.gmcr_preferences import tiers_of
from detente.formats.patterns import Pattern, formula_of, left_by, truth_over

if TYPE_CHECKING:
    from detente.formats.gmcr_reading import GmcrModel, GmcrOption, GmcrParty
    from detente.formats.gmcr_values import GmcrReader
    from detente.formats.patterns import Truth

LONGEST = 3_500  # letters of one formula; what is longer is cut into facts
MOST_NAMED = 20_000  # options that one statement names, each time counted
COMPARED_UP_TO = 16  # options up to which a ranking that does not count is still looked at
MOST_RANKED = 100_000  # states written out in all rankings together


def built(reader: GmcrReader, model: GmcrModel, *, title: str) -> Imported:
    """Return the conflict and the notes; raises ConflictProblems for numbers that do not fit."""
    builder = _Builder(model)
    parties = tuple(builder.party(reader, party, n) for n, party in enumerate(model.parties))
    if reader.problems:
        raise ConflictProblems(reader.problems)
    conflict = Conflict(
        title=model.title or title,
        summary=model.description,
        parties=parties,
        options=tuple(map(builder.option, model.options)),
        rules=tuple(builder.rules()),
        facts=tuple(builder.facts),
    )
    return Imported(conflict, (*reader.notes, *_renamed(model), *builder.notes))


def _renamed(model: GmcrModel) -> Iterator[str]:
    """Yield what had to be renamed: names that were used twice, or cannot be names."""
    seen: set[str] = set()
    for option in model.options:
        if option.label in seen:
            yield f"a second option '{option.label}' is called {option.name}"
        seen.add(option.label)
    for party in model.parties:
        if party.label != party.name:
            yield f"the decision maker '{party.label}' is called {party.name}"


@dataclass(slots=True)
class _Builder:
    """Makes the parts of the conflict; collects facts and notes on the way."""

    model: GmcrModel
    facts: list[Fact] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _exists: Truth | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(option.name for option in self.model.options)

    # options and rules -----------------------------------------------------------------

    def option(self, option: GmcrOption) -> Option:
        """Return one option; `fwd` cannot be undone, `back` cannot be switched on."""
        owners = tuple((self.model.parties[number].name,) for number in option.owners)
        if not owners:
            self.notes.append(f"nobody owns the option '{option.name}': it never changes")
        elif len(owners) > 1:
            every = ", ".join(name for (name,) in owners)
            self.notes.append(f"any of its owners can switch '{option.name}': {every}")
        return Option(
            option.name,
            label=option.label if option.label != option.name else "",
            by=() if option.direction == "back" else owners,
            undone_by=() if option.direction == "fwd" else owners,
        )

    def rules(self) -> Iterator[Rule]:
        """Yield a rule for each pattern that no state matches."""
        patterns = tuple(dict.fromkeys(self.model.infeasible))
        number = 0
        for pattern in patterns:
            if _contradicts(pattern):
                self.notes.append("an infeasible pattern wants an option both ways: left out")
                continue
            number += 1
            formula = Not(self.short(formula_of(pattern, self.names), f"rule-{number}"))
            yield Rule(f"rule.{number}", formula)
        if self.model.coalitions:
            for members in self.model.coalitions:
                if len(members) > 1:
                    who = listed([self.model.parties[m].name for m in members])
                    self.notes.append(f"the coalition of {who} is left out: they stand alone")

    def short(self, formula: Formula, name: str) -> Formula:
        """Return a formula that fits into a file, its parts as facts if it is too long."""
        if len(to_text(formula)) <= LONGEST:
            return formula
        groups: list[list[Formula]] = [[]]
        size = 0
        for number, long_part in enumerate(parts_of(formula), start=1):
            part = self.short(long_part, f"{name}-{number}")
            size += len(to_text(part)) + 8
            if size > LONGEST and groups[-1]:
                groups.append([])
                size = len(to_text(part)) + 8
            groups[-1].append(part)
        joined = And if isinstance(formula, And) else Or
        found: list[Formula] = []
        for number, group in enumerate(groups, start=1):
            fact = f"part-{name}-{number}"
            while fact in self.names:
                fact += "-fact"
            self.facts.append(Fact(fact, joined(tuple(group)) if len(group) > 1 else group[0]))
            found.append(Name(fact))
        return self.short(joined(tuple(found)), f"{name}-all") if len(found) > 1 else found[0]

    # parties ---------------------------------------------------------------------------

    def party(self, reader: GmcrReader, party: GmcrParty, number: int) -> Party:
        """Return one party with the form of preference that counts."""
        if party.misperceives:
            self.notes.append(f"what {party.name} does not see of the states is left out")
        label = party.label if party.label != party.name else ""
        written, by_ranking = party.preferences, self.model.by_ranking
        if written.ranking and (by_ranking or not written.statements):
            ranking = self.ranking(reader, party)
            if ranking is not None and written.statements:
                count = len(written.statements)
                what = "1 statement" if count == 1 else f"{count:,} statements"
                are = "is" if count == 1 else "are"
                self.notes.append(
                    f"{what} of {party.name} {are} left out: the file says that the ranking counts"
                )
            if ranking is not None:
                if by_ranking is False and len(ranking.tiers) > 1:
                    self.notes.append(
                        f"the file says that statements count, and {party.name} has none: its "
                        "ranking counts"
                    )
                return Party(party.name, label, ranking=ranking)
        elif written.ranking:
            self.compare(party)
        elif by_ranking and written.statements:
            self.notes.append(
                f"the file says that rankings count, and {party.name} has none: its statements "
                "count"
            )
        elif written.paid and not written.statements:
            self.notes.append(
                f"the payoffs of {party.name} are left out, and it has neither statements nor a "
                "ranking: it is indifferent between all states"
            )
        return Party(party.name, label, prefers=tuple(self.statements(reader, party, number)))

    def statements(self, reader: GmcrReader, party: GmcrParty, number: int) -> Iterator[Statement]:
        count = 0
        for patterns in party.preferences.statements:
            if sum(map(len, patterns)) > MOST_NAMED:
                reader.report("G006", f"a statement of {party.name} has {len(patterns):,} patterns")
                continue
            possible = [pattern for pattern in patterns if not _contradicts(pattern)]
            if not possible or () in possible:
                word = "always" if possible else "never"
                self.notes.append(
                    f"a statement of {party.name} that {word} holds is left out: it tells no "
                    "state from another"
                )
                continue
            count += 1
            parts = tuple(formula_of(pattern, self.names) for pattern in possible)
            formula = parts[0] if len(parts) == 1 else Or(parts)
            formula = self.short(formula, f"{number + 1}-{count}")
            yield Statement(f"{party.name}.s{count}", "want", formula)

    # rankings --------------------------------------------------------------------------

    def exists(self) -> Truth:
        if self._exists is None:
            self._exists = left_by(len(self.model.options), self.model.infeasible)
        return self._exists

    def ranking(self, reader: GmcrReader, party: GmcrParty) -> Ranking | None:
        """Return whole states for the numbers of a ranking; None if they fit no states."""
        tiers = party.preferences.ranking
        ranked = sum(map(len, tiers))
        if ranked > MOST_RANKED // len(self.model.parties):
            reader.report("G006", f"the ranking of {party.name} lists {ranked:,} states")
            return None
        try:
            states = np.flatnonzero(self.exists())
        except LimitReached as limit:
            reader.report("G006", f"the ranking of {party.name} cannot be read: {limit}")
            return None
        if not states.size:
            reader.report("G005", "the patterns of 'infeasibles' leave no state")
            return None
        odd = next((n for tier in tiers for n in tier if n > states.size), None)
        if odd is not None:
            are = f"is {states.size}" if states.size == 1 else f"are {states.size}"
            self.notes.append(
                f"the ranking of {party.name} names state {odd}, and there {are}: it is "
                "older than the list of infeasible states, and left out"
            )
            return None
        seen: set[int] = set()
        found: list[tuple[str, ...]] = []
        for tier in tiers:
            new = [n for n in dict.fromkeys(tier) if n not in seen]
            seen |= set(new)
            if new:
                found.append(tuple(self.letters(int(states[n - 1])) for n in new))
        if ranked > len(seen):
            self.notes.append(
                f"the ranking of {party.name} repeats {_states(ranked - len(seen))}: the first place "
                "counts"
            )
        left = states.size - len(seen)
        they = "it compares is" if left == 1 else "they compare is"
        if left:
            self.notes.append(
                f"the ranking of {party.name} leaves out {_states(left)}: how {they} not known"
            )
        return Ranking(tuple(found))

    def letters(self, code: int) -> str:
        return "".join("NY"[code >> bit & 1] for bit in range(len(self.model.options)))

    def compare(self, party: GmcrParty) -> None:
        """Note a ranking that does not count, unless it says the same as the statements."""
        count = len(self.model.options)
        said = self.model.by_ranking is False  # the file says that the statements count
        why = "" if said else ": the file does not say which of the two counts"
        try:
            exists = self.exists() if count <= COMPARED_UP_TO else None
        except LimitReached:
            exists = None
        if exists is None:
            if not said:
                self.notes.append(
                    f"the ranking of {party.name} is left out, and its statements are kept, which "
                    f"may say something else{why}"
                )
            return
        truth = truth_over(count, {name: place for place, name in enumerate(self.names)})
        truths = []
        for patterns in party.preferences.statements:
            holds = np.zeros(1 << count, dtype=np.bool_)
            for pattern in patterns:
                if not pattern:
                    holds[:] = True
                elif not _contradicts(pattern):
                    holds |= truth(formula_of(pattern, self.names))
            truths.append(holds)
        written = party.preferences.ranking
        if [sorted(tier) for tier in written] != tiers_of(truths, exists):
            self.notes.append(
                f"the ranking of {party.name} in the file differs from its statements and is "
                f"left out{why or ': the statements count'}"
            )


def _states(number: int) -> str:
    return "1 state" if number == 1 else f"{number:,} states"


def _contradicts(pattern: Pattern) -> bool:
    return any((place, not on) in pattern for place, on in pattern)
