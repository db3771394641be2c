"""What `brief` says could move it: what is open, who waits for whom, what it hangs on; and time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from detente.conflict.conflict import Epoch, statements
from detente.conflict.parties import Condition
from tests.oracle.literal import Literal
from tests.oracle.onward import Followed, Move, followed, lacking, opened
from tests.oracle.verdicts import (
    check_witness,
    improvements,
    joint_moves,
    sanctioned,
)

from .brief_scene import lines_of, onward, opened_here, quo, state_name
from .brief_words import doing, is_open, leads, right_way, state_of, term_said, wish_said
from .items import items_of
from .rows import Rows, Said
from .say_brief import awaits
from .say_brief_target import item_said
from .say_brief_wants import marks, rests_on, titled
from .scene import Scene

say = Rows("brief", covers=("briefing/moving.py", "briefing/timing.py"))
MOVES, TIME = "WHAT COULD MOVE IT", "TIME AND CHANGES OF OFFICE"

# open today --------------------------------------------------------------------------------------


@say("Open today", "Who waits for whom")
def heading(scene: Scene, said: Said) -> bool:
    """What is open is told below: the first twelve joint moves, the first six of single parties."""
    if said.text != "Open today" or scene.status_quo is None:
        return True
    told = [line.text for line in lines_of(scene, MOVES, said.text)]
    together = {(m[0], m[2]) for m in opened_here(scene) if len(m[0]) > 1}
    alone = [m for m in opened_here(scene) if len(m[0]) == 1]
    joint = sum(text.endswith("; each of them prefers that.") for text in told)
    own = sum(" alone can " in text for text in told)
    return joint == min(len(together), 12) and own == min(len(alone), 6)


@say("The file names no status quo to start from.")
def no_start(scene: Scene, said: Said) -> bool:
    return scene.status_quo is None


@say("{who} can together {what}; each of them prefers that.")
def together(scene: Scene, said: Said) -> bool:
    return is_open(scene, scene.model, quo(scene), said.who, said.what) is not None


@say("And {n:int} other moves for which several parties are needed, and that each of them prefers.",
     "And {n:int} other move for which several parties are needed, and that each of them prefers.")  # fmt: skip
def more_together(scene: Scene, said: Said) -> bool:
    together = {(m[0], m[2]) for m in opened_here(scene) if len(m[0]) > 1}
    return said.number("n") == len(together) - 12


@say("No move is open for which several parties are needed, that each of them prefers and that meets "
     "the terms they declared.")  # fmt: skip
def no_joint_move(scene: Scene, said: Said) -> bool:
    """A joint move of which one party could make a part that is as good needs no others."""
    return not any(lean for _, _, lean in joint_moves(scene.model, quo(scene)))


@say("No party gains by acting alone.")
def nobody_alone(scene: Scene, said: Said) -> bool:
    return not any(improvements(scene.model, party, quo(scene)) for party in scene.model.parties)


@say("{who} alone can {what}, and would gain by it; by moves that they gain from themselves, the "
     "others cannot make it lose that again.")  # fmt: skip
def unanswered(scene: Scene, said: Said) -> bool:
    to = is_open(scene, scene.model, quo(scene), said.who, said.what)
    party = scene.party(said.who)
    return to is not None and not sanctioned(scene.model, party, quo(scene), "seq", to, "sequences")


@say("{who} alone can {what}, and would gain by it; but then {answer}, by which each mover gains, "
     "and it is no better off.")  # fmt: skip
def answered(scene: Scene, said: Said) -> bool:
    """The answer is a sequence of moves each mover gains by, after which the gain is gone."""
    model, start, party = scene.model, quo(scene), scene.party(said.who)
    first = is_open(scene, model, start, said.who, said.what)
    if first is None:
        return False
    taken, here = [], first
    for part in said.answer.split("; then "):
        match = re.fullmatch(r"(?P<who>.*?) can(?: together)? (?P<what>.*)", part)
        assert match is not None
        group = frozenset(scene.parties(match["who"]))
        to = _led(scene, here, group, match["what"])
        if to is None:
            return False
        taken.append((group, to))
        here = to
    return check_witness(model, party, start, "seq", first, taken)


def _led(scene: Scene, state: str, group: frozenset[str], text: str) -> str | None:
    """Return where a move of a group leads, preferred or not."""
    model = scene.model
    switched, signed, to = doing(scene, text)
    if not right_way(scene, model, state, signed):
        return None
    if to:
        return to
    (point,) = model.members[state]
    return model.state_of.get(point ^ switched)


@say("And {n:int} other moves by which one party alone would gain.",
     "And {n:int} other move by which one party alone would gain.")  # fmt: skip
def more_alone(scene: Scene, said: Said) -> bool:
    return said.number("n") == sum(len(m[0]) == 1 for m in opened_here(scene)) - 6


@say("After that it rests: {state}.")
def then_rests(scene: Scene, said: Said) -> bool:
    ((_, _, to),) = opened_here(scene)
    return state_of(scene, said.state) == to and not opened(scene.model, to)


# who waits for whom ------------------------------------------------------------------------------


@say("{one} and {two} wait for each other: no order of {a} and {b} meets both of these terms:")
def waits(scene: Scene, said: Said) -> bool:
    """The two terms stand on the next lines; each asks for the other's step, one of them first."""
    told = [line.text for line in lines_of(scene, MOVES, "Who waits for whom")]
    place = told.index(said.text)
    a, b = scene.option(said.a), scene.option(said.b)
    one, two = (
        [
            item
            for item in scene.model.conditions[scene.party(who)]
            if item.step.option == option and item.step.on and item_said(scene, text, item.id)
        ]
        for who, option, text in ((said.one, a, told[place + 1]), (said.two, b, told[place + 2]))
    )
    return any(
        awaits(scene, x.formula, b)
        and awaits(scene, y.formula, a)
        and "after" in (x.order, y.order)
        for x in one
        for y in two
    )


@say("Declared terms on {step}, the target '{name}'")
def target_terms(scene: Scene, said: Said) -> bool:
    """All terms on it are told below."""
    option = scene.option(said.step)
    (target,) = [t for t in scene.conflict.targets if t.name == said.name]
    scene.at.option = option
    many = sum(c.step.option == option for terms in scene.model.conditions.values() for c in terms)
    return str(target.formula) == str(type(target.formula)(option)) and many == len(  # type: ignore[call-arg]
        lines_of(scene, MOVES, said.text)
    )


# what it hangs on --------------------------------------------------------------------------------

POSITIONS = "If one position were given up: the moves that would open or close at once"
HANGS = "What the answer for the status quo hangs on"


@say(POSITIONS, HANGS)
def hanging_heading(scene: Scene, said: Said) -> bool:
    """Every item that changes something is told below."""
    scene.at.changing = []
    names = [p.name for p in scene.conflict.positions if p.name not in scene.call.without]
    if said.text == HANGS:
        names = list(single_items(scene))
    found = [name for name in names if changes(scene, name)]
    told = lines_of(scene, MOVES, said.text)
    return len(told) == len(found) + 1


def single_items(scene: Scene) -> Iterator[str]:
    """Yield what counts and can be left out by itself; what is true by definition is none."""
    model = scene.model
    for party in model.parties:
        left, terms = model.chosen[party]
        yield from (item.id for item in statements(left.prefers))
        yield from (weight.id for weight in left.weights)
        yield from (term.id for term in terms)
    yield from (rule.id for rule in model.rules if not rule.basis.definition)
    for name, option in model.options.items():
        yield from [f"{name}.needs"] if option.needs is not None else []
        yield from [f"{name}.after"] if option.after is not None else []
    yield from (channel.id for channel in model.channels)


def left_out(scene: Scene, item: str) -> Literal | None:
    """Return the model without an item; None if there is none then."""
    known = scene.at.__dict__.setdefault("left_out", {})
    if item not in known:
        try:
            known[item] = lacking(scene.model, [item], scene.epoch)
        except ValueError:  # states treated as one would overlap
            known[item] = None
    found: Literal | None = known[item]
    return found


def after(scene: Scene, item: str) -> tuple[Literal, str, Followed] | None:
    """Return the model without an item, its status quo, and where it goes on from there."""
    model = left_out(scene, item)
    if model is None:
        return None
    start = state_name(model, str(scene.status_quo))
    return model, start, followed(model, start)


def changes(scene: Scene, item: str) -> bool:
    """Tell whether without an item other moves are open, or lead elsewhere."""
    then = after(scene, item)
    if then is None:
        return False
    model, start, found = then
    now = onward(scene)
    here = ends_of(opened_here(scene))
    return ends_of(opened(model, start)) != here or (found.ends, found.circles) != (
        now.ends,
        now.circles,
    )


def ends_of(moves: frozenset[Move]) -> frozenset[tuple[frozenset[str], str]]:
    """Return who can get where: of several ways to one state, any is the same move."""
    return frozenset((group, to) for group, _, to in moves)


@say("If {who} gave up {position}: {effect:any}.")
def given_up(scene: Scene, said: Said) -> bool:
    party = scene.party(said.who)
    names = [
        p.name
        for p in scene.conflict.positions
        if p.party == party
        and said.position in (f"'{p.label or p.name}'", f"'{p.label or p.name}' ({p.name})")
    ]
    return len(names) == 1 and effect(scene, said.effect, names[0])


@say("Without this: “{item:any}” Then {effect:any}.")
def without_item(scene: Scene, said: Said) -> bool:
    named = [name for name in items_of(scene.conflict) if item_said(scene, said.item, name)]
    counting = [name for name in named if name in set(single_items(scene))]
    return any(effect(scene, said.effect, name) for name in counting)


def effect(scene: Scene, text: str, item: str) -> bool:
    """Tell whether what is said would be different is, and nothing else."""
    then = after(scene, item)
    if then is None:
        return False
    model, start, found = then
    match = re.fullmatch(
        r"(?:no longer open: (?P<closed>.*?); (?=open as well|the status quo|moves that))?"
        r"(?:open as well: (?P<opened>.*?); (?=the status quo|moves that))?"
        r"(?:(?P<rests>the status quo would rest)|moves that each mover prefers would (?P<where>.*))",
        text,
    )
    assert match is not None, text
    before, now = ends_of(opened_here(scene)), ends_of(opened(model, start))
    if not _moves(scene, scene.model, quo(scene), match["closed"], before - now, 3):
        return False
    if not _moves(scene, model, start, match["opened"], now - before, 2):
        return False
    if match["rests"]:
        return not now
    return bool(now) and leads(scene, match["where"], found)


def _moves(
    scene: Scene, model: Literal, state: str, text: str | None, moves: frozenset, most: int
) -> bool:
    """Tell whether a list of moves is told: the first few of them, and how many more there are."""
    if text is None:
        return not moves
    parts = text.split("; or ")
    more = 0
    if match := re.fullmatch(r"([\d,]+) more", parts[-1]):
        more = int(match[1])
        parts.pop()
    told = set()
    for part in parts:
        what, who, how = _whose(scene, part)
        if (how == "alone") != (len(scene.parties(who)) == 1):
            return False
        to = is_open(scene, model, state, who, what)
        told.add((frozenset(scene.parties(who)), to))
    return told <= moves and len(told) + more == len(moves) and len(told) == min(len(moves), most)


def _whose(scene: Scene, text: str) -> tuple[str, str, str]:
    """Return what is done, by whom and how: "put in effect 'A' (B (b) and C together)"."""
    for cut in re.finditer(r" \(", text):
        match = re.fullmatch(r"(.*) (alone|together)\)", text[cut.end() :])
        try:
            assert match is not None
            scene.parties(match[1])
        except (AssertionError, KeyError):
            continue
        return text[: cut.start()], match[1], match[2]
    raise ValueError(text)


@say("Giving up any other single position changes nothing of what is open at once, and where it "
     "leads.",
     "Giving up any single position changes nothing of what is open at once, and where it "
     "leads.")  # fmt: skip
def no_other_position(scene: Scene, said: Said) -> bool:
    """How many change something is judged with the heading."""
    names = [p.name for p in scene.conflict.positions if p.name not in scene.call.without]
    return any(changes(scene, name) for name in names) == ("any other" in said.text)


@say("No other single statement, condition, rule or channel, left out by itself, changes what is "
     "open at once, and where it leads ({n:int} positions and items tried one at a time).",
     "No single statement, condition, rule or channel, left out by itself, changes what is open at "
     "once, and where it leads ({n:int} positions and items tried one at a time).",
     "No other single statement, condition, rule or channel, left out by itself, changes what is "
     "open at once, and where it leads ({n:int} position or item tried one at a time).",
     "No single statement, condition, rule or channel, left out by itself, changes what is open at "
     "once, and where it leads ({n:int} position or item tried one at a time).")  # fmt: skip
def no_other_item(scene: Scene, said: Said) -> bool:
    items = list(single_items(scene))
    names = [p.name for p in scene.conflict.positions if p.name not in scene.call.without]
    tried = [name for name in (*names, *items) if left_out(scene, name) is not None]
    some = any(changes(scene, name) for name in items)
    return said.number("n") == len(tried) and some == said.text.startswith("No other")


# time --------------------------------------------------------------------------------------------


@say("As the file states them. What they allow stands with the roadmaps: the shorter lengths decide, "
     "the longer ones are told beside them.")  # fmt: skip
def how_to_read(scene: Scene, said: Said) -> bool:
    return True  # how the section is to be read


@say("Windows and deadlines", "How long steps take")
def time_heading(scene: Scene, said: Said) -> bool:
    """Each window, or each length of time, is told below."""
    options = scene.conflict.options
    windows = said.text.startswith("Windows")
    many = sum(len(o.windows) if windows else o.takes is not None for o in options)
    return many == len(lines_of(scene, TIME, said.text))


@say("From {day}", "From {day}: {title}")
def epoch_heading(scene: Scene, said: Said) -> bool:
    (scene.at.epoch,) = [
        epoch
        for epoch in scene.conflict.epochs
        if (epoch.start.text, epoch.title) == (said.day, said.words.get("title", ""))
    ]
    scene.at.listed = iter(())
    return True  # which epoch it is; what it changes is told below


def epoch_scene(scene: Scene) -> Scene:
    """Return the conflict on the first day of the epoch that is told."""
    epoch: Epoch = scene.at.epoch
    known = scene.at.__dict__.setdefault("epochs", {})
    if epoch.start.text not in known:
        then = Scene(scene.conflict, scene.call, at=scene.at)
        day: date = epoch.start.first
        then.__dict__["epoch"] = day
        known[epoch.start.text] = then
    found: Scene = known[epoch.start.text]
    return found


@say("{who} now wants, most important first (the earlier list no longer counts):")
def now_wants(scene: Scene, said: Said) -> bool:
    party = titled(scene, said.who)
    scene.at.listed = iter(statements(epoch_scene(scene).model.chosen[party][0].prefers))
    return any(c.party == party and c.prefers is not None for c in scene.at.epoch.parties)


@say("{who} now has these terms on steps:", "{who} now has no terms on any step.")
def now_agrees(scene: Scene, said: Said) -> bool:
    party = titled(scene, said.who)
    terms = epoch_scene(scene).model.conditions[party]
    scene.at.listed = iter(terms)
    changed = any(c.party == party and c.conditions is not None for c in scene.at.epoch.parties)
    return changed and bool(terms) == said.text.endswith(":")


@say("Under these preferences, starting from the status quo, nothing moves in this model.")
def then_nothing(scene: Scene, said: Said) -> bool:
    return not opened(epoch_scene(scene).model, quo(scene))


@say("Under these preferences, starting from the status quo, moves that each mover prefers "
     "{where:any}.")  # fmt: skip
def then_on(scene: Scene, said: Said) -> bool:
    model = epoch_scene(scene).model
    found = followed(model, quo(scene))
    return bool(opened(model, quo(scene))) and leads(scene, said.where, found)


# items -------------------------------------------------------------------------------------------


@say.other
def an_item(scene: Scene, line: object) -> bool | None:
    """A term, a window, a length of time, or a wish of the epoch that is told, with its marks."""
    text, block = line.text, scene.at.block  # type: ignore[attr-defined]
    if block.startswith("From "):
        item = next(scene.at.listed)
        if isinstance(item, Condition):
            right = term_said(scene, text, item)
        else:
            much = "; a strong preference"
            match = re.fullmatch("(?:(Red line|Demand): )?(.*?)(; a strong preference)?", text)
            assert match is not None
            wanted = match[2] if match[1] else match[2][:1].lower() + match[2][1:]
            right = (
                (match[1] or "Want").lower() == item.kind
                and text.endswith(much) == item.much
                and wish_said(scene, wanted, item.formula)
            )
        basis = item.basis if isinstance(item, Condition) else rests_on(scene, item)
        return right and scene.at.marks == marks(scene, basis)
    kinds = {
        "Windows and deadlines": ("window",),
        "How long steps take": ("takes",),
        "Who waits for whom": ("condition",),
    }
    kind = kinds.get(block, ("condition",) if block.startswith("Declared terms on") else None)
    if kind is None:
        return None
    counting = {name for name, item in items_of(scene.conflict).items() if item.kind in kind}
    return any(item_said(scene, text, name) for name in counting)
