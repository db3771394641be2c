"""What `brief` counts: items, assumptions, quotations; and how all of it was computed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from detente.conflict.basis import Basis
from detente.conflict.fingerprint import fingerprint
from detente.version import program_version
from tests.oracle.verdicts import concepts_of

from .brief_scene import CUT, held, lines_of, target_name
from .items import Item, items_of
from .rows import Rows, Said
from .say_brief import TITLES
from .say_brief_target import item_said
from .say_brief_wants import rests_on
from .scene import Scene

say = Rows(
    "brief",
    covers=("analyses/stability/catalogue.py", "briefing/building.py", "briefing/content.py"),
)

COMPUTED = "HOW THIS WAS COMPUTED"
KINDS = {
    "statement": "statement",
    "weight": "statement",
    "ranking": "statement",
    "condition": "condition",
    "rule": "rule",
    "option": "option",
    "channel": "channel",
    "window": "window",
    "takes": "duration",
}
ORDER = ("statement", "condition", "rule", "option", "channel", "window", "duration")


def counting(scene: Scene) -> dict[str, tuple[str, Basis]]:
    """Return what counts, now or from a later epoch on, by id: its type and what it rests on.

    'The assumption count covers statements, conditions, rules, options, channels, windows and
    durations, by type'; what is true by definition is none of them.
    """
    known = scene.at.__dict__
    if "counting" not in known:
        found = _counting(scene)
        for epoch in scene.conflict.epochs:
            if scene.epoch is None or epoch.start.first > scene.epoch:
                then = Scene(scene.conflict, scene.call, at=scene.at)
                then.__dict__["epoch"] = epoch.start.first
                found = {**_counting(then), **found}
        known["counting"] = found
    return dict(known["counting"])


def _counting(scene: Scene) -> dict[str, tuple[str, Basis]]:
    model, found = scene.model, dict[str, tuple[str, Basis]]()
    kept = {rule.id for rule in model.rules} | {channel.id for channel in model.channels}
    for party, (left, terms) in model.chosen.items():
        kept |= {item.id for item in (*left.prefers, *left.weights, *terms)}  # type: ignore[union-attr]
        if left.ranking is not None:
            kept.add(f"{party}.ranking")
    for name, item in items_of(scene.conflict).items():
        always = item.kind in ("option", "window", "takes")
        if item.kind in KINDS and (always or name in kept):
            basis = _basis(scene, name, item)
            if not basis.definition:
                found[name] = KINDS[item.kind], basis
    return found


def _basis(scene: Scene, name: str, item: Item) -> Basis:
    if item.kind == "ranking" and not item.basis.because:
        return next(p.basis for p in scene.conflict.parties if p.name == item.party)
    return rests_on(scene, item.value) if item.kind == "statement" else item.basis


def assumed(scene: Scene) -> dict[str, str]:
    """Return what no quotation that is heard supports, by id, with its type."""
    conflict, view = scene.conflict, scene.model.perspective
    heard = {q.name for q in conflict.quotations if view.admits(q)}
    return {
        name: kind
        for name, (kind, basis) in counting(scene).items()
        if not heard & set(basis.because)
    }


# counts ------------------------------------------------------------------------------------------


@say(*(f"{{n:int}} of the {{m:int}} item(s) of the model {are}, which no source supports: {{parts}}{all}."
       for are in ("are assumptions", "is an assumption")
       for all in ("", "; all {sourced} rest on a quotation")))  # fmt: skip
def count(scene: Scene, said: Said) -> bool:
    every = Counter(kind for kind, _ in counting(scene).values())
    some = Counter(assumed(scene).values())
    told = {}
    for part in scene.items(said.parts):
        match = re.fullmatch(r"([\d,]+) of ([\d,]+) (\w+?)s?", part)
        assert match is not None, part
        told[match[3]] = (int(match[1]), int(match[2]))
    sourced = {one.removesuffix("s") for one in scene.items(said.words.get("sourced", "")) if one}
    return (
        (said.number("n"), said.number("m")) == (some.total(), every.total())
        and ("is an assumption" in said.text) == (some.total() == 1)
        and told == {kind: (some[kind], every[kind]) for kind in some}
        and sourced == set(every) - set(some)
    )


@say("All {n:int} items of the model rest on a quotation.",
     "The only item of the model rests on a quotation.")  # fmt: skip
def all_sourced(scene: Scene, said: Said) -> bool:
    many = said.number("n") if "n" in said.words else 1
    return many == len(counting(scene)) and not assumed(scene)


@say("The model has no item that a quotation could support.")
def no_item(scene: Scene, said: Said) -> bool:
    return not counting(scene)


@say("The file has no quotation.")
def no_quotation(scene: Scene, said: Said) -> bool:
    return not scene.conflict.quotations


@say("This perspective hears no quotation of the file.")
def hears_none(scene: Scene, said: Said) -> bool:
    view = scene.model.perspective
    quotations = scene.conflict.quotations
    return bool(quotations) and not any(view.admits(q) for q in quotations)


@say("{n:int} quotations from {m:int} sources ({voices}); {k:int} come from one source, “{title}”.",
     "{n:int} quotations from {m:int} sources ({voices}); {k:int} comes from one source, “{title}”.",
     "{n:int} quotations from {m:int} source ({voices}).",
     "{n:int} quotation from {m:int} source ({voices}).")  # fmt: skip
def quotations(scene: Scene, said: Said) -> bool:
    conflict, view = scene.conflict, scene.model.perspective
    heard = [q for q in conflict.quotations if view.admits(q)]
    sources = Counter(q.source for q in heard)
    voices = dict(Counter(q.voice for q in heard))
    told = {}
    for part in said.voices.split(", "):
        voice, number = part.rsplit(" ", 1)
        told[voice] = int(number)
    right = (said.number("n"), said.number("m"), told) == (len(heard), len(sources), voices)
    if "k" not in said.words:
        return right and len(sources) == 1
    most = sources.most_common(1)[0][1]
    named = [
        s.name
        for s in conflict.sources
        if said.title in (s.title, f"{s.title} ({s.name})") and sources[s.name] == most
    ]
    return right and said.number("k") == most and bool(named)


# what no source says -----------------------------------------------------------------------------

ASSUMED = "WHAT NO SOURCE SAYS"


@say("{kind}s ({n:int})", "Disputed: a source speaks against it ({n:int})")
def assumed_heading(scene: Scene, said: Said) -> bool:
    """As many items are listed below, each told once."""
    disputed = said.text.startswith("Disputed")
    if disputed:
        scene.at.listed = [name for name, (_, b) in counting(scene).items() if b.against]
    else:
        kind = said.kind.lower()
        scene.at.listed = [name for name, k in assumed(scene).items() if k == kind]
    told = lines_of(scene, ASSUMED, said.text)
    return said.number("n") == len(told) == len(scene.at.listed)


@say.other
def an_item(scene: Scene, line: object) -> bool | None:
    """An item that is assumed, or disputed, and was not told yet."""
    if not scene.at.block:
        return None
    text = line.text  # type: ignore[attr-defined]
    for name in scene.at.listed:
        item = items_of(scene.conflict)[name]
        if item.kind == "ranking":
            match = re.fullmatch("How (.*) ranks the states.", text)
            right = match is not None and scene.party(match[1]) == item.party
        else:
            right = item_said(scene, text, name)
        if right:
            scene.at.listed.remove(name)
            return True
    return False


@say.part("How {who} ranks the states.", "{who} counts {n} where {clause:any}.")
def other_items(scene: Scene, said: Said) -> bool:
    return True  # read above


# how it was computed -----------------------------------------------------------------------------


@say("A graph model (Kilgour, Hipel and Fang 1987; Fang, Hipel and Kilgour 1993) with {n:int} states, "
     "{m:int} parties and {k:int} options.",
     "A graph model (Kilgour, Hipel and Fang 1987; Fang, Hipel and Kilgour 1993) with {n:int} state, "
     "{m:int} parties and {k:int} options.")  # fmt: skip
def size(scene: Scene, said: Said) -> bool:
    sizes = (len(scene.model.states), len(scene.model.parties), len(scene.conflict.options))
    return (said.number("n"), said.number("m"), said.number("k")) == sizes


@say("A state rests if no party gains by moving alone (Nash stability) and there is no joint improving "
     "move: a bundle of steps that all its parties prefer, that meets the conditions they have "
     "declared, and for which their channels are open.",
     "An order of steps is legal if each of its bundles is a legal joint move (Kilgour, Hipel, Fang "
     "and Peng 2001); a party accepts it if its conditions are met, no red line of its own is crossed "
     "and it is never worse off than at its floor, which is the status quo unless it names another. "
     "What blocks a target is the first of six rungs that fails: content, reach, sequence, "
     "commitment, time, ratification. Dates follow from a simple temporal network (Dechter, Meiri "
     "and Pearl 1991), the crux from the index of Penrose (1946) and Banzhaf (1965).")  # fmt: skip
def definitions(scene: Scene, said: Said) -> bool:
    asked = target_name(scene) is not None and scene.model.plain
    return said.text.startswith("A state") or asked  # what the words mean


BOOK = "Fang, Hipel and Kilgour 1993"
ORIGINS = {  # where each concept was first defined, and the book with the form used here
    "Nash stability": f"Nash 1950; {BOOK}",
    "general metarationality": f"Howard 1971; {BOOK}",
    "symmetric metarationality": f"Howard 1971; {BOOK}",
    "sequential stability": f"Fraser and Hipel 1979; {BOOK}",
    "symmetric sequential stability": "Rêgo and Vieira 2017",
    "simultaneous stability": "Fraser and Hipel 1979, read on its own",
    "Fraser and Hipel's tableau": "Fraser and Hipel 1984",
}


@say.part(*(f"{title}, from {origin}" for title, origin in ORIGINS.items()))
def origin_of(scene: Scene, said: Said) -> bool:
    raise AssertionError("`concepts` reads them")


@say("Concepts of stability computed: {concepts:any}. Sanctions are legal sequences of moves in "
     "which nobody moves twice running.")  # fmt: skip
def concepts(scene: Scene, said: Said) -> bool:
    origins = {TITLES[title]: f"{title} ({origin})" for title, origin in ORIGINS.items()}
    return _apart(said.concepts) == [origins[name] for name in concepts_of(scene.model)]


def _apart(text: str) -> list[str]:
    return [f"{one})" for one in text.removesuffix(")").split("); ")]


@say("{names} left out: moves at the same moment are defined where no states are merged or listed by "
     "name")  # fmt: skip
def left_out(scene: Scene, said: Said) -> bool:
    return scene.items(said.names) == ["sim", "fraser-hipel"] and not scene.model.plain


@say("Perspective '{name}': {note:any}", "Perspective '{name}' (this brief): {note:any}")
def perspective(scene: Scene, said: Said) -> bool:
    here = said.text.startswith(f"Perspective '{said.name}' (this brief)")
    notes = {p.name: " ".join(p.basis.note.split()) for p in scene.conflict.perspectives}
    return notes.get(said.name) == said.note and here == (said.name == scene.model.perspective.name)


@say("Détente {version}; fingerprint of the model: {mark}.")
def made_by(scene: Scene, said: Said) -> bool:
    return (said.version, said.mark) == (program_version(), fingerprint(scene.conflict))


@say("What a limit left out")
def limits_heading(scene: Scene, said: Said) -> bool:
    """What was left out stands below, line by line; the exit code tells it too."""
    return bool(lines_of(scene, COMPUTED, said.text)) and scene.exit_code == 3


@say.end
def limits_told(scene: Scene) -> Iterator[str]:
    """Yield that an answer is said to be a part although nothing is said to be left out."""
    told = bool(lines_of(scene, COMPUTED, "What a limit left out"))
    if not CUT and told != (scene.exit_code == 3):
        yield f"exit code {scene.exit_code}, where what was left out is {'' if told else 'not '}told"


@say("'detente {command}' was left out: this model is too large for a brief.")
def too_large(scene: Scene, said: Said) -> bool:
    """Of small files only the concessions can be too many: there are more than ten positions."""
    return said.command == "unlocks" and len(held(scene)) > 10
