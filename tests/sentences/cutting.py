"""Limits that tests lower until they are met, and what is then said that is not true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from click.testing import CliRunner

from detente.cli.main import app
from detente.language.loading import loads

from .files import KINDS
from .reading import read
from .running import judge, odd_numbers, rows_of
from .scene import Call, Scene

DEALS = [seed for seed in range(1_000, 1_400) if KINDS[seed % len(KINDS)] == "deals"]


def judged(text: str, command: str, *words: str) -> tuple[int, str, list[str]]:
    """Return the exit code and the text of a command on a file, and what is wrong in it."""
    done = CliRunner().invoke(app, [command, "-", *words], input=text)
    scene = Scene(loads(text), Call(command, words), done.exit_code)
    wrong = read(scene, done.stdout, rows_of(command))
    return done.exit_code, done.stdout, wrong + odd_numbers(done.stdout)


def lower(monkeypatch: pytest.MonkeyPatch, limits: Mapping[str, int]) -> None:
    """Set limits, each named by its module below `detente.analyses`, or wholly."""
    for name, most in limits.items():
        whole = name if name.startswith(("detente.", "tests.")) else f"detente.analyses.{name}"
        monkeypatch.setattr(whole, most)
    # one limit for all parties, whether what they can switch hangs on something or not
    if any(name.endswith("own.MOST_MOVES") for name in limits):
        monkeypatch.setattr("detente.analyses.sequencing.own.BOUND", 1)


def faults(command: str, seeds: Iterable[int]) -> str:
    """Return what is not true in what a command says of the files of some seeds, the first of it."""
    return "\n".join([line for seed in seeds for line in judge(seed, [command]).wrong][:20])
