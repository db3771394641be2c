"""What `export --public` says it has withheld, on files in which some items are confidential."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from click.testing import CliRunner

from detente.cli.main import app
from detente.conflict.conflict import Conflict
from detente.conflict.parties import Statement
from detente.language.loading import loads
from detente.language.writing import dumps

from .files import random_file
from .reading import read
from .rows import HITS
from .say_export import say, secret
from .scene import Call, Scene


def _secretive(rng: Random, conflict: Conflict) -> Conflict:
    """Return the conflict with some statements and conditions confidential that nothing hangs on."""

    def hide(item: Any) -> Any:
        alone = isinstance(item, Statement) and not item.position
        if not (alone or hasattr(item, "step")) or rng.random() < 0.6:
            return item
        return replace(item, basis=replace(item.basis, confidential=True, note="A secret of ours."))

    return replace(
        conflict,
        parties=tuple(
            replace(
                party,
                prefers=tuple(map(hide, party.prefers)),
                conditions=tuple(map(hide, party.conditions)),
            )
            for party in conflict.parties
        ),
    )


def test_what_is_withheld_is_counted(tmp_path: Path) -> None:
    """As many are withheld as are confidential; none of them is in the file, and loading it shows so."""
    wrong, texts = list[str](), 0
    for seed in range(120):
        plain = loads(random_file(seed).text)
        if secret(plain):
            continue
        conflict = loads(dumps(_secretive(Random(f"secret {seed}"), plain)))
        if not secret(conflict):
            continue
        path = tmp_path / "conflict.yaml"
        path.write_text(dumps(conflict), encoding="utf-8")
        for words in (("--public",), ()):
            done = CliRunner().invoke(app, ["export", str(path), *words])
            if words and "C001" in done.stderr:
                continue  # words of what is withheld stand elsewhere: tests of hiding look at it
            assert done.exit_code == 0, done.stderr
            scene = Scene(conflict, Call("export", words))
            scene.at.notes, scene.at.text = [], done.stdout
            wrong += [f"{seed}: {line}" for line in read(scene, done.stderr, [say])]
            if words and secret(loads(done.stdout)):
                wrong.append(f"{seed}: something confidential is in the file")
            if not words and "confidential items are in the file" not in done.stderr:
                wrong.append(f"{seed}: that the file is confidential is not said")
        texts += 1
    assert not wrong, "\n".join(wrong[:20])
    assert texts > 30
    assert HITS["{n:int} items were withheld"]
    assert HITS["1 item was withheld"]
