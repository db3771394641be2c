"""One task over many items, in several processes, answers in the order of the items.

A task that fails, or whose process dies, gives a text that says why; the others go on.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

from detente.errors import DetenteError, short

AHEAD = 4  # items for each process that are handed out before their turn

Item = TypeVar("Item")
Answer = TypeVar("Answer")
Task = Callable[..., Answer]


def cores() -> int:
    """Return how many cores this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def each(
    task: Task[Answer], items: Sequence[Item], given: tuple[object, ...], *, processes: int
) -> Iterator[Answer | str]:
    """Yield `task(item, *given)` for each item, or why it failed.

    What a task raises on purpose, a DetenteError, is raised.
    """
    if processes < 2:
        for item in items:
            yield _done(task, item, given)
        return
    waiting = deque(items)
    while waiting:
        # a pool that broke is replaced by another for the items that are left
        yield from _pooled(task, waiting, given, processes)


def _done(task: Task[Answer], item: Item, given: tuple[object, ...]) -> Answer | str:
    """Return the answer of a task, or why it failed."""
    try:
        return task(item, *given)
    except DetenteError:
        raise
    except MemoryError:
        return "there is not enough memory for it"
    except Exception as error:  # noqa: BLE001  one item must not cost the others
        return f"{type(error).__name__}: {short(str(error))}".removesuffix(": ")


def _pooled(
    task: Task[Answer], waiting: deque[Item], given: tuple[object, ...], processes: int
) -> Iterator[Answer | str]:
    """Yield answers until all are there or the pool breaks; takes what is done from `waiting`."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        running: deque[Future[Answer | str]] = deque()
        try:
            while waiting:
                ahead = list(islice(waiting, len(running), processes * AHEAD))
                running.extend(pool.submit(_done, task, item, given) for item in ahead)
                answer = running[0].result()
                running.popleft()
                waiting.popleft()
                yield answer
        except BrokenProcessPool:
            pass
        finally:
            for one in running:
                one.cancel()
    # nothing is left, or one of those that were running did it: each is tried alone
    for _ in range(min(len(waiting), processes * AHEAD)):
        yield _alone(task, waiting.popleft(), given)


def _alone(task: Task[Answer], item: Item, given: tuple[object, ...]) -> Answer | str:
    """Return the answer of a task in a process of its own, or that it did not survive."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            return pool.submit(_done, task, item, given).result()
        except BrokenProcessPool:
            return "its process died"
