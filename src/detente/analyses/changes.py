"""changes: what changed between two versions of a file, in what it says and in its verdicts.

The verdicts of both are taken under one choice of perspective and date, and each changed one is
traced to the differences that bring it about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from detente.analyses.answer import Asked, asked
from detente.analyses.causes import Cause, How, causes
from detente.analyses.changed import Both, VerdictChange, named_in, said_atoms, verdict_changes
from detente.analyses.merging import Difference, Kind, differences, merge
from detente.analyses.merging.lists import Key
from detente.analyses.merging.states import StateKey
from detente.analyses.stability.catalogue import CONCEPTS
from detente.analyses.standing import Standing, standing, state_key
from detente.analyses.wording import joined, words_of
from detente.conflict.conflict import Conflict
from detente.conflict.fingerprint import fingerprint
from detente.errors import DetenteError, LimitReached
from detente.graph.compiling import compile
from detente.graph.model import GraphModel
from detente.graph.selecting import item_ids
from detente.graph.worst import Sanctions

# limits of the search for causes, which computes the verdicts of many versions
MOST_CHANGES = 60
MOST_OPTIONS = 12
MOST_STATES = 1 << 13
MOST_TRIES = 300
MOST_WORK = 150_000  # combinations of options, over all versions


@dataclass(frozen=True, slots=True)
class FileChange:
    """One thing that the newer file says differently; `number` is how causes refer to it."""

    number: int
    kind: Kind
    item: str
    sentence: str
    key: Key = ()

    def to_dict(self) -> dict[str, object]:
        """Return the change in plain words."""
        return {
            "number": self.number,
            "kind": self.kind,
            "item": self.item,
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class Because:
    """Why verdicts changed: any one of some changes `alone`, or several only `together`.

    `verdicts` are short clauses.  Nothing was found where the changes could not be made singly.
    """

    changes: tuple[int, ...]
    how: How
    verdicts: tuple[str, ...]
    sentence: str

    def to_dict(self) -> dict[str, object]:
        """Return the reason in plain words."""
        return {
            "changes": list(self.changes),
            "how": self.how,
            "verdicts": list(self.verdicts),
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since an older version of a file.

    `file` are changes of meaning, `wording` those of labels, notes and evidence; both are numbered
    in one row.  `comparable` is false if one version lists states and the other has options.  `options` are those that the changed verdicts speak of.  `complete` is false if verdicts were left out or only
    counted, or if causes were not looked for to the end.
    """

    asked: Asked
    older_title: str
    older_fingerprint: str
    file: tuple[FileChange, ...]
    wording: tuple[FileChange, ...]
    verdicts: tuple[VerdictChange, ...]
    because: tuple[Because, ...]
    options: tuple[str, ...]
    notes: tuple[str, ...]
    comparable: bool
    complete: bool

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each change, of the file first."""
        rows: list[dict[str, object]] = [
            {"part": part, "what": change.item, "kind": change.kind, "sentence": change.sentence}
            for part, found in (("file", self.file), ("wording", self.wording))
            for change in found
        ]
        return rows + [
            {"part": "verdicts", "what": change.of, "kind": "changed", "sentence": change.sentence}
            for change in self.verdicts
        ]

    def parts(self) -> dict[str, object]:
        """Return the answer without the head of a document."""
        return {
            "older": {"title": self.older_title, "fingerprint": self.older_fingerprint},
            "file": [change.to_dict() for change in self.file],
            "wording": [change.to_dict() for change in self.wording],
            "verdicts": [change.to_dict() for change in self.verdicts],
            "because": [reason.to_dict() for reason in self.because],
            "notes": list(self.notes),
            "comparable": self.comparable,
            "complete": self.complete,
        }

    def to_dict(self) -> dict[str, object]:
        """Return the answer as one plain document."""
        return {**self.asked.to_dict(), **self.parts()}

    def sentences(self) -> tuple[str, ...]:
        """Return what changed as sentences: file, verdicts, reasons.

        Of wording and evidence only what a verdict goes back to is told.
        """
        cited = {number for reason in self.because for number in reason.changes}
        told = (*self.file, *(change for change in self.wording if change.number in cited))
        found = [f"{change.number}. {change.sentence}" for change in told]
        found += [change.sentence for change in self.verdicts]
        found += [reason.sentence for reason in self.because]
        if not found and self.comparable:
            found.append("Nothing of meaning changed in the file.")
        return (*found, *self.notes)

    def _repr_html_(self) -> str:
        from detente.analyses.showing import html_table

        return html_table(f"{self.asked.title}: what changed", self.rows())


def changes(
    old: Conflict,
    new: Conflict,
    *,
    concepts: Iterable[str] | None = None,
    sanctions: Sanctions = "sequences",
    perspective: str | None = None,
    epoch: date | None = None,
    without: Iterable[str] = (),
    status_quo: str | None = None,
) -> Changes:
    """Return what changed from `old` to `new`, two versions of a file.

    Parameters
    ----------
    concepts : the concepts whose equilibria are compared; all that both versions allow if left out.
    sanctions, perspective, epoch, without, status_quo : as for `stability` and `compile`; the ids
        are those of the newer version.

    Raises
    ------
    WrongUse : for a perspective or an item that the newer version does not have.
    ConflictProblems : if the rules of the newer version leave no state.
    """
    settings = _Settings(perspective, epoch, tuple(without))
    graph = compile(
        new, perspective=perspective, epoch=epoch, without=without, status_quo=status_quo
    )
    named = tuple(concepts) if concepts is not None else _shared_concepts(old, new)
    found = differences(old, new) if old.explicit == new.explicit else ()
    file, wording = _file_changes(found)
    both = Both(old, new, words_of(new, old))
    quo = state_key(graph, graph.number(graph.status_quo or "")) if status_quo else None
    versions = _Versions(old, new, settings, quo, named, sanctions)
    notes: list[str] = []
    verdicts: tuple[VerdictChange, ...] = ()
    because: tuple[Because, ...] = ()
    options: tuple[str, ...] = ()
    complete = False
    if old.explicit != new.explicit:
        complete = True  # what cannot be compared is not missing
        notes.append(
            "One version lists its states and the other has options: they cannot be compared."
        )
    else:
        now = standing(graph, concepts=named, sanctions=sanctions)
        try:
            before = versions.standing(frozenset())
        except DetenteError as error:
            notes.append(f"The older version has no verdicts to compare with: {error}")
        else:
            notes += _notes(old, graph, perspective)
            counted_only = sorted(before.too_many | now.too_many)
            left_out = dict.fromkeys((*before.left_out, *now.left_out))
            if counted_only:
                left_out[
                    f"states of {joined(counted_only)} were left out: they are too many to compare "
                    "one by one, and were counted"
                ] = None
            notes += left_out
            shared = before.computed & now.computed
            before, now = before.only(shared), now.only(shared)
            verdicts = verdict_changes(both, before, now)
            options = named_in(both, now.atoms ^ before.atoms)
            because, complete = _because(versions, graph, both, before, now, found)
            if not complete:
                notes.append(_not_traced(graph, len(found)))
            alike = _only_counted(before, now) if found else []
            if alike:
                notes.append(
                    f"Left out: {joined(alike)}: as many states as before, too many to compare one "
                    "by one."
                )
            complete = complete and not alike and not left_out
    return Changes(
        asked=asked("changes", graph, concepts=list(named), sanctions=sanctions),
        older_title=old.title,
        older_fingerprint=fingerprint(old),
        file=file,
        wording=wording,
        verdicts=verdicts,
        because=because,
        options=options,
        notes=tuple(notes),
        comparable=old.explicit == new.explicit,
        complete=complete,
    )


def _shared_concepts(old: Conflict, new: Conflict) -> tuple[str, ...]:
    plain = all(c.options and not any(s.formula for s in c.states) for c in (old, new))
    return tuple(name for name, concept in CONCEPTS.items() if plain or not concept.together)


def _notes(old: Conflict, graph: GraphModel, perspective: str | None) -> list[str]:
    if perspective is None or perspective in (view.name for view in old.perspectives):
        return []
    name = graph.selection.perspective.name
    return [f"The older version has no perspective '{name}': it is looked at as the newer one is."]


def _only_counted(before: Standing, now: Standing) -> list[str]:
    """Return the sets that are as large as before, and too large for their states to be compared."""
    return [
        name
        for name, count in now.counts.items()
        if name in before.too_many | now.too_many and before.counts.get(name) == count
    ]


def _not_traced(graph: GraphModel, changed: int) -> str:
    if graph.count > MOST_STATES or len(graph.options) > MOST_OPTIONS:
        limits = f"{MOST_STATES:,} states and {MOST_OPTIONS} options"
        return f"Left out: causes. The limit is a model of {limits}."
    if changed > MOST_CHANGES:
        return f"Left out: causes. There are more than {MOST_CHANGES} changes at once."
    return "Left out: some causes. The changes can be combined in too many ways."


def _file_changes(
    found: Iterable[Difference],
) -> tuple[tuple[FileChange, ...], tuple[FileChange, ...]]:
    listed = sorted(found, key=lambda difference: difference.wording)
    told = [
        FileChange(number, d.kind, d.item, " ".join(d.say().split()), d.key)
        for number, d in enumerate(listed, start=1)
    ]
    meaning = sum(not difference.wording for difference in listed)
    return tuple(told[:meaning]), tuple(told[meaning:])


# causes --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Settings:
    perspective: str | None
    epoch: date | None
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Versions:
    """The older version with any of the differences made, and its verdicts."""

    old: Conflict
    new: Conflict
    settings: _Settings
    status_quo: StateKey | None
    concepts: tuple[str, ...]
    sanctions: Sanctions

    def standing(self, taken: frozenset[Key], of: frozenset[str] | None = None) -> Standing:
        """Return the verdicts of a mixture, all of them or only those of some sets."""
        conflict = merge(self.old, self.new, taken)
        if taken and len(conflict.options) > MOST_OPTIONS:
            raise LimitReached(f"a mixture has {len(conflict.options)} options")
        known = set(item_ids(conflict))
        quo = self.status_quo
        if quo is not None and not isinstance(quo, str):
            quo = f"[{','.join(o.name for o in conflict.options if o.name in quo)}]"
        graph = compile(
            conflict,
            perspective=self.settings.perspective,
            epoch=self.settings.epoch,
            without=[item for item in self.settings.without if item in known],
            status_quo=quo,
        )
        named = self.concepts if of is None else tuple(c for c in self.concepts if c in of)
        joint = of is None or bool(of & {"rests", "joint move", "status quo rests"})
        return standing(graph, concepts=named, sanctions=self.sanctions, joint=joint)

    def attempt(self, of: frozenset[str], taken: frozenset[Key]) -> Standing | None:
        """Return some verdicts of a mixture, None if it cannot stand by itself."""
        try:
            return self.standing(taken, of)
        except (DetenteError, KeyError, RecursionError):
            # a name that only the other version declares, or facts that become circular
            return None


def _because(
    versions: _Versions,
    graph: GraphModel,
    both: Both,
    before: Standing,
    now: Standing,
    found: Iterable[Difference],
) -> tuple[tuple[Because, ...], bool]:
    gained, lost = now.atoms - before.atoms, before.atoms - now.atoms
    if not gained and not lost:
        return (), True
    listed = sorted(found, key=lambda difference: difference.wording)
    view = graph.selection.perspective
    filtering = view.sources is not None or view.voices is not None
    # evidence decides what counts where a perspective chooses sources or voices
    alone = tuple(d.key for d in listed if filtering or not d.wording)
    too_large = graph.count > MOST_STATES or len(graph.options) > MOST_OPTIONS
    if too_large or len(alone) > MOST_CHANGES:
        return (), False
    numbers = {difference.key: number for number, difference in enumerate(listed, start=1)}
    reasons, complete = causes(
        both.sorted(gained),
        both.sorted(lost),
        tuple(numbers),
        alone,
        partial(versions.attempt, frozenset(atom.of for atom in gained | lost)),
        most=min(MOST_TRIES, MOST_WORK >> len(graph.options)),
    )
    told = [_reason(both, reason, numbers, gained) for reason in reasons]
    return tuple(told), complete


def _reason(
    both: Both, reason: Cause, numbers: dict[Key, int], gained: frozenset[object]
) -> Because:
    clauses = said_atoms(
        both,
        [atom for atom in reason.atoms if atom in gained],
        [atom for atom in reason.atoms if atom not in gained],
    )
    changed = tuple(sorted(numbers[key] for key in reason.keys))
    listed = joined([str(number) for number in changed])
    match reason.how, len(changed):
        case "alone", 1:
            start = f"Change {listed} alone is enough for this"
        case "alone", _:
            start = f"Each of the changes {listed} alone is enough for this"
        case "together", 1:
            start = f"Change {listed} is needed for this"
        case "together", _:
            start = f"The changes {listed} bring this about only together"
        case _:
            start = "No smaller set of changes was found that brings this about"
    return Because(changed, reason.how, clauses, f"{start}: {'; '.join(clauses)}.")
