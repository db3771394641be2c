"""What the sections of a file ask of each other, once each of them has been read.

An explicit graph speaks of no options; windows and epochs need a day on which time starts; an
item kept in some perspectives only needs a default perspective.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.conflict.conflict import EVERYTHING, Conflict, bases
from detente.errors import short
from detente.language.reading import Reader, items_of
from detente.language.tree import Mapping, Text


def check_sections(reader: Reader, *, explicit: bool) -> None:
    """Report sections that are missing or empty, and keys that do not go with the model."""
    root = reader.root
    options = root.key("options")
    if not explicit and not reader.declared("options"):
        if options is None:
            hint = "add 'options', or 'states' for an explicit graph"
            reader.report("S003", root.place, "the file has no 'options'", hint)
        else:
            hint = "add one, such as 'talks: {by: US}'"
            reader.report("S004", options.place, "'options' is empty", hint)
    parties = root.key("parties")
    if parties is not None and not reader.declared("parties"):
        reader.report("S004", parties.place, "'parties' is empty", "add one, such as 'US: {}'")
    title = root.get("title")
    if isinstance(title, Text) and not title.value.strip():
        reader.report(
            "S004", title.place, "the 'title' is empty", "say what the conflict is called"
        )
    if explicit:
        _explicit(reader)
    else:
        for name, node in _parties(reader):
            found = node.key("moves")
            if found is not None:
                message = f"party '{short(name)}' of a model with options cannot have 'moves'"
                hint = "say who switches an option with 'by' and 'undone_by'"
                reader.report("M003", found.place, message, hint)


def _explicit(reader: Reader) -> None:
    """Report what an explicit graph cannot have: everything that speaks of options."""
    for key in ("rules", "channels", "facts"):
        found = reader.root.key(key)
        if found is not None:
            message = f"an explicit graph has no '{key}': it lists its states and moves"
            reader.report("M003", found.place, message)
    for name, node in _parties(reader):
        for key in ("prefers", "weights", "conditions", "floor"):
            found = node.key(key)
            if found is not None:
                message = f"party '{short(name)}' of an explicit graph cannot have '{key}'"
                hint = "rank the states by name under 'ranking'" if key != "conditions" else ""
                reader.report("M003", found.place, message, hint)
    for word, state in reader.section("states").entries:
        found = state.key("formula") if isinstance(state, Mapping) else None
        if found is not None:
            message = f"state '{short(word.value)}' of an explicit graph cannot have 'formula'"
            reader.report("M003", found.place, message, "there are no options it could speak of")
    for epoch in items_of(reader.root.get("epochs")):
        inside = epoch.get("parties") if isinstance(epoch, Mapping) else None
        for word, change in inside.entries if isinstance(inside, Mapping) else ():
            for changed, _ in change.entries if isinstance(change, Mapping) else ():
                message = f"party '{short(word.value)}' of an explicit graph cannot have '{changed.value}'"
                hint = "an epoch changes statements and conditions, and here are none"
                reader.report("M003", changed.place, message, hint)


def check_whole(reader: Reader, conflict: Conflict) -> None:
    """Report what is missing once the whole file has been read."""
    _default_perspective(reader, conflict)
    if reader.root.get("as_of") is None:
        timed = [epoch.basis.place for epoch in conflict.epochs]
        timed += [window.basis.place for option in conflict.options for window in option.windows]
        if timed:
            message = "the file has windows or epochs and no 'as_of'"
            reader.report("T003", min(timed), message)


def _default_perspective(reader: Reader, conflict: Conflict) -> None:
    default = reader.root.get("default_perspective")
    known = dict.fromkeys(perspective.name for perspective in conflict.perspectives)
    if isinstance(default, Text):
        choices = {**known, EVERYTHING.name: None}
        reader.known(default, choices, "a perspective", "perspectives")
        return
    places = [basis.place for basis in bases(conflict) if basis.only_in]
    if places:
        message = "an item has 'only_in' and the file no 'default_perspective'"
        hint = f"add 'default_perspective: {next(iter(known), '...')}' to the file"
        reader.report("S003", min(places), message, hint)


def _parties(reader: Reader) -> Iterator[tuple[str, Mapping]]:
    for key, node in reader.section("parties").entries:
        if isinstance(node, Mapping):
            yield key.value, node
