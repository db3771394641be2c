"""How long questions of order take on random exchanges: so many open steps, parties, positions.

    python benchmarks/sequencing.py            the table of the documentation
    python benchmarks/sequencing.py --largest 10

`random_exchange` draws conflicts in which everybody could gain and everybody wants the others to
go first.  Each size runs in a process of its own, so that peak memory is its own.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import detente
from detente.conflict.conflict import Conflict, Target
from detente.conflict.logic import And, Implies, Name, Not
from detente.conflict.options import Channel, Option
from detente.conflict.parties import Condition, Party, Position, Statement, Step
from detente.graph.model import GraphModel

SIZES = (6, 8, 10, 12)
QUESTIONS: dict[str, Callable[[GraphModel], object]] = {
    "roadmaps": lambda graph: detente.roadmaps(graph, "deal"),
    "blockers": lambda graph: detente.blockers(graph, "deal"),
    "unlocks": lambda graph: detente.unlocks(graph, "deal"),
    "unlocks, strong": lambda graph: detente.unlocks(graph, "deal", level="strong"),
}


def random_exchange(
    steps: int, *, parties: int = 5, positions: int = 10, seed: int = 1
) -> Conflict:
    """Return a conflict of `steps` open steps shared out among `parties`, nothing done yet.

    The first step are talks, which open the channel between the first two parties.  A sixth of
    the others need two parties, a fifth cannot be undone.  Each party wants what others can give
    more than it minds what it gives itself.  Each position ties a step of its party to one of
    another: a demand that it is not given for nothing, and a condition that it comes after.
    """
    chance = random.Random(seed)
    people = [f"p{number}" for number in range(parties)]
    names = ["talks", *(f"s{number}" for number in range(1, steps))]
    owner = {name: people[number % parties] for number, name in enumerate(names)}
    by: dict[str, tuple[str, ...]] = {name: (owner[name],) for name in names}
    by["talks"] = (people[0], people[1])
    for name in names[1:]:
        if chance.random() < 1 / 6:
            by[name] = (owner[name], chance.choice([p for p in people if p != owner[name]]))
    options = tuple(
        Option(
            name,
            by=(by[name],),
            undone_by=() if chance.random() < 1 / 5 else tuple((one,) for one in by[name]),
        )
        for name in names
    )
    tied: dict[str, list[tuple[str, str, str]]] = {name: [] for name in people}
    for number in range(positions):
        who = people[number % parties]
        mine = chance.choice([name for name in names[1:] if owner[name] == who] or ["talks"])
        theirs = chance.choice([name for name in names[1:] if owner[name] != who])
        tied[who].append((f"position-{number + 1}", mine, theirs))

    def party(who: str) -> Party:
        gifts = [name for name in names if owner[name] != who]
        chance.shuffle(gifts)
        formulas = [("", Name(name)) for name in gifts]
        formulas += [("", Not(Name(name))) for name in names if owner[name] == who]
        ties = [(position, Implies(Name(a), Name(b))) for position, a, b in tied[who]]
        prefers = tuple(
            Statement(f"{who}.s{place}", "demand" if position else "want", formula, position)
            for place, (position, formula) in enumerate([*ties, *formulas], start=1)
        )
        conditions = tuple(
            Condition(f"{who}.c{place}", Step(a), "after", Name(b), position)
            for place, (position, a, b) in enumerate(tied[who], start=1)
        )
        return Party(who, prefers=prefers, conditions=conditions)

    aim = [names[0], *chance.sample(names[1:], min(3, steps - 1))]
    return Conflict(
        title=f"random exchange, {steps} steps, {parties} parties, seed {seed}",
        options=options,
        parties=tuple(party(who) for who in people),
        positions=tuple(Position(name, who) for who in people for name, _, _ in tied[who]),
        channels=(Channel("channel", (people[0], people[1]), Name("talks")),),
        status_quo="N" * steps,
        targets=(Target("deal", And(tuple(map(Name, aim)))),),
    )


def measure(question: str, steps: int, runs: int) -> dict[str, float]:
    """Return seconds and megabytes of one question at one size: median and slowest."""
    seconds = []
    for seed in range(1, runs + 1):
        conflict = random_exchange(steps, seed=seed)
        start = time.perf_counter()
        QUESTIONS[question](detente.compile(conflict))
        seconds.append(time.perf_counter() - start)
    return {
        "steps": steps,
        "seconds": statistics.median(seconds),
        "slowest": max(seconds),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--largest", type=int, default=SIZES[-1], help="open steps at most")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--question", choices=QUESTIONS, action="append")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    found: dict[str, list[dict[str, float]]] = {}
    for question in chosen.question or QUESTIONS:
        for size in (size for size in SIZES if size <= chosen.largest):
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                row = pool.apply(measure, (question, size, chosen.runs))
            found.setdefault(question, []).append(row)
    if chosen.json:
        print(json.dumps(found))
        return
    print("Five parties, ten positions.\n")
    print("| question | open steps | seconds, median | slowest | peak MB |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for question, rows in found.items():
        for row in rows:
            print(
                f"| {question} | {row['steps']:.0f} | {row['seconds']:.2f} "
                f"| {row['slowest']:.2f} | {row['megabytes']:.0f} |"
            )


if __name__ == "__main__":
    main()
