"""Two sentences of one brief that cannot both be true, found without any model.

Every sentence that claims something is taken apart into facts: what it is about, and what it
says of that.  Two facts about the same thing that say different things contradict each other,
whichever of them is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

from .brief_forms import Form, Grid, Told

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
_READERS: list[tuple[str, re.Pattern[str], Reader]] = []


def reads(section: str, *patterns: str) -> Callable[[Reader], Reader]:
    """Add patterns of sentences of a section, any if empty; the function yields what they say."""

    def add(reader: Reader) -> Reader:
        _READERS.extend((section, re.compile(pattern), reader) for pattern in patterns)
        return reader

    return add


def contradictions(form: Form) -> list[str]:
    """Return each two sentences of a brief that contradict each other, once for what it is about."""
    known: dict[Subject, Fact] = {}
    found = []
    for fact in facts(form):
        before = known.setdefault(fact.subject, fact)
        if before.value != fact.value:
            found.append(
                f"{fact.subject}: {before.value} in {before.where} \u201c{before.text}\u201d, but "
                f"{fact.value} in {fact.where} \u201c{fact.text}\u201d"
            )
    return list(dict.fromkeys(found))


def facts(form: Form) -> Iterator[Fact]:
    """Yield every fact that a brief states, in its sentences, headings and tables."""
    titles = [Told(section, title, title, number=-1) for section, title in form.titles]
    for told in (*form.lines, *titles):
        for section, pattern, reader in _READERS:
            if section in ("", told.section):
                for match in pattern.finditer(told.text):
                    for subject, value in reader(told, match):
                        yield Fact(subject, value, told.section, told.text)
    for read in (_sums, _lists):
        yield from read(form)
    for grid in form.grids:
        yield from _grid(form, grid)


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
    yield from _stops(match[1], kind)


@reads("", "The target '(.*?)' holds at the status quo already")
@reads(VIEWS, "^'(.*?)' is the case at the status quo already")
def already(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    if _here(told):
        yield from _stops(match[1], "already")


@reads("", "No state satisfies the target '(.*?)'")
@reads(VIEWS, "^No state that the rules allow satisfies '(.*?)'")
def impossible(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    if _here(told):
        yield from _stops(match[1], "impossible")


@reads(VIEWS, r"^'(.*?)' stops at (\w+):")
def stops_at(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    if _here(told):
        yield from _stops(match[1], match[2])


@reads(VIEWS, "^Nothing stops '(.*?)':")
def nothing_stops(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    if _here(told):
        yield from _stops(match[1], "none")


def _stops(name: str, kind: str) -> Iterator[tuple[Subject, Hashable]]:
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
           r"(?:, with (\d+) days? to spare|; (no last day bounds them))?")  # fmt: skip
def dates(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield ("the days of the road",), match.groups()
    yield ("the road fits",), True


@reads("", "The steps do not fit into the time there is", "There is no time in which these steps")
def too_late(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield ("the road fits",), False


@reads(SHORT, r"It would not hold by itself after the change of preferences on (\S+?)"
              r"(?: \(([^)]*)\))?\.")  # fmt: skip
def not_survived(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield ("survives the change on", match[1]), False


@reads(ROADS, r"references change (?:on|with the first day of) (\S+?)(?: \([^)]*\))?(?: already.*?)?: "
              r".* From there on it (holds|only just holds|does not hold) by itself")  # fmt: skip
def survived(told: Told, match: re.Match[str]) -> Iterator[tuple[Subject, Hashable]]:
    yield ("survives the change on", match[1]), match[2] == "holds"


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


def _sums(form: Form) -> Iterator[Fact]:
    """Yield what follows from several sentences: who is lost, who accepts, what fails."""
    by_section: dict[str, list[Told]] = {}
    for told in form.lines:
        by_section.setdefault(told.section, []).append(told)
    short = by_section.get(SHORT, [])
    road = [t for t in by_section.get(ROADS, []) if t.block.startswith("Who could be left")]
    if road:
        lost = frozenset[str]().union(
            *(
                names(re.split(" after stage", told.text)[0])
                for told in road
                if "it could not recover" in told.text
                and "only if the others" not in told.text
                and "if they also act jointly, it could not recover" not in told.text
            )
        )
        said = any("beyond recovery" in told.text for told in short)
        if lost or not said:
            yield Fact(
                ("left hanging beyond recovery",), lost, ROADS, " ".join(t.text for t in road)
            )
        if not said:
            yield Fact(("left hanging beyond recovery",), frozenset(), SHORT, "(nobody is named)")
    why = [t for t in form.lines if t.section == SHORT and t.text.startswith("For the target")]
    for told in why:
        (kind,) = [kind for words, kind in RUNGS.items() if words in told.text]
        way_out = kind not in LOCKED
        yield Fact(("there is a way out",), way_out, SHORT, told.text)
        if kind == "none" and not any("Another order of steps would" in t.text for t in short):
            yield Fact(("the road fits",), True, SHORT, told.text)
            yield Fact(("the road is left",), False, SHORT, told.text)
        if way_out and "aside, who only" not in told.text and kind != "ratification":
            yield Fact(ACCEPTED, True, SHORT, told.text)
    tempted = [t for t in by_section.get(ROADS, []) if re.search("would surely do better", t.text)]
    if tempted and tempted[0].block == "Would it hold?":
        yield Fact(STRENGTH, "no", ROADS, tempted[0].text)


def _lists(form: Form) -> Iterator[Fact]:
    """Yield which places of rest are listed, and which steps the orders consist of that fail."""
    listed = [t for t in form.lines if t.section == RESTS and t.block == "Where it rests"]
    ends = [
        told.text
        for told in listed
        if told.text.startswith(("In effect: ", "Nothing in effect", "At the status quo: ", "'"))
    ]
    if ends and not any(told.text.startswith("And in ") for told in listed):
        places = frozenset(map(steps, ends))
        yield Fact(("where it rests",), places, RESTS, "; ".join(ends))
    for told in form.lines:
        match = re.match("(.*), refused by (.*?): (.*)", told.text)
        if told.section == ROADS and match and told.block.startswith("Why the orders"):
            yield Fact(("the steps in question",), steps(match[3]), ROADS, told.text)


# tables ------------------------------------------------------------------------------------------


def _grid(form: Form, grid: Grid) -> Iterator[Fact]:
    cells = [[" ".join(line.text for line in cell) for cell in row] for row in grid.rows]
    if grid.section == WAY:
        for target, _, why in cells:
            kinds = [kind for words, kind in RUNGS.items() if words in why]
            kinds += ["already"] if "holds at the status quo already" in why else []
            kinds += ["impossible"] if why.startswith("no state satisfies") else []
            yield Fact(("what stops", target.strip("'")), kinds[0], WAY, why)
    if grid.title == "The diagnosis under each perspective":
        for view, stops, *_ in cells:
            if view.endswith(" (this brief)"):
                said = {"holds already": "already", "nothing": "none"}.get(stops, stops)
                for told in form.lines:
                    if match := re.match("The same question, '(.*)', asked of", told.text):
                        yield from (
                            Fact(subject, value, VIEWS, f"{view}: {stops}")
                            for subject, value in _stops(match[1], said)
                        )
    if grid.title == "Every two parties: goals, order, time":
        for row, head in zip(cells, [row[0] for row in cells], strict=True):
            for cell, other in zip(row[1:], grid.head[1:], strict=True):
                if cell:
                    holds = "does not hold the steps up" not in cell
                    yield Fact(("holds up", names(f"{head} and {other}")), holds, DIFFER, cell)
