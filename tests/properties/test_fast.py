"""The compiled searches for orders give the answers of those without a compiler.

`scripts/oracle.py --of fast` compares more conflicts.
"""

from __future__ import annotations

import pytest

from detente.analyses.sequencing import fast
from tests.oracle.fast_comparing import compare_fast


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_both_searches_find_the_same(first: int) -> None:
    found = [compare_fast(seed, whole=True) for seed in range(first, first + 20)]
    assert [line for one in found for line in one.mismatches] == []
    assert sum(one.verdicts for one in found) > 20


def test_a_search_that_differs_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast, "reached", lambda *_: None)
    assert compare_fast(0).mismatches
