"""Where answers go: terminals of few letters, full disks, readers that have gone, closed streams."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from detente.cli.main import COMMANDS
from tests.desks import lay, printed_by, question_of, write_papers
from tests.processes import PROGRAM, bare, detente

FULL = Path("/dev/full")
FILE = """\
detente: 1
title: "\ud55c\uad6d\uc5b4 \u00e9 \U0001f54a"
parties: {A: {}}
options: {a: {by: A}}
"""
NEEDS_FULL = pytest.mark.skipif(not FULL.exists(), reason="this system has no full disk at hand")
Call = tuple[list[str], str]
UNBUFFERED = {"PYTHONUNBUFFERED": "1"}


def call_of(name: str) -> Call:
    """Return the words and the input of a call: a command as text, as a document, or its help."""
    command, _, flag = name.partition(" ")
    if flag == "--json":
        return question_of(command)
    return printed_by(command) if command in COMMANDS and not flag else (name.split(), "")


# every command, and what is answered before one is found
CALLS = [*COMMANDS, "--help", "--version", "stability --help"]
EVERY = pytest.mark.parametrize("call", CALLS)
# however Python hands over what is printed: in large pieces, or each at once
HOWEVER = pytest.mark.parametrize(
    ("call", "handing"),
    [
        *((call, {}) for call in CALLS),
        *((f"{command} --json", {}) for command in COMMANDS),
        *((call, UNBUFFERED) for call in CALLS),
    ],
)


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a user may have it, made once: what is asked here writes nothing."""
    papers, folder = tmp_path_factory.mktemp("papers"), tmp_path_factory.mktemp("desk")
    write_papers(papers)
    lay(folder, papers)
    return folder


@cache
def answer_of(call: str, folder: Path) -> tuple[int, bytes]:
    """Return the exit code and the answer of a call on a good day."""
    words, given = call_of(call)
    found = detente(words, given=given, folder=folder)
    return found.returncode, found.stdout


def gone() -> int:
    """Return a pipe from which nobody reads any more."""
    reading, writing = os.pipe()
    os.close(reading)
    return writing


def hung_up() -> int:
    """Return a terminal that is not there any more."""
    holder, terminal = os.openpty()
    os.close(holder)
    return terminal


def closed(number: int) -> tuple[str, ...]:
    """Return what starts the program with a stream closed."""
    return ("/bin/sh", "-c", f'exec "$@" {number}>&-', "sh", *PROGRAM)


@HOWEVER
@NEEDS_FULL
def test_a_full_disk_is_said(call: str, handing: dict[str, str], desk: Path) -> None:
    """An answer that cannot be written is exit code 2 and a line, however Python hands it over."""
    words, given = call_of(call)
    with FULL.open("wb") as full:
        found = detente(
            words, given=given, folder=desk, out=full.fileno(), environment=bare(**handing)
        )
    last = found.stderr.decode().splitlines()[-1]
    assert found.returncode == 2, found.stderr
    assert last == "detente: the answer cannot be written: No space left on device"
    assert b"Traceback" not in found.stderr


@HOWEVER
def test_a_reader_that_has_gone_is_left_quietly(
    call: str, handing: dict[str, str], desk: Path
) -> None:
    """Nobody reads the pipe: exit code 141, and no word about it."""
    words, given = call_of(call)
    pipe = gone()
    found = detente(words, given=given, folder=desk, out=pipe, environment=bare(**handing))
    os.close(pipe)
    assert found.returncode == 141, found.stderr
    assert b"cannot be written" not in found.stderr
    assert b"Traceback" not in found.stderr


@EVERY
def test_a_terminal_that_has_gone_is_said(call: str, desk: Path) -> None:
    """The terminal was closed meanwhile: exit code 2 and a line, for whoever reads messages."""
    words, given = call_of(call)
    terminal = hung_up()
    found = detente(words, given=given, folder=desk, out=terminal)
    os.close(terminal)
    assert found.returncode == 2
    assert b"detente: the answer cannot be written: Input/output error\n" in found.stderr
    assert b"Traceback" not in found.stderr


@EVERY
def test_standard_output_closed_from_the_start_is_said(call: str, desk: Path) -> None:
    """`>&-`: there is nowhere to write an answer to: exit code 2 and a line."""
    words, given = call_of(call)
    found = detente(words, given=given, folder=desk, program=closed(1))
    assert found.returncode == 2
    assert b"detente: the answer cannot be written: standard output is closed\n" in found.stderr
    assert b"Traceback" not in found.stderr


@pytest.mark.parametrize(
    ("call", "way"),
    [*((call, "closed") for call in CALLS), ("brief", "full"), ("brief", "gone")],
)
def test_messages_that_nobody_can_read_cost_nothing(call: str, way: str, desk: Path) -> None:
    """Standard error that cannot be written to changes neither the answer nor the exit code."""
    words, given = call_of(call)
    if way == "full" and not FULL.exists():
        pytest.skip("this system has no full disk at hand")
    if way == "closed":
        found = detente(words, given=given, folder=desk, program=closed(2))
    else:
        errors = gone() if way == "gone" else os.open(FULL, os.O_WRONLY)
        found = detente(words, given=given, folder=desk, errors=errors)
        os.close(errors)
    assert (found.returncode, found.stdout) == answer_of(call, desk)


@pytest.mark.parametrize("words", [["chek"], ["stability"], ["check", "none.yaml"], []])
@pytest.mark.parametrize("way", ["closed", "full", "gone"])
def test_what_goes_wrong_keeps_its_exit_code(words: list[str], way: str, tmp_path: Path) -> None:
    """A refusal that nobody can read is still a refusal."""
    expected = detente(words, folder=tmp_path)
    if way == "full" and not FULL.exists():
        pytest.skip("this system has no full disk at hand")
    if way == "closed":
        found = detente(words, folder=tmp_path, program=closed(2))
    else:
        errors = gone() if way == "gone" else os.open(FULL, os.O_WRONLY)
        found = detente(words, folder=tmp_path, errors=errors)
        os.close(errors)
    assert expected.returncode in {1, 2}
    assert (found.returncode, found.stdout) == (expected.returncode, expected.stdout)


def test_no_file_takes_the_number_of_a_closed_stream(tmp_path: Path) -> None:
    """With every stream closed a page is written whole, and nothing else stands in it."""
    closing = ("/bin/sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *PROGRAM)
    words = ["export", "classics/chicken", "--out"]
    assert detente([*words, "one.yaml"], folder=tmp_path).returncode == 0
    found = detente([*words, "two.yaml"], folder=tmp_path, program=closing)
    assert found.returncode == 0
    assert (tmp_path / "two.yaml").read_bytes() == (tmp_path / "one.yaml").read_bytes()


@NEEDS_FULL
def test_what_a_disk_has_no_room_for_is_missed_also_at_its_end(tmp_path: Path) -> None:
    """A file that may grow to 4 kB takes a part of the answer: exit code 2, in either handing."""
    limit = ("/bin/sh", "-c", 'ulimit -f 8; trap "" XFSZ; exec "$@"', "sh", *PROGRAM)
    for handing in ({}, UNBUFFERED):
        path = tmp_path / "answer"
        with path.open("wb") as stream:
            found = detente(
                ["schema"], out=stream.fileno(), environment=bare(**handing), program=limit
            )
        assert found.returncode == 2, handing
        assert path.stat().st_size <= 8 * 1024
        assert b"the answer cannot be written: File too large" in found.stderr


# letters ------------------------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a conflict file with letters that few encodings have."""
    found = tmp_path / "conflict.yaml"
    found.write_text(FILE, encoding="utf-8")
    return found


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_letters_that_were_asked_not_to_come_are_shown_by_number(path: Path, encoding: str) -> None:
    """An answer is given in any case; nobody is shown a traceback for a letter."""
    found = detente(["check", str(path)], environment=bare(PYTHONIOENCODING=encoding))
    assert (found.returncode, found.stderr) == (0, b"")
    assert found.stdout.decode(encoding).startswith("\\ud55c\\uad6d\\uc5b4 ")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_a_document_is_one_in_any_letters(path: Path, encoding: str) -> None:
    """A letter by number is what JSON has for it: the document says the same."""
    found = detente(["check", str(path), "--json"], environment=bare(PYTHONIOENCODING=encoding))
    assert (
        json.loads(found.stdout.decode(encoding))["title"] == "\ud55c\uad6d\uc5b4 \u00e9 \U0001f54a"
    )


def test_letters_are_letters_where_there_is_no_reason_against_it(path: Path) -> None:
    """The usual case."""
    found = detente(["check", str(path)])
    assert found.stdout.startswith("\ud55c\uad6d\uc5b4 \u00e9 \U0001f54a: no problems\n".encode())


def test_a_shell_that_completes_a_line_is_answered() -> None:
    """The names of commands come as they did before there was a guard."""
    asking = bare(_DETENTE_COMPLETE="bash_complete", COMP_WORDS="detente sta", COMP_CWORD="1")
    found = detente([], environment=asking)
    assert found.returncode == 0
    assert found.stdout == b"plain,states\nplain,stability\n"


def test_one_program_whatever_starts_it() -> None:
    """The script that is installed and the module say the same."""
    script = Path(sys.executable).with_name("detente")
    if not script.exists():
        pytest.skip("the program is not installed beside this interpreter")
    done = subprocess.run([script, "--version"], env=bare(), capture_output=True, check=True)
    assert done.stdout == detente(["--version"]).stdout
