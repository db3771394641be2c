"""The words of one conflict: its parties, options and states as a reader knows them.

An option is named by its label in quotation marks, because a label may be a verb or a noun;
around it stands only what fits both.  A stiff sentence that is right is preferred to a fluent
one that may be wrong.

Where two things are called alike their keys stand behind: "Alpha (A)", "'Stop firing' (s1)".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from detente.conflict.conflict import Conflict
from detente.conflict.logic import And, AtLeast, Formula, Iff, Implies, Name, Not, Or
from detente.conflict.titles import distinct
from detente.errors import seen

if TYPE_CHECKING:
    from fractions import Fraction

Mood = Literal["is", "be"]

_MOST_PLACES = 20  # of a number; one with more is written as a fraction
_REMARK = re.compile(r"\s*\([^()]*\)$")

# names of countries and unions that English does not use without an article
_WITH_ARTICLE = frozenset(
    {
        "united states", "united states of america", "united kingdom", "united nations",
        "united arab emirates", "european union", "european community", "african union",
        "soviet union", "ussr", "eu", "us", "usa", "uk", "un", "netherlands", "philippines",
        "czech republic", "dominican republic", "central african republic", "republic of korea",
        "rok", "dprk", "people's republic of china", "democratic people's republic of korea",
        "democratic republic of the congo", "vatican", "gambia", "bahamas", "maldives",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """What the names of a conflict are called; made by `words_of`.

    No two titles are alike, nor two labels: `keyed` are the names that stand behind theirs,
    because something else is called the same.
    """

    titles: Mapping[str, str] = field(hash=False)
    options: Mapping[str, str] = field(hash=False)
    facts: Mapping[str, str] = field(hash=False)
    states: Mapping[str, str] = field(hash=False)
    explicit: bool
    positions: Mapping[str, str] = field(default_factory=dict, hash=False)
    holders: Mapping[str, str] = field(default_factory=dict, hash=False)
    sources: Mapping[str, str] = field(default_factory=dict, hash=False)
    keyed: frozenset[str] = frozenset()

    # names -------------------------------------------------------------------------------

    def party(self, name: str) -> str:
        """Return a party as it stands inside a sentence, with the article its name needs."""
        title = self.titles.get(name, name)
        bare = seen(title.removesuffix(f" ({name})"))
        return f"the {title}" if bare.casefold() in _WITH_ARTICLE else title

    def title(self, name: str) -> str:
        """Return a party as it stands in a heading or a table."""
        return self.titles.get(name, name)

    def parties(self, names: Iterable[str], word: str = "and") -> str:
        """Return several parties as they stand inside a sentence."""
        return joined([self.party(name) for name in names], word)

    def quoted(self, name: str) -> str:
        """Return an option, fact or named state in quotation marks."""
        known = self.options.get(name) or self.facts.get(name) or self.states.get(name) or name
        return self._in_marks(name, known)

    def position(self, name: str, *, alone: bool = False) -> str:
        """Return a position in quotation marks.

        With `alone`, where nobody says whose it is, also whose, if others have one called alike.
        """
        said = self._in_marks(name, self.positions.get(name) or name)
        if alone and name in self.holders:
            called = [seen(label.removesuffix(f" ({n})")) for n, label in self.positions.items()]
            if called.count(called[[*self.positions].index(name)]) > 1:
                said += f" of {self.party(self.holders[name])}"
        return said

    def _in_marks(self, name: str, label: str) -> str:
        """Return a label in quotation marks, the key behind them where it is needed."""
        key = f" ({name})"
        if name in self.keyed and label.endswith(key):
            return f"'{label.removesuffix(key)}'{key}"
        return f"'{label}'"

    # formulas ----------------------------------------------------------------------------

    def clause(self, formula: Formula, mood: Mood = "is") -> str:
        """Return a formula as a clause: "'A' is in effect unless ..."; `be` after "demands that"."""
        match formula:
            case Name(name):
                return f"{self.quoted(name)} {mood} {self._true(name)}"
            case Not(Name(name)):
                return f"{self.quoted(name)} {_no(mood)} {self._true(name)}"
            case Not(Or(parts)) if self._all_options(parts):
                return f"neither {self._list(parts, 'nor')} {mood} in effect"
            case Not(And(parts)) if self._all_options(parts):
                both = "both" if len(parts) == 2 else "all"
                verb = f"are not {both}" if mood == "is" else f"not {both} be"
                return f"{self._list(parts, 'and')} {verb} in effect"
            case Not(part):
                return f"it {_no(mood)} so that {self._inner(part)}"
            case And(parts) if self._all_options(parts):
                return f"{self._list(parts, 'and')} {'are' if mood == 'is' else mood} in effect"
            case Or(parts) if self._all_options(parts):
                return f"{self._list(parts, 'or')} {mood} in effect"
            case And(parts) if all(isinstance(part, Not) for part in parts):
                denied = [part.part for part in parts if isinstance(part, Not)]
                if not self._all_options(denied):
                    return joined([self._inner(part, mood) for part in parts], "and")
                if len(denied) == 2:
                    return f"neither {self._list(denied, 'nor')} {mood} in effect"
                return f"none of {self._list(denied, 'and')} {mood} in effect"
            case And(parts):
                return joined([self._inner(part, mood) for part in parts], "and")
            case Or(parts):
                return joined([self._inner(part, mood) for part in parts], "or")
            case Implies(left, right):
                return f"if {self._between(left)}, then {self.part(right, mood)}"
            case Iff(left, right):
                return f"{self.part(left, mood)} exactly when {self.part(right)}"
            case AtLeast(count, parts) if self._all_options(parts):
                verb = "are" if mood == "is" and count > 1 else mood
                return f"at least {count} of {self._list(parts, 'and')} {verb} in effect"
            case AtLeast(count, parts):
                listed = "; ".join(self._between(part) for part in parts)
                verb = "holds" if mood == "is" and count == 1 else "hold"
                return f"at least {count} of these {verb} ({listed})"

    def holds(self, formula: Formula) -> str:
        """Return a formula as a clause behind 'unless', 'only after' or 'where'.

        A clause with an 'and', 'or', 'if' or 'exactly when' of its own stands behind a colon:
        nobody should have to guess where it ends.
        """
        said = self.clause(formula)
        return said if self._single(formula) else f"this holds: {said}"

    def part(self, part: Formula, mood: Mood = "is") -> str:
        """Return a formula as a part of a sentence, in parentheses where its end is not plain."""
        return self.clause(part, mood) if self._single(part) else f"({self.clause(part, mood)})"

    def _inner(self, part: Formula, mood: Mood = "is") -> str:
        """Return a part beside 'and', 'or' or 'not', in parentheses where it is no single name."""
        said = self.clause(part, mood)
        alone = isinstance(part, Name) or (isinstance(part, Not) and isinstance(part.part, Name))
        return said if alone else f"({said})"

    def _between(self, part: Formula) -> str:
        """Return a part whose end is seen: between 'if' and 'then', or two semicolons."""
        return self.clause(part) if isinstance(part, And | Or) else self.part(part)

    def _single(self, formula: Formula) -> bool:
        """Tell whether the clause of a formula has one verb, so that nothing can be cut off it."""
        match formula:
            case And(parts) if all(isinstance(part, Not) for part in parts):
                return self._all_options(part.part for part in parts if isinstance(part, Not))
            case And(parts) | Or(parts):
                return self._all_options(parts)
            case _:
                return not isinstance(formula, Implies | Iff)

    def _all_options(self, parts: Iterable[Formula]) -> bool:
        return all(isinstance(part, Name) and part.name in self.options for part in parts)

    def _list(self, parts: Iterable[Formula], word: str) -> str:
        return joined([self.quoted(part.name) for part in parts if isinstance(part, Name)], word)

    def _true(self, name: str) -> str:
        if name in self.options:
            return "in effect"
        return "the case" if name in self.facts else "the state reached"

    # steps and states ----------------------------------------------------------------------

    def doing(self, steps: Sequence[str], to: str = "") -> str:
        """Return steps as what somebody does: "put in effect 'A' and end 'B'"."""
        if not steps:
            return f"move to {self.place(to)}"
        done = [self.quoted(step) for step in steps if not step.startswith("not ")]
        undone = [self.quoted(s.removeprefix("not ")) for s in steps if s.startswith("not ")]
        parts = [f"put in effect {joined(done)}"] if done else []
        parts += [f"end {joined(undone)}"] if undone else []
        return " and ".join(parts)

    def in_effect(self, state: str) -> tuple[str, ...]:
        """Return the names of the options in effect in a state written as a Y/N string."""
        if not self._is_string(state):
            return ()
        return tuple(name for name, sign in zip(self.options, state, strict=True) if sign == "Y")

    def state(self, state: str) -> str:
        """Return a state in words: its options in effect by label, or its own name."""
        if not self._is_string(state):
            return self.quoted(state)
        found = self.in_effect(state)
        return joined([self.quoted(name) for name in found]) if found else "nothing in effect"

    def place(self, state: str) -> str:
        """Return a state as somewhere to move to, where no steps tell how."""
        if not self._is_string(state):
            return self.quoted(state)
        effect = " in effect" if self.in_effect(state) else ""
        return f"the state with {self.state(state)}{effect}"

    def _is_string(self, state: str) -> bool:
        return not self.explicit and len(state) == len(self.options) and not set(state) - {"Y", "N"}


def words_of(conflict: Conflict, *older: Conflict) -> Words:
    """Return the words of a conflict; with older versions of it also what only they have."""
    return _words(_plain(conflict), *map(_plain, older), explicit=conflict.explicit)


def short_words(conflict: Conflict) -> Words:
    """Return the words of a conflict, labels without a remark in parentheses at their end.

    A remark that tells two labels apart stays.
    """
    plain = _plain(conflict)
    whole = plain["options"]
    short = {name: _REMARK.sub("", label) or label for name, label in whole.items()}
    apart = distinct(short)
    options = {n: t if apart[n] == t else whole[n] for n, t in short.items()}
    return _words({**plain, "options": options}, explicit=conflict.explicit)


def _plain(conflict: Conflict) -> dict[str, dict[str, str]]:
    """Return what the file calls its things, by section."""
    return {
        "titles": {party.name: party.title for party in conflict.parties},
        "options": {option.name: option.title for option in conflict.options},
        "facts": {fact.name: fact.label or fact.name for fact in conflict.facts},
        "states": {state.name: state.label or state.name for state in conflict.states},
        "positions": {one.name: one.label or one.name for one in conflict.positions},
        "holders": {one.name: one.party for one in conflict.positions},
        "sources": {source.name: source.title for source in conflict.sources},
    }


def _words(*versions: dict[str, dict[str, str]], explicit: bool) -> Words:
    """Return words that tell everything apart; what the first version has counts, in its order."""
    plain = {
        section: {n: t for one in reversed(versions) for n, t in one[section].items()}
        for section in versions[0]
    }
    plain["options"] = dict(versions[0]["options"]) | {
        n: t for n, t in plain["options"].items() if n not in versions[0]["options"]
    }
    # these three stand side by side in formulas; their names are one name space
    quoted = {**plain["states"], **plain["facts"], **plain["options"]}
    called, holders = distinct(quoted), plain["holders"]
    # a position is told with its party, and has to differ only from those of the same party
    held = {
        name: title
        for party in dict.fromkeys(holders.values())
        for name, title in distinct(
            {n: t for n, t in plain["positions"].items() if holders[n] == party}
        ).items()
    }
    return Words(
        titles=distinct(plain["titles"]),
        options={name: called[name] for name in plain["options"]},
        facts={name: called[name] for name in plain["facts"]},
        states={name: called[name] for name in plain["states"]},
        explicit=explicit,
        positions={name: held[name] for name in plain["positions"]},
        holders=holders,
        sources=distinct(plain["sources"]),
        keyed=frozenset(
            name
            for before, found in ((quoted, called), (plain["positions"], held))
            for name in before
            if before[name] != found[name]
        ),
    )


def joined(items: Sequence[str], word: str = "and") -> str:
    """Return items as a list in a sentence: "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def sentence_of(text: str) -> str:
    """Return a clause as a sentence: its first letter large, a full stop at its end."""
    return begun(text) if text.endswith((".", ":", "?")) else f"{begun(text)}."


def begun(text: str) -> str:
    """Return a text with a large first letter."""
    return text[:1].upper() + text[1:]


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 state", "4,096 states"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def figure(number: Fraction) -> str:
    """Return a number as it can be written exactly: "2", "0.25", "1/3"."""
    for places in range(_MOST_PLACES):
        scaled = number * 10**places
        if scaled.denominator == 1:
            digits = str(abs(scaled.numerator)).zfill(places + 1)
            whole, part = digits[: len(digits) - places], digits[len(digits) - places :]
            return f"{'-' if number < 0 else ''}{whole}{'.' if part else ''}{part}"
    return str(number)


def _no(mood: Mood) -> str:
    return "is not" if mood == "is" else "not be"
