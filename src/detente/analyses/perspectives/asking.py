"""According to whom: what is found about a target under each perspective, and what it hangs on.

A finding is *robust* if it is made under every perspective, else *contested*.  It *hangs on* the
smallest sets of sources without which, under one perspective, it is no longer made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from detente.analyses.answer import asked
from detente.analyses.assuming import Supported, supported, supported_later
from detente.analyses.finding import Atom, denies, finds, found_in, not_asked, said
from detente.analyses.outlook import Outlook, outlook
from detente.analyses.perspectives import hearing
from detente.analyses.perspectives.flipping import Search, Settings
from detente.analyses.perspectives.results import Finding, Hang, Perspectives, View
from detente.analyses.wording import counted, short_words
from detente.conflict.conflict import EVERYTHING, Conflict, Perspective
from detente.errors import ConflictProblems, LimitReached, WrongUse
from detente.graph.model import GraphModel

CHOSEN = "chosen"  # what the perspective is called that is chosen by sources and voices


def perspectives(
    conflict: Conflict,
    target: str,
    *,
    perspective: str | None = None,
    sources: Iterable[str] | None = None,
    voices: Iterable[str] | None = None,
    size: int = 3,
    epoch: date | None = None,
    without: Iterable[str] = (),
    status_quo: str | None = None,
) -> Perspectives:
    """Return what is found about a target under each perspective, and what that hangs on.

    Parameters
    ----------
    target : the name of a target of the file, or a formula.
    perspective : the one whose sources are left out in turn; the file's default if left out.
    sources, voices : what one more perspective hears, called `chosen`; for the rest it is as the
        one that is varied.
    size : up to how many sources are left out together.
    epoch, without, status_quo : as for `compile`; the status quo of each perspective is its own
        if left out.

    Raises
    ------
    WrongUse : for a target, perspective, source, voice or item that the file does not have, or if
        it names no status quo.
    NoAnswer : for a model that lists its states, or treats several as one.
    LimitReached : if a model is too large.

    >>> import detente
    >>> conflict = detente.load("korea/hanoi-2019")
    >>> found = detente.perspectives(conflict, "settle", size=1)
    >>> {view.perspective: view.rung for view in found.views}
    {'seed': 'sequence', 'record': 'sequence', 'sceptical': 'content', 'everything': 'sequence'}
    """
    if size < 0:
        raise WrongUse(f"the number of sources left out together is {size}: give 0 or more")
    settings = Settings(target, epoch, tuple(without), status_quo)
    first = settings.graph(conflict, perspective)
    view = first.selection.perspective
    base = outlook(first, target)
    notes: list[str] = []
    heard = dict(_heard(conflict, view, sources, voices))
    found = dict(_outlooks(settings, heard, first, base, notes))
    words = short_words(conflict)
    findings = tuple(
        Finding(
            atom.kind,
            atom.what,
            said(words, conflict, target, atom, next(o for o in found.values() if finds(o, atom))),
            tuple(name for name, look in found.items() if finds(look, atom)),
            tuple(name for name, look in found.items() if denies(look, atom)),
            tuple(
                n for n, look in found.items() if not finds(look, atom) and not denies(look, atom)
            ),
        )
        for atom in _atoms(found.values())
    )
    hangs_on, stopped = _hanging(settings, conflict, view, base, size)
    notes += [*not_asked(words, first), *_notes(conflict, heard, found), *stopped]
    settings_said: dict[str, object] = {
        "target": target,
        "sources": None if sources is None else list(heard[_chosen(conflict)][1].sources or ()),
        "voices": None if voices is None else list(heard[_chosen(conflict)][1].voices or ()),
        "size": size,
    }
    base_items = frozenset(item.id for item in _counting(first))
    return Perspectives(
        asked("perspectives", first, **settings_said),
        target,
        tuple(
            _view(settings, name, *heard[name], look, base_items) for name, look in found.items()
        ),
        findings,
        view.name,
        hangs_on,
        tuple(notes),
        complete=not stopped
        and len(found) == len(heard)
        and all(look.complete and look.open is not None for look in found.values()),
        silent=tuple(name for name in heard if name not in found),
    )


def _hanging(
    settings: Settings, conflict: Conflict, view: Perspective, base: Outlook, size: int
) -> tuple[tuple[Hang, ...], list[str]]:
    """Return what each finding hangs on, and what was not tried."""
    search = Search(settings, conflict, view, base)
    try:
        flips, tried = search.sources(size)
        by_voice = search.voices()
    except LimitReached as limit:
        return (), [
            f"Left out: what the findings hang on, which was not looked for to the end: {limit}."
        ]
    words = short_words(conflict)
    found = tuple(
        Hang(
            atom.kind,
            atom.what,
            said(words, conflict, settings.target, atom, base),
            tuple(flips[atom]),
            tuple(by_voice[atom]),
            tried,
        )
        for atom in found_in(base)
    )
    enough = min(size, len(hearing.sources_heard(conflict, view)))
    stopped = tried < enough and not all(flips.values())
    return found, [search.stopped(tried + 1)] if stopped else []


# perspectives ----------------------------------------------------------------------------------

Heard = tuple[Conflict, Perspective]


def _chosen(conflict: Conflict) -> str:
    taken = {view.name for view in conflict.perspectives}
    name, number = CHOSEN, 1
    while name in taken:
        number += 1
        name = f"{CHOSEN}-{number}"
    return name


def _heard(
    conflict: Conflict,
    varied: Perspective,
    sources: Iterable[str] | None,
    voices: Iterable[str] | None,
) -> Iterator[tuple[str, Heard]]:
    """Yield the perspectives asked, each with the conflict in which it is declared."""
    for view in conflict.perspectives:
        yield view.name, (conflict, view)
    if all(view.name != EVERYTHING.name for view in conflict.perspectives):
        yield EVERYTHING.name, (conflict, EVERYTHING)
    if sources is None and voices is None:
        return
    listed = None if sources is None else tuple(dict.fromkeys(sources))
    spoken = None if voices is None else tuple(dict.fromkeys(voices))
    hearing.known(conflict, listed or (), spoken or ())
    chosen = hearing.hearing(conflict, varied, sources=listed, voices=spoken)
    yield _chosen(conflict), (chosen, chosen.perspective(varied.name))


def _outlooks(
    settings: Settings,
    heard: Mapping[str, Heard],
    first: GraphModel,
    base: Outlook,
    notes: list[str],
) -> Iterator[tuple[str, Outlook]]:
    """Yield what is found under each perspective that has an answer."""
    for name, (conflict, view) in heard.items():
        if conflict is first.conflict and view == first.selection.perspective:
            yield name, base
            continue
        try:
            graph = settings.graph(conflict, view.name)
            yield name, outlook(graph, settings.target, like=base.sides)
        except (ConflictProblems, LimitReached, WrongUse) as error:
            notes.append(
                f"Under '{name}' there is no answer: {' '.join(str(error).split()).rstrip('.')}."
            )


def _counting(graph: GraphModel) -> tuple[Supported, ...]:
    """Return what counts; as in the brief, what only later epochs bring in is part of the model."""
    return (*supported(graph.selection), *supported_later(graph.selection))


def _view(
    settings: Settings,
    name: str,
    conflict: Conflict,
    heard: Perspective,
    look: Outlook,
    varied: frozenset[str],
) -> View:
    counting = _counting(graph := settings.graph(conflict, heard.name))
    chosen = name != heard.name
    return View(
        name,
        heard.sources,
        heard.voices,
        len(heard.heard(conflict.quotations)),
        len(counting),
        sum(item.assumed for item in counting),
        str(graph.status_quo),
        look.rung,
        look.already,
        look.meant,
        look.zone,
        None if look.open is None else not look.open,
        look.open or (),
        look.unlocks,
        chosen=chosen,
        unsupported=len(varied - {item.id for item in counting}) if chosen else 0,
    )


def _notes(
    conflict: Conflict, heard: Mapping[str, Heard], found: Mapping[str, Outlook]
) -> Iterator[str]:
    for name, (_, view) in heard.items():
        if not view.heard(conflict.quotations) and conflict.quotations:
            yield (
                f"'{name}' hears no quotation: what is left are the items without one, and the "
                "rankings, options, rules and channels."
            )
        elsewhere = hearing.only_elsewhere(conflict, view)
        if name == EVERYTHING.name and elsewhere:
            yield (
                f"'{name}' leaves out {counted(elsewhere, 'item')} that the file keeps for the "
                "perspectives it names alone (only_in)."
            )
    if not all(look.complete for look in found.values()):
        yield (
            "Left out: long orders, or moves of one party. There are more steps than can be ordered, or "
            "moves of one party than can be listed: only a part of them was tried."
        )
    if any(look.open is None for look in found.values()):
        yield "Left out: moves from the status quo. There are too many to look through."


# findings --------------------------------------------------------------------------------------


def _atoms(looks: Iterable[Outlook]) -> tuple[Atom, ...]:
    """Return everything found under some perspective, kind by kind."""
    atoms = dict.fromkeys(atom for look in looks for atom in found_in(look))
    kinds = ("rung", "status quo", "move", "unlock")
    return tuple(sorted(atoms, key=lambda atom: kinds.index(atom.kind)))
