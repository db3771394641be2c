"""What `stability --against` says below its own answer: what changed since an older version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from . import say_compare, say_verdicts
from .items import say as items_say
from .items_more import say as items_more_say
from .reading import Line, read
from .rows import Rows, Said
from .scene import FIRST, Call, Scene

say = Rows("against")
START = "What changed since the older version, "


def calls(scene: Scene, rng: Random) -> Iterator[Call]:
    """Yield the file after known edits, asked about with the one that is written as the older."""
    yield from say_compare.asked(scene, rng, "stability", ("--against", FIRST))


@say("What changed since the older version, '{title}'")
def title(scene: Scene, said: Said) -> bool:
    return said.words["title"] == say_compare.both_of(scene).old.conflict.title


@say.other
def legend(scene: Scene, line: Line) -> bool | None:
    """What the short names stand for, in the words of the newer version."""
    both = say_compare.both_of(scene)
    options = {o.name: o for version in (both.old, both.new) for o in version.conflict.options}
    name, _, label = line.text.partition(": ")
    if name not in options or line.marker:
        return None
    option = options[name]
    alike = [one.title for one in options.values()].count(option.title) > 1
    return label == (f"{option.title} ({option.name})" if alike else option.title)


def judged(scene: Scene, path: Path, text: str) -> list[str]:
    """Read what stands below the answer; the answer is that of `stability`."""
    _, start, rest = text.partition(START)
    if not start:
        return ["nothing is said of the older version"]
    rows = [say, say_compare.say, say_verdicts.say, items_say, items_more_say]
    return read(scene, start + rest, rows)
