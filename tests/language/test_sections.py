"""What sections of a file ask of each other, and lists that look right and say nothing."""

from __future__ import annotations

import pytest

import detente
from detente.errors import ConflictProblems
from detente.language.loading import read

from .snippets import EXPLICIT, RANKED, SOUND

# the file, what stands there, what stands there instead, the code and place, words of the message
ROWS: list[tuple[str, str, str, str, str]] = [
    (SOUND, "by: south", "by: []", "S004 23:14", "the list of parties is empty"),
    (SOUND, "by: south", "by: {any_of: []}", "S004 23:23", "the list of parties is empty"),
    (SOUND, "by: south", "by: {any_of: [north, []]}", "S004 23:31", "list of parties is empty"),
    (
        SOUND,
        "prefers: [not fence, toll]",
        "prefers: [{any_order: [not fence, toll], strength: much}]",
        "S007 18:46",
        "'strength' stands beside 'any_order'",
    ),
    (
        SOUND,
        "not toll\n        position: firm",
        "not toll\n        id: firm",
        "N005 14:13",
        "position",
    ),
    (SOUND, "  walls: {", "  'walls, gates': {", "N002 7:3", "'walls, gates' cannot be a name"),
    (SOUND, "  - fence implies not toll", "  - {rule: fence, id: 'a,b'}", "N002 27:23", "'a,b'"),
    (
        SOUND,
        "  - fence implies not toll",
        "  - {rule: fence implies not toll, only_in: [near]}\nperspectives: {near: {}}",
        "S003 27:5",
        "no 'default_perspective'",
    ),
    (SOUND, "title: Fence", "title: ''", "S004 2:8", "the 'title' is empty"),
    (
        SOUND,
        "status_quo: NN",
        "states: {shut: not shut}",
        "L003 28:10",
        "'shut' is defined by itself",
    ),
    (
        SOUND,
        "status_quo: NN",
        (
            "epochs:\n"
            "- {from: 2022, parties: {south: {prefers: [toll]}}}\n"
            "- {from: 2022-01-01, parties: {south: {prefers: [fence]}}}"
        ),
        "S007 30:32",
        "two epochs that start on one day change 'south'",
    ),
    (RANKED, "[NN, YN, NY]", "[NN, YN, NY, much]", "S007 5:27", "between two states"),
    (RANKED, "[NN, YN, NY]", "[NN, much, much, YN, NY]", "S007 5:25", "between two states"),
    (EXPLICIT, "{a: Here, b", "{a: {formula: b}, b", "M003 7:14", "cannot have 'formula'"),
    (
        EXPLICIT,
        "status_quo: a",
        "as_of: 2021\nepochs: [{from: 2022, parties: {north: {prefers: [same]}}}]",
        "M003 9:41",
        "cannot have 'prefers'",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "place", "words"), ROWS, ids=[r[3] for r in ROWS])
def test_what_looks_right_and_is_not(file: str, old: str, new: str, place: str, words: str) -> None:
    """One problem, at its place, that says what is wrong."""
    assert file.count(old) == 1
    conflict, problems = read(file.replace(old, new))
    assert conflict is None
    assert [f"{p.code} {p.place.line}:{p.place.column}" for p in problems] == [place]
    assert words in problems[0].message


def test_hints_are_written_alike() -> None:
    """A hint starts with a small letter and has no full stop, whoever wrote it."""
    text = SOUND.replace("own words", "own word").replace("by: south", "by: sooth, slices: 1")
    text = text.replace("title: Fence", "title: [x]").replace("as_of: 2021-10-27", "as_of: soon")
    hints = [problem.hint for problem in read(text)[1]]
    assert len(hints) == 5
    assert all(hint[0].islower() and not hint.endswith(".") for hint in hints)


def test_the_nearest_names_are_looked_for_a_hundred_times_at_most() -> None:
    """A file with thousands of wrong names is reported in full, and not for minutes."""
    rules = "\n".join(f"  - fence implies tull{number}" for number in range(5000))
    problems = read(SOUND.replace("  - fence implies not toll", rules))[1]
    assert len(problems) == 5000
    assert problems[0].hint == "did you mean 'toll'?"
    assert "did you mean" not in problems[-1].hint


def test_names_joined_by_a_word_are_wanted_as_a_list() -> None:
    """`by: Hill and Shore` is told to be a list, as the names it joins are known."""
    text = (
        "detente: 1\ntitle: Road\nparties: {Hill: {}, Shore: {}}\n"
        "options: {road: {by: Hill and Shore}, toll: {by: Hill and Vale}}\nstatus_quo: []\n"
    )
    with pytest.raises(ConflictProblems) as raised:
        detente.loads(text)
    hints = [one.hint for one in raised.value.problems if one.code == "N001"]
    assert hints[0] == "write several as a list: [Hill, Shore]"
    assert "list" not in hints[1]


def test_a_colon_in_braces_is_hinted_at() -> None:
    """A text with ': ' between braces looks to YAML like a brace that is not closed."""
    text = "detente: 1\ntitle: Road\noptions: {road: {label: Now: the road, by: Hill}}\n"
    with pytest.raises(ConflictProblems) as raised:
        detente.loads(text)
    assert "quotation marks" in raised.value.problems[0].hint
