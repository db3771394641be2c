"""check: everything that is wrong with a conflict file, and what it rests on.

Loading, compiling and verifying are put together here: this is the one place that knows the
language, the graph and the evidence at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from detente.analyses.assuming import Supported, supported
from detente.conflict.conflict import Conflict
from detente.conflict.fingerprint import fingerprint
from detente.conflict.parties import Condition
from detente.errors import ConflictProblems, LimitReached, Place, Problem, WrongUse
from detente.evidence.verifying import Verification, read_originals, verify
from detente.graph.compiling import compile
from detente.graph.model import GraphModel
from detente.graph.selecting import select
from detente.language.codes import problem
from detente.language.loading import place_of, read
from detente.language.tree import Mapping, read_file, read_tree
from detente.version import program_version

NOTHING = Verification((), (), (), (), (), ())


@dataclass(frozen=True, slots=True)
class Check:
    """What is wrong with a file, what no source says, and how far quotations are proven.

    `title` and `fingerprint` are None where the file could not be compiled.
    """

    file: str
    title: str | None
    fingerprint: str | None
    perspective: str | None
    problems: tuple[Problem, ...]
    items: tuple[Supported, ...]
    quotations: Verification

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
            "settings": {"file": self.file, "perspective": self.perspective},
            "problems": self.rows(),
            "assumptions": [item.to_dict() for item in self.assumptions],
            "disputed": list(self.disputed),
            "quotations": self.quotations.to_dict(),
            "confirmed": list(self.quotations.confirmed),
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
    originals : a folder (or one file) of original documents to confirm quotations in.

    Raises
    ------
    WrongUse : if there is no such perspective, or the originals cannot be read.
    """
    path = place_of(file)
    name = "<stdin>" if path == "-" else path
    try:
        texts = {} if originals is None else read_originals(Path(originals))
    except OSError as error:
        raise WrongUse(f"the originals cannot be read: {error}") from None
    try:
        text = read_file(path)
    except ConflictProblems as error:
        return Check(name, None, None, perspective, error.problems, (), NOTHING)
    conflict, problems = read(text, file=name)
    if conflict is None:
        return Check(name, None, None, perspective, _sorted(problems), (), NOTHING)
    selection = select(conflict, perspective=perspective)
    folder = Path.cwd() if path == "-" else Path(path).parent
    proven = verify(conflict, folder, originals=texts)
    graph, of_model = _compiled(conflict, perspective)
    if graph is not None:
        of_model = (*of_model, *_of_states(graph, conflict, lambda: _status_quo(text, name)))
    found = _sorted((*problems, *proven.problems, *of_model))
    whole = all(one.severity == "warning" for one in of_model)
    return Check(
        name,
        conflict.title if whole else None,
        fingerprint(conflict) if whole else None,
        selection.perspective.name,
        found,
        supported(selection),
        proven,
    )


def _sorted(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.place, p.code, p.message)))


def _compiled(
    conflict: Conflict, perspective: str | None
) -> tuple[GraphModel | None, tuple[Problem, ...]]:
    try:
        return compile(conflict, perspective=perspective), ()
    except ConflictProblems as error:
        return None, error.problems
    except LimitReached as limit:
        place = conflict.options[0].basis.place if conflict.options else Place(conflict.file, 1, 1)
        return None, (problem("M005", place, str(limit)),)


def _status_quo(text: str, file: str) -> Place:
    """Return where a file names its status quo."""
    root = read_tree(text, file)
    found = root.get("status_quo") if isinstance(root, Mapping) else None
    return found.place if found else root.place


def _of_states(graph: GraphModel, conflict: Conflict, today: Callable[[], Place]) -> Iterator[Problem]:
    """Yield what is wrong with states the file names, and with steps nobody can take."""
    yield from _impossible(graph, conflict, today)
    yield from _rankings(graph, conflict)
    if graph.moves is not None:
        yield from _steps(graph, conflict)


def _possible(graph: GraphModel, state: str) -> bool:
    number = graph.naming.read(state)
    return number is not None and number >= 0 and bool(graph.exists[number])


def _impossible(graph: GraphModel, conflict: Conflict, today: Callable[[], Place]) -> Iterator[Problem]:
    if conflict.status_quo is not None and not _possible(graph, conflict.status_quo):
        message = f"the status quo '{conflict.status_quo}' breaks a rule of the file"
        yield problem("M002", today(), message)
    for perspective in conflict.perspectives:
        state = perspective.status_quo
        if state is not None and not _possible(graph, state):
            message = f"the status quo '{state}' of '{perspective.name}' breaks a rule of the file"
            yield problem("M002", perspective.basis.place, message)
    outcome = conflict.outcome
    if outcome is not None and outcome.state and not _possible(graph, outcome.state):
        message = f"the outcome '{outcome.state}' breaks a rule of the file"
        yield problem("M006", outcome.basis.place, message, "mend the outcome, or the rule")


def _rankings(graph: GraphModel, conflict: Conflict) -> Iterator[Problem]:
    for party in conflict.parties:
        ranking = party.ranking
        if ranking is None:
            continue
        named = [state for tier in ranking.tiers for state in tier if state != "others"]
        gone = [state for state in named if not _possible(graph, state)]
        if gone:
            message = f"'{party.name}' ranks '{gone[0]}', which breaks a rule of the file"
            more = f", and {len(gone) - 1} more such" if len(gone) > 1 else ""
            yield problem("M006", ranking.basis.place, message + more)
        possible = len({state for state in named if _possible(graph, state)})
        left = graph.count - possible
        if left and not any("others" in tier for tier in ranking.tiers):
            message = (
                f"the ranking of '{party.name}' leaves out {left} of {graph.count} states: how "
                "they compare is not known, and they are computed as below all the others"
            )
            yield problem("P003", ranking.basis.place, message)


def _steps(graph: GraphModel, conflict: Conflict) -> Iterator[Problem]:
    assert graph.moves is not None
    combinations = np.flatnonzero(graph.moves.exists)
    status_quo = conflict.status_quo
    for bit, option in enumerate(conflict.options):
        ever = bool((combinations >> bit & 1).any())
        now = status_quo is not None and bit < len(status_quo) and status_quo[bit] == "Y"
        if not ever:
            message = f"'{option.name}' can never be in effect: the rules forbid it in every state"
            yield problem("M004", option.basis.place, message)
        elif not option.by and not now and not (status_quo is None or option.undone_by):
            message = f"nobody can put '{option.name}' in effect, and it is not so today"
            yield problem("M004", option.basis.place, message)
    for party in conflict.parties:
        for condition in party.conditions:
            if isinstance(condition, Condition):
                yield from _condition(graph, party.name, condition)


def _condition(graph: GraphModel, party: str, condition: Condition) -> Iterator[Problem]:
    """Yield the warning for a condition that holds nowhere its step could be taken."""
    number = graph.party_number(party)
    term = next((t for t in graph.terms[number] if t.id == condition.id), None)
    if term is None or graph.moves is None:
        return
    holding = np.flatnonzero(term.holds & graph.moves.exists)
    # before the step its option is as it was, with the step as it will be
    in_effect = term.on != term.at_start
    if not ((holding >> term.bit & 1) == in_effect).any():
        message = f"the condition '{condition.id}' can hold in no state, so its step is never signed"
        yield problem("M004", condition.basis.place, message, "check its formula and the rules")
