"""The review file as text: what a person has touched stays as it is, letter for letter.

A record that nobody has touched is written as the reader proposes it now.  One that was decided,
edited or commented on keeps its text; so does the record of a document that was not read this
time.  The same readings over the same file always give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from detente.evidence.readings import DocumentRead
from detente.evidence.reviewing.naming import names_of, told_by
from detente.evidence.reviewing.proposals import (
    NO_PARTY,
    Proposal,
    ordered,
    proposals_in,
)
from detente.evidence.reviewing.records import (
    MOST_WORDS,
    Record,
    Review,
    clean,
    mark_of,
    mark_of_document,
    one_line,
)
from detente.evidence.reviewing.slices import LEFT, MODEL, TERMS, TO, WORDS, Slices
from detente.evidence.reviewing.words import count_words
from detente.language.emitting import Plain, Tree, emit

HEADING = "  # ---- "

TOP = """\
# What was read, for a person to decide.  Write 'accept' or 'reject' behind 'decide:'; what is
# left empty waits.  Mend what is wrong: speaker, office, party, voice, date.  'date' is when it
# was said.  Accepted words come in as they stand; a 'paraphrase', in your own words, takes the
# place of what is longer than {most} words or an outlet's wording.
# 'attach' says what it is for in the conflict file, one thing or a list:
#     US.s3                                    supports this statement, condition or rule
#     against US.s3                            speaks against it
#     option review                            supports this option
#     US.new demand: eow implies steps         supports a new one (red line, demand, want)
#     US.new condition: ease only after steps
# Then run: detente review THIS_FILE --into conflict.yaml
# Reading again changes nothing that you have touched.

review: 1
"""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A record of the new file: its text, and what it is sorted by."""

    text: str
    party: str
    key: tuple[object, ...]


def review_text(
    documents: Iterable[DocumentRead],
    *,
    files: Mapping[str, str],
    old: Review | None = None,
    slices: Slices | None = None,
) -> str:
    """Return the text of a review file.

    Parameters
    ----------
    files : how the file of each document is written, from the folder of the review file.
    old, slices : the review that is there already, and its text in pieces.
    """
    read = list({one.answer["text_sha256"]: one for one in reversed(list(documents))}.values())[
        ::-1
    ]
    names = names_of(read, files, old)
    head = slices.head if slices else TOP.format(most=MOST_WORDS)
    keys = slices.keys if slices else {}
    parts = [head.rstrip(), "", keys.get("documents", "documents:")]
    parts += [block.rstrip("\n") for block in _documents(read, names, files, old, slices)]
    entries = sorted(_records(read, names, old, slices), key=lambda one: one.key)
    key = keys.get("proposals", "proposals:")
    parts += ["", key if entries else key.replace("proposals:", "proposals: {}")]
    party = None
    for entry in entries:
        if entry.party != party:
            party = entry.party
            parts += ["", f"{HEADING}{party}"]
        parts += ["", entry.text.rstrip("\n")]
    parts += ["", slices.foot] if slices and slices.foot else []
    return "\n".join(parts) + "\n"


# documents ---------------------------------------------------------------------------------


def _documents(
    read: list[DocumentRead],
    names: Mapping[str, str],
    files: Mapping[str, str],
    old: Review | None,
    slices: Slices | None,
) -> Iterator[str]:
    """Yield the documents: those of the old file in their order, then the new ones."""
    fresh = {names[str(one.answer["text_sha256"])]: one for one in read}
    for document in old.documents if old else ():
        assert slices is not None
        one = fresh.pop(document.name, None)
        if one is None:
            yield slices.documents[document.name]
        elif document.edited or document.name in slices.commented:
            hashes = {key: str(one.answer[key]) for key in ("sha256", "text_sha256")}
            yield slices.with_values(document.name, {"file": files[one.file], **hashes})
        else:
            yield _document(document.name, one, files[one.file])
    for name, one in fresh.items():
        yield _document(name, one, files[one.file])


def _document(name: str, one: DocumentRead, file: str) -> str:
    told = told_by(one)
    fields: dict[str, Tree] = {
        "file": file,
        "sha256": str(one.answer["sha256"]),
        "text_sha256": str(one.answer["text_sha256"]),
        **{key: one_line(value) for key, value in told.items()},
        "proposed": mark_of_document(name, told),
    }
    model = one.answer.get("model")
    said = [f"{MODEL}{model['name']} {model['version']}"] if isinstance(model, Mapping) else []
    skipped = one.answer.get("skipped")
    said += [f"{LEFT}{line}" for line in skipped] if isinstance(skipped, list) else []
    return _block(name, fields, said)


# records -----------------------------------------------------------------------------------


def _records(
    read: list[DocumentRead],
    names: Mapping[str, str],
    old: Review | None,
    slices: Slices | None,
) -> Iterator[_Entry]:
    """Yield every record of the new file."""
    held = _held(old, slices, {names[str(one.answer["text_sha256"])] for one in read})
    by_id = {record.id: record for record in held}
    by_words = {
        (record.text("document"), record.role, one_line(record.text("words"))): record
        for record in held
        if _touched(record, slices)
    }
    placed: set[str] = set()
    for number, proposal in enumerate(
        ordered(p for one in read for p in proposals_in(one, glosses=True))
    ):
        name = names[proposal.text_sha256]
        record = by_id.get(proposal.id) or by_words.get((name, proposal.role, proposal.words))
        if record is None:
            yield _Entry(_record(proposal, name), proposal.party, _key(proposal, number))
        elif record.id not in placed:
            assert slices is not None
            placed.add(record.id)
            text = slices.proposals[record.id]
            yield _Entry(text, proposal.party, _key(proposal, number))
    for number, record in enumerate(held):
        if record.id not in placed:
            assert slices is not None
            party = record.party
            sure = -_number(record.text("confidence"))
            key = (party == NO_PARTY, party, sure, record.text("document"), 1, number)
            yield _Entry(slices.proposals[record.id], party, key)


def _held(old: Review | None, slices: Slices | None, read: set[str]) -> list[Record]:
    """Return the records of the old file that stay: touched, or of a document not read now."""
    return [
        record
        for record in (old.records if old else ())
        if _touched(record, slices) or record.text("document") not in read
    ]


def _touched(record: Record, slices: Slices | None) -> bool:
    """Tell whether a person has decided on a record, edited it, or put a comment to it."""
    return record.status != "new" or (slices is not None and record.id in slices.commented)


def _key(proposal: Proposal, number: int) -> tuple[object, ...]:
    none = proposal.party == NO_PARTY
    return (none, proposal.party, -proposal.confidence, "", 0, number)


def _number(text: str) -> float:
    return float(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else 0.0


def _record(proposal: Proposal, document: str) -> str:
    """Return the text of a record that nobody has touched."""
    own = proposal.form != "direct" or count_words(proposal.words) > MOST_WORDS
    people = proposal.holders if proposal.kind == "event" else ()
    fields: dict[str, Tree | None] = {
        "kind": proposal.kind,
        "what": proposal.what or None,
        "words": proposal.words,
        "speaker": one_line(proposal.speaker),
        "office": one_line(proposal.office) or None,
        "party": _names(proposal.parties),
        "about": _names(proposal.about) or None,
        "participants": _names(people) or None,
        "voice": proposal.voice,
        "date": one_line(proposal.date),
        "when": one_line(proposal.when) or None,
        "questions": clean(proposal.questions) or None,
        "paraphrase": "" if own else None,
        "attach": "",
        "decide": "",
        "document": document,
        "place": ", ".join(f"{start}-{end}" for start, end in proposal.place),
        "form": proposal.form or None,
        "confidence": f"{proposal.confidence:.2f}",
        "rule": one_line(proposal.rule) or None,
        "reason": one_line(proposal.reason) or None,
        "proposed": mark_of(proposal),
    }
    said = [f"{proposal.before}{WORDS}{proposal.after}".strip()]
    said += [f"{TERMS}{'; '.join(proposal.terms)}"] if proposal.terms else []
    said += [f"{TO}{proposal.addressee}"] if proposal.addressee else []
    return _block(proposal.id, {k: v for k, v in fields.items() if v is not None}, said)


def _names(names: tuple[str, ...]) -> Tree:
    found = clean(names)
    return found[0] if len(found) == 1 else tuple(found) if found else ""


def _block(name: str, fields: Mapping[str, Tree], comments: list[str]) -> str:
    """Return one entry of a section: its name, comments on it, its keys."""
    shown = {key: Plain("") if value == "" else _plain(key, value) for key, value in fields.items()}
    first, *lines = emit({name: shown}).rstrip("\n").split("\n")
    said = [f"  # {_printable(comment)}" for comment in comments]
    return "\n".join(f"  {line}".rstrip() for line in (first, *said, *lines)) + "\n"


def _plain(key: str, value: Tree) -> Tree:
    return Plain(value) if key in _PLAIN and isinstance(value, str) else value


_PLAIN = frozenset({"date", "place", "confidence", "sha256", "text_sha256", "proposed"})


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in one_line(text))
