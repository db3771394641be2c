"""Sentences of the rest of a file: facts, states, targets, epochs, perspectives, quotations."""

from __future__ import annotations

import re
from fractions import Fraction

from detente.conflict.basis import Quotation
from detente.conflict.conflict import Epoch, Outcome, Perspective, Target

from .items import Item, clauses, form
from .outline import can_be_left_out, members, why_left_out
from .rows import Rows, Said
from .scene import Scene

say = Rows("described", covers=("telling/sentences.py",))


@form("weight", "{number} where {clause:any}.")
def weight(scene: Scene, said: Said, item: Item) -> bool:
    right = clauses(scene).says_apart(said.clause, item.value.formula)
    signed = said.words["number"]
    return signed[0] in "+-" and Fraction(signed) == item.value.number and right


@form("ranking",
      "States, from the best to the worst:",
      "States, by what is in effect in them, from the best to the worst:")  # fmt: skip
def ranking(scene: Scene, said: Said, item: Item) -> bool:
    """A heading; the tiers below it are judged one by one."""
    return ("in effect" in said.text) != scene.conflict.explicit


@say.part("no item")
def no_item(scene: Scene, said: Said) -> bool:
    """Never said: a position of which nothing counts is not told."""
    return False


@form("position", "'{label}', of {who}: {items}.", "'{label}' ({name}), of {who}: {items}.")
def position(scene: Scene, said: Said, item: Item) -> bool:
    """Two of one party that are called alike have their names behind."""
    asked = item.value
    labels = [one.label or one.name for one in scene.conflict.positions if one.party == asked.party]
    called = asked.label or asked.name
    name = asked.name if labels.count(called) > 1 else ""
    listed = scene.items(said.words["items"])
    told = (said.label, said.words.get("name", ""), scene.party(said.who), listed)
    return told == (called, name, asked.party, members(scene, asked.name))


@form("fact", "{what} is the case exactly where {clause:any}.")
def fact(scene: Scene, said: Said, item: Item) -> bool:
    label = item.value.label or item.value.name
    right = clauses(scene).says_apart(said.clause, item.value.formula)
    return said.what in (f"'{label}'", f"'{label}' ({item.value.name})") and right


@form("state",
      "All states in which {clause:any} are one state, called '{name}'.",
      "All states in which {clause:any} are one state, called '{name}' ({label}).",
      "'{name}': {label}.",
      "'{name}'.")  # fmt: skip
def named_state(scene: Scene, said: Said, item: Item) -> bool:
    words, state = said.words, item.value
    clause = words.get("clause")
    if (clause is None) != (state.formula is None):
        return False
    right = clause is None or (
        clauses(scene).says(clause, state.formula) and not clauses(scene).splits(clause)
    )
    return (words["name"], words.get("label", "")) == (state.name, state.label) and right


@form("target",
      "'{name}' is reached where {clause:any}.",
      "'{name}' is reached in {states}.")  # fmt: skip
def target(scene: Scene, said: Said, item: Item) -> bool:
    asked: Target = item.value
    if said.words["name"] != asked.name:
        return False
    if asked.formula is not None and "clause" in said.words:
        return clauses(scene).says_apart(said.clause, asked.formula)
    if asked.formula is not None or "states" not in said.words:
        return False
    return [scene.state(text) for text in scene.items(said.states)] == [*asked.states]


@say.part("nothing is in effect", "the state is {state}", "{options} are in effect, nothing else")
def state(scene: Scene, said: Said) -> bool:
    return bool(in_effect(scene, said.text))


def in_effect(scene: Scene, text: str) -> str:
    """Return the state of a clause: "'a' and 'b' are in effect, nothing else"."""
    if found := re.fullmatch(r"the state is (.*)", text):
        return scene.state(found[1])
    if text == "nothing is in effect":
        return scene.spelled(())
    found = re.fullmatch(r"(.*) (is|are) in effect, nothing else", text)
    assert found is not None, text
    options = scene.options(found[1])
    assert (found[2] == "is") == (len(options) == 1)
    return scene.spelled(options)


@say.part("The steps in their order: {steps}.", "Given up on the way: {names}.",
          "Softened on the way: {names}.")  # fmt: skip
def of_the_outcome(scene: Scene, said: Said) -> bool:
    raise AssertionError("`outcome` takes them apart")


@form("outcome",
      "What happened, on {day}: {state}.{rest:any}", "What happened: {state}.{rest:any}",
      "What happened, in {day}: {state}.{rest:any}", "What happened, in {day}: {state}.",
      "What happened, on {day}: {state}.", "What happened: {state}.")  # fmt: skip
def outcome(scene: Scene, said: Said, item: Item) -> bool:
    happened: Outcome = item.value
    rest = said.words.get("rest", "")
    steps = re.search(r" The steps in their order: (.*?)\.(?= [A-Z]|$)", rest)
    stages = re.split(r"(?:; )?\(\d+\) ", steps[1])[1:] if steps else []
    found = [{(name, on) for name, on in scene.signed_steps(s).items()} for s in stages]
    expected = [{(step.option, step.on) for step in bundle} for bundle in happened.steps]
    given = re.search(r" Given up on the way: (.*?)\.(?= [A-Z]|$)", rest)
    softer = re.search(r" Softened on the way: (.*?)\.(?= [A-Z]|$)", rest)
    labels = {p.name: p.label or p.name for p in scene.conflict.positions}
    listed = [re.findall(r"'([^']*)'", one[1]) if one else [] for one in (given, softer)]
    names = [[labels.get(n, n) for n in names] for names in (happened.given_up, happened.softened)]
    days = "what happened, on" in said.text.lower()
    date = happened.date
    return (
        in_effect(scene, said.state) == happened.state
        and found == expected
        and listed == names
        and said.words.get("day", "") == (date.text if date else "")
        and (date is None or days == (date.first == date.last))
    )


@say.part("what {who} want", "what {who} wants", "the terms of {who}")
def of_the_epoch(scene: Scene, said: Said) -> bool:
    raise AssertionError("`epoch` takes them apart")


LISTS = "another list stands in place of the one before: {lists}."
MORE = "other lists stand in place of the ones before: {lists}."


@form("epoch",
      "From {start} on, " + LISTS, "From {start} on ({title}), " + LISTS,
      "From {start} on, " + MORE, "From {start} on ({title}), " + MORE,
      "From {start} on, every list stays as it was.",
      "From {start} on ({title}), every list stays as it was.")  # fmt: skip
def epoch(scene: Scene, said: Said, item: Item) -> bool:
    changed: Epoch = item.value
    wanting = [c.party for c in changed.parties if c.prefers is not None]
    terms = [c.party for c in changed.parties if c.conditions is not None]
    lists = said.words.get("lists", "").split("; ")
    found: dict[str, list[str]] = {}
    for text in filter(None, lists):
        match = re.fullmatch(r"what (?P<want>.*) wants?|the terms of (?P<term>.*)", text)
        assert match is not None, text
        kind = "want" if match["want"] else "term"
        found[kind] = [*scene.parties(match[kind])]
    many = len(wanting) + len(terms) > 1
    return (
        (said.start, said.words.get("title", "")) == (changed.start.text, changed.title)
        and (found.get("want", []), found.get("term", [])) == (wanting, terms)
        and many == ("other lists" in said.text)
    )


@form("perspective",
      "'{name}' hears every source and voice{rest:any}",
      "'{name}' hears only the {kind} {heard:any}",
      "'{name}' hears only the {kind} {heard}, and there only the {other} {rest:any}",
      "'{name}' hears every source and voice; as it sees things, {rest:any}",
      "'{name}' hears only the {kind} {heard}; as it sees things, {rest:any}")  # fmt: skip
def perspective(scene: Scene, said: Said, item: Item) -> bool:
    """What it hears; as it sees things; what it leaves out; whether it is the default."""
    view: Perspective = item.value
    sentence, *more = re.split(r"(?<=\.) (?=It )", said.text)
    start, _, status_quo = sentence.removesuffix(".").partition("; as it sees things, ")
    listed = r"(?:s (.*?)| (\S+|own words))"
    match = re.fullmatch(
        rf"'(.*?)' hears (?:every source and voice|only (?:the source{listed})?"
        rf"(?:, and there only )?(?:the voice{listed})?)",
        start,
    )
    assert match is not None, start
    found = [
        None if many is None and one is None else [one] if one else _several(scene, many)
        for many, one in ((match[2], match[3]), (match[4], match[5]))
    ]
    every = can_be_left_out(scene)
    out = sum(bool(why_left_out(scene, view, basis, group)) for _, basis, group in every)
    counted = f"It leaves out {out} item{'' if out == 1 else 's'} of {len(every)}."
    expected = [counted] if out else []
    expected += ["It is the default."] if view.name == scene.conflict.default_perspective else []
    seen = in_effect(scene, status_quo) if status_quo else None
    heard = [None if names is None else [*names] for names in (view.sources, view.voices)]
    return (match[1], found, seen, more) == (view.name, heard, view.status_quo, expected)


def _several(scene: Scene, text: str) -> list[str]:
    found = [] if text == "(none)" else scene.items(text)
    assert len(found) != 1
    return found


@say.part("No speaker named, {rest}", "A text, {rest}", "speaking for {who}", "about {who}",
          "own words", "as reported", "an observer's view", "the outlet's own reading",
          "as the outlet reads it")  # fmt: skip
def of_the_quotation(scene: Scene, said: Said) -> bool:
    raise AssertionError("`quotation` puts them together")


VOICES = {
    "own words": "own words",
    "report": "as reported",
    "observer": "an observer's view",
    "gloss": "the outlet's own reading",
}


@form("quotation", "{who:any}: “{text:any}”", "{who:any}: in our words: {text:any}")
def quotation(scene: Scene, said: Said, item: Item) -> bool:
    """Who said it, speaking for whom or about whom, in which voice, where, when; and the words."""
    found: Quotation = item.value
    source = scene.conflict.source(found.source)
    nobody = "A text" if found.voice == "own words" else "No speaker named"
    parts = [found.speaker or nobody]
    who = said.who
    if found.party:
        match = re.search(r", speaking for ([^,]*)", who)
        if match is None or scene.party(match[1]) != found.party:
            return False
        who = who.replace(match[0], "", 1)
    if found.about:
        match = re.search(
            r", about (.*?)(?=, (?:own words|as reported|an observer|the outlet|as the))", who
        )
        if match is None or scene.parties(match[1]) != found.about:
            return False
        who = who.replace(match[0], "", 1)
    gloss = found.voice == "gloss" and found.speaker
    parts += ["as the outlet reads it" if gloss else VOICES[found.voice]]
    parts += [source.publisher or source.title, *([found.date] if found.date else [])]
    words = found.text or found.paraphrase
    return who == ", ".join(parts) and said.words["text"] == words
