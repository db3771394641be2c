"""A conflict to a `.gmcr` file, with notes on what such a file cannot hold."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

import numpy as np

from detente.conflict.conflict import Conflict, statements
from detente.conflict.logic import Formula, Implies, Name, Not
from detente.conflict.options import Option
from detente.conflict.parties import Party
from detente.errors import LimitReached, NoAnswer
from detente.formats.gmcr import Written
from detente.formats.gmcr_notes import listed, notes_of
from detente.formats.gmcr_preferences import tiers_by, tiers_of
from detente.formats.patterns import (
    MOST_PATTERNS,
    Pattern,
    TooManyPatterns,
    Truth,
    expanded,
    left_by,
    patterns_of,
    truth_over,
)

PROGRAM, VERSION = "gmcr-py", "0.4.1"  # whose form the file has
RANKED_UP_TO = 65_536  # states for which a ranking that does not count is written too
MOST_RANKED = 262_144  # states of a ranking that counts


def written(conflict: Conflict) -> Written:
    """Return the file and what it cannot hold."""
    if not conflict.options:
        raise NoAnswer("a .gmcr file holds options; this model is an explicit graph and has none")
    return _Writer(conflict).written()


class _Writer:
    """Turns formulas into patterns, and states into numbers, of one conflict."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        self.names = tuple(option.name for option in conflict.options)
        self.places = {name: place for place, name in enumerate(self.names)}
        named = {s.name: s.formula for s in conflict.states if s.formula is not None}
        self.meanings: Mapping[str, Formula] = {f.name: f.formula for f in conflict.facts} | named
        self.notes: list[str] = []

    def written(self) -> Written:
        conflict = self.conflict
        infeasible = self.infeasible()
        exists = self.exists(infeasible)
        statements_of = {party.name: self.statements(party) for party in conflict.parties}
        by_ranking = any(
            party.ranking is not None or party.weights or statements_of[party.name] is None
            for party in conflict.parties
        )
        if by_ranking and (exists is None or int(exists.sum()) > MOST_RANKED):
            raise LimitReached(
                f"a ranking in a .gmcr file lists every state, and there are more than "
                f"{MOST_RANKED:,}: state the preferences as formulas under 'prefers'"
            )
        owners = [self.owner(option) for option in conflict.options]
        options = self.told_apart("options", {o.name: o.title for o in conflict.options})
        parties = self.told_apart("parties", {p.name: p.title for p in conflict.parties})
        document = {
            "program": PROGRAM,
            "version": VERSION,
            "options": [
                {"name": options[option.name], "permittedDirection": _direction(option)}
                for option in conflict.options
            ],
            "decisionMakers": [
                {
                    "name": parties[party.name],
                    "options": [n for n, own in enumerate(owners) if party.name in own],
                    "misperceptions": [],
                    "preferences": [_plain(s) for s in statements_of[party.name] or ()],
                    **self.ranking(party, exists, counts=by_ranking),
                }
                for party in conflict.parties
            ],
            "infeasibles": [_pattern(pattern) for pattern in infeasible],
            "useManualPreferenceRanking": by_ranking,
            "coalitions": list(range(len(conflict.parties))),
            # other programs pass over this; it brings our names back on import
            "detente": {
                "title": conflict.title,
                **({"summary": conflict.summary} if conflict.summary else {}),
                "options": list(self.names),
                "parties": [party.name for party in conflict.parties],
            },
        }
        lines = (
            f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in document.items()
        )
        text = "{\n" + ",\n".join(lines) + "\n}\n"
        return Written(text, (*self.notes, *notes_of(conflict)))

    def told_apart(self, what: str, titles: Mapping[str, str]) -> dict[str, str]:
        """Return a name for each, no two alike: where titles are, the key stands behind each."""
        found = dict(titles)
        counts = Counter(titles.values())
        for name, title in titles.items():
            if counts[title] > 1:
                found[name] = f"{title} ({name})"
                # somebody may be called just like that
                while any(found[name] == one for key, one in found.items() if key != name):
                    found[name] += "'"
        for title in (title for title, count in counts.items() if count > 1):
            names = ", ".join(f"'{found[name]}'" for name in titles if titles[name] == title)
            self.notes.append(f"{counts[title]} {what} are called '{title}': written as {names}")
        return found

    # states ----------------------------------------------------------------------------

    def patterns(self, formula: Formula) -> tuple[Pattern, ...]:
        return patterns_of(expanded(formula, self.meanings), self.places)

    def infeasible(self) -> list[Pattern]:
        """Return the patterns that no state matches."""
        rules = {rule.id: rule.formula for rule in self.conflict.rules}
        for option in self.conflict.options:
            if option.needs is not None:
                rules[f"{option.name}.needs"] = Implies(Name(option.name), option.needs)
        found: dict[Pattern, None] = {}
        for name, formula in rules.items():
            try:
                found |= dict.fromkeys(self.patterns(Not(formula)))
            except TooManyPatterns:
                raise LimitReached(
                    f"the rule '{name}' takes more than {MOST_PATTERNS:,} patterns, more than "
                    "a .gmcr file is written with: split it into several rules"
                ) from None
        return list(found)

    def exists(self, infeasible: list[Pattern]) -> Truth | None:
        try:
            return left_by(len(self.names), infeasible)
        except LimitReached:
            return None

    # preferences -----------------------------------------------------------------------

    def statements(self, party: Party) -> list[tuple[Pattern, ...]] | None:
        """Return what a party prefers as patterns; None if they are too many."""
        found = []
        for statement in statements(party.prefers):
            try:
                patterns = self.patterns(statement.formula)
            except TooManyPatterns:
                self.notes.append(
                    f"the statement '{statement.id}' takes too many patterns: the preferences "
                    "of all parties are written as rankings"
                )
                return None
            if patterns and () not in patterns:
                found.append(patterns)
        return found

    def ranking(self, party: Party, exists: Truth | None, *, counts: bool) -> dict[str, object]:
        """Return the ranking of a party, and what it derives from it; empty if none is needed."""
        if exists is None or (not counts and int(exists.sum()) > RANKED_UP_TO):
            return {"preferenceRanking": [], "payoffs": []}
        tiers = self.tiers(party, exists)
        payoffs = np.zeros(int(exists.sum()), dtype=np.int64)
        for number, tier in enumerate(tiers):
            payoffs[np.array(tier) - 1] = len(tiers) - number
        return {
            "preferenceRanking": [tier[0] if len(tier) == 1 else tier for tier in tiers],
            "payoffs": payoffs.tolist(),
        }

    def tiers(self, party: Party, exists: Truth) -> list[list[int]]:
        truth = truth_over(len(self.names), self.places)
        states = np.flatnonzero(exists)
        if party.ranking is not None:
            return self.ranked_tiers(party, exists)
        if party.weights:
            # weights are exact numbers; as whole ones they stay so in an array of objects
            total = np.zeros(states.size, dtype=object)
            for weight in party.weights:
                holds = truth(expanded(weight.formula, self.meanings))[states]
                total = total - holds.astype(object) * weight.number
            _, place = np.unique(total, return_inverse=True)
            return tiers_by(place)
        wanted = (expanded(s.formula, self.meanings) for s in statements(party.prefers))
        return tiers_of([truth(formula) for formula in wanted], exists)

    def ranked_tiers(self, party: Party, exists: Truth) -> list[list[int]]:
        assert party.ranking is not None
        tiers = party.ranking.tiers
        truth = truth_over(len(self.names), self.places)
        others = next((n for n, tier in enumerate(tiers) if "others" in tier), len(tiers))
        place = np.full(exists.size, others, dtype=np.int64)
        for number, tier in enumerate(tiers):
            for state in tier:
                if state in self.meanings:
                    place[truth(expanded(Name(state), self.meanings))] = number
                elif state != "others":
                    place[sum(1 << bit for bit, sign in enumerate(state) if sign == "Y")] = number
        if others == len(tiers) and bool((place[exists] == others).any()):
            self.notes.append(
                f"states that the ranking of {party.name} does not name are written as its worst"
            )
        return tiers_by(place[exists])

    # options ---------------------------------------------------------------------------

    def owner(self, option: Option) -> tuple[str, ...]:
        """Return the parties that the file gives an option to."""
        coalitions = option.by or option.undone_by
        alone = tuple(coalition[0] for coalition in coalitions if len(coalition) == 1)
        if not coalitions:
            self.notes.append(f"nobody can switch '{option.name}', so no party owns it there")
        elif not alone:
            who = listed(coalitions[0])
            first = coalitions[0][0]
            self.notes.append(
                f"'{option.name}' is a joint act of {who}; the file knows none and gives it to "
                f"{first} alone"
            )
            return (first,)
        elif len(alone) < len(coalitions):
            self.notes.append(f"only those who can switch '{option.name}' alone own it there")
        return alone


def _direction(option: Option) -> str:
    if not option.by:
        return "back"
    owners = {party for coalition in option.by for party in coalition}
    undoers = {
        party for coalition in option.undone_by if len(coalition) == 1 for party in coalition
    }
    return "both" if owners & undoers else "fwd"


def _pattern(pattern: Pattern) -> list[list[object]]:
    return [[place, "Y" if on else "N"] for place, on in pattern]


def _plain(patterns: tuple[Pattern, ...]) -> object:
    if len(patterns) == 1:
        return _pattern(patterns[0])
    return {"compound": True, "members": [_pattern(pattern) for pattern in patterns]}
