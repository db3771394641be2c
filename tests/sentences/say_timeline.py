"""What `timeline` says: each dated quotation on its day, and the days that the model names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from detente.conflict.basis import Quotation
from detente.conflict.time import Day, parse_day

from .items import says
from .reading import Line
from .rows import Rows, Said
from .scene import Call, Scene

say = Rows("timeline", covers=("evidence/timeline/results.py", "telling/dated.py", "evidence/timeline/asking.py",
                               "evidence/timeline/heard.py"))  # fmt: skip


def calls(scene: Scene, rng: Random) -> Iterator[Call]:
    """Yield what is asked: all of it, one party, some years, another perspective."""
    conflict = scene.conflict
    yield Call("timeline")
    views = [view.name for view in conflict.perspectives]
    if not conflict.quotations:
        return
    yield Call("timeline", perspective=rng.choice([*views, "everything"]))
    party = rng.choice(conflict.parties).name
    since, until = rng.choice(("2021", "2021-10")), rng.choice(("2021-10-27", "2022"))
    for words in (["--party", party], ["--since", since], ["--until", until, "--since", "2021-05"]):
        yield Call("timeline", tuple(words))


def dated(scene: Scene) -> list[tuple[Quotation, Day, bool]]:
    """Return the quotations that are heard and have a day; whether it is that of publication.

    'What a study of 2018 quotes was not said in 2018: only a report of a day is of its day.'
    """
    found = []
    for one in scene.conflict.quotations:
        own = parse_day(one.date) if one.date else None
        other = parse_day(scene.conflict.source(one.source).date)
        published = own is None
        day = other if own is None and other is not None and other.first == other.last else own
        if day is not None and scene.model.perspective.admits(one):
            found.append((one, day, published))
    return found


def expected(scene: Scene) -> list[tuple[Quotation, Day, bool]]:
    """Return those of the party and the time that is asked for."""
    party = scene.call.flag("--party")
    since, until = (parse_day(scene.call.flag(f"--{w}") or "") for w in ("since", "until"))
    return [
        (one, day, published)
        for one, day, published in dated(scene)
        if (not party or party == one.party or party in one.about)
        and (since is None or day.last >= since.first)
        and (until is None or day.first <= until.last)
    ]


@say("{title}: {n:int} quotation from {first} to {last}.",
     "{title}: {n:int} quotations from {first} to {last}.")  # fmt: skip
def head(scene: Scene, said: Said) -> bool:
    found = [day for _, day, _ in expected(scene)]
    first, last = min(d.first for d in found), max(d.last for d in found)
    right = said.number("n") == len(found) and (" quotations " in said.text) == (len(found) != 1)
    return right and (said.first, said.last) == (first.isoformat(), last.isoformat())


@say("{title}: nothing that has a day.")
def nothing(scene: Scene, said: Said) -> bool:
    return not expected(scene) and said.words["title"] == scene.conflict.title


@say("1 quotation gives no day, and stands nowhere here.",
     "{n:int} quotations give no day, and stand nowhere here.")  # fmt: skip
def undated(scene: Scene, said: Said) -> bool:
    heard = [q for q in scene.conflict.quotations if scene.model.perspective.admits(q)]
    many = len(heard) - len(dated(scene))
    return int(said.words.get("n", "1")) == many > 0 and (" quotations " in said.text) == (
        many != 1
    )


@say("{day}    ** as of", "{day}    ** as of ({text})")
def as_of(scene: Scene, said: Said) -> bool:
    day = scene.conflict.as_of
    assert day is not None
    _tell(scene, said.text)
    which = said.words.get("text", day.first.isoformat())
    return said.day == day.first.isoformat() and which == day.text


@say("{day}    ** {title}: preferences change", "{day}    ** {title}: terms change",
     "{day}    ** {title}: preferences and terms change", "{day}    ** another epoch: {what} change",
     "{day}    ** {title}: no list changes")  # fmt: skip
def epoch(scene: Scene, said: Said) -> bool:
    """On its first day; which lists it gives in place of others."""
    _tell(scene, said.text)
    title = said.words.get("title", "another epoch")
    what = re.sub(r".*: (.*) changes?$", r"\1", said.text)
    for one in scene.conflict.epochs:
        lists = ["preferences"] if any(c.prefers is not None for c in one.parties) else []
        lists += ["terms"] if any(c.conditions is not None for c in one.parties) else []
        changed = " and ".join(lists) or "no list"
        if (one.start.first.isoformat(), one.title or "another epoch", changed) == (
            said.day, title, what
        ):  # fmt: skip
            return True
    return False


@say("{day}    ** {window:any}")
def window(scene: Scene, said: Said) -> bool:
    """A window, on its first day or, where it is open, on its last."""
    _tell(scene, said.text)
    for option in scene.conflict.options:
        for number, one in enumerate(option.windows, start=1):
            day = one.start or one.end
            assert day is not None
            name = f"{option.name}.window.{number}"
            if day.first.isoformat() == said.day and says(scene, said.window, name):
                return True
    return False


def _tell(scene: Scene, line: str) -> None:
    if not hasattr(scene.at, "lines"):
        scene.at.lines = []
    scene.at.lines.append(line)


@say.part("(the day of publication)", "{first} to {last}", "To be asked: {question}",
          "{where} and {n:int} more")  # fmt: skip
def of_an_item(scene: Scene, said: Said) -> bool:
    raise AssertionError("`item` puts them together; only a corpus has questions")


@say.part("'{corpus}' tells {n:int} items of nobody who is a party of this file.",
          "'{corpus}' tells 1 item of nobody who is a party of this file.",
          "Of what '{corpus}' tells, {n:int} of a party give no day.",
          "Of what '{corpus}' tells, 1 of a party gives no day.")  # fmt: skip
def of_a_corpus(scene: Scene, said: Said) -> bool:
    """Corpora have tests of their own."""
    return False


@say.other
def item(scene: Scene, line: Line) -> bool | None:
    """A quotation on its day: who says it, for whom or on whom, in which voice, in which words."""
    found = re.fullmatch(r"(\d{4}-\d{2}-\d{2})    (.*) \[(\S+)\]", line.text)
    if found is None:
        return None
    _tell(scene, line.text)
    day, text, name = found[1], found[2], found[3]
    for one, when, published in expected(scene):
        if one.name == name:
            return (day, text) == (
                when.first.isoformat(),
                _told(scene, one, when, published=published),
            )
    return False


def _told(scene: Scene, one: Quotation, day: Day, *, published: bool) -> str:
    titles = [party.title for party in scene.conflict.parties]

    def called(name: str) -> str:
        title = scene.conflict.party(name).title
        return f"{title} ({name})" if titles.count(title) > 1 else title

    whose = called(one.party) if one.party else ""
    speaker = "" if one.speaker == whose else one.speaker
    about = [called(name) for name in one.about] if not one.party else []
    listed = " and ".join(filter(None, (", ".join(about[:-1]), *about[-1:])))
    voice = "" if one.voice == "own words" else one.voice
    told = f"{voice} on {listed}".strip() if listed else voice
    head = ", ".join(filter(None, (whose, speaker, told)))
    words = " ".join((one.text or one.paraphrase).split())
    words = f"\u201c{words}\u201d" if one.text and one.voice == "own words" else words
    said = f"{head}: {words}" if head else words
    said = said[0].upper() + said[1:] if head else said
    if published:
        return f"{said} (the day of publication)"
    return said if day.first == day.last else f"{said} ({day.text})"


@say.end
def missing(scene: Scene) -> Iterator[str]:
    """Yield that a line is missing, or that the lines do not stand in the order of their days."""
    lines = getattr(scene.at, "lines", [])
    conflict = scene.conflict
    marks = len(conflict.epochs) + sum(len(option.windows) for option in conflict.options)
    many = len(expected(scene)) + marks + (conflict.as_of is not None)
    if len({*lines}) != many and len(lines) != many:
        yield f"{many} lines, {len(lines)} told"
    if [line[:10] for line in lines] != sorted(line[:10] for line in lines):
        yield "the days are not in order"
