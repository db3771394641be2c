"""`detente examples`: the conflicts that come with the program."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import detente
from detente.cli.main import app
from detente.shipped import slugs


def test_it_lists_every_example_with_its_size() -> None:
    """Each slug is there, with title, counts and a line of summary no wider than a page."""
    found = CliRunner().invoke(app, ["examples"])
    assert found.exit_code == 0
    lines = found.stdout.splitlines()
    for slug in slugs():
        assert any(line.startswith(f"{slug}: ") for line in lines)
    at = lines.index("classics/chicken: Chicken")
    assert lines[at + 1].startswith("    2 parties, 2 options, 4 states. Two drivers head")
    assert max(map(len, lines)) <= 100


def test_large_examples_are_not_compiled_to_count_them() -> None:
    """A model of many options is listed without its number of states."""
    document = json.loads(CliRunner().invoke(app, ["examples", "--json"]).stdout)
    states = {one["slug"]: one["states"] for one in document["examples"]}
    assert states["trade/uruguay-round"] is None
    assert states["korea/declaration-2021"] == 288
    assert states["water/elmira"] == 9
    assert document["fingerprint"] is None


@pytest.mark.parametrize("name", ["water/elmira", "elmira"])
def test_one_example_prints_its_page_and_its_file(name: str) -> None:
    """With a slug, or its last part, the README is printed, and where the file is."""
    found = CliRunner().invoke(app, ["examples", name])
    assert found.exit_code == 0
    assert found.stdout.startswith("# ")
    assert "water/elmira/conflict.yaml" in found.stdout.splitlines()[-1].replace("\\", "/")


def test_one_example_as_a_document_has_its_page() -> None:
    """`--json` with a slug gives that example, its README and its file."""
    document = json.loads(
        CliRunner().invoke(app, ["examples", "classics/chicken", "--json"]).stdout
    )
    (example,) = document["examples"]
    assert example["readme"].startswith("# Chicken")
    assert example["file"].endswith("conflict.yaml")
    assert document["settings"] == {"example": "classics/chicken"}


def test_an_unknown_example_is_named_with_the_nearest() -> None:
    """A slip of the pen gets a hint, anything else the way to the list; exit code 2."""
    found = CliRunner().invoke(app, ["examples", "chiken"])
    assert found.exit_code == 2
    assert "did you mean 'classics/chicken'?" in found.stderr
    found = CliRunner().invoke(app, ["examples", "zzz"])
    assert "'detente examples' lists them" in found.stderr


def test_the_library_function_gives_the_same() -> None:
    """`detente.examples()` lists what the command lists, and shows itself in a notebook."""
    found = detente.examples()
    assert [example.slug for example in found] == list(slugs())
    assert [row["slug"] for row in found.rows()] == list(slugs())
    assert "<table>" in found._repr_html_()
