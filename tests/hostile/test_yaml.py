"""YAML made to break readers: depth, aliases, tags, keys, directives."""

from __future__ import annotations

from pathlib import Path

import pytest

from .running import SOUND, answered, every, refused, written


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("title: [a, b\n", ":1:8"),
        ("title: 'a\n", ":1:8"),
        ("title: a: b\n", ":1:9"),
        ("title: x\n\tparties: y\n", ":2:1"),
        ("- a\nb: c\n", ":2:1"),
        ("title: *nowhere\n", ":1:8"),
        ("@title: x\n", ":1:1"),
        ("{" * 10, ":2:1"),
        ("key: |\nno indent\n", ":2:1"),
        ("%YAML 9.9\n---\na: 1\n", ":1:1"),
        ("? \n? : :\n]", ":"),
    ],
)
def test_malformed_yaml_is_reported_alone(tmp_path: Path, content: str, place: str) -> None:
    """One problem, at its line and column, and no follow-up problems."""
    for one in every(written(tmp_path, content)).values():
        assert one.exit_code == 1
        assert place in one.stderr
        assert sum("conflict.yaml:" in line for line in one.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "content", ["[" * 100_000, "{a: " * 100_000, "- " * 50_000 + "x", "? " * 1000 + "x"]
)
def test_deep_nesting(tmp_path: Path, content: str) -> None:
    """What is nested deeper than any conflict is refused at the level that is too deep."""
    refused(written(tmp_path, content), "F005", "40 levels")


def test_deep_nesting_by_indentation(tmp_path: Path) -> None:
    """The same, one key below the other."""
    content = "".join(f"{' ' * level}a:\n" for level in range(200))
    refused(written(tmp_path, content), "F005", ":41:41")


def test_aliases_that_explode(tmp_path: Path) -> None:
    """A few lines that unfold to billions of values are refused before they do."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    refused(written(tmp_path, "\n".join(lines)), "F006", "300,000 values")


@pytest.mark.parametrize(
    "content", ["a: &a [*a]", "&a {a: *a}", "&a [1, &b [*a, *b]]", "a: &a\n  b: *a\n"]
)
def test_an_alias_inside_itself(tmp_path: Path, content: str) -> None:
    """A value that contains itself is refused where it does."""
    refused(written(tmp_path, content), "F006", "contains itself")


def test_an_honest_alias_is_followed(tmp_path: Path) -> None:
    """An alias that repeats a short list is as good as the list."""
    content = SOUND.replace("[fence, not toll]", "&same [fence, not toll]")
    content = content.replace("[not fence, toll]", "*same")
    found = answered(written(tmp_path, content))
    assert found["check"].stdout.startswith("Fence: no problems")


@pytest.mark.parametrize(
    "value",
    [
        "!!python/object:os.system {}",
        "!!python/object/apply:os.system ['true']",
        "!!python/name:os.system",
        "!!binary aGVsbG8=",
        "!!int 5",
        "!local x",
        "!!set {a, b}",
        "!<tag:yaml.org,2002:str> x",
    ],
)
def test_tags_are_refused(tmp_path: Path, value: str) -> None:
    """A tag has no meaning in a conflict file; nothing is ever made from one."""
    refused(written(tmp_path, f"detente: 1\ntitle: {value}\n"), "F008", ":2:8", "tag")


@pytest.mark.parametrize("key", ["? [a, b]\n: c", "? {a: b}\n: c", "[a]: b", "a: &l [x]\n*l : y"])
def test_a_key_that_is_no_text(tmp_path: Path, key: str) -> None:
    """A list or a mapping cannot be a key."""
    refused(written(tmp_path, key), "F008", "a key has to be plain text")


def test_many_directives(tmp_path: Path) -> None:
    """Thousands of tag directives, which slow the reader of YAML, are refused first."""
    for end in ("\n", "\r"):
        content = "".join(f"%TAG !t{n}! x{end}" for n in range(100_000)) + "---\n" + SOUND
        refused(written(tmp_path, content), "F008", "'%'")


def test_one_directive_is_fine(tmp_path: Path) -> None:
    """The directive that names the version of YAML may stand there."""
    answered(written(tmp_path, "%YAML 1.2\n---\n" + SOUND))


def test_marks_without_end(tmp_path: Path) -> None:
    """A letter under a million accents, which slows the comparison of letters, is refused."""
    content = SOUND.replace("Fence", "e" + "\u0301\u0323" * 500_000)
    refused(written(tmp_path, content), "F010", ":2:9", "accents")


def test_merge_keys_have_no_meaning(tmp_path: Path) -> None:
    """`<<` is a key like any other, and not one of the format."""
    content = SOUND + "facts: &f {a: fence}\n<<: *f\n"
    refused(written(tmp_path, content), "S001", "'<<'")


@pytest.mark.parametrize("version", ["2", "17", "9999999999999999999999"])
def test_a_newer_version(tmp_path: Path, version: str) -> None:
    """A file from the future is one problem, whatever else it holds."""
    content = SOUND.replace("detente: 1", f"detente: {version}") + "hologram: yes\n"
    message = refused(written(tmp_path, content), "F009", ":1:10", "reads up to 1")
    assert "hologram" not in message


@pytest.mark.parametrize("version", ["0", "one", "1.0", "-1", "''", "\u0661", "00000000001"])
def test_a_version_that_is_none(tmp_path: Path, version: str) -> None:
    """Anything but the version there is gets told what to write."""
    content = SOUND.replace("detente: 1", f"detente: {version}")
    refused(written(tmp_path, content), "S005", "write 'detente: 1'")
