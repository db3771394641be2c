"""The pages of the reference that are made from the program: format, problems, commands, library.

Each function returns the text of one page.  What a person wrote for a page stands in
`docs/_parts/NAME.md` and comes first.
"""

from __future__ import annotations

import dataclasses
import inspect
import json
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

from scripts.console import detente

ROOT = Path(__file__).resolve().parents[1]
PARTS = ROOT / "docs" / "_parts"
WIDEST = 100

MADE = "<!-- Made by scripts/generate.py; edit docs/_parts/{part}.md or the program, not this file. -->"


def json_schema() -> str:
    """Return the JSON Schema as committed."""
    from detente.language.json_schema import json_schema as document

    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


def format_page() -> str:
    """Return the reference of the conflict file: every shape, key, form and meaning."""
    from detente.language.schema import SHAPES

    return page("format", (line for name in SHAPES for line in _shape(name)))


def _shape(name: str) -> Iterator[str]:
    from detente.language.schema import SHAPES
    from detente.reference import words_of

    table = SHAPES[name]
    yield from (f"({_anchor(name)})=", f"### {name}", "", table.doc, "")
    yield from ("| key | how it is written | meaning |", "|---|---|---|")
    for key, field in table.fields.items():
        form = words_of(field.kind, shape=lambda n: f"[the keys of a {n}](#{_anchor(n)})")
        needed = " *(needed)*" if field.required else ""
        yield f"| `{key}`{needed} | {_cell(form)} | {_cell(field.doc)} |"
    if table.free is not None:
        meaning = "The formula stands as the key itself; one formula an item."
        yield f"| *a formula* *(needed)* | {words_of(table.free)} | {meaning} |"
    yield ""
    if table.one_of:
        listed = ", ".join(f"`{key}`" for key in table.one_of)
        yield from (f"Exactly one of {listed} stands there.", "")
    if table.reserved:
        listed = ", ".join(f"`{key}`" for key in table.reserved)
        yield from (f"Reserved for a later version: {listed}.", "")


def problems_page() -> str:
    """Return the page of problems: every code, what it means, what to do."""
    from detente.language.codes import CODES

    return page("problems", (line for code in CODES for line in _code(code)))


def _code(name: str) -> Iterator[str]:
    from detente.language.codes import CODES

    code = CODES[name]
    warning = " (warning)" if code.severity == "warning" else ""
    yield from (f"({name.lower()})=", f"### {name}{warning}", "")
    yield from (f"{code.meaning} {code.remedy}", "")


def commands_page() -> str:
    """Return the reference of the command line, from the real `--help` of every command."""
    from detente.cli.main import COMMANDS

    def lines() -> Iterator[str]:
        yield from ("## detente", "", "```text", detente(["--help"])[0].rstrip(), "```", "")
        for name in COMMANDS:
            yield from (f"(command-{name})=", f"## detente {name}", "")
            yield from ("```text", detente([name, "--help"])[0].rstrip(), "```", "")
            command = import_module(COMMANDS[name]).command
            for inner in getattr(command, "commands", ()):
                shown = detente([name, inner, "--help"])[0].rstrip()
                yield from (f"### detente {name} {inner}", "", "```text", shown, "```", "")

    return page("commands", lines())


def library_page() -> str:
    """Return the reference of the library: every public name, its call, its docstring."""
    import detente as library

    groups = {"Functions": [], "Results and values": [], "What goes wrong": []}  # type: dict[str, list[str]]
    for name in library.__all__:
        value = getattr(library, name)
        if isinstance(value, type) and issubclass(value, Exception):
            groups["What goes wrong"].append(name)
        elif inspect.isfunction(value):
            groups["Functions"].append(name)
        else:
            groups["Results and values"].append(name)

    def lines() -> Iterator[str]:
        for title, names in groups.items():
            yield from (f"## {title}", "")
            for name in names:
                yield from _public(name, getattr(library, name))

    return page("library", lines())


def _public(name: str, value: object) -> Iterator[str]:
    yield from (f"### {name}", "")
    if isinstance(value, Mapping):
        yield from _table_of_values(value)
        return
    if inspect.isfunction(value):
        yield from ("```py", _call(name, inspect.signature(value)), "```", "")
    yield from _prose(inspect.getdoc(value) or "")
    if dataclasses.is_dataclass(value):
        yield from ("| field | form |", "|---|---|")
        for field in dataclasses.fields(value):
            if not field.name.startswith("_"):
                yield f"| `{field.name}` | `{_cell(str(field.type))}` |"
        yield ""
    if isinstance(value, type):
        yield from _methods(value)


def _prose(doc: str) -> Iterator[str]:
    """Yield a docstring as Markdown: its sections as lists, its examples and drawings as blocks."""
    for part in re.split(r"\n\n+", doc):
        lines = part.split("\n")
        if len(lines) > 1 and re.fullmatch("-{3,}", lines[1]):
            yield from (f"*{lines[0]}*", "")
            for line in lines[2:]:
                name, colon, meaning = line.partition(" : ")
                yield f"- `{name}`: {meaning}" if colon else f"  {line.strip()}"
        elif part.startswith(">>>"):
            yield from ("```python", *lines, "", "```")
        elif part.startswith(" "):
            yield from ("```text", *lines, "```")
        else:
            yield from lines
        yield ""


def _methods(owner: type) -> Iterator[str]:
    rows = []
    for name, member in vars(owner).items():
        function = getattr(member, "fget", None) or getattr(member, "func", None) or member
        if name.startswith("_") or not inspect.isfunction(function):
            continue
        is_call = function is member
        shown = _unquoted(f"{name}{inspect.signature(function)}") if is_call else name
        shown = shown.replace("(self, ", "(").replace("(self)", "()")
        doc = (inspect.getdoc(function) or "").split("\n")[0]
        rows.append(f"| `{_cell(shown)}` | {_cell(doc)} |")
    if rows:
        yield from ("| method or property | |", "|---|---|", *rows, "")


def _table_of_values(value: Mapping[str, object]) -> Iterator[str]:
    """Yield the table of concepts, by which `stability` is asked."""
    yield from ("| name | title | meaning | citation |", "|---|---|---|---|")
    for name, one in value.items():
        cells = [str(getattr(one, field, "")) for field in ("title", "meaning", "citation")]
        yield f"| `{name}` | " + " | ".join(map(_cell, cells)) + " |"
    yield ""


def _call(name: str, signature: inspect.Signature) -> str:
    text = _unquoted(f"detente.{name}{signature}")
    if len(text) <= WIDEST:
        return text
    parameters, starred = [], False
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not starred:
            parameters.append("    *,")
            starred = True
        parameters.append(_unquoted(f"    {parameter},"))
    returned = _unquoted(f") -> {signature.return_annotation!r}")
    return "\n".join([f"detente.{name}(", *parameters, returned])


def _unquoted(text: str) -> str:
    """Return a signature with its annotations as they were written."""
    return re.sub(r"(: |-> )'([^']*)'", r"\1\2", text)


def page(name: str, lines: Iterator[str]) -> str:
    """Return a page: what a person wrote for it, then the lines made from the program."""
    part = (PARTS / f"{name}.md").read_text(encoding="utf-8").rstrip()
    body = "\n".join(lines).rstrip()
    return f"{MADE.format(part=name)}\n{part}\n\n{body}\n"


def _anchor(shape: str) -> str:
    return f"shape-{shape.replace(' ', '-')}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
