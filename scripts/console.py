"""The commands shown in the documentation, run: what a page prints is what the program says.

In a page, a block marked `console` holds lines `$ detente ...`, each followed by its output.  A
block preceded by the comment `<!-- file: NAME -->` is a file of that name, which the commands
after it find in their folder.  Every page has a folder of its own, empty at first.

`refreshed` returns a page with the outputs as they are now; a page is current if that changes
nothing.  Besides `detente`: `cat FILE`, `ls`, `echo $?`, and `| head -n N` or `| tail -n N`.
"""

from __future__ import annotations

import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^(?P<fence>`{3,}) *(?P<language>\{?[\w-]*\}?).*$")
FILE = re.compile(r"^<!-- file: (?P<name>[\w./-]+) -->$")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the lines inside, the file it is, where it stands."""

    language: str
    lines: tuple[str, ...]
    file: str
    first: int  # number of its first inner line, from 0
    last: int  # number of the line after its last inner one


def blocks(page: str) -> Iterator[Block]:
    """Yield the fenced blocks of a page in order."""
    lines = page.split("\n")
    file, number = "", 0
    while number < len(lines):
        line = lines[number]
        named, opened = FILE.match(line), FENCE.match(line)
        if opened:
            first = number + 1
            number = first
            while number < len(lines) and lines[number].rstrip() != opened["fence"]:
                number += 1
            yield Block(opened["language"], tuple(lines[first:number]), file, first, number)
            file = ""
        elif named:
            file = named["name"]
        elif line.strip():
            file = ""
        number += 1


@contextmanager
def folder_of_its_own() -> Iterator[Path]:
    """Work in an empty folder, which is gone afterwards."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        try:
            yield Path(name)
        finally:
            os.chdir(before)


def refreshed(page: str) -> str:
    """Return a page with the outputs of its commands as the program gives them now."""
    if "```console" not in page:
        return page
    lines = page.split("\n")
    changes: list[tuple[Block, list[str]]] = []
    with folder_of_its_own():
        for block in blocks(page):
            if block.file:
                path = Path(block.file)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text("\n".join(block.lines) + "\n", encoding="utf-8")
            elif block.language == "console":
                changes.append((block, list(_run_block(block))))
    for block, output in reversed(changes):
        lines[block.first : block.last] = output
    return "\n".join(lines)


def commands_of(block: Block) -> Iterator[str]:
    """Yield the commands of a console block."""
    for line in block.lines:
        if line.startswith("$ "):
            yield line[2:]


def _run_block(block: Block) -> Iterator[str]:
    code = 0
    for command in commands_of(block):
        output, code = run(command, code)
        yield f"$ {command}"
        yield from (line.rstrip() for line in output.rstrip("\n").split("\n") if output.strip())


def run(command: str, last_code: int = 0) -> tuple[str, int]:
    """Return what a command prints, and its exit code."""
    line, *filters = command.split(" | ")
    words = shlex.split(line)
    target = ""
    if ">" in words:
        target = words[words.index(">") + 1]
        words = words[: words.index(">")]
    output, code = _program(words, last_code)
    for one in filters:
        output = _filtered(output, one)
    if target:
        Path(target).write_text(output, encoding="utf-8")
        output = ""
    return output, code


def _program(words: list[str], last_code: int) -> tuple[str, int]:
    match words:
        case ["detente", *arguments]:
            return detente(arguments)
        case ["cat", file]:
            if not Path(file).exists():
                return f"cat: {file}: No such file or directory", 1
            return Path(file).read_text(encoding="utf-8"), 0
        case ["ls"]:
            return "\n".join(sorted(path.name for path in Path().iterdir())), 0
        case ["echo", "$?"]:
            return str(last_code), 0
    raise ValueError(f"the documentation cannot run {shlex.join(words)}")


def detente(arguments: list[str]) -> tuple[str, int]:
    """Return what `detente` prints, both streams in order, and its exit code."""
    from click.testing import CliRunner

    from detente.cli.main import app

    found = CliRunner().invoke(app, arguments, prog_name="detente", terminal_width=100)
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found.output, found.exit_code


def _filtered(output: str, command: str) -> str:
    lines = output.rstrip("\n").split("\n")
    match shlex.split(command):
        case ["head", "-n", count]:
            return "\n".join(lines[: int(count)])
        case ["tail", "-n", count]:
            return "\n".join(lines[-int(count) :])
        case ["sed", "-n", script]:
            # two scripts are known: from a line that fits to the next empty one, or to the end
            start, _, end = script.removeprefix("/").partition("/,")
            fitting = [number for number, line in enumerate(lines) if re.match(start, line)]
            rest = lines[fitting[0] :] if fitting else []
            stop = rest.index("") if end == "/^$/p" and "" in rest else len(rest)
            return "\n".join(rest[:stop])
    raise ValueError(f"the documentation cannot run {command}")
