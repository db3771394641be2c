"""What `compare` says of two versions: what was edited, on whose word, and what targets became."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random

import detente
from detente.conflict.conflict import statements
from detente.errors import DetenteError
from detente.language.writing import dumps
from tests.oracle.sequences_comparing import (
    Version,
    Versions,
    _known,
    all_changes,
    because,
    longest_in_order,
    made,
    statement_order,
)
from tests.oracle.sequences_edits import Edit, Editor
from tests.oracle.sequences_heard import EPOCH, chance
from tests.oracle.sequences_outlook import LOCKED, Outlook

from .items import Item, clauses, items_of, named_of, says_item
from .looks import position_said
from .reading import Line, Table
from .rows import Rows, Said
from .scene import SECOND, Call, Scene

say = Rows("compare", covers=("telling/comparing.py", "telling/since.py",
                              "analyses/compare/asking.py", "analyses/compare/sourcing.py",
                              "analyses/merging/items.py", "analyses/merging/two.py",
                              "analyses/merging/wishes.py"))  # fmt: skip


def calls(scene: Scene, rng: Random) -> Iterator[Call]:
    """Yield a newer version of the file, made by known edits, to compare with it."""
    yield from asked(scene, rng, "compare", (SECOND,))


def asked(scene: Scene, rng: Random, command: str, words: tuple[str, ...]) -> Iterator[Call]:
    """Yield calls with two versions of a file."""
    old = scene.conflict
    if old.explicit or old.states or len(old.options) > 4:
        return
    if [target.name for target in old.targets] != ["goal"]:
        return  # as the edits have it
    if any("." in one.id for one in (*old.rules, *(s for p in old.parties for s in p.conditions))):
        return  # an id by place moves with its item
    if any("." in one.id for party in old.parties for one in statements(party.prefers)):
        return
    for _ in range(6):
        editor = AnyFile(rng, old)
        drawn = [editor.edit() for _ in range(rng.choice((1, 1, 2, 3)))]
        edits = tuple(edit for edit in drawn if edit is not None)
        text = dumps(made(old, edits))
        try:
            new = detente.loads(text)
        except DetenteError:
            continue  # a perspective is kept to that is no longer the default one
        views = [view.name for view in old.perspectives]
        view = rng.choice((None, None, *views))
        epoch = EPOCH if old.epochs and chance(rng) else None
        both = Versions(Version(old, view, epoch), Version(new, view, epoch), edits, ({}, {}))
        if both.old.sound and both.new.sound:
            day = epoch.isoformat() if epoch else None
            yield Call(command, words, perspective=view, epoch=day, second=text, about=both)
            return


class AnyFile(Editor):
    """Draws edits also of a conflict of which nobody says anything."""

    def edit(self) -> Edit | None:
        """Return an edit that the conflict has what it takes for."""
        if self.conflict.sources and self.conflict.perspectives:
            return super().edit()
        edits = (self.drop, self.reformulate, self.other_kind, self.swap, self.add_statement)
        edits += (self.add_condition, self.add_rule, self.add_option, self.target, self.title)
        return self.rng.choice(
            (*edits, self.status_quo, self.undoing, self.weight, self.position)
        )()


def both_of(scene: Scene) -> Versions:
    """Return the two versions of a scene, and which items each change of the text concerns."""
    if not hasattr(scene.at, "both"):
        scene.at.both, scene.at.told, scene.at.change = scene.call.about, [], None
        scene.at.part, scene.at.targets = "", []
        scene.at.scenes = [
            Scene(version.conflict, replace(scene.call, words=()))
            for version in (scene.call.about.old, scene.call.about.new)
        ]
    found: Versions = scene.at.both
    return found


def scenes(scene: Scene) -> tuple[Scene, Scene]:
    """Return the older and the newer version as scenes of their own."""
    both_of(scene)
    return scene.at.scenes[0], scene.at.scenes[1]


# the head ----------------------------------------------------------------------------------------


@say("What changed from '{a}' to '{b}'", "What changed from '{a}' of {before} to '{b}' of {now}",
     "What changed from '{a}' of {before} to '{b}'", "What changed from '{a}' to '{b}' of {now}")  # fmt: skip
def title(scene: Scene, said: Said) -> bool:
    both = both_of(scene)
    old, new = both.old.conflict, both.new.conflict
    days = [one.as_of.text if one.as_of else "" for one in (old, new)]
    told = [said.words.get(name, "") for name in ("before", "now")]
    return (said.a, said.b, told) == (old.title, new.title, days)


@say("In the file: {n:int} change", "In the file: {n:int} changes", "In the file:",
     "In wording and evidence: {n:int} change", "In wording and evidence: {n:int} changes")  # fmt: skip
def part(scene: Scene, said: Said) -> bool:
    """So many changes stand below; of them all, see `missing`."""
    both_of(scene)
    scene.at.part = "file" if said.text.startswith("In the file") else "wording"
    expected = [c for c in all_changes(scene.at.both) if c[0] == scene.at.part]
    moved = _moved(scene) if scene.at.part == "file" else 0
    many = int(said.words.get("n", "0"))
    return many == len(expected) + moved and (many != 1) == (not said.text.endswith("change"))


def _moved(scene: Scene) -> int:
    """Return how many statements have to be told to have moved: the fewest."""
    both = both_of(scene)
    orders = [dict(statement_order(version.conflict)) for version in (both.old, both.new)]
    found = 0
    for party in orders[1]:
        before, now = _known(both, orders[0][party], 0), _known(both, orders[1][party], 1)
        shared = [name for name in now if name in before]
        found += len(shared) - longest_in_order(before, shared)
    return found


@say("In the verdicts:", "Because of what:", "Targets, before -> now:")
def heading(scene: Scene, said: Said) -> bool:
    """A heading; what stands below it is judged line by line."""
    scene.at.part, scene.at.change = said.text, None
    return True


@say.other
def nothing(scene: Scene, line: Line) -> bool | None:
    """That no meaning, verdict or target changed."""
    both = both_of(scene)
    if line.text == "no change of meaning":
        meant = [one for one in all_changes(both) if one[0] == "file"]
        return scene.at.part == "file" and not meant and not _moved(scene)
    if line.text == "no change":
        if scene.at.part == "In the verdicts:":
            return both.old.standing == both.new.standing
        return scene.at.part == "Targets, before -> now:" and not any(
            _look(both.old, name) != _look(both.new, name) for name in _names(both)
        )
    return None


# changes of items ----------------------------------------------------------------------------------


@say.other
def change(scene: Scene, line: Line) -> bool | None:
    """One numbered change: what was added, removed, moved or is told otherwise."""
    found = re.fullmatch(r"(.*) \[([^\[\]]+)\]", line.text, re.DOTALL)
    if found is None or not line.marker:
        return None
    both_of(scene)
    text, item = found[1], found[2]
    numbers = [number for number, *_ in scene.at.told]
    number = int(line.marker[:-1])
    kind = _kind(text)
    scene.at.change = (number, scene.at.part, kind, item)
    scene.at.told.append((number, scene.at.part, kind, item))
    return number == len(numbers) + 1 and _true(scene, text, kind, item)


def _kind(text: str) -> str:
    for kind in ("Added", "Removed", "Moved"):
        if re.match(rf"{kind}( at place \d+| from place \d+ to place \d+)?: ", text):
            # of an option some parts can be added or removed: then it is the option that changed
            return kind.lower()
    return "changed"


def _true(scene: Scene, text: str, kind: str, item: str) -> bool:
    """Tell whether a sentence says what became of an item."""
    old, new = scenes(scene)
    place = re.match(
        r"(\w+)(?: at place (\d+)| from place (\d+) to place (\d+))?: (.*)", text, re.DOTALL
    )
    if kind in ("added", "removed", "moved"):
        assert place is not None
        orders = [dict(statement_order(home.conflict)).values() for home in (old, new)]
        where = [next((1 + ids.index(item) for ids in o if item in ids), 0) for o in orders]
        if place[2] and int(place[2]) != where[1]:
            return False
        if place[3] and (int(place[3]), int(place[4])) != tuple(where):
            return False
        return _said(old if kind == "removed" else new, place[5], item) or _part(scene, text, item)
    return (
        _before_now(scene, text, item)
        or _now_before(scene, text, item)
        or _whole(scene, text, item)
    )


def _said(home: Scene, text: str, item: str) -> bool:
    """Tell whether a sentence says what an item of a version says."""
    conflict = home.conflict
    items = items_of(conflict)
    if found := re.fullmatch(r"the option ('.*?'(?: \(\w+\))?)\. (.*)", text):
        right = home.option(found[1]) == item
        return right and says_item(home, found[2], Item("option", conflict.option(item)))
    if found := re.fullmatch(r"the (quotation|source) (\S+)\.", text):
        names = [one.name for one in getattr(conflict, f"{found[1]}s")]
        return found[2] == item and item in names
    if found := re.fullmatch(r"the target '(.*?)': (.*)\.", text):
        target = named_of(conflict)["target"].get(item)
        return (
            target is not None
            and found[1] == item
            and clauses(home).says(found[2], target.value.formula)
        )
    if found := re.fullmatch(r"(\S+) to (.*?) where (.*)\.", text):
        weight = items[item]
        right = clauses(home).says_apart(found[3], weight.value.formula)
        return right and (Fraction(found[1]), home.party(found[2])) == (
            weight.value.number, weight.party
        )  # fmt: skip
    return item in items and says_item(home, text, items[item])


def _before_now(scene: Scene, text: str, item: str) -> bool:
    """Tell whether 'Before: S Now: T' says what an item said and says."""
    found = re.fullmatch(r"Before: (.*) Now: (.*)", text, re.DOTALL)
    if found is None:
        return False
    homes = scenes(scene)
    return all(
        _said(home, said, item) or _undoing(home, said, item)
        for home, said in zip(homes, found.groups(), strict=True)
    )


def _undoing(home: Scene, text: str, item: str) -> bool:
    options = {option.name: option for option in home.conflict.options}
    return item in options and says_item(home, text, Item("undone_by", options[item]))


def _part(scene: Scene, text: str, item: str) -> bool:
    """Tell whether a part of an option that came or went is told: that it is slow."""
    old, new = scenes(scene)
    homes = {"Added": (new, old), "Removed": (old, new)}
    word, _, said = text.partition(": ")
    with_it, without = homes[word]
    options = [{o.name: o for o in home.conflict.options} for home in (with_it, without)]
    if item not in options[0] or item not in options[1]:
        return False
    name, kind = scene.at.change[0], "changed"
    scene.at.change = (name, scene.at.part, kind, item)
    scene.at.told[-1] = scene.at.change
    right = says_item(with_it, said, Item("slow", options[0][item]))
    return right and not options[1][item].slow


def _now_before(scene: Scene, text: str, item: str) -> bool:
    """Tell whether 'Now this; before: that. S' says what an item rests on, or where it counts."""
    old, new = scenes(scene)
    found = re.match(r"Now (.*?); before: (.*?)\. (.*)", text, re.DOTALL)
    if found is None or not _said_now(new, found[3], item):
        return False
    now, before = found[1], found[2]
    one, other = (_item(home, item) for home in (new, old))
    if found := re.fullmatch(r"part of (.*)", now):
        return (now, before) == (
            f"part of {_position(new, one.value.position)}",
            f"of {_position(old, other.value.position)}",
        )
    listed = [" and ".join(filter(None, (", ".join(n[:-1]), *n[-1:]))) for n in
              (one.basis.because, other.basis.because)]  # fmt: skip
    if (now, before) == (
        f"because of {listed[0]}" if listed[0] else "without a quotation",
        listed[1] or "no quotation",
    ):
        return one.basis.because != other.basis.because
    scopes = [" and ".join(b.only_in) for b in (one.basis, other.basis)]
    told = [f"only in {names}" if names else "in every perspective" for names in scopes]
    return [now, before] == told


def _said_now(new: Scene, text: str, item: str) -> bool:
    said = text[0].lower() + text[1:] if text.startswith("The option") else text
    return _said(new, said, item)


def _item(home: Scene, item: str) -> Item:
    return items_of(home.conflict)[item]


def _position(home: Scene, name: str) -> str:
    """Return a position as it stands in a sentence; two of a party that are alike have names."""
    if not name:
        return "no position"
    every = {one.name: one for one in home.conflict.positions}
    one = every[name]
    labels = [p.label or p.name for p in every.values() if p.party == one.party]
    label = one.label or one.name
    return f"the position '{label}'" + (f" ({name})" if labels.count(label) > 1 else "")


def _whole(scene: Scene, text: str, item: str) -> bool:
    """Tell whether a sentence on the whole file, or on a perspective, is true."""
    old, new = scenes(scene)
    homes = (new.conflict, old.conflict)
    if found := re.fullmatch(r"The title is '(.*)'; before: '(.*)'\.", text):
        return item == "file" and [*found.groups()] == [home.title for home in homes]
    if found := re.fullmatch(r"The status quo is (.*); before: (.*)\.", text):
        told = [home.state(part) for home, part in zip((new, old), found.groups(), strict=True)]
        return item == "status_quo" and told == [home.status_quo for home in homes]
    if found := re.fullmatch(r"'(.*)' hears these sources: (.*); before: (.*)\.", text):
        listed = []
        for home in homes:
            sources = home.perspective(item).sources
            names = "all" if sources is None else " and ".join(
                filter(None, (", ".join(sources[:-1]), *sources[-1:]))
            ) or "none"  # fmt: skip
            listed.append(names)
        return found[1] == item and [found[2], found[3]] == listed
    if found := re.fullmatch(r"Changed: the (quotation|source) (\S+)\.", text):
        ones = [{o.name: o for o in getattr(home, f"{found[1]}s")}[item] for home in homes]
        return found[2] == item and ones[0] != ones[1]
    return False


@say.end
def missing(scene: Scene) -> Iterator[str]:
    """Yield the edits that are not told, and what is told without an edit."""
    both = both_of(scene)
    expected = sorted(all_changes(both))
    told = sorted((part, kind, item) for _, part, kind, item in scene.at.told if kind != "moved")
    if expected != told:
        yield f"edited: {expected}; told: {told}"
    if scene.call.command != "compare":
        return
    changed = [name for name in _names(both) if _look(both.old, name) != _look(both.new, name)]
    if scene.at.targets != changed:
        yield f"targets that changed: {changed}; told: {scene.at.targets}"


# evidence ----------------------------------------------------------------------------------------


@say("It was there because of {names}.", "It is there because of {names}.",
     "Now because of {names}.", "Now also because of {names}.", "No longer because of {names}.",
     "As before because of {names}.", "It was an assumption.", "It is an assumption.",
     "An assumption, as before.", "It was true by definition.", "It is true by definition.",
     "True by definition, as before.")  # fmt: skip
def behind(scene: Scene, said: Said) -> bool:
    """Which quotations the item above rests on, or which came or went."""
    both = both_of(scene)
    _, _, kind, item = scene.at.change
    bases = [dict(because(version.conflict)).get(item) for version in (both.old, both.new)]
    was, now = bases[0] or (), bases[1] or ()
    if kind in ("added", "removed"):
        stands, start = (was, "It was ") if kind == "removed" else (now, "It is ")
        told = stands
    else:
        came = [name for name in now if name not in was]
        went = [name for name in was if name not in now]
        if said.text.startswith("Now"):
            told, start = tuple(came), "Now also " if len(now) > len(came) else "Now because "
        elif said.text.startswith("No longer"):
            told, start = tuple(went), "No longer "
        else:
            told, start = (() if came or went else now), ""
            if came or went:
                return False
    if not said.text.startswith(start):
        return False
    if "names" not in said.words:
        rules = {r.id: r for version in (both.old, both.new) for r in version.conflict.rules}
        definition = item in rules and rules[item].basis.definition
        return not told and definition == ("by definition" in said.text.lower())
    return bool(told) and said.names == _cited(both, told)


def _cited(both: Versions, names: tuple[str, ...]) -> str:
    """Return quotations as they are cited: name, who said it, when, and whether it is new."""
    old, new = both.old.conflict, both.new.conflict
    listed = []
    for name in names:
        home = new if name in {q.name for q in new.quotations} else old
        quotation = home.quotation(name)
        source = {s.name: s for s in (*old.sources, *new.sources)}[quotation.source]
        who = quotation.speaker.partition(",")[0] or source.publisher or source.title
        when = quotation.date or source.date
        fresh = "" if name in {q.name for q in old.quotations} else ", a new quotation"
        listed.append(f"{name} ({', '.join(filter(None, (who, when)))}){fresh}")
    return " and ".join(filter(None, (", ".join(listed[:-1]), *listed[-1:])))


@say.other
def quoted(scene: Scene, line: Line) -> bool | None:
    """Below a quotation that came, went or changed its words; below a source what it is."""
    both = both_of(scene)
    if scene.at.change is None or line.marker or line.indent < 4:
        return None
    name = scene.at.change[3]
    for home in (both.new.conflict, both.old.conflict):
        quotations = {q.name: q for q in home.quotations}
        sources = {s.name: s for s in (*both.old.conflict.sources, *both.new.conflict.sources)}
        if name in quotations:
            one = quotations[name]
            source = sources[one.source]
            who = (one.speaker, source.publisher or source.title, one.date or source.date)
            return line.text == f"{', '.join(filter(None, who))}: {one.text or one.paraphrase}"
        if name in sources:
            one_source = sources[name]
            told = (one_source.publisher, one_source.title, one_source.date)
            return line.text == ", ".join(filter(None, told))
    return None


# targets -----------------------------------------------------------------------------------------


def _names(both: Versions) -> list[str]:
    homes = (both.new.conflict, both.old.conflict)
    return list(dict.fromkeys(target.name for home in homes for target in home.targets))


def _look(version: Version, name: str) -> tuple[object, ...] | None:
    look = version.outlook(name)
    if look is None:
        return None
    return look.rung, look.already, look.target_states, look.zone, look.unlocks


@say.table("target", "stops at", "zone", "unlocked by one of")
def targets(scene: Scene, table: Table) -> bool:
    both = both_of(scene)
    expected = []
    for name in _names(both):
        cells = []
        for version in (both.old, both.new):
            look = version.outlook(name)
            stops = "-" if look is None else "holds already" if look.already else look.rung
            cells.append(
                (stops, *("--" if look is None else (str(look.zone), str(len(look.unlocks)))))
            )
        shown = [b if a == b else f"{a} -> {b}" for a, b in zip(*cells, strict=True)]
        expected.append(dict(zip(table.columns, (name, *shown), strict=True)))
    return [*table.rows] == expected


FAR = r"(?:is|was) the case at the status quo|is stopped by nothing|was stopped by nothing|stop(?:s|ped) at \w+|(?:is|was) not answered"


@say.other
def target(scene: Scene, line: Line) -> bool | None:
    """What became of a target: what stops it, its states, the zone, what alone is enough."""
    both = both_of(scene)
    if scene.at.part != "Targets, before -> now:" or line.marker != "-":
        return None
    found = re.fullmatch(
        rf"'(.*?)'(?: is a new target: it|:? ?(?:now it)?) ({FAR})(.*)\.", line.text
    )
    if found is None:
        return None
    name, far, rest = found[1], found[2], found[3]
    scene.at.targets.append(name)
    before, now = (version.outlook(name) for version in (both.old, both.new))
    assert now is not None
    if "is a new target" in line.text:
        return before is None and far == _far(now) and not rest
    assert before is not None
    parts = [
        part
        for part in re.split(
            r"; (?=before it|\d+ states? of it|the zone|now enough|no longer)",
            rest.removeprefix("; "),
        )
        if part
    ]
    expected = [_far(now)]
    same = _far(now) == _far(before)
    expected.append(", as before" if same else f"before it {_far(before, past=True)}")
    if now.target_states != before.target_states:
        many = now.target_states
        expected.append(
            f"{many} state{'' if many == 1 else 's'} of it, before {before.target_states}"
        )
    if now.zone != before.zone:
        many = now.zone
        expected.append(
            f"the zone has {many} state{'' if many == 1 else 's'}, before {before.zone}"
        )
    told = [far, *parts]
    fresh = [(o, h) for o, h in ((now, before), (before, now))]
    enough = [[i for i in one.unlocks if i not in other.unlocks] for one, other in fresh]
    gone = "no longer enough alone" if now.rung in LOCKED else "no longer needed"
    for which, items, home in (
        ("now enough alone", enough[0], scenes(scene)[1]),
        (gone, enough[1], scenes(scene)[0]),
    ):
        if items:
            start = f"{which}: giving up "
            said = next((part for part in told if part.startswith(start)), None)
            if said is None:
                return False
            told.remove(said)
            names = [position_said(home, one) for one in items]
            listed = " or ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
            if said.removeprefix(start) != listed:
                return False
    return told == expected


def _far(look: Outlook, *, past: bool = False) -> str:
    be = "was" if past else "is"
    if look.already:
        return f"{be} the case at the status quo"
    if look.rung == "none":
        return f"{be} stopped by nothing"
    return f"stop{'ped' if past else 's'} at {look.rung}"


# the words of all this -----------------------------------------------------------------------------


@say.part("Added: {what}", "Added at place {n:int}: {what}", "Removed: {what}",
          "Moved from place {n:int} to place {m:int}: {what}", "Before: {a} Now: {b}",
          "Now because of {a}; before: {b}. {what}", "Now without a quotation; before: {b}. {what}",
          "no quotation", "Now only in {a}; before: in every perspective. {what}",
          "Now part of the position {a}; before: of no position. {what}",
          "'{name}' is a new target: it is the case at the status quo",
          "'{name}' is stopped by nothing, as before; before it stopped at {rung}",
          "'{name}' stops at {rung}; the zone has {n:int} states, before {m:int}",
          "now enough alone: giving up {a}; no longer enough alone: giving up {b}",
          "no longer needed: giving up {b}", "no change of meaning", "no change", "not compared",
          "holds already", "unlocked by one of", "before it was not answered", "is not answered",
          "'{name}': now it {far}; before it {other}", "{n:int} states of it, before {m:int}",
          ", a new quotation", "In wording and evidence:", "stops at")  # fmt: skip
def words(scene: Scene, said: Said) -> bool:
    raise AssertionError("`change` and `target` take them apart")


@say.part("What changed since the older version, '{title}'",
          "'{name}' is no longer a target: before, it {far}.",
          "Left out: targets: {why}.", "Targets of the newer version are not told: {why}.",
          "Targets of the older version are not told: {why}.",
          "Neither version names a target: --to asks about one.",
          "The two files have no party in common: they may not be versions of one conflict.",
          "Left out: long orders, or moves of one party. There are more steps than can be ordered, or "
          "moves of one party than can be listed: a part of them was tried.",
          "Now disputed by {a}; before: not disputed. {what}", "no longer disputed",
          "Now a definition. {what}", "Now no definition any more. {what}", "Another note. {what}",
          "Now no longer confidential. {what}", "the list as it was before.",
          "{who}: statements whose order of importance is not known: {a}; before: {b}.",
          "(statements of {who} whose order is not known)")  # fmt: skip
def rare(scene: Scene, said: Said) -> bool:
    """What no edit of the random ones brings about has unit tests."""
    return False
