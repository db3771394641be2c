"""Comments in a review file: wherever a person puts one, another reading leaves it there."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.evidence.reviewing.asking import write_review
from detente.evidence.reviewing.loading import load_review

from .making import TALKS, desk, read, readings, stance, talks

PLACES = {
    "behind a value": ("    decide:\n", "    decide:  # ask Ana\n"),
    "above a key": ("    voice: own words\n", "    # ask Ana\n    voice: own words\n"),
    "below the words around": ("    kind: utterance\n", "    # ask Ana\n    kind: utterance\n"),
    "above a record": ("  s-", "  # ask Ana\n  s-"),
    "apart, above a record": ("  s-", "  # ask Ana\n\n  s-"),
    "above the proposals": ("proposals:\n", "# ask Ana\nproposals:\n"),
    "behind the proposals": ("proposals:\n", "proposals:  # ask Ana\n"),
    "above the documents": ("documents:\n", "# ask Ana\ndocuments:\n"),
    "in a document": ("    title:", "    # ask Ana\n    title:"),
    "above a document": ("  talks:\n", "  # ask Ana\n  talks:\n"),
}


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a review file of the talks, in the folder in which one works."""
    monkeypatch.chdir(tmp_path)
    found = desk(tmp_path)
    assert write_review(readings(), found)
    return found


@pytest.mark.parametrize("where", PLACES)
def test_a_comment_stays(path: Path, where: str) -> None:
    """The same reading changes no byte, and another one keeps the comment once."""
    old, new = PLACES[where]
    text = path.read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    before = load_review(path)
    assert write_review(readings(), path) in (True, False)
    kept = path.read_text(encoding="utf-8")
    assert kept.count("# ask Ana") == 1
    assert [one.id for one in load_review(path).records] == [one.id for one in before.records]
    assert not write_review(readings(), path)
    other = talks()
    for one in other.answer["stances"]:  # type: ignore[attr-defined]
        one.update(confidence=0.3)
    write_review(readings(other), path)
    assert path.read_text(encoding="utf-8").count("# ask Ana") == 1
    assert path.read_text(encoding="utf-8").count("# ---- ") == text.count("# ---- ")


@pytest.mark.parametrize("remark", ["# the end", "\n# the end\n# of it"])
def test_a_comment_at_the_end_stays_at_the_end(path: Path, remark: str) -> None:
    """It belongs to no record, and new ones come in above it."""
    with path.open("a", encoding="utf-8") as file:
        file.write(remark + "\n")
    more = read(stances=[stance(TALKS, "Paris would sign", "agree", holders=["Rome"])])
    assert write_review(readings(more), path)
    text = path.read_text(encoding="utf-8")
    assert text.endswith(remark.lstrip("\n") + "\n")
    assert "  # ---- Rome\n" in text
    assert not write_review(readings(more), path)


def test_a_record_with_a_comment_stays_when_it_is_not_proposed_any_more(path: Path) -> None:
    """What somebody has noted is not thrown away; what nobody touched is."""
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    decide:\n", "    decide:  # ask Ana\n", 1), encoding="utf-8")
    first = load_review(path).records[0].id
    assert write_review(readings(read()), path)
    assert [one.id for one in load_review(path).records] == [first]


def test_what_is_around_the_words_is_no_comment_of_a_person(path: Path) -> None:
    """Terms and addressees are written anew with the reading."""
    other = talks()
    for one in other.answer["stances"]:  # type: ignore[attr-defined]
        one.update(addressee="Spain")
    assert write_review(readings(other), path)
    assert "    # addressed to Spain\n" in path.read_text(encoding="utf-8")
    assert write_review(readings(), path)
    assert "Spain" not in path.read_text(encoding="utf-8")
