"""Two versions of a file compared: what changed, on whose word, and how far each target is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from detente.analyses.answer import Asked
from detente.analyses.blockers.ladder import LOCKED
from detente.analyses.changes import Changes, changes
from detente.analyses.compare.sourcing import Evidence, ItemChange, evidence, sourced
from detente.analyses.finding import conceded
from detente.analyses.merging import merge
from detente.analyses.merging.states import key_of
from detente.analyses.outlook import Outlook, outlook
from detente.analyses.settled import UNSETTLED
from detente.analyses.wording import Words, counted, joined, short_words
from detente.conflict.conflict import Conflict
from detente.errors import ConflictProblems, DetenteError, LimitReached, NoAnswer, WrongUse
from detente.graph.compiling import compile
from detente.graph.model import GraphModel
from detente.graph.selecting import item_ids


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a target is in one version: the rung it fails, the zone, what alone unlocks it.

    `unsettled` are positions of which it is not established whether they do.
    """

    rung: str
    already: bool
    target_states: int
    zone: int
    unlocks: tuple[str, ...]
    unsettled: tuple[str, ...]

    @property
    def settled(self) -> bool:
        """Whether all of it is established."""
        return self.rung != UNSETTLED and not self.unsettled

    def to_dict(self) -> dict[str, object]:
        """Return it in plain words."""
        return {
            "rung": self.rung,
            "already": self.already,
            "target_states": self.target_states,
            "zone": self.zone,
            "unlocks": list(self.unlocks),
            "not_established": list(self.unsettled),
        }


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A target before and now; None in a version that has no such target, or no answer."""

    target: str
    before: Reach | None
    now: Reach | None
    sentence: str

    @property
    def changed(self) -> bool:
        """Whether anything about the target is known to be other than before."""
        before, now = self.before, self.now
        if before is None or now is None or (before.settled and now.settled):
            return before != now
        known = UNSETTLED not in (before.rung, now.rung)
        return (
            (known and before.rung != now.rung)
            or (before.already, before.target_states, before.zone)
            != (now.already, now.target_states, now.zone)
            or any(_apart(one, two) for one, two in ((before, now), (now, before)))
        )

    @property
    def settled(self) -> bool:
        """Whether it is established that it changed, or that it did not."""
        both = (self.before, self.now)
        return self.changed or all(one is None or one.settled for one in both)

    def to_dict(self) -> dict[str, object]:
        """Return it in plain words."""
        return {
            "target": self.target,
            "before": None if self.before is None else self.before.to_dict(),
            "now": None if self.now is None else self.now.to_dict(),
            "changed": self.changed,
            "settled": self.settled,
            "sentence": self.sentence,
        }


def _apart(one: Reach, other: Reach) -> bool:
    """Tell whether something unlocks in one version that is known not to in the other."""
    return any(item not in (*other.unlocks, *other.unsettled) for item in one.unlocks)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two versions, with the quotations behind it, and the targets.

    `changes` are those of the file and of its verdicts.  `limits` say what about the targets was too
    large to be looked through.
    """

    asked: Asked
    older_as_of: str
    as_of: str
    changes: Changes
    items: tuple[ItemChange, ...]
    quotations: Evidence
    sources: Evidence
    targets: tuple[TargetChange, ...]
    notes: tuple[str, ...]
    limits: tuple[str, ...]
    complete: bool

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each change: of the file, of its verdicts, of targets."""
        return self.changes.rows() + [
            {"part": "targets", "what": t.target, "kind": "changed", "sentence": t.sentence}
            for t in self.targets
            if t.changed
        ]

    def sentences(self) -> tuple[str, ...]:
        """Return what changed as sentences."""
        told = self.changes.sentences()
        end = len(told) - len(self.changes.notes)
        return (
            *told[:end],
            *(t.sentence for t in self.targets if t.changed),
            *self.limits,
            *self.notes,
        )

    def to_dict(self) -> dict[str, object]:
        """Return the answer as one plain document."""
        parts = self.changes.parts()
        older = {"title": self.changes.older_title, "fingerprint": self.changes.older_fingerprint}
        told = {name: parts[name] for name in ("file", "wording", "verdicts", "because")}
        return {
            **self.asked.to_dict(),
            "older": {**older, "as_of": self.older_as_of or None},
            "as_of": self.as_of or None,
            "comparable": self.changes.comparable,
            **told,
            "items": [item.to_dict() for item in self.items],
            "quotations": self.quotations.to_dict(),
            "sources": self.sources.to_dict(),
            "targets": [target.to_dict() for target in self.targets],
            "sentences": list(self.sentences()),
            "notes": [*self.limits, *self.notes],
            "complete": self.complete,
        }

    def _repr_html_(self) -> str:
        from detente.analyses.showing import html_table

        return html_table(f"{self.asked.title}: compared", self.rows())


def compare(
    old: Conflict,
    new: Conflict,
    *,
    to: str | None = None,
    perspective: str | None = None,
    epoch: date | None = None,
    without: Iterable[str] = (),
    status_quo: str | None = None,
) -> Comparison:
    """Return what changed from `old` to `new`, and what became of each target.

    Parameters
    ----------
    to : one target, a name or a formula; all targets of either version if left out.
    perspective, epoch, without, status_quo : as for `compile`; the ids are those of the newer
        version.

    Raises
    ------
    WrongUse : for a target, perspective or item that the newer version does not have.
    NoAnswer : if the two files have no party and no option in common.
    ConflictProblems : if the rules of the newer version leave no state.

    >>> import detente
    >>> conflict = detente.load("korea/declaration-2021")
    >>> detente.compare(conflict, conflict, to="declare").targets[0].changed
    False
    """
    dropped = tuple(without)
    notes = [*_shared(old, new)]
    graph = compile(
        new, perspective=perspective, epoch=epoch, without=dropped, status_quo=status_quo
    )
    found = changes(
        old, new, perspective=perspective, epoch=epoch, without=dropped, status_quo=status_quo
    )
    notes += found.notes
    targets: tuple[TargetChange, ...] = ()
    limits: list[str] = []
    if found.comparable:
        names = [to] if to is not None else _targets(old, new)
        before = _older(old, new, graph, perspective, status_quo)
        try:
            looks = [(name, *_looks(name, before, graph, to, notes)) for name in names]
        except LimitReached as limit:
            looks = []
            limits.append(f"Left out: targets: {_reason(limit)}.")
        if any(look is not None and not look.complete for _, *both in looks for look in both):
            limits.append(
                "Left out: orders, or moves. Of some targets it is not established what stops them, or "
                "what would unlock them: not all orders, or moves, could be looked at."
            )
        words = short_words(new)
        targets = tuple(
            TargetChange(name, _reach(was), _reach(now), _told(words, (old, new), name, was, now))
            for name, was, now in looks
        )
        if not names:
            notes.append("Neither version names a target: --to asks about one.")
    settings = dict(found.asked.settings) | {"to": to}
    quotations, sources = evidence(old, new)
    return Comparison(
        replace(found.asked, question="compare", settings=settings),
        old.as_of.text if old.as_of else "",
        new.as_of.text if new.as_of else "",
        found,
        sourced(old, new, (*found.file, *found.wording)),
        quotations,
        sources,
        targets,
        tuple(dict.fromkeys(notes)),
        tuple(limits),
        complete=not limits and (found.complete or not found.comparable),
    )


def _shared(old: Conflict, new: Conflict) -> Iterator[str]:
    """Yield what two versions of one file would share and these do not.

    Raises NoAnswer if that is everything.
    """
    parties = {p.name for p in old.parties} & {p.name for p in new.parties}
    named = [{o.name for o in home.options} | {s.name for s in home.states} for home in (old, new)]
    shared = named[0] & named[1]
    what = "state" if old.explicit and new.explicit else "option"
    if not parties and not shared:
        raise NoAnswer(
            f"'{old.title}' and '{new.title}' are not versions of one conflict: they have no party "
            f"and no {what} in common"
        )
    if not parties or not shared:
        lacking = "party" if not parties else what
        yield f"The two files have no {lacking} in common: they may not be versions of one conflict."


def _targets(old: Conflict, new: Conflict) -> list[str]:
    return list(dict.fromkeys(target.name for home in (new, old) for target in home.targets))


# models ----------------------------------------------------------------------------------------


def _older(
    old: Conflict,
    new: Conflict,
    graph: GraphModel,
    perspective: str | None,
    status_quo: str | None,
) -> GraphModel | str:
    """Return the model of the older version under the choices made, or why there is none.

    Its items carry the ids of the newer version, whose perspectives it also has.
    """
    conflict = merge(old, new, frozenset())
    known = set(item_ids(conflict))
    quo = None
    if status_quo is not None:
        key = key_of(str(graph.status_quo), graph.options)
        named = key if isinstance(key, frozenset) else frozenset[str]()
        in_effect = [o.name for o in conflict.options if o.name in named]
        quo = f"[{','.join(in_effect)}]" if isinstance(key, frozenset) else key
    selection = graph.selection
    try:
        found = compile(
            conflict,
            perspective=perspective,
            epoch=selection.epoch,
            without=[item for item in selection.without if item in known],
            status_quo=quo,
        )
        _ = found.status_quo
    except (ConflictProblems, LimitReached, WrongUse) as error:
        return _reason(error)
    return found


def _reason(error: DetenteError) -> str:
    return " ".join(str(error).split()).rstrip(".")


def _looks(
    name: str, before: GraphModel | str, now: GraphModel, to: str | None, notes: list[str]
) -> tuple[Outlook | None, Outlook | None]:
    """Return how far a target is before and now; notes say why one is not told."""
    known = [{t.name for t in g.conflict.targets} for g in (before, now) if not isinstance(g, str)]
    later = None
    if to is not None or name in known[-1]:
        try:
            later = outlook(now, name)
        except (NoAnswer, WrongUse) as error:
            if to is not None:
                raise
            notes.append(f"Targets of the newer version are not told: {_reason(error)}.")
    earlier = None
    if isinstance(before, str):
        notes.append(f"Targets of the older version are not told: {before}.")
    elif to is not None or name in known[0]:
        try:
            earlier = outlook(before, name)
        except (ConflictProblems, NoAnswer, WrongUse) as error:
            notes.append(f"Targets of the older version are not told: {_reason(error)}.")
    return earlier, later


def _reach(look: Outlook | None) -> Reach | None:
    if look is None:
        return None
    return Reach(look.rung, look.already, look.meant, look.zone, look.unlocks, look.unsettled)


# sentences -------------------------------------------------------------------------------------


def _told(
    words: Words,
    versions: tuple[Conflict, Conflict],
    name: str,
    before: Outlook | None,
    now: Outlook | None,
) -> str:
    old, new = ({t.name for t in version.targets} for version in versions)
    if now is None or before is None:
        if name in new - old:
            return f"'{name}' is a new target: it {_far(now)}."
        if name in old - new:
            return f"'{name}' is no longer a target: before, it {_far(before, past=True)}."
        return f"'{name}': now it {_far(now)}; before it {_far(before, past=True)}."
    same = _far(now) == _far(before) and now.rung != UNSETTLED
    parts = [
        f"'{name}' {_far(now)}{', as before' if same else f'; before it {_far(before, past=True)}'}"
    ]
    if now.meant != before.meant:
        parts.append(f"{counted(now.meant, 'state')} of it, before {before.meant:,}")
    if now.zone != before.zone:
        parts.append(f"the zone has {counted(now.zone, 'state')}, before {before.zone:,}")
    locked = now.rung in LOCKED
    for which, one, other, home in (
        ("now enough alone", now, before, versions[1]),
        ("no longer enough alone" if locked else "no longer needed", before, now, versions[0]),
    ):
        fresh = [i for i in one.unlocks if i not in (*other.unlocks, *other.unsettled)]
        if fresh:
            listed = joined([conceded(words, home, item) for item in fresh], "or")
            parts.append(f"{which}: giving up {listed}")
    return f"{'; '.join(parts)}."


def _far(look: Outlook | None, *, past: bool = False) -> str:
    if look is None:
        return "was not answered" if past else "is not answered"
    be = "was" if past else "is"
    if look.already:
        return f"{be} the case at the status quo"
    if look.rung == UNSETTLED:
        return f"{be} stopped by something that is not established, if by anything"
    if look.rung == "none":
        return f"{be} stopped by nothing"
    return f"{'stopped' if past else 'stops'} at {look.rung}"
