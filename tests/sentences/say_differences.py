"""What `differences` says: whom it compares, their goals, the orders of steps that each accepts."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from detente.conflict.conflict import EVERYTHING
from tests.oracle.literal import Point
from tests.oracle.sequences import Order, accepted, by_all, legal_orders, no_worse, step_sets

from .beyond import ACCEPTED, GOOD, LARGER, LEADS, left_open, open_steps
from .choices import cached, require_of, settings, some_requirements, some_target, target_of
from .rows import Rows, Said
from .scene import Call, Scene

say = Rows(
    "differences",
    covers=(
        "telling/differing.py",
        "analyses/differences/asking.py",
        "analyses/differences/order_matrix.py",
        "analyses/differences/orders_apart.py",
        "analyses/differences/goals_apart.py",
        "analyses/differences/unordered.py",
        "analyses/sequencing/aiming.py",
    ),
    unprinted=("alike", "Alike", "relation", "Relation"),
)

MOST_STEPS = 5  # of one set, whose orders are listed
MOST_SETS = 6  # that the program compares
# how far the program looks, where a test sets it a limit
LOOKED: dict[str, int] = {}


def calls(scene: Scene, rng: Random) -> Iterator[Call]:
    """Yield what is asked of a file: two parties or all, targets or steps, requirements."""
    for call in settings(scene, rng):
        here = Scene(scene.conflict, call)
        parties = list(here.case.parties)
        words: tuple[str, ...] = ()
        if len(parties) > 1 and rng.random() < 0.75:
            words = tuple(rng.sample(parties, 2))
        draw = rng.random()
        if draw < 0.2:
            names = [option.name for option in scene.conflict.options]
            chosen = rng.sample(names, rng.randint(1, min(len(names), MOST_STEPS)))
            steps = [f"not {name}" if name in here.case.start else name for name in chosen]
            words += ("--steps", ",".join(steps))
        if draw > 0.2 or rng.random() < 0.2 or not scene.conflict.targets:
            words += ("--to", some_target(scene, rng))
        words += some_requirements(rng)
        found = Call(
            "differences", words, call.perspective, call.epoch, call.without, call.status_quo
        )
        if all(len(steps) <= MOST_STEPS for steps in sets(Scene(scene.conflict, found))):
            yield found


# what is known of it ------------------------------------------------------------------------------


def pair(scene: Scene) -> tuple[str, ...]:
    """Return the two parties that are compared; none where all are."""
    words = scene.call.words[:2]
    return () if not words or words[0].startswith("--") else words


def given_steps(scene: Scene) -> frozenset[str]:
    """Return the options that `--steps` switches."""
    text = scene.call.flag("--steps")
    return scene.short_steps(text) if text else frozenset()


def has_target(scene: Scene) -> bool:
    """Tell whether the question is about a target."""
    return bool(scene.call.flag("--to")) or not given_steps(scene)


def target_name(scene: Scene) -> str:
    """Return what the target is called: as it was typed, or the first of the file."""
    return scene.call.flag("--to") or scene.conflict.targets[0].name


def ends(scene: Scene) -> set[Point]:
    """Return the states in question: those of the target that moves reach, or the steps' end."""
    case = scene.case
    reached = compared(scene) - {case.start}
    if has_target(scene):
        return {point for point in reached if case.model.holds(target_of(scene), point)}
    return {case.start ^ given_steps(scene)} & reached


def compared(scene: Scene) -> set[Point]:
    """Return the states that legal moves reach; all there are, where these are not followed."""
    case = scene.case
    if "walks" in LOOKED:
        return set(case.ground.points)
    return set(case.ground.walked(case.start)) | {case.start}


def sets(scene: Scene) -> list[frozenset[str]]:
    """Return the sets of steps in question, as they are to be listed."""
    return cached(scene, "sets", lambda: _sets(scene)[0])  # type: ignore[no-any-return]


def shown(scene: Scene) -> list[frozenset[str]]:
    """Return the sets of steps that are told of."""
    return sets(scene)[:MOST_SETS]


def _sets(scene: Scene) -> tuple[list[frozenset[str]], str]:
    if given_steps(scene):
        return [given_steps(scene)], "given"
    # of up to so many steps, where it was said that larger sets were not looked at
    most = getattr(scene.at, "most", None)
    found, kind = step_sets(scene.case, target_of(scene), require_of(scene), most=most)
    place = {option.name: n for n, option in enumerate(scene.conflict.options)}
    listed = sorted(found, key=lambda steps: (len(steps), sorted(place[name] for name in steps)))
    return listed, kind


def legal(scene: Scene) -> list[Order]:
    """Return the legal orders of the steps that are told of."""
    steps = scene.at.steps
    return cached(scene, f"legal {sorted(steps)}", lambda: legal_orders(scene.case, steps))  # type: ignore[no-any-return]


def orders(scene: Scene, party: str) -> frozenset[Order]:
    """Return the orders of the steps that are told of which a party accepts."""
    key = f"orders {sorted(scene.at.steps)} {party}"
    return cached(  # type: ignore[no-any-return]
        scene, key, lambda: accepted(scene.case, party, legal(scene), require_of(scene))
    )


def all_accept(scene: Scene) -> frozenset[Order]:
    """Return the orders that every party accepts."""
    return by_all(scene.case, legal(scene), require_of(scene))


def told(scene: Scene) -> list[str]:
    """Return what was told so far, by a word for each kind of line."""
    return cached(scene, "told", list)  # type: ignore[no-any-return]


# the head -----------------------------------------------------------------------------------------


@say("Where {one} and {two} differ over '{target}'; {choices}.",
     "Where {one} and {two} differ; {choices}.")  # fmt: skip
def head(scene: Scene, said: Said) -> bool:
    right = said.words.get("target", target_name(scene)) == target_name(scene)
    over = "target" in said.words
    names = (scene.party(said.one), scene.party(said.two))
    return names == pair(scene) and right and over == has_target(scene) and choices(scene, said)


@say("The order of the steps to '{target}', as each party needs it; {choices}.",
     "The order of the steps, as each party needs it; {choices}.")  # fmt: skip
def matrix_head(scene: Scene, said: Said) -> bool:
    right = said.words.get("target", target_name(scene)) == target_name(scene)
    return not pair(scene) and right and choices(scene, said)


@say.part("; perspective '{view}'", "; with the wishes of {date}", "; without {items}", "{n:int} items",
          "; insisting on {items}")  # fmt: skip
def choices(scene: Scene, said: Said) -> bool:
    """Tell whether the choices of the call are told, all of them."""
    call = scene.call
    view = call.perspective or scene.conflict.default_perspective or EVERYTHING.name
    expected = [f"perspective '{view}'"]
    expected += [f"with the wishes of {scene.epoch}"] if call.epoch else []
    if call.without:
        few = len(call.without) < 4
        said_of = listed(call.without) if few else f"{len(call.without)} items"
        expected.append(f"without {said_of}")
    if len(require_of(scene)) < 3:
        expected.append(f"insisting on {listed(require_of(scene))}")
    return said.choices == "; ".join(expected)


def listed(names: tuple[str, ...]) -> str:
    """Return names as a list: "a, b and c"."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


# goals --------------------------------------------------------------------------------------------


@say("Goals", "Conditions")
def heading(scene: Scene, said: Said) -> bool:
    told(scene).append(said.text)
    return bool(pair(scene))  # what stands below has rows of its own


@say("The target has no state that can be reached but the status quo.",
     "The target has no state but the status quo.")  # fmt: skip
def no_end(scene: Scene, said: Said) -> bool:
    told(scene).append("goals")
    return not ends(scene) and ("reached" in said.text) == ("walks" not in LOOKED)


@say("{one} and {two} rank the end states in question alike; {than}.",
     "{one} and {two} hold the same end states for the best, and rank others apart; {than}.",
     "{one} and {two} hold different end states for the best; {than}.")  # fmt: skip
def goals(scene: Scene, said: Said) -> bool:
    """How the two rank the status quo and the end states, and which they prefer to it."""
    told(scene).append("goals")
    case, names = scene.case, (scene.party(said.one), scene.party(said.two))
    asked = [case.start, *ends(scene)]
    worths = [[case.worth[name][point] for point in asked] for name in names]
    places = [[sorted(set(row)).index(worth) for worth in row] for row in worths]
    tops = [{n for n, place in enumerate(row) if place == max(row)} for row in places]
    alike = places[0] == places[1]
    same = "alike;" in said.text
    best = "hold the same end states for the best" in said.text
    if names != pair(scene) or (same, best) != (alike, tops[0] == tops[1] and not alike):
        return False
    better = [{n for n, worth in enumerate(row) if worth > row[0]} for row in worths]
    return said.than == _than(scene, names, better, len(asked) - 1)


@say.part("both prefer {many} that can be reached to the status quo",
          "{one} prefers {many} that can be reached to the status quo, {two} none",
          "no end state that can be reached is preferred to the status quo by {who}",
          "the one", "{n:int} of the {m:int}", "all {n:int}")  # fmt: skip
def _than(scene: Scene, names: tuple[str, str], better: list[set[int]], whole: int) -> str:
    """Return who prefers how many of the end states to the status quo."""

    def of(many: int) -> str:
        if whole == 1:
            return "the one"
        return f"all {whole}" if many == whole else f"{many} of the {whole}"

    called = [_called(scene, name) for name in names]
    both = better[0] & better[1]
    that = "" if "walks" in LOOKED else " that can be reached"
    if both:
        return f"both prefer {of(len(both))}{that} to the status quo"
    if all(better) or not any(better):
        who = "both" if all(better) else "either"
        return f"no end state{that} is preferred to the status quo by {who}"
    keen = 0 if better[0] else 1
    return (
        f"{called[keen]} prefers {of(len(better[keen]))}{that} to the status quo, "
        f"{called[1 - keen]} none"
    )


def _called(scene: Scene, name: str) -> str:
    """Return what a party is called inside a sentence, with its key where others are called so."""
    titles = {party.name: party.title for party in scene.conflict.parties}
    alike = list(titles.values()).count(titles[name]) > 1 and titles[name] != name
    return titles[name] + (f" ({name})" if alike else "")


@say("Best for {who}: {state}.", "Best for {who}: {state}; {n:int} other just as good.",
     "Best for {who}: {state}; {n:int} others just as good.")  # fmt: skip
def best(scene: Scene, said: Said) -> bool:
    """One of the best of the end states and the status quo, and how many others there are."""
    told(scene).append("best")
    case, party = scene.case, scene.party(said.who)
    asked = [case.start, *ends(scene)]
    top = max(case.worth[party][point] for point in asked)
    good = [point for point in asked if case.worth[party][point] == top]
    shown = set() if said.state == "nothing in effect" else set(scene.items(said.state))
    return shown in map(set, good) and int(said.words.get("n", "0")) == len(good) - 1


# the orders that each accepts ---------------------------------------------------------------------


@say("Sequence", "Sequence {n:int} of {m:int}")
def sequence(scene: Scene, said: Said) -> bool:
    """A heading; which set of steps is told of below."""
    number = int(said.words.get("n", "1"))
    here = shown(scene)
    scene.at.number = number
    if not here:
        return not hasattr(scene.at, "steps") and "m" not in said.words
    told(scene).append(f"sequence {number}")
    scene.at.steps = here[number - 1]
    return int(said.words.get("m", "1")) == len(here)


@say("Steps: {steps}.")
def steps(scene: Scene, said: Said) -> bool:
    """The steps of the set, in the order of the options, each as the status quo has it."""
    if not pair(scene):
        scene.at.steps = sets(scene)[0]
    start = scene.case.start
    names = [option.name for option in scene.conflict.options if option.name in scene.at.steps]
    return said.steps.split(", ") == [f"not {n}" if n in start else n for n in names]


@say("No order in which each option is switched once leads to '{target}', though a legal walk does: "
     "{moves:any}.")  # fmt: skip
def walk(scene: Scene, said: Said) -> bool:
    """No set of steps leads there; these moves do, one after another, and no fewer would."""
    told(scene).append("walk")
    return said.target == target_name(scene) and walks(scene, said.moves) and not sets(scene)


def walks(scene: Scene, text: str) -> bool:
    """Tell whether moves are legal one after another, lead to the target, and are no more than needed."""
    case = scene.case
    points = [case.start]
    for move in text.split("; then "):
        who, _, what = move.partition(": ")
        steps = scene.signed_steps(what)
        after = points[-1] ^ frozenset(steps)
        if any((name in points[-1]) == on for name, on in steps.items()):
            return False
        if frozenset(scene.parties(who)) not in case.ground.legal(points[-1], after):
            return False
        points.append(after)
    goals = {point for point in case.ground.points if case.model.holds(target_of(scene), point)}
    return points[-1] in goals and len(points) - 1 == _fewest(scene, goals)


def _fewest(scene: Scene, goals: set[Point]) -> int:
    """Return how many moves lead to one of some states at the least."""
    ground, reached, moves = scene.case.ground, {scene.case.start}, 0
    while not reached & goals:
        reached |= {to for here in reached for to in ground.points if ground.legal(here, to)}
        moves += 1
    return moves


@say.part("{who}: {what}; then {who2}: {what2}")
def move_parts(scene: Scene, said: Said) -> bool:
    return True  # read by the row above


@say("{one} and {two} accept the one legal order there is.",
     "{one} and {two} accept every one of the {n:int} legal orders.",
     "{one} and {two} accept the same {m:int} of the {n:int} legal orders.",
     "{one} is the stricter: it accepts {m:int} of the {n:int} legal orders, and {two} accepts all of "
     "these and {more:int} more.",
     "{one} is the stricter: it accepts {m:int} of the {n:int} legal orders, and {two} accepts this "
     "one and {more:int} more.",
     "{one} accepts {m:int} of the {n:int} legal orders, {two} {m2:int}; both accept {common:int} of "
     "them.",
     "No order is accepted by both: {one} accepts {m:int} of the {n:int} legal orders, {two} {m2:int}.",
     "Neither {one} nor {two} accepts any of the {n:int} legal orders.",
     "Neither {one} nor {two} accepts any of the one legal order.",
     "{one} accepts none of the {n:int} legal orders, {two} accepts {m2:int}.",
     "{one} accepts none of the one legal order, {two} accepts {m2:int}.")  # fmt: skip
def relation(scene: Scene, said: Said) -> bool:
    """How the orders that the two accept relate, in numbers."""
    told(scene).append("relation")
    one, two = scene.party(said.one), scene.party(said.two)
    first, second = orders(scene, one), orders(scene, two)
    many = int(said.words.get("n", "1").replace(",", ""))
    text = said.text
    if {one, two} != set(pair(scene)) or many != len(legal(scene)):
        return False
    for name, number in (
        ("m", len(first)),
        ("m2", len(second)),
        ("common", len(first & second)),
        ("more", len(second - first)),
    ):
        if name in said.words and said.number(name) != number:
            return False
    if "every one" in text or "there is" in text:
        return first == second == frozenset(legal(scene))
    if "accept the same" in text:
        return first == second != frozenset(legal(scene)) and bool(first)
    if "stricter" in text:
        return first < second and bool(first) and ("this one" in text) == (len(first) == 1)
    if "both accept" in text:
        return bool(first & second and first - second and second - first)
    if text.startswith("No order"):
        return bool(first and second) and not first & second
    if text.startswith("Neither"):
        return not first and not second
    return not first and bool(second)


@say.part("of the one legal order", "of the {n:int} legal orders", "this one", "all of these")
def of_orders(scene: Scene, said: Said) -> bool:
    return True  # read by the row above


@say("Which order {who} needs is read from its declared conditions, since it accepts no order at "
     "all.",
     "Which order {who} needs is not told: it accepts no order at all, and its conditions are not "
     "insisted on.")  # fmt: skip
def declared(scene: Scene, said: Said) -> bool:
    party = scene.party(said.who)
    told(scene).append(f"declared {party}")
    terms = "conditions" in require_of(scene)
    return not orders(scene, party) and terms == ("is read from" in said.text)


# notes, and why there is no answer ----------------------------------------------------------------


@say("These steps leave some party worse off than now.",
     "Every set of steps to the target leaves some party worse off than now.",
     "Every set of steps that is told here leaves some party worse off than now.")  # fmt: skip
def worse(scene: Scene, said: Said) -> bool:
    told(scene).append("worse")
    case = scene.case
    if given_steps(scene):
        given = said.text.startswith("These")
        return given and not no_worse(case, case.start ^ given_steps(scene), case.parties)
    if any(no_worse(case, case.start ^ steps, case.parties) for steps in sets(scene)):
        return False
    of_all = step_sets(case, target_of(scene), require_of(scene))[1] == "legal"
    return of_all if "to the target" in said.text else getattr(scene.at, "open", "") == GOOD


@say("The steps do not lead to the target '{target}'.")
def elsewhere(scene: Scene, said: Said) -> bool:
    told(scene).append("elsewhere")
    end = scene.case.start ^ given_steps(scene)
    return said.target == target_name(scene) and not scene.model.holds(target_of(scene), end)


@say("Left out: sets of steps. There are {n:int} smallest ones to the target; the first {m:int} are "
     "compared.")  # fmt: skip
def sets_left_out(scene: Scene, said: Said) -> bool:
    told(scene).append("left out")
    return said.number("n") == len(sets(scene)) > said.number("m") == MOST_SETS


@say("Left out: longer walks, which are too many to be followed.")
def not_followed(scene: Scene, said: Said) -> bool:
    told(scene).append("left out")
    return "walks" in LOOKED


@say(*(f"Left out: orders of more than {{n:int}} step(s) ({{m:int}} step(s) can be taken from the status "
       f"quo); --steps looks at the orders of some. {rest}." for rest in (LARGER, ACCEPTED, GOOD)))  # fmt: skip
def orders_left_out(scene: Scene, said: Said) -> bool:
    """What is open then: whether there are more sets, or orders of others that are better."""
    told(scene).append("left out")
    scene.at.most = said.number("n")
    asked = target_of(scene), require_of(scene), scene.at.most
    scene.at.open = left_open(scene.case, *asked)
    right = len(open_steps(scene.case)) == said.number("m") > said.number("n")
    right &= "orders" in LOOKED
    return right and scene.at.open is not None and scene.at.open in said.text


@say("{file}: no order of up to {n:int} step(s) leads to the target '{target}', and longer ones were not "
     "looked at: {m:int} steps can be taken from the status quo; --steps looks at the orders of some",
     "{file}: no order in which each option is switched once leads to the target '{target}'; whether "
     "switching one back and forth does is not established: walks are too many to be followed")  # fmt: skip
def nothing_found(scene: Scene, said: Said) -> bool:
    told(scene).append("no answer")
    few = int(said.words.get("n", "0"))
    right = said.target == target_name(scene)
    if not few:
        return right and "walks" in LOOKED and not sets(scene)
    right &= left_open(scene.case, target_of(scene), require_of(scene), few) == LEADS
    return right and "orders" in LOOKED and said.number("m") == len(open_steps(scene.case))


@say("the target '{target}' is reached at the status quo: nothing is to be done")
def reached_already(scene: Scene, said: Said) -> bool:
    told(scene).append("no answer")
    now = scene.model.holds(target_of(scene), scene.case.start)
    return said.target == target_name(scene) and now


@say("the target '{target}' cannot be reached: no state satisfies it",
     "the target '{target}' cannot be reached: no legal moves lead to a state that satisfies it, even "
     "if options are switched back and forth")  # fmt: skip
def out_of_reach(scene: Scene, said: Said) -> bool:
    told(scene).append("no answer")
    case = scene.case
    meant = {p for p in case.ground.points if case.model.holds(target_of(scene), p)}
    some = "no legal moves" in said.text
    return (
        said.target == target_name(scene)
        and some == bool(meant)
        and not meant & case.ground.walked(case.start)
    )


@say("no order in which each option is switched once leads to the target '{target}', though a legal "
     "walk does ({moves:any}): there are no steps to put in order; with two parties their goals and "
     "conditions are compared")  # fmt: skip
def only_a_walk(scene: Scene, said: Said) -> bool:
    told(scene).append("no answer")
    right = said.target == target_name(scene) and not pair(scene) and not sets(scene)
    return right and walks(scene, said.moves)


@say("nobody can take the step '{step}' from the status quo",
     "the steps {steps} together break a rule: their end is no state",
     "the steps {steps} can be taken in no legal order")  # fmt: skip
def not_to_be_taken(scene: Scene, said: Said) -> bool:
    told(scene).append("no answer")
    case, names = scene.case, given_steps(scene)
    if "step" in said.words:
        name = said.step.removeprefix("not ")
        return name in names and not case.model.family(name, case.start)
    if scene.short_steps(said.steps) != names:
        return False
    end = case.start ^ names
    if "rule" in said.text:
        return end not in case.ground.points
    return end in case.ground.points and not legal_orders(case, names)


@say("{file}: {n:int} steps have too many orders: give {m:int} or fewer to --steps")
def too_many_steps(scene: Scene, said: Said) -> bool:
    told(scene).append("no answer")
    return said.number("n") == len(given_steps(scene)) > said.number("m") and "orders" in LOOKED


@say.end
def not_told(scene: Scene) -> Iterator[str]:
    """Yield what should have been said and was not, and whether the exit code fits."""
    lines, here = told(scene), shown(scene)
    case = scene.case
    if "no answer" in lines:
        codes = (3, 4) if LOOKED else (4,)
        if lines != ["no answer"] or scene.exit_code not in codes:
            yield f"no answer: {lines}, exit code {scene.exit_code}"
        return
    worse_off = bool(here) and not any(
        no_worse(case, case.start ^ steps, case.parties) for steps in here
    )
    end = case.start ^ given_steps(scene)
    off = given_steps(scene) and scene.call.flag("--to")
    for word, needed in (
        ("Goals", bool(pair(scene))),
        ("goals", bool(pair(scene))),
        ("walk", not here),
        ("Conditions", bool(pair(scene))),
        ("worse", worse_off and bool(pair(scene))),
        ("elsewhere", bool(off) and not scene.model.holds(target_of(scene), end)),
        ("left out", len(sets(scene)) > MOST_SETS),
    ):
        if word == "left out" and LOOKED:
            continue  # as far as it matters
        if bool(needed) != (word in lines):
            yield f"{word}: {'missing' if needed else 'not to be said'}"
    if pair(scene):
        numbers = [line for line in lines if line.startswith("sequence")]
        if numbers != [f"sequence {n}" for n in range(1, len(here) + 1)]:
            yield f"the sets of steps: {numbers}"
        if lines.count("relation") != len(here) or lines.count("best") != 2:
            yield f"not one relation for each set: {lines}"
    if scene.exit_code != (3 if "left out" in lines else 0):
        yield f"exit code {scene.exit_code}, where {lines}"
