"""The page of the back-tests, made from the frozen files: what was said, what happened, hit or miss."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

import yaml
from scripts.reference_pages import page

ROWS = ("rest", "rung", "crux", "roadmap", "certainty")


def frozen() -> tuple[str, ...]:
    """Return the slugs of the frozen disputes that tell what happened, by the day of the model."""
    import detente
    from detente.shipped import path_of, slugs

    noted = [slug for slug in slugs() if _noted(path_of(slug)) is not None]
    found = [slug for slug in noted if detente.load(slug).outcome is not None]
    days = {slug: detente.load(slug).as_of for slug in found}
    return tuple(sorted(found, key=lambda slug: (days[slug].first, slug)))  # type: ignore[union-attr]


def _noted(path: Any) -> dict[str, Any] | None:
    file = path.parent / "frozen.yaml"
    return yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else None


@cache
def tested(slug: str) -> Any:
    """Return the back-test of a frozen dispute."""
    import detente

    return detente.backtest(detente.load(slug))


def misses() -> Iterator[tuple[str, str]]:
    """Yield every miss: the dispute and the question."""
    for slug in frozen():
        for one in tested(slug).judged:
            if one.verdict == "miss":
                yield slug, one.question


def back_tests_page() -> str:
    """Return the page of the back-tests: the table, the baselines, and each dispute."""
    return page("back-tests", _lines(frozen()))


def robustness_page() -> str:
    """Return how far the answers of each frozen dispute are from changing."""
    return page("back-tests-robustness", _withstanding(frozen()))


def _withstanding(slugs: Sequence[str]) -> Iterator[str]:
    import detente

    found = {slug: detente.robustness(detente.load(slug), tested(slug).target) for slug in slugs}
    yield from ("| dispute | swaps | drops | negations | sources | change what stops the target |",)
    yield "|---|---|---|---|---|---|"
    for slug, answer in found.items():
        counts = {count.kind: count for count in answer.counts}
        tried = " | ".join(str(counts[kind].tried) for kind in ("swap", "drop", "negate", "source"))
        changing = sum(count.rung for count in answer.counts)
        yield f"| [{slug}](#{_anchor(slug)}) | {tried} | {changing} of {answer.tried} |"
    yield ""
    for slug, answer in found.items():
        yield from (f"## {slug}", "")
        moves = [finding for finding in answer.findings if finding.kind == "move"]
        for finding in answer.findings:
            if finding not in moves:
                yield f"- {finding.sentence} {_changed(finding.changed_by)}"
        if moves:
            firm = sum(not finding.changed_by for finding in moves)
            held = (
                f"nothing changes {firm} of them" if firm else "each is changed by some variation"
            )
            yield f"- Moves that are open from the status quo: {len(moves)}; {held}."
        yield from (f"- {note}" for note in answer.notes)
        yield ""
        touched = {name: said for name, said in answer.items if name in _named(answer)}
        yield from (f"  - `{name}`: {said}" for name, said in touched.items())
        yield ""


def _named(answer: Any) -> set[str]:
    """Return the items whose variations change what stops the target."""
    return {
        item
        for finding in answer.findings
        if finding.kind == "rung"
        for change in finding.changed_by
        for item in change.variation.items
    }


def _changed(changes: Sequence[Any]) -> str:
    if not changes:
        return "*Nothing changes it.*"
    by_end: dict[str, list[str]] = {}
    for change in changes:
        by_end.setdefault(change.instead, []).append(change.variation.name)
    told = [
        f"{', '.join(names)}" + (f" (then {instead})" if instead else "")
        for instead, names in by_end.items()
    ]
    return f"*Changed by:* {'; '.join(told)}."


def _lines(slugs: Sequence[str]) -> Iterator[str]:
    yield from ("## Hit or miss", "")
    yield "| dispute | as of, until | stops at | came about? | " + " | ".join(ROWS) + " |"
    yield "|---|---|---|---|" + "---|" * len(ROWS)
    for slug in slugs:
        yield _row(slug)
    yield from ("", *_sums(slugs), "", "## What it is worth", "")
    yield from (
        "| dispute | states named | states in reach | a guess is right | nothing changes | it comes about |",
    )
    yield "|---|---|---|---|---|---|"
    for slug in slugs:
        base = tested(slug).baselines
        chance = "?" if base.chance is None else _once(base.chance)
        yield (
            f"| [{slug}](#{_anchor(slug)}) | {base.named} | {base.reachable} | {chance} | "
            f"{_right(base.unchanged)} | {_right(base.reached)} |"
        )
    yield from ("", *_worth(slugs), "")
    for slug in slugs:
        yield from _dispute(slug)


def _row(slug: str) -> str:
    import detente
    from detente.shipped import path_of

    found, conflict = tested(slug), detente.load(slug)
    noted = _noted(path_of(slug))
    assert noted is not None
    assert conflict.as_of is not None
    marks = {"hit": "hit", "miss": "**miss**", "no call": "–"}
    verdicts = " | ".join(marks[one.verdict] for one in found.judged)
    came = "yes" if found.reached else "no"
    return (
        f"| [{slug}](#{_anchor(slug)}) | {conflict.as_of.text}, {noted['until']} | {found.rung} | {came} "
        f"| {verdicts} |"
    )


def _sums(slugs: Sequence[str]) -> Iterator[str]:
    counts = {name: Counter(tested(s).verdict(name) for s in slugs) for name in ROWS}
    told = [
        f"{name} {count['hit']} of {count['hit'] + count['miss']}"
        + (f" ({count['no call']} without a call)" if count["no call"] else "")
        for name, count in counts.items()
    ]
    yield f"Hits: {'; '.join(told)}."


def _worth(slugs: Sequence[str]) -> Iterator[str]:
    bases = [tested(slug).baselines for slug in slugs]
    expected = sum((base.chance for base in bases if base.chance is not None), Fraction(0))
    count = {
        name: sum(tested(s).verdict(name) == "hit" for s in slugs) for name in ("rest", "rung")
    }
    same, came = sum(base.unchanged for base in bases), sum(base.reached for base in bases)
    plain = sum((tested(slug).rung == "none") == tested(slug).reached for slug in slugs)
    yield (
        f'On rest the models are right {_times(count["rest"])}; "nothing changes" is right {_times(same)}, and '
        f"guesses that name as many states {float(expected):.2f} times on average. Whether the target comes about they "
        f'tell right {_times(plain)} as a plain forecast; "it comes about", said of all, is right {_times(came)}, and '
        f'"it does not" {_times(len(slugs) - came)}. With what was then given up, they are right {_times(count["rung"])}; '
        "no plain forecast can be asked that."
    )


def _times(number: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number} times")


def _dispute(slug: str) -> Iterator[str]:
    import detente
    from detente.shipped import path_of

    found, conflict = tested(slug), detente.load(slug)
    noted = _noted(path_of(slug))
    assert noted is not None
    check = detente.check(path_of(slug))
    yield from (f"({_anchor(slug)})=", f"### {conflict.title}", "")
    yield (
        f"`{slug}`, frozen on {noted['frozen']} as it stood on {conflict.as_of.text if conflict.as_of else ''}; "
        f"{len(check.assumptions)} of its {len(check.items)} items are assumptions. Target: `{found.target}`, "
        f"until {noted['until']}. Fingerprint `{noted['fingerprint'][:16]}…`"
        + (", and changed since:" if noted["changes"] else ", unchanged since.")
    )
    yield ""
    for change in noted["changes"]:
        yield f"- {change['date']}: {change['reason']} (`{change['fingerprint'][:16]}…`)"
    yield from ([""] if noted["changes"] else [])
    for one in found.judged:
        yield f"- **{one.question}: {one.verdict}.** Said: {one.said or 'nothing.'} Happened: {one.happened or '–'}"
    yield ""


def _anchor(slug: str) -> str:
    return f"back-test-{slug.replace('/', '-')}"


def _right(right: bool) -> str:  # noqa: FBT001 - what it tells is the value
    return "right" if right else "wrong"


def _once(chance: Fraction) -> str:
    return (
        "always" if chance == 1 else f"once in {round(1 / chance):,} times" if chance else "never"
    )
