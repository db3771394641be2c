"""Every problem the program knows can be brought about, alone and at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente
from detente.errors import ConflictProblems, Problem
from detente.formats import gmcr
from detente.language.codes import CODES
from detente.language.loading import read
from detente.language.tree import LARGEST

from . import snippets
from .snippets import CHANGES, EXPLICIT, OF_EXPLICIT, OF_RANKED, RANKED, SOUND

EVERY = [
    *((SOUND, *change) for change in CHANGES),
    *((EXPLICIT, *change) for change in OF_EXPLICIT),
    *((RANKED, *change) for change in OF_RANKED),
]

# what no change of a text brings about: the code and how it comes
OTHERWISE = {
    "F001": "a path without a file",
    "F002": "a large file",
    "F003": "bytes that are no text",
    "L004": "facts that unfold too far",
    "M005": "many options",
    "E005": "originals without the passage",
    "G007": "bytes of a pickle, refused by the command import",
}
OF_GMCR = {
    "G001": "{",
    "G002": "[]",
    "G003": '{"options": 1, "decisionMakers": []}',
    "G004": '{"options": [{"name": "o"}], "decisionMakers": [{"name": "d", "options": [7]}]}',
    "G005": '{"options": [{"name": "o"}], "decisionMakers": [{"name": "d", "options": [0]}], '
    '"infeasibles": [[]]}',
    "G006": '{"options": [' + ",".join(['{"name": "o"}'] * 2000) + '], "decisionMakers": []}',
}


def found(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    """Return problems as pairs of a code and a place."""
    return [(p.code, f"{p.place.line}:{p.place.column}") for p in problems]


def checked(folder: Path, text: str) -> detente.Check:
    """Check a text as a file beside its source."""
    (folder / "paper.md").write_text("They said: we want walls, now.\n", encoding="utf-8")
    (folder / "conflict.yaml").write_text(text, encoding="utf-8")
    return detente.check(folder / "conflict.yaml")


@pytest.mark.parametrize("text", [SOUND, EXPLICIT, RANKED])
def test_the_sound_files_are_sound(tmp_path: Path, text: str) -> None:
    """What the changes start from has no problem, not even a warning."""
    assert checked(tmp_path, text).problems == ()


@pytest.mark.parametrize(
    ("text", "code", "old", "new", "place"), EVERY, ids=[f"{row[1]}-{row[4]}" for row in EVERY]
)
def test_a_problem_and_its_place(
    tmp_path: Path, text: str, code: str, old: str, new: str, place: str
) -> None:
    """The change brings about this one problem, there, and the message says what to do."""
    assert text.count(old) == 1
    problems = checked(tmp_path, text.replace(old, new)).problems
    assert found(problems) == [(code, place)]
    (problem,) = problems
    assert problem.message
    assert problem.hint
    assert problem.severity == CODES[code].severity
    assert len(str(problem)) < 500


def test_every_code_has_a_snippet() -> None:
    """A code that nothing here brings about is not yet tested, or cannot come about."""
    tested = {row[1] for row in EVERY} | set(OTHERWISE) | set(OF_GMCR)
    tested |= {code for code in CODES if code[0] == "D"}  # by tests/unit/evidence/documents
    tested |= {code for code in CODES if code[0] == "R"}  # by tests/unit/evidence/reviewing
    tested |= {code for code in CODES if code[0] == "C"}  # by tests/hostile/test_hiding.py
    assert tested == set(CODES)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """F001, F002 and F003: a missing, a large and a binary file."""
    assert found(detente.check(tmp_path / "none.yaml").problems) == [("F001", "1:1")]
    path = tmp_path / "bad.yaml"
    path.write_bytes(b"detente: 1\ntitle: \xff\n")
    assert found(detente.check(path).problems) == [("F003", "2:8")]
    with path.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    assert found(detente.check(path).problems) == [("F002", "1:1")]


def test_facts_that_unfold_too_far(tmp_path: Path) -> None:
    """L004: reported once, where it goes too far, not at every fact that builds on it."""
    lines = [f"  f{n}: f{n - 1} or toll and f{n - 1}" for n in range(1, 40)]
    facts = "\n".join(["  walled: fence", "  f0: fence", *lines])
    problems = checked(tmp_path, SOUND.replace("  walled: fence", facts)).problems
    assert [problem.code for problem in problems] == ["L004"]


def test_many_options(tmp_path: Path) -> None:
    """M005: a look at the file warns of what other commands will refuse."""
    more = "\n".join(f"  o{n}: {{by: north}}" for n in range(22))
    text = SOUND.replace("  toll: {by: south}", f"  toll: {{by: south}}\n{more}")
    check = checked(tmp_path, text.replace("status_quo: NN\n", ""))
    assert found(check.problems) == [("M005", "22:10")]
    assert "merge options" in check.problems[0].hint
    assert "merge options" not in check.problems[0].message
    assert check.sound


def test_a_passage_that_is_nowhere(tmp_path: Path) -> None:
    """E005: the original is at hand, and the passage does not stand in it."""
    passage = "sha256:" + "0" * 64
    gist = "paraphrase: They want walls."
    text = SOUND.replace(gist, f"{gist}, passage: {passage}")
    text = text.replace("title: The Paper", "title: The Paper of the North")
    original = tmp_path / "originals" / "paper.txt"
    original.parent.mkdir()
    original.write_text("The Paper of the North.  We want walls.", encoding="utf-8")
    (tmp_path / "conflict.yaml").write_text(text.replace("we want", "We want"), encoding="utf-8")
    (tmp_path / "paper.md").write_text("", encoding="utf-8")
    check = detente.check(tmp_path / "conflict.yaml", originals=original.parent)
    assert found(check.problems) == [("E005", "8:9")]
    assert check.quotations.verbatim == ("walls",)


@pytest.mark.parametrize("code", OF_GMCR)
def test_problems_of_other_formats(code: str) -> None:
    """G001 to G006: files of another program that are none."""
    with pytest.raises(ConflictProblems) as raised:
        gmcr.read(OF_GMCR[code])
    assert {problem.code for problem in raised.value.problems} == {code}


def test_a_quoted_value_counts_its_quotation_mark() -> None:
    """The column is that of the letter in the file, quotation mark included."""
    text = SOUND.replace("- fence implies not toll", '- "fence implies nought"')
    assert found(read(text)[1]) == [("N001", "27:20")]


def test_a_folded_formula_is_named_at_its_start() -> None:
    """Where a formula runs over lines its own place stands for every place in it."""
    text = SOUND.replace("- fence implies not toll", "- >-\n    fence implies\n    nought")
    assert found(read(text)[1]) == [("N001", "27:5")]


def test_problems_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    """All problems are found in one run, each once."""
    text = SOUND
    for _, old, new, _ in CHANGES:
        if (old, new) in {
            ("own words", "own word"),
            ("by: south", "by: sooth"),
            ("fence implies", "fense implies"),
            ("{party: north}", "{party: south}"),
        }:
            text = text.replace(old, new)
    problems = found(checked(tmp_path, text).problems)
    assert problems == [("S005", "7:33"), ("N004", "14:19"), ("N001", "23:14"), ("N001", "27:5")]


def test_the_table_is_in_the_order_it_is_explained_in() -> None:
    """Codes come by family and number, so that the page of problems does too."""
    order = "FSLNTPMEGDRC"
    assert list(CODES) == sorted(CODES, key=lambda code: (order.index(code[0]), code))


def test_places_in_the_table_can_be_read() -> None:
    """Every row of the tables says where in the form LINE:COLUMN."""
    rows = [*snippets.CHANGES, *snippets.OF_EXPLICIT, *snippets.OF_RANKED]
    assert all(place.replace(":", "").isdecimal() for *_, place in rows)
