"""`detente corpus add` stopped in the middle: nothing is lost, nobody is left behind."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

pytest.importorskip("spacy", reason="what reads is not installed")

DOCUMENTS = 12
PATIENCE = 240.0  # seconds: the machine may be busy
TEXT = """\
Canal talks, round {number}

2031-04-{day:02}

\u201cWe will lift toll {number} on the day the sluices open,\u201d French envoy Anne Roux said on Tuesday.

Italy demanded that France open sluice {number} first, Italian foreign minister Ugo Neri said.
"""


def program(*words: str) -> list[str]:
    """Return the words that start the program in a process of its own."""
    return [sys.executable, "-c", "from detente.cli.main import main; main()", *words]


def stored(file: Path) -> int:
    """Return how many documents a corpus holds by now."""
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=30)) as store:
            (number,) = store.execute("SELECT count(*) FROM documents").fetchone()
    except sqlite3.Error:
        return 0
    return int(number)


def children(process: int) -> list[int]:
    """Return the processes that a process has started."""
    listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(number) for number in listed.split()]


def readers(process: int) -> list[int]:
    """Return those of them that read documents."""
    told = {n: Path(f"/proc/{n}/cmdline").read_bytes() for n in children(process)}
    return [number for number, words in told.items() if b"spawn_main" in words]


def waiting(since: float, *, done: bool) -> bool:
    """Wait a little; tell whether there is something to wait for."""
    assert time.monotonic() - since < PATIENCE
    time.sleep(0 if done else 0.05)
    return not done


@pytest.fixture
def adding(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Start adding documents, and wait until the first of them are stored."""
    if not Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").exists():
        pytest.skip("this system does not list the children of a process")
    papers = tmp_path / "papers"
    papers.mkdir()
    for number in range(1, DOCUMENTS + 1):
        text = TEXT.format(number=number, day=number % 28 + 1)
        (papers / f"{number:02}.txt").write_text(text, encoding="utf-8")
    # two readers, however many cores there are; and a rest after each document that is stored, so
    # that there is something left to stop
    code = (
        "import signal, time, detente.evidence.working as w; w.cores = lambda: 2; "
        # what was started in the background would not hear Ctrl-C
        "signal.signal(signal.SIGINT, signal.default_int_handler); "
        "import detente.evidence.corpus.taking as t; put = t.put; "
        "t.put = lambda *given: (put(*given), time.sleep(0.3))[0]; "
        "from detente.cli.main import main; main()"
    )
    words = [sys.executable, "-c", code, "corpus", "add", "c.corpus", "papers"]
    process = subprocess.Popen(
        words,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    start = time.monotonic()
    while waiting(start, done=stored(tmp_path / "c.corpus") >= 2 or process.poll() is not None):
        pass
    yield process
    process.kill()
    process.communicate()


def added_again(folder: Path) -> str:
    """Return what the program says when the same documents are added once more."""
    words = program("corpus", "add", "c.corpus", "papers")
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True).stdout


def test_interrupted(adding: subprocess.Popen[str], tmp_path: Path) -> None:
    """Ctrl-C leaves with 130 and a sentence; the same command goes on, and reads nothing twice."""
    os.killpg(adding.pid, signal.SIGINT)
    _, errors = adding.communicate(timeout=PATIENCE)
    assert adding.returncode == 130, errors
    assert "what was read stands in 'c.corpus'; the same command goes on from there" in errors
    assert "Traceback" not in errors
    before = stored(tmp_path / "c.corpus")
    assert 2 <= before <= DOCUMENTS
    rest = f"{DOCUMENTS} documents; {DOCUMENTS - before} added and {before} known."
    assert rest in added_again(tmp_path)


def test_killed(adding: subprocess.Popen[str], tmp_path: Path) -> None:
    """Killed without a word, it leaves a whole corpus, and its readers end as well."""
    workers = readers(adding.pid)
    assert workers
    adding.kill()
    adding.wait(PATIENCE)
    start = time.monotonic()
    while waiting(start, done=not any(Path(f"/proc/{n}").exists() for n in workers)):
        pass
    before = stored(tmp_path / "c.corpus")
    rest = f"{DOCUMENTS} documents; {DOCUMENTS - before} added and {before} known."
    assert rest in added_again(tmp_path)


def test_a_reader_is_killed(adding: subprocess.Popen[str], tmp_path: Path) -> None:
    """The documents it was reading are read by another; none is lost."""
    for number in readers(adding.pid)[:1]:
        os.kill(number, signal.SIGKILL)
    told, _ = adding.communicate(timeout=PATIENCE)
    assert told == f"c.corpus: {DOCUMENTS} documents; {DOCUMENTS} added.\n"
    assert stored(tmp_path / "c.corpus") == DOCUMENTS
