"""What `import` says of `.gmcr` files, on random ones: as we write them, and then changed by hand."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

from click.testing import CliRunner

from detente.cli.main import app
from detente.language.loading import loads

from .files import random_file
from .reading import read
from .rows import HITS
from .running import odd_numbers
from .say_import import FLAGS, say
from .scene import Call, Scene

File = dict[str, Any]


def changed(rng: Random, file: File) -> File:
    """Return the file with some changes, as other programs and people make them."""
    makers, options = file["decisionMakers"], file["options"]
    for change in sorted(rng.sample(CHANGES, rng.randint(0, 5)), key=CHANGES.index):
        change(rng, file, rng.choice(makers), rng.choice(options))
    return file


def _flag(rng: Random, file: File, maker: File, option: File) -> None:
    for key in FLAGS:
        file.pop(key, None)
        if rng.random() < 0.5:
            file[key] = rng.random() < 0.5


def _statements(rng: Random, file: File, maker: File, option: File) -> None:
    both = [[0, "Y"], [0, "N"]]
    odd: list[Any] = [[], both, {"compound": True, "members": [both, []]}]
    maker["preferences"] = rng.choice(([], [*maker["preferences"], rng.choice(odd)], [[[0, "N"]]]))


def _ranking(rng: Random, file: File, maker: File, option: File) -> None:
    tiers = list(maker["preferenceRanking"])
    rng.shuffle(tiers)
    kept = tiers[rng.randint(0, 1) :]
    more = rng.choice(([], kept[:1], [1], [1 << len(file["options"])]))
    maker["preferenceRanking"] = rng.choice(([], [*kept, *more], kept, kept[:1]))


def _vector(rng: Random, file: File, maker: File, option: File) -> None:
    maker["preferenceVector"] = rng.choice((maker["preferenceRanking"], [1]))


def _owners(rng: Random, file: File, maker: File, option: File) -> None:
    maker["options"] = rng.choice(([], [*range(len(file["options"]))]))


def _direction(rng: Random, file: File, maker: File, option: File) -> None:
    if rng.random() < 0.5:
        option.pop("permittedDirection", None)
    option["reversible"] = rng.choice((True, False, "irreversible", "both", "backward", "perhaps"))


def _infeasible(rng: Random, file: File, maker: File, option: File) -> None:
    if rng.random() < 0.5:
        file["infeasibles"].append([[0, "Y"], [0, "N"]])
    if rng.random() < 0.3:
        file["infeasible"] = file.pop("infeasibles")
    elif rng.random() < 0.3:
        file["infeasible"] = [[[0, "Y"]]]


def _others(rng: Random, file: File, maker: File, option: File) -> None:
    where = rng.choice((file, maker, option))
    where[rng.choice(("irreversibles", "perceived", "colour", "indistinguishables"))] = 1
    file["coalitions"] = rng.choice(([0], [[0, 1]], [[0, 1], 0]))
    maker["misperceptions"] = rng.choice(([], [1]))


def _titles(rng: Random, file: File, maker: File, option: File) -> None:
    file[rng.choice(("title", "description"))] = rng.choice(("A quarrel", 7, "long " * 2_100))
    if rng.random() < 0.5:
        file["detente"]["summary"] = rng.choice((3, "Long and bitter.", "word " * 20))


def _names(rng: Random, file: File, maker: File, option: File) -> None:
    file.pop("detente", None)
    option["name"] = rng.choice(file["options"])["name"]
    maker["name"] = rng.choice(("The port", "42", maker["name"]))


def _payoffs(rng: Random, file: File, maker: File, option: File) -> None:
    maker["preferences"], maker["preferenceRanking"] = [], []
    maker["payoffs"] = [1, 2]


CHANGES = [_flag, _statements, _ranking, _vector, _owners, _direction, _infeasible, _others,
           _titles, _payoffs, _names]  # fmt: skip


def test_what_is_left_out_of_a_gmcr_file_is_told(tmp_path: Path) -> None:
    """Every note is true of the JSON, and the conflict has its states and preferences."""
    wrong, texts, path = list[str](), 0, tmp_path / "model.gmcr"
    for seed in range(360):
        conflict = loads(random_file(seed).text)
        if conflict.explicit or len(conflict.options) > 4:
            continue
        (tmp_path / "conflict.yaml").write_text(random_file(seed).text, encoding="utf-8")
        made = CliRunner().invoke(app, ["export", str(tmp_path / "conflict.yaml"), "--as", "gmcr"])
        rng = Random(f"gmcr {seed}")
        text = json.dumps(changed(rng, json.loads(made.stdout)))
        if rng.random() < 0.1:
            text = text[:-1] + ', "coalitions": []}'  # the key stands there already
        path.write_text(text, encoding="utf-8")
        done = CliRunner().invoke(app, ["import", str(path)])
        if done.exit_code:
            assert done.exit_code == 1, done.output
            assert "  G0" in done.stderr
            continue
        scene = Scene(loads(done.stdout), Call("import"))
        scene.at.file, scene.at.text = json.loads(text), text
        wrong += [f"{seed}: {line}" for line in read(scene, done.stderr, [say])]
        wrong += [f"{seed}: badly said: {line}" for line in odd_numbers(done.stderr)]
        texts += 1
    assert not wrong, "\n".join(wrong[:30])
    assert texts > 100
    unseen = [row.template for row in say.rows if not row.part and not HITS[row.template]]
    assert len(unseen) < len(say.rows) / 2, unseen
