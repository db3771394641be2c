"""Whose words they are: marks left open, a second speaker, transcripts, descriptions, noise."""

from __future__ import annotations

from .conftest import Reader
from .telling import content, said

HEAD = "VIENNA, May 5, 2030 (Alps News) - "


def test_a_forgotten_mark_ends_before_the_attribution(read: Reader) -> None:
    """A mark left open neither takes the narrator's words nor the speaker of the next paragraph."""
    reading = read(
        f'{HEAD}"We will not sign, the Danish minister said on Monday. The hall was full.\n\n'
        '"The talks are dead," Norwegian negotiator Per Dahl said.'
    )
    first, second = said(reading, "We will not sign"), said(reading, "The talks are dead")
    assert (first.party, second.party) == ("Denmark", "Norway")
    assert "hall" not in content(reading, first)


def test_somebody_else_before_a_quotation(read: Reader) -> None:
    """A quotation behind a new subject is not by whoever spoke before it."""
    reading = read(
        f'{HEAD}"We will never sign," Greek Premier Nikos Pal said, "unless they apologise."'
        ' His deputy, Eleni Mar, was milder: "We may sign."'
    )
    one = said(reading, "We may sign")
    assert one.speaker == "Eleni Mar"
    assert one.questions
    assert "may" not in content(reading, said(reading, "We will never sign"))


def test_questions_of_an_interviewer_are_nobodys_words(read: Reader) -> None:
    """Whoever asks says nothing for a party; what is reported in a question is read as such."""
    reading = read(
        "MODERATOR: The floor is yours. Will Chile sign?\n\n"
        "AMBASSADOR SOTO: We will sign in June.\n\n"
        "QUESTION: The Peruvian foreign minister said that Chile had cheated. Your answer?\n\n"
        "AMBASSADOR SOTO: Ask Lima about the maps.\n\n"
        "They know what we know, and we have told them so."
    )
    told = [content(reading, one) for one in reading.utterances]
    assert told == [
        "We will sign in June.",
        "that Chile had cheated",
        "Ask Lima about the maps. | They know what we know, and we have told them so.",
    ]


def test_a_turn_without_a_name_is_asked(read: Reader) -> None:
    """An answer that names nobody is not taken over without a question."""
    reading = read("Q: Will you return to the talks?\n\nA: We will return in May.")
    assert [one.questions for one in reading.utterances] == [
        ("Who is 'A'? The turn names nobody.",)
    ]


def test_both_sides_are_not_whoever_urges_them(read: Reader) -> None:
    """Neither a former envoy nor the mediator is one of both sides."""
    reading = read(
        f"{HEAD}Hani Raslan, a former Egyptian ambassador, said that the dam would fill."
        " The African Union urged both sides to resume talks."
    )
    assert [one.addressee for one in reading.stances] == [""]


def test_the_latter_is_one_of_two(read: Reader) -> None:
    """The latter and the former are those named together before, and else a question."""
    two = read(f"{HEAD}Egypt and Sudan met in Cairo. The latter refused to sign.")
    assert [one.holders for one in two.stances] == [("Sudan",)]
    none = read(f"{HEAD}It rained in the valley. The latter refused to sign.")
    assert all(one.questions for one in (*none.stances, *none.utterances))
    assert not any(one.holders for one in none.stances)


def test_it_is_who_acts_in_the_same_words(read: Reader) -> None:
    """In a quotation `it` is the party of the same sentence, before one told of outside."""
    reading = read(
        f"{HEAD}Russia sent an envoy to Tbilisi. Azerbaijani President Ilham Aliyev said:"
        ' "If Armenia wants peace it must change its constitution."'
    )
    assert [one.addressee for one in reading.stances if one.kind == "demand"] == ["Armenia"]


def test_a_banner_is_no_party(read: Reader) -> None:
    """Words on a banner are asked whose they are, and make nobody demand anything."""
    reading = read(f"{HEAD}Protesters carried a banner saying Serbia must leave the valley.")
    assert "banner" not in {name for one in reading.stances for name in one.holders}
    assert all(one.questions and not one.parties for one in reading.utterances)


def test_its_envoy_is_of_whom_the_words_are_about(read: Reader) -> None:
    """`Its` before an office is the one subject of the words; a name told before keeps its office."""
    envoy = said(read(f"{HEAD}Finland is willing to talk, its envoy said."), "Finland")
    assert (envoy.office, envoy.party) == ("envoy", "Finland")
    premier = read(f'{HEAD}Premier Ek met his aides. "We want peace," Ek said.')
    assert said(premier, "We want peace").office == "Premier"


def test_what_says_nothing_is_left_out(read: Reader) -> None:
    """Neither what is unclear, nor who is cited, nor a refusal to comment is anybody's words."""
    for words in (
        "It is unclear whether Aliyev will accept the offer.",
        "The Peruvian foreign minister refused to comment further.",
    ):
        reading = read(HEAD + words)
        assert (reading.utterances, reading.stances) == ((), ())
    cited = read(
        f"{HEAD}Peru will leave, the daily Harbour reported, citing two unnamed diplomats."
    )
    assert [content(cited, one) for one in cited.utterances] == ["Peru will leave"]


def test_a_stance_begins_and_ends_with_its_words(read: Reader) -> None:
    """Neither a dateline nor what stands behind the quotation is part of what is wanted."""
    first = read(f"{HEAD}Washington should lift sanctions, Cuban envoy Ana Ruiz said.")
    words = [first.document.words(one.content) for one in first.stances]
    assert words == ["Washington should lift sanctions"]
    nested = read(
        f"{HEAD}\"He told us, 'We will not sign,'\" Greek envoy Eleni Mar said of Premier Juan Rey."
    )
    assert [nested.document.words(one.content) for one in nested.stances] == ["sign"]
