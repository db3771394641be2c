"""Ctrl-C at any moment, also while modules are being loaded: exit code 130 and a line."""

from __future__ import annotations

import fcntl
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from detente.cli.main import COMMANDS
from tests.desks import lay, printed_by, write_papers
from tests.processes import LISTENING, PATIENCE, bare, detente

SAID = b"detente: interrupted\n"

# a program in which Ctrl-C is pressed when the module of that name is looked for
PRESSED = """\
import signal, sys

signal.signal(signal.SIGINT, signal.default_int_handler)  # not heard in the background


class Pressed:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == {module!r}:
            sys.meta_path.remove(Pressed)
            {press}


sys.meta_path.insert(0, Pressed)
sys.argv = ["detente", *sys.argv[1:]]
from detente.cli.main import main

main()
"""
PRESS = "signal.raise_signal(signal.SIGINT)"


def pressed(module: str, press: str = PRESS) -> tuple[str, ...]:
    """Return what starts a program that is interrupted when it loads a module."""
    return (sys.executable, "-c", PRESSED.format(module=module, press=press))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a user may have it, made once: what is asked here writes nothing."""
    papers, folder = tmp_path_factory.mktemp("papers"), tmp_path_factory.mktemp("desk")
    write_papers(papers)
    lay(folder, papers)
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_interrupted_while_it_is_loaded(command: str, desk: Path) -> None:
    """Nothing is answered, and one line is said."""
    words, given = printed_by(command)
    found = detente(words, given=given, folder=desk, program=pressed(COMMANDS[command]))
    assert (found.returncode, found.stdout, found.stderr) == (130, b"", SAID)


@pytest.mark.parametrize(
    "module",
    [
        "detente.cli.streams",
        "click",
        "click.core",
        "detente.cli.commands",
        "yaml",
        "numpy",
        "numpy._core.multiarray",
        "numpy._core._multiarray_umath",
        "numpy.linalg",
        "detente.graph.model",
        "detente.telling.resting",
    ],
)
def test_it_does_not_matter_what_is_being_loaded(module: str) -> None:
    """NumPy in halves, and whatever it makes of that, is no answer and no traceback."""
    found = detente(["stability", "classics/chicken"], program=pressed(module))
    assert (found.returncode, found.stdout, found.stderr) == (130, b"", SAID)


def test_the_way_in_loads_nothing_before_it_listens() -> None:
    """Until Ctrl-C is heard nothing is loaded but the way in."""
    code = (
        "import sys; before = set(sys.modules); import detente.cli.main; "
        "print(sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=bare(), capture_output=True, check=True)
    loaded = ["__future__", "detente", "detente.cli", "detente.cli.main"]
    assert done.stdout.decode().strip() == str(loaded)


def test_an_interruption_that_python_drops_is_repeated() -> None:
    """Raised where an object ends, it would be lost; it is heard a moment later."""
    press = 'type("Last", (), {"__del__": lambda self: signal.raise_signal(signal.SIGINT)})()'
    program = pressed("detente.graph.model", press)
    words = ["robustness", "korea/declaration-2021", "--to", "declare"]
    found = detente(words, program=program)
    assert (found.returncode, found.stdout, found.stderr) == (130, b"", SAID)


def test_an_answer_that_nobody_takes_can_be_given_up() -> None:
    """Interrupted while it waits for a reader of its answer, it ends."""
    words = ["brief", "korea/declaration-2021", "--json"]
    process = subprocess.Popen(
        [*LISTENING, *words], env=bare(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    start, before, waiting = time.monotonic(), -1, 0
    while waiting != before or waiting == 0:
        assert time.monotonic() - start < PATIENCE
        assert process.poll() is None, "the answer is too short for this"
        time.sleep(0.2)
        before, waiting = waiting, in_pipe(process.stdout.fileno())
    process.send_signal(signal.SIGINT)
    process.wait(PATIENCE)  # nothing is read
    _, errors = process.communicate()
    assert (process.returncode, errors) == (130, SAID)


def in_pipe(number: int) -> int:
    """Return how many bytes wait in a pipe."""
    told = fcntl.ioctl(number, termios.FIONREAD, b"\0\0\0\0")
    return int.from_bytes(told, sys.byteorder)


def test_who_does_not_want_it_heard_is_obeyed() -> None:
    """Started in the background by a shell, the program does not hear Ctrl-C, and answers."""
    ignoring = ("/bin/sh", "-c", 'trap "" INT; exec "$@"', "sh", sys.executable, "-c")
    code = PRESSED.format(module="detente.graph.model", press=PRESS)
    code = code.replace("signal.signal(signal.SIGINT, signal.default_int_handler)", "")
    found = detente(["stability", "classics/chicken"], program=(*ignoring, code))
    assert found.returncode == 0
    assert found.stdout == detente(["stability", "classics/chicken"]).stdout
