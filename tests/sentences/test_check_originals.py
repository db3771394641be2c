"""What `check` says of quotations, with files of sources and a folder of originals at hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from detente.cli.main import app
from detente.conflict.conflict import Conflict
from detente.language.loading import loads
from detente.language.writing import dumps

from . import say_check
from .files import random_file
from .rows import HITS
from .say_check_facts import say
from .scene import Call, Scene

FIRST = ("We will open the road", "They want to be paid first", "Nobody has seen the text")
THEN = ("before the winter begins", "as long as it takes", "whatever others may say")


def _quoted(rng: Random, conflict: Conflict) -> Conflict:
    """Return the conflict with words of some length in its quotations, and files of its sources."""
    pairs = [f"{one} {two}" for one in FIRST for two in THEN]
    rng.shuffle(pairs)
    return replace(
        conflict,
        sources=tuple(
            replace(source, file=rng.choice(("", "paper.md"))) for source in conflict.sources
        ),
        quotations=tuple(
            replace(quotation, text=text, paraphrase="")
            if rng.random() < 0.9
            else replace(quotation, text="", paraphrase="So it is.")
            for quotation, text in zip(conflict.quotations, pairs, strict=False)
        ),
    )


def _said(rng: Random, conflict: Conflict) -> str:
    """Return a text in which some of the quotations stand."""
    some = [q.text for q in conflict.quotations if q.text and rng.random() < 0.5]
    return "\n\n".join(
        ["This is what was said.", *(f"They said: {text}, it seems." for text in some)]
    )


@pytest.mark.parametrize("most", [2_000, 1])
def test_how_far_quotations_are_proven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """As many are verbatim, declared, paraphrased and missing as the texts say; cut lists say so."""
    monkeypatch.setattr("detente.evidence.full_texts.MOST_FILES", most)
    monkeypatch.setattr("detente.checking.MOST_FILES", most)
    folder, wrong, texts = tmp_path / "originals", list[str](), 0
    folder.mkdir()
    for seed in range(260):
        plain = loads(random_file(seed).text)
        if not plain.quotations:
            continue
        rng = Random(f"quoted {seed}")
        conflict = loads(dumps(_quoted(rng, plain)))
        scene = Scene(conflict, Call("check", ("--originals", str(folder))))
        papers = {f"{n}.txt": _said(rng, conflict) for n in range(rng.randint(1, 3))}
        for old in folder.iterdir():
            old.unlink()
        for name, text in papers.items():
            (folder / name).write_text(text, encoding="utf-8")
        scene.at.folder = len(papers)
        scene.at.originals = dict(list(papers.items())[:most])
        scene.at.dossiers = {"paper.md": _said(rng, conflict)}
        (tmp_path / "paper.md").write_text(scene.at.dossiers["paper.md"], encoding="utf-8")
        path = tmp_path / "conflict.yaml"
        path.write_text(dumps(conflict), encoding="utf-8")
        done = CliRunner().invoke(app, scene.call.arguments(str(path)))
        scene.exit_code = done.exit_code
        wrong += [f"{seed}: {line}" for line in say_check.judged(scene, path, done.stdout)]
        texts += 1
    assert not wrong, "\n".join(wrong[:20])
    assert texts > 15
    cut = ("Left out: {n:int} original(s), because at most {m:int} are looked at.",)
    assert all(HITS[template] for template in cut) or most > 1
    assert any(HITS[row.template] for row in say.rows if "confirmed" in row.template)
