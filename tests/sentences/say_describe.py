"""What `describe` says: each item under its heading, in the words that mean it, and none missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from detente.conflict.conflict import statements
from tests.oracle.random_conflicts import random_settings

from .items import Item, items_of, named_of, says_item
from .items_more import in_effect
from .outline import (
    LEFT_OUT,
    POSITIONS,
    RULES,
    STANDING,
    Entry,
    can_be_left_out,
    outline,
    why_left_out,
)
from .reading import Line
from .rows import Rows, Said
from .scene import Call, Scene

say = Rows("describe", covers=("telling/describing.py", "telling/description.py"))

KINDS = {
    "States": "state",
    "Named states": "state",
    POSITIONS: "position",
    RULES: "fact",
    STANDING: "target",
    "Perspectives": "perspective",
    "Quotations": "quotation",
}


def calls(scene: Scene, rng: Random) -> Iterator[Call]:
    """Yield what is asked of a file: as it is, and from other sides."""
    for settings in random_settings(scene.conflict, rng.randrange(1 << 30)):
        epoch = settings.get("epoch")
        yield Call(
            "describe",
            perspective=settings.get("perspective"),
            epoch=epoch.isoformat() if epoch else None,
            without=tuple(settings.get("without", ())),
        )
    if scene.conflict.epochs:
        day = scene.conflict.epochs[0].start.first.isoformat()
        yield Call("describe", epoch=day, without=tuple(_some_items(scene, rng)))


def _some_items(scene: Scene, rng: Random) -> list[str]:
    names = [rule.id for rule in scene.conflict.rules]
    names += [term.id for party in scene.conflict.parties for term in statements(party.prefers)]
    return rng.sample(names, min(len(names), 2))


# what was told, and what was not -----------------------------------------------------------------


def told(scene: Scene) -> list[Entry]:
    """Return the lines that were read so far."""
    if not hasattr(scene.at, "told"):
        scene.at.told, scene.at.section, scene.at.item = [], "", None
    found: list[Entry] = scene.at.told
    return found


def tell(scene: Scene, said: Said | Line, key: str, marks: str = "", line: int = 0) -> bool:
    """Keep that something was told; where it has to stand, and whether, is seen at the end."""
    entries = told(scene)
    level = said.indent // 2 - 1
    entries.append(Entry(scene.at.section, key, level, said.marker, marks, line))
    return True


@say.end
def missing(scene: Scene) -> Iterator[str]:
    """Yield the lines that stand in one only of what was told and what has to be told."""
    expected, found = outline(scene), told(scene)
    if expected != found:
        yield from (f"not told: {entry}" for entry in expected if entry not in found)
        yield from (f"not to be told: {entry}" for entry in found if entry not in expected)
        if sorted(map(str, expected)) == sorted(map(str, found)):
            yield "the lines stand in another order"


# headings ----------------------------------------------------------------------------------------


@say("What it is about", "States", "Named states", "Options: who can do what", "Later",
     "Positions: what would be given up together", "Rules: what can be the case",
     "Channels: who can act together, and where", "Perspectives", "Quotations",
     "Where things stand, and what is aimed at")  # fmt: skip
def heading(scene: Scene, said: Said) -> bool:
    """A heading; what stands below it is compared with what has to stand there."""
    told(scene)
    scene.at.section = said.text
    return not said.indent


@say("Left out in the perspective '{view}'")
def heading_of_left_out(scene: Scene, said: Said) -> bool:
    scene.at.section = LEFT_OUT
    return said.view == scene.model.perspective.name


@say.other
def heading_of_party(scene: Scene, line: Line) -> bool | None:
    """The name of a party, and what else it is called."""
    if line.indent or line.marker:
        return None
    seen = {entry.section for entry in told(scene)}
    for party in scene.conflict.parties:
        names = [party.name] if party.name != party.title else []
        names += [f"also {listed(party.aliases)}"] if party.aliases else []
        called = f"{party.title} ({'; '.join(names)})" if names else party.title
        if line.text == called and f"party {party.name}" not in seen:
            scene.at.section, scene.at.party = f"party {party.name}", party
            return True
    return False


def listed(names: tuple[str, ...]) -> str:
    """Return "a, b and c"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


# what it is about --------------------------------------------------------------------------------


@say("{things}, {q:int} quotation, {s:int} source.", "{things}, {q:int} quotations, {s:int} source.",
     "{things}, {q:int} quotation, {s:int} sources.",
     "{things}, {q:int} quotations, {s:int} sources.")  # fmt: skip
def extent(scene: Scene, said: Said) -> bool:
    conflict = scene.conflict
    nouns = [(len(conflict.parties), "party", "parties")]
    if conflict.explicit:
        nouns.append((len(conflict.states), "state", "states"))
    else:
        nouns.append((len(conflict.options), "option", "options"))
    nouns.append((len(conflict.quotations), "quotation", "quotations"))
    nouns.append((len(conflict.sources), "source", "sources"))
    parts = [f"{number} {one if number == 1 else many}" for number, one, many in nouns]
    return tell(scene, said, "extent") and said.text == f"{', '.join(parts)}."


@say.other
def summary(scene: Scene, line: Line) -> bool | None:
    if getattr(scene.at, "section", "") != "What it is about":
        return None
    tell(scene, line, "summary")
    return line.text == " ".join(scene.conflict.summary.split())


@say("Time starts on {day}.", "Time starts in {day}, counted from {first}.")
def time_starts(scene: Scene, said: Said) -> bool:
    as_of = scene.conflict.as_of
    assert as_of is not None
    first = said.words.get("first", said.day)
    right = first == as_of.first.isoformat() and said.day == as_of.text
    whole = as_of.first == as_of.last
    return tell(scene, said, "as of") and right and whole == ("counted" not in said.text)


HOW = (
    ". Wishes are numbered by importance. In parentheses stands which quotations are behind a "
    "sentence, or that it is an assumption."
)


@say("Told in the perspective '{view}'" + HOW,
     "Told in the perspective '{view}', with the wishes of {epoch}" + HOW,
     "Told in the perspective '{view}', without {without}" + HOW,
     "Told in the perspective '{view}', with the wishes of {epoch}, without {without}" + HOW)  # fmt: skip
def told_how(scene: Scene, said: Said) -> bool:
    without = scene.items(said.words["without"]) if "without" in said.words else []
    return (
        tell(scene, said, "how")
        and said.view == scene.model.perspective.name
        and said.words.get("epoch", "") == (scene.call.epoch or "")
        and set(without) == {*scene.call.without}
    )


# items -------------------------------------------------------------------------------------------


@say("{text:any} [{id}, line {n:int}]")
def line_of_item(scene: Scene, said: Said) -> bool:
    """An item: whether its sentence says what it says."""
    section = scene.at.section
    found = re.fullmatch(r"(.*) \[([^\[\]]*), line (\d+)\]", said.text, re.DOTALL)
    assert found is not None
    text, marks = _marks(found[1])
    name, here = found[2], scene.model.perspective
    item = named_of(scene.conflict).get(KINDS.get(section, ""), {}).get(name)
    item = item or items_of(scene.conflict).get(name) or Item("outcome", scene.conflict.outcome)
    scene.at.basis = item.basis
    if item.kind == "option":
        scene.at.option = item.value
    if item.kind == "ranking":
        scene.at.tiers = iter(enumerate(item.value.tiers))
    tell(scene, said, name, marks, int(found[3]))
    if section == LEFT_OUT:
        text, _, why = text.removesuffix(")").rpartition(" (")
        bases = {one: rest for one, *rest in can_be_left_out(scene)}[name]
        if why != why_left_out(scene, here, *bases):
            return False
    if item.kind == "quotation":
        heard = here.admits(item.value)
        unheard = " (not heard in this perspective)"
        if text.endswith(unheard) == heard:
            return False
        text = text.removesuffix(unheard)
    if item.kind == "epoch":
        begun = scene.epoch is not None and item.value.start.first <= scene.epoch
        counted = " What is told above counts this in."
        if text.endswith(counted) != begun:
            return False
        text = text.removesuffix(counted)
    return says_item(scene, text, item)


@say.part("What is told above counts this in.", "It is the default.", "It leaves out {n:int} items",
          "(not heard in this perspective)", "the file does not say")  # fmt: skip
def behind_an_item(scene: Scene, said: Said) -> bool:
    raise AssertionError("`line_of_item` and `status_quo` look for them")


@say.part("(only in {views})", "(its group is only in {views})", "(the quotation of its group",
          "(the quotation behind it is not heard here)",
          "(none of the {n:int} quotations of its group is heard here)")  # fmt: skip
def why(scene: Scene, said: Said) -> bool:
    raise AssertionError("`outline.why_left_out` puts them together")


@say.part("not heard here: {names}", "disputed by {names}", "only in {views}")
def mark(scene: Scene, said: Said) -> bool:
    raise AssertionError("`outline.marks_of` puts them together")


@say.part("{title}: the file read back")
def in_a_notebook(scene: Scene, said: Said) -> bool:
    """The heading of the table in a notebook, which asserts nothing."""
    return said.words["title"] == scene.conflict.title


def _marks(text: str) -> tuple[str, str]:
    """Return a sentence, and the marks in parentheses that stand behind it."""
    head, _, last = text.removesuffix(")").rpartition(" (")
    told_apart = text.endswith(")") and not re.match(
        r"not heard in this|only in '|its group is|the quotation|none of the|from before", last
    )
    return (head, last) if told_apart else (text, "")


@say("Note: {note:any}")
def note(scene: Scene, said: Said) -> bool:
    """The remark of the item above, whose it is."""
    noted, scene.at.basis = scene.at.basis.note, None
    return " ".join(noted.split()) == said.words["note"]


# parties -----------------------------------------------------------------------------------------


@say("The order of importance of {a:int} and {b:int} is not known.",
     "The order of importance of {a:int} to {b:int} is not known.",
     "The order of importance of {a:int} and {b:int} is not known. ({marks})",
     "The order of importance of {a:int} to {b:int} is not known. ({marks})")  # fmt: skip
def order_not_known(scene: Scene, said: Said) -> bool:
    """The numbers are those of the lines below; `and` stands between two that follow."""
    first, last = said.number("a"), said.number("b")
    tell(scene, said, f"order {first} {last}", said.words.get("marks", ""))
    return (f"{first} and {last}" in said.text) == (last == first + 1)


@say("{tier}; much better than the next.", "Every state not named.", "{tier}; or, as good, {rest}.")
def tier(scene: Scene, said: Said) -> bool:
    return is_tier(scene, Line(said.indent, said.marker, said.text))


@say.other
def is_tier(scene: Scene, line: Line) -> bool | None:
    """The next tier of the ranking above."""
    if line.indent != 4 or not line.marker or not hasattr(scene.at, "tiers"):
        return None
    number, states = next(scene.at.tiers)
    tell(scene, line, f"tier {number}")
    ranked = scene.at.party.ranking
    much = line.text.endswith("; much better than the next.")
    text = line.text.removesuffix("; much better than the next.").removesuffix(".")
    found = [
        "others" if part.lower() == "every state not named" else _state(scene, part)
        for part in text.split("; or, as good, ")
    ]
    last = number == len(ranked.tiers) - 1
    return found == [*states] and much == (number in ranked.much and not last)


def _state(scene: Scene, text: str) -> str:
    return scene.state("nothing in effect" if text == "Nothing in effect" else text)


@say("A state that is not named here, if the rules leave one, compares with others in no known way.",
     "A state that is not named here compares with others in no known way.")  # fmt: skip
def not_ranked(scene: Scene, said: Said) -> bool:
    """It stands where not every state is sure to be named."""
    tell(scene, said, "not ranked")
    return ("if the rules" in said.text) != scene.conflict.explicit


@say("No preference is stated: all states are equally good.",
     "No preference counts here: all states are equally good.")  # fmt: skip
def no_preference(scene: Scene, said: Said) -> bool:
    tell(scene, said, f"no preference {'stated' if 'stated' in said.text else 'counts'}")
    return len({*scene.model.worth[scene.at.party.name].values()}) == 1


@say("Its declared terms:")
def terms(scene: Scene, said: Said) -> bool:
    return tell(scene, said, "terms")


@say("On the way {who} will not fall below the state with {what} in effect and nothing else.",
     "On the way {who} will not fall below the state with nothing in effect.")  # fmt: skip
def floor(scene: Scene, said: Said) -> bool:
    tell(scene, said, "floor")
    held = scene.options(said.words.get("what", ""))
    return (scene.party(said.who), held) == (scene.at.party.name, {*scene.at.party.floor})


@say("From {start} it can move to {ends}.")
def explicit_moves(scene: Scene, said: Said) -> bool:
    start = scene.state(said.start)
    tell(scene, said, f"moves from {start}")
    ends = [scene.state(text) for text in scene.items(said.ends)]
    return dict(scene.at.party.moves)[start] == tuple(ends)


# options -----------------------------------------------------------------------------------------


@say("{who} can end it.", "{who} can end it, and only after {clause:any}.")
def ended(scene: Scene, said: Said) -> bool:
    tell(scene, said, f"end of {scene.at.option.name}")
    return says_item(scene, said.text, Item("undone_by", scene.at.option))


@say("It is slow: {what:any}.")
def slow(scene: Scene, said: Said) -> bool:
    tell(scene, said, f"slow {scene.at.option.name}")
    return says_item(scene, said.text, Item("slow", scene.at.option))


@say("{who} can confirm it.")
def verified(scene: Scene, said: Said) -> bool:
    tell(scene, said, f"verified {scene.at.option.name}")
    who = str(scene.at.option.verified_by)
    return said.who == who[:1].upper() + who[1:]


@say("The status quo: {what}.")
def status_quo(scene: Scene, said: Said) -> bool:
    tell(scene, said, "status quo")
    if scene.status_quo is None:
        return said.what == "the file does not say"
    return in_effect(scene, said.what) == scene.status_quo


# later -------------------------------------------------------------------------------------------


@say("Here stands the list of {who} as it was before: {a:int}.",
     "Here stands the list of {who} as it was before: {a:int} to {b:int}.",
     "Here stands the list of {who} as it was before, which holds no statement.")  # fmt: skip
def same_list(scene: Scene, said: Said) -> bool:
    party = scene.party(said.who)
    if "a" not in said.words:
        return tell(scene, said, f"same list {party} none")
    first, last = said.number("a"), said.words.get("b", said.words["a"])
    return tell(scene, said, f"same list {party} {first} {last}")


@say("Here stand the terms that {who} declared before.")
def same_terms(scene: Scene, said: Said) -> bool:
    return tell(scene, said, f"same terms {scene.party(said.who)}")


@say("{who} wants nothing.", "{who} declares no terms.")
def nothing(scene: Scene, said: Said) -> bool:
    what = "wants nothing" if "wants" in said.text else "no terms"
    return tell(scene, said, f"{what} {scene.party(said.who)}")
