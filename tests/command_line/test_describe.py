"""`detente describe`: the file read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from syrupy.assertion import SnapshotAssertion

from detente.cli.main import app


@pytest.mark.parametrize("slug", ["korea/declaration-2021", "korea/hanoi-2019"])
def test_the_korean_files_read_as_before(slug: str, snapshot: SnapshotAssertion) -> None:
    """The whole text, sentence by sentence."""
    found = CliRunner().invoke(app, ["describe", slug])
    assert found.exit_code == 0
    assert found.stdout == snapshot


def test_the_document_has_the_same_sentences() -> None:
    """`--json` gives sections of lines; every sentence of it stands in the text, rewrapped."""
    text = " ".join(CliRunner().invoke(app, ["describe", "water/elmira"]).stdout.split())
    found = CliRunner().invoke(app, ["describe", "water/elmira", "--json"])
    document = json.loads(found.stdout)
    assert document["question"] == "describe"
    for section in document["sections"]:
        assert section["title"] in text
        for line in section["lines"]:
            assert " ".join(line["text"].split()) in text


def test_perspective_and_epoch_choose_what_is_told() -> None:
    """Under President Yoon, as the hard perspective sees it."""
    arguments = ["korea/declaration-2021", "--perspective", "hard", "--epoch", "2022-05-10"]
    found = CliRunner().invoke(app, ["describe", *arguments, "--json"])
    document = json.loads(found.stdout)
    assert document["settings"] == {"perspective": "hard", "epoch": "2022-05-10", "without": []}
    ids = [line["id"] for section in document["sections"] for line in section["lines"]]
    assert "ROK@2022-05-10.s1" in ids
    assert "ROK.s1" not in ids
    assert "DPRK.s6" in ids


def test_what_goes_wrong_has_its_exit_code(tmp_path: Path) -> None:
    """Problems of the file are 1, names that are not there 2; nothing is printed as an answer."""
    broken = tmp_path / "broken.yaml"
    broken.write_text("detente: 1\ntitle: x\n", encoding="utf-8")
    found = CliRunner().invoke(app, ["describe", str(broken)])
    assert (found.exit_code, found.stdout) == (1, "")
    assert "S003" in found.stderr
    found = CliRunner().invoke(app, ["describe", "water/elmira", "--perspective", "x"])
    assert (found.exit_code, found.stdout) == (2, "")
    found = CliRunner().invoke(app, ["describe", "water/elmira", "--epoch", "soon"])
    assert found.exit_code == 2
    assert "'soon' is not a date" in found.stderr
