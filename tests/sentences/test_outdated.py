"""What is over before time starts is told, and nothing else: files whose days are moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from detente.cli.main import app
from detente.conflict.conflict import Conflict
from detente.conflict.options import Option
from detente.conflict.time import Window, parse_day
from detente.language.loading import loads
from detente.language.writing import dumps

from . import say_check
from .files import random_case
from .rows import HITS
from .say_outdated import say
from .scene import Call, Scene

SEEDS = [seed for seed in range(300) if seed % 13 in (3, 4, 12)]  # files with days


def _later(rng: Random, conflict: Conflict) -> Conflict:
    """Return the conflict on a later day, some of its steps with one more window."""
    assert conflict.as_of is not None
    first = conflict.as_of.first + timedelta(days=rng.choice((0, 4, 15, 40, 120, 300)))
    text = rng.choice((first.isoformat(), first.isoformat()[:7]))
    return replace(
        conflict,
        as_of=parse_day(text),
        options=tuple(_windowed(rng, option, text[:7]) for option in conflict.options),
    )


def _windowed(rng: Random, option: Option, month: str) -> Option:
    if rng.random() < 0.5:
        return option
    year = month[:4]
    days = (f"{year}-02", f"{year}-01-07", str(int(year) - 1), f"{year}-05-20", month, None)
    start, end = rng.choice((*days, None)), rng.choice(days)
    if start is None and end is None:
        return option
    window = Window(
        start=parse_day(start) if start else None,
        end=parse_day(end) if end else None,
        wish=rng.random() < 0.3,
    )
    if window.start and window.end and window.end.last < window.start.first:
        return option
    return replace(option, windows=(*option.windows, window))


@pytest.mark.parametrize("part", range(3))
def test_what_is_over_is_told_and_nothing_else(tmp_path: Path, part: int) -> None:
    """Windows, epochs and outcomes before the first day, and windows without a common day."""
    wrong, texts = [], 0
    for seed in SEEDS[part::3]:
        plain = random_case(seed)
        if plain.as_of is None:
            continue
        conflict = loads(dumps(_later(Random(f"later {seed}"), plain)))
        path = tmp_path / "conflict.yaml"
        path.write_text(dumps(conflict), encoding="utf-8")
        done = CliRunner().invoke(app, ["check", str(path)])
        scene = Scene(conflict, Call("check"), done.exit_code)
        wrong += [f"{seed}: {line}" for line in say_check.judged(scene, path, done.stdout)]
        texts += 1
    assert not wrong, "\n".join(wrong[:20])
    assert texts > 20
    assert any(HITS[row.template] for row in say.rows)
