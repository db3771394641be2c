"""What a limit leaves out: `complete: false`, exit code 3 and a note go together, everywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from detente.analyses.answer import state_set
from detente.cli.main import COMMANDS, app
from detente.graph import compiling

TOLL = """\
detente: 1
title: Toll
as_of: 2024-01-01
sources:
  paper: {title: The Paper, date: 2024-01-01}
  other: {title: Another, date: 2024-01-02}
quotations:
  one: {source: paper, voice: own words, party: North, text: we want the bridge}
  two: {source: other, voice: report, about: [South], paraphrase: They want it cheap.}
parties:
  North:
    prefers:
      - {demand: bridge implies toll, because: one, position: paid}
      - {demand: road, position: way, because: two}
      - not lift
    conditions: [{condition: bridge only after toll, position: paid}]
  South:
    prefers:
      - {demand: bridge, because: two, position: crossing}
      - not toll
      - lift
    conditions: [{condition: toll only after bridge, position: first}]
positions:
  paid: {party: North}
  way: {party: North}
  crossing: {party: South}
  first: {party: South}
options:
  bridge: {by: North}
  toll: {by: South, takes: 3 days}
  road: {by: [North, South]}
  lift: {by: South}
status_quo: []
targets: {t: bridge and toll, r: road}
outcome: {state: YYNN, date: 2024-06-01}
perspectives: {one: {sources: [paper]}, whole: {}}
default_perspective: whole
"""
GROWN = TOLL.replace("not toll\n", "toll\n").replace("lift: {by: South}", "lift: {by: North}")


@dataclass(frozen=True)
class Asked:
    """A command, its arguments, and the limits that are made small for it.

    `begins` is how one of the notes begins then.
    """

    words: tuple[str, ...]
    limits: dict[str, Any] = field(default_factory=dict)
    begins: str = "left out: "


ORDERS = {"detente.analyses.sequencing.orders.MOST_BUNDLES": 30}
TOGETHER = {"detente.analyses.stability.asking.TOGETHER_UP_TO": 3}
STATES = {"detente.graph.truth.MOST_OPTIONS": 3}
PATTERNS = {"detente.analyses.answer.MOST_PATTERNS": 1}
FOLLOWED = {"detente.analyses.onward.MOST_STATES": 0}

ASKED = [
    Asked(("stability", "FILE"), TOGETHER, "sim and fraser-hipel left out: "),
    Asked(("stability", "FILE", "--against", "OLD"), TOGETHER, "sim and fraser-hipel left out: "),
    Asked(
        ("stability", "FILE", "--against", "OLD"),
        {"detente.analyses.changes.MOST_CHANGES": 0},
        "Left out: causes",
    ),
    Asked(
        ("stability", "FILE"),
        {"detente.analyses.stability.asking.state_set": partial(state_set, limit=1), **PATTERNS},
        "states of long sets were left out",
    ),
    Asked(
        ("stability", "FILE"),
        {"detente.analyses.joint.MOST_PAIRS": 0},
        "joint improving moves were left out",
    ),
    Asked(
        ("states", "FILE", "--where", "bridge iff toll", "--limit", "2"), PATTERNS, "states were"
    ),
    Asked(("roadmaps", "FILE", "--to", "t"), ORDERS),
    Asked(("roadmaps", "FILE", "--to", "t"), {"detente.analyses.roadmaps.asking.MOST_SETS": 0}),
    Asked(("blockers", "FILE", "--to", "t"), ORDERS),
    Asked(
        ("unlocks", "FILE", "--to", "t"), {"detente.analyses.unlocks.reaching.MOST_POSITIONS": 2}
    ),
    Asked(("unlocks", "FILE", "--to", "t"), ORDERS),
    Asked(
        (
            "differences",
            "FILE",
            "North",
            "South",
            "--to",
            "(bridge or lift) and not (toll or road)",
        ),
        {"detente.analyses.sequencing.aiming.MOST_SETS": 1},
    ),
    Asked(
        ("differences", "FILE", "--to", "(bridge or lift) and not (toll or road)"),
        {"detente.analyses.sequencing.aiming.MOST_SETS": 1},
    ),
    Asked(("differences", "FILE", "North", "South", "--to", "t"), ORDERS),
    Asked(
        ("perspectives", "FILE", "--to", "t"),
        {"detente.analyses.perspectives.flipping.MOST_SETS": 0},
    ),
    Asked(("perspectives", "FILE", "--to", "t"), ORDERS),
    Asked(
        ("robustness", "FILE", "--to", "t"),
        {"detente.analyses.robustness.asking.MOST_VARIATIONS": 2},
    ),
    Asked(("robustness", "FILE", "--to", "t"), FOLLOWED),
    Asked(("backtest", "FILE"), ORDERS),
    Asked(("compare", "OLD", "FILE"), {"detente.analyses.changes.MOST_CHANGES": 0}),
    Asked(("compare", "OLD", "FILE"), ORDERS),
    Asked(("compare", "OLD", "FILE"), {"detente.analyses.standing.MOST_STATES": 0}, "states of "),
    Asked(("brief", "FILE", "--out", "-"), TOGETHER, "sim and fraser-hipel left out: "),
    Asked(
        ("brief", "FILE", "--out", "-"),
        {"detente.briefing.answers.MOST_POSITIONS": 2},
        "'detente unlocks' was left out",
    ),
    Asked(("brief", "FILE", "--out", "-"), {"detente.briefing.answers.MOST_PARTIES": 1}),
    Asked(("brief", "FILE", "--out", "-"), ORDERS),
    Asked(
        ("brief", "FILE", "--out", "-", "--against", "OLD"),
        {"detente.analyses.changes.MOST_CHANGES": 0},
    ),
    Asked(("check", "FILE"), STATES),
    Asked(
        ("check", "FILE", "--originals", "FOLDER"), {"detente.evidence.full_texts.MOST_FILES": 1}
    ),
    Asked(("read", "WORDS"), {"detente.evidence.reading.parsing.cutting.MOST": 40}),
    Asked(
        ("corpus", "add", "CORPUS", "WORDS"), {"detente.evidence.reading.parsing.cutting.MOST": 40}
    ),
    # what is larger than a limit as a whole
    *(
        Asked(words, STATES, "left out: the whole answer. ")
        for words in (
            ("stability", "FILE"),
            ("states", "FILE"),
            ("roadmaps", "FILE", "--to", "t"),
            ("blockers", "FILE", "--to", "t"),
            ("unlocks", "FILE", "--to", "t"),
            ("differences", "FILE", "--to", "t"),
            ("perspectives", "FILE", "--to", "t"),
            ("robustness", "FILE", "--to", "t"),
            ("backtest", "FILE"),
            ("compare", "OLD", "FILE"),
            ("brief", "FILE", "--out", "-"),
        )
    ),
    Asked(("export", "FILE", "--as", "json"), {"detente.telling.exporting.JSON_UP_TO": 1}),
]

# commands of which a limit never leaves out a part: they have no such key, and never leave with 3
WHOLE: dict[str, tuple[str, ...]] = {
    "describe": ("describe", "FILE"),
    "timeline": ("timeline", "FILE"),
    "examples": ("examples",),
    "schema": ("schema",),
    "cite": ("cite", "WORDS", "harbour will open"),
    "import": ("import", "GMCR"),
    "new": ("new", "NEW"),
    "review": ("review", "REVIEW"),
    "export": ("export", "FILE", "--as", "gmcr"),
}


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    """Compile every model anew: a limit on what is compiled counts from the beginning."""
    compiling._shared.cache_clear()
    yield
    compiling._shared.cache_clear()


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """Return the paths that the words FILE, OLD and so on stand for."""
    originals = tmp_path / "originals"
    originals.mkdir()
    texts = {
        "FILE": ("new.yaml", GROWN),
        "OLD": ("old.yaml", TOLL),
        "WORDS": ("words.txt", "The envoy of France said that Paris would not sign first. " * 9
                  + "The harbour will open in May."),
        "A": ("originals/a.txt", "we want the bridge"),
        "B": ("originals/b.txt", "nothing"),
        "REVIEW": ("review.yaml", "review: 1\nproposals: {}\n"),
    }  # fmt: skip
    for name, text in texts.values():
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = {word: str(tmp_path / name) for word, (name, _) in texts.items()}
    paths |= {"FOLDER": str(originals), "CORPUS": str(tmp_path / "c.corpus")}
    paths |= {"GMCR": str(tmp_path / "model.gmcr"), "NEW": str(tmp_path / "mine.yaml")}
    run(["export", paths["OLD"], "--as", "gmcr", "--out", paths["GMCR"]])
    compiling._shared.cache_clear()
    return paths


def run(words: list[str]) -> tuple[int, str, str]:
    """Return exit code, standard output and standard error of a command."""
    found = CliRunner().invoke(app, words)
    return found.exit_code, found.stdout, found.stderr


def called(words: tuple[str, ...], files: dict[str, str]) -> list[str]:
    """Return the words of a command, its files in place, as one document."""
    return [*(files.get(word, word) for word in words), "--json"]


def named() -> Iterator[str]:
    """Yield the names of the cases."""
    for one in ASKED:
        limits = "-".join(limit.rpartition(".")[2] for limit in one.limits)
        yield f"{'-'.join(one.words[:1])}-{limits}"


@pytest.mark.parametrize("one", ASKED, ids=list(named()))
def test_a_limit_is_told_three_times(
    one: Asked, files: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The document says `complete: false`, a note begins with what is missing, the code is 3."""
    for limit, value in one.limits.items():
        monkeypatch.setattr(limit, value)
    code, out, said = run(called(one.words, files))
    document = json.loads(out)
    assert document["complete"] is False, document.get("notes")
    assert code == 3, said
    starts = [note.casefold()[: len(one.begins)] for note in document["notes"]]
    assert one.begins.casefold() in starts, document["notes"]
    # in words it is the same
    words = [files.get(word, word) for word in one.words]
    if one.words[0] not in ("export", "corpus"):
        assert run(words)[0] == 3


@pytest.mark.parametrize("one", ASKED, ids=list(named()))
def test_without_the_limit_nothing_is_missing(one: Asked, files: dict[str, str]) -> None:
    """The same question in a model that is small enough leaves with 0, and is complete."""
    words = tuple(word for word in one.words if word not in ("--limit", "2"))
    code, out, said = run(called(words, files))
    document = json.loads(out)
    assert code == 0, said
    assert document.get("complete", True) is True
    assert not [n for n in document.get("notes", ()) if n.casefold().startswith("left out: ")]


@pytest.mark.parametrize("name", WHOLE)
def test_what_no_limit_cuts(name: str, files: dict[str, str]) -> None:
    """Such a command is answered whole or not at all."""
    code, out, said = run(called(WHOLE[name], files))
    assert code == 0, said
    assert "complete" not in json.loads(out)


def test_every_command_is_here() -> None:
    """A new command is tested for what it leaves out, or is one that leaves nothing out."""
    tested = {one.words[0] for one in ASKED} | set(WHOLE)
    assert tested == set(COMMANDS)


@pytest.mark.parametrize(
    ("words", "limits", "code"),
    [
        (("check", "BAD"), STATES, 1),
        (("roadmaps", "FILE", "--to", "nothing"), ORDERS, 2),
        (("cite", "WORDS", "never said"), {}, 4),
        (("backtest", "BLANK"), ORDERS, 4),
    ],
)
def test_what_comes_first(
    words: tuple[str, ...],
    limits: dict[str, Any],
    code: int,
    files: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A problem of the file, a wrong call and a question without answer come before a limit."""
    bad, blank = Path(files["FILE"]).with_name("bad.yaml"), Path(files["FILE"]).with_name("b.yaml")
    bad.write_text(GROWN.replace("status_quo: []", "status_quo: NNNN\nrules: [lift]"), "utf-8")
    blank.write_text(GROWN.replace("outcome: {state: YYNN, date: 2024-06-01}\n", ""), "utf-8")
    for limit, value in limits.items():
        monkeypatch.setattr(limit, value)
    assert run(called(words, {**files, "BAD": str(bad), "BLANK": str(blank)}))[0] == code


@pytest.mark.parametrize("words", [("stability", "FILE"), ("brief", "FILE", "--out", "-")])
def test_the_message_names_the_file(
    words: tuple[str, ...], files: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of many files that are asked one after the other it is said which was too large."""
    monkeypatch.setattr("detente.graph.truth.MOST_OPTIONS", 3)
    _, out, said = run([files.get(word, word) for word in words])
    assert out == ""
    assert said.startswith(f"detente: {files['FILE']}: 4 options make 2^4 combinations")


def test_the_newer_of_two_files_is_named(
    files: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two versions the newer one is asked about, and named."""
    monkeypatch.setattr("detente.graph.truth.MOST_OPTIONS", 3)
    assert run(["compare", files["OLD"], files["FILE"]])[2].startswith(
        f"detente: {files['FILE']}: 4 options"
    )
    # a status quo that is no state is a problem of the file, with its line
    text = Path(files["FILE"]).read_text(encoding="utf-8")
    Path(files["FILE"]).write_text(f"{text}rules: [lift]\n", encoding="utf-8")
    monkeypatch.undo()
    assert run(["stability", files["FILE"]])[0] == 1
