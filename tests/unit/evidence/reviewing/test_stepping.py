"""One proposal after the other: every answer is in the file at once, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import detente
from detente.errors import ConflictProblems, Place, WrongUse
from detente.evidence.reviewing.asking import review, write_review
from detente.evidence.reviewing.attaching import malformed
from detente.evidence.reviewing.loading import load_review
from detente.evidence.reviewing.records import Value
from detente.evidence.reviewing.stepping import ANSWERS, Asker, step

from .making import desk, readings


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a review file of the talks, in the folder in which one works."""
    monkeypatch.chdir(tmp_path)
    found = desk(tmp_path)
    assert write_review(readings(), found)
    return found


def answered(
    path: Path,
    *answers: str | Callable[[], str],
    edit: Callable[[str], str | None] = str,
    into: bool = True,
) -> list[str]:
    """Answer the questions of a review in turn, then leave; return all that was told."""
    told: list[str] = []
    left = iter(answers)

    def ask(question: str) -> str | None:
        told.append(question)
        answer = next(left, None)
        return answer() if callable(answer) else answer

    def show(record: object, around: list[str], number: int, of: int) -> str:
        return f"{number}/{of} {record.text('words')} | {around[0]}"  # type: ignore[attr-defined]

    conflict = detente.load("conflict.yaml") if into else None
    step(path, Asker(ask, told.append, edit, show), conflict=conflict)
    return told


def states(path: Path) -> list[str]:
    """Return what became of each proposal."""
    return [record.status for record in load_review(path).records]


def test_accept_reject_and_skip(path: Path) -> None:
    """Only the lines of the decisions change; what was skipped waits, and comes again."""
    before = path.read_text(encoding="utf-8").split("\n")
    told = answered(path, "a", "r", "s", "q")
    assert states(path) == ["accepted", "rejected", "new", "new", "new"]
    after = path.read_text(encoding="utf-8").split("\n")
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert changed == ["    decide: accept", "    decide: reject"]
    assert told[0].startswith("1/5 We will not pay | ")
    assert "<WORDS>" in told[0]
    again = answered(path)
    assert again[0].startswith("1/3 Paris would sign")


def test_a_decision_is_there_before_the_next_question(path: Path) -> None:
    """Whoever pulls the plug has lost nothing."""

    def look() -> str:
        assert states(path)[0] == "accepted"
        return "q"

    answered(path, "a", look)


def test_in_ones_own_words(path: Path) -> None:
    """A paraphrase accepts; an empty one changes nothing and asks again."""
    told = answered(path, "p", "  ", "p", "No money: not now, # never", "q")
    assert told.count("In your words:") == 2
    first, second, *_ = load_review(path).records
    assert first.text("paraphrase") == "No money: not now, # never"
    assert (first.status, second.status) == ("accepted", "new")


def test_attach_and_go_on(path: Path) -> None:
    """Several things, one after the other; what is nothing of the conflict file is told at once."""
    told = answered(
        path, "t", "FRA.s9", "t", "FRA.s1", "t", "FRA.new demand: not pay", "t", "FRA.s1", "a", "q"
    )
    assert "did you mean 'FRA.s1'?" in " ".join(told)
    first = load_review(path).records[0]
    assert first.texts("attach") == ("FRA.s1", "FRA.new demand: not pay")
    review(path, into="conflict.yaml")
    statements = detente.load("conflict.yaml").party("FRA").prefers
    assert [one.basis.because for one in statements] == [("talks-bell",)] * 2


def test_what_cannot_be_meant_is_not_attached(path: Path) -> None:
    """Without a conflict file the form is looked at, and a slip is told at once."""
    told = answered(path, "t", "bogus attach !!", "q", into=False)
    assert any("says nothing of what it is for; write 'US.s3'" in one for one in told)
    assert not any(record.texts("attach") for record in load_review(path).records)


def test_undo(path: Path) -> None:
    """The last decision is taken back letter for letter, then the one before, then nothing."""
    before = path.read_bytes()
    told = answered(path, "a", "t", "FRA.s1", "u", "u", "u", "q")
    assert path.read_bytes() == before
    assert "Nothing was decided yet." in told


def test_undo_does_not_overwrite_what_was_written_since(path: Path) -> None:
    """An editor is open beside: what it wrote stays."""

    def meanwhile() -> str:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("speaker: Ana Bell", "speaker: Anna Bell", 1))
        return "u"

    told = answered(path, "a", meanwhile, "q")
    assert any("take it back in the file itself" in line for line in told)
    assert states(path)[0] == "accepted"
    assert "Anna Bell" in path.read_text(encoding="utf-8")


def test_what_was_written_meanwhile_is_not_overwritten(path: Path) -> None:
    """An answer to a file that has changed is asked for again, and what was decided there stays."""

    def meanwhile() -> str:
        review(path, accept=[load_review(path).records[1].id])
        return "r"

    told = answered(path, meanwhile, "r", "q")
    assert any("answer once more" in line for line in told)
    assert states(path)[:2] == ["rejected", "accepted"]
    assert sum(line.startswith("2/5") for line in told) == 0


def test_edit(path: Path) -> None:
    """The record as it stands is edited; what cannot be read then is told, and not written."""
    seen = []

    def slip(text: str) -> str:
        seen.append(text)
        return text.replace("voice: own words", "voice: own word")

    told = answered(path, "e", "q", edit=slip)
    assert seen[0].startswith("  u-")
    assert seen[0].count("decide:") == 1
    assert any("S005" in line for line in told)
    assert states(path) == ["new"] * 5
    answered(path, "e", "a", "q", edit=lambda text: text.replace("Ana Bell", "Anna Bell"))
    first = load_review(path).records[0]
    assert (first.text("speaker"), first.status) == ("Anna Bell", "accepted")
    answered(path, "e", "q", edit=lambda _: None)
    assert states(path)[1:] == ["new"] * 4


def test_what_a_person_wrote_stays(path: Path) -> None:
    """Comments beside a decision, a note above, other line ends."""
    text = path.read_text(encoding="utf-8").replace("    decide:\n", "    decide:  # hm\n")
    path.write_bytes(text.replace("\n", "\r\n").encode())
    answered(path, "a", "p", "In my words.", "q")
    after = path.read_bytes()
    assert after.count(b"# hm\r\n") == 5
    assert b"decide: accept  # hm\r\n" in after
    assert after.count(b"\n") == after.count(b"\r\n")


def test_a_date_that_is_none_keeps_it_waiting(path: Path) -> None:
    """What is accepted has to be readable; the reason is told."""
    head, records = path.read_text(encoding="utf-8").split("proposals:\n")
    records = records.replace("    date:\n", "    date: Monday\n")
    path.write_text(f"{head}proposals:\n{records}", encoding="utf-8")
    told = answered(path, "a", "r", "q")
    assert any("T001" in line for line in told)
    assert states(path)[0] == "rejected"


def test_help(path: Path) -> None:
    """Whatever is no answer tells the answers."""
    told = answered(path, "?", "accept", "")
    assert sum(line.startswith("a  accept it") for line in told) == 3
    assert set(ANSWERS) == set("arspteuq")


def test_no_file_to_write_to(path: Path) -> None:
    """Standard input cannot be decided in; a file with problems is not begun."""
    with pytest.raises(WrongUse, match="standard input"):
        answered(Path("-"))
    path.write_text("review: 2\n", encoding="utf-8")
    with pytest.raises(ConflictProblems):
        answered(path)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("US.s3", True),
        ("North Korea.s3", True),
        ("against US.s3", True),
        ("option review", True),
        ("outcome", True),
        ("US.new red line: not pay", True),
        ("new option lower: Lower it by US", True),
        ("bogus attach !!", False),
        ("bogus attach", False),
        ("US.new demand", False),
        ("US.new wish: pay", False),
        ("new option lower", False),
    ],
)
def test_the_form_of_what_something_is_for(text: str, *, right: bool) -> None:
    """Without a conflict file nothing is looked up, but a slip of the pen is seen."""
    found = malformed(Value(text, Place("review.yaml", 1, 1)))
    assert (found is None) == right
    assert found is None or "write 'US.s3'" in found.hint or "new option NAME" in found.hint
