"""The pages: what is made from the program is current, what is shown runs, what is linked is there."""

from __future__ import annotations

import doctest
import re
from itertools import pairwise
from pathlib import Path

import pytest
from scripts import console, generate

from detente.language.codes import CODES

ROOT = Path(__file__).parents[2]
WRITTEN = tuple(generate.written_pages())
PAGES = (*WRITTEN, *generate.PAGES)


def short(path: Path) -> str:
    """Return how a page is called in the report of a test."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", generate.PAGES, ids=short)
def test_what_is_made_from_the_program_is_current(path: Path) -> None:
    """The committed text is the one the program gives now; else run scripts/generate.py."""
    assert path.read_text(encoding="utf-8") == generate.PAGES[path]()


@pytest.mark.parametrize("path", WRITTEN, ids=short)
def test_commands_shown_print_what_is_shown(path: Path) -> None:
    """Every command on a page was run; else run scripts/generate.py and read what changed."""
    page = path.read_text(encoding="utf-8")
    assert console.refreshed(page) == page
    for slip in ("Traceback (most", "No such command", "No such option", "No such file"):
        assert slip not in page


@pytest.mark.parametrize("path", WRITTEN, ids=short)
def test_every_command_shown_prints_something(path: Path) -> None:
    """A page shows no command without an output, but for those that write a file."""
    for block in console.blocks(path.read_text(encoding="utf-8")):
        if block.language == "console":
            lines = [*block.lines, "$ "]
            silent = [a for a, b in pairwise(lines) if a[:2] == b[:2] == "$ "]
            assert not [line for line in silent if " > " not in line]


@pytest.mark.parametrize("path", PAGES, ids=short)
def test_python_shown_runs(path: Path) -> None:
    """Every Python example of a page gives what is printed under it."""
    if path.suffix != ".md":
        return
    blocks = list(console.blocks(path.read_text(encoding="utf-8")))
    examples = "\n".join("\n".join(b.lines) for b in blocks if b.language == "python")
    if not examples:
        return
    with console.folder_of_its_own():
        for block in blocks:
            if block.file:
                Path(block.file).write_text("\n".join(block.lines) + "\n", encoding="utf-8")
        test = doctest.DocTestParser().get_doctest(examples, {}, short(path), str(path), 0)
        assert test.examples, "a block marked 'python' has no line that starts with >>>"
        assert doctest.DocTestRunner(verbose=False).run(test).failed == 0


@pytest.mark.parametrize("path", PAGES, ids=short)
def test_links_lead_somewhere(path: Path) -> None:
    """What a page links to or includes within the project is there."""
    page = path.read_text(encoding="utf-8")
    page = re.sub(r"^`{3}(?!\{).*?^`{3}$", "", page, flags=re.MULTILINE | re.DOTALL)
    linked = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page)
    included = re.findall(r"^`{3}\{literalinclude\} (\S+)$", page, re.MULTILINE)
    for target in (*linked, *included):
        assert (path.parent / target).exists(), f"{short(path)} links to {target}"


@pytest.mark.parametrize("path", [ROOT / "docs" / "tutorials" / "from-the-news.md"], ids=short)
def test_pieces_shown_stand_in_a_whole_file(path: Path) -> None:
    """What a tutorial shows of a file piece by piece is what the whole file says."""
    blocks = list(console.blocks(path.read_text(encoding="utf-8")))
    files = ["\n".join(block.lines) + "\n" for block in blocks if block.file]
    pieces = [b for b in blocks if b.language == "yaml" and not b.file]
    assert pieces
    for piece in pieces:
        for part in "\n".join(piece.lines).split("\n\n"):
            assert any(f"{part}\n" in file for file in files), part


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code: str) -> None:
    """The page of problems has the code with its meaning and what to do."""
    page = (ROOT / "docs" / "reference" / "problems.md").read_text(encoding="utf-8")
    section = page.partition(f"\n### {code}")[2].partition("\n### ")[0]
    assert CODES[code].meaning in section
    assert CODES[code].remedy in section


def test_a_stale_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--check` leaves with 1 and names the file that is not current; then writing mends it."""
    page = tmp_path / "page.md"
    page.write_text("old\n", encoding="utf-8")
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    monkeypatch.setattr(generate, "current", lambda: iter([(page, "new\n")]))
    assert generate.main(["--check"]) == 1
    assert "page.md is not current" in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == "old\n"
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0


def test_outputs_on_a_page_are_refreshed() -> None:
    """A page with a stale output is brought up to date, its files and text left as they are."""
    page = (
        "Text.\n<!-- file: a.txt -->\n```text\none\n\ntwo\n```\n```console\n$ cat a.txt | head -n 1\n"
        "stale\n$ cat a.txt | sed -n '/^t/,/^$/p'\n$ cat b.txt\n$ echo $?\n```\n"
    )
    wanted = page.replace("stale\n", "one\n").replace("/p'\n", "/p'\ntwo\n")
    wanted = wanted.replace("b.txt\n", "b.txt\ncat: b.txt: No such file or directory\n")
    assert console.refreshed(page) == wanted.replace("$?\n", "$?\n1\n")
