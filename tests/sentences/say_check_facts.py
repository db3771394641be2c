"""What `check` says beside problems: how many there are, how far quotations are proven, what is unused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from detente.conflict.basis import Basis, Quotation
from detente.conflict.time import parse_day

from .rows import Rows, Said
from .scene import Scene

say = Rows("check", covers=("cli/check.py", "checking.py"))
STATUSES = ("verbatim", "declared", "paraphrased", "missing")
TELLING = 4  # words of a quotation that make a document the original of its source


# how many problems -------------------------------------------------------------------------------


@say("{title:any}: no problems", "{title:any}: {n:int} error(s)", "{title:any}: {m:int} warning(s)",
     "{title:any}: {n:int} error(s) and {m:int} warning(s)")  # fmt: skip
def problems(scene: Scene, said: Said) -> bool:
    """As many as are listed on standard error; the title, or the file where none could be read."""
    scene.at.head = True
    told = {kind: said.number(key) if key in said.words else 0 for key, kind in KINDS.items()}
    counts = {kind: scene.at.listed.count(kind) for kind in KINDS.values()}
    return told == counts and said.title == scene.conflict.title


KINDS = {"n": "error", "m": "warning"}


# quotations ----------------------------------------------------------------------------------------


def words(text: str) -> str:
    """Return the words of a text, each between two spaces, as they are compared."""
    letters = "".join(letter if letter.isalnum() else " " for letter in text.casefold())
    return f" {' '.join(letters.split())} "


def _stands(quotation: Quotation, text: str) -> bool:
    return bool(words(quotation.text).strip()) and words(quotation.text) in words(text)


def confirmed(scene: Scene) -> set[str]:
    """Return the quotations whose words stand in an original."""
    return {
        quotation.name
        for quotation in scene.conflict.quotations
        if any(_stands(quotation, text) for text in scene.at.originals.values())
    }


def _at_hand(scene: Scene) -> set[str]:
    """Return the sources that an original is of: those with most quotations of some words in it."""
    found = set()
    for text in scene.at.originals.values():
        telling = [
            quotation.source
            for quotation in scene.conflict.quotations
            if len(quotation.text.split()) >= TELLING and _stands(quotation, text)
        ]
        most = max(map(telling.count, telling), default=0)
        found |= {name for name in telling if telling.count(name) == most}
    return found


def status(scene: Scene, quotation: Quotation) -> str:
    """Return how far a quotation is proven, as the page on evidence defines it."""
    if not quotation.text:
        return "paraphrased"
    if quotation.name in confirmed(scene):
        return "verbatim"
    source = scene.conflict.source(quotation.source)
    dossier = scene.at.dossiers.get(source.file, "") if source.file else ""
    return (
        "declared"
        if source.name not in _at_hand(scene) and _stands(quotation, dossier)
        else "missing"
    )


@say("{n:int} quotation(s): {parts}.", "1 quotation: {parts}.",
     "{n:int} quotation(s): {parts}; {k:int} confirmed in the originals.",
     "1 quotation: {parts}; {k:int} confirmed in the originals.")  # fmt: skip
def proven(scene: Scene, said: Said) -> bool:
    scene.at.proven = True
    many = [status(scene, quotation) for quotation in scene.conflict.quotations]
    parts = [f"{many.count(one)} {one}" for one in STATUSES if one in many]
    right = scene.items(said.parts) == parts
    right &= (said.number("n") if "n" in said.words else 1) == len(many)
    right &= ("k" in said.words) == ("--originals" in scene.call.words)
    return right and ("k" not in said.words or said.number("k") == len(confirmed(scene)))


# days, and what nothing rests on -------------------------------------------------------------------


def rested(value: Any, *, outside: tuple[str, ...] = ()) -> set[str]:
    """Return the quotations for or against anything inside a value, but for some of its fields."""
    if isinstance(value, tuple):
        return set().union(*(rested(one) for one in value))
    if isinstance(value, Basis):
        return {*value.because, *value.against}
    if is_dataclass(value):
        names = [field.name for field in fields(value) if field.name not in outside]
        return set().union(*(rested(getattr(value, name)) for name in names))
    return set()


OUTSIDE = ("sources", "quotations")
TOLD = (*OUTSIDE, "targets", "perspectives", "outcome")  # no parts of the model


def later(scene: Scene) -> list[str]:
    """Return the quotations behind the model whose day, or that of their source, is after its own."""
    conflict = scene.conflict
    if conflict.as_of is None:
        return []
    found = []
    for quotation in conflict.quotations:
        day = parse_day(quotation.date or conflict.source(quotation.source).date)
        if day is not None and day.first > conflict.as_of.last:
            found += [quotation.name] if quotation.name in rested(conflict, outside=TOLD) else []
    return found


def unused(scene: Scene) -> list[str]:
    """Return the quotations that nothing in the file rests on."""
    some = rested(scene.conflict, outside=OUTSIDE)
    return [q.name for q in scene.conflict.quotations if q.name not in some]


@say("Written with hindsight: {n:int} quotation is later than its day: {names}.",
     "Written with hindsight: {n:int} quotations are later than its day: {names}.")  # fmt: skip
def hindsight(scene: Scene, said: Said) -> bool:
    scene.at.later = True
    found = later(scene)
    right = said.number("n") == len(found) and (" is later" in said.text) == (len(found) == 1)
    return right and scene.items(said.names) == found


@say("Quoted, but nothing rests on it: {names}.")
def nothing_rests(scene: Scene, said: Said) -> bool:
    scene.at.unused = True
    return scene.items(said.names) == unused(scene)


@say.end
def told(scene: Scene) -> Iterator[str]:
    """Yield what had to be told and is not."""
    for name, expected in (
        ("head", True),
        ("proven", bool(scene.conflict.quotations)),
        ("later", bool(later(scene))),
        ("unused", bool(unused(scene))),
        ("limits", hasattr(scene.at, "limits") if scene.exit_code == 1 else scene.exit_code == 3),
    ):
        if expected != hasattr(scene.at, name):
            yield f"{name}, which {'is due' if expected else 'is not due'}"


# what was not looked at ----------------------------------------------------------------------------


@say("Left out: {n:int} original(s), because at most {m:int} are looked at.")
def originals_left_out(scene: Scene, said: Said) -> bool:
    scene.at.limits = True
    kept = len(scene.at.originals)
    return said.number("m") == kept and said.number("n") == scene.at.folder - kept > 0


@say("Left out: what can never happen. The model is too large to be listed state by state.",
     "Left out: originals that are too large to be read, {n:int} of them.")  # fmt: skip
def too_large(scene: Scene, said: Said) -> bool:
    """Where a test has lowered what is too large; nothing that can never be is told then."""
    scene.at.limits = True
    large = scene.at.large
    return said.number("n") == len(large) > 0 if "n" in said.words else scene.at.unlisted


@say.part("in perspective '{name}': {message}")
def elsewhere(scene: Scene, said: Said) -> bool:
    raise AssertionError("`say_check.judged` puts them together")
