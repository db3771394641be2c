"""One task over many items, in several processes, answers in the order of the items.

A task that fails, whose process dies, or that takes longer than any honest one, gives a text
that says why; the others go on.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import active_children, get_context, parent_process
from threading import Thread, current_thread, main_thread
from typing import NoReturn, TypeVar

from detente.errors import DetenteError, short

AHEAD = 4  # items for each process that are handed out before their turn
# seconds for one item; limits by size end the longest in a tenth of it, this is for what they miss
PATIENCE = 300.0
TOO_LONG = f"it took longer than {PATIENCE:.0f} seconds"

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
        with _patience(PATIENCE):
            return task(item, *given)
    except _TooLongError:
        return TOO_LONG
    except DetenteError:
        raise
    except MemoryError:
        return "there is not enough memory for it"
    except Exception as error:  # noqa: BLE001  one item must not cost the others
        return f"{type(error).__name__}: {short(str(error))}".removesuffix(": ")


class _TooLongError(BaseException):
    """A task took too long. No `except Exception` on the way may take it for a fault of its own."""


@contextmanager
def _patience(seconds: float) -> Iterator[None]:
    """Stop what takes longer; where a system or a caller leaves no alarm to us, it goes on."""
    alarm = getattr(signal, "SIGALRM", None)
    own = alarm is not None and current_thread() is main_thread()
    if alarm is None or not own or signal.getsignal(alarm) is not signal.SIG_DFL:
        yield
        return

    def late(*_: object) -> NoReturn:
        raise _TooLongError

    signal.signal(alarm, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(alarm, signal.SIG_DFL)


def _pooled(
    task: Task[Answer], waiting: deque[Item], given: tuple[object, ...], processes: int
) -> Iterator[Answer | str]:
    """Yield answers until all are there or the pool breaks; takes what is done from `waiting`."""
    others = set(active_children())
    with _pool(processes) as pool:
        running: deque[Future[Answer | str]] = deque()
        try:
            while waiting:
                ahead = list(islice(waiting, len(running), processes * AHEAD))
                with _undisturbed():
                    running.extend(pool.submit(_done, task, item, given) for item in ahead)
                answer = running[0].result()
                running.popleft()
                waiting.popleft()
                yield answer
        except BrokenProcessPool:
            pass
        except BaseException:
            # interrupted, or told on purpose: nobody waits for what is still being done
            for child in set(active_children()) - others:
                child.terminate()
            raise
    # nothing is left, or one of those that were running did it: each is tried alone
    yield from _alone(task, [(waiting.popleft(), one) for one in running], given)


def _alone(
    task: Task[Answer], broken: list[tuple[Item, Future[Answer | str]]], given: tuple[object, ...]
) -> Iterator[Answer | str]:
    """Yield the answers of tasks that were handed out, one at a time in a process of its own."""
    pool: ProcessPoolExecutor | None = None
    try:
        for item, one in broken:
            if one.done() and not one.cancelled() and one.exception() is None:
                yield one.result()
                continue
            pool = pool or _pool(1)
            try:
                with _undisturbed():
                    again = pool.submit(_done, task, item, given)
                yield again.result()
            except BrokenProcessPool:
                pool.shutdown()
                pool = None
                yield "its process died"
    finally:
        if pool is not None:
            pool.shutdown()


def _pool(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_bound)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Start processes that do not hear Ctrl-C, not even before they come to `_bound`.

    What is blocked here is blocked there; here it is heard as soon as they are started.
    """
    block = getattr(signal, "pthread_sigmask", None)
    if block is None:
        yield
        return
    before = block(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        block(signal.SIG_SETMASK, before)


def _bound() -> None:
    """Bind this process to the one that started it: killed alone, that one would leave it behind.

    An interruption is for that one to answer; this one ends with it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=follow, daemon=True).start()
