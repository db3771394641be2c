"""Proposals from readings: exact words, ids that stay, whom they are listed under."""

from __future__ import annotations

from detente.evidence.reviewing.proposals import NO_PARTY, ordered, proposals_in

from .making import TALKS, event, place, read, stance, talks, utterance


def test_words_are_exact_and_lose_only_the_marks_around_them() -> None:
    """A quotation loses its marks and the comma of the outlet; marks inside stay."""
    found = [p.words for p in proposals_in(talks())]
    assert found == [
        "Paris would sign",
        'Paris would sign "only if the dam is opened first."',
        "We will not pay",
        "the tolls end",
        "The two sides met in Rome",
    ]


def test_ids_hang_on_text_role_and_words_only() -> None:
    """Another speaker, rule or confidence leaves the id; another role or text does not."""
    (one,) = proposals_in(read(utterances=[utterance(TALKS, "We will not pay")]))
    other = utterance(TALKS, "We will not pay", speaker="", parties=[], rule="x", confidence=0.1)
    (same,) = proposals_in(read(utterances=[other]))
    assert one.id == same.id
    (stanced,) = proposals_in(read(stances=[stance(TALKS, "We will not pay", "reject")]))
    assert stanced.id != one.id
    (elsewhere,) = proposals_in(read(TALKS + ".", utterances=[other]))
    assert elsewhere.id != one.id


def test_the_same_words_are_proposed_once() -> None:
    """The more certain reading is kept, and asks who else it may be."""
    one = utterance(TALKS, "We will not pay", confidence=0.4)
    other = utterance(TALKS, "We will not pay", speaker="Ugo Neri", confidence=0.7)
    (found,) = proposals_in(read(utterances=[one, other]))
    assert found.speaker == "Ugo Neri"
    assert found.questions == ("The same words stand there a second time: is it Ugo Neri?",)


def test_an_office_is_told_once() -> None:
    """Where the words for a nameless speaker are an office, they do not stand there twice."""
    said = utterance(
        TALKS, "We will not pay", speaker="Turkish officials", office="Turkish officials"
    )
    (found,) = proposals_in(read(utterances=[said]))
    assert (found.speaker, found.office) == ("Turkish officials", "")


def test_sorted_by_party_and_confidence() -> None:
    """Parties in order of their names, the most certain first, those of no party last."""
    nobody = utterance(TALKS, "the tolls end", parties=[], party="", confidence=1.0)
    document = talks()
    all_of_them = [*proposals_in(document), *proposals_in(read(utterances=[nobody]))]
    assert [(p.party, p.confidence) for p in ordered(all_of_them)] == [
        ("France", 0.9), ("France", 0.81), ("France", 0.6), ("France, Italy", 0.8),
        ("Italy", 0.6), (NO_PARTY, 1.0),
    ]  # fmt: skip


def test_a_stance_that_another_tells() -> None:
    """The speaker's party stays apart from the holder's, whose wish is reported."""
    said = utterance(TALKS, "Italy demanded that the tolls end")
    one = stance(TALKS, "the tolls end", "demand", utterance=0)
    found = {p.kind: p for p in proposals_in(read(utterances=[said], stances=[one]))}["stance"]
    assert (found.parties, found.about, found.party) == (("France",), ("Italy",), "Italy")
    assert found.form == "direct"


def test_an_observer_speaks_for_no_party() -> None:
    """A stance without an utterance, told by an observer, has holders and no party."""
    one = stance(TALKS, "the tolls end", "demand", voice="observer")
    (found,) = proposals_in(read(stances=[one]))
    assert (found.parties, found.about) == ((), ("Italy",))


def test_what_an_outlet_tells_is_about_a_party() -> None:
    """A stance that nobody utters has holders, and nobody who has spoken for them."""
    (found,) = proposals_in(read(stances=[stance(TALKS, "the tolls end", "demand")]))
    assert (found.parties, found.about, found.voice) == ((), ("Italy",), "report")


def test_what_the_outlet_itself_says() -> None:
    """Glosses are proposed where they are asked for, in their own voice."""
    gloss = {
        "content": [place(TALKS, "Talks stall")],
        "about": ["Italy"],
        "voice": "gloss",
        "confidence": 0.4,
        "rule": "the outlet's own judgement",
        "reason": "'stall'",
        "questions": [],
    }
    document = read(glosses=[gloss])
    assert proposals_in(document) == ()
    (found,) = proposals_in(document, glosses=True)
    assert (found.kind, found.voice, found.about) == ("gloss", "gloss", ("Italy",))
    assert (found.speaker, found.parties, found.party) == ("", (), "Italy")
    assert found.id.startswith("g-")
    assert found.place == ((0, 11),)


def test_the_voice_of_an_event() -> None:
    """An event is a report, unless the reading says whose view it is."""
    told = [event(TALKS, "The two sides met in Rome", **more) for more in ({}, {"voice": "gloss"})]
    found = [proposals_in(read(events=[one]))[0].voice for one in told]
    assert found == ["report", "gloss"]


def test_pieces_and_terms() -> None:
    """Pieces are joined by a gap; the words on which a stance hangs are told."""
    pieces = [*utterance(TALKS, "Paris would sign")["content"]]
    pieces += utterance(TALKS, "the dam is opened")["content"]
    (found,) = proposals_in(read(utterances=[utterance(TALKS, "Paris", content=pieces)]))
    assert found.words == "Paris would sign [...] the dam is opened"
    assert [TALKS[slice(*stretch)] for stretch in found.place] == [
        "Paris would sign",
        "the dam is opened",
    ]
    willing = next(p for p in proposals_in(talks()) if p.what == "willing")
    assert willing.terms == ("only if the dam is opened first",)


def test_a_denied_stance_says_so() -> None:
    """`not demand` is another stance than `demand`."""
    (found,) = proposals_in(read(stances=[stance(TALKS, "the tolls end", "demand", negated=True)]))
    assert found.what == "not demand"


def test_control_characters_do_not_get_through() -> None:
    """What a terminal would obey, and piles of accents, are no part of a proposal."""
    text = "He said: we \x1b[31mwill\x07 pay e" + "\u0301" * 500 + " now"
    (found,) = proposals_in(read(text, utterances=[utterance(text, text[9:])]))
    assert "\x1b" not in found.words
    assert "\x07" not in found.words
    assert len(found.words) < 80
