"""What was accepted in the conflict file: sources, quotations, drafts; once, and provably."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente
from detente.errors import ConflictProblems, WrongUse
from detente.evidence.passages import fingerprint
from detente.evidence.reviewing.asking import review, write_review
from detente.evidence.reviewing.loading import load_review

from .making import CONFLICT, TALKS, decided, desk, read, readings, talks, utterance

PAY, TOLLS = "We will not pay", "the tolls end"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a review file of the talks, in the folder in which one works."""
    monkeypatch.chdir(tmp_path)
    found = desk(tmp_path)
    assert write_review(readings(), found)
    return found


def decide(path: Path, words: str, /, **values: str) -> None:
    """Decide on the first record of some words."""
    text = decided(path.read_text(encoding="utf-8"), words, **values)
    path.write_text(text, encoding="utf-8")


def problems(path: Path) -> list[str]:
    """Return the codes of what keeps the review out, and check that nothing was written."""
    with pytest.raises(ConflictProblems) as raised:
        review(path, into="conflict.yaml")
    assert Path("conflict.yaml").read_text(encoding="utf-8") == CONFLICT
    assert all(str(p.place).startswith("review.yaml:") for p in raised.value.problems if p)
    return [problem.code for problem in raised.value.problems]


@pytest.fixture
def beside(path: Path) -> Path:
    """Return the review file as one names it in its folder."""
    return Path(path.name)


def test_nothing_accepted_changes_nothing(beside: Path) -> None:
    """Without a decision the file stays as it is, and it is said."""
    found = review(beside, into="conflict.yaml")
    assert Path("conflict.yaml").read_text(encoding="utf-8") == CONFLICT
    assert found.counts == {"accepted": 0, "rejected": 0, "edited": 0, "new": 5}
    assert "nothing was accepted" in found.notes[0]


def test_a_direct_quotation(beside: Path) -> None:
    """Source, quotation and support come in; the rest of the file stays as it was written."""
    decide(beside, PAY, decide="accept", attach="FRA.s1", date="2031-04-16")
    found = review(beside, into="conflict.yaml")
    added = """\
sources:
  talks:
    title: Talks stall
    file: talks.txt

quotations:
  talks-bell:
    source: talks
    speaker: Ana Bell, envoy
    party: FRA
    voice: own words
    date: 2031-04-16
    text: We will not pay

parties:
"""
    expected = CONFLICT.replace("parties:\n", added, 1).replace(
        "      - not pay  # bare\n",
        "      - want: not pay\n        because: [talks-bell]  # bare\n",
    )
    assert Path("conflict.yaml").read_text(encoding="utf-8") == expected
    assert found.added.sources == ("talks",)
    check = detente.check("conflict.yaml")
    assert check.problems == ()
    assert check.quotations.declared == ("talks-bell",)


def test_twice_is_once(beside: Path) -> None:
    """The second time everything is there already: not a byte changes."""
    decide(beside, PAY, decide="accept", attach="FRA.new red line: not pay")
    decide(beside, TOLLS, decide="accept", paraphrase="An end of tolls.", attach="option open")
    review(beside, into="conflict.yaml")
    before = Path("conflict.yaml").read_bytes()
    found = review(beside, into="conflict.yaml")
    assert found.added.nothing
    assert "there already" in found.notes[0]
    assert Path("conflict.yaml").read_bytes() == before


def test_accepting_is_enough(beside: Path) -> None:
    """Words of an outlet come in as they stand, about the party it tells of, with a note."""
    decide(beside, TOLLS, decide="accept")
    found = review(beside, into="conflict.yaml")
    (quotation,) = detente.load("conflict.yaml").quotations
    assert (quotation.text, quotation.passage, quotation.voice) == (TOLLS, "", "report")
    assert (quotation.party, quotation.about, quotation.speaker) == ("", ("Italy",), "")
    (note,) = found.notes
    assert note.startswith("1 quotation holds more than 30 words or an outlet's wording: para")
    assert note.endswith("paraphrase it before you publish the file (talks-italy).")
    assert detente.check("conflict.yaml").problems == ()


def test_a_paraphrase_keeps_the_passage(beside: Path) -> None:
    """With our own words, the fingerprint stands for those of the document, and nothing is noted."""
    decide(beside, TOLLS, decide="accept", paraphrase="Italy asks for an end of tolls.")
    found = review(beside, into="conflict.yaml")
    (quotation,) = detente.load("conflict.yaml").quotations
    assert quotation.text == ""
    assert quotation.passage == fingerprint(TOLLS)
    assert found.notes == ()
    originals = detente.check("conflict.yaml", originals="talks.txt")
    assert originals.quotations.confirmed == (quotation.name,)


def test_a_paraphrase_that_comes_later(beside: Path) -> None:
    """Words that are there are not added a second time; what to write instead is told."""
    decide(beside, TOLLS, decide="accept")
    review(beside, into="conflict.yaml")
    before = Path("conflict.yaml").read_bytes()
    decide(beside, TOLLS, paraphrase="Italy asks for an end of tolls.")
    found = review(beside, into="conflict.yaml")
    assert Path("conflict.yaml").read_bytes() == before
    assert fingerprint(TOLLS) in found.notes[1]
    assert found.notes[1].startswith("'talks-italy' has the words of the document")


def test_long_words(path: Path, tmp_path: Path) -> None:
    """More than thirty words of somebody come in, and are counted among what to paraphrase."""
    text = "She said: \u201c" + "many words and " * 50 + "an end\u201d."
    (tmp_path / "long.txt").write_text(text, encoding="utf-8", newline="")
    said = utterance(text, "many words and " * 50 + "an end")
    write_review(readings(talks(), read(text, "long.txt", utterances=[said])), path)
    decide(path, ">-", decide="accept")
    decide(path, TOLLS, decide="accept")
    found = review(path.name, into="conflict.yaml")
    assert len(detente.load("conflict.yaml").quotations) == 2
    # both documents have one title, which is worth a warning
    assert [problem.code for problem in detente.check("conflict.yaml").problems] == ["N006"]
    assert found.notes[0].startswith("2 quotations hold more than 30 words")


def test_each_quotation_tells_its_place(beside: Path) -> None:
    """The characters of the document, for each piece; the file they are counted in."""
    words = "will not pay [...] The two sides"
    decide(beside, PAY, decide="accept", words=words)
    decide(beside, "The two sides met", decide="accept")
    found = review(beside, into="conflict.yaml")
    first, second = found.added.quotations
    assert first["file"] == second["file"] == "talks.txt"
    pieces = [TALKS[start:end] for start, end in first["place"]]  # type: ignore[attr-defined]
    assert pieces == ["will not pay", "The two sides"]
    ((start, end),) = second["place"]  # type: ignore[misc]
    assert TALKS[start:end] == "The two sides met in Rome"


def test_words_that_stand_twice(path: Path, tmp_path: Path) -> None:
    """Where the reader found them is where they are told to stand."""
    text = "Bell said no deal. Neri said: \u201cNo deal.\u201d Bell said no deal."
    (tmp_path / "talks.txt").write_text(text, encoding="utf-8", newline="")
    said = utterance(text, "no deal", content=[[text.rindex("no deal"), len(text) - 1]])
    write_review(readings(read(text, utterances=[said])), path)
    decide(path, "no deal", decide="accept")
    (quotation,) = review(path.name, into="conflict.yaml").added.quotations
    assert quotation["place"] == [[text.rindex("no deal"), len(text) - 1]]


def test_words_that_do_not_stand_there_are_refused(beside: Path) -> None:
    """R001 with the nearest words; an edit of the document afterwards is found out, too."""
    decide(beside, PAY, decide="accept", words="We shall never pay")
    with pytest.raises(ConflictProblems) as raised:
        review(beside, into="conflict.yaml")
    (problem,) = raised.value.problems
    assert problem.code == "R001"
    assert "We will not pay" in problem.hint
    decide(beside, "We shall never pay", words=PAY)
    review(beside, into="conflict.yaml")
    Path("conflict.yaml").write_text(CONFLICT, encoding="utf-8")
    Path("talks.txt").write_text(TALKS.replace("not pay", "pay"), encoding="utf-8")
    assert problems(beside) == ["R001"]


def test_a_document_that_is_gone(beside: Path) -> None:
    """R004 at the file's place in the review, whatever else is wrong."""
    decide(beside, PAY, decide="accept", attach="FRA.s7")
    Path("talks.txt").unlink()
    assert problems(beside) == ["R004"]


def test_standard_input_cannot_be_looked_up(path: Path) -> None:
    """R004 says to save what was piped in."""
    said = utterance(TALKS, "We will not pay")
    path.unlink()
    write_review(readings(read(TALKS, "<stdin>", utterances=[said])), path)
    decide(path, PAY, decide="accept")
    assert problems(Path(path.name)) == ["R004"]


UNKNOWN = {
    "FRA.s2": ("N001", "did you mean"),
    "FRA.news demand: pay": ("N001", "known: FRA.s1"),
    "FRA.new request: pay": ("R003", "US.new demand: FORMULA"),
    "FRA.new demand: pays": ("N001", "did you mean 'pay'?"),
    "FRA.new demand: pay and": ("L001", "write names joined by"),
    "FRA.new condition: pay after open": ("L002", "ease only after"),
    "FRA.new condition: pays only after open": ("N001", "did you mean 'pay'?"),
    "Itlay.new demand: pay": ("N001", "did you mean 'Italy'?"),
    "option opem": ("N001", "did you mean 'option open'?"),
}


@pytest.mark.parametrize("words", UNKNOWN)
def test_attached_to_nothing(beside: Path, words: str) -> None:
    """What cannot be meant is told at its place, with the nearest that can."""
    decide(beside, PAY, decide="accept", attach=words)
    with pytest.raises(ConflictProblems) as raised:
        review(beside, into="conflict.yaml")
    (problem,) = raised.value.problems
    code, hint = UNKNOWN[words]
    assert problem.code == code
    assert hint in problem.hint


def test_every_kind_of_attachment(beside: Path) -> None:
    """Statements, conditions, rules, options; for and against; several of one proposal."""
    listed = "\n      - FRA.new condition: pay only after open\n      - against Italy.s1"
    decide(beside, PAY, decide="accept", attach=f"{listed}\n      - rule.1\n      - pay")
    decide(beside, TOLLS, decide="accept", paraphrase="No tolls.", attach="Italy.new want: not pay")
    found = review(beside, into="conflict.yaml")
    conflict = detente.load("conflict.yaml")
    france, italy = conflict.parties
    assert france.conditions[0].basis.because == ("talks-bell",)
    assert [one.basis.against for one in italy.prefers] == [("talks-bell",), ()]
    assert italy.prefers[1].basis.note.startswith("Draft")
    assert conflict.rules[0].basis.because == ("talks-bell",)
    assert conflict.option("pay").basis.because == ("talks-bell",)
    assert len(found.added.attached) == 5
    assert "drafts" in found.notes[0]


def test_a_statement_that_is_there_is_supported(beside: Path) -> None:
    """A new want that the list has already, in other words, gets the quotation and no twin."""
    decide(beside, PAY, decide="accept", attach="France.new want: (not pay)")
    review(beside, into="conflict.yaml")
    (statement,) = detente.load("conflict.yaml").party("FRA").prefers
    assert statement.basis.because == ("talks-bell",)


def test_a_stance_stands_on_its_accepted_utterance(beside: Path) -> None:
    """One quotation, not two, where the words of a stance stand inside what was accepted."""
    mixed = 'Paris would sign "only'
    decide(beside, mixed, decide="accept", paraphrase="Paris would sign once the dam is open.")
    decide(beside, "Paris would sign\n", decide="accept", attach="option open")
    review(beside, into="conflict.yaml")
    conflict = detente.load("conflict.yaml")
    (quotation,) = conflict.quotations
    assert conflict.option("open").basis.because == (quotation.name,)


def test_an_event_has_no_speaker(beside: Path) -> None:
    """Who took part in an event did not say it: it is about them."""
    decide(beside, "The two sides met", decide="accept", paraphrase="They met.", name="rome")
    review(beside, into="conflict.yaml")
    quotation = detente.load("conflict.yaml").quotation("rome")
    assert (quotation.party, quotation.about, quotation.voice) == (
        "",
        ("FRA", "Italy"),
        "report",
    )


def test_whom_the_file_does_not_have_is_left_out(beside: Path) -> None:
    """What the reader proposed is no mistake of a person: it is told, and the words come in."""
    text = CONFLICT.replace("  Italy: {prefers: [open]}\n", "  Malta: {prefers: [open]}\n")
    Path("conflict.yaml").write_text(text, encoding="utf-8")
    decide(beside, TOLLS, decide="accept", attach="FRA.s1", paraphrase="Ours.", name="tolls")
    decide(beside, "The two sides met", decide="accept")
    found = review(beside, into="conflict.yaml")
    one, other = detente.load("conflict.yaml").quotations
    assert (one.about, other.about) == (("FRA",), ())
    assert "'Italy' is no party of the file, and was left out of its quotations." in found.notes


def test_a_party_the_file_does_not_have(beside: Path) -> None:
    """N001 names the nearest; left empty, the quotation speaks for nobody."""
    decide(beside, PAY, decide="accept", party="Malta")
    assert problems(beside) == ["N001"]
    decide(beside, PAY, party="")
    review(beside, into="conflict.yaml")
    assert detente.load("conflict.yaml").quotations[0].party == ""


def test_a_party_is_found_by_the_name_of_its_state(beside: Path) -> None:
    """The reader says 'South Korea', the file says ROK without any name."""
    text = CONFLICT.replace("  FRA:\n    name: France   # label\n", "  ROK:\n").replace(
        "FRA", "ROK"
    )
    Path("conflict.yaml").write_text(text, encoding="utf-8")
    decide(beside, PAY, decide="accept", party="South Korea")
    review(beside, into="conflict.yaml")
    assert detente.load("conflict.yaml").quotations[0].party == "ROK"


def test_a_source_that_is_there_is_used(beside: Path) -> None:
    """The same file is the same source, whatever it is called; it is left as it is."""
    text = CONFLICT.replace(
        "parties:", "sources:\n  wire: {title: W, file: talks.txt}\nparties:", 1
    )
    Path("conflict.yaml").write_text(text, encoding="utf-8")
    decide(beside, PAY, decide="accept")
    review(beside, into="conflict.yaml")
    conflict = detente.load("conflict.yaml")
    assert [source.name for source in conflict.sources] == ["wire"]
    assert conflict.quotations[0].source == "wire"


@pytest.mark.parametrize(
    ("into", "why"),
    [("none.yaml", "detente new"), ("-", "name a conflict file"), ("classics/chicken", "example")],
)
def test_into_what_is_no_file(beside: Path, into: str, why: str) -> None:
    """Nothing is made up, and a shipped example is not written to."""
    with pytest.raises(WrongUse, match=why):
        review(beside, into=into)


def test_a_name_that_is_taken(beside: Path) -> None:
    """N003 at the name; the other record keeps it."""
    decide(beside, PAY, decide="accept", attach="FRA.s1")
    review(beside, into="conflict.yaml")
    text = path_with_name(beside)
    Path(beside).write_text(text, encoding="utf-8")
    with pytest.raises(ConflictProblems) as raised:
        review(beside, into="conflict.yaml")
    assert [problem.code for problem in raised.value.problems] == ["N003"]


def path_with_name(path: Path) -> str:
    """Return the review with another record that wants the name of a quotation."""
    text = path.read_text(encoding="utf-8")
    text = decided(text, TOLLS, decide="accept", paraphrase="Tolls.")
    return text.replace(
        "    words: the tolls end\n", "    words: the tolls end\n    name: talks-bell\n"
    )


def test_where_a_review_stands(beside: Path) -> None:
    """Without a conflict file the review is only counted; the document has every record."""
    decide(beside, PAY, decide="reject")
    found = review(beside)
    assert found.counts == {"accepted": 0, "rejected": 1, "edited": 0, "new": 4}
    document = found.to_dict()
    assert list(document)[:5] == ["question", "title", "fingerprint", "version", "settings"]
    assert [row["status"] for row in found.rows()].count("rejected") == 1
    assert load_review(beside).records[0].edited is False
