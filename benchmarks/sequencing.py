"""How long questions of order take on random exchanges: so many open steps, parties, positions.

    python benchmarks/sequencing.py --against PATH    another checkout and this one, in turn
    python benchmarks/sequencing.py --question roadmaps --size 16 --size 20

`random_exchange` draws conflicts in which everybody could gain and everybody wants the others to
go first; they are written to files that both checkouts read.  Each measurement runs in a process
of its own (`one_order`), so that peak memory is its own.  Before it, whole processes are measured
on a file in which everybody wants everything, as multiples of `python -c "import numpy"`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import detente
from detente.conflict.conflict import Conflict, Target
from detente.conflict.logic import And, Formula, Implies, Name, Not
from detente.conflict.options import Channel, Option
from detente.conflict.parties import Condition, Party, Position, Statement, Step

SIZES = (12, 13, 16, 20)
QUESTIONS = ("roadmaps", "blockers", "unlocks", "unlocks, strong")
HERE = Path(__file__).resolve().parent
WITHOUT_FAST = "import sys; sys.modules['numba'] = None; from detente.cli.main import main; main()"


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


def everything_wanted(options: int) -> Conflict:
    """Return a conflict of two parties that both want every option, and agree to all of them."""
    names = [f"o{number}" for number in range(options)]
    owners = ("A", "B")
    wanted: tuple[Formula, ...] = tuple(map(Name, names))
    return Conflict(
        title=f"everybody wants all {options}",
        options=tuple(
            Option(name, by=((owners[number % 2],),), undone_by=())
            for number, name in enumerate(names)
        ),
        parties=tuple(
            Party(
                who,
                prefers=tuple(
                    Statement(f"{who}.s{place}", "want", one)
                    for place, one in enumerate(wanted, start=1)
                ),
            )
            for who in owners
        ),
        status_quo="N" * options,
        targets=(Target("g", And(wanted)),),
    )


def run(command: list[str], checkout: Path, limit: float) -> tuple[str, float] | None:
    """Run Python with a checkout's package first; return output and user seconds, None if too long."""
    kept = {name: os.environ[name] for name in ("HOME", "PATH") if name in os.environ}
    surroundings = {**kept, "LANG": "C.UTF-8", "PYTHONPATH": str(checkout / "src")}
    before = os.times().children_user
    try:
        done = subprocess.run(
            [sys.executable, *command],
            check=False,
            env=surroundings,
            capture_output=True,
            timeout=limit,
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout.decode(), os.times().children_user - before


def measured(
    question: str, file: Path, checkout: Path, *, alone: bool, limit: float
) -> dict[str, object]:
    """Return what one question about one file takes in one checkout."""
    command = [str(HERE / "one_order.py"), question, str(file), *(["--alone"] if alone else [])]
    done = run(command, checkout, limit)
    if done is None:
        return {"settled": "stopped", "user": limit, "megabytes": float("nan")}
    if not done[0]:
        return {"settled": "died", "user": done[1], "megabytes": float("nan")}
    return dict(json.loads(done[0]))


def whole_processes(folder: Path, files: list[Path], repeats: int) -> Iterator[tuple[str, float]]:
    """Yield how many times `import numpy` the user time of `blockers` is, NumPy alone."""
    for options in (14, 18):
        files = [*files, folder / f"everything-{options}.yaml"]
        files[-1].write_text(detente.dumps(everything_wanted(options)), encoding="utf-8")
    checkout = HERE.parent
    for file in files:
        times: list[tuple[float, float]] = []
        command = ["-c", WITHOUT_FAST, "blockers", str(file), "--to", "g"]
        run(command, checkout, 600)
        for _ in range(repeats):
            pair = [run(one, checkout, 600) for one in (["-c", "import numpy"], command)]
            times.append((pair[0][1], pair[1][1]) if pair[0] and pair[1] else (1, float("nan")))
        base, found = (statistics.median(row) for row in zip(*times, strict=True))
        yield file.name, found / base


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--against", type=Path, help="another checkout, measured in turn")
    parser.add_argument("--file", type=Path, action="append", default=[], help="a file, target g")
    parser.add_argument("--size", type=int, action="append", help="open steps")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--limit", type=float, default=600, help="seconds for one measurement")
    parser.add_argument("--question", choices=QUESTIONS, action="append")
    parser.add_argument("--alone", action="store_true", help="measure NumPy alone as well")
    chosen = parser.parse_args()
    ways: dict[str, tuple[Path, bool]] = {"this": (HERE.parent, False)}
    if chosen.alone:
        ways["this, NumPy alone"] = HERE.parent, True
    if chosen.against:
        ways["against"] = chosen.against.resolve(), False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not chosen.question:
            print("| whole process, NumPy alone | times `import numpy` |\n| --- | ---: |")
            for file, ratio in whole_processes(folder, chosen.file, max(3, chosen.repeats)):
                print(f"| {file} | {ratio:.1f} |", flush=True)
            print()
        print("Five parties, ten positions; medians.\n")
        print("| question | open steps | checkout | user seconds | peak MB | answers | ratios |")
        print("| --- | ---: | --- | ---: | ---: | --- | --- |")
        for size in chosen.size or SIZES:
            files = [folder / f"{size}-{seed}.yaml" for seed in range(1, chosen.seeds + 1)]
            for seed, file in enumerate(files, start=1):
                text = detente.dumps(random_exchange(size, seed=seed))
                file.write_text(text, encoding="utf-8")
            for question in chosen.question or QUESTIONS[:3]:
                found: dict[str, list[dict[str, object]]] = {way: [] for way in ways}
                for file in files * chosen.repeats:
                    for way, (checkout, alone) in ways.items():
                        row = measured(question, file, checkout, alone=alone, limit=chosen.limit)
                        found[way].append(row)
                print_rows(question, size, found)


def print_rows(question: str, size: int, found: dict[str, list[dict[str, object]]]) -> None:
    """Print a row for each way of measuring; ratios are of this checkout to the other."""

    def median(way: str, what: str) -> float:
        return statistics.median(float(str(row[what])) for row in found[way])

    for way, rows in found.items():
        answers = ", ".join(sorted({str(row["settled"]) for row in rows}))
        ratios = ""
        if way != "this":
            time, memory = (median("this", w) / median(way, w) for w in ("user", "megabytes"))
            ratios = f"this is {time:.2f} of its time, {memory:.2f} of its memory"
        print(
            f"| {question} | {size} | {way} | {median(way, 'user'):.2f} "
            f"| {median(way, 'megabytes'):.0f} | {answers} | {ratios} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
