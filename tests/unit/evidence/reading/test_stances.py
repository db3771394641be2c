"""Stances: every rule on sentences of its own, with whose it is and on what terms."""

from __future__ import annotations

import pytest

from detente.evidence.reading import Reading
from detente.evidence.reading.stances.stance import Stance

from .conftest import Reader


def one(reading: Reading, words: str) -> Stance:
    """Return the one stance whose content holds some words."""
    found = [s for s in reading.stances if words in reading.document.words(s.content)]
    assert len(found) == 1, [reading.document.words(s.content) for s in reading.stances]
    return found[0]


CASES = [
    ("Iran demanded the release of the crew.", "demand", ("Iran",), "the release of the crew"),
    ("Iran insists that the ports be opened.", "demand", ("Iran",), "the ports be opened"),
    ("Iran called for a pause in the shelling.", "demand", ("Iran",), "a pause in the shelling"),
    ("France turned down the map.", "reject", ("France",), "the map"),
    ("France refused to sign the protocol.", "reject", ("France",), "sign the protocol"),
    ("France will not pay for the bridge.", "reject", ("France",), "pay for the bridge"),
    ("France cannot accept the new line.", "reject", ("France",), "accept the new line"),
    ("France is unwilling to share the data.", "reject", ("France",), "share the data"),
    ("France is not ready to share the data.", "reject", ("France",), "share the data"),
    ("Chile offered to host the summit.", "offer", ("Chile",), "host the summit"),
    ("Chile has proposed a joint patrol.", "offer", ("Chile",), "a joint patrol"),
    ("Chile vowed to strike the depots.", "warn", ("Chile",), "strike the depots"),
    ("Chile is prepared to lower the levy.", "willing", ("Chile",), "lower the levy"),
    ("Chile remains open to a joint patrol.", "willing", ("Chile",), "a joint patrol"),
    ("Chile left the door open to a meeting.", "willing", ("Chile",), "a meeting"),
    ("Chile wants the levy lifted.", "want", ("Chile",), "the levy lifted"),
    ("Chile's push for a pipeline goes on.", "want", ("Chile",), "a pipeline"),
    ("Chile views the link as a gateway to trade.", "want", ("Chile",), "the link as a gateway to trade"),
    ("Peru and Chile have agreed to reopen the pass.", "agree", ("Peru", "Chile"), "reopen the pass"),
    ("Peru and Chile hold different views on the order of the steps.", "obstacle", ("Peru", "Chile"),
     "different views on the order of the steps"),
    ("Peru warned that the truce was fragile.", "warn", ("Peru",), "the truce was fragile"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "holders", "words"), CASES)
def test_a_rule(read: Reader, text: str, kind: str, holders: tuple[str, ...], words: str) -> None:
    """The kind, the holders and the exact words are found, and nothing else."""
    reading = read(text)
    found = [(s.kind, s.holders, reading.document.words(s.content)) for s in reading.stances]
    assert found == [(kind, holders, words)]


@pytest.mark.parametrize(
    "text",
    [
        "The minister declined to comment.",
        "Nobody will sign it.",
        "If Iran agrees to a pause, the aid will flow.",
        "Does Iran want a pause?",
        "The law requires a vote.",
        "Iran wants to know who leaked the map.",
    ],
)
def test_no_stance(read: Reader, text: str) -> None:
    """What nobody holds, or what is only asked or supposed, is no stance."""
    assert read(text).stances == ()


def test_the_nested_holder(read: Reader) -> None:
    """What one party says another has to do is the speaker's demand, and otherwise a warning."""
    reading = read(
        "Iranian Foreign Minister Reza Tavakoli said that America needed to bring other terms, "
        "otherwise the talks would end."
    )
    demand, warning = one(reading, "needed to bring"), one(reading, "would end")
    assert (demand.kind, demand.holders, demand.addressee) == ("demand", ("Iran",), "United States")
    assert reading.document.words(demand.content) == "America needed to bring other terms"
    assert (warning.kind, warning.holders) == ("warn", ("Iran",))
    assert [term.word for term in warning.conditions] == ["otherwise"]
    assert demand.utterance is not None


def test_the_demand_in_a_letter(read: Reader) -> None:
    """A letter that demands is the demand of whoever hands it over, made to whoever gets it."""
    reading = read(
        "French President Luc Moreau handed German Chancellor Anna Weber a letter demanding that "
        "she close the plant upfront in exchange for cheap power."
    )
    demand = one(reading, "close the plant")
    assert (demand.kind, demand.holders, demand.addressee) == ("demand", ("France",), "Germany")
    assert [term.word for term in demand.order] == ["upfront"]
    assert [term.word for term in demand.exchange] == ["in exchange for"]


def test_the_dummy_it(read: Reader) -> None:
    """It is nobody: it is hard for whom the sentence names, and without what it names."""
    reading = read("Observers said it would be hard for Seoul to join without a guarantee.")
    stance = one(reading, "join")
    assert (stance.kind, stance.holders, stance.voice) == ("obstacle", ("South Korea",), "observer")
    assert [reading.document.words(t.span) for t in stance.conditions] == ["without a guarantee"]


def test_the_wish_a_third_reports(read: Reader) -> None:
    """Who wants is the holder; who tells it is kept apart."""
    reading = read("Paul Adler, an analyst, said that Japan wants the US to ease the tariffs.")
    stance = one(reading, "ease the tariffs")
    assert (stance.holders, stance.addressee) == (("Japan",), "United States")
    assert (stance.about, stance.voice) == (("Japan",), "observer")
    assert stance.utterance is not None
    assert "Paul Adler" in stance.reason


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Iran does not rule out a meeting.", "reject"),
        ("Iran never demanded a payment.", "demand"),
        ("Iran has not offered a ship.", "offer"),
    ],
)
def test_a_stance_denied(read: Reader, text: str, kind: str) -> None:
    """A stance that is denied is marked, not turned round."""
    (stance,) = read(text).stances
    assert (stance.kind, stance.negated) == (kind, True)


@pytest.mark.parametrize("word", ["might", "could", "may"])
def test_modality(read: Reader, word: str) -> None:
    """A softened willingness keeps the word that softens it."""
    (stance,) = read(f"Turkey {word} accept a joint commission.").stances
    assert (stance.kind, stance.modality) == ("willing", word)


def test_we_is_whoever_speaks(read: Reader) -> None:
    """In a quotation `we` is the party of the speaker."""
    reading = read("“We want our port back,” said Greek Foreign Minister Eleni Markou.")
    assert one(reading, "our port").holders == ("Greece",)


def test_what_is_not_known_is_asked(read: Reader) -> None:
    """Who cannot be found stays empty, with a question and less confidence."""
    reading = read("They refused to sign the treaty.")
    (stance,) = reading.stances
    assert stance.holders == ()
    assert stance.questions == ("Who is 'They'?",)
    assert stance.confidence < 0.6


def test_the_outlets_own_voice(read: Reader) -> None:
    """What a loaded sentence of the outlet wants is nobody's position."""
    reading = read("The puppets of the imperialists want our harbour.")
    assert reading.stances == ()


def test_to_dict(read: Reader) -> None:
    """A stance as plain words cites its text and its terms by their characters."""
    reading = read("Iran rejects the plan unless the ports are opened first.")
    (stance,) = reading.to_dict()["stances"]  # type: ignore[misc]
    words = reading.document.text
    assert words[slice(*stance["content"])].startswith("the plan")
    (term,) = stance["conditions"]
    assert words[slice(*term["span"])] == "unless the ports are opened first"
    assert [t["word"] for t in stance["order"]] == ["first"]


MORE = [
    ("Peru and Chile are aligned on the sequence.", "agree", ("Peru", "Chile"),
     "Peru and Chile are aligned on the sequence"),
    ("Peru and Chile share the view that the pass serves both.", "agree", ("Peru", "Chile"),
     "the pass serves both"),
    ("Peru and Chile see eye to eye on the levy.", "agree", ("Peru", "Chile"),
     "Peru and Chile see eye to eye on the levy"),
    ("Peru and Chile are not on the same page about the levy.", "obstacle", ("Peru", "Chile"),
     "Peru and Chile are not on the same page about the levy"),
    ("Chile appears to be giving the plan some thought.", "willing", ("Chile",),
     "giving the plan some thought"),
    ("Chile will not stand in the way of a smaller fund.", "willing", ("Chile",), "a smaller fund"),
    ("Chile dismissed the offer as a trick.", "reject", ("Chile",), "the offer"),
    ("Chile wants no foreign troops.", "reject", ("Chile",), "no foreign troops"),
    ("Chile wants both together.", "want", ("Chile",), "both together"),
    ("Chile called for the crew to be released first.", "demand", ("Chile",),
     "the crew to be released first"),
    ("Chile said it would pay the arrears.", "willing", ("Chile",), "pay the arrears"),
    ("Chile's push for a truce -- its third this year -- goes on.", "want", ("Chile",), "a truce"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "holders", "words"), MORE)
def test_without_a_verb_of_position(
    read: Reader, text: str, kind: str, holders: tuple[str, ...], words: str
) -> None:
    """What is told in other words than those of a position is found as well."""
    reading = read(text)
    found = [(s.kind, s.holders, reading.document.words(s.content)) for s in reading.stances]
    assert found == [(kind, holders, words)]


@pytest.mark.parametrize(
    "text",
    [
        "The two have yet to write down what they meant.",
        "Iran was asked whether it might join the talks.",
        "Iran declined to speak of the plan.",
        "Iran declined to give details.",
        "Iran rejected it.",
    ],
)
def test_nothing_is_told(read: Reader, text: str) -> None:
    """Who keeps silent, is only asked, or has not begun takes no position."""
    assert read(text).stances == ()


def test_anything_other_than(read: Reader) -> None:
    """Who demands anything other than X demands it, and rejects X."""
    reading = read(
        "French Foreign Minister Luc Moreau said that Berlin had to bring a plan other than the "
        "April draft, otherwise the talks would be over."
    )
    found = {(s.kind, reading.document.words(s.content)) for s in reading.stances}
    assert ("reject", "the April draft") in found
    assert ("demand", "Berlin had to bring a plan other than the April draft") in found
    assert {s.holders for s in reading.stances} == {("France",)}


def test_a_long_quotation_in_its_clauses(read: Reader) -> None:
    """What a quotation joins by but and and comes apart, so that each part can be taken alone."""
    reading = read(
        "“We may have somewhat different views on the order of the steps, but we are fully aligned "
        "on the goal and on the belief that only patience will bring us there,” said French Foreign "
        "Minister Luc Moreau."
    )
    found = [(s.kind, s.modality, reading.document.words(s.content)) for s in reading.stances]
    assert found == [
        ("obstacle", "may", "somewhat different views on the order of the steps"),
        ("agree", "", "we are fully aligned on the goal"),
        ("agree", "", "only patience will bring us there"),
    ]
    assert {s.holders for s in reading.stances} == {("France",)}


def test_whose_letter_it_is(read: Reader) -> None:
    """A letter handed over in a clause that the parse tears apart is still the giver's demand."""
    reading = read(
        "Talks between Mali and Niger broke down in May after Malian President Awa Diarra, advised "
        "by former minister Issa Kone, handed Nigerien President Sani Abdou a letter demanding that "
        "he surrender the wells upfront."
    )
    demand = one(reading, "surrender the wells")
    assert (demand.kind, demand.holders, demand.addressee) == ("demand", ("Mali",), "Niger")
    assert reading.document.words(demand.content) == "surrender the wells upfront"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "“If the road does not open, there are other ways,” said French envoy Luc Moreau.",
            "warn",
        ),
        ("“If the drill ends, we may find a free day,” said French envoy Luc Moreau.", "willing"),
        ("France could retaliate if the levy takes effect.", "warn"),
    ],
)
def test_on_a_condition(read: Reader, text: str, kind: str) -> None:
    """What follows if something is not done is a warning, what may follow a willingness."""
    assert [s.kind for s in read(text).stances] == [kind]


def test_a_list_with_a_lead_in(read: Reader) -> None:
    """What the items of a list begin with is held by whom the line before the list names."""
    reading = read(
        "Joint communique\n\nPeru and Chile met in Lima, and spoke for a day.\n\n"
        "Peru and Chile:\n\n1. Welcomed the calm at the pass;\n\n"
        "2. Agreed to open the pass once the road is clear;\n\n"
        "3. Called for a pause in the drills.\n\nRejected by all, the map is gone.\n"
    )
    found = [(s.kind, s.holders, reading.document.words(s.content)) for s in reading.stances]
    both = ("Peru", "Chile")
    assert found == [
        ("agree", both, "open the pass once the road is clear"),
        ("demand", both, "a pause in the drills"),
    ]
    assert [term.word for term in reading.stances[0].conditions] == ["once"]


def test_what_wants_nothing(read: Reader) -> None:
    """A thing holds no stance: it is asked who does; and where nobody wants it, nobody does."""
    (stance,) = read("The problem demands a new bridge.").stances
    assert (stance.holders, stance.questions) == ((), ("Who is 'problem'?",))
    assert read("No sane person wants a new bridge.").stances == ()
