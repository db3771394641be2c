"""What a file calls its things: names that two of them share, and characters nobody sees.

Both are read without a word by the program, which goes by keys; it is the reader of an answer who
cannot tell which party is meant, or why a name that looks right is not known.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.conflict.conflict import Conflict
from detente.errors import Place, alike, character, hidden, short
from detente.language.checking import looks_like
from detente.language.reading import Reader, inside, texts
from detente.language.schema import (
    SHAPES,
    TEXT,
    Either,
    Kind,
    ListOf,
    MapOf,
    Scalar,
    Shape,
)
from detente.language.tree import Mapping, Node, Sequence, Text

# of the texts that are free, those that call something by a name
_CALLING = frozenset({"title", "name", "label", "aliases", "speaker", "verified_by"})


def check_called(reader: Reader, conflict: Conflict) -> None:
    """Report, as warnings, what is called alike and what a reader cannot see."""
    for said, place, other in (*_parties(reader, conflict), *_things(reader, conflict)):
        reader.report("N006", place, said, f"the other one is in line {other.line}: rename one")
    for text in _names(reader.root, Shape("conflict"), ""):
        places = hidden(text.value)
        if not places:
            continue
        first = text.value[places[0]]
        more = f", and {len(places) - 1} more such" if len(places) > 1 else ""
        looks = "which only looks like a space" if first.isspace() else "which cannot be seen"
        reader.report(
            "N007",
            inside(text, places[0]),
            f"'{short(text.value)}' holds {character(first)}{more}, {looks}",
        )


# names that two things share ---------------------------------------------------------------


def _parties(reader: Reader, conflict: Conflict) -> Iterator[tuple[str, Place, Place]]:
    """Yield each name of a party by which another one goes, too."""
    written = reader.section("parties")
    known: dict[str, tuple[str, str, Place]] = {}
    told: set[tuple[str, str, str]] = set()
    calls: list[tuple[str, str, str, Place]] = []
    for party in conflict.parties:
        key, node = written.key(party.name), written.get(party.name)
        place = key.place if key is not None else party.basis.place
        calls.append((party.name, "the key", party.name, place))
        if not isinstance(node, Mapping):
            continue
        label = node.get("name")
        if isinstance(label, Text):
            calls.append((party.name, "the name", party.label, label.place))
        calls += [(party.name, "an alias", t.value, t.place) for t in texts(node.get("aliases"))]
    # keys first, then names, then aliases: the report stands at the less important of the two
    order = ("the key", "the name", "an alias")
    for party_name, what, text, place in sorted(calls, key=lambda call: order.index(call[1])):
        same = alike(text)
        whose, kind, other = known.setdefault(same, (party_name, what, place))
        if not same or whose == party_name or (party_name, whose, same) in told:
            continue
        told.add((party_name, whose, same))
        called = f"{what} '{short(text)}' of '{short(party_name)}'"
        yield f"{called} is {kind} of '{short(whose)}', too", place, other


def _things(reader: Reader, conflict: Conflict) -> Iterator[tuple[str, Place, Place]]:
    """Yield the options, positions and sources that share what a reader calls them."""
    # options, facts and states stand side by side in formulas, and so in sentences; a position
    # is told with the party that holds it
    words = [("option", "options", o.name, o.label, "words") for o in conflict.options]
    words += [("fact", "facts", f.name, f.label, "words") for f in conflict.facts]
    words += [("state", "states", s.name, s.label, "words") for s in conflict.states]
    words += [("position", "positions", p.name, p.label, p.party) for p in conflict.positions]
    words += [("source", "sources", s.name, s.title, "sources") for s in conflict.sources]
    words += [("target", "targets", t.name, "", "targets") for t in conflict.targets]
    words += [("perspective", "perspectives", v.name, "", "views") for v in conflict.perspectives]
    known: dict[tuple[str, str, str], tuple[str, str, Place]] = {}
    for kind, section, name, label, space in words:
        place = _place_of(reader, section, name, "title" if kind == "source" else "label")
        same = (section if space != "words" else "", space, alike(label or name))
        first, other, at = known.setdefault(same, (kind, name, place))
        if (first, other) != (kind, name):
            called = f"the {kind} '{short(name)}' is called '{short(label or name)}'"
            yield f"{called}, as the {first} '{short(other)}' is", place, at


def _place_of(reader: Reader, section: str, name: str, word: str) -> Place:
    """Return where an item says what it is called: at its label, or at its key."""
    entries = reader.section(section)
    node, key = entries.get(name), entries.key(name)
    found = node.get(word) if isinstance(node, Mapping) else None
    return found.place if found is not None else key.place if key is not None else entries.place


# characters nobody sees --------------------------------------------------------------------


def _names(node: Node, kind: Kind, key: str) -> Iterator[Text]:
    """Yield every text that names something or is a formula; `key` is what it stands under."""
    match node, kind:
        case Text(), Scalar():
            if kind.kind != TEXT.kind or key in _CALLING:
                yield node
        case Text(), ListOf(item, _):
            yield from _names(node, item, key)
        case Sequence(items), ListOf(item, _):
            for one in items:
                yield from _names(one, item, key)
        case Mapping(entries), MapOf(value):
            for name, inner in entries:
                yield name
                yield from _names(inner, value, key)
        case Mapping(entries), Shape(name):
            table = SHAPES[name]
            for word, inner in entries:
                field = table.fields.get(word.value)
                if field is not None:
                    yield from _names(inner, field.kind, word.value)
                elif table.free is not None:
                    yield word
        case _, Either(kinds):
            form = next((one for one in kinds if looks_like(node, one)), None)
            if form is not None:
                yield from _names(node, form, key)
