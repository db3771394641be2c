"""What `import` says of a `.gmcr` file: what of it is left out, renamed, or read in one of two ways.

Each note is held against the JSON itself, and so is the conflict that comes of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from .rows import Rows, Said
from .scene import Scene

say = Rows(
    "import",
    covers=(
        "formats/gmcr_building.py",
        "formats/gmcr_keys.py",
        "formats/gmcr_preferences.py",
        "formats/gmcr_reading.py",
    ),
)
Pattern = dict[int, set[bool]]
FLAGS = ("useManualPreferenceRanking", "useManualPreferenceVectors")
KNOWN = {
    "": {"program", "version", "options", "decisionMakers", "infeasibles", "infeasible",
         "coalitions", "detente", "title", "description", *FLAGS},
    "options": {"name", "permittedDirection", "reversible", "reversibility"},
    "decisionMakers": {"name", "options", "misperceptions", "preferences", "preferenceRanking",
                       "preferenceVector", "payoffs"},
    "preferences": {"compound", "members"},
    "detente": {"title", "summary", "options", "parties"},
}  # fmt: skip
MEANT = {
    "irreversibles": "options that can be switched one way only may count as switched both ways",
    "irreversible": "options that can be switched one way only may count as switched both ways",
    "perceived": "every party sees every state",
    "indistinguishables": "every party tells every state from every other",
}


# the file, read literally --------------------------------------------------------------------------


def _maker(scene: Scene, name: str) -> dict[str, Any]:
    """Return the decision maker that a party of the conflict was."""
    names = [party.name for party in scene.conflict.parties]
    found: dict[str, Any] = scene.at.file["decisionMakers"][names.index(name)]
    return found


def _option(scene: Scene, name: str) -> int:
    return [option.name for option in scene.conflict.options].index(name)


def _holds(pattern: list[Any], code: int) -> bool:
    return all(bool(code >> place & 1) == (sign == "Y") for place, sign in pattern)


def _both_ways(pattern: list[Any]) -> bool:
    return any([place, "YN"[sign == "Y"]] in pattern for place, sign in pattern)


def excluded(scene: Scene) -> list[Any]:
    """Return the patterns that no state matches."""
    file = scene.at.file
    found: list[Any] = file.get("infeasibles", file.get("infeasible")) or []
    return found


def codes(scene: Scene) -> list[int]:
    """Return the states, each as a number with option 0 as its lowest bit, in their order."""
    every = range(1 << len(scene.at.file["options"]))
    return [code for code in every if not any(_holds(p, code) for p in excluded(scene))]


def members(statement: Any) -> list[Any]:
    """Return the patterns of a statement, of which one has to hold."""
    return statement["members"] if isinstance(statement, dict) else [statement]


def met(statement: Any, code: int) -> bool:
    """Tell whether a state satisfies a statement."""
    return any(_holds(pattern, code) for pattern in members(statement))


def ranking(maker: dict[str, Any]) -> list[list[int]]:
    """Return the tiers of a ranking, best first; empty if there is none."""
    written = maker.get("preferenceRanking") or maker.get("preferenceVector") or []
    return [one if isinstance(one, list) else [one] for one in written]


def flag(scene: Scene) -> bool | None:
    """Return whether the file says that rankings count; None if it says nothing."""
    said = [scene.at.file[key] for key in FLAGS if scene.at.file.get(key) is not None]
    return said[0] if said else None


def by_ranking(scene: Scene, maker: dict[str, Any]) -> bool:
    """Tell whether the ranking of a decision maker counts, as far as it fits the states."""
    return (
        bool(ranking(maker)) and (flag(scene) or not maker["preferences"]) and not odd(scene, maker)
    )


def odd(scene: Scene, maker: dict[str, Any]) -> int | None:
    """Return the first number of a ranking that is no state."""
    many = len(codes(scene))
    return next((n for tier in ranking(maker) for n in tier if n > many), None)


def worth(scene: Scene, maker: dict[str, Any]) -> dict[int, Any]:
    """Return how good each state is, by the form of preference that counts: less is better."""
    states = codes(scene)
    if by_ranking(scene, maker):
        place = {n: k for k, tier in reversed([*enumerate(ranking(maker))]) for n in tier}
        worst = len(ranking(maker))
        return {code: place.get(n, worst) for n, code in enumerate(states, start=1)}
    return {code: [not met(s, code) for s in maker["preferences"]] for code in states}


# names ---------------------------------------------------------------------------------------------


@say("note: a second option '{label}' is called {name}")
def second_option(scene: Scene, said: Said) -> bool:
    labels = [option["name"] for option in scene.at.file["options"]]
    place = _option(scene, said.words["name"])
    return labels[place] == said.label and said.label in labels[:place]


@say("note: the decision maker '{label}' is called {name}")
def renamed(scene: Scene, said: Said) -> bool:
    return _maker(scene, said.words["name"])["name"] == said.label != said.words["name"]


# options -------------------------------------------------------------------------------------------


def _owners(scene: Scene, place: int) -> list[str]:
    makers = zip(scene.conflict.parties, scene.at.file["decisionMakers"], strict=True)
    return [party.name for party, maker in makers if place in maker["options"]]


@say("note: nobody owns the option '{name}': it never changes")
def nobody_owns(scene: Scene, said: Said) -> bool:
    option = scene.conflict.option(said.words["name"])
    empty = not _owners(scene, _option(scene, said.words["name"]))
    return empty and not option.by and not option.undone_by


@say("note: any of its owners can switch '{name}': {names}")
def any_owner(scene: Scene, said: Said) -> bool:
    found = _owners(scene, _option(scene, said.words["name"]))
    option = scene.conflict.option(said.words["name"])
    alone = all(len(one) == 1 for one in (*option.by, *option.undone_by))
    return len(found) > 1 and said.names.split(", ") == found and alone


@say("note: an infeasible pattern wants an option both ways: left out")
def both_ways(scene: Scene, said: Said) -> bool:
    scene.at.both = getattr(scene.at, "both", 0) + 1
    found = {str(sorted(map(str, p))) for p in excluded(scene) if _both_ways(p)}
    return scene.at.both <= len(found)


@say("note: the coalition of {names} is left out: they stand alone")
def coalition(scene: Scene, said: Said) -> bool:
    parties = [party.name for party in scene.conflict.parties]
    groups = [g for g in scene.at.file["coalitions"] if isinstance(g, list) and len(g) > 1]
    return scene.items(said.names) in [[parties[n] for n in group] for group in groups]


def _written(scene: Scene, label: str) -> list[dict[str, Any]]:
    return [option for option in scene.at.file["options"] if option["name"] == label]


WAYS = {"both": "both ways", "fwd": "on only", "back": "off only", None: "both ways"}
MEANING = {True: "both", False: "fwd", "irreversible": "fwd", "both": "both", "backward": "back"}


@say(*(f"note: '{{key}}' of the option '{{label}}' is {{value}}, which is not understood: it can be "
       f"switched {way}" for way in dict.fromkeys(WAYS.values())))  # fmt: skip
def not_understood(scene: Scene, said: Said) -> bool:
    return any(
        str(one[said.key]) == said.value.strip("'")
        and one[said.key] not in MEANING
        and said.text.endswith(f" {WAYS[one.get('permittedDirection')]}")
        for one in _written(scene, said.label)
        if said.key in one
    )


@say("note: '{key}' of the option '{label}' is {value} and is left out: the file says '{way}', too, "
     "and that counts")  # fmt: skip
def says_two(scene: Scene, said: Said) -> bool:
    return any(
        one.get("permittedDirection") == said.way != MEANING.get(one[said.key])
        and str(one[said.key]).lower() == said.value.strip("'")
        for one in _written(scene, said.label)
        if said.key in one
    )


@say("note: the option '{label}' is said to be irreversible: it is read as one that stays once it is "
     "in effect")  # fmt: skip
def stays(scene: Scene, said: Said) -> bool:
    """Whoever owns it can put it in effect, and nobody can end it."""
    titled = [option for option in scene.conflict.options if option.title == said.label]
    return any(not option.undone_by for option in titled) and any(
        one.get("reversible") in (False, "irreversible") for one in _written(scene, said.label)
    )


# what counts of preferences ------------------------------------------------------------------------


@say("note: what {who} does not see of the states is left out")
def misperceived(scene: Scene, said: Said) -> bool:
    return bool(_maker(scene, said.who)["misperceptions"])


@say("note: {n:int} statements of {who} are left out: the file says that the ranking counts",
     "note: {n:int} statement of {who} is left out: the file says that the ranking counts")  # fmt: skip
def ranking_counts(scene: Scene, said: Said) -> bool:
    maker = _maker(scene, said.who)
    many = len(maker["preferences"])
    right = said.number("n") == many > 0 and (" is left" in said.text) == (many == 1)
    return right and flag(scene) is True and by_ranking(scene, maker)


@say("note: the file says that statements count, and {who} has none: its ranking counts",
     "note: the file says that rankings count, and {who} has none: its statements count")  # fmt: skip
def other_form(scene: Scene, said: Said) -> bool:
    maker = _maker(scene, said.who)
    if "that statements count" in said.text:
        return flag(scene) is False and not maker["preferences"] and bool(ranking(maker))
    return flag(scene) is True and not ranking(maker) and bool(maker["preferences"])


@say("note: the payoffs of {who} are left out, and it has neither statements nor a ranking: it is "
     "indifferent between all states")  # fmt: skip
def payoffs(scene: Scene, said: Said) -> bool:
    maker = _maker(scene, said.who)
    return not maker["preferences"] and not ranking(maker) and len({*maker["payoffs"]}) > 1


@say("note: a statement of {who} that {word} holds is left out: it tells no state from another")
def no_effect(scene: Scene, said: Said) -> bool:
    """An empty pattern always holds; one that wants an option both ways, or none at all, never does."""
    for statement in _maker(scene, said.who)["preferences"]:
        possible = [p for p in members(statement) if not _both_ways(p)]
        always = [] in possible
        if (always or not possible) and said.word == ("always" if always else "never"):
            return True
    return False


@say("note: the ranking of {who} names state {n:int}, and there are {m:int}: it is older than the list "
     "of infeasible states, and left out",
     "note: the ranking of {who} names state {n:int}, and there is {m:int}: it is older than the list "
     "of infeasible states, and left out")  # fmt: skip
def too_old(scene: Scene, said: Said) -> bool:
    maker, many = _maker(scene, said.who), len(codes(scene))
    right = (said.number("n"), said.number("m")) == (odd(scene, maker), many)
    return right and (" there is" in said.text) == (many == 1)


@say("note: the ranking of {who} repeats {n:int} state(s): the first place counts")
def repeats(scene: Scene, said: Said) -> bool:
    every = [n for tier in ranking(_maker(scene, said.who)) for n in tier]
    return said.number("n") == len(every) - len({*every}) > 0


@say("note: the ranking of {who} leaves out {n:int} states: how they compare is not known",
     "note: the ranking of {who} leaves out {n:int} state: how it compares is not known")  # fmt: skip
def leaves_out(scene: Scene, said: Said) -> bool:
    every = {n for tier in ranking(_maker(scene, said.who)) for n in tier}
    left = len(codes(scene)) - len(every)
    return said.number("n") == left > 0 and (" states" in said.text) == (left != 1)


@say("note: the ranking of {who} in the file differs from its statements and is left out: the "
     "statements count",
     "note: the ranking of {who} in the file differs from its statements and is left out: the file "
     "does not say which of the two counts")  # fmt: skip
def differs(scene: Scene, said: Said) -> bool:
    """The states in the order of the statements, of which the first that differs decides."""
    maker = _maker(scene, said.who)
    states = codes(scene)
    value = {n: [not met(s, code) for s in maker["preferences"]]
             for n, code in enumerate(states, start=1)}  # fmt: skip
    tiers = [
        sorted(n for n in value if value[n] == one)
        for one in sorted(map(list, {*map(tuple, value.values())}))
    ]
    right = flag(scene) is (False if "statements count" in said.text else None)
    return right and [sorted(tier) for tier in ranking(maker)] != tiers


@say("note: the ranking of {who} is left out, and its statements are kept, which may say something "
     "else: the file does not say which of the two counts",
     "note: {n:int} more keys are not understood and left out")  # fmt: skip
def much(scene: Scene, said: Said) -> bool:
    raise AssertionError("no file of these tests has so much: see tests/unit/formats")


@say("note: 'preferenceVector' in {path} is left out: 'preferenceRanking' counts")
def two_rankings(scene: Scene, said: Said) -> bool:
    maker = scene.at.file["decisionMakers"][int(re.sub(r"\D", "", said.path))]
    return maker["preferenceVector"] != maker["preferenceRanking"]


# keys ----------------------------------------------------------------------------------------------


def _unknown(scene: Scene) -> Counter[tuple[str, str]]:
    file = scene.at.file
    ours = [file["detente"]] if "detente" in file else []
    makers = file["decisionMakers"]
    listed = [
        one for maker in makers for one in maker.get("preferences", ()) if isinstance(one, dict)
    ]
    places = {"": [file], "options": file["options"], "decisionMakers": makers,
              "preferences": listed, "detente": ours}  # fmt: skip
    return Counter(
        (where, key) for where, every in places.items() for one in every for key in one
        if key not in KNOWN[where]
    )  # fmt: skip


_OF = ("", *(f"of '{where}' " for where in KNOWN if where))


@say(*(f"note: the key '{{key:word}}' {of}is not understood and left out{times}{meant}"
       for of in _OF for times in ("", " ({n:int} times)")
       for meant in ("", *(f": {one}" for one in dict.fromkeys(MEANT.values())))))  # fmt: skip
def unknown_key(scene: Scene, said: Said) -> bool:
    where = next((one for one in KNOWN if one and f" of '{one}' is" in said.text), "")
    many = _unknown(scene)[where, said.key]
    scene.at.keys = {*getattr(scene.at, "keys", ()), (where, said.key)}
    told = said.number("n") if "n" in said.words else 1
    meant = (
        said.text.endswith(MEANT[said.key])
        if said.key in MEANT
        else said.text[-3:] in ("out", "es)")
    )
    return many == told > 0 and meant


@say("note: the key '{key}' stands twice in one object: the last counts")
def twice(scene: Scene, said: Said) -> bool:
    return len(re.findall(rf'"{said.key}":', scene.at.text)) > 1


@say("note: the key 'infeasible' is read as 'infeasibles'",
     "note: the key 'infeasible' is left out: 'infeasibles' counts")  # fmt: skip
def other_key(scene: Scene, said: Said) -> bool:
    file = scene.at.file
    if "read as" in said.text:
        return "infeasible" in file and "infeasibles" not in file
    return file["infeasible"] != file["infeasibles"]


@say("note: '{second}' says otherwise than '{first}' and is left out")
def flags_differ(scene: Scene, said: Said) -> bool:
    said_by = [scene.at.file[key] for key in (said.first, said.second)]
    return (said.first, said.second) == FLAGS and said_by[0] is not said_by[1]


# title and description -----------------------------------------------------------------------------


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."


@say("note: the {key} '{a:any}' is left out: '{b:any}' counts")
def two_texts(scene: Scene, said: Said) -> bool:
    file, own = scene.at.file, {"title": "title", "description": "summary"}[said.key]
    mine = scene.conflict.title if own == "title" else scene.conflict.summary
    return said.a == _short(file[said.key]) != said.b == _short(file["detente"][own].strip()) and (
        mine == file["detente"][own].strip()
    )


@say(
    "note: '{key}' is {what:any} and left out",
    "note: '{key}' of 'detente' is {what:any} and left out",
)
def no_text(scene: Scene, said: Said) -> bool:
    file = scene.at.file["detente"] if "of 'detente'" in said.text else scene.at.file
    value = file[said.key]
    if said.what == "too long":
        return isinstance(value, str) and len(value) > 10_000
    return not isinstance(value, str) and said.what == f"'{value}'"


# problems ------------------------------------------------------------------------------------------


@say.part("this is not JSON: {why}", "this is not JSON of a model: {why}", "it is nested too deep",
          "a number is odd", "this is no .gmcr model: it has no '{key}'",
          "'{key}' is empty: there is no model without any",
          "a pattern of '{key}' is empty and excludes every state", "'{key}' is {value}, not true or false",
          "{n:int} decision makers", "{path} is 0; states are numbered from 1", "decision makers",
          "the patterns of 'infeasibles' leave no state", "a statement of {who} has {n:int} patterns",
          "the ranking of {who} lists {n:int} states", "the ranking of {who} cannot be read: {limit}",
          "{path}.permittedDirection is {value}, not one of {known}")  # fmt: skip
def problem(scene: Scene, said: Said) -> bool:
    raise AssertionError("each code is brought about in tests/language/test_codes.py")


# the conflict --------------------------------------------------------------------------------------


@say.end
def as_in_the_file(scene: Scene) -> Iterator[str]:
    """Yield where states, switches or preferences are not those of the file, or a key is untold."""
    model, states = scene.model, codes(scene)
    names = model.option_names
    points = {code: frozenset(n for k, n in enumerate(names) if code >> k & 1) for code in states}
    if {*points.values()} != {*model.state_of}:
        yield "the states are not those of the file"
        return
    for party, maker in zip(model.parties, scene.at.file["decisionMakers"], strict=True):
        value = worth(scene, maker)
        # states that a ranking does not name are in no known order
        named = {n for tier in ranking(maker) for n in tier} if by_ranking(scene, maker) else None
        known = [c for n, c in enumerate(states, start=1) if named is None or n in named]
        for a in known:
            for b in known:
                prefers = model.prefers(party, model.state_of[points[a]], model.state_of[points[b]])
                if prefers != (value[a] < value[b]):
                    yield f"{party} on {points[a]} and {points[b]}"
                    return
    for key in _unknown(scene):
        if key not in getattr(scene.at, "keys", ()):
            yield f"the key {key}"
