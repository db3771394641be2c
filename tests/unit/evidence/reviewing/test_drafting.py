"""A draft after a review: parties and options of what was accepted, and new options into a file."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente
from detente.errors import ConflictProblems, WrongUse
from detente.evidence.reviewing.asking import review, write_review

from .making import CONFLICT, TALKS, decided, desk, read, readings, utterance

PAY, TOLLS, DAM = "We will not pay", "the tolls end", "only if the dam is opened first."
OPEN = "new option lower: Lower the dam by FRA and Italy"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a review file of the talks, in the folder in which one works."""
    monkeypatch.chdir(tmp_path)
    assert write_review(readings(), desk(tmp_path))
    return Path("review.yaml")


def decide(path: Path, words: str, /, **values: str) -> None:
    """Decide on the first record of some words."""
    text = decided(path.read_text(encoding="utf-8"), words, **values)
    path.write_text(text, encoding="utf-8")


def test_the_parties_of_what_was_accepted(path: Path) -> None:
    """States have the code and the names of the table; the option is an example, and says so."""
    decide(path, PAY, decide="accept")
    decide(path, TOLLS, decide="accept")
    found = detente.new("mine.yaml", review=path)
    conflict = detente.load("mine.yaml")
    assert [(one.name, one.label) for one in conflict.parties] == [
        ("FRA", "France"),
        ("ITA", "Italy"),
    ]
    assert "Paris" in conflict.parties[0].aliases
    assert conflict.title == "Talks stall"
    assert [option.name for option in conflict.options] == ["first-step"]
    assert "# Replace this option" in found.text
    assert found.to_dict()["settings"] == {
        "path": "mine.yaml",
        "from": None,
        "review": "review.yaml",
    }


WE, ROME = "\u201cWe will not pay,\u201d", "The two sides met in Rome"
SIDES = "Italy demanded that the tolls end"


def drafted(*said: dict[str, object]) -> detente.Conflict:
    """Return the draft after a review in which everything is accepted."""
    path = Path("other.yaml")
    assert write_review(readings(read(utterances=list(said))), path)
    text = path.read_text(encoding="utf-8").replace("    decide:\n", "    decide: accept\n")
    path.write_text(text, encoding="utf-8")
    detente.new("drafted.yaml", review=path)
    return detente.load("drafted.yaml")


@pytest.mark.usefixtures("path")
def test_persons_are_no_parties() -> None:
    """Who speaks, whom a question is about, and whoever is called like a speaker are left out."""
    asked = "Whom does Ugo Neri speak for? The document names no office."
    conflict = drafted(
        utterance(TALKS, WE, about=["Bell", "President Bell", "Ana Bell"]),
        utterance(TALKS, ROME, speaker="Ugo Neri", parties=["Italy"], questions=[asked]),
        utterance(TALKS, SIDES, speaker="River Front", parties=["River Front"], about=["Ugo Neri"]),
    )
    assert {one.label for one in conflict.parties} == {"France", "Italy", "River Front"}


@pytest.mark.usefixtures("path")
def test_who_is_named_most_comes_first_and_has_the_option() -> None:
    """Not who comes first by the alphabet."""
    conflict = drafted(
        utterance(TALKS, WE),
        utterance(TALKS, ROME, parties=["Italy"]),
        utterance(TALKS, SIDES, parties=["Italy"]),
    )
    assert [one.name for one in conflict.parties] == ["ITA", "FRA"]
    assert conflict.options[0].by == (("ITA",),)


@pytest.mark.parametrize(
    ("name", "key", "aliases"),
    [
        ("Germany", "DEU", ("Berlin",)),
        ("Iran", "IRN", ("Tehran",)),
        ("Russia", "RUS", ("Moscow",)),
        ("United Kingdom", "GBR", ("London", "UK", "Great Britain")),
        ("European Union", "EU", ()),
        ("NATO", "NATO", ()),
        ("Hamas", "Hamas", ()),
        ("Kosovo", "XKX", ("Pristina",)),
    ],
)
@pytest.mark.usefixtures("path")
def test_the_names_of_today(name: str, key: str, aliases: tuple[str, ...]) -> None:
    """Capital and short names, none of former days; a body has the letters it goes by."""
    (party,) = drafted(utterance(TALKS, WE, parties=[name])).parties
    assert (party.name, party.label) == (key, name)
    assert party.aliases == aliases


def test_what_was_not_accepted_is_no_party(path: Path) -> None:
    """Italy is only in proposals that wait."""
    decide(path, PAY, decide="accept")
    detente.new("mine.yaml", review=path)
    assert [one.name for one in detente.load("mine.yaml").parties] == ["FRA"]


def test_the_draft_takes_the_review(path: Path) -> None:
    """Options that were named are those of the draft, and then their quotations come in."""
    decide(path, PAY, decide="accept", attach="new option pay: Pay the tolls by France")
    decide(path, TOLLS, decide="accept", attach="Italy.new demand: pay")
    detente.new("mine.yaml", review=path)
    drafted = detente.load("mine.yaml")
    assert [(one.name, one.label, one.by) for one in drafted.options] == [
        ("pay", "Pay the tolls", (("FRA",),))
    ]
    found = review(path, into="mine.yaml")
    conflict = detente.load("mine.yaml")
    assert conflict.options[0].basis.because == ("talks-bell",)
    assert conflict.parties[1].prefers[0].basis.because == ("talks-ita",)
    assert [one["item"] for one in found.added.attached] == [
        "option pay",
        "ITA.new demand: pay",
    ]


def test_a_new_option_in_a_file(path: Path) -> None:
    """It becomes the last one; statements of the same review may use it; done twice, once."""
    decide(path, PAY, decide="accept", attach=OPEN)
    decide(path, TOLLS, decide="accept", attach="Italy.new want: lower and not pay")
    review(path, into="conflict.yaml")
    text = Path("conflict.yaml").read_text(encoding="utf-8")
    conflict = detente.load("conflict.yaml")
    assert [option.name for option in conflict.options] == ["open", "pay", "lower"]
    assert conflict.options[2].by == (("FRA", "Italy"),)
    assert conflict.options[2].basis.because == ("talks-bell",)
    assert "  # the upper one\n" in text
    assert review(path, into="conflict.yaml").added.nothing
    assert Path("conflict.yaml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("attach", "code"),
    [
        ("new option lower", "R003"),
        ("new option lower: Lower it by Spain", "N001"),
        ("new option not: Lower it by FRA", "N002"),
    ],
)
def test_a_new_option_that_cannot_be(path: Path, attach: str, code: str) -> None:
    """What is wrong with it is told at its place, and nothing is written."""
    decide(path, PAY, decide="accept", attach=f"'{attach}'")
    with pytest.raises(ConflictProblems) as raised:
        review(path, into="conflict.yaml")
    assert [problem.code for problem in raised.value.problems] == [code]
    assert Path("conflict.yaml").read_text(encoding="utf-8") == CONFLICT


def test_an_option_described_in_two_ways(path: Path) -> None:
    """One of them would be lost, so neither comes in."""
    decide(path, PAY, decide="accept", attach=OPEN)
    decide(path, TOLLS, decide="accept", attach="new option lower: Raise the dam by FRA")
    with pytest.raises(ConflictProblems, match="described in two ways"):
        review(path, into="conflict.yaml")


def test_nothing_to_draft_from(path: Path) -> None:
    """Without an accepted party there is no file, and it is said what to do."""
    with pytest.raises(WrongUse, match="has been accepted: accept"):
        detente.new("mine.yaml", review=path)
    assert not Path("mine.yaml").exists()
    with pytest.raises(WrongUse, match="not both"):
        detente.new("mine.yaml", review=path, example="korea/hanoi-2019")
