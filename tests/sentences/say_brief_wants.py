"""What `brief` says of wishes and terms, in lists and step by step, and of who said what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from detente.conflict.basis import Basis, Quotation
from detente.conflict.conflict import statements
from detente.conflict.logic import Implies, Name, Not, names
from detente.conflict.options import Option
from detente.conflict.parties import AnyOrder, Condition, Party, Statement

from .brief_forms import Grid, Told
from .brief_scene import lines_of, quo
from .brief_words import bare_said, term_said, wish_said
from .items import clauses, coalitions
from .rows import Rows, Said
from .scene import Scene

say = Rows("brief", covers=("briefing/wanting.py", "briefing/items.py"))

WISHES = "WHO WANTS WHAT, ON WHAT TERMS"


def marks(scene: Scene, basis: Basis) -> tuple[str, ...]:
    """Return what stands behind an item: its quotations by number and voice, or that it has none."""
    conflict, view = scene.conflict, scene.model.perspective
    numbers = quotation_numbers(scene)

    def mark(name: str) -> str:
        voice = conflict.quotation(name).voice
        return f"{numbers[name]}{'' if voice == 'own words' else ' ' + voice}"

    heard = [name for name in basis.because if view.admits(conflict.quotation(name))]
    found = [mark(name) for name in heard]
    if basis.definition:
        found.append("definition")
    elif not heard:
        found.append("assumption")
    return (*found, *(f"against {mark(name)}" for name in basis.against))


def rests_on(scene: Scene, item: Statement) -> Basis:
    """Return what a statement rests on, and with it what its group of unknown order rests on."""
    lists = [party.prefers for party in scene.conflict.parties]
    lists += [c.prefers or () for e in scene.conflict.epochs for c in e.parties]
    for group in (one for listed in lists for one in listed if isinstance(one, AnyOrder)):
        if any(one.id == item.id for one in group.statements):
            own, also = item.basis, group.basis
            because = tuple(dict.fromkeys((*own.because, *also.because)))
            against = tuple(dict.fromkeys((*own.against, *also.against)))
            return replace(own, because=because, against=against)
    return item.basis


def quotation_numbers(scene: Scene) -> dict[str, int]:
    """Return the number of every quotation: source by source, each in the order of the file."""
    conflict = scene.conflict
    order = [q.name for s in conflict.sources for q in conflict.quotations if q.source == s.name]
    return {name: number for number, name in enumerate(order, start=1)}


def left(scene: Scene, party: str) -> Party:
    """Return what counts of a party."""
    return scene.model.chosen[party][0]


# lists -------------------------------------------------------------------------------------------


@say("A red line must not be crossed; a demand could be conceded; the rest are wishes. Their order "
     "of importance is the analyst's reading. Numbers lead to the quotations at the end: a party's "
     "own words, unless marked as a report, an observer's view or the writer's own remark (gloss); "
     "'assumption' means that no source says it.")  # fmt: skip
def how_to_read(scene: Scene, said: Said) -> bool:
    return True  # how the lists are to be read; the marks are judged with each line


@say("{who} wants, most important first:", "{who} ({aliases}) wants, most important first:")
def wants_heading(scene: Scene, said: Said) -> bool:
    """Under it stands all that a party wants, as many lines as there are wishes."""
    party = titled(scene, said.text.removesuffix(" wants, most important first:"))
    scene.at.party = party
    told = lines_of(scene, WISHES, said.text)
    own = left(scene, party)
    many = len(own.weights) or len(list(statements(own.prefers)))
    return len(told) == (1 if own.ranking is not None else many or 1)


def titled(scene: Scene, text: str) -> str:
    """Return the party that a heading names, with what else it is called behind it."""
    for party in scene.conflict.parties:
        aliases = f" ({', '.join(party.aliases)})" if party.aliases else ""
        called = {party.title, f"{party.title} ({party.name})"}
        alike = sum(p.title == party.title for p in scene.conflict.parties) > 1
        called -= {party.title} if alike and party.title != party.name else set()
        if text in {f"{one}{also}" for one in called for also in ("", aliases)}:
            return party.name
    raise KeyError(text)


@say("Preferences: no statement found.")
def silent(scene: Scene, said: Said) -> bool:
    own = left(scene, scene.at.party)
    return not list(statements(own.prefers)) and not own.weights and own.ranking is None


@say("{kind}: no {what:any}", "{kind}: wants {what:any}", "{kind}: does not want {what:any}",
     "No {what:any} without {terms:any}", "No {what:any} unless {terms:any}",
     "Wants that {what:any}", "Wants {what:any}", "Does not want {what:any}",
     "{wish:any}; a strong preference")  # fmt: skip
def wish(scene: Scene, said: Said) -> bool:
    """The wish of that number in the party's list, how firm it is, and what it rests on."""
    listed = list(statements(left(scene, scene.at.party).prefers))
    if not 0 < scene.at.number <= len(listed):
        return False
    item, text = listed[scene.at.number - 1], said.text
    if text.endswith("; a strong preference") != item.much:
        return False
    text = text.removesuffix("; a strong preference") if item.much else text
    match = re.fullmatch("(?:(Red line|Demand): )?(.*)", text)
    assert match is not None
    kind = (match[1] or "Want").lower()
    wanted = match[2] if match[1] else match[2][:1].lower() + match[2][1:]
    right = wish_said(scene, wanted, item.formula)
    return kind == item.kind and right and scene.at.marks == marks(scene, rests_on(scene, item))


@say("Counts {n} where {clause:any}.")
def weight(scene: Scene, said: Said) -> bool:
    from fractions import Fraction

    listed = left(scene, scene.at.party).weights
    item = listed[scene.at.number - 1]
    right = clauses(scene).says_apart(said.clause, item.formula)
    return Fraction(said.n) == item.number and right and scene.at.marks == marks(scene, item.basis)


@say("Ranks whole states, best first: {tiers:any}.")
def ranking(scene: Scene, said: Said) -> bool:
    ranking = left(scene, scene.at.party).ranking
    assert ranking is not None
    tiers = said.tiers.split("; ")
    cut = tiers[-1] in ("...", "..")
    tiers = tiers[:-1] if cut else tiers
    if cut != (len(ranking.tiers) > 8):
        return False
    named = [
        {"others" if one == "all others" else _ranked(scene, one) for one in tier.split(" = ")}
        for tier in tiers
    ]
    basis = ranking.basis if ranking.basis.because else _party(scene).basis
    return named == [set(tier) for tier in ranking.tiers[:8]] and (
        scene.at.marks == marks(scene, basis)
    )


def _party(scene: Scene) -> Party:
    return next(p for p in scene.conflict.parties if p.name == scene.at.party)


def _ranked(scene: Scene, text: str) -> str:
    return scene.state(text)


@say("{who}: terms on steps")
def terms_heading(scene: Scene, said: Said) -> bool:
    scene.at.party = titled(scene, said.who)
    scene.at.terms = iter(scene.model.conditions[scene.at.party])
    told = lines_of(scene, WISHES, said.text)
    return len(told) == len(scene.model.conditions[scene.at.party])


@say("{step} only after {what:any}", "{step} only together with, or after, {what:any}")
def term(scene: Scene, said: Said) -> bool:
    item = next(scene.at.terms)
    assert isinstance(item, Condition)
    return term_said(scene, said.text, item) and scene.at.marks == marks(scene, item.basis)


# quotations --------------------------------------------------------------------------------------


@say("{who} in its own words", "What others say of {who}")
def quoted_heading(scene: Scene, said: Said) -> bool:
    """As many lines stand under it as there are quotations of the kind that are heard."""
    scene.at.party = titled(scene, said.who)
    kind = _own if said.text.endswith("own words") else _of_it
    scene.at.quoted = iter([q for q in _heard(scene) if kind(q, scene.at.party)])
    found = [q for q in _heard(scene) if kind(q, scene.at.party)]
    return len(lines_of(scene, WISHES, said.text)) == len(found)


def _heard(scene: Scene) -> list[Quotation]:
    return [q for q in scene.conflict.quotations if scene.model.perspective.admits(q)]


def _own(q: Quotation, party: str) -> bool:
    return q.party == party and q.voice == "own words" and bool(q.text)


def _of_it(q: Quotation, party: str) -> bool:
    return q.voice != "own words" and (party in q.about or q.party == party)


@say.other
def a_quotation(scene: Scene, line: object) -> bool | None:
    """Who said it, and the words; its number stands behind it."""
    text = line.text  # type: ignore[attr-defined]
    if scene.at.block.endswith("in its own words"):
        q = next(scene.at.quoted)
        title = next(p.title for p in scene.conflict.parties if p.name == q.party)
        expected = f"{q.speaker or title}: \u201c{' '.join(q.text.split())}\u201d"
    elif scene.at.block.startswith("What others say of"):
        q = next(scene.at.quoted)
        who = f"{q.speaker} ({q.voice})" if q.speaker else q.voice.capitalize()
        expected = f"{who}: {' '.join((q.text or q.paraphrase).split())}"
    else:
        return None
    number = quotation_numbers(scene)[q.name]
    mark = f"{number}{'' if q.voice == 'own words' else ' ' + q.voice}"
    named = text == expected or (
        q.voice == "own words"
        and not q.speaker
        and text.split(": ", 1)[1] == expected.split(": ", 1)[1]
    )
    return named and scene.at.marks == (mark,)


# step by step ------------------------------------------------------------------------------------


@say.table("Step by step: what it takes, and what each party says of it")
def matrix(scene: Scene, grid: Grid) -> Iterator[str]:
    parties = [titled_plain(scene, head) for head in grid.head[2:]]
    if parties != [p.name for p in scene.conflict.parties]:
        yield f"not the parties: {grid.head}"
    if len(grid.rows) != len(scene.conflict.options):
        yield "not a row for every option"
    for option, row in zip(scene.conflict.options, grid.rows, strict=True):
        called = row[0][0]
        if called.text not in (option.title, f"{option.title} ({option.name})"):
            yield f"not {option.name}: {called.text}"
        if called.marks != marks(scene, option.basis):
            yield f"not what {option.name} rests on: {called.marks}"
        if not _takes(scene, option, row[1]):
            yield f"not what {option.name} takes: {[t.text for t in row[1]]}"
        for party, cell in zip(parties, row[2:], strict=True):
            if not _cell(scene, party, option, cell):
                yield f"not what {party} says of {option.name}: {[t.text for t in cell]}"


def titled_plain(scene: Scene, text: str) -> str:
    """Return a party by what stands in the head of a table."""
    found = [p.name for p in scene.conflict.parties if text in (p.title, f"{p.title} ({p.name})")]
    return found[0] if len(found) == 1 else text


@say.part("In effect today.", "Cannot be undone.", "Ended by {who}.",
          "Ended by {who}, only after {what:any}.", "Needs {what:any}.", "Only after {what:any}.",
          "Slow: cannot be exchanged for another party's step at one moment.",
          "Verified by {who}.", "{who}, ratified by {others}.")  # fmt: skip
def taking(scene: Scene, said: Said) -> bool:
    return True  # read by the table


def _takes(scene: Scene, option: Option, cell: tuple[Told, ...]) -> bool:
    model, told = scene.model, [line.text for line in cell]
    kept = model.options[option.name]
    today = scene.status_quo is not None and any(
        option.name in point for point in model.members[quo(scene)]
    )
    if today != (told[:1] == ["In effect today."]) and model.plain:
        return False
    told = told[1:] if told[:1] == ["In effect today."] else told
    match = re.fullmatch(r"(?P<who>.*?)(?:, ratified by (?P<others>.*))?\.", told.pop(0))
    assert match is not None
    who = match["who"][:1].lower() + match["who"][1:]
    able = coalitions(scene, match["who"]) if who != "nobody" else set()
    ratify = set(scene.parties(match["others"])) if match["others"] else set()
    if able != set(map(frozenset, option.by)) or ratify != set(option.ratified_by):
        return False
    end = told.pop(0)
    if not option.undone_by:
        if end != "Cannot be undone.":
            return False
    else:
        match = re.fullmatch(r"Ended by (?P<who>.*?)(?:, only after (?P<what>.*))?\.", end)
        if match is None or coalitions(scene, match["who"]) != set(
            map(frozenset, option.undone_by)
        ):
            return False
        when = option.undone_when
        if (when is None) != (match["what"] is None):
            return False
        if when is not None and not bare_said(scene, match["what"], when):
            return False
    for start, formula in (("Needs ", kept.needs), ("Only after ", kept.after)):
        if formula is not None and not bare_said(
            scene, told.pop(0).removeprefix(start).removesuffix("."), formula
        ):
            return False
    if option.slow and told.pop(0) != (
        "Slow: cannot be exchanged for another party's step at one moment."
    ):
        return False
    if option.verified_by and told.pop(0) != f"Verified by {option.verified_by}.":
        return False
    return not told


@say.part("no statement found", "wants it", "does not want it", "not unless {what:any}",
          "wants: {what:any}", "only with or after {what:any}", "only after {what:any}",
          "to end it, only after {what:any}", "to end it, only with or after {what:any}",
          "{kind}: {wish:any}")  # fmt: skip
def short_of(scene: Scene, said: Said) -> bool:
    return True  # read by the table


def _cell(scene: Scene, party: str, option: Option, cell: tuple[Told, ...]) -> bool:
    """A party's terms on an option, then its wishes that speak of it first, or of nothing else."""
    terms = [c for c in scene.model.conditions[party] if c.step.option == option.name]
    wishes = list(statements(left(scene, party).prefers))
    kinds = {item.position: item.kind for item in wishes if item.position}
    told_by_terms = {c.position for c in terms if c.position}
    rest = list(cell)
    for one in terms:
        if not rest:
            return False
        line = rest.pop(0)
        match = re.fullmatch(
            r"(?:(?P<kind>red line|demand|want): )?(?P<end>to end it, )?only "
            r"(?P<when>after|with or after) (?P<what>.*)",
            line.text,
        )
        if match is None or line.marks != marks(scene, one.basis):
            return False
        kind = kinds.get(one.position, "") if one.position else ""
        order = "after" if match["when"] == "after" else "with"
        if ((match["kind"] or ""), (match["end"] is None), order) != (kind, one.step.on, one.order):
            return False
        if not bare_said(scene, match["what"], one.formula):
            return False
    for item in wishes:
        said = _said_of(item.formula, option.name)
        if not said or (item.position and item.position in told_by_terms):
            continue
        if not rest:
            return False
        line = rest.pop(0)
        match = re.fullmatch("(?:(red line|demand): )?(.*)", line.text)
        assert match is not None
        rests = marks(scene, rests_on(scene, item))
        if (match[1] or "want") != item.kind or line.marks != rests:
            return False
        if not _wish_of(scene, match[2], item.formula, said):
            return False
    if not terms and len(cell) == len(rest) == 1 and rest[0].text == "no statement found":
        return not any(
            _said_of(item.formula, option.name) and item.position not in told_by_terms
            for item in wishes
        )
    return not rest


def _said_of(formula: object, option: str) -> str:
    """Return how a wish speaks of an option: by itself, on terms, among others, or not."""
    match formula:
        case Name(name):
            return "alone" if name == option else ""
        case Not(Name(name)):
            return "alone" if name == option else ""
        case Implies(Name(name), _):
            return "terms" if name == option else ""
        case Implies():
            return ""
        case _:
            return "among" if option in names(formula) else ""  # type: ignore[arg-type]


def _wish_of(scene: Scene, text: str, formula: object, how: str) -> bool:
    if how == "alone":
        return text == ("wants it" if isinstance(formula, Name) else "does not want it")
    if how == "terms":
        assert isinstance(formula, Implies)
        return text.startswith("not unless ") and bare_said(
            scene, text.removeprefix("not unless "), formula.right
        )
    return text.startswith("wants: ") and clauses(scene).says(
        text.removeprefix("wants: "),
        formula,  # type: ignore[arg-type]
    )
