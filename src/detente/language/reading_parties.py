"""The section `parties`, and what an epoch says of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from detente.conflict.basis import Basis
from detente.conflict.conflict import Epoch, EpochParty
from detente.conflict.parties import (
    KINDS,
    AnyOrder,
    Condition,
    Party,
    Position,
    Preference,
    Ranking,
    Same,
    Statement,
    Weight,
)
from detente.errors import Place, short
from detente.language.reading import Reader, items_of, text_of, texts
from detente.language.reading_states import StateNames
from detente.language.schema import SHAPES
from detente.language.tree import Mapping, Node, Sequence, Text


def read_party(reader: Reader, states: StateNames, name: str, node: Mapping) -> Party:
    """Return one party; `states` knows how states may be written in this file."""
    forms = [key for key in ("prefers", "ranking", "weights") if node.get(key) is not None]
    if len(forms) > 1:
        key = node.key(forms[1])
        message = f"party '{name}' has both '{forms[0]}' and '{forms[1]}'"
        reader.report("P004", key.place if key else node.place, message)
    floor, basis = node.get("floor"), reader.basis(node)
    return Party(
        name=name,
        label=text_of(node, "name"),
        aliases=tuple(text.value for text in texts(node.get("aliases"))),
        prefers=read_preferences(reader, name, name, node.get("prefers")),
        ranking=_ranking(reader, states, node, basis),
        weights=_weights(reader, name, node.get("weights")),
        conditions=read_conditions(reader, name, name, node.get("conditions")),
        floor=None if floor is None else reader.names(node, "floor", "options", "an option"),
        moves=_moves(states, node),
        basis=basis,
    )


def read_preferences(
    reader: Reader, party: str, prefix: str, node: Node | None, *, epoch: bool = False
) -> tuple[Preference, ...]:
    """Return a list of statements; ids count every statement of the list, tied ones too."""
    found: list[Preference] = []
    count = 0
    for item in items_of(node):
        if isinstance(item, Text) and item.value == "same" and epoch:
            found.append(Same())
            continue
        inner = item.get("any_order") if isinstance(item, Mapping) else None
        if inner is not None and isinstance(item, Mapping):
            _group_keys(reader, item)
        members: list[Statement] = []
        for one in items_of(inner) if inner is not None else (item,):
            count += 1
            statement = _statement(reader, party, f"{prefix}.s{count}", one)
            if statement is not None:
                members.append(statement)
        if inner is None:
            found.extend(members)
        elif members:
            found.append(AnyOrder(tuple(members), reader.basis(item)))
    return tuple(found)


def _group_keys(reader: Reader, item: Mapping) -> None:
    """Report keys that belong to one statement and stand beside 'any_order'."""
    for key, _ in item.entries:
        if key.value in ("position", "strength", "id"):
            message = f"'{key.value}' stands beside 'any_order', which holds several statements"
            reader.report("S007", key.place, message, "give it to the statements inside")


def _statement(reader: Reader, party: str, default: str, node: Node) -> Statement | None:
    item_id = reader.item_id(node, default)
    if isinstance(node, Text):
        formula = reader.formula(node)
        return Statement(item_id, "want", formula, basis=reader.basis(node)) if formula else None
    if not isinstance(node, Mapping):
        return None
    if node.key("any_order") is not None:
        reader.report("S007", node.place, "'any_order' stands inside another 'any_order'")
        return None
    kind = next((key for key in KINDS if node.get(key) is not None), None)
    formula = reader.formula(node.get(kind)) if kind else None
    if kind is None or formula is None:
        return None
    position = read_position(reader, party, node)
    if position and kind == "want":
        key = node.key("position")
        message = f"'{item_id}' is a want and cannot have a position: a want is never conceded"
        reader.report("P005", key.place if key else node.place, message)
    much = text_of(node, "strength") == "much"
    return Statement(item_id, kind, formula, position, much, reader.basis(node))


def read_position(reader: Reader, party: str, node: Mapping) -> str:
    """Return the position an item is conceded with; report one of another party."""
    text = node.get("position")
    if not isinstance(text, Text):
        return ""
    if not reader.known(text, reader.declared("positions"), "a position", "positions"):
        return ""
    whose = reader.owners.get(text.value, "")
    if whose and whose != party:
        message = f"the position '{short(text.value)}' belongs to '{short(whose)}', not to '{short(party)}'"
        reader.report("N004", text.place, message)
    return text.value


def read_conditions(
    reader: Reader, party: str, prefix: str, node: Node | None, *, epoch: bool = False
) -> tuple[Condition | Same, ...]:
    """Return the declared terms of a party."""
    found: list[Condition | Same] = []
    for count, item in enumerate(items_of(node), start=1):
        if isinstance(item, Text) and item.value == "same" and epoch:
            found.append(Same())
            continue
        text = item.get("condition") if isinstance(item, Mapping) else item
        item_id = reader.item_id(item, f"{prefix}.c{count}")
        parts = reader.condition(text) if isinstance(text, Text) else None
        if parts is None:
            continue
        position = read_position(reader, party, item) if isinstance(item, Mapping) else ""
        found.append(Condition(item_id, *parts, position, reader.basis(item)))
    return tuple(found)


def _ranking(reader: Reader, states: StateNames, node: Mapping, basis: Basis) -> Ranking | None:
    listed = node.get("ranking")
    if not isinstance(listed, Sequence):
        return None
    tiers: list[tuple[str, ...]] = []
    much: set[int] = set()
    seen: dict[str, int] = {}
    for item in listed.items:
        if isinstance(item, Text) and item.value == "much":
            if not tiers or len(tiers) - 1 in much or item is listed.items[-1]:
                hint = "it says that the state before it is much better than the one after it"
                reader.report("S007", item.place, "'much' has to stand between two states", hint)
            much.add(len(tiers) - 1)
            continue
        tier: list[str] = []
        for text in texts(item):
            state = text.value if text.value == "others" else states.read(text)
            if state is None:
                continue
            if state in seen:
                hint = f"it stands in line {seen[state]} already"
                reader.report("P002", text.place, f"'{short(text.value)}' is ranked twice", hint)
                continue
            seen[state] = text.place.line
            tier.append(state)
        if tier:
            tiers.append(tuple(tier))
    return Ranking(tuple(tiers), frozenset(much), replace(basis, place=listed.place))


def _weights(reader: Reader, party: str, node: Node | None) -> tuple[Weight, ...]:
    found: list[Weight] = []
    basis_keys = SHAPES["weight"].fields
    for count, item in enumerate(items_of(node), start=1):
        if not isinstance(item, Mapping):
            continue
        pairs = [(key, value) for key, value in item.entries if key.value not in basis_keys]
        if len(pairs) != 1:
            message = f"a weight is one formula and its number, here are {len(pairs)}"
            reader.report("S004", item.place, message, "start a new item with '- '")
            continue
        (key, value) = pairs[0]
        formula = reader.formula(key)
        if formula is not None and isinstance(value, Text):
            item_id = reader.item_id(item, f"{party}.w{count}")
            from fractions import Fraction

            number = Fraction(value.value.strip())
            found.append(Weight(item_id, formula, number, reader.basis(item)))
    return tuple(found)


def _moves(states: StateNames, node: Mapping) -> tuple[tuple[str, tuple[str, ...]], ...]:
    moves = node.get("moves")
    if states.options or not isinstance(moves, Mapping):
        return ()
    found = []
    for key, value in moves.entries:
        start = states.read(key)
        ends = [end for text in texts(value) if (end := states.read(text)) is not None]
        if start is not None:
            found.append((start, tuple(dict.fromkeys(end for end in ends if end != start))))
    return tuple(found)


def read_positions(reader: Reader) -> tuple[Position, ...]:
    """Return the section `positions`."""
    found = []
    for key, node in reader.section("positions").entries:
        if isinstance(node, Mapping):
            owner = node.get("party")
            if isinstance(owner, Text):
                reader.known(owner, reader.declared("parties"), "a party", "parties")
            label = text_of(node, "label")
            found.append(Position(key.value, text_of(node, "party"), label, reader.basis(node)))
    return tuple(found)


def _check_same(reader: Reader, party: str, prefers: Node | None) -> None:
    """Report `same` where the party's earlier preferences are no list of statements."""
    before = reader.section("parties").get(party)
    if not isinstance(before, Mapping) or not reader.declared("options"):
        return
    form = next((key for key in ("ranking", "weights") if before.get(key) is not None), None)
    for item in items_of(prefers):
        if form and isinstance(item, Text) and item.value == "same":
            message = f"'same' stands for the earlier list of '{party}', which has '{form}' instead"
            reader.report("P004", item.place, message, "write the whole new list")


def read_epochs(reader: Reader) -> tuple[Epoch, ...]:
    """Return the section `epochs`, in the order of their dates."""
    found = []
    changed: dict[tuple[str, date], Place] = {}
    for node in items_of(reader.root.get("epochs")):
        if not isinstance(node, Mapping):
            continue
        start = reader.day(node, "from")
        inner = node.get("parties")
        if start is None or not isinstance(inner, Mapping):
            continue
        parties = []
        for key, value in inner.entries:
            known = reader.known(key, reader.declared("parties"), "a party", "parties")
            if not known or not isinstance(value, Mapping):
                continue
            first = changed.setdefault((key.value, start.first), key.place)
            if first != key.place:
                message = f"two epochs that start on one day change '{short(key.value)}'"
                hint = f"the first does so in line {first.line}: put both changes there"
                reader.report("S007", key.place, message, hint)
                continue
            prefix = f"{key.value}@{start.text}"
            prefers, conditions = value.get("prefers"), value.get("conditions")
            _check_same(reader, key.value, prefers)
            parties.append(
                EpochParty(
                    key.value,
                    None
                    if prefers is None
                    else read_preferences(reader, key.value, prefix, prefers, epoch=True),
                    None
                    if conditions is None
                    else read_conditions(reader, key.value, prefix, conditions, epoch=True),
                )
            )
        found.append(Epoch(start, text_of(node, "title"), tuple(parties), reader.basis(node)))
    return tuple(sorted(found, key=lambda epoch: epoch.start.first))
