"""`detente timeline` and `detente brief --corpus`: text, document, drawing, mistakes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente.cli.main import app
from detente.evidence.corpus.asking import Corpus
from tests.unit.evidence.corpus.keeping import kept
from tests.unit.evidence.timeline.test_timeline import TEXT

__all__ = ["kept"]


def asked(*words: str) -> Result:
    """Return what the program answers."""
    return CliRunner().invoke(app, [*words])


@pytest.fixture
def dam(kept: Corpus) -> Corpus:
    """Return a corpus beside which a conflict file lies."""
    Path("dam.yaml").write_text(TEXT, encoding="utf-8")
    return kept


@pytest.mark.usefixtures("dam")
def test_text_and_document() -> None:
    """Lines by day, and one document with items, marks and notes."""
    found = asked("timeline", "dam.yaml", "--corpus", "papers.corpus", "--party", "ITA")
    assert found.exit_code == 0
    assert "2031-04-09    Italy, Ugo Neri: “the tolls stay" in found.stdout
    assert "[stay and 3 more]" in found.stdout
    document = json.loads(asked("timeline", "dam.yaml", "--json").stdout)
    assert document["items"][1]["quotation"] == "stay"
    assert document["marks"][0] == {
        "kind": "as of",
        "first": "2031-04-15",
        "last": "2031-04-15",
        "title": "as of",
        "option": None,
        "party": None,
    }


@pytest.mark.usefixtures("dam")
def test_the_drawing() -> None:
    """It is written where it is asked for, as SVG."""
    found = asked("timeline", "dam.yaml", "--out", "dam.svg")
    assert (found.exit_code, found.stderr) == (0, "written: dam.svg\n")
    assert Path("dam.svg").read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.usefixtures("dam")
@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("timeline", "dam.yaml", "--party", "FRO"), 2, "there is no party 'FRO'"),
        (("timeline", "dam.yaml", "--since", "soon"), 2, "is not a date"),
        (("timeline", "dam.yaml", "--out", "dam.png"), 2, "does not end in .svg"),
        (("timeline", "dam.yaml", "--corpus", "no.corpus"), 2, "there is no corpus"),
        (("timeline", "classics/chicken", "--out", "x.svg"), 4, "nothing has a day"),
        (("brief", "dam.yaml", "--corpus", "dam.yaml", "--out", "-"), 2, "is no corpus of Détente"),
    ],
)
def test_mistakes(words: tuple[str, ...], code: int, why: str) -> None:
    """Each is told in a sentence, with its exit code."""
    found = asked(*words)
    assert found.exit_code == code
    assert why in found.stderr


@pytest.mark.usefixtures("dam")
def test_a_brief_with_a_corpus() -> None:
    """The page holds what was read, with its documents."""
    found = asked("brief", "dam.yaml", "--corpus", "papers.corpus")
    assert found.exit_code == 0
    assert "inspectors to the upper valley" in Path("dam.brief.html").read_text(encoding="utf-8")
