"""What `stability --state` says: why a state is stable for a party, or not, with the moves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tests.oracle.verdicts import (
    SEQUENCE_CONCEPTS,
    answered_at_once,
    answers_at_once,
    check_at_once,
    check_witness,
    improvements,
    is_answer,
    reached,
    sanctioned,
)

from .rows import Rows, Said
from .say_stability import LOOKED, SHOWN, called, concepts, held, quo, sanctions, shown
from .scene import Scene

say = Rows("stability", covers=("analyses/stability/sentence.py",))
ESCAPES = 6
TOGETHER = ("sim", "fraser-hipel")
CREDIBLE = ("seq", "sseq", "fraser-hipel")
Steps = list[tuple[tuple[str, ...], str]]


# moves read back ---------------------------------------------------------------------------------


def _led(scene: Scene, state: str, signed: dict[str, bool]) -> str | None:
    """Return where steps lead from a state, None if one of them is no step there."""
    here = scene.point(state)
    if any((name in here) == on for name, on in signed.items()):
        return None
    return scene.model.state_of.get(here ^ frozenset(signed))


def _done(scene: Scene, state: str, text: str) -> str | None:
    """Return where "put in effect 'A' and end 'B'", or "move to 'X'", leads from a state."""
    if not text.startswith("move to "):
        return _led(scene, state, scene.signed_steps(text))
    place = text.removeprefix("move to ")
    found = re.fullmatch(
        "the state with (nothing in effect|.*(?= in effect))(?: in effect)?", place
    )
    if found is not None:
        return scene.state(found[1])
    (end,) = (s for s in scene.model.states if place.startswith("'") and _named(scene, s, place))
    return end


def _named(scene: Scene, state: str, text: str) -> bool:
    named = scene.conflict.explicit or state in scene.model.merged
    return named and called(scene, state, text)


def _taken(scene: Scene, state: str, text: str, to: str) -> bool:
    """Tell whether "a, not b" leads from a state to another; "move" tells no steps."""
    if text == "move":
        return not scene.model.plain
    used = {part.removeprefix("not "): not part.startswith("not ") for part in text.split(", ")}
    scene.at.__dict__.setdefault("used", set()).update(used)
    return _led(scene, state, used) == to


def _spoken(scene: Scene, start: str, text: str, how: str) -> Steps | None:
    """Return the steps of "A would end 'X'; then B and C would put in effect 'Y'"."""
    found: Steps = []
    here: str | None = start
    for part in text.split("; then "):
        who, word, what = part.partition(f" {how} ")
        assert word, part
        assert here is not None
        here = _done(scene, here, what)
        if here is None:
            return None
        found.append((scene.parties(who), here))
    return found


def _written(scene: Scene, start: str, text: str) -> Steps | None:
    """Return the steps of "A: not x -> NYY; then B and C: y -> YYY"."""
    found: Steps = []
    for part in text.split("; then "):
        match = re.fullmatch(r"(.+?): (.+) -> (\S+)", part)
        assert match is not None, part
        if not _taken(scene, start, match[2], match[3]):
            return None
        start = match[3]
        found.append((tuple(match[1].split(" and ")), start))
    return found


# verdicts ----------------------------------------------------------------------------------------


@say("Verdicts on {state}: {what}.")
def heading(scene: Scene, said: Said) -> bool:
    asked = scene.call.flag("--state")
    scene.at.state, scene.at.verdicts, scene.at.replies = said.state, [], []
    scene.at.told = []
    expected = quo(scene) if asked == "status-quo" else asked
    if expected not in scene.model.states:
        expected = scene.model.state_of[scene.point(str(expected))]
    return said.state == expected and called(scene, said.state, said.what)


@say("{party}, {concepts}: stable.", "{party}, {concepts}: not stable.")
def verdict(scene: Scene, said: Said) -> bool:
    at = scene.at
    if at.verdicts:
        at.told.append(len(at.replies))
    at.party, at.concepts = said.party, scene.items(said.concepts)
    at.stable, at.replies = not said.text.endswith("not stable."), []
    at.verdicts.append((at.party, at.concepts))
    return all((at.state in held(scene, at.party, c)) == at.stable for c in at.concepts)


@say.end
def all_told(scene: Scene) -> Iterator[str]:
    """Yield what is missing: a verdict, or a move that a verdict is about."""
    if getattr(scene.at, "refused", False):
        return
    if "--state" not in scene.call.words:
        return
    told = [(party, one) for party, names in scene.at.verdicts for one in names]
    expected = [(party, one) for party in shown(scene) for one in concepts(scene)]
    if told != expected:
        yield f"verdicts on {expected} are asked for; told: {told}"
    counts = [*scene.at.told, len(scene.at.replies)]
    for (party, names), many in zip(scene.at.verdicts, counts, strict=True):
        every = len(improvements(scene.model, party, scene.at.state))
        if many != min(every, SHOWN):
            yield f"{party} has {every} such moves, and {many} are told under {names}"


# why ---------------------------------------------------------------------------------------------


def _improvement(scene: Scene, said: Said) -> str | None:
    """Return where the move of the sentence leads; None if it is none of the party's to gain by."""
    at = scene.at
    end = _done(scene, at.state, said.what)
    better = improvements(scene.model, at.party, at.state)
    return end if scene.party(said.who) == at.party and end in better else None


@say("In this model {who} has no move of its own to a state it prefers.")
def no_move(scene: Scene, said: Said) -> bool:
    at = scene.at
    return scene.party(said.who) == at.party and not improvements(scene.model, at.party, at.state)


@say("In this model {who} would prefer to {what}; nothing is asked about answers.")
def nash(scene: Scene, said: Said) -> bool:
    return scene.at.concepts == ["nash"] and _improvement(scene, said) is not None


def _ends(scene: Scene, improvement: str, concept: str) -> set[str]:
    """Return where answers of the others end that the party does not prefer to staying."""
    at, model = scene.at, scene.model
    improving = concept in CREDIBLE
    ends = reached(model, at.party, improvement, improving=improving, sanctions=sanctions(scene))
    return {end for end in ends if not model.prefers(at.party, end, at.state)}


def _undone(scene: Scene, improvement: str, concept: str) -> bool:
    at, model = scene.at, scene.model
    answers = answers_at_once(model, at.party, at.state, concept, sanctions(scene))
    return answered_at_once(model, at.party, at.state, improvement, answers)


def _answered(scene: Scene, improvement: str, concept: str) -> bool:
    """Tell whether others have an answer as the concept understands it."""
    at, model, rule = scene.at, scene.model, sanctions(scene)
    match concept:
        case "sim":
            return _undone(scene, improvement, concept)
        case "fraser-hipel":
            kept = sanctioned(model, at.party, at.state, "seq", improvement, rule)
            return kept or _undone(scene, improvement, concept)
        case _:
            return sanctioned(model, at.party, at.state, concept, improvement, rule)


@say("In this model {who} would prefer to {what}, and the others could not answer that.",
     "In this model {who} would prefer to {what}, and the others could not answer that by moves they "
     "gain from.")  # fmt: skip
def unanswered(scene: Scene, said: Said) -> bool:
    end = _improvement(scene, said)
    if end is None or scene.at.stable:
        return False
    credible = said.text.endswith("by moves they gain from.")
    for concept in scene.at.concepts:
        if concept not in SEQUENCE_CONCEPTS or (concept in CREDIBLE) != credible:
            return False
        if _ends(scene, end, concept):
            return False
    return True


@say("In this model {who} would prefer to {what}, and no moves of others that they gain from, made "
     "at the same moment, would make of it a state that {again} does not prefer to staying.",
     "In this model {who} would prefer to {what}; the others could not answer that by moves they gain "
     "from, and no moves of others that they gain from, and that nobody could so answer, made at the "
     "same moment, would make of it a state that {again} does not prefer to staying.")  # fmt: skip
def not_undone(scene: Scene, said: Said) -> bool:
    end = _improvement(scene, said)
    concept = "fraser-hipel" if "nobody could so answer" in said.text else "sim"
    return (
        end is not None
        and said.again == said.who
        and scene.at.concepts == [concept]
        and not scene.at.stable
        and not _answered(scene, end, concept)
    )


_ESCAPED = (
    "In this model {who} would prefer to {what}; {answer}, which {again} does not prefer to staying, "
    "but from there {third} could {escape}, which it prefers to staying"
)


@say(*(f"{_ESCAPED}{rest}{gain}."
       for rest in ("; and so from the 1 other answer",
                    "; and so from each of the {n:int} other answers",
                    "; and so from every other answer")
       for gain in ("", " by moves they gain from")), f"{_ESCAPED}.")  # fmt: skip
def escaped(scene: Scene, said: Said) -> bool:
    """The answer is one, the escape leads out of it, and every other can be escaped as well."""
    at, end = scene.at, _improvement(scene, said)
    if end is None or at.stable or not said.who == said.again == said.third:
        return False
    other = said.number("n") if "n" in said.words else int("the 1 other" in said.text)
    if "n" in said.words and other == 1:
        return False
    for concept in at.concepts:
        improving = concept == "sseq"
        if concept not in ("smr", "sseq"):
            return False
        if (other or "every other" in said.text) and (
            "by moves they gain from" in said.text
        ) != improving:
            return False
        steps = _spoken(scene, end, said.answer, "would" if improving else "could")
        if steps is None or not _escape(scene, end, steps, said.escape, improving=improving):
            return False
        ends = len(_ends(scene, end, concept))
        # not all are told, and so not counted, where they are more than a limit
        right = ends > LOOKED["escapes"] if "every other" in said.text else ends == other + 1
        if not right or _answered(scene, end, concept):
            return False
    return True


def _escape(scene: Scene, end: str, steps: Steps, escape: str, *, improving: bool) -> bool:
    at, model = scene.at, scene.model
    last = is_answer(
        model, at.party, at.state, end, steps, improving=improving, sanctions=sanctions(scene)
    )
    to = None if last is None else _done(scene, last, escape)
    if last is None or to is None or to not in model.moves[at.party][last]:
        return False
    return model.prefers(at.party, to, at.state)


_KEPT = "In this model {who} would prefer to {what}, but {answer}"
_STAYING = ", which {again} does not prefer to staying"
_AT_ONCE = (
    " at the same moment, which together makes a state that {again} does not prefer to staying"
)
_LASTING = ", and from there {third} could move to nothing that it prefers to staying"
_HOW = ("answered", "undone", "answered or undone")
_OTHERS = (
    "",
    *(f"; {{n:int}} other such move can be {how} too" for how in _HOW),
    *(f"; {{n:int}} other such moves can be {how} too" for how in _HOW),
)


@say(*(f"{_KEPT}{end}{others}." for end in (_STAYING, _AT_ONCE, _STAYING + _LASTING)
       for others in _OTHERS))  # fmt: skip
def kept(scene: Scene, said: Said) -> bool:
    """The answer is one as each concept understands it; all other such moves have one, too."""
    at, end = scene.at, _improvement(scene, said)
    if end is None or not at.stable or said.again != said.who:
        return False
    if said.words.get("third", said.who) != said.who:
        return False
    every = improvements(scene.model, at.party, at.state)
    other = said.number("n") if "n" in said.words else 0
    if other != len(every) - 1 or ("n" in said.words and " moves can be " in said.text) != (
        other > 1
    ):
        return False
    if not all(_answered(scene, one, concept) for one in every for concept in at.concepts):
        return False
    at_once = "at the same moment" in said.text
    return all(_way(concept, said, other) for concept in at.concepts) and all(
        _said_at_once(scene, end, said.answer, concept)
        if at_once
        else _said_after(scene, end, said, concept)
        for concept in at.concepts
    )


def _way(concept: str, said: Said, other: int) -> bool:
    """Tell whether it is said rightly in which way the other moves can be answered."""
    how = {"sim": "undone", "fraser-hipel": "answered or undone"}.get(concept, "answered")
    return not other or f" can be {how} too" in said.text


def _said_at_once(scene: Scene, end: str, text: str, concept: str) -> bool:
    who, _, what = text.partition(" would ")
    signed = scene.signed_steps(what)
    steps = [name if on else f"not {name}" for name, on in signed.items()]
    own = scene.point(scene.at.state) ^ scene.point(end)
    to = scene.spelled(scene.point(scene.at.state) ^ (own | signed.keys()))
    return _at_once(scene, end, scene.parties(who), steps, to, concept)


def _at_once(
    scene: Scene, end: str, who: Iterable[str], steps: Sequence[str], to: str, concept: str
) -> bool:
    at, model = scene.at, scene.model
    answers = answers_at_once(model, at.party, at.state, concept, sanctions(scene))
    return concept in TOGETHER and check_at_once(
        model, at.party, at.state, end, answers, (who, steps, to)
    )


def _said_after(scene: Scene, end: str, said: Said, concept: str) -> bool:
    if concept == "sim" or (concept in ("smr", "sseq")) != ("third" in said.words):
        return False
    steps = _spoken(scene, end, said.answer, "would" if concept in CREDIBLE else "could")
    return steps is not None and _after(scene, end, steps, concept)


def _after(scene: Scene, end: str, steps: Steps, concept: str) -> bool:
    at = scene.at
    of = "seq" if concept == "fraser-hipel" else concept
    return check_witness(scene.model, at.party, at.state, of, end, steps, sanctions(scene))


# the moves ---------------------------------------------------------------------------------------


@say("{party}: {steps} -> {to:word}", "{party}: {steps} -> {to:word}; no answer",
     "{party}: {steps} -> {to:word}; answer: {answer}",
     "{party}: {steps} -> {to:word}; answer at the same moment: {at_once}",
     "{party}: {steps} -> {to:word}; no answer lasts: {escapes}")  # fmt: skip
def reply(scene: Scene, said: Said) -> bool:
    """A move that the party gains by, and what every concept of the verdict says of it."""
    at, to = scene.at, said.to
    better = improvements(scene.model, at.party, at.state)
    if said.party != at.party or to not in better or to in at.replies:
        return False
    at.replies.append(to)
    if said.marker != "-" or not _taken(scene, at.state, said.steps, to):
        return False
    return all(_replied(scene, said, to, concept) for concept in at.concepts)


def _replied(scene: Scene, said: Said, to: str, concept: str) -> bool:
    if concept == "nash":
        return said.text.endswith(f"-> {to}")
    if "answer" in said.words:
        steps = _written(scene, to, said.answer)
        return steps is not None and concept != "sim" and _after(scene, to, steps, concept)
    if "at_once" in said.words:
        match = re.fullmatch(r"(.+?): (.+) -> (\S+)", said.at_once)
        assert match is not None, said.at_once
        names = match[2].split(", ")
        used = {name.removeprefix("not ") for name in names}
        scene.at.__dict__.setdefault("used", set()).update(used)
        return _at_once(scene, to, match[1].split(" and "), names, match[3], concept)
    if "escapes" in said.words:
        return concept in ("smr", "sseq") and _escapes(scene, said, to, concept)
    if not said.text.endswith("; no answer") or _answered(scene, to, concept):
        return False
    return concept == "sim" or not _ends(scene, to, concept)


def _escapes(scene: Scene, said: Said, to: str, concept: str) -> bool:
    """Every answer is told with a move that escapes it, up to so many; the rest are counted."""
    at, model = scene.at, scene.model
    left = _ends(scene, to, concept)
    told = said.escapes.split("; or ")
    found = re.fullmatch(r"and ([\d,]+) more answers? \(see --json\)", told[-1])
    many = int(found[1].replace(",", "")) if found else 0
    told = told[:-1] if found else told
    for one in told:
        text, _, onward = one.partition("; from there ")
        steps = _written(scene, to, text)
        match = re.fullmatch(r"(.+?): (.+) -> (\S+)", onward)
        if steps is None or match is None or match[1] != at.party:
            return False
        end = is_answer(
            model, at.party, at.state, to, steps,
            improving=concept == "sseq", sanctions=sanctions(scene),
        )  # fmt: skip
        if end not in left or match[3] not in model.moves[at.party][end]:
            return False
        if not _taken(scene, end, match[2], match[3]):
            return False
        if not model.prefers(at.party, match[3], at.state):
            return False
        left.remove(end)
    if "escapes" in LOOKED and len(told) == LOOKED["escapes"] and left:
        at.escapes_cut = True  # the note tells that there are more
        return not many
    return len(left) == many and not (many and len(told) != ESCAPES)


@say.part("; then ", "; or ", "and {n:int} more answer(s) (see --json)", "more answer", "; from there {party}: {steps}",
          "each of the {n:int} other answers", "the 1 other answer", "by moves they gain from")  # fmt: skip
def of_moves(scene: Scene, said: Said) -> bool:
    raise AssertionError("`_spoken`, `_written` and `_escapes` take them apart")
