"""Who spoke, and for whom: a wrong answer is worse than a question."""

from __future__ import annotations

import pytest

from detente.evidence.reading import read_cast

from .conftest import Reader
from .telling import said

TWO_PARKS = (
    "Seoul wants talks. In recent weeks, South Korean President Park Min-soo has pushed for a pact.\n\n"
    "Park Chul-ho, chairman of the Harbour Institute and a former adviser to President Park, said"
    " on Tuesday that a pact would be difficult.\n\n"
    "“Seoul needs to give something,” said Park at a forum.\n\n"
    "“It will not be easy for anybody,” he said."
)


def test_two_people_of_one_surname(read: Reader) -> None:
    """The one named in full last as a subject speaks; the other one is shown as a rival."""
    reading = read(TWO_PARKS)
    one = said(reading, "Seoul needs to give")
    assert (one.speaker, one.party, one.voice) == ("Park Chul-ho", "", "observer")
    assert any("Park Min-soo" in question for question in one.questions)
    assert said(reading, "It will not be easy").speaker == "Park Chul-ho"


def test_a_cast_decides(read: Reader) -> None:
    """What the cast says of a person comes before what the document says."""
    cast = read_cast(
        "parties:\n  ROK: {state: South Korea}\n"
        "persons:\n  Park Chul-ho:\n    offices:\n      - {office: Envoy, party: ROK}\n"
    )
    one = said(read(TWO_PARKS, cast=cast), "that a pact would")
    assert (one.speaker, one.office, one.party) == ("Park Chul-ho", "Envoy", "ROK")


def test_an_office_of_an_unknown_day_is_asked(read: Reader) -> None:
    """Where dates matter and the document has none, the office is a question."""
    cast = read_cast(
        "parties:\n  ROK: {state: South Korea}\n"
        "persons:\n  Park Chul-ho:\n    offices:\n      - {office: Envoy, party: ROK, to: 2019}\n"
    )
    one = said(read(TWO_PARKS, cast=cast), "that a pact would")
    assert one.party == "ROK"
    assert "no date" in one.questions[0]


def test_an_alias_of_a_party(read: Reader) -> None:
    """A party that is no state is found by the names the cast has for it."""
    cast = read_cast("parties:\n  Upper: {aliases: [the Highlanders]}\n")
    one = said(read("On Monday the Highlanders said that they would wait.", cast=cast), "that they")
    assert one.party == "Upper"


def test_an_office_without_a_state_is_a_proposal(read: Reader) -> None:
    """The state comes from the news agency in the sentence, and is asked."""
    reading = read(
        "In a statement to the state-run Korean Central News Agency, Vice Foreign Minister"
        " Ri Mun Ho said, “We are willing to sit with you.”"
    )
    one = said(reading, "We are willing")
    assert (one.speaker, one.party) == ("Ri Mun Ho", "North Korea")
    assert one.confidence < 0.7
    assert "names no state" in one.questions[0]


def test_a_president_of_no_state_is_asked(read: Reader) -> None:
    """Without any evidence the party stays empty."""
    one = said(read("President Olaf Brandt said that he would not sign."), "that he would")
    assert (one.speaker, one.party) == ("Olaf Brandt", "")
    assert one.questions


@pytest.mark.parametrize(
    ("text", "speaker", "party"),
    [
        ("US special envoy for North Korea Dana Holt said the talks were useful.", "Dana Holt", "United States"),
        ("Syria's ambassador to the U.N., Karim Nasser, said the talks were useful.", "Karim Nasser", "Syria"),
        ("His South Korean counterpart, Noh Kyung-duk, said the talks were useful.", "Noh Kyung-duk", "South Korea"),
        ("Ukraine’s Pavlo Hrytsenko said the talks were useful.", "Pavlo Hrytsenko", "Ukraine"),
        ("A spokesman for the Chinese foreign ministry, Wang Jun, said the talks were useful.", "Wang Jun", "China"),
        ("The Democratic People’s Republic of Korea said the talks were useful.", "Democratic People’s Republic of Korea", "North Korea"),
        ("Turkish officials said the talks were useful.", "Turkish officials", "Turkey"),
        ("Former Iranian president Reza Karimi said the talks were useful.", "Reza Karimi", ""),
        ("Lena Ortiz, an analyst at the Crisis Group, said the talks were useful.", "Lena Ortiz", ""),
        ("Observers said the talks were useful.", "Observers", ""),
    ],
)  # fmt: skip
def test_speaker_and_party(read: Reader, text: str, speaker: str, party: str) -> None:
    """The office decides for whom somebody speaks."""
    one = said(read(text), "the talks were useful")
    assert (one.speaker, one.party) == (speaker, party)


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Iran said the talks were useful.", "report"),
        ("“The talks were useful,” Iranian Foreign Minister Ali Rostami said.", "own words"),
        ("“The talks were useful,” a senior Iranian official said.", "own words"),
        ("Iranian Foreign Minister Ali Rostami said the talks were “useful”.", "own words"),
        ("Iranian Foreign Minister Ali Rostami said the talks were useful.", "report"),
        ("“The talks were useful,” a study said.", "report"),
        ("Mediators said the talks were useful.", "observer"),
        ("A Western diplomat said the talks were useful.", "observer"),
        ("Reports said the talks were useful.", "report"),
        ("Analysts said the talks were useful.", "observer"),
        ("Iran believes the talks were useful.", "report"),
    ],
)
def test_whose_voice(read: Reader, text: str, voice: str) -> None:
    """Quoted words are a party's own, the outlet's account of them a report; onlookers are apart."""
    (one,) = read(text).utterances
    assert one.voice == voice


def test_two_parties(read: Reader) -> None:
    """Both of those who agree are kept."""
    one = said(read("Iran and the United States have agreed to restart the talks."), "to restart")
    assert one.parties == ("Iran", "United States")


def test_a_capital_speaks_as_its_government(read: Reader) -> None:
    """A capital is a government only where it speaks, wants or decides."""
    one = said(read("The envoys met in Seoul, but Tokyo said that it would stay away."), "that it")
    assert one.parties == ("Japan",)


def test_a_wish_told_by_another(read: Reader) -> None:
    """Both are kept: who tells it, and whose wish it is."""
    reading = read(
        "Lena Ortiz, an analyst in Seoul, said that the North wants the US to ease its sanctions."
        " South Korea and North Korea had no comment."
    )
    teller, wish = said(reading, "that the North"), said(reading, "the US to ease")
    assert (teller.speaker, teller.party, teller.about) == ("Lena Ortiz", "", ("North Korea",))
    assert (wish.party, wish.addressee) == ("North Korea", "United States")
    assert wish.voice == "observer"
    assert wish.within is not None
    assert reading.utterances[wish.within] == teller


def test_a_pronoun_with_rivals_is_asked(read: Reader) -> None:
    """He, where two people act in what is told, is nobody without a question."""
    reading = read("Anna Hale said that Karl Brandt had left and that he wanted to return.")
    one = said(reading, "to return")
    assert one.speaker == ""
    assert "Karl Brandt" in one.questions[0]


def test_a_doubt_is_asked_once(read: Reader) -> None:
    """What is answered once for the whole document is asked once."""
    reading = read(TWO_PARKS)
    asked = [q for u in reading.utterances for q in u.questions]
    assert len(asked) == len(set(asked))


def test_what_the_outlet_concludes(read: Reader) -> None:
    """What remarks suggest is the outlet's reading of them, not somebody's words."""
    reading = read("Hale’s remarks suggest that the two sides remain at odds.")
    assert said(reading, "that the two sides").voice == "gloss"


@pytest.mark.parametrize(
    ("text", "part", "speaker", "parties"),
    [
        (
            (
                "Egyptian Foreign Minister Samir Fawzi and his Jordanian counterpart Adel Qasim said that"
                " time was short."
            ),
            "that time was short",
            "Samir Fawzi and Adel Qasim",
            ("Egypt", "Jordan"),
        ),
        (
            "The leaders of France, Germany and Britain said that time was short.",
            "that time was short",
            "The leaders of France, Germany and Britain",
            ("France", "Germany", "United Kingdom"),
        ),
        (
            (
                "The foreign ministry in Tehran rejected the plan. Its spokesman, Navid Kamali, said that"
                " time was short."
            ),
            "that time was short",
            "Navid Kamali",
            ("Iran",),
        ),
        (
            "Anna Brandt warned that time was short; Karl Jonsson said the pact would hold.",
            "the pact would hold",
            "Karl Jonsson",
            (),
        ),
        ("Rep. Dan Jordan said that time was short.", "that time was short", "Dan Jordan", ()),
        (
            "Ruth Amsel, a spokesman for the United Mill Workers of America, said that time was short.",
            "that time was short",
            "Ruth Amsel",
            (),
        ),
        ("Mexicans said that time was short.", "that time was short", "Mexicans", ()),
        (
            "The foreign minister of Jordan, Adel Qasim, warned Iran that time was short.",
            "that time was short",
            "Adel Qasim",
            ("Jordan",),
        ),
    ],
)
def test_who_is_meant(
    read: Reader, text: str, part: str, speaker: str, parties: tuple[str, ...]
) -> None:
    """Several speak as one, surnames are no states, and people are no government."""
    one = said(read(text), part)
    assert (one.speaker, one.parties) == (speaker, parties)


def test_the_place_of_a_report_is_not_said(read: Reader) -> None:
    """The dateline is no part of what was said."""
    reading = read("CAIRO, March 3 (Wire) - The border will stay shut, the envoy said on Sunday.")
    assert said(reading, "The border will stay shut").rule == "parenthetical verb of saying"
