"""A conflict file to start from, after a review: its parties, and the options that were named.

The parties are those that accepted proposals speak for or are about, with the names and codes of
the table of states; an event brings in states only, because those who take part in it may be
persons.  What the parties want is not guessed: that is what `attach` and the author say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.conflict.conflict import Conflict
from detente.conflict.time import parse_day
from detente.errors import ConflictProblems, Problem, WrongUse
from detente.evidence.reading.parties.states import states, terms
from detente.evidence.reviewing.attaching import NewOption, attached
from detente.evidence.reviewing.naming import free, slug
from detente.evidence.reviewing.records import Record, Review
from detente.language.emitting import Plain, Tree, emit
from detente.language.loading import loads

MOST_ALIASES = 3
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
    parties = _parties(accepted)
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


def _parties(accepted: Sequence[Record]) -> dict[str, Tree]:
    """Return the parties that records name, each under a short name that is its own."""
    found: dict[str, Tree] = {}
    known: set[str] = set()
    for name in _named(accepted):
        code = _code(name)
        if (code or name) in known:
            continue
        known.add(code or name)
        key = free(code or slug(name, "party"), found)
        state = states().get(code)
        found[key] = {"name": state.name if state else name}
        aliases = _aliases(code)
        if aliases:
            found[key] = {"name": state.name if state else name, "aliases": aliases}
    return found


def _named(accepted: Sequence[Record]) -> Iterator[str]:
    for record in accepted:
        asked = " ".join(record.texts("questions"))
        for name in (*record.texts("party"), *record.texts("about")):
            if f"'{name}'" not in asked:  # whom a question is about may be a person
                yield name
        yield from (name for name in record.texts("participants") if _code(name))


def _code(name: str) -> str:
    """Return the code of the state that a name is, empty if it is none."""
    if name in states():
        return name
    meant = {code for code, sort in terms().get(name, ()) if sort in ("name", "body")}
    return meant.pop() if len(meant) == 1 else ""


def _aliases(code: str) -> tuple[str, ...]:
    """Return some words that a state goes by: its seat of government, its short names."""
    if not code:
        return ()
    words = [
        word
        for word, meant in terms().items()
        if any(one == code and sort in ("capital", "name") for one, sort in meant)
        and word != states()[code].name
        and not re.search(r"[^\w -]", word)
    ]
    return tuple(sorted(words, key=lambda word: (len(word), word))[:MOST_ALIASES])


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
