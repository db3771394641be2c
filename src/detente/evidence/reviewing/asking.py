"""review: what a person decided on the proposals of a review file, and into the conflict file
with it; and the review file itself, written from readings.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path

from detente.conflict.fingerprint import fingerprint
from detente.errors import LimitReached, WrongUse
from detente.evidence.readings import Readings
from detente.evidence.reviewing.accepting import plan
from detente.evidence.reviewing.deciding import decide
from detente.evidence.reviewing.loading import load_review, loads_review
from detente.evidence.reviewing.originals import path_in, written_from
from detente.evidence.reviewing.planned import Plan
from detente.evidence.reviewing.proposals import proposals_in
from detente.evidence.reviewing.records import MOST_WORDS, Review
from detente.evidence.reviewing.results import Added, Reviewed
from detente.evidence.reviewing.slices import Slices, slices_of
from detente.evidence.reviewing.writing import review_text
from detente.files import is_plain, may_edit, may_write, write_atomically
from detente.language.inserting import inserted
from detente.language.loading import loads, place_of
from detente.language.tree import read_file
from detente.shipped import path_of

MOST = 5_000  # proposals that one file takes from a reading
FEW = 5  # names that a note tells


def review(
    file: str | Path,
    *,
    into: str | Path | None = None,
    accept: Iterable[str] = (),
    reject: Iterable[str] = (),
) -> Reviewed:
    """Return where a review stands; with `into`, add what was accepted to a conflict file.

    Accepted proposals become sources, quotations and draft statements or conditions; what is
    there already is not added twice.  Comments and order of the conflict file stay, and it is
    written whole or not at all.

    Parameters
    ----------
    file : a review file, as `detente read --to` writes it; `-` for standard input.
    into : the conflict file that takes what was accepted.
    accept, reject : ids of proposals on which this is decided first, in the review file.

    Raises
    ------
    ConflictProblems : if either file has problems, or accepted words do not stand in their
        document; nothing is written then.
    WrongUse : if `into` is no file that can be written to, or a proposal is not there.
    """
    decisions = {**dict.fromkeys(accept, "accept"), **dict.fromkeys(reject, "reject")}
    path = None if into is None else Path(target(into))
    if path is not None:
        may_write(path, reads=[file])
    if decisions:
        decide(file, decisions)
    found = load_review(file)
    if path is None:
        return Reviewed("review", found.file, None, None, None, found.records, Added(), ())
    folder = Path(found.file).parent
    reads = [file, *(path_in(document, folder) for document in found.documents)]
    text = read_file(path)
    conflict = loads(text, file=str(path))
    planned = plan(found, conflict)
    added = _added(planned)
    notes = []
    if added.nothing:
        accepted = any(record.status == "accepted" for record in found.records)
        why = "all that was accepted is there already" if accepted else "nothing was accepted"
        why = "what was accepted does not stand in its document now" if planned.gone else why
        notes.append(f"'{path}' was not changed: {why}.")
    else:
        text, conflict = inserted(text, planned.additions(), file=str(path))
        if any(item.kind != "condition" for item in planned.new):
            notes.append(
                "New statements stand last in their lists, and say that they are drafts: "
                "a list is in order of importance."
            )
        notes += [_to_paraphrase(planned.to_paraphrase)] if planned.to_paraphrase else []
        write_atomically(path, text, reads=reads)
    notes += planned.notes
    notes += [_gone(file, names) for file, names in planned.gone.items()]
    notes += _unfiled(planned.unfiled, str(into))
    meaning = fingerprint(conflict)
    return Reviewed(
        "review", found.file, str(path), conflict.title, meaning, found.records, added, tuple(notes)
    )


def write_review(readings: Readings, file: str | Path, *, reads: Iterable[str | Path] = ()) -> bool:
    """Write the proposals of readings to a review file; tell whether that changed it.

    What a person has touched in a file that is there stays as it is.  `reads` are the files that
    were read: the review is none of them.

    Raises ConflictProblems if the file that is there has problems, WrongUse if it cannot be
    written, LimitReached if there is too much for one file.
    """
    path, reads = Path(file), list(reads)
    text, old, slices = known_review(path, reads=reads)
    files = {one.file: written_from(path.parent, one.file) for one in readings.documents}
    number = sum(len(proposals_in(one, glosses=True)) for one in readings.documents)
    if number > MOST:
        raise LimitReached(
            f"{number:,} proposals are too many for one review file, which holds {MOST:,}: "
            "choose fewer documents"
        )
    new = review_text(readings.documents, files=files, old=old, slices=slices)
    # what was written can be read back, or it is not written
    loads_review(new, str(path))
    if new == text:
        return False
    write_atomically(path, new, reads=reads)
    return True


def known_review(
    file: str | Path, *, reads: Iterable[str | Path] = ()
) -> tuple[str | None, Review | None, Slices | None]:
    """Return the review file that is there: its text, what it says, its pieces; else nothing.

    Raises ConflictProblems if it has problems, WrongUse if nothing can be written there.
    """
    path = Path(file)
    if str(file) == "-" or not path.parent.is_dir():
        raise WrongUse(f"'{file}' cannot be written: name a file in a folder that is there")
    if path.is_dir():
        raise WrongUse(f"'{file}' is a folder: name a review file in it, '{path / 'review.yaml'}'")
    may_write(path, reads=reads)
    if not is_plain(path):
        return None, None, None
    text = read_file(path)
    return text, loads_review(text, str(path)), slices_of(text, str(path))


def target(into: str | Path) -> str:
    """Return the conflict file to write to; raises WrongUse if it is none that one writes to."""
    if str(into) == "-":
        raise WrongUse("standard input cannot be written to: name a conflict file")
    if not Path(into).exists():
        if path_of(into) is not None:
            raise WrongUse(
                f"'{into}' is a shipped example: copy it with 'detente new my-conflict --from {into}'"
            )
        raise WrongUse(
            f"there is no conflict file '{into}': 'detente new {into} --review REVIEW' drafts one"
        )
    place = place_of(into)
    if not Path(place).is_dir():
        may_edit(place)
    return place


def _to_paraphrase(names: list[str]) -> str:
    """Return the note on quotations that are long, or an outlet's wording."""
    shown = ", ".join(names[:FEW]) + (", ..." if len(names) > FEW else "")
    if len(names) == 1:
        return (
            f"1 quotation holds more than {MOST_WORDS} words or an outlet's wording: paraphrase it "
            f"before you publish the file ({shown})."
        )
    return (
        f"{len(names):,} quotations hold more than {MOST_WORDS} words or an outlet's wording: "
        f"paraphrase them before you publish the file ({shown})."
    )


def _gone(file: str, names: list[str]) -> str:
    """Return the note on what was accepted of a text that its file does not hold any more."""
    shown = ", ".join(names[:FEW]) + (", ..." if len(names) > FEW else "")
    told = (
        "1 accepted proposal was" if len(names) == 1 else f"{len(names):,} accepted proposals were"
    )
    return (
        f"{told} read in an earlier text of '{file}', which has changed since and does not hold "
        f"the words any more, and left out: {shown}."
    )


def _unfiled(sources: Mapping[str, Path], into: str) -> list[str]:
    """Return the note on sources whose documents lie elsewhere, and how they are looked up."""
    if not sources:
        return []
    folders = {path.parent for path in sources.values()}
    # what lies below another is looked through with it
    tops = sorted(one.as_posix() for one in folders if not folders.intersection(one.parents))
    asked = [
        f"detente check {shlex.quote(into)} --originals {shlex.quote(folder)}" for folder in tops
    ]
    shown = ", ".join(list(sources)[:FEW]) + (", ..." if len(sources) > FEW else "")
    told = "1 source has" if len(sources) == 1 else f"{len(sources):,} sources have"
    return [
        f"{told} no file in or below the folder of '{into}' ({shown}): their words are confirmed by "
        + " and ".join(f"'{one}'" for one in asked)
        + "."
    ]


def _added(planned: Plan) -> Added:
    quotations = tuple(
        {
            "name": name,
            "source": str(tree["source"]),
            "words": str(tree.get("text") or tree.get("paraphrase")),
            **planned.places[name],
        }
        for name, tree in planned.quotations.items()
    )
    return Added(tuple(planned.sources), quotations, tuple(planned.attached))
