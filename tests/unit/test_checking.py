"""check: one document with everything that is wrong, and what the file rests on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import detente
from detente.errors import WrongUse
from detente.evidence.passages import fingerprint
from detente.shipped import slugs

FILE = """\
detente: 1
title: Fence
sources:
  paper: {title: The Paper of the North, file: paper.md}
quotations:
  said: {source: paper, voice: own words, text: we want walls}
  gist: {source: paper, voice: observer, paraphrase: They would settle for less.}
parties:
  north:
    prefers:
      - demand: fence
        because: said
        against: gist
      - not toll
  south:
    prefers: [not fence, toll]
options:
  fence: {label: Build a fence, by: north, takes: 10..20 days, because: said}
  toll: {by: south}
rules:
  - fence implies not toll
  - definition: fence implies fence
status_quo: []
perspectives:
  outside: {voices: [observer]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a conflict and its source."""
    (tmp_path / "conflict.yaml").write_text(FILE, encoding="utf-8")
    (tmp_path / "paper.md").write_text("They said: we want walls.", encoding="utf-8")
    return tmp_path


def test_the_document_has_the_form_others_rely_on(folder: Path) -> None:
    """Its keys, and those of its parts, are those of the documentation, in this order."""
    document = detente.check(folder / "conflict.yaml").to_dict()
    assert list(document)[:5] == ["question", "title", "fingerprint", "version", "settings"]
    assert {"problems", "assumptions", "disputed", "quotations"} <= set(document)
    assert document["question"] == "check"
    assert document["title"] == "Fence"
    assert (
        str(document["fingerprint"]).startswith("sha256:")
        or len(str(document["fingerprint"])) == 64
    )
    assert document["problems"] == []
    assert document["disputed"] == ["north.s1"]
    assert document["quotations"] == {
        "verbatim": [],
        "declared": ["said"],
        "paraphrased": ["gist"],
        "missing": [],
    }
    json.dumps(document)


def test_what_no_quotation_supports_is_an_assumption(folder: Path) -> None:
    """Statements, options, rules and lengths of time count; a definition does not."""
    check = detente.check(folder / "conflict.yaml")
    listed = [(item["id"], item["type"]) for item in check.to_dict()["assumptions"]]  # type: ignore[attr-defined]
    assert listed == [
        ("north.s2", "statement"),
        ("south.s1", "statement"),
        ("south.s2", "statement"),
        ("fence.takes", "duration"),
        ("toll", "option"),
        ("rule.1", "rule"),
    ]
    assert all(item.text for item in check.items)
    assert len(check.items) == 8


def test_a_perspective_has_its_own_assumptions(folder: Path) -> None:
    """Who listens to observers only has no support for what officials said."""
    check = detente.check(folder / "conflict.yaml", perspective="outside")
    assert check.perspective == "outside"
    assert "north.s1" not in {item.id for item in check.items}
    assert "fence" in {item.id for item in check.assumptions}
    with pytest.raises(WrongUse, match="did you mean 'outside'"):
        detente.check(folder / "conflict.yaml", perspective="outsider")


def test_a_folder_stands_for_the_file_in_it(folder: Path) -> None:
    """A folder with a conflict.yaml is read as that file."""
    assert detente.check(folder).title == "Fence"
    assert detente.load(folder) == detente.load(folder / "conflict.yaml")


def test_what_is_later_than_the_model_and_what_is_not_used(folder: Path) -> None:
    """Quotations of items that are dated after `as_of`, and those that nothing rests on."""
    text = FILE.replace("title: Fence\n", "title: Fence\nas_of: 2024-05\n")
    text = text.replace("own words, text", "own words, date: 2024-06-01, text")
    text = text.replace("        against: gist\n", "")
    (folder / "conflict.yaml").write_text(text, encoding="utf-8")
    found = detente.check(folder)
    assert (found.later, found.unused) == (("said",), ("gist",))
    dated = text.replace("2024-06-01", "2024-05-31").replace(
        "- not toll", "- {want: not toll, because: gist}"
    )
    (folder / "conflict.yaml").write_text(dated, encoding="utf-8")
    found = detente.check(folder)
    assert (found.title, found.later, found.unused) == ("Fence", (), ())
    document = found.to_dict()
    assert (document["later"], document["unused"]) == ([], [])
    # what happened is later by nature
    ended = dated.replace("gist: {source: paper,", "gist: {source: paper, date: 2025-01-01,")
    ended = ended.replace(", because: gist}", "}") + "outcome: {state: [fence], because: gist}\n"
    (folder / "conflict.yaml").write_text(ended, encoding="utf-8")
    found = detente.check(folder)
    assert (found.title, found.later, found.unused) == ("Fence", (), ())


def test_a_problem_has_every_key(folder: Path) -> None:
    """Code, severity, file, line, column, message and hint; title and fingerprint are null."""
    path = folder / "conflict.yaml"
    path.write_text(FILE.replace("by: south", "by: sooth"), encoding="utf-8")
    document = detente.check(path).to_dict()
    assert document["title"] is None
    assert document["fingerprint"] is None
    assert document["assumptions"] == []
    assert document["problems"] == [
        {
            "code": "N001",
            "severity": "error",
            "file": str(path),
            "line": 19,
            "column": 14,
            "message": "'sooth' is not a party of this file",
            "hint": "did you mean 'south'?",
        }
    ]


def test_originals_confirm(folder: Path) -> None:
    """Words found in an original are verbatim, and confirmed."""
    gist = "paraphrase: They would settle for less."
    passage = fingerprint("would take a gate")
    text = FILE.replace(gist, f"{gist}, passage: '{passage}'")
    (folder / "conflict.yaml").write_text(text, encoding="utf-8")
    (folder / "originals").mkdir()
    (folder / "originals" / "a.txt").write_text(
        "We want walls? No: we want walls. They would take a gate.", encoding="utf-8"
    )
    check = detente.check(folder / "conflict.yaml", originals=folder / "originals")
    assert check.quotations.verbatim == ("said",)
    assert check.to_dict()["confirmed"] == ["said", "gist"]
    assert check.problems == ()
    with pytest.raises(WrongUse, match="originals"):
        detente.check(folder / "conflict.yaml", originals=folder / "none")


def test_the_model_is_checked_too(folder: Path) -> None:
    """What only shows once the states are listed is found in the same run."""
    text = FILE.replace("status_quo: []", "status_quo: YY").replace("we want walls}", "we want}")
    (folder / "conflict.yaml").write_text(text, encoding="utf-8")
    check = detente.check(folder / "conflict.yaml")
    assert [(p.code, p.place.line) for p in check.problems] == [("M002", 23)]
    assert not check.sound
    contradicting = FILE.replace("fence implies not toll", "fence and not fence")
    (folder / "conflict.yaml").write_text(contradicting, encoding="utf-8")
    check = detente.check(folder / "conflict.yaml")
    assert [(p.code, p.place.line) for p in check.problems] == [("M001", 21)]
    assert check.title is None
    assert check.fingerprint is None


@pytest.mark.parametrize("slug", slugs())
def test_shipped_files_are_sound(slug: str) -> None:
    """No shipped file has an error, and none of its quotations is missing."""
    check = detente.check(slug)
    assert check.sound, check.problems
    assert check.quotations.missing == ()
    assert check.title


def test_it_shows_itself_in_a_notebook(folder: Path) -> None:
    """The problems are a table, whatever their messages hold."""
    (folder / "conflict.yaml").write_text(FILE + "<b>: x\n", encoding="utf-8")
    shown = detente.check(folder / "conflict.yaml")._repr_html_()
    assert "<table>" in shown
    assert "<b>" not in shown
