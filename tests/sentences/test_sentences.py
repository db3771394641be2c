"""No sentence without a row, and none on random files that is not true."""

from __future__ import annotations

import os

import pytest

from detente.language.codes import CODES
from tests.language import test_codes

from .covering import CODE, EXCEPT, PROBLEMS, SOURCE, covered, excepted, known, pieces, speaking
from .running import COMMANDS, judge

COUNT = int(os.environ.get("DETENTE_SENTENCES_COUNT", "42"))
CHUNKS = 7
DEAR = {"brief": 3}  # of the files of these only every so many-th is taken


def test_every_module_with_sentences_has_rows() -> None:
    """What a module can print stands in rows, or it is said why it need not."""
    bare = [m for m in speaking() if m not in covered() and excepted(m) is None]
    assert not bare, f"neither covered by rows nor excepted in covering.py: {bare}"


def test_no_exception_is_idle() -> None:
    """An exception is for modules that hold sentences, and that no row covers."""
    silent, rows = set(EXCEPT), covered()
    for module in speaking():
        key = excepted(module)
        assert key is None or module not in rows, f"{module} has rows: it is no exception"
        silent -= {key}
    assert not silent


@pytest.mark.parametrize("key", EXCEPT)
def test_what_is_excepted_is_tested_elsewhere(key: str) -> None:
    """The tests that are named exist; where it is problems, each code is brought about by one."""
    why, where = EXCEPT[key]
    assert (SOURCE.parent.parent / where).exists()
    if why != PROBLEMS:
        return
    paths = (SOURCE / key).rglob("*.py") if key.endswith("/") else [SOURCE / key]
    codes = {code for path in paths for code in CODE.findall(path.read_text(encoding="utf-8"))}
    tested = {row[1] for row in test_codes.EVERY} | set(test_codes.OTHERWISE)
    tested |= set(test_codes.OF_GMCR) | {code for code in CODES if code[0] in "CDR"}
    assert codes <= tested


def test_a_new_module_with_sentences_is_found() -> None:
    """Texts of a module are found; its docstring, help, and what it raises or compares are not."""
    code = '''
"""A docstring of some words."""
def told(many, one):
    """Return a sentence."""
    if one == "what is compared":
        raise ValueError("what is raised")
    option("--to", help="a line of help")
    return f"there are {many} of these things"
'''
    assert sorted(text for _, text in pieces(code)) == ["of these things", "there are"]


@pytest.mark.parametrize("module", sorted(covered()))
def test_every_template_has_a_row(module: str) -> None:
    """Whatever words a module prints stand in the template of a row."""
    told, rows = speaking().get(module, []), known()
    missing = [f"{module}:{line}: {text}" for line, text in told if text.casefold() not in rows]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("chunk", range(CHUNKS))
@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_printed_is_true(command: str, chunk: int) -> None:
    """Every sentence that the command prints on random files is true by the definitions."""
    seeds = range(chunk, COUNT // DEAR.get(command, 1), CHUNKS)
    wrong = [line for seed in seeds for line in judge(seed, [command]).wrong]
    assert not wrong, "\n".join(wrong[:20])
