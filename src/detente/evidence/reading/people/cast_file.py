"""Cast files: YAML to a cast, with every problem at its place.

The keys of `parties` are those of the conflict file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from detente.conflict.time import Day, parse_day
from detente.errors import ConflictProblems, Problem, did_you_mean, short
from detente.evidence.reading.parties.states import states, terms
from detente.evidence.reading.people.cast import Cast, CastParty, Member, Served
from detente.language.codes import problem
from detente.language.tree import Mapping, Node, Sequence, Text, read_file, read_tree

_TOP = ("parties", "persons")


_PARTY = ("state", "aliases")


_PERSON = ("aliases", "offices", "party")


_OFFICE = ("office", "party", "from", "to")


def load_cast(path: str | Path) -> Cast:
    """Return the cast in a file; `-` reads standard input.

    Raises ConflictProblems with everything that is wrong with it, each with its place.
    """
    text = read_file(path)
    return read_cast(text, "<stdin>" if str(path) == "-" else str(path))


def read_cast(text: str, file: str = "<cast>") -> Cast:
    """Return the cast in a YAML text.

    Raises ConflictProblems with everything that is wrong with it, each with its place.
    """
    tree = read_tree(text, file)
    problems: list[Problem] = []
    if not isinstance(tree, Mapping):
        raise ConflictProblems(
            [
                problem(
                    "S004",
                    tree.place,
                    "a cast file is a mapping",
                    "write 'parties:' and 'persons:'",
                )
            ]
        )
    _keys(tree, _TOP, "the cast", problems)
    parties = tuple(
        _party(key, node, problems) for key, node in _entries(tree, "parties", problems)
    )
    known = [party.name for party in parties]
    persons = tuple(
        _member(key, node, known, problems) for key, node in _entries(tree, "persons", problems)
    )
    _apart(tree, parties, persons, problems)
    if problems:
        raise ConflictProblems(problems)
    return Cast(parties, persons)


def _party(key: Text, node: Node, problems: list[Problem]) -> CastParty:
    what = f"party '{short(key.value)}'"
    if isinstance(node, Text) and not node.value:
        return CastParty(key.value, _state(key), ())
    if not isinstance(node, Mapping):
        problems.append(
            problem("S004", node.place, f"{what} is not a mapping", "write its keys below it")
        )
        return CastParty(key.value, "", ())
    _keys(node, _PARTY, what, problems)
    state = _text(node, "state", what, problems)
    code = _state(state) if state else _state(key)
    if state and not code:
        names = [one.name for one in states().values()]
        message = f"the state '{short(state.value)}' of {what} is not in the table of states"
        problems.append(problem("S005", state.place, message, did_you_mean(state.value, names)))
    return CastParty(key.value, code, _texts(node, "aliases", what, problems))


def _state(text: Text) -> str:
    """Return the code of the state that a text names, empty if none."""
    if text.value in states():
        return text.value
    meant = {code for code, sort in terms().get(text.value, ()) if sort == "name"}
    return meant.pop() if len(meant) == 1 else ""


def _member(key: Text, node: Node, known: list[str], problems: list[Problem]) -> Member:
    what = f"person '{short(key.value)}'"
    if not isinstance(node, Mapping):
        problems.append(
            problem("S004", node.place, f"{what} is not a mapping", "write its keys below it")
        )
        return Member(key.value, (), ())
    _keys(node, _PERSON, what, problems)
    offices = []
    always = _text(node, "party", what, problems)
    if always is not None:
        _known(always, known, what, problems)
    listed = node.get("offices")
    if listed is not None and not isinstance(listed, Sequence):
        problems.append(
            problem(
                "S004",
                listed.place,
                f"'offices' of {what} is not a list",
                "write '- {office: ..., party: ...}'",
            )
        )
    for item in listed.items if isinstance(listed, Sequence) else ():
        if isinstance(item, Mapping):
            offices.append(_served(item, what, always, known, problems))
        else:
            problems.append(
                problem(
                    "S004",
                    item.place,
                    f"an office of {what} is not a mapping",
                    "write '{office: ..., party: ...}'",
                )
            )
    if not offices and always is not None:
        offices.append(Served("", always.value, None, None))
    return Member(key.value, _texts(node, "aliases", what, problems), tuple(offices))


def _served(
    node: Mapping, what: str, always: Text | None, known: list[str], problems: list[Problem]
) -> Served:
    what = f"an office of {what}"
    _keys(node, _OFFICE, what, problems)
    office = _text(node, "office", what, problems)
    party = _text(node, "party", what, problems)
    if party is not None:
        _known(party, known, what, problems)
    if office is None and party is None:
        problems.append(
            problem("S003", node.place, f"{what} has no 'office'", "add 'office' or 'party'")
        )
    first, last = _day(node, "from", what, problems), _day(node, "to", what, problems)
    if first and last and last.last < first.first:
        problems.append(problem("T002", node.place, f"{what} ends before it begins"))
    spoken_for = party or always
    return Served(
        office.value if office else "", spoken_for.value if spoken_for else "", first, last
    )


def _known(text: Text, known: list[str], what: str, problems: list[Problem]) -> None:
    if text.value not in known:
        message = f"the party '{short(text.value)}' of {what} is not declared"
        problems.append(problem("N001", text.place, message, did_you_mean(text.value, known)))


def _apart(
    tree: Mapping,
    parties: tuple[CastParty, ...],
    persons: tuple[Member, ...],
    problems: list[Problem],
) -> None:
    """Add a problem for every name that two people, or two parties, of the cast share."""
    for section, owners in (
        ("parties", [(p.name, (p.name, *p.aliases)) for p in parties]),
        ("persons", [(p.name, p.names) for p in persons]),
    ):
        taken: dict[str, str] = {}
        for owner, names in owners:
            for name in names:
                other = taken.setdefault(name.casefold(), owner)
                if other != owner:
                    node = tree.get(section)
                    key = node.key(owner) if isinstance(node, Mapping) else None
                    place = key.place if key else tree.place
                    message = (
                        f"'{short(name)}' stands for both '{short(other)}' and '{short(owner)}'"
                    )
                    problems.append(
                        problem("N003", place, message, "leave it away from one of the two")
                    )


def _keys(node: Mapping, known: tuple[str, ...], what: str, problems: list[Problem]) -> None:
    seen: set[str] = set()
    for key, _ in node.entries:
        if key.value not in known:
            message = f"'{short(key.value)}' is not a key of {what}"
            problems.append(problem("S001", key.place, message, did_you_mean(key.value, known)))
        elif key.value in seen:
            problems.append(problem("S002", key.place, f"'{key.value}' stands twice in {what}"))
        seen.add(key.value)


def _entries(tree: Mapping, section: str, problems: list[Problem]) -> Iterator[tuple[Text, Node]]:
    node = tree.get(section)
    if node is None:
        return
    if not isinstance(node, Mapping):
        problems.append(
            problem(
                "S004",
                node.place,
                f"'{section}' is not a mapping of names",
                "write one name a line, each followed by ':'",
            )
        )
        return
    seen: set[str] = set()
    for key, value in node.entries:
        if key.value in seen:
            problems.append(
                problem("S002", key.place, f"'{short(key.value)}' stands twice in '{section}'")
            )
            continue
        seen.add(key.value)
        yield key, value


def _text(node: Mapping, key: str, what: str, problems: list[Problem]) -> Text | None:
    value = node.get(key)
    if value is None:
        return None
    if isinstance(value, Text) and value.value.strip():
        return value
    problems.append(
        problem("S004", value.place, f"'{key}' of {what} is not one text", "write one value")
    )
    return None


def _texts(node: Mapping, key: str, what: str, problems: list[Problem]) -> tuple[str, ...]:
    value = node.get(key)
    if value is None:
        return ()
    items = value.items if isinstance(value, Sequence) else (value,)
    found = [item.value.strip() for item in items if isinstance(item, Text) and item.value.strip()]
    if len(found) != len(items):
        problems.append(
            problem(
                "S004",
                value.place,
                f"'{key}' of {what} is not a list of names",
                "write it as [one, another]",
            )
        )
    return tuple(found)


def _day(node: Mapping, key: str, what: str, problems: list[Problem]) -> Day | None:
    value = _text(node, key, what, problems)
    if value is None:
        return None
    day = parse_day(value.value.strip())
    if day is None:
        message = f"'{key}' of {what} is '{short(value.value)}', which is no date"
        problems.append(problem("T001", value.place, message, "write 2021, 2021-10 or 2021-10-27"))
    return day
