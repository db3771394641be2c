"""A conflict file to start from, after a review: its parties, and the options that were named.

The parties are those that accepted proposals speak for or are about, those that are named most
often first, with the names and codes of the table of states.  A person is no party; an event
brings in states only, because those who take part in it may be persons.  What the parties want is
not guessed: that is what `attach` and the author say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from detente.conflict.conflict import Conflict
from detente.conflict.time import parse_day
from detente.errors import ConflictProblems, Problem, WrongUse
from detente.evidence.reading.parties.states import former, states, terms
from detente.evidence.reviewing.attaching import NewOption, attached
from detente.evidence.reviewing.naming import free, slug
from detente.evidence.reviewing.records import Record, Review
from detente.language.emitting import Plain, Tree, emit
from detente.language.loading import loads

MOST_NAMES = 2  # by which a party goes, besides its capital
MOST_WORDS = 2  # of a short name
_FORMAL = ("Republic", "Kingdom", "Federation", "Confederation")
_ASKED = re.compile(r"'([^']+)'|\b(?:does|is) ([^?']+?)(?: speak for)?\?")
EXAMPLE = "first-step"
TOLD = """\
# A draft after a review. What the parties want, most important first, goes under 'prefers', and what
# they insist on under 'conditions'; 'detente review REVIEW --into FILE' brings the quotations in.
"""
PLACEHOLDER = "# Replace this option by what can be done in the dispute, and by whom.\n"


def drafted(review: Review) -> str:
    """Return the text of a conflict file with the parties of what was accepted in a review.

    Raises ConflictProblems if a new option cannot be read, WrongUse if nothing that was accepted
    names a party.
    """
    accepted = [record for record in review.records if record.status == "accepted"]
    parties = _parties(accepted, _persons(review.records))
    if not parties:
        why = "names a party" if accepted else "has been accepted"
        raise WrongUse(
            f"nothing in '{review.file}' {why}: accept proposals of those who take part first"
        )
    tree: dict[str, Tree] = {"detente": Plain("1"), "title": _title(review)}
    days = [one.text("date") for one in review.documents if parse_day(one.text("date"))]
    if days:
        tree["as_of"] = Plain(max(days))
    tree["parties"] = parties
    bare = {**tree, "options": {EXAMPLE: {"label": "A first step", "by": next(iter(parties))}}}
    options = _options(accepted, loads(emit(bare), file=review.file))
    if options:
        return TOLD + emit({**tree, "options": options, "status_quo": ()})
    text = emit({**bare, "status_quo": ()})
    return TOLD + text.replace("\noptions:\n", f"\noptions:\n  {PLACEHOLDER}")


def _title(review: Review) -> str:
    told = (one.text("title") for one in review.documents)
    return next(filter(None, told), "A conflict without a title")


def _parties(accepted: Sequence[Record], persons: frozenset[str]) -> dict[str, Tree]:
    """Return the parties that records name, each under a short name that is its own."""
    found: dict[str, Tree] = {}
    counts = Counter(_code(name) or name for name in _named(accepted) if not _is(name, persons))
    for name, _ in counts.most_common():
        state = states().get(name)
        key = free(_short(name) if state else slug(name, "party"), found)
        found[key] = {"name": state.name if state else name}
        aliases = tuple(word for word in _aliases(name) if word != key) if state else ()
        if aliases:
            found[key] = {"name": state.name if state else name, "aliases": aliases}
    return found


def _named(accepted: Sequence[Record]) -> Iterator[str]:
    for record in accepted:
        yield from dict.fromkeys((*record.texts("party"), *record.texts("about")))
        yield from (name for name in record.texts("participants") if _code(name))


def _persons(records: Sequence[Record]) -> frozenset[str]:
    """Return who is a person, in small letters: who speaks, for another or for nobody known.

    What speaks for itself, `Yerevan` or a movement, is none, unless that is asked.
    """
    themselves = {
        record.text("speaker").casefold()
        for record in records
        if record.text("speaker") in record.texts("party") and not record.texts("questions")
    }
    speakers = {record.text("speaker").casefold() for record in records} - themselves - {""}
    questions = (
        question.casefold() for record in records for question in record.texts("questions")
    )
    asked = {found[1] or found[2] for one in questions for found in _ASKED.finditer(one)}
    return frozenset(speakers | asked)


def _is(name: str, persons: frozenset[str]) -> bool:
    """Tell whether a name is that of a person: all of it, or one that ends with the surname."""
    if _code(name):
        return False
    plain = name.casefold()
    surnames = {one.split()[-1] for one in persons if one.strip()}
    return plain in persons or not surnames.isdisjoint(plain.split()[-1:])


def _code(name: str) -> str:
    """Return the code of the state that a name is, empty if it is none."""
    if name in states():
        return name
    meant = {code for code, sort in terms().get(name, ()) if sort in ("name", "body")}
    return meant.pop() if len(meant) == 1 else ""


def _short(code: str) -> str:
    """Return the key of a party of the table: a state's code, or the letters a body goes by."""
    sorts = {sort for meant in terms().values() for one, sort in meant if one == code}
    if sorts & {"people", "capital"}:
        return code
    names = [states()[code].name, *_words(code, "name")]
    letters = (one for one in names if one.isupper() and one.isalpha())
    return next(letters, names[0] if names[0].isalpha() else code)


def _words(code: str, sort: str) -> list[str]:
    """Return the words of a sort that stand for a state today, in the order of the table."""
    return [
        word
        for word, meant in terms().items()
        if (code, sort) in meant and word not in former() and not re.search(r"[^\w -]", word)
    ]


def _aliases(code: str) -> tuple[str, ...]:
    """Return some words that a state goes by: its seat of government, its short names."""
    names = [
        word
        for word in _words(code, "name")
        if word != states()[code].name
        and len(word.split()) <= MOST_WORDS
        and not word.endswith(_FORMAL)
    ]
    return (*_words(code, "capital")[:1], *names[:MOST_NAMES])


def _options(accepted: Sequence[Record], conflict: Conflict) -> dict[str, Tree]:
    """Return the options that accepted proposals are attached to as new ones."""
    found: dict[str, Tree] = {}
    problems: list[Problem] = []
    for record in accepted:
        for value in record.lists.get("attach", ()):
            if not value.text.startswith("new "):
                continue
            one = attached(value, conflict)
            if isinstance(one, NewOption):
                by = one.by[0] if len(one.by) == 1 else one.by
                found.setdefault(one.name, {"label": one.label, "by": by})
            elif isinstance(one, Problem):
                problems.append(one)
    if problems:
        raise ConflictProblems(problems)
    return found
