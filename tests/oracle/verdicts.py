"""The stability concepts over the literal model, each as its definition reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from .literal import Group, Literal, Point, proper_parts

SEQUENCE_CONCEPTS = ("gmr", "smr", "seq", "sseq")
SIMULTANEOUS_CONCEPTS = ("sim", "fraser-hipel")
CONCEPTS = ("nash", *SEQUENCE_CONCEPTS, *SIMULTANEOUS_CONCEPTS)
SANCTIONS = ("sequences", "once")


def concepts_of(model: Literal) -> tuple[str, ...]:
    """Return the concepts that are defined for the model."""
    return CONCEPTS if model.plain else ("nash", *SEQUENCE_CONCEPTS)


def improvements(model: Literal, party: str, state: str) -> list[str]:
    """Return the improvements of i from s: t in R_i(s) strictly preferred by i."""
    return sorted(t for t in model.moves[party][state] if model.prefers(party, t, state))


# -- the others' sequences ----------------------------------------------------------------


def others_moves(
    model: Literal, party: str, state: str, *, improving: bool
) -> Iterator[tuple[Group, str]]:
    """Yield the steps that others can take.

    'Unilateral moves of j != i, and joint acts with i not in H.  Improving: every member of
    H strictly prefers the new state to the one before.'
    """
    alone = ((frozenset({j}), to) for j in model.parties for to in model.moves[j][state])
    for group, to in (*alone, *model.acts[state]):
        if party in group:
            continue
        if not improving or all(model.prefers(j, to, state) for j in group):
            yield group, to


def may_follow(sanctions: str, earlier: Sequence[Group], group: Group) -> bool:
    """Tell whether the group may move after those who moved before.

    'Consecutive movers share no party (rule "sequences"); under rule "once" each party takes
    part at most once in the whole sequence.'
    """
    if sanctions == "sequences":
        return not earlier or not earlier[-1] & group
    if sanctions == "once":
        return not any(one & group for one in earlier)
    raise ValueError(f"no such rule: {sanctions}")


def reached(
    model: Literal, party: str, start: str, *, improving: bool, sanctions: str
) -> frozenset[str]:
    """Return where a non-empty legal (improvement) sequence of the others can end.

    What matters of the sequence so far is the last movers, or all who took part.
    """
    key = ("reached", party, start, improving, sanctions)
    if key not in model.memo:
        seen: set[tuple[str, Group]] = set()
        waiting: list[tuple[str, Group]] = [(start, frozenset())]
        while waiting:
            state, barred = waiting.pop()
            for group, to in others_moves(model, party, state, improving=improving):
                if may_follow(sanctions, [barred], group):
                    found = (to, barred | group if sanctions == "once" else group)
                    if found not in seen:
                        seen.add(found)
                        waiting.append(found)
        model.memo[key] = frozenset(state for state, _ in seen)
    return model.memo[key]


def sanctions_at(model: Literal, party: str, state: str, concept: str, end: str) -> bool:
    """Tell whether a sequence that ends there sanctions an improvement from the state.

    'gmr: an s2 not preferred by i to s.  smr: such an s2 from which i can move to nothing it
    prefers to s.  seq, sseq: the same with improvement sequences.'
    """
    if model.prefers(party, end, state):
        return False
    if concept in ("gmr", "seq"):
        return True
    return not any(model.prefers(party, to, state) for to in model.moves[party][end])


def sanctioned(
    model: Literal, party: str, state: str, concept: str, improvement: str, sanctions: str
) -> bool:
    """Tell whether a sequence of the others from the improvement sanctions it."""
    improving = concept in ("seq", "sseq")
    ends = reached(model, party, improvement, improving=improving, sanctions=sanctions)
    return any(sanctions_at(model, party, state, concept, end) for end in ends)


def check_witness(
    model: Literal,
    party: str,
    state: str,
    concept: str,
    improvement: str,
    sanction: Iterable[tuple[Iterable[str], str]],
    sanctions: str = "sequences",
) -> bool:
    """Confirm a claimed sanction: the parties and the state of each step, in order.

    'A legal (improvement) sequence starting at `improvement` and ending in a state that
    sanctions it under the concept's test.'
    """
    if concept not in SEQUENCE_CONCEPTS:
        raise ValueError(f"no sequence sanctions under {concept}")
    if improvement not in improvements(model, party, state):
        return False
    improving = concept in ("seq", "sseq")
    end = _end_of(model, party, improvement, sanction, improving=improving, sanctions=sanctions)
    return end is not None and sanctions_at(model, party, state, concept, end)


def _end_of(
    model: Literal,
    party: str,
    start: str,
    moves: Iterable[tuple[Iterable[str], str]],
    *,
    improving: bool,
    sanctions: str,
) -> str | None:
    """Return where a legal (improvement) sequence of the others ends; None if it is none, or empty."""
    here, movers = start, list[Group]()
    for parties, to in moves:
        group = frozenset(parties)
        if (group, to) not in others_moves(model, party, here, improving=improving):
            return None
        if not may_follow(sanctions, movers, group):
            return None
        here = to
        movers.append(group)
    return here if movers else None


def is_answer(
    model: Literal,
    party: str,
    state: str,
    improvement: str,
    answer: Iterable[tuple[Iterable[str], str]],
    *,
    improving: bool,
    sanctions: str,
) -> str | None:
    """Return where a legal (improvement) sequence from the improvement ends, None if it is none.

    None as well if i prefers the end to the state: then it answers nothing.
    """
    end = _end_of(model, party, improvement, answer, improving=improving, sanctions=sanctions)
    return None if end is None or model.prefers(party, end, state) else end


def check_escapes(
    model: Literal,
    party: str,
    state: str,
    concept: str,
    improvement: str,
    escapes: Iterable[tuple[Iterable[tuple[Iterable[str], str]], str]],
    sanctions: str,
) -> bool:
    """Confirm that every answer is told, and that each can be escaped.

    'smr, sseq: an s2 not preferred by i to s, from which i can move to nothing it prefers to s';
    the state is not stable if every such s2 lets i move to something it prefers to s.
    """
    improving = concept == "sseq"
    ends = reached(model, party, improvement, improving=improving, sanctions=sanctions)
    left = {end for end in ends if not model.prefers(party, end, state)}
    for answer, to in escapes:
        end = is_answer(
            model, party, state, improvement, answer, improving=improving, sanctions=sanctions
        )
        if end not in left or to not in model.moves[party][end]:
            return False
        if not model.prefers(party, to, state):
            return False
        left.remove(end)
    return not left


# -- simultaneous stability ---------------------------------------------------------------


def answers_at_once(
    model: Literal, party: str, state: str, concept: str, sanctions: str
) -> dict[str, list[str]]:
    """Return what each party may do at the same moment: its improvements, or its unsanctioned ones."""
    if concept == "sim":
        return {j: improvements(model, j, state) for j in model.parties if j != party}
    return {j: unsanctioned(model, j, state, sanctions) for j in model.parties if j != party}


def check_at_once(
    model: Literal,
    party: str,
    state: str,
    move: str,
    answers: dict[str, list[str]],
    claim: tuple[Iterable[str], Iterable[str], str],
) -> bool:
    """Confirm a claimed sanction at the same moment: who, which steps, and the state that is made.

    'The UNION of m_i and all m_j is feasible and not preferred by i to s', every j in J moving
    by one of its answers.
    """
    who, steps, to = claim
    here = point_of(model, state)
    own = here ^ point_of(model, move)
    switched = frozenset(step.removeprefix("not ") for step in steps)
    if any((step.removeprefix("not ") in here) != step.startswith("not ") for step in steps):
        return False
    choices = [[here ^ point_of(model, t) for t in answers[j]] for j in who]
    if not choices or not any(frozenset().union(*each) == switched for each in product(*choices)):
        return False
    end = here ^ (own | switched)
    return model.state_of.get(end) == to and not model.prefers(party, to, state)


def point_of(model: Literal, state: str) -> Point:
    """Return the one point of a state."""
    (point,) = model.members[state]
    return point


def answered_at_once(
    model: Literal, party: str, state: str, move: str, answers: dict[str, list[str]]
) -> bool:
    """Tell whether others, moving at the same moment, sanction the move.

    'There is a non-empty set J of other parties and for each j in J one of its answers, such
    that the state c obtained from s by switching the UNION of m_i and all m_j is feasible
    and not preferred by i to s.'
    """
    here = point_of(model, state)
    own = here ^ point_of(model, move)
    choices = [[here, *(point_of(model, t) for t in answers[j])] for j in answers if j != party]
    for chosen in product(*choices):
        if all(point == here for point in chosen):
            continue
        end = here ^ own.union(*(here ^ point for point in chosen))
        if end in model.state_of and not model.prefers(party, model.state_of[end], state):
            return True
    return False


def unsanctioned(model: Literal, party: str, state: str, sanctions: str) -> list[str]:
    """Return uns_i(s), the improvements of i not sanctioned in the sense of seq."""
    return [
        move
        for move in improvements(model, party, state)
        if not sanctioned(model, party, state, "seq", move, sanctions)
    ]


# -- verdicts -----------------------------------------------------------------------------


def stable(
    model: Literal, party: str, state: str, concept: str, sanctions: str = "sequences"
) -> bool:
    """Tell whether the state is stable for the party under the concept."""
    if concept in SIMULTANEOUS_CONCEPTS and not model.plain:
        raise ValueError(f"{concept} is defined for the option form without merged states only")
    found = improvements(model, party, state)
    match concept:
        case "nash":
            return not found
        case "gmr" | "smr" | "seq" | "sseq":
            return all(sanctioned(model, party, state, concept, t, sanctions) for t in found)
        case "sim":
            answers = {j: improvements(model, j, state) for j in model.parties}
        case "fraser-hipel":
            answers = {j: unsanctioned(model, j, state, sanctions) for j in model.parties}
        case _:
            raise ValueError(f"no such concept: {concept}")
    return all(answered_at_once(model, party, state, t, answers) for t in answers[party])


def equilibria(model: Literal, concept: str, sanctions: str = "sequences") -> set[str]:
    """Return the states that are stable for every party."""
    return {
        state
        for state in model.states
        if all(stable(model, party, state, concept, sanctions) for party in model.parties)
    }


# -- joint improving moves ----------------------------------------------------------------


def terms_kept(model: Literal, group: Group, before: Point, after: Point) -> bool:
    """Tell whether every declared condition of every j in H holds.

    'For each switched step that matches condition.step (option and direction): `after`
    formula true in s, `with` formula true in t.'
    """
    return all(
        model.holds(condition.formula, before if condition.order == "after" else after)
        for party in group
        for condition in model.conditions[party]
        if condition.step.option in before ^ after
        and condition.step.on == (condition.step.option in after)
    )


def is_lean(model: Literal, group: Group, before: Point, after: Point) -> bool:
    """Tell whether the bundle contains no more than it takes.

    'No proper non-empty part of the switch set is a legal bundle by some K subset of H
    leading to y with y at least as good as t for all j in H, such that K, if it has several
    members, finds their declared conditions met.'
    """
    end = model.state_of[after]
    for part in proper_parts(before ^ after):
        middle = before ^ part
        subsets = (group, *proper_parts(group))
        taken = any(
            model.is_bundle(k, before, middle)
            and (len(k) == 1 or terms_kept(model, k, before, middle))
            for k in subsets
        )
        if taken and not any(model.prefers(j, end, model.state_of[middle]) for j in group):
            return False
    return True


def joint_moves(model: Literal, state: str) -> set[tuple[Group, str, bool]]:
    """Return the joint improving moves of the state: who, to where, and whether lean.

    'Pairs (H, t), |H| >= 2, every j in H strictly prefers t to s, and every declared
    condition of every j in H holds.  Between classes: some pair of members does so, and is
    lean.'
    """
    found: dict[tuple[Group, str], bool] = {}
    for group, before, after in model.leading(state):
        to = model.state_of[after]
        if (
            len(group) >= 2
            and all(model.prefers(j, to, state) for j in group)
            and terms_kept(model, group, before, after)
        ):
            lean = is_lean(model, group, before, after)
            found[group, to] = found.get((group, to), False) or lean
    return {(group, to, lean) for (group, to), lean in found.items()}


def rests(model: Literal) -> set[str]:
    """Return the states that are Nash-stable for all parties without joint improving move."""
    return {state for state in equilibria(model, "nash") if not joint_moves(model, state)}
