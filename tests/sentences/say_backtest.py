"""What `backtest` says: what the model says beside what happened, by the rule of the documentation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from random import Random

from detente.conflict.conflict import Outcome
from tests.oracle.random_conflicts import random_settings
from tests.oracle.sequences import Case
from tests.oracle.sequences_giving import Giving, level
from tests.oracle.sequences_outlook import LOCKED, Outlook, outlook
from tests.oracle.sequences_varying import _ends

from .looks import WHY, goal_of, position_said
from .rows import Rows, Said
from .scene import Call, Scene

say = Rows("backtest", covers=("analyses/backtest/results.py", "telling/testing.py", "analyses/backtest/asking.py",
                               "analyses/backtest/judging.py"))  # fmt: skip
SIZE = 3
Concession = tuple[frozenset[str], frozenset[str]]


def calls(scene: Scene, rng: Random) -> Iterator[Call]:
    """Yield what is asked: the first target, or another one, under some settings."""
    conflict = scene.conflict
    outcome = conflict.outcome
    if conflict.explicit or conflict.states or outcome is None or len(conflict.options) > 5:
        return
    names = [option.name for option in conflict.options]
    for number, settings in enumerate(random_settings(conflict, rng.randrange(1 << 30))[:3]):
        epoch = settings.get("epoch")
        other = ("--to", " and ".join(rng.sample(names, min(2, len(names)))))
        call = Call(
            "backtest",
            other if number or not conflict.targets else (),
            perspective=settings.get("perspective"),
            epoch=epoch.isoformat() if epoch else None,
            without=tuple(settings.get("without", ())),
        )
        model = Scene(conflict, call).model
        if outcome.state in model.states and (model.perspective.status_quo or conflict.status_quo):
            yield call


class Test:
    """What the model says and what happened, by the definitions."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.case = scene, scene.case
        self.outcome: Outcome = scene.conflict.outcome
        self.name = scene.call.flag("--to") or scene.conflict.targets[0].name
        self.goal = goal_of(scene.conflict, self.name)
        self.end = scene.point(self.outcome.state)
        self.reached = self.case.model.holds(self.goal, self.end)

    @cached_property
    def look(self) -> Outlook:
        return outlook(self.case, self.goal)

    @cached_property
    def rest(self) -> tuple[frozenset[str], bool]:
        """Where preferred moves end, and whether they can come to where they never do."""
        return _ends(self.case)

    @cached_property
    def given(self) -> tuple[frozenset[str], frozenset[str]]:
        """What was given up and softened."""
        return frozenset(self.outcome.given_up), frozenset(self.outcome.softened)

    @cached_property
    def conceded(self) -> Case:
        return self.case.conceding(*self.given)

    @cached_property
    def enough(self) -> bool:
        """Whether an accepted order opens by what was given up or softened on record."""
        reach = level(self.conceded, self.goal, up_to="sequence")
        return self.look.rung in LOCKED and any(self.given) and reach == "sequence"

    @cached_property
    def sets(self) -> set[Concession]:
        """The smallest concessions of up to three positions that open an accepted order."""
        if self.look.rung not in LOCKED:
            return set()
        giving = Giving(self.case, self.goal, up_to="sequence")
        whole = {(given, frozenset[str]()) for given in giving.minimal_sets("sequence")}
        half = giving.half_concessions("sequence", total=SIZE)
        found = whole | {(given, soft) for soft, given in half}
        return {(given, soft) for given, soft in found if len(given | soft) <= SIZE}

    # verdicts ----------------------------------------------------------------------------------

    def verdicts(self) -> dict[str, str]:
        """Return the verdict on each question, as the rule says."""
        rest = "hit" if self.outcome.state in self.rest[0] else "miss"
        free = self.look.rung == "none"
        right = (self.reached and (free or self.enough)) or (not self.reached and not free)
        rung = "hit" if right else "miss"
        verdicts = {"rest": rest, "rung": rung, "crux": self._crux(), "roadmap": self._roadmap()}
        return verdicts | {"certainty": self._certainty(rest, rung)}

    def _crux(self) -> str:
        """'Hit if the target came about after one of these sets was given up or softened.

        Or it did not come about, and of each set something was still held (what was only softened
        counts as held here).  No call if nothing needed to be given up, or nothing was found.'
        """
        if not self.sets:
            return "no call"
        given, soft = self.given
        if not self.reached:
            whole = any(given >= one | other for one, other in self.sets)
            return "miss" if whole else "hit"
        # a set of half concessions asks for some to be given up, and some at least softened
        met = any(given >= one and given | soft >= other for one, other in self.sets)
        met = met or any(not other and given | soft >= one for one, other in self.sets)
        return "hit" if met else "miss"

    def wrong(self) -> tuple[int, str, set[tuple[str, str, str]]] | None:
        """Return the first stage that was not legal or not accepted: which, how, by whom and what."""
        case, here = self.conceded, self.case.start
        for stage, bundle in enumerate(self.outcome.steps, start=1):
            there = here
            for step in bundle:
                there = there | {step.option} if step.on else there - {step.option}
            if not case.ground.legal(here, there):
                return stage, "not legal", set()
            refused = set()
            for party in case.parties:
                for term in case.conditions[party]:
                    name, on = term.step.option, term.step.on
                    taken = name in (there - here if on else here - there)
                    judged = here if term.order == "after" else there
                    if taken and not case.model.holds(term.formula, judged):
                        refused.add((party, "a condition", term.id))
                for item in case.statements[party]:
                    kept = not case.model.holds(item.formula, here)
                    if item.kind == "red line" and not (
                        kept or case.model.holds(item.formula, there)
                    ):
                        refused.add((party, "a red line", item.id))
            if refused:
                return stage, "refused", refused
            here = there
        return None

    def _roadmap(self) -> str:
        if not self.outcome.steps:
            return "no call"
        return "hit" if self.wrong() is None else "miss"

    @cached_property
    def shared(self) -> dict[str, bool | None]:
        """Whether all perspectives of the file share the answers on rest and rung."""
        scene, views = self.scene, self.scene.conflict.perspectives
        if len(views) < 2:
            return {}
        rungs, ends, whole = {self.look.rung}, {self.rest}, True
        for view in views:
            if view.name == scene.model.perspective.name:
                continue
            try:
                case = Case(scene.asked, view.name, scene.epoch, scene.call.without)
            except ValueError:  # its status quo is no state
                whole = False
                continue
            rungs.add(outlook(case, self.goal).rung)
            ends.add(_ends(case))
        same = {"rest": len(ends) == 1, "rung": len(rungs) == 1}
        return {name: one if whole or not one else None for name, one in same.items()}

    def _certainty(self, rest: str, rung: str) -> str:
        called = self.called({"rest": rest, "rung": rung})
        if not called:
            return "no call"
        right = all((verdict == "hit") == self.shared[name] for name, verdict in called.items())
        return "hit" if right else "miss"

    def called(self, verdicts: dict[str, str]) -> dict[str, str]:
        """Return the answers that are judged for how sure they were."""
        silent = any(one is None for one in self.shared.values()) or self.unheard
        return {} if silent else {n: v for n, v in verdicts.items() if n in self.shared}

    @cached_property
    def unheard(self) -> bool:
        """Whether some perspective has no answer; then nothing has a call."""
        views, scene = self.scene.conflict.perspectives, self.scene
        for view in views:
            try:
                Case(scene.asked, view.name, scene.epoch, scene.call.without)
            except ValueError:
                return True
        return False


def test_of(scene: Scene) -> Test:
    """Return the back-test of a scene."""
    if not hasattr(scene.at, "test"):
        scene.at.test, scene.at.seen = Test(scene), []
    found: Test = scene.at.test
    return found


ASKED = {
    "rest": "Where it would come to rest",
    "rung": "What stops the target",
    "crux": "What would have to be given up",
    "roadmap": "In which order steps are accepted",
    "certainty": "How sure, by whom",
}


@say("{title}: '{target}', said and happened", "{title}: '{target}', said and happened until {day}",
     "{title}, as it stood {when}: '{target}', said and happened",
     "{title}, as it stood {when}: '{target}', said and happened until {day}")  # fmt: skip
def title(scene: Scene, said: Said) -> bool:
    test, conflict, words = test_of(scene), scene.conflict, said.words
    date = test.outcome.date.text if test.outcome.date else ""
    when = ""
    if conflict.as_of is not None:
        whole = conflict.as_of.first == conflict.as_of.last
        when = f"{'on' if whole else 'in'} {conflict.as_of.text}"
    told = (words["title"], said.target, words.get("day", ""), words.get("when", ""))
    ends = (date, f"the end of {date}")
    return told[:2] == (conflict.title, test.name) and told[2] in ends and told[3] == when


@say(*(f"{asked}: {{verdict}}" for asked in ASKED.values()))
def verdict(scene: Scene, said: Said) -> bool:
    """Hit, miss or no call, by the rule."""
    test = test_of(scene)
    question = next(name for name, asked in ASKED.items() if said.text.startswith(asked))
    scene.at.question = question
    scene.at.seen.append(question)
    return said.verdict == test.verdicts()[question].upper()


@say.part("in {n:int} of {m:int} cases")
def often(scene: Scene, said: Said) -> bool:
    raise AssertionError("`chance` reads it")


@say.end
def questions(scene: Scene) -> Iterator[str]:
    """Yield that a question has no answer."""
    if scene.at.seen != [*ASKED]:
        yield f"questions told: {scene.at.seen}"


# where it would come to rest -----------------------------------------------------------------------


@say("Said: Preferred moves from the status quo end in {n:int} state of {m:int}: {ends}.",
     "Said: Preferred moves from the status quo end in {n:int} states of {m:int}: {ends}.",
     "Said: Preferred moves from the status quo end in {n:int} state of {m:int}: {ends}; or they go "
     "round without an end.",
     "Said: Preferred moves from the status quo end in {n:int} states of {m:int}: {ends}; or they go "
     "round without an end.",
     "Said: No preferred move leads on from the status quo: it rests there, at: {ends}.",
     "Said: Preferred moves lead round in circles: it rests nowhere.")  # fmt: skip
def rests(scene: Scene, said: Said) -> bool:
    test = test_of(scene)
    ends, around = test.rest
    still = not test.look.open
    told = said.words.get("ends", "")
    found = re.fullmatch(r"(.*?)(?: and (\d+) more)?", told)
    assert found is not None
    named = [scene.state(part) for part in found[1].split("; or ")] if told else []
    more = int(found[2] or 0)
    right = {*named} <= {*ends} and len(named) + more == len(ends) and (not more or len(named) == 3)
    if "n" in said.words:
        right = right and said.number("n") == len(ends) > 0 and not still
        right = right and said.number("m") == len(scene.model.states)
        right = right and (" states of" in said.text) == (len(ends) != 1)
    if "rests nowhere" in said.text:
        return not ends and around
    return (
        right and ("it rests there" in said.text) == still and ("go round" in said.text) == around
    )


@say("Happened: {state}.", "Happened: {state}, {n:int} option away from the nearest.",
     "Happened: {state}, {n:int} options away from the nearest.")  # fmt: skip
def happened(scene: Scene, said: Said) -> bool:
    """The state on the last day; how far it is from the nearest state at which moves end."""
    test = test_of(scene)
    if scene.at.question != "rest":
        return False
    apart = min((len(test.end ^ scene.point(end)) for end in test.rest[0]), default=0)
    told = int(said.words.get("n", "0"))
    plural = "options away" in said.text
    return scene.state(said.state) == test.outcome.state and told == apart and plural == (apart > 1)


# what stops it -----------------------------------------------------------------------------------


@say("Said: Nothing stops it.", *(f"Said: Stops at {rung}: {why}." for rung, why in WHY.items()))
def stops(scene: Scene, said: Said) -> bool:
    found = re.match(r"Said: Stops at (\w+): ", said.text)
    return test_of(scene).look.rung == (found[1] if found else "none")


@say("Happened: '{target}' came about.", "Happened: '{target}' did not come about.",
     "Happened: '{target}' came about after enough was given up.")  # fmt: skip
def came_about(scene: Scene, said: Said) -> bool:
    test = test_of(scene)
    came = "did not come" not in said.text
    enough = test.reached and test.look.rung != "none" and test.enough
    right = scene.at.question == "rung" and said.target == test.name
    return right and came == test.reached and ("enough was" in said.text) == enough


# what would have to be given up --------------------------------------------------------------------


@say("Said: Nothing has to be given up for an order that everybody accepts.")
def nothing_given(scene: Scene, said: Said) -> bool:
    return test_of(scene).look.rung not in LOCKED


@say("Said: No concession of up to {n:int} position(s) was found that is enough.")
def not_found(scene: Scene, said: Said) -> bool:
    test = test_of(scene)
    return said.number("n") == SIZE and test.look.rung in LOCKED and not test.sets


@say("Said: Enough is {sets:any}.", "Said: Enough is {sets:any}; or one of {n:int} more.")
def enough(scene: Scene, said: Said) -> bool:
    """The smallest concessions, the first three of them in words."""
    test = test_of(scene)
    known = {_conceding(scene, one): one for one in test.sets}
    told = re.split(r"; or (?=giving up|softening)", said.sets)
    more = int(said.words.get("n", "0"))
    right = len({*told}) == len(told) and {*told} <= {*known}
    return right and len(told) + more == len(known) and (not more or len(told) == SIZE)


def _conceding(scene: Scene, one: Concession) -> str:
    given, soft = (_positions(scene, names) for names in one)
    parts = [f"giving up {given}"] if given else []
    return " and ".join([*parts, *([f"softening {soft}"] if soft else [])])


def _positions(scene: Scene, names: frozenset[str] | tuple[str, ...]) -> str:
    """Return positions in words, in the order in which the file has what is held."""
    from tests.oracle.sequences import positions

    order = [*positions(scene.case)]
    listed = sorted(names, key=order.index) if isinstance(names, frozenset) else [*names]
    said = [position_said(scene, name) for name in listed]
    return " and ".join(filter(None, (", ".join(said[:-1]), *said[-1:])))


@say("Happened: '{target}' came about; {what:any}.",
     "Happened: '{target}' did not come about; {what:any}.")  # fmt: skip
def given_up(scene: Scene, said: Said) -> bool:
    """What was given up and softened on record."""
    test = test_of(scene)
    given, soft = (_positions(scene, n) for n in (test.outcome.given_up, test.outcome.softened))
    parts = [f"given up: {given}"] if given else []
    parts += [f"softened: {soft}"] if soft else []
    right = said.what == ("; ".join(parts) or "nothing was given up")
    came = "did not come" not in said.text
    return scene.at.question == "crux" and came == test.reached and right


# in which order ------------------------------------------------------------------------------------


@say("Said: Each of these steps is legal, and accepted by all on their terms and red lines.",
     "Said: Each of these steps is legal, and accepted by all on their terms and red lines, but for "
     "what was given up or softened.")  # fmt: skip
def accepted(scene: Scene, said: Said) -> bool:
    test = test_of(scene)
    return test.wrong() is None and ("but for" in said.text) == any(test.given)


@say("Said: Step {n:int} is not legal in the model.")
def not_legal(scene: Scene, said: Said) -> bool:
    wrong = test_of(scene).wrong()
    return wrong is not None and wrong[:2] == (said.number("n"), "not legal")


@say("Said: Step {n:int} should have been refused by {who}: {how} ({item}).")
def refused(scene: Scene, said: Said) -> bool:
    wrong = test_of(scene).wrong()
    if wrong is None or wrong[:2] != (said.number("n"), "refused"):
        return False
    return (scene.party(said.who), said.how, said.words["item"]) in wrong[2]


@say.part("{who}: a condition ({item})", "{who}: a red line ({item})")
def how(scene: Scene, said: Said) -> bool:
    raise AssertionError("`refused` reads it")


@say("Happened: No step was taken.", "Happened: The file does not tell the steps.")
def no_steps(scene: Scene, said: Said) -> bool:
    outcome = test_of(scene).outcome
    same = outcome.state == scene.status_quo
    return not outcome.steps and ("No step" in said.text) == same


@say("Happened: (1) {steps:any}.")
def steps(scene: Scene, said: Said) -> bool:
    stages = re.split(r"; \(\d+\) ", said.steps)
    told = [{*scene.signed_steps(stage).items()} for stage in stages]
    outcome = test_of(scene).outcome
    return told == [{(step.option, step.on) for step in bundle} for bundle in outcome.steps]


# how sure --------------------------------------------------------------------------------------


HOW = {True: "robust", False: "contested", None: "not known of all perspectives"}


@say("Said: Rest: {rest}; rung: {rung}.", "Said: There is one perspective only.")
def sure(scene: Scene, said: Said) -> bool:
    shared = test_of(scene).shared
    if "rest" not in said.words:
        return not shared
    return bool(shared) and (said.rest, said.rung) == (HOW[shared["rest"]], HOW[shared["rung"]])


@say.part("not known of all perspectives")
def not_known(scene: Scene, said: Said) -> bool:
    return None in test_of(scene).shared.values()


@say("Happened: Rest: {rest}; rung: {rung}.", "Happened: Rest: {rest}.", "Happened: Rung: {rung}.")
def calls_judged(scene: Scene, said: Said) -> bool:
    """The verdicts on the answers that have a call."""
    test = test_of(scene)
    verdicts = test.verdicts()
    told = {name: said.words[name] for name in ("rest", "rung") if name in said.words}
    return told == test.called({name: verdicts[name] for name in ("rest", "rung")})


# what to hold it against -----------------------------------------------------------------------------


@say("To hold it against: 'nothing changes' would have been {same}, and 'the target comes about' "
     "{came}.")  # fmt: skip
def baselines(scene: Scene, said: Said) -> bool:
    test = test_of(scene)
    right = {True: "right", False: "wrong"}
    unchanged = test.end == test.case.start
    return (said.same, said.came) == (right[unchanged], right[test.reached])


@say("A guess that names as many states ({n:int} of the {m:int} that legal moves can reach) is right "
     "{often}.")  # fmt: skip
def chance(scene: Scene, said: Said) -> bool:
    """'The hits to expect of a guess that names as many states, drawn at random from those.'"""
    test = test_of(scene)
    reached = test.case.ground.walked(test.case.start)
    named = len(test.rest[0])
    right = (said.number("n"), said.number("m")) == (named, len(reached))
    hits = Fraction(min(named, len(reached)), len(reached)) if test.end in reached else Fraction(0)
    if hits in (0, 1):
        return right and said.often == ("always" if hits else "never")
    return right and said.often == f"in {hits.numerator} of {hits.denominator} cases"


@say("'{target}' is the case at the status quo already.")
def already(scene: Scene, said: Said) -> bool:
    test = test_of(scene)
    return said.target == test.name and test.look.already


@say("Under '{view}' there is no answer: {why:any}")
def no_answer(scene: Scene, said: Said) -> bool:
    """Its status quo is no state there."""
    try:
        Case(scene.asked, said.view, scene.epoch, scene.call.without)
    except ValueError:
        return True
    return False


@say.part("no call", "nothing was given up")
def small_words(scene: Scene, said: Said) -> bool:
    raise AssertionError("`verdict` and `given_up` put them together")


@say.part("What stops it is not established.", "What would have to be given up is not established.",
          "No concession of up to {n:int} position(s) is known to be enough.",
          "Left out: of some concessions it is not established whether they are enough.",
          "Left out: orders, or moves. Not everything that bears on what stops it, or would unlock it, "
          "could be looked at.",
          "Preferred moves were not followed to their end.",
          "Preferred moves were not followed to their end; they can end at: {ends}.",
          "Left out: long orders, or moves of one party. There are more steps, or such moves, than can "
          "be looked through.", "Left out: where preferred moves lead: {why}",
          "Left out: where preferred moves lead: more states than were followed.",
          "Left out: concessions of more than {n:int} positions.",
          "Left out: what is found under '{view}': {why}",
          "Left out: how many states can be reached: {why}")  # fmt: skip
def limits(scene: Scene, said: Said) -> bool:
    """Limits: the files are too small for them; see the unit tests."""
    return False
