"""A conflict file becomes a conflict, or all its problems at once.

`load` opens the conflict file and nothing else: whether quotations stand in their sources is
the business of `check`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

from detente.conflict.basis import Basis, Quotation, Source, Voice
from detente.conflict.conflict import Conflict, Outcome, Perspective, Target
from detente.errors import ConflictProblems, Problem, short
from detente.language import reading_options, reading_parties
from detente.language.calling import check_called
from detente.language.checking import conform
from detente.language.codes import problem
from detente.language.consistency import check_sections, check_whole
from detente.language.reading import EMPTY, Reader, text_of, texts
from detente.language.reading_states import StateNames
from detente.language.schema import VERSION, Shape
from detente.language.tree import Mapping, Node, Sequence, Text, read_file, read_tree
from detente.language.unfolding import check_meanings
from detente.shipped import files_beside, path_of

IN_FOLDER = "conflict.yaml"  # what a folder is asked for


def load(path: str | Path) -> Conflict:
    """Return the conflict that a file states.

    `path` is a file, a folder with a `conflict.yaml`, `-` for standard input, or the slug of a
    shipped conflict where no file has that name.  Raises ConflictProblems with every problem of the file.
    """
    name = place_of(path)
    return loads(read_file(name), file="<stdin>" if name == "-" else name)


def place_of(path: str | Path) -> str:
    """Return the file that `path` means: itself, the one in a folder, or the one behind a slug."""
    try:
        if str(path) and (Path(path) / IN_FOLDER).is_file():
            return str(Path(path) / IN_FOLDER)
        shipped = None if Path(path).exists() else path_of(path)
    except (OSError, ValueError):  # no path at all: opening it will say so
        shipped = None
    return str(shipped or path)


def files_of(conflict: Conflict) -> tuple[Path, ...]:
    """Return the files that a conflict is in: its own, its dossiers; all of a shipped one.

    These are what is not to be written over by who asks about it; `-` is standard input.
    """
    if conflict.file in ("", "<text>"):
        return ()
    file = Path("-" if conflict.file == "<stdin>" else conflict.file)
    dossiers = (file.parent / source.file for source in conflict.sources if source.file)
    return (file, *dossiers, *files_beside(file))


def loads(text: str, *, file: str = "<text>") -> Conflict:
    """Return the conflict that a text states; `file` names it in problems."""
    conflict, problems = read(text, file=file)
    if conflict is None or any(p.severity == "error" for p in problems):
        raise ConflictProblems(problems)
    return conflict


def read(text: str, *, file: str = "<text>") -> tuple[Conflict | None, tuple[Problem, ...]]:
    """Return the conflict and the problems of a text; no conflict where it has errors."""
    try:
        root = read_tree(text, file)
    except ConflictProblems as error:
        return None, error.problems
    problems = list(_version(root))
    if problems or not isinstance(root, Mapping):
        return None, tuple(problems)
    clean = conform(root, Shape("conflict"), "the file", problems)
    reader = Reader(clean if isinstance(clean, Mapping) else EMPTY, root, problems)
    conflict = _conflict(reader, file)
    if any(p.severity == "error" for p in problems):
        return None, tuple(problems)
    return conflict, tuple(problems)


def _version(root: Node) -> Iterator[Problem]:
    """Yield the one problem of a file that is no conflict file of a version we know."""
    if not isinstance(root, Mapping):
        hint = "a conflict file starts with 'detente: 1'"
        yield problem("S004", root.place, "the file is not a mapping of keys to values", hint)
        return
    version = root.get("detente")
    if isinstance(version, Text) and version.value.isdecimal() and int(version.value[:9]) > VERSION:
        message = (
            f"the file is in format {short(version.value)}, and this program reads up to {VERSION}"
        )
        yield problem("F009", version.place, message)
    elif isinstance(version, Text) and version.value != str(VERSION):
        message = f"'{short(version.value)}' is not a version of the format"
        yield problem("S005", version.place, message, f"write 'detente: {VERSION}'")


def _conflict(reader: Reader, file: str) -> Conflict:
    root = reader.root
    reading_options.check_names(reader)
    explicit = not reader.declared("options") and bool(reader.declared("states"))
    states = StateNames(reader, reader.declared("options"), reader.declared("states"))
    check_sections(reader, explicit=explicit)
    as_of = reader.day(root, "as_of")
    conflict = Conflict(
        title=text_of(root, "title"),
        summary=text_of(root, "summary"),
        as_of=as_of,
        sources=tuple(_source(reader, k.value, n) for k, n in _mappings(reader, "sources")),
        quotations=tuple(
            _quotation(reader, k.value, n) for k, n in _mappings(reader, "quotations")
        ),
        parties=tuple(
            reading_parties.read_party(reader, states, k.value, n)
            for k, n in _mappings(reader, "parties")
        ),
        positions=reading_parties.read_positions(reader),
        options=tuple(
            reading_options.read_option(reader, k.value, n) for k, n in _mappings(reader, "options")
        ),
        facts=reading_options.read_facts(reader),
        rules=reading_options.read_rules(reader),
        channels=reading_options.read_channels(reader),
        states=reading_options.read_named_states(reader, explicit=explicit),
        status_quo=states.read_any(root.get("status_quo")),
        targets=tuple(_targets(reader, states, explicit=explicit)),
        outcome=_outcome(reader, states, root.get("outcome")),
        epochs=reading_parties.read_epochs(reader),
        perspectives=tuple(
            _perspective(reader, states, k.value, n) for k, n in _mappings(reader, "perspectives")
        ),
        default_perspective=text_of(root, "default_perspective"),
        explicit=explicit,
        basis=Basis(note=text_of(root, "note")),
        file=file,
    )
    check_whole(reader, conflict)
    check_meanings(reader, [*conflict.facts, *conflict.states])
    if all(p.severity != "error" for p in reader.problems):
        check_called(reader, conflict)
    return conflict


def _mappings(reader: Reader, section: str) -> Iterator[tuple[Text, Mapping]]:
    for key, node in reader.section(section).entries:
        if isinstance(node, Mapping):
            yield key, node


def _source(reader: Reader, name: str, node: Mapping) -> Source:
    return Source(
        name,
        title=text_of(node, "title"),
        publisher=text_of(node, "publisher"),
        author=text_of(node, "author"),
        date=reader.date_text(node, "date"),
        url=text_of(node, "url"),
        file=text_of(node, "file"),
        basis=reader.basis(node),
    )


def _quotation(reader: Reader, name: str, node: Mapping) -> Quotation:
    source, party = node.get("source"), node.get("party")
    if isinstance(source, Text):
        reader.known(source, reader.declared("sources"), "a source", "sources")
    if isinstance(party, Text):
        reader.known(party, reader.declared("parties"), "a party", "parties")
    for key in ("text", "paraphrase"):
        words = node.get(key)
        if isinstance(words, Text) and not words.value.strip():
            reader.report("E003", words.place, f"the '{key}' of quotation '{name}' is empty")
    return Quotation(
        name,
        source=text_of(node, "source"),
        voice=cast("Voice", text_of(node, "voice")),
        text=text_of(node, "text"),
        paraphrase=text_of(node, "paraphrase"),
        passage=text_of(node, "passage"),
        speaker=text_of(node, "speaker"),
        party=text_of(node, "party"),
        about=reader.names(node, "about", "parties", "a party"),
        date=reader.date_text(node, "date"),
        basis=reader.basis(node),
    )


def _targets(reader: Reader, states: StateNames, *, explicit: bool) -> Iterator[Target]:
    for key, node in reader.section("targets").entries:
        basis = Basis(place=key.place)
        if explicit:
            found = [name for text in texts(node) if (name := states.read(text)) is not None]
            yield Target(key.value, None, tuple(found), basis)
        elif isinstance(node, Sequence):
            hint = "write a formula over the options, such as 'one and not another'"
            message = f"the target '{key.value}' is a list"
            reader.report("M003", node.place, message, hint)
        else:
            yield Target(key.value, reader.formula(node), (), basis)


def _outcome(reader: Reader, states: StateNames, node: Node | None) -> Outcome | None:
    if not isinstance(node, Mapping):
        return None
    state = states.read_any(node.get("state"))
    steps = node.get("steps")
    bundles = steps.items if isinstance(steps, Sequence) else ()
    taken = [tuple(s for t in texts(one) if (s := reader.step(t)) is not None) for one in bundles]
    return Outcome(
        state or "",
        reader.day(node, "date"),
        tuple(bundle for bundle in taken if bundle),
        reader.names(node, "given_up", "positions", "a position"),
        reader.names(node, "softened", "positions", "a position"),
        reader.basis(node),
    )


def _perspective(reader: Reader, states: StateNames, name: str, node: Mapping) -> Perspective:
    return Perspective(
        name,
        sources=None
        if node.get("sources") is None
        else reader.names(node, "sources", "sources", "a source"),
        voices=None
        if node.get("voices") is None
        else tuple(text.value for text in texts(node.get("voices"))),
        status_quo=states.read_any(node.get("status_quo")),
        basis=reader.basis(node),
    )
