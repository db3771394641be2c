"""One task over many items: in order, whatever fails, whatever dies."""

from __future__ import annotations

import os
import signal
import time

import pytest

from detente.errors import WrongUse
from detente.evidence import working
from detente.evidence.working import cores, each


def doubled(item: int, power: int) -> int:
    """Return an answer, or do what the item stands for."""
    if item == 13:
        raise ValueError("unlucky")
    if item == 66:
        os._exit(1)
    if item == 99:
        raise WrongUse("not installed")
    if item == 77:
        time.sleep(60)
    time.sleep(0.01 * (item % 3))
    return item * power


@pytest.mark.parametrize("processes", [1, 2])
def test_answers_come_in_order_and_a_failure_costs_nobody(processes: int) -> None:
    """The failed item tells why; the others are answered as if it were not there."""
    found = list(each(doubled, [1, 2, 13, 3, 4], (2,), processes=processes))
    assert found == [2, 4, "ValueError: unlucky", 6, 8]


def test_a_process_that_dies_takes_nobody_with_it() -> None:
    """The item is named, and those that were running beside it are done again."""
    found = list(each(doubled, [1, 66, 2, 3], (2,), processes=2))
    assert found == [2, "its process died", 4, 6]


@pytest.mark.parametrize("processes", [1, 2])
def test_what_is_raised_on_purpose_is_raised(processes: int) -> None:
    """A missing part is the same for every document: it is told once."""
    with pytest.raises(WrongUse, match="not installed"):
        list(each(doubled, [1, 99, 2], (2,), processes=processes))


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no alarm")
def test_what_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """It tells so, the others are answered, and the alarm is left as it was."""
    monkeypatch.setattr(working, "PATIENCE", 0.2)
    found = list(each(doubled, [1, 77, 2], (2,), processes=1))
    assert found == [2, working.TOO_LONG, 4]
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL


def test_an_interruption_waits_for_nobody() -> None:
    """Whoever stops it does not wait for what is still being done."""
    start = time.monotonic()
    answers = each(doubled, [1, 77, 77, 77], (2,), processes=2)
    assert next(answers) == 2
    answers.close()
    assert time.monotonic() - start < 40


def test_no_items() -> None:
    """Nothing to do is done."""
    assert list(each(doubled, [], (2,), processes=2)) == []
    assert cores() >= 1
