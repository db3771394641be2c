"""export: a conflict as a file for others, public parts only if need be, in their format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from detente.analyses.answer import Asked
from detente.conflict.conflict import EVERYTHING, Conflict
from detente.conflict.fingerprint import fingerprint
from detente.errors import LimitReached, NoAnswer, Problem, WrongUse, did_you_mean
from detente.language.rewriting import withhold
from detente.version import program_version

Form = Literal["yaml", "gmcr", "csv", "json"]

CSV_UP_TO = 65_536  # states, one line each
JSON_UP_TO = 4_096  # states, with the moves from each
CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq")


@dataclass(frozen=True, slots=True)
class Exported:
    """A file for others: its text, what was withheld from it, what its format cannot hold.

    `files` are those that the conflict was in; `leaks` words of what is withheld that still stand
    in its text: look at them before anybody else does.
    """

    asked: Asked
    form: str
    text: str
    withheld: int
    notes: tuple[str, ...]
    files: tuple[Path, ...] = ()
    leaks: tuple[Problem, ...] = ()

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each note: what the reader of the file will not see."""
        return [{"format": self.form, "note": note} for note in self.notes]

    def to_dict(self) -> dict[str, object]:
        """Return the file and what is to be said of it as one plain document."""
        return {
            **self.asked.to_dict(),
            "format": self.form,
            "withheld": self.withheld,
            "notes": list(self.notes),
            "problems": [leak.to_dict() for leak in self.leaks],
            "text": self.text,
        }

    def _repr_html_(self) -> str:
        from detente.analyses.showing import html_table

        return html_table(f"{self.asked.title} as {self.form}", self.rows())


def export(
    conflict: str | Path | Conflict,
    *,
    form: Form = "yaml",
    public: bool = False,
    perspective: str | None = None,
) -> Exported:
    """Return a conflict as a file for others.

    Parameters
    ----------
    conflict : a conflict, its file, or the slug of an example.
    form : `yaml` (a conflict file), `gmcr`, `csv` (a line for each state), or `json` (states,
        moves and preferences).
    public : leave out what is confidential, and all that mentions it; words of it that stand
        elsewhere as well are in `leaks`, under whatever disguise.
    perspective : keep what this perspective admits; without it a conflict file keeps all
        perspectives, and the other formats show the default one.

    Raises
    ------
    ConflictProblems : if the file has problems.
    WrongUse : for a format or a perspective that is not there.
    NoAnswer : if nothing public is left, or an explicit graph is wanted as `gmcr`.
    LimitReached : if the model is too large for the format.

    >>> import detente
    >>> found = detente.export("classics/chicken", form="csv")
    >>> [line[:10] for line in found.text.splitlines()[1:]]
    ['NN,N,N,4,4', 'YN,Y,N,3,1', 'NY,N,Y,1,3', 'YY,Y,Y,2,2']
    """
    from detente.language.loading import files_of, loads

    if form not in get_args(Form):
        raise WrongUse(f"'{form}' is not a format; {did_you_mean(form, get_args(Form))}")
    text, file = _text_of(conflict)
    withheld = 0
    notes: list[str] = []
    leaks: tuple[Problem, ...] = ()
    if public:
        shown = withhold(text, file=file)
        text, withheld, leaks = shown.text, shown.count, shown.leaks
    found = loads(text, file=file)
    if form == "yaml" and perspective is None:
        made = text
    else:
        made, more = _made(found, form, perspective, public=public)
        notes += more
    if not public and _has_secrets(text, file):
        notes.append("confidential items are in the file; 'public' leaves them out")
    return Exported(
        _asked(found, form, perspective, public=public),
        form,
        made,
        withheld,
        tuple(notes),
        files_of(found),
        leaks,
    )


def _text_of(conflict: str | Path | Conflict) -> tuple[str, str]:
    from detente.language.loading import place_of
    from detente.language.tree import read_file
    from detente.language.writing import dumps

    if isinstance(conflict, Conflict):
        return dumps(conflict), conflict.file or "<text>"
    name = place_of(conflict)
    return read_file(name), "<stdin>" if name == "-" else name


def _has_secrets(text: str, file: str) -> bool:
    try:
        return withhold(text, file=file).count > 0
    except NoAnswer:  # nothing would be left
        return True


def _asked(conflict: Conflict, form: str, perspective: str | None, *, public: bool) -> Asked:
    settings = {"format": form, "public": public, "perspective": perspective}
    return Asked("export", conflict.title, fingerprint(conflict), program_version(), settings)


def _made(
    conflict: Conflict, form: Form, perspective: str | None, *, public: bool
) -> tuple[str, list[str]]:
    """Return the text in a format that shows one perspective, and notes."""
    from detente.graph.selecting import select

    selection = select(conflict, perspective=perspective)
    if form == "yaml":
        from detente.language.writing import dumps
        from detente.telling.settling import settled

        return dumps(settled(selection)), []
    notes = []
    if selection.perspective != EVERYTHING:
        notes.append(f"the file shows the perspective '{selection.perspective.name}'")
    if form == "gmcr":
        from detente.formats import gmcr
        from detente.telling.settling import settled

        written = gmcr.write(settled(selection))
        return written.text, [*notes, *written.notes]
    from detente.formats.tables import to_csv, to_json
    from detente.graph.compiling import compile
    from detente.telling.filling import tables_of

    graph = compile(conflict, perspective=perspective)
    most = CSV_UP_TO if form == "csv" else JSON_UP_TO
    if graph.count > most:
        raise LimitReached(
            f"the model has {graph.count:,} states; as {form} at most {most:,} are listed"
        )
    if form == "csv":
        tables = tables_of(graph, concepts=CONCEPTS)
        made = to_csv(tables)
    else:
        tables = tables_of(graph, moves=True)
        head = _asked(conflict, form, selection.perspective.name, public=public).to_dict()
        made = to_json(head, tables)
    if tables.unknown_order:
        listed = ", ".join(tables.unknown_order)
        notes.append(f"places follow the order written, which is not fully known for {listed}")
    return made, notes
