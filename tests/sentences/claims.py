"""What the sentences of a brief claim, as facts: what each is about, and what it says of that."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

from .brief_forms import Told

SHORT, RESTS, MOVES = "IN SHORT", "WHERE IT STANDS AND WHERE IT RESTS", "WHAT COULD MOVE IT"
WAY, DIFFER, UNLOCK = "WHAT STANDS IN THE WAY", "WHO DIFFERS FROM WHOM", "WHAT WOULD UNLOCK IT"
ROADS, VIEWS = "IN WHICH ORDER IT COULD BE DONE", "ACCORDING TO WHOM"
ASSUMED, COMPUTED = "WHAT NO SOURCE SAYS", "HOW THIS WAS COMPUTED"

Subject = tuple[Hashable, ...]


@dataclass(frozen=True)
class Fact:
    """What a sentence says of what; `where` is the section it stands in."""

    subject: Subject
    value: Hashable
    where: str
    text: str


Reader = Callable[[Told, re.Match[str]], Iterator[tuple[Subject, Hashable]]]
READERS: list[tuple[str, re.Pattern[str], Reader]] = []


def reads(section: str, *patterns: str) -> Callable[[Reader], Reader]:
    """Add patterns of sentences of a section, any if empty; the function yields what they say."""

    def add(reader: Reader) -> Reader:
        READERS.extend((section, re.compile(pattern), reader) for pattern in patterns)
        return reader

    return add


def names(text: str) -> frozenset[str]:
    """Return the names of a list, articles left out."""
    listed = re.split(r", | and | or ", text)
    return frozenset(re.sub("^[Tt]he ", "", one) for one in listed)


def steps(text: str) -> frozenset[str]:
    """Return the options in quotation marks."""
    return frozenset(re.findall(r"'[^']*'(?: \([\w-]+\))?", text))


def whole(text: str) -> int:
    """Return a number that is written with commas."""
    return int(text.replace(",", ""))


# whether the status quo rests --------------------------------------------------------------------

RESTING, ALONE = ("the status quo rests",), ("somebody gains by acting alone",)


@reads(SHORT, "In this model nothing moves from the status quo")
@reads(RESTS, "^At the status quo: ")
def rests(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield RESTING, True
    yield ALONE, False


@reads(SHORT, "the status quo does not rest")
@reads(MOVES, r"; each of them prefers that\.$")
def moves(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield RESTING, False


@reads(MOVES, "alone can .* and would gain by it")
@reads(ROADS, "^Stage by stage: Today's state does not rest")
@reads(RESTS, "stable for every party by none of")
def somebody_gains(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield RESTING, False
    yield ALONE, True


@reads(MOVES, r"^No party gains by acting alone\.$")
@reads(RESTS, "It is stable for every party by all")
def nobody_gains(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield ALONE, False


@reads(RESTS, "It is stable for every party by (?!all|none)(.*); not by the other concepts")
def some_concepts(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield ALONE, "Nash stability" not in match[1]


# where it comes to rest --------------------------------------------------------------------------


@reads(SHORT, "Such moves come to rest with (.*?)\\.(?: What holds|$)")
def comes_to_rest(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    if "go round" not in match[1] and "one of" not in match[1]:
        ends = match[1].split(", or with ")
        yield ("where it rests",), frozenset(map(steps, ends))
        yield ("it goes round",), False


@reads(SHORT, "go round without end between")
@reads(RESTS, "^It (?:can also|would) go round without end")
def goes_round(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield ("it goes round",), True


@reads(RESTS, "That is (.*)\\.$")
def happened(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    if match[1] == "the model's one place of rest":
        yield ("it goes round",), False


# what blocks a target ----------------------------------------------------------------------------

RUNGS = {
    "there is no outcome that leaves nobody worse": "content",
    "but no legal moves lead to one": "reach",
    "but to none of them an order of steps that": "sequence",
    "but at some stage of each a party surely does better": "commitment",
    "and that hold, but none fits the windows": "time",
    "but none that those who only ratify accept": "ratification",
    "nothing that was declared stands in the way": "none",
}
LOCKED = ("content", "reach", "sequence")


@reads("", "For the target '(.*?)',? (.*)$")
def rung(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    (kind,) = [kind for words, kind in RUNGS.items() if words in match[2]]
    yield from what_stops(match[1], kind)


@reads("", "The target '(.*?)' holds at the status quo already")
@reads(VIEWS, "^'(.*?)' is the case at the status quo already")
def already(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    if _here(told):
        yield from what_stops(match[1], "already")


@reads("", "No state satisfies the target '(.*?)'")
@reads(VIEWS, "^No state that the rules allow satisfies '(.*?)'")
def impossible(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    if _here(told):
        yield from what_stops(match[1], "impossible")


@reads(VIEWS, r"^'(.*?)' stops at (\w+):")
def stops_at(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    if _here(told):
        yield from what_stops(match[1], match[2])


@reads(VIEWS, "^Nothing stops '(.*?)':")
def nothingstops(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    if _here(told):
        yield from what_stops(match[1], "none")


def what_stops(name: str, kind: str) -> Iterator[tuple[Subject, Hashable]]:
    yield ("what stops", name), kind


def _here(told: Told) -> bool:
    """Tell whether a finding is one of this brief's own perspective."""
    return told.block == "Whatever the perspective" or told.block.startswith("Which ")


@reads(VIEWS, r"^The status quo (rests|does not rest)\.")
def rests_here(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    if _here(told):
        yield RESTING, match[1] == "rests"


@reads(WAY, r"^Ripe \(Zartman\)")
def ripe(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield ("there is a way out",), True


@reads(WAY, "no order of the steps to such an outcome of the target is accepted by everybody")
def no_way_out(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield ("there is a way out",), False


# orders that are accepted ------------------------------------------------------------------------

ACCEPTED = ("all parties accept an order of these steps",)


@reads("", "As things are there are orders of steps that all parties accept")
def accepted(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield ACCEPTED, True


@reads("", "As things are there is no order of these steps that all parties accept",
       "now there is no order that every party accepts")  # fmt: skip
def not_accepted(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield ACCEPTED, False


@reads(DIFFER, r"^(.*) can be taken in ([\d,]+) legal orders?\. Orders accepted: (.*); by all parties "
               r"([\d,]+)\.$")  # fmt: skip
def orders(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield ("the steps in question",), steps(match[1])
    yield ("legal orders",), whole(match[2])
    for party in match[3].split(", "):
        who, number = party.rsplit(" ", 1)
        yield ("orders accepted by", re.sub("^the ", "", who)), whole(number)
    yield ACCEPTED, whole(match[4]) > 0
    yield ("orders accepted by all",), whole(match[4])


@reads(DIFFER, r"It does not bind: ([\d,]+) orders? (?:is|are) accepted by every party")
def many_accepted(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield ACCEPTED, True
    yield ("orders accepted by all",), whole(match[1])


@reads(SHORT, "Over the order of (.*?), the difference that holds them up is (.*)\\.$")
def holds_up(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    if match[1] != "the steps":
        yield ("the steps in question",), steps(match[1])
    yield ACCEPTED, False
    said, _, rest = match[2].partition(", not ")
    for pair in re.findall(
        r"that between (.*?)(?= or that between |, and none|, that between |$)", said
    ):
        yield ("holds up", names(pair)), True
    for pair in re.findall(r"that between (.*?)(?= or that between |, that between |$)", rest):
        yield ("holds up", names(pair)), False


@reads(DIFFER, r"^(.*?): .*It (binds|does not bind)")
def does_bind(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    if told.block == "Which difference holds the steps up":
        yield ("holds up", names(match[1])), match[2] == "binds"


# the road ----------------------------------------------------------------------------------------

STRENGTH, END = ("how the road holds",), ("what keeps its end",)


@reads(SHORT, "The one told below would (hold by itself|only just hold|not hold by itself)")
@reads(ROADS, "^It (holds by itself, but only just|holds by itself:|does not hold by itself)")
def strength(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    kind = "no" if "not" in match[1] else "weak" if "only just" in match[1] else "strong"
    yield STRENGTH, kind
    yield ("the road is left",), kind == "no"


@reads(SHORT, "at its end no party gains by a move of its own")
@reads(ROADS, "^The end rests", "From this end no party would gain by a move of its own")
def end_rests(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    if not _later(told):
        yield END, "resting"


@reads(SHORT, "at its end a party could gain at first")
@reads(ROADS, "^The end is held by threat")
def end_held(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    if not _later(told):
        yield END, "held by threat"


@reads(SHORT, "its end could unravel")
@reads(ROADS, "^The end (?:could unravel|unravels)")
def end_unravels(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    if not _later(told):
        yield END, "unravels"


def _later(told: Told) -> bool:
    """Tell whether a line is about what a change of office makes of the road."""
    return told.block.startswith(("When preferences change", "These would", "This would"))


@reads(
    "", r"At the end ((?:[^.]*? (?:is|are) (?:better|as well|worse|better or worse) off [^.]*))\."
)
def gains(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    for part in match[1].split("; "):
        found = re.match("(.*?) (?:is|are) (better|as well|worse|better or worse) off ", part)
        if found is not None:
            for party in names(found[1]):
                yield ("at the end of the road", party), found[2]


@reads(SHORT, r"\. ([^.]*?) could be left hanging on it beyond recovery")
def lost(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield ("left hanging beyond recovery",), names(match[1])


@reads("", r"(?:These \d+ steps take|This step takes) (\d+) days?( at the least)?(?:, by ([\d-]+))?"
           r"(?:, with (\d+) days? to spare|; (there is no last day))?")  # fmt: skip
def dates(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield ("the days of the road",), match.groups()
    yield ("the road fits",), True


@reads("", "The steps do not fit into the time there is", "There is no time in which these steps")
def too_late(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield ("the road fits",), False


@reads(SHORT, r"Once preferences change (?:on|with the first day of) (\S+?)(?: \([^)]*\))?, it would "
              r"(not|only just) hold by itself from there on")  # fmt: skip
def not_survived(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield ("from the change on", match[1]), "no" if match[2] == "not" else "weak"


@reads(ROADS, r"references change (?:on|with the first day of) (\S+?)(?: \([^)]*\))?(?: already.*?)?: "
              r".* From there on it (holds|only just holds|does not hold) by itself")  # fmt: skip
def survived(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    kinds = {"holds": "strong", "only just holds": "weak", "does not hold": "no"}
    yield ("from the change on", match[1]), kinds[match[2]]


# what would unlock it ----------------------------------------------------------------------------

SOME = ("some concession would open a way",)


@reads(UNLOCK, "^It would be enough to give up")
@reads(SHORT, "^The crux is")
def something(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield SOME, True


@reads(UNLOCK, "^No (?:set|single|party)")
def nothing(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield SOME, False


@reads(
    "", "^The crux is (.*?)(?:: (?:it|each of these) is decisive in (\\d+) %|, the only position)"
)
def crux(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield ("the crux",), (match[1], match[2])


@reads(UNLOCK, r"^(.*): (\d+) %(.*)\.$")
def weights(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    name = match[1][:1].lower() + match[1][1:]
    yield ("enough by itself", name), "enough by itself" in match[3]


@reads(UNLOCK, r"^It would be enough to give up ((?:(?! and | of .*, ).)*? of [\w ()]+)\.(?: |$)")
def single(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    if told.block.startswith("The smallest sets") and " and " not in match[1]:
        name = match[1][:1].lower() + match[1][1:]
        yield ("enough by itself", name), True


# according to whom -------------------------------------------------------------------------------


@reads(VIEWS, r"^(.*?\.) So it is under (.*?)(?:, not under (.*)\.|; for the others)")
def contested(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield ("robust", match[1]), False
    for view in steps(match[2]):
        yield ("found", match[1], view), True
    for view in steps(match[3] or ""):
        yield ("found", match[1], view), False


@reads(VIEWS, "^(.*\\.)$")
def robust(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    if told.block == "Whatever the perspective" and told.text != "Nothing.":
        yield ("robust", match[1]), True


# counts ------------------------------------------------------------------------------------------


@reads("", "^(\\d+) of the (\\d+) items of the model are assumptions")
def assumed(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield ("assumptions",), whole(match[1])
    yield ("items",), whole(match[2])


@reads("", "(\\d+) of (\\d+) (statement|condition|rule|option|channel|window|duration)s?")
def by_type(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    if "items of the model are assumptions" in told.text:
        yield ("assumptions of type", match[3]), whole(match[1])


@reads(ASSUMED, "^(Statement|Condition|Rule|Option|Channel|Window|Duration)s \\((\\d+)\\)$")
def listed(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield ("assumptions of type", match[1].lower()), whole(match[2])


@reads(RESTS, "other states? of ([\\d,]+) would rest")
@reads(COMPUTED, r"Kilgour 1993\) with ([\d,]+) states?")
def states(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield ("states of the model",), whole(match[1])
