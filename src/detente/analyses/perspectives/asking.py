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
from detente.analyses.settled import UNSETTLED
from detente.analyses.wording import counted, joined, short_words
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
    limits: list[str] = []
    heard = dict(_heard(conflict, view, sources, voices))
    large: list[str] = []
    found = dict(_outlooks(settings, heard, first, base, limits, large))
    words = short_words(conflict)
    findings = tuple(_finding(conflict, target, found, a, large) for a in _atoms(found.values()))
    hangs_on, stopped = _hanging(settings, conflict, view, base, size)
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
        (*not_asked(words, first), *_notes(conflict, heard)),
        (*limits, *_limits(found, hangs_on), *stopped),
        tuple(name for name in heard if name not in found),
    )


def _finding(
    conflict: Conflict,
    target: str,
    found: Mapping[str, Outlook],
    atom: Atom,
    large: Iterable[str],
) -> Finding:
    """Return who makes a finding, who does not, and in whose view it is open.

    A perspective that is too large for an answer is none that agrees, or differs.
    """
    held = tuple(name for name, look in found.items() if finds(look, atom))
    denied = tuple(name for name, look in found.items() if denies(look, atom))
    open_in = tuple(name for name in (*found, *large) if name not in (*held, *denied))
    sentence = said(short_words(conflict), conflict, target, atom, found[held[0]])
    return Finding(atom.kind, atom.what, sentence, held, denied, open_in)


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
            tuple(flips[atom].found),
            tuple(by_voice[atom].found),
            tried,
            flips[atom].unsettled + by_voice[atom].unsettled,
        )
        for atom in found_in(base)
    )
    enough = min(size, len(hearing.sources_heard(conflict, view)))
    stopped = tried < enough and not all(one.found for one in flips.values())
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
    limits: list[str],
    large: list[str],
) -> Iterator[tuple[str, Outlook]]:
    """Yield what is found under each perspective that has an answer.

    Why others have none is added to the `limits`; those that are too large are `large`.
    """
    for name, (conflict, view) in heard.items():
        if conflict is first.conflict and view == first.selection.perspective:
            yield name, base
            continue
        try:
            graph = settings.graph(conflict, view.name)
            yield name, outlook(graph, settings.target, like=base.sides)
        except (ConflictProblems, LimitReached, WrongUse) as error:
            why = " ".join(str(error).split()).rstrip(".")
            limits.append(f"Under '{name}' there is no answer: {why}.")
            if isinstance(error, LimitReached):
                large.append(name)


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
        look.unsettled,
        chosen=chosen,
        unsupported=len(varied - {item.id for item in counting}) if chosen else 0,
    )


def _notes(conflict: Conflict, heard: Mapping[str, Heard]) -> Iterator[str]:
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


def _limits(found: Mapping[str, Outlook], hangs_on: Iterable[Hang]) -> Iterator[str]:
    """Yield what is not established under which perspective."""
    stops = [f"'{name}'" for name, look in found.items() if look.rung == UNSETTLED]
    if stops:
        yield (
            f"Left out: orders, or moves. Under {joined(stops)} it is not established what stops the "
            "target: not all orders, or moves, could be looked at."
        )
    opens = [f"'{name}'" for name, look in found.items() if look.unsettled]
    if opens:
        yield (
            f"Under {joined(opens)} it is not established which single positions would be enough: "
            "not all orders could be looked at."
        )
    if any(hang.unsettled for hang in hangs_on):
        yield "Of some sources it is not established whether the findings hang on them."
    if any(look.open is None for look in found.values()):
        yield "Left out: moves from the status quo. There are too many to look through."


# findings --------------------------------------------------------------------------------------


def _atoms(looks: Iterable[Outlook]) -> tuple[Atom, ...]:
    """Return everything found under some perspective, kind by kind."""
    atoms = dict.fromkeys(atom for look in looks for atom in found_in(look))
    kinds = ("rung", "status quo", "move", "unlock")
    return tuple(sorted(atoms, key=lambda atom: kinds.index(atom.kind)))
