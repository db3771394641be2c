"""A few of the attacks of `scripts/attack.py`: nothing is said raw, nothing ends but as documented."""

from __future__ import annotations

import pytest

from tests.hostile.attacks import ATTACKS

SLICE = [("mutants", number) for number in range(24)] + [
    ("documents", number) for number in range(12)
]


@pytest.mark.parametrize("part", range(4))
def test_attacks(part: int) -> None:
    """Mutants of conflict files and strange documents; how long a run takes is for the script."""
    runs, wrong = 0, []
    for name, number in SLICE[part::4]:
        for run, faults in ATTACKS[name].once(number):
            runs += 1
            wrong += [
                f"{name} {number}: {run.call}: {fault}"
                for fault in faults
                if "the import of NumPy" not in fault
            ]
    assert not wrong, "\n".join(wrong)
    assert runs > len(SLICE) // 4
