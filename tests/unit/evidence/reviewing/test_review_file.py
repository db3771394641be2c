"""The review file: what a person has touched stays, and nothing else hinders a new reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import ConflictProblems, LimitReached, WrongUse
from detente.evidence.reviewing import asking
from detente.evidence.reviewing.asking import write_review
from detente.evidence.reviewing.loading import load_review, loads_review

from .making import TALKS, decided, desk, read, readings, talks, utterance

PAY = "We will not pay"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a review file of the talks, in the folder in which one works."""
    monkeypatch.chdir(tmp_path)
    found = desk(tmp_path)
    assert write_review(readings(), found)
    return found


def changed(path: Path, words: str, **values: str) -> str:
    """Decide in a review file, and return its text."""
    text = decided(path.read_text(encoding="utf-8"), words, **values)
    path.write_text(text, encoding="utf-8")
    return text


def test_it_is_read_back_as_it_was_meant(path: Path) -> None:
    """Every record is new, the documents carry their hashes, and places are known."""
    review = load_review(path)
    assert [record.status for record in review.records] == ["new"] * 5
    assert not review.documents[0].edited
    assert review.documents[0].name == "talks"
    first = review.records[0]
    assert (first.text("words"), first.texts("party")) == (PAY, ("France",))
    assert str(first.place_of("voice")).startswith(f"{path}:")


def test_the_same_readings_give_the_same_bytes(path: Path) -> None:
    """A second writing changes nothing and says so."""
    before = path.read_bytes()
    assert not write_review(readings(), path)
    assert path.read_bytes() == before


def test_decided_and_edited_records_stay_letter_for_letter(path: Path) -> None:
    """Comments, order of keys and an unquoted formula stay, whatever the reader says now."""
    changed(path, PAY, decide="accept   # sure", attach="FRA.new demand: not pay  # mine")
    text = changed(path, "the tolls end", speaker="Ugo Neri")
    assert [r.status for r in load_review(path).records if r.status != "new"] == [
        "accepted",
        "edited",
    ]
    assert not write_review(readings(), path)
    assert path.read_text(encoding="utf-8") == text
    other = talks()
    for one in other.answer["utterances"]:  # type: ignore[attr-defined]
        one.update(speaker="Nobody", confidence=0.2)
    assert write_review(readings(other), path)
    after = path.read_text(encoding="utf-8")
    assert "decide: accept   # sure" in after
    assert "attach: FRA.new demand: not pay  # mine" in after
    assert after.count(f"words: {PAY}") == 1
    assert after.count("Nobody") == 2  # the other utterance and its stance, which nobody touched


def test_a_comment_above_a_record_stays_with_it(path: Path) -> None:
    """A line directly above a record a person decided belongs to it; headings are made anew."""
    changed(path, PAY, decide="reject")
    text = path.read_text(encoding="utf-8")
    name = next(r.id for r in load_review(path).records if r.text("words") == PAY)
    path.write_text(text.replace(f"  {name}:", f"  # ask Ana\n  {name}:"), encoding="utf-8")
    nothing = readings(read(text=TALKS))
    assert write_review(nothing, path)
    after = path.read_text(encoding="utf-8")
    assert f"  # ask Ana\n  {name}:" in after
    assert after.count("# ---- ") == 1


def test_a_changed_text_is_matched_by_words_and_role(path: Path) -> None:
    """After an edit of the document ids differ; what was decided is found by its words."""
    changed(path, PAY, decide="accept")
    text = TALKS.replace("stall", "stall again")
    said = utterance(text, "\u201cWe will not pay,\u201d", speaker="Somebody")
    assert write_review(readings(read(text, utterances=[said])), path)
    (record,) = load_review(path).records
    assert (record.status, record.text("speaker")) == ("accepted", "Ana Bell")
    assert load_review(path).documents[0].text("text_sha256") != talks().answer["text_sha256"]


def test_another_document_is_added(path: Path) -> None:
    """What was not read this time stays; names of documents do not clash."""
    before = load_review(path)
    text = "Ugo Neri of Italy said: \u201cWe will open it.\u201d"
    said = utterance(text, "\u201cWe will open it.\u201d", parties=["Italy"])
    assert write_review(readings(read(text, "news/talks.txt", utterances=[said])), path)
    after = load_review(path)
    assert [one.name for one in after.documents] == ["talks", "talks-2"]
    assert after.documents[1].text("file") == "news/talks.txt"
    assert {r.id for r in before.records} < {r.id for r in after.records}


def test_what_is_said_of_a_document_stays_once_it_is_edited(path: Path) -> None:
    """A date typed in by a person survives, and the hashes follow the text."""
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    date:\n", "    date: 2031-04-17\n", 1), encoding="utf-8")
    longer = TALKS + "More.\n"
    assert write_review(readings(read(longer)), path)
    (document,) = load_review(path).documents
    assert document.text("date") == "2031-04-17"
    assert document.text("sha256") == read(longer).answer["sha256"]


def test_two_files_with_one_text_are_one_document(path: Path) -> None:
    """The same text under two names is proposed once."""
    assert not write_review(readings(talks(), talks("copy.txt")), path)


def test_windows_line_ends(path: Path) -> None:
    """A file that an editor has saved with other line ends is still the same review."""
    changed(path, PAY, decide="accept")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert write_review(readings(), path)
    assert load_review(path).records[0].status == "accepted"


BROKEN = {
    "decide: yes": ("S005", "did you mean"),
    "deside: accept": ("S001", "did you mean 'decide'?"),
    "document: talk": ("N001", "did you mean 'talks'?"),
    "voice: own word": ("S005", "did you mean 'own words'?"),
    "words: [a, b]": ("S004", "write one value"),
    "attach: [[US.s1]]": ("S004", "behind '- '"),
}


@pytest.mark.parametrize("line", BROKEN)
def test_what_is_wrong_is_told_with_its_place(path: Path, line: str) -> None:
    """A key, a value or a name that cannot be: code, line, and the nearest that can."""
    key = line.partition(":")[0].replace("deside", "decide")
    text = path.read_text(encoding="utf-8")
    start = text.index(f"    {key}:", text.index("proposals:"))
    end = text.index("\n", start)
    broken = f"{text[:start]}    {line}{text[end:]}"
    with pytest.raises(ConflictProblems) as raised:
        loads_review(broken, "review.yaml")
    code, hint = BROKEN[line]
    problem = raised.value.problems[0]
    assert problem.code == code
    assert problem.place.line == text.count("\n", 0, start) + 1
    if line != "decide: yes":
        assert hint in problem.hint


def test_problems_are_reported_together(path: Path) -> None:
    """A missing key, a key given twice and a bad date of an accepted record, all at once."""
    text = changed(path, PAY, decide="accept", date="Monday")
    text = text.replace("    kind: stance\n", "", 1).replace(
        "    rule: met\n", "    rule: met\n" * 2
    )
    with pytest.raises(ConflictProblems) as raised:
        loads_review(text)
    assert {problem.code for problem in raised.value.problems} == {"S002", "S003", "T001"}


def test_a_file_with_problems_is_not_written_over(path: Path) -> None:
    """A slip of the pen costs a message, never the review."""
    text = path.read_text(encoding="utf-8").replace("decide:", "deside:")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConflictProblems):
        write_review(readings(), path)
    assert path.read_text(encoding="utf-8") == text


def test_a_file_in_brackets_is_not_taken_apart(path: Path) -> None:
    """What cannot be kept letter for letter is refused, with what to do."""
    path.write_text("review: 1\ndocuments: {}\nproposals: {u-1: {kind: event}}\n")
    with pytest.raises(ConflictProblems):
        write_review(readings(), path)


@pytest.mark.parametrize("text", ["[]", "- a", "review: 2\n", "a: {b: c}\n"])
def test_no_review_file(text: str) -> None:
    """Something else is told to be none."""
    with pytest.raises(ConflictProblems):
        loads_review(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Talks stall.\n\nNothing: was said: of it.\n", "this is no review file"),
        ("a: {b: c}\n", "this is no review file"),
        ("detente: 1\ntitle: The dam\nparties: {}\n", "this is a conflict file, and no review"),
    ],
)
def test_something_else_is_told_once(text: str, message: str) -> None:
    """A document or a conflict file is no broken review: one problem, and how to get one."""
    with pytest.raises(ConflictProblems) as raised:
        loads_review(text)
    (problem,) = raised.value.problems
    assert problem.message.startswith(message)
    assert "detente read DOCUMENT... --to FILE" in problem.hint


def test_a_broken_review_is_told_where_it_is_broken() -> None:
    """What begins like one is one, and gets its line."""
    with pytest.raises(ConflictProblems) as raised:
        loads_review("review: 1\nproposals:\n  u-1: {kind\n")
    assert raised.value.problems[0].message != "this is no review file"


def test_a_folder_is_no_review_file(tmp_path: Path) -> None:
    """Neither to read nor to write: it is said what to name."""
    for call in (load_review, lambda path: write_review(readings(), path)):
        with pytest.raises(WrongUse, match="is a folder: name"):
            call(tmp_path)


def test_too_much_for_one_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A review of thousands of proposals is refused before it is begun, with the limit."""
    monkeypatch.setattr(asking, "MOST", 4)
    before = path.read_bytes()
    with pytest.raises(LimitReached, match=r"5 proposals are too many .* holds 4"):
        write_review(readings(), path)
    assert path.read_bytes() == before


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    """No folder, no review; nothing is half written."""
    with pytest.raises(WrongUse, match="in a folder that is there"):
        write_review(readings(), tmp_path / "none" / "review.yaml")
