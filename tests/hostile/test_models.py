"""Models that are empty, contradictory, circular or too large."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .running import COMMANDS, SOUND, answered, every, refused, run, written


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("title: Fence", "title: [a]", "S004", ":2:8"),
        ("title: Fence", "title: {a: b}", "S004", ":2:8"),
        ("title: Fence", "title:", "S004", ":2:"),
        ("{label: Build a fence, by: north}", "north", "S004", ":9:10"),
        ("{label: Build a fence, by: north}", "[north]", "S004", ":9:10"),
        ("prefers: [fence, not toll]", "prefers: fence", "S004", ":5:14"),
        ("prefers: [fence, not toll]", "prefers: [[fence]]", "S004", ":5:15"),
        ("prefers: [fence, not toll]", "prefers: [{}]", "S003", ":5:15"),
        ("prefers: [fence, not toll]", "prefers:", "S004", ":5:"),
        ("rules:\n  - fence", "rules: fence\nnote: >\n  - fence", "S004", ":11:8"),
        ("status_quo: []", "status_quo: {a: b}", "S004", ":13:13"),
        ("status_quo: []", "status_quo: YYY", "P001", ":13:13"),
        ("status_quo: []", "status_quo: yn", "P001", ":13:13"),
        ("by: south", "by: []", "S004", ":10:"),
        ("by: south", "by: [[south]]", "S004", ":10:"),
        ("by: south", "by: {any_of: south}", "S004", ":10:"),
        ("by: south", "by: south, slow: maybe", "S004", ":10:"),
        ("by: south", "by: south, takes: -3 days", "T001", ":10:"),
        ("by: south", "by: south, takes: 9..3 days", "T002", ":10:"),
        ("by: south", "by: south, slices: 3", "S006", ":10:"),
    ],
)
def test_wrong_types(tmp_path: Path, old: str, new: str, code: str, place: str) -> None:
    """A value of the wrong form is reported where it stands."""
    assert old in SOUND
    refused(written(tmp_path, SOUND.replace(old, new, 1)), code, place)


@pytest.mark.parametrize("parties", ["{}", "", "[]", "nobody"])
def test_empty_parties(tmp_path: Path, parties: str) -> None:
    """A conflict has parties."""
    head, tail = SOUND.split("parties:\n")
    content = f"{head}parties: {parties}\n{tail[tail.index('options:') :]}"
    refused(written(tmp_path, content), "S004", "'parties'" if parties == "{}" else "parties")


def test_no_parties_at_all(tmp_path: Path) -> None:
    """The key itself may not be missing."""
    refused(written(tmp_path, "detente: 1\ntitle: x\noptions: {}\n"), "S003", "no 'parties'")


@pytest.mark.parametrize("options", ["{}", "[]", ""])
def test_empty_options(tmp_path: Path, options: str) -> None:
    """A conflict has options, or states."""
    content = f"detente: 1\ntitle: x\nparties: {{a: {{}}}}\noptions: {options}\n"
    refused(written(tmp_path, content), "S004", "options")


def test_parties_that_want_nothing(tmp_path: Path) -> None:
    """A party may be silent: every state is as good to it, and every command answers."""
    content = SOUND.replace("{}", "").replace("prefers: [fence, not toll]", "prefers: []")
    content = content.replace("prefers: [not fence, toll]", "name: South")
    answered(written(tmp_path, content))


CONTRADICTION = SOUND.replace(
    "  - fence implies not toll",
    "  - fence\n  - not fence or toll\n  - toll or not toll\n  - not toll\n  - fence iff fence",
)


def test_rules_that_contradict_each_other(tmp_path: Path) -> None:
    """The message names a smallest set of rules at odds, with lines, and none besides."""
    path = written(tmp_path, CONTRADICTION)
    for name in ("check", "states", "stability", "brief"):
        words = [str(path) if word == "FILE" else word for word in COMMANDS[name]]
        found = run(*words)
        assert found.exit_code == 1
        assert "M001" in found.stderr
        assert "rule.1 (line 12), rule.2 (line 13), rule.4 (line 15)" in found.stderr
        assert "rule.3" not in found.stderr
        assert "rule.5" not in found.stderr
    assert run("describe", str(path)).exit_code == 0


def test_needs_that_contradict_a_rule(tmp_path: Path) -> None:
    """What an option needs counts as a rule, under the option's name."""
    content = SOUND.replace("by: south", "by: south, needs: not toll").replace(
        "- fence implies not toll", "- toll"
    )
    found = run("stability", str(written(tmp_path, content)))
    assert found.exit_code == 1
    assert "toll.needs (line 10), rule.1 (line 12)" in found.stderr


def test_one_rule_that_forbids_everything(tmp_path: Path) -> None:
    """A rule can contradict itself."""
    content = SOUND.replace("fence implies not toll", "fence and not fence")
    found = run("check", str(written(tmp_path, content)))
    assert found.exit_code == 1
    assert "contradict" in found.stderr
    assert "rule.1 (line 12)" in found.stderr


def large(options: int) -> str:
    """Return a conflict of so many options."""
    listed = "".join(f"  o{n}: {{by: {'ab'[n % 2]}}}\n" for n in range(options))
    return (
        "detente: 1\ntitle: Large\nparties:\n  a: {prefers: [o0]}\n  b: {prefers: [not o0]}\n"
        f"options:\n{listed}status_quo: []\n"
    )


def test_thirty_options(tmp_path: Path) -> None:
    """The limit is named, with exit code 3; a look at the file says what it did not look at."""
    path = written(tmp_path, large(30))
    for name in ("states", "stability", "brief"):
        words = [str(path) if word == "FILE" else word for word in COMMANDS[name]]
        found = run(*words)
        assert found.exit_code == 3, found.output
        assert "30 options make 2^30 combinations" in found.stderr
        assert "up to 22 options" in found.stderr
        assert found.stdout == ""
    assert run("describe", str(path)).exit_code == 0
    found = run("check", str(path))
    assert "M005" in found.stderr
    assert "1 warning" in found.stdout
    assert "Left out: what can never happen." in found.stdout
    assert found.exit_code == 3


@pytest.mark.parametrize(
    "facts",
    ["{a: a}", "{a: b, b: a}", "{a: b or fence, b: not c, c: 'at least 1 of a, b'}", "{a: not a}"],
)
def test_a_cyclic_fact(tmp_path: Path, facts: str) -> None:
    """A fact defined by itself, directly or through others, is refused."""
    refused(written(tmp_path, SOUND + f"facts: {facts}\n"), "L003", ":14:12", "by itself")


def test_facts_that_explode(tmp_path: Path) -> None:
    """Facts that double each other's length are refused before anyone writes them out."""
    lines = ["facts:", "  f0: fence or toll"]
    lines += [f"  f{n}: f{n - 1} or not f{n - 1}" for n in range(1, 64)]
    refused(written(tmp_path, SOUND + "\n".join(lines) + "\n"), "L004", "too long")


def test_facts_inside_each_other(tmp_path: Path) -> None:
    """A chain of facts deeper than any reader follows is refused, whatever its order."""
    lines = [f"  f{n}: not f{n - 1}" for n in range(1, 3000)]
    content = SOUND + "facts:\n" + "\n".join([*reversed(lines), "  f0: fence"]) + "\n"
    refused(written(tmp_path, content), "L004", "nested too deep")


@pytest.mark.parametrize(
    "formula",
    [
        "(" * 200 + "fence" + ")" * 200,
        "not " * 200 + "fence",
        "fence and " * 1000 + "fence",
        "fence implies " * 100 + "fence",
    ],
)
def test_formulas_without_end(tmp_path: Path, formula: str) -> None:
    """A formula that is too long or too deep is refused; its column is named."""
    content = SOUND.replace("fence implies not toll", formula)
    message = refused(written(tmp_path, content), "L001", ":12:")
    assert len(message) < 1000


def test_a_named_state_that_overlaps(tmp_path: Path) -> None:
    """Two names for one combination of options are at odds."""
    content = SOUND + "states: {walled: fence, quiet: not toll}\n"
    found = run("stability", str(written(tmp_path, content)))
    assert found.exit_code == 1
    assert "M007" in found.stderr


def test_the_status_quo_breaks_a_rule(tmp_path: Path) -> None:
    """No answer starts from a state that cannot be; a look at the file says so too."""
    path = written(tmp_path, SOUND.replace("status_quo: []", "status_quo: YY"))
    for name, found in every(path).items():
        if name != "describe":
            assert found.exit_code in {0, 1, 2}
    found = run("check", str(path))
    assert found.exit_code == 1
    assert "conflict.yaml:13:13  M002" in found.stderr


def test_one_party_one_option(tmp_path: Path) -> None:
    """The smallest conflict there is gets its answers."""
    content = "detente: 1\ntitle: x\nparties: {a: {}}\noptions: {b: {by: a}}\n"
    path = written(tmp_path, content)
    answered(path)
    document = json.loads(run("stability", str(path), "--json").stdout)
    assert document["states"] == 2
    assert document["status_quo"] is None


def test_an_option_nobody_owns(tmp_path: Path) -> None:
    """An option that nothing can switch warns, and every command answers."""
    content = SOUND.replace("by: south", "by: nobody")
    found = answered(written(tmp_path, content))
    assert "M004" in found["check"].stderr


@pytest.mark.parametrize(
    "words",
    [
        ("stability", "FILE", "--party", "est"),
        ("stability", "FILE", "--state", "YYYY"),
        ("stability", "FILE", "--concept", "nsh"),
        ("stability", "FILE", "--perspective", "nobody's"),
        ("stability", "FILE", "--epoch", "tomorrow"),
        ("stability", "FILE", "--epoch", "9999-99"),
        ("stability", "FILE", "--without", "rule.9"),
        ("stability", "FILE", "--status-quo", "Z"),
        ("stability", "FILE", "--sanctions", "twice"),
        ("states", "FILE", "--where", "fence and"),
        ("states", "FILE", "--where", "(" * 3000),
        ("states", "FILE", "--from", "QQ"),
        ("check", "FILE", "--originals", "/no/such/folder"),
        ("check", "FILE", "--originals", "a\0b"),
        ("brief", "FILE", "--out", "-", "--against", "FILE2"),
        ("stability",),
        ("stability", "FILE", "FILE"),
        ("frobnicate", "FILE"),
    ],
)
def test_wrong_use(tmp_path: Path, words: tuple[str, ...]) -> None:
    """A flag that makes no sense is exit code 2 (1 for another file's problems), and is said."""
    path = str(written(tmp_path, SOUND))
    found = run(*(path if word == "FILE" else word for word in words))
    assert found.exit_code == (1 if "FILE2" in words else 2), found.output
    assert found.stderr.strip()
