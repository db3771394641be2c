"""Random plain conflicts of a given size, the same for the same seed."""

from __future__ import annotations

import random

from detente.conflict.conflict import Conflict
from detente.conflict.logic import And, Formula, Name, Not, Or
from detente.conflict.options import Option, Rule
from detente.conflict.parties import Party, Statement


def random_plain(
    options: int, *, parties: int = 3, statements: int = 15, patterns: int = 2, seed: int = 1
) -> Conflict:
    """Return a conflict of `options` options shared out among `parties`.

    Each party has `statements` statements of one to three literals; `patterns` combinations
    of three options are impossible; a tenth of the options cannot be undone.
    """
    chance = random.Random(seed)
    names = [f"o{number}" for number in range(options)]
    owners = [f"p{number * parties // options}" for number in range(options)]

    def literals(most: int) -> Formula:
        chosen = chance.sample(names, chance.randint(1, most))
        parts: list[Formula] = [
            Name(name) if chance.random() < 0.5 else Not(Name(name)) for name in chosen
        ]
        if len(parts) == 1:
            return parts[0]
        return And(tuple(parts)) if chance.random() < 0.5 else Or(tuple(parts))

    return Conflict(
        title=f"random, {options} options, {parties} parties, seed {seed}",
        options=tuple(
            Option(
                name,
                by=((owner,),),
                undone_by=() if chance.random() < 0.1 else ((owner,),),
            )
            for name, owner in zip(names, owners, strict=True)
        ),
        parties=tuple(
            Party(
                f"p{number}",
                prefers=tuple(
                    Statement(f"p{number}.s{count}", "want", literals(3))
                    for count in range(1, statements + 1)
                ),
            )
            for number in range(parties)
        ),
        rules=tuple(
            Rule(f"rule.{count}", Not(And(tuple(map(Name, chance.sample(names, 3))))))
            for count in range(1, patterns + 1)
        ),
    )
