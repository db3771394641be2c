"""What a command loads, and how the program behaves in a pipe."""

from __future__ import annotations

import json
import subprocess
import sys

# what the command does not need and must not load; each costs start-up
HEAVY = (
    "difflib",
    "email",
    "fractions",
    "importlib.metadata",
    "jinja2",
    "pydantic",
    "rich",
    "ruamel",
    "typer",
    "detente.analyses.changes",
    "detente.analyses.hanging",
    "detente.analyses.stability.witness",
    "detente.briefing",
    "detente.checking",
    "detente.evidence",
    "detente.formats",
    "detente.language.json_schema",
    "detente.language.rewriting",
    "detente.language.writing",
    "detente.reference",
    "spacy",
    "sqlite3",
    "detente.telling.describing",
)

PROBE = """
import json, sys
from detente.cli.main import app
try:
    app(["stability", "classics/chicken"], prog_name="detente", standalone_mode=False)
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def run(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "detente.cli.main", *words],
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


def test_stability_loads_only_what_it_needs() -> None:
    """None of the modules on the list is loaded by `stability`."""
    found = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(found.stderr.splitlines()[-1]))
    assert "numpy" in loaded
    assert [name for name in HEAVY if name in loaded] == []


def test_no_command_is_loaded_but_the_one_asked_for() -> None:
    """The help of a command loads neither NumPy nor the other commands."""
    probe = PROBE.replace('"stability", "classics/chicken"', '"brief", "--help"')
    found = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(found.stderr.splitlines()[-1]))
    assert "detente.cli.brief" in loaded
    assert not {"numpy", "detente.cli.stability", "detente.cli.export"} & loaded


def test_one_document_on_standard_output() -> None:
    """With --json standard output is one document, also where the file has problems."""
    good = run("stability", "classics/chicken", "--json")
    assert json.loads(good.stdout)["question"] == "stability"
    bad = run("stability", "-", "--json", given="detente: 1\ntitle: x\n")
    assert bad.returncode == 1
    assert json.loads(bad.stdout)["problems"]
    assert "S003" in bad.stderr


def test_standard_input_is_a_file() -> None:
    """`-` reads the conflict from standard input."""
    text = run("export", "classics/chicken", "--as", "yaml").stdout
    found = run("stability", "-", "--json", given=text)
    assert json.loads(found.stdout)["equilibria"]["nash"] == ["YN", "NY"]


def test_the_same_question_gives_the_same_bytes() -> None:
    """Two processes give the same document, whatever their hash seeds."""
    first, second = (run("stability", "korea/hanoi-2019", "--json").stdout for _ in range(2))
    assert first == second


def test_a_closed_pipe_is_no_error_message() -> None:
    """A reader that stops reading gets no traceback."""
    code = f"{sys.executable} -m detente.cli.main states trade/uruguay-round --json | head -c 10"
    found = subprocess.run(code, shell=True, capture_output=True, text=True, check=False)
    assert "Traceback" not in found.stderr
