"""The verdicts that changed between two versions, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.analyses.merging.states import StateKey, written
from detente.analyses.stability.catalogue import CONCEPTS
from detente.analyses.standing import Atom, Bundle, Standing
from detente.analyses.wording import Words, counted, joined
from detente.conflict.conflict import Conflict

NAMED = 4  # states of one list that a sentence names
MOVES = 2  # joint moves of one list that a sentence tells in full


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A verdict that is another one now.

    `of` is a concept, or `rests`, `joint move`, `status quo`, `status quo rests`; `before` and
    `now` are its figures, states or truth values.  `joined` and `left` are the states, or the
    joint moves, of the newer and the older version, as each writes them.
    """

    of: str
    before: object
    now: object
    joined: tuple[str, ...]
    left: tuple[str, ...]
    sentence: str

    def to_dict(self) -> dict[str, object]:
        """Return the change in plain words."""
        return {
            "of": self.of,
            "before": self.before,
            "now": self.now,
            "joined": list(self.joined),
            "left": list(self.left),
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class Both:
    """What the states, parties and options of either version are called."""

    old: Conflict
    new: Conflict
    words: Words

    def state(self, key: StateKey) -> str:
        """Return a state in words."""
        if isinstance(key, str):
            return self.words.quoted(key)
        order = [*self.words.options]
        found = [self.words.quoted(name) for name in sorted(key, key=order.index)]
        return joined(found) if found else "nothing in effect"

    def short(self, key: StateKey) -> str:
        """Return a state as the newer version writes it, with the names of what is in effect."""
        if isinstance(key, str):
            return f"{key} ({self.words.quoted(key)})"
        order = [*self.words.options]
        names = ", ".join(sorted(key, key=order.index)) or "nothing in effect"
        gone = key - {option.name for option in self.new.options}
        return f"({names})" if gone else f"{self.write(key, self.new)} ({names})"

    def bundle(self, what: Bundle) -> str:
        """Return a joint move in words."""
        return f"{self.words.parties(self.who(what))}: {self.words.doing(self.steps(what))}"

    def who(self, what: Bundle) -> list[str]:
        """Return the parties of a joint move in the order of the file."""
        return sorted(what.parties, key=[*self.words.titles].index)

    def steps(self, what: Bundle) -> list[str]:
        """Return the steps of a joint move in the order of the file."""
        order = [*self.words.options]
        return sorted(what.steps, key=lambda step: order.index(step.removeprefix("not ")))

    def write(self, key: StateKey, home: Conflict) -> str:
        """Return a state as one of the versions writes it."""
        return written(key, [option.name for option in home.options])

    def sorted(self, atoms: Iterable[Atom]) -> list[Atom]:
        """Return verdicts in an order that is always the same."""
        order = [*self.words.options]

        def place(atom: Atom) -> tuple[str, int, int, list[int], str]:
            match atom.what:
                case Bundle() as what:
                    names = ", ".join((*self.who(what), *self.steps(what)))
                    return atom.of, len(what.parties), len(what.steps), [], names
                case frozenset() as key:
                    return atom.of, 0, 0, sorted(map(order.index, key)), ""
                case name:
                    return atom.of, 0, 0, [], name or ""

        return sorted(atoms, key=place)


def verdict_changes(both: Both, old: Standing, new: Standing) -> tuple[VerdictChange, ...]:
    """Return the verdicts that differ: the status quo first, then sets of states."""
    gained = both.sorted(new.atoms - old.atoms)
    lost = both.sorted(old.atoms - new.atoms)
    found: list[VerdictChange] = []
    for of in ("status quo", "status quo rests", "joint move", "rests"):
        more = [atom for atom in gained if atom.of == of]
        less = [atom for atom in lost if atom.of == of]
        if more or less:
            found.append(_single(both, of, more, less, old, new))
    for of in new.counts:
        if of == "rests" or of not in old.counts:
            continue
        more = [atom for atom in gained if atom.of == of]
        less = [atom for atom in lost if atom.of == of]
        counted_only = of in new.too_many or of in old.too_many
        if (more or less) and not counted_only:
            found.append(_set(both, of, more, less, old, new))
        elif counted_only and old.counts[of] != new.counts[of]:
            said = f"{_called(of)}: {_figures(of, old, new)}; too many to compare one by one."
            found.append(VerdictChange(of, old.counts[of], new.counts[of], (), (), said))
    return tuple(found)


def _single(
    both: Both, of: str, more: Sequence[Atom], less: Sequence[Atom], old: Standing, new: Standing
) -> VerdictChange:
    match of:
        case "status quo":
            before, now = (_only(atoms) for atoms in (less, more))
            told = [("not named" if key is None else both.state(key)) for key in (before, now)]
            names = [
                None if key is None else both.write(key, home)
                for key, home in ((before, both.old), (now, both.new))
            ]
            said = f"The status quo is {told[1]}; before: {told[0]}."
            return VerdictChange(of, names[0], names[1], (), (), said)
        case "status quo rests":
            said = f"The status quo {'now rests' if more else 'no longer rests'}."
            return VerdictChange(of, bool(less), bool(more), (), (), said)
        case "joint move":
            opened = [atom.what for atom in more if isinstance(atom.what, Bundle)]
            closed = [atom.what for atom in less if isinstance(atom.what, Bundle)]
            parts = [f"now open: {'; '.join(map(both.bundle, opened[:MOVES]))}"] if opened else []
            parts += [f"closed: {'; '.join(map(both.bundle, closed[:MOVES]))}"] if closed else []
            hidden = max(0, len(opened) - MOVES) + max(0, len(closed) - MOVES)
            parts += [f"and {hidden} more"] if hidden else []
            before_count, now_count = (
                sum(atom.of == of for atom in version.atoms) for version in (old, new)
            )
            said = f"Joint moves from the status quo that all who make them prefer, {'; '.join(parts)}."
            came, went = _moves(both, opened), _moves(both, closed)
            return VerdictChange(of, before_count, now_count, came, went, said)
    return _set(both, of, more, less, old, new)


def _only(atoms: Sequence[Atom]) -> StateKey | None:
    what = atoms[0].what if atoms else None
    return None if isinstance(what, Bundle) else what


def _moves(both: Both, bundles: Iterable[Bundle]) -> tuple[str, ...]:
    return tuple(f"{joined(both.who(b))}: {', '.join(both.steps(b))}" for b in bundles)


def _set(
    both: Both, of: str, more: Sequence[Atom], less: Sequence[Atom], old: Standing, new: Standing
) -> VerdictChange:
    came, went = _keys(more), _keys(less)
    parts = [_listed(both, "joined", came, both.old)] if came else []
    parts += [_listed(both, "left", went, both.new)] if went else []
    said = f"{_called(of)}: {_figures(of, old, new)}; {'; '.join(parts)}."
    return VerdictChange(
        of,
        old.counts[of],
        new.counts[of],
        tuple(both.write(key, both.new) for key in came),
        tuple(both.write(key, both.old) for key in went),
        said,
    )


def _listed(both: Both, what: str, keys: Sequence[StateKey], other: Conflict) -> str:
    """Return states that joined or left; `other` is the version that does not have them so."""
    said = counted(len(keys), "state") if len(keys) > NAMED else "; ".join(map(both.short, keys))
    known = {option.name for option in other.options} | {state.name for state in other.states}
    fresh = sum(not (key in known if isinstance(key, str) else key <= known) for key in keys)
    if fresh:
        which = "the older version" if other is both.old else "the newer version"
        some = (
            f"does not have {fresh} of them"
            if fresh < len(keys)
            else (f"has no such state{'s' if fresh > 1 else ''}")
        )
        said += f" ({which} {some})"
    return f"{what}: {said}"


def _called(of: str) -> str:
    return "Where the conflict rests" if of == "rests" else f"Equilibria of {of}"


def _figures(of: str, old: Standing, new: Standing) -> str:
    return f"{counted(new.counts[of], 'state')}, {old.counts[of]:,} before"


def said_atoms(both: Both, gained: Iterable[Atom], lost: Iterable[Atom]) -> tuple[str, ...]:
    """Return some changed verdicts as short clauses, the same change of several sets together."""
    found: list[str] = []
    for atoms, more in ((both.sorted(gained), True), (both.sorted(lost), False)):
        sets: dict[str, list[Atom]] = {}
        for atom in atoms:
            sets.setdefault(atom.of, []).append(atom)
        alike: dict[tuple[StateKey, ...], list[str]] = {}
        for of, same in sets.items():
            if of in CONCEPTS or of == "rests":
                alike.setdefault(_keys(same), []).append(of)
            else:
                found.append(_clause(both, of, same, more=more))
        found += [_join_or_leave(both, keys, names, more=more) for keys, names in alike.items()]
    return tuple(clause for clause in found if clause)


def _keys(atoms: Iterable[Atom]) -> tuple[StateKey, ...]:
    return tuple(a.what for a in atoms if a.what is not None and not isinstance(a.what, Bundle))


def _clause(both: Both, of: str, atoms: Sequence[Atom], *, more: bool) -> str:
    if of == "status quo":
        # the older status quo goes where the newer one comes
        key = _only(atoms)
        return f"the status quo is {both.short(key)}" if more and key is not None else ""
    if of == "status quo rests":
        return "the status quo rests" if more else "the status quo no longer rests"
    bundles = [atom.what for atom in atoms if isinstance(atom.what, Bundle)]
    told = "; ".join(
        f"{both.words.parties(both.who(bundle))} ({', '.join(both.steps(bundle))})"
        for bundle in bundles[:NAMED]
    )
    told += f" and {len(bundles) - NAMED} more" if len(bundles) > NAMED else ""
    opens = ("opens" if more else "closes") if len(bundles) == 1 else ("open" if more else "close")
    which = "the joint move" if len(bundles) == 1 else f"{len(bundles)} joint moves"
    return f"{which} of {told} {opens}"


def _join_or_leave(
    both: Both, keys: tuple[StateKey, ...], sets: Sequence[str], *, more: bool
) -> str:
    who = "; ".join(map(both.short, keys)) if len(keys) <= NAMED else counted(len(keys), "state")
    verb = ("joins" if more else "leaves") if len(keys) == 1 else ("join" if more else "leave")
    concepts = [of for of in sets if of != "rests"]
    where = ["the states where the conflict rests"] if "rests" in sets else []
    where += [f"the equilibria of {joined(concepts)}"] if concepts else []
    return f"{who} {verb} {joined(where)}"


def named_in(both: Both, atoms: Iterable[Atom]) -> tuple[str, ...]:
    """Return the options that some verdicts speak of, in the order of the file."""
    used: set[str] = set()
    for atom in atoms:
        if isinstance(atom.what, Bundle):
            used |= {step.removeprefix("not ") for step in atom.what.steps}
        elif isinstance(atom.what, frozenset):
            used |= atom.what
    return tuple(name for name in both.words.options if name in used)
