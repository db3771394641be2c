"""What came of comparing the engine with the oracle on the conflict of one seed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class Comparison:
    """How many verdicts were compared, and where the two implementations disagree."""

    seed: int
    verdicts: int = 0
    mismatches: list[str] = field(default_factory=list)

    def sets(self, what: str, expected: set[str], found: Iterable[str], possible: int) -> None:
        """Compare two sets of states; each of the possible members is one verdict."""
        listed = list(found)
        self.verdicts += possible
        if len(listed) != len(set(listed)):
            self.mismatches.append(f"{what}: a state is listed twice in {listed}")
        if expected != set(listed):
            missing, extra = sorted(expected - set(listed)), sorted(set(listed) - expected)
            self.mismatches.append(f"{what}: engine lacks {missing}, has besides {extra}")

    def same(self, what: str, expected: object, found: object, verdicts: int = 1) -> None:
        """Compare two values that stand for so many verdicts."""
        self.verdicts += verdicts
        if expected != found:
            self.mismatches.append(f"{what}: oracle {told(expected)}, engine {told(found)}")

    def claim(self, what: str, *, holds: bool) -> None:
        """Count one thing that the engine says, and whether the oracle finds it so."""
        self.verdicts += 1
        if not holds:
            self.mismatches.append(what)


def told(value: object) -> str:
    """Return a value as text, sets in order."""
    match value:
        case set() | frozenset():
            return "{" + ", ".join(sorted(map(told, value))) + "}"
        case dict():
            return "{" + ", ".join(f"{told(k)}: {told(v)}" for k, v in value.items()) + "}"
        case list() | tuple():
            return "(" + ", ".join(map(told, value)) + ")"
        case _:
            return str(value)
