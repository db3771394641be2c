"""The sections `options`, `facts`, `rules`, `channels` and `states`."""

from __future__ import annotations

from detente.conflict.basis import Basis
from detente.conflict.options import Channel, Coalition, Fact, NamedState, Option, Rule
from detente.conflict.time import Duration, Window, parse_duration, parse_span
from detente.errors import Place, short
from detente.language.expressions import name_problem, plain_name_problem
from detente.language.reading import Reader, items_of, text_of, texts
from detente.language.tree import Mapping, Node, Sequence, Text


def check_names(reader: Reader) -> None:
    """Report names that cannot be used, and names that two things of one name space share."""
    seen: dict[str, Place] = {}
    for section in ("options", "facts", "states"):
        for name, place in reader.declared(section).items():
            why = name_problem(name)
            if why:
                reader.report("N002", place, f"'{short(name)}' cannot be a name: {why}")
            elif name in seen:
                hint = f"the other one is in line {seen[name].line}"
                reader.report("N003", place, f"the name '{short(name)}' is used twice", hint)
            seen.setdefault(name, place)
    for section in ("sources", "quotations", "parties", "positions", "targets", "perspectives"):
        for name, place in reader.declared(section).items():
            why = name_problem(name) if section == "targets" else plain_name_problem(name)
            if why:
                reader.report("N002", place, f"'{short(name)}' cannot be a name: {why}")


def read_option(reader: Reader, name: str, node: Mapping) -> Option:
    """Return one option; who can undo it, where the file is silent, is filled in."""
    by = _coalitions(reader, node.get("by"))
    undone = node.get("undone_by")
    return Option(
        name=name,
        label=text_of(node, "label"),
        by=by,
        undone_by=default_undone_by(by) if undone is None else _coalitions(reader, undone),
        after=reader.formula(node.get("after")),
        undone_when=reader.formula(node.get("undone_when")),
        needs=reader.formula(node.get("needs")),
        slow=text_of(node, "slow") == "true",
        takes=_duration(reader, node.get("takes")),
        windows=_windows(reader, node.get("window")),
        ratified_by=reader.names(node, "ratified_by", "parties", "a party"),
        verified_by=text_of(node, "verified_by"),
        basis=reader.basis(node),
    )


def default_undone_by(by: tuple[Coalition, ...]) -> tuple[Coalition, ...]:
    """Return who can undo an option by default: its single owner, or any one signatory."""
    return tuple(dict.fromkeys((party,) for coalition in by for party in coalition))


def _coalitions(reader: Reader, node: Node | None) -> tuple[Coalition, ...]:
    match node:
        case Text("nobody") | None:
            return ()
        case Text() | Sequence():
            found = [reader.coalition(node)]
        case Mapping():
            listed = node.get("any_of")
            found = [reader.coalition(item) for item in items_of(listed)]
            for item in items_of(listed):
                _not_empty(reader, item, "name at least one party")
            node = listed
    _not_empty(reader, node, "write 'nobody'")
    return tuple(dict.fromkeys(coalition for coalition in found if coalition))


def _not_empty(reader: Reader, node: Node | None, hint: str) -> None:
    if isinstance(node, Sequence) and not node.items:
        reader.report("S004", node.place, "the list of parties is empty", hint)


def _duration(reader: Reader, node: Node | None) -> Duration | None:
    text = node.get("duration") if isinstance(node, Mapping) else node
    if node is None or not isinstance(text, Text):
        return None
    found = parse_duration(text.value)
    if found is None:
        hint = "write '10 days', '30..75 days' or '2..3 weeks'"
        reader.report("T001", text.place, f"'{short(text.value)}' is not a duration", hint)
        return None
    if found.high < found.low:
        reader.report("T002", text.place, f"'{short(text.value)}' ends before it starts")
    return Duration(found.low, found.high, found.text, reader.basis(node))


def _windows(reader: Reader, node: Node | None) -> tuple[Window, ...]:
    if node is None:
        return ()
    found = []
    for item in node.items if isinstance(node, Sequence) else (node,):
        window = _window(reader, item)
        if window is not None:
            found.append(window)
    return tuple(found)


def _window(reader: Reader, node: Node) -> Window | None:
    if isinstance(node, Text):
        span = parse_span(node.value)
        if span is None:
            hint = "write '2021-10-27..2022-05-09'"
            reader.report("T001", node.place, f"'{short(node.value)}' is not a window", hint)
            return None
        window = Window(span[0], span[1], basis=reader.basis(node))
    elif isinstance(node, Mapping):
        start, end = reader.day(node, "from"), reader.day(node, "until")
        party = node.get("party")
        if isinstance(party, Text):
            reader.known(party, reader.declared("parties"), "a party", "parties")
        if node.get("from") is None and node.get("until") is None:
            reader.report("S003", node.place, "a window needs 'from' or 'until'")
        wish = text_of(node, "wish") == "true"
        window = Window(start, end, text_of(node, "party"), wish, reader.basis(node))
    else:
        return None
    if window.start and window.end and window.end.last < window.start.first:
        reader.report("T002", node.place, "the window ends before it starts")
    return window


def read_facts(reader: Reader) -> tuple[Fact, ...]:
    """Return the section `facts`."""
    found: dict[str, Fact] = {}
    for key, node in reader.section("facts").entries:
        text = node.get("formula") if isinstance(node, Mapping) else node
        formula = reader.formula(text)
        if formula is not None:
            label = text_of(node, "label") if isinstance(node, Mapping) else ""
            found[key.value] = Fact(key.value, formula, reader.basis(node), label)
    return tuple(found.values())


def read_rules(reader: Reader) -> tuple[Rule, ...]:
    """Return the section `rules`."""
    found = []
    for count, node in enumerate(items_of(reader.root.get("rules")), start=1):
        definition = isinstance(node, Mapping) and node.get("definition") is not None
        key = "definition" if definition else "rule"
        formula = reader.formula(node.get(key) if isinstance(node, Mapping) else node)
        item_id = reader.item_id(node, f"rule.{count}")
        if formula is not None:
            found.append(Rule(item_id, formula, reader.basis(node, definition=definition)))
    return tuple(found)


def read_channels(reader: Reader) -> tuple[Channel, ...]:
    """Return the section `channels`."""
    found = []
    for count, node in enumerate(items_of(reader.root.get("channels")), start=1):
        if not isinstance(node, Mapping):
            continue
        pair = reader.names(node, "between", "parties", "a party")
        listed = texts(node.get("between"))
        if listed and (len(listed) != 2 or (len(pair) == 2 and pair[0] == pair[1])):
            reader.report("S004", node.place, "a channel is between two different parties")
        when = reader.formula(node.get("when"))
        item_id = reader.item_id(node, f"channel.{count}")
        if len(pair) == 2 and when is not None:
            found.append(Channel(item_id, (pair[0], pair[1]), when, reader.basis(node)))
    return tuple(found)


def read_named_states(reader: Reader, *, explicit: bool) -> tuple[NamedState, ...]:
    """Return the section `states`: labels in an explicit graph, formulas otherwise."""
    found = []
    for key, node in reader.section("states").entries:
        if isinstance(node, Text):
            text: Node | None = node
            label = node.value.strip() if explicit else ""
            basis = Basis(place=key.place)
        elif isinstance(node, Mapping):
            text, label, basis = node.get("formula"), text_of(node, "label"), reader.basis(node)
        else:
            continue
        if explicit:
            found.append(NamedState(key.value, None, label, basis))
        elif text is None:
            message = f"the state '{short(key.value)}' has no formula"
            reader.report("S003", key.place, message, "say which states it stands for")
        else:
            formula = reader.formula(text)
            if formula is not None:
                found.append(NamedState(key.value, formula, label, basis))
    return tuple(found)
