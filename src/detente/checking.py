"""check: everything that is wrong with a conflict file, and what it rests on.

Loading, compiling and verifying are put together here: this is the one place that knows the
language, the graph and the evidence at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from detente.analyses.assuming import Supported, supported, supported_later
from detente.analyses.impossible import (
    Finding,
    floors,
    impossible,
    never,
    status_quo,
    status_quo_alone,
)
from detente.analyses.outdated import elapsed
from detente.analyses.wording import counted
from detente.conflict.conflict import Conflict, bases
from detente.conflict.fingerprint import fingerprint
from detente.conflict.time import parse_day
from detente.errors import ConflictProblems, LimitReached, Place, Problem, WrongUse
from detente.evidence.full_texts import MOST_FILES, Originals, read_originals
from detente.evidence.verifying import Verification, verify
from detente.graph.compiling import compile
from detente.graph.model import GraphModel
from detente.graph.selecting import Selection, select
from detente.language.codes import problem
from detente.language.loading import place_of, read
from detente.language.tree import Mapping, read_file, read_tree
from detente.version import program_version

NOTHING = Verification((), (), (), (), (), ())


@dataclass(frozen=True, slots=True)
class Check:
    """What is wrong with a file, what no source says, and how far quotations are proven.

    `title` and `fingerprint` are None where the file could not be compiled.  `later` are the
    quotations that a part of the model rests on and that are dated after its `as_of`; `unused` those
    that nothing rests on.
    """

    file: str
    title: str | None
    fingerprint: str | None
    perspective: str | None
    problems: tuple[Problem, ...]
    items: tuple[Supported, ...]
    quotations: Verification
    originals: str | None = None
    later: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether no limit kept anything from being looked at; `notes` say what."""
        return not self.notes

    @property
    def sound(self) -> bool:
        """Whether there is nothing worse than a warning."""
        return all(problem.severity != "error" for problem in self.problems)

    @property
    def assumptions(self) -> tuple[Supported, ...]:
        """The items no quotation supports."""
        return tuple(item for item in self.items if item.assumed)

    @property
    def disputed(self) -> tuple[str, ...]:
        """The ids of items that a quotation speaks against."""
        return tuple(item.id for item in self.items if item.disputed)

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each problem."""
        return [dict(problem.to_dict()) for problem in self.problems]

    def to_dict(self) -> dict[str, object]:
        """Return the whole answer as one plain document."""
        return {
            "question": "check",
            "title": self.title,
            "fingerprint": self.fingerprint,
            "version": program_version(),
            "settings": {
                "file": self.file,
                "perspective": self.perspective,
                "originals": self.originals,
            },
            "problems": self.rows(),
            "assumptions": [item.to_dict() for item in self.assumptions],
            "disputed": list(self.disputed),
            "quotations": self.quotations.to_dict(),
            "confirmed": list(self.quotations.confirmed),
            "later": list(self.later),
            "unused": list(self.unused),
            "notes": list(self.notes),
            "complete": self.complete,
        }

    def _repr_html_(self) -> str:
        from detente.analyses.showing import html_table

        return html_table(f"{self.file}: problems", self.rows())


def check(
    file: str | Path, *, perspective: str | None = None, originals: str | Path | None = None
) -> Check:
    """Return everything that is wrong with a conflict file, and what it rests on.

    Parameters
    ----------
    file : a path, `-` for standard input, or the slug of a shipped conflict.
    perspective : whose assumptions are counted; the file's default if left out.
    originals : a folder (or one file) of original documents to confirm quotations in: text,
        Markdown and, with the extra `read`, pages, PDF and mail.

    Raises
    ------
    WrongUse : if there is no such perspective, or the originals cannot be read.
    """
    path = place_of(file)
    name = "<stdin>" if path == "-" else path
    # the name as it was given: the same question gives the same bytes on every machine
    shown = name if path == "-" else str(file)
    given = None if originals is None else str(originals)
    try:
        known = Originals({}) if originals is None else read_originals(Path(originals))
    except (OSError, ValueError) as error:
        raise WrongUse(f"the originals cannot be read: {error}") from None
    try:
        text = read_file(path)
    except ConflictProblems as error:
        return Check(shown, None, None, perspective, error.problems, (), NOTHING, given)
    conflict, problems = read(text, file=name)
    if conflict is None:
        return Check(shown, None, None, perspective, _sorted(problems), (), NOTHING, given)
    selection = select(conflict, perspective=perspective)
    folder = Path() if path == "-" else Path(path).parent
    proven = verify(conflict, folder, originals=known.texts)
    graph, of_model = _compiled(selection)
    if graph is not None:
        here = tuple(impossible(graph))
        of_model += _problems([*here, *_elsewhere(graph, here)], text, name)
    elif all(one.code == "M005" for one in of_model):
        alone = (*status_quo_alone(selection), *floors(selection))
        of_model += _problems(alone, text, name)
    of_model += _problems(elapsed(selection), text, name)
    limits = tuple(_limits(of_model, known))
    compiled = all(one.code not in ("M001", "M007") for one in of_model)
    return Check(
        shown,
        conflict.title if compiled else None,
        fingerprint(conflict) if compiled else None,
        selection.perspective.name,
        _sorted((*problems, *known.problems, *proven.problems, *of_model)),
        (*supported(selection), *supported_later(selection)),
        proven,
        given,
        *_quoted(conflict),
        limits,
    )


def _limits(of_model: Iterable[Problem], known: Originals) -> Iterator[str]:
    """Yield what was not looked at, because there is too much of it."""
    if any(one.code == "M005" for one in of_model):
        yield "left out: what can never happen. The model is too large to be listed state by state"
    if known.left_out:
        many = counted(known.left_out, "original")
        yield f"left out: {many}, because at most {MOST_FILES:,} are looked at"
    large = [one for one in known.problems if one.code == "D002"]
    if large:
        yield f"left out: originals that are too large to be read, {len(large):,} of them"


def _quoted(conflict: Conflict) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which quotations of the model are later than its day, and which nothing rests on."""
    rested = {n for basis in bases(conflict) for n in (*basis.because, *basis.against)}
    # what a target, a reading or the outcome rests on is no part of the model
    told = [target.basis for target in conflict.targets]
    told += [view.basis for view in conflict.perspectives]
    told += [conflict.outcome.basis] if conflict.outcome is not None else []
    used = rested.union(*((*basis.because, *basis.against) for basis in told))
    dates = {source.name: source.date for source in conflict.sources}
    later = []
    for quotation in conflict.quotations:
        day = parse_day(quotation.date or dates.get(quotation.source, ""))
        if day is None or conflict.as_of is None or quotation.name not in rested:
            continue
        if day.first > conflict.as_of.last:
            later.append(quotation.name)
    return tuple(later), tuple(q.name for q in conflict.quotations if q.name not in used)


def _compiled(selection: Selection) -> tuple[GraphModel | None, tuple[Problem, ...]]:
    """Return the model of a selection, or the problem that keeps it from being listed."""
    conflict = selection.conflict
    try:
        return compile(conflict, perspective=selection.perspective.name), ()
    except ConflictProblems as error:
        return None, error.problems
    except LimitReached as limit:
        place = conflict.options[0].basis.place if conflict.options else Place(conflict.file, 1, 1)
        said, _, hint = str(limit).partition(": ")
        return None, (problem("M005", place, said, hint),)


def _elsewhere(graph: GraphModel, told: Iterable[Finding]) -> Iterator[Finding]:
    """Yield what is wrong in the other perspectives of the file, and was not `told` of this one.

    Where they have other rules, other things are impossible; and each may have its own status quo.
    """
    conflict, here = graph.conflict, graph.selection
    known = {(one.code, one.place, one.path, one.message) for one in told}
    graphs = {_kept(here): graph}
    for perspective in conflict.perspectives:
        if perspective.name == here.perspective.name:
            yield from status_quo(graph, perspective.status_quo, perspective)
            continue
        selection = select(conflict, perspective=perspective.name)
        if _kept(selection) not in graphs:
            other, problems = _compiled(selection)
            for one in problems:
                message = f"in perspective '{perspective.name}': {one.message}"
                yield Finding(one.code, one.place, message, one.hint)
            if other is None:
                continue
            graphs[_kept(selection)] = other
            more = [*never(other)]
            if perspective.status_quo is None:
                more += status_quo(other, conflict.status_quo, None)
            for found in more:
                if (found.code, found.place, found.path, found.message) not in known:
                    said = f"in perspective '{perspective.name}': {found.message}"
                    yield replace(found, message=said)
        other = graphs[_kept(selection)]
        yield from status_quo(other, perspective.status_quo, perspective)


def _kept(selection: Selection) -> tuple[str, ...]:
    return tuple(rule.id for rule in selection.rules)


def _problems(findings: Iterable[Finding], text: str, file: str) -> tuple[Problem, ...]:
    return tuple(
        problem(
            finding.code,
            finding.place or _place_at(finding.path, text, file),
            finding.message,
            finding.hint,
        )
        for finding in findings
    )


def _place_at(path: tuple[str, ...], text: str, file: str) -> Place:
    """Return the place of what some keys lead to, or of the last of them that is there."""
    node = read_tree(text, file)
    for key in path:
        found = node.get(key) if isinstance(node, Mapping) else None
        if found is None:
            break
        node = found
    return node.place


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.place, p.code, p.message)))
