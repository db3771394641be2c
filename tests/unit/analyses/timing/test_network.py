"""Earliest and latest days, and the circle of constraints where there are none."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.analyses.timing.network import START, Constraint, solve

STEPS = ("a", "b", "c", "d")
MANY = 10_000


def rule(earlier: str, later: str, days: int, *, strict: bool = False) -> Constraint:
    return Constraint(earlier, later, days, f"{later} {days} after {earlier}", strict=strict)


constraints = st.lists(
    st.builds(
        rule,
        st.sampled_from((START, *STEPS)),
        st.sampled_from((START, *STEPS)),
        st.integers(-6, 6),
    ).filter(lambda one: one.earlier != one.later),
    max_size=9,
).map(tuple)


def closure(given: tuple[Constraint, ...]) -> dict[tuple[str, str], int]:
    """Return the longest way between any two days, by Floyd and Warshall."""
    nodes = (START, *STEPS)
    longest = {(a, b): 0 if a == b else -MANY for a in nodes for b in nodes}
    for one in (*given, *(rule(START, step, 0) for step in STEPS)):
        longest[one.earlier, one.later] = max(longest[one.earlier, one.later], one.days)
    for middle in nodes:
        for a in nodes:
            for b in nodes:
                way = longest[a, middle] + longest[middle, b]
                longest[a, b] = max(longest[a, b], way)
    return longest


@settings(max_examples=400, deadline=None)
@given(constraints)
def test_days_are_the_longest_ways(given: tuple[Constraint, ...]) -> None:
    """Feasibility, earliest and latest days agree with the longest ways between all pairs."""
    found, longest = solve(STEPS, given), closure(given)
    assert found.feasible == all(longest[node, node] == 0 for node in (START, *STEPS))
    if not found.feasible:
        return
    assert dict(found.earliest) == {step: longest[START, step] for step in STEPS}
    for step, latest in found.latest:
        bounded = longest[step, START] > -MANY // 2
        assert latest == (-longest[step, START] if bounded else None)
        slack = dict(found.slack)[step]
        assert slack == (None if latest is None else latest - longest[START, step])
        assert slack is None or slack >= 0


@settings(max_examples=400, deadline=None)
@given(constraints)
def test_a_conflict_is_a_circle_to_which_everything_adds(given: tuple[Constraint, ...]) -> None:
    """The certificate goes round once, asks for `short_by` days too many, and holds nothing idle."""
    found = solve(STEPS, given)
    if found.feasible:
        assert (found.conflict, found.short_by) == ((), 0)
        return
    conflict = found.conflict
    assert all(one.later == two.earlier for one, two in pairwise((*conflict, conflict[0])))
    assert len({one.later for one in conflict}) == len(conflict)
    assert sum(one.days for one in conflict) == found.short_by > 0
    assert solve(STEPS, conflict).short_by == found.short_by
    for left_out in conflict:
        rest = solve(STEPS, [one for one in conflict if one is not left_out])
        if found.circular or left_out is conflict[-1]:
            assert rest.feasible
        elif left_out.days > 0:
            assert rest.short_by < found.short_by


def test_a_chain_with_a_last_day() -> None:
    """Earliest, latest and slack of a chain and of a step beside it."""
    given = [rule(START, "a", 3), rule("a", "b", 4), rule("b", START, -10), rule(START, "c", 2)]
    found = solve("abc", given)
    assert dict(found.earliest) == {"a": 3, "b": 7, "c": 2}
    assert dict(found.latest) == {"a": 6, "b": 10, "c": None}
    assert dict(found.slack) == {"a": 3, "b": 3, "c": None}
    assert (found.days, found.least_slack) == (7, 3)


def test_the_worst_missed_day_is_the_certificate() -> None:
    """Of two missed last days the one missed by more is shown, with the whole way to it."""
    chain = [rule(START, "a", 3), rule("a", "b", 4)]
    given = [*chain, rule("a", START, -2), rule("b", START, -1)]
    found = solve("ab", given)
    assert found.conflict == (*chain, given[3])
    assert (found.short_by, found.least_slack, found.circular) == (6, -6, False)
    assert dict(found.earliest) == {"a": 3, "b": 7}


def test_waiting_for_each_other_is_no_matter_of_days() -> None:
    """A circle with a strict constraint has no order even if nothing takes time; a weak one has."""
    weak = [rule("a", "b", 0), rule("b", "a", 0)]
    assert solve("ab", weak).feasible
    found = solve("ab", [weak[0], rule("b", "a", 0, strict=True)])
    assert found.circular
    assert found.days is None
    assert {one.earlier for one in found.conflict} == {"a", "b"}


def test_strict_steps_may_share_a_day() -> None:
    """Many strict constraints fit into one day if nothing takes time."""
    chain = [rule(a, b, 0, strict=True) for a, b in pairwise(STEPS)]
    found = solve(STEPS, [*chain, rule(START, "a", 5), rule("d", START, -5)])
    assert found.feasible
    assert dict(found.earliest) == dict.fromkeys(STEPS, 5)
    assert dict(found.slack) == dict.fromkeys(STEPS, 0)


def test_a_circle_is_told_before_a_missed_day() -> None:
    """Where steps wait for each other, that is the certificate, not a window beside it."""
    given = [rule(START, "c", 9), rule("c", START, -2), rule("a", "b", 1), rule("b", "a", 1)]
    found = solve("abc", given)
    assert found.circular
    assert {one.later for one in found.conflict} == {"a", "b"}


def test_no_steps_take_no_time() -> None:
    """The empty plan is feasible and over at once."""
    found = solve((), ())
    assert (found.feasible, found.days, found.least_slack) == (True, 0, None)
