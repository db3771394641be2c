"""Runs the commands on random files and judges every sentence they print."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from random import Random

from click.testing import CliRunner

import detente
from detente.briefing.content import Brief
from detente.cli.main import app
from detente.telling import tables

from .files import RandomFile, random_file
from .reading import read
from .rows import HITS, Rows
from .scene import Call, Scene

# the command and the modules that hold its rows; the first also says what is asked
COMMANDS: dict[str, tuple[str, ...]] = {
    "describe": ("say_describe", "items", "items_more"),
    "roadmaps": (
        "say_roadmaps",
        "say_journey",
        "say_promises",
        "say_scheduled",
        "say_refused",
        "say_roadmaps_cut",
    ),
    "blockers": (
        *("say_blockers", "say_ground", "say_proof", "say_leaving", "say_late"),
        *("items", "items_more"),
    ),
    "unlocks": ("say_unlocks", "say_unlocks_more", "say_shared"),
    "differences": (
        "say_differences",
        "say_differences_waits",
        "say_differences_terms",
        "say_late",
        "say_shared",
    ),
    "perspectives": ("say_perspectives", "looks"),
    "backtest": ("say_backtest",),
    "check": ("say_check", "say_check_facts", "say_outdated"),
    "against": ("say_against", "say_compare", "say_verdicts", "items", "items_more"),
    "compare": ("say_compare", "say_verdicts", "items", "items_more", "looks"),
    "export": ("say_export", "say_import"),
    "timeline": ("say_timeline", "items"),
    "states": ("say_states", "say_shared"),
    "stability": ("say_stability", "say_stability_why", "say_stability_cut"),
    "robustness": ("say_robustness", "looks", "items"),
    "brief": (
        "say_brief",
        "say_brief_target",
        "say_brief_unlock",
        "say_brief_wants",
        "say_brief_moves",
        "say_brief_roads",
        "say_brief_facts",
        "say_brief_days",
        "say_brief_parts",
        "say_brief_cut",
        "say_brief_differing",
        "say_brief_hearing",
        "brief_sources",
    ),
}


_NOUNS = (
    "answer|circle|concession|condition|day|item|move|option|order|party|position|quotation|roadmap|set|source|stage|state|"
    "statement|step|warning|assumption|window"
)
_PLURALS = "|".join(f"{noun}s" for noun in _NOUNS.split("|")).replace("partys", "parties")
_ODD = re.compile(
    rf"(?<![\w.,'/%-])(?:1 (?:[a-z]+ )?(?:{_PLURALS})\b|1 (?:are|were|have)\b"
    rf"|(?:[02-9]|[1-9][\d,]*\d) (?:{_NOUNS})(?: (?:is|was|has))?\b(?! of)(?!-))"
)


@dataclass
class Tally:
    """What came of some files: texts that were judged, what was wrong, how often which row."""

    texts: int = 0
    wrong: list[str] = field(default_factory=list)
    hits: Counter[str] = field(default_factory=Counter)


@contextmanager
def unbroken() -> Iterator[None]:
    """Have the program print every sentence on one line, so that it can be read back."""
    widths = [tables.wrapped.__kwdefaults__, Brief.to_text.__kwdefaults__]
    before = [dict(each or {}) for each in widths]
    for each in widths:
        assert each is not None
        each["width"] = 1_000_000
    try:
        yield
    finally:
        for each, old in zip(widths, before, strict=True):
            assert each is not None
            each.update(old)


def odd_numbers(text: str) -> list[str]:
    """Return where a text has a plural behind the number 1, or one thing behind a greater number.

    >>> odd_numbers("orders of more than 1 steps; 2 state was, 1 state was, 21 states; 2023-01 is")
    ['1 steps', '2 state was']
    """
    return [match[0] for match in _ODD.finditer(text)]


def rows_of(command: str) -> list[Rows]:
    """Return the tables of rows of a command."""
    return [import_module(f"{__package__}.{name}").say for name in COMMANDS[command]]


def judge(seed: int, commands: Sequence[str]) -> Tally:
    """Ask some commands about the file of a seed, and judge what they say."""
    HITS.clear()
    tally = Tally()
    file = random_file(seed)
    with unbroken(), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "conflict.yaml"
        path.write_text(file.text, encoding="utf-8")
        for command in commands:
            for call, wrong in _asked(command, file, path, seed):
                tally.texts += 1
                shown = " ".join(call.arguments("FILE"))
                tally.wrong += [f"file {seed}, {shown}: {line}" for line in wrong]
    tally.hits.update(HITS)
    return tally


def _asked(
    command: str, file: RandomFile, path: Path, seed: int
) -> Iterator[tuple[Call, list[str]]]:
    first = import_module(f"{__package__}.{COMMANDS[command][0]}")
    conflict = detente.load(path)
    for call in first.calls(Scene(conflict, Call(command)), Random(f"{command} {seed}")):
        if call.second:
            path.with_name("second.yaml").write_text(call.second, encoding="utf-8")
        done = CliRunner().invoke(app, call.arguments(str(path)), catch_exceptions=True)
        scene = Scene(conflict, call, done.exit_code)
        # what is handed over is a file, and not told
        told = done.stdout if done.exit_code in (0, 3, 4) and not hasattr(first, "HANDED") else ""
        badly = [f"badly said: {words}" for words in odd_numbers(f"{told}\n{done.stderr}")]
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            yield call, [f"a traceback: {done.exception!r}"]
            continue
        if done.exit_code in (0, 3, 4) and done.stdout:
            if hasattr(first, "judged"):  # a command whose text has parts of its own
                yield call, badly + first.judged(scene, path, done.stdout)
                continue
            yield call, badly + read(scene, done.stdout, rows_of(command))
        elif done.exit_code in (3, 4) and done.stderr.startswith("detente: "):
            # why there is no answer is a sentence too
            yield call, badly + read(scene, done.stderr.removeprefix("detente: "), rows_of(command))
        else:
            yield call, [f"exit code {done.exit_code}: {done.stderr.strip()}"]
