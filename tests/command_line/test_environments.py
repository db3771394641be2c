"""The same bytes wherever the program runs: nothing of a machine's environment is in an answer."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from tests.desks import lay, write_papers
from tests.processes import PROGRAM, bare, detente

QUESTIONS = (
    "check korea/declaration-2021",
    "check korea/declaration-2021 --json",
    "check none.yaml",
    "stability classics/chicken",
    "stability korea/declaration-2021 --json",
    "roadmaps korea/hanoi-2019 --to settle --without us-upfront",
    "blockers korea/declaration-2021 --to declare",
    "blockers korea/declaration-2021 --to declare --json",
    "perspectives korea/hanoi-2019 --to settle --json",
    "brief classics/chicken --out -",
    "brief korea/hanoi-2019 --json",
    "describe europe/brexit-2017",
    "timeline korea/declaration-2021",
    "timeline korea/declaration-2021 --json",
    "export korea/declaration-2021",
    "corpus who papers.corpus",
    "read sources/herald.md --json",
)
POSIX = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
ENVIRONMENTS = {
    "of a developer": bare(
        PYTHONUNBUFFERED="1",
        PYTHONDONTWRITEBYTECODE="1",
        PYTHONHASHSEED="1",
        TERM="xterm-256color",
        FORCE_COLOR="1",
        CLICOLOR_FORCE="1",
        COLUMNS="40",
        LINES="5",
    ),
    "with nothing in it": {"PATH": os.environ["PATH"], "PYTHONHASHSEED": "2"},
    "without letters": bare(**POSIX, PYTHONHASHSEED="3", NO_COLOR="1", TERM="dumb"),
    "where nothing can be written": bare(
        HOME="/nonexistent",
        TMPDIR="/nonexistent",
        PYTHONPYCACHEPREFIX="/nonexistent",
        XDG_CACHE_HOME="/nonexistent",
    ),
    "elsewhere": bare(
        LC_ALL="C", LANGUAGE="ko", TZ="Pacific/Kiritimati", COLUMNS="400", PYTHONDEVMODE="1"
    ),
}


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a user may have it, made once: what is asked here writes nothing."""
    papers, folder = tmp_path_factory.mktemp("papers"), tmp_path_factory.mktemp("desk")
    write_papers(papers)
    lay(folder, papers)
    return folder


@cache
def answered(question: str, folder: Path) -> tuple[int, bytes, bytes]:
    """Return exit code, answer and messages in the environment that holds next to nothing."""
    found = detente(question.split(), folder=folder)
    return found.returncode, found.stdout, found.stderr


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_bytes_everywhere(question: str, desk: Path) -> None:
    """Exit code, answer and messages hang on none of the variables that machines differ in."""
    for name, environment in ENVIRONMENTS.items():
        found = detente(question.split(), folder=desk, environment=environment)
        told = (found.returncode, found.stdout, found.stderr)
        assert told == answered(question, desk), name


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("korea/declaration-2021", "page.html"),
        ("classics/chicken", "page.md"),
        ("classics/chicken", "page.txt"),
    ],
)
def test_the_same_file_everywhere(slug: str, name: str, tmp_path: Path) -> None:
    """A page is the same file whatever the environment and the mask of permissions."""
    words = ["brief", slug, "--out", name]
    pages = set()
    for number, environment in enumerate((bare(), *ENVIRONMENTS.values())):
        folder = tmp_path / str(number)
        folder.mkdir()
        masked = ("/bin/sh", "-c", 'umask 0277; exec "$@"', "sh", *PROGRAM)
        found = detente(
            words, folder=folder, environment=environment, program=masked if number else PROGRAM
        )
        assert found.returncode == 0, found.stderr
        pages.add((folder / name).read_bytes())
    assert len(pages) == 1


def test_a_folder_that_has_gone(tmp_path: Path) -> None:
    """Where the current folder was deleted meanwhile, what does not lie in it is still answered."""
    gone = ("/bin/sh", "-c", 'mkdir gone; cd gone; rmdir ../gone; exec "$@"', "sh", *PROGRAM)
    for words in (["check", "classics/chicken"], ["check", "-"], ["brief", "-", "--out", "-"]):
        given = detente(["export", "classics/chicken"]).stdout.decode()
        found = detente(words, given=given, folder=tmp_path, program=gone)
        assert (found.returncode, found.stderr) == (0, b""), words
