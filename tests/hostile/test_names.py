"""Names and texts in every script, and words that other YAML readers take for values."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from .running import SOUND, answered, every, refused, run, written

NAMES = [
    "\u00e9clair",
    "\uc885\uc804\uc120\uc5b8",
    "\u0633\u0644\u0627\u0645",
    "\u0936\u093e\u0902\u0924\u093f",
    "\u0938\u092e\u091d\u094c\u0924\u093e",
    "\u5e73\u548c",
    "\u043c\u0438\u0440",
    "\u0e2a\u0e31\u0e19\u0e15\u0e34\u0e20\u0e32\u0e1e",
    "x" * 300,
    "a-b_c-9",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script(tmp_path: Path, name: str) -> None:
    """An option may be called so, in formulas and in the answer."""
    path = written(tmp_path, SOUND.replace("fence", name).replace("Fence", name))
    answered(path)
    document = json.loads(run("stability", str(path), "--json").stdout)
    assert document["options"] == [name, "toll"]
    assert document["title"] == name


def test_a_letter_typed_in_two_ways_is_one_letter(tmp_path: Path) -> None:
    """Composed and decomposed accents name the same option."""
    composed = "caf\u00e9"
    decomposed = unicodedata.normalize("NFD", composed)
    assert composed != decomposed
    content = SOUND.replace("fence, not toll", f"{decomposed}, not toll").replace("fence", composed)
    content = content.replace(f"not {composed}, toll", f"not {decomposed}, toll")
    answered(written(tmp_path, content))


@pytest.mark.parametrize("name", ["no", "yes", "on", "off", "null", "No", "nan", "e1", "inf"])
def test_words_stay_words(tmp_path: Path, name: str) -> None:
    """What older YAML takes for a truth value, or for nothing, is an ordinary name here."""
    path = written(tmp_path, SOUND.replace("fence", name))
    answered(path)
    assert json.loads(run("stability", str(path), "--json").stdout)["options"] == [name, "toll"]


@pytest.mark.parametrize("title", ["2021", "2021-10-27", "1e3", "0x1F", "true", "~", "1_000"])
def test_numbers_and_dates_stay_text(tmp_path: Path, title: str) -> None:
    """A title that looks like a number, a date or a truth value is printed as written."""
    path = written(tmp_path, SOUND.replace("Fence", title))
    answered(path)
    assert json.loads(run("check", str(path), "--json").stdout)["title"] == title


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("and", "word of the language"),
        ("not", "word of the language"),
        ("least", "word of the language"),
        ("all", "word of the language"),
        ("others", "word of the language"),
        ("nobody", "word of the language"),
        ("true", "word of the language"),
        ("after", "word of the language"),
        ("N", "read as a state"),
        ("YN", "read as a state"),
        ("NNNN", "read as a state"),
        ("9a", "a name is a letter"),
        ("-a", "a name is a letter"),
        ("a b", "a name is a letter"),
        ("a.b", "a name is a letter"),
        ("a:b", "a name is a letter"),
        ("'a,b'", "a name is a letter"),
        ("\U0001f54a", "a name is a letter"),
        ("''", "a name is a letter"),
        ("\u200bghost", "'<U+200B>ghost' cannot be a name: it holds U+200B (zero width space)"),
        ("a\u202eb", "'a<U+202E>b' cannot be a name: it holds U+202E (right-to-left override)"),
        ("a\u00a0b", "it holds U+00A0 (no-break space), which a reader cannot see"),
        ("a\u2060b", "it holds U+2060 (word joiner), which a reader cannot see"),
    ],
)
def test_names_that_cannot_be(tmp_path: Path, name: str, why: str) -> None:
    """A name that a formula could not hold, or would misread, is refused where it stands."""
    content = SOUND.replace("  fence: {", f"  {name}: {{")
    refused(written(tmp_path, content), "N002", ":9:3", why)


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        (
            "fence implies",
            "fence implies\u200b",
            "L001",
            "U+200B (zero width space) has no meaning",
        ),
        ("fence implies", "fe\u00adnce implies", "N001", "'fe<U+00AD>nce' is not an option"),
        ("by: south", "by: south\u200b", "N001", "'south<U+200B>' is not a party"),
    ],
)
def test_what_cannot_be_seen_is_named(
    tmp_path: Path, old: str, new: str, code: str, message: str
) -> None:
    """A name that looks right and is not known, or a formula, shows what is hidden in it."""
    refused(written(tmp_path, SOUND.replace(old, new, 1)), code, message)


@pytest.mark.parametrize(
    ("old", "new", "character"),
    [
        ("title: Fence", "title: Fence\u202fWar", "U+202F (narrow no-break space)"),
        ("label: Ask for a toll", "label: To\u00adll", "U+00AD (soft hyphen)"),
        ("label: Ask for a toll", "label: To\u200cll", "U+200C (zero width non-joiner)"),
        ("label: Ask for a toll", 'label: "To\\u200Bll"', "U+200B (zero width space)"),
        ("label: Ask for a toll", "label: \u2067Toll", "U+2067 (right-to-left isolate)"),
        ("fence implies", "fence\u00a0implies", "U+00A0 (no-break space)"),
        ("  south:", "  so\ufeffuth:", "U+FEFF (zero width no-break space)"),
    ],
)
def test_what_cannot_be_seen_is_warned_of(
    tmp_path: Path, old: str, new: str, character: str
) -> None:
    """In a label, a title, a key or a formula that still reads, such a character is a warning."""
    content = SOUND.replace(old, new, 1)
    if "\ufeff" in new:
        content = content.replace("by: south", "by: so\ufeffuth")
    path = written(tmp_path, content)
    problems = json.loads(run("check", str(path), "--json").stdout)["problems"]
    assert {one["code"] for one in problems} == {"N007"}
    assert all(one["severity"] == "warning" for one in problems)
    assert character in problems[0]["message"]
    answered(path)


@pytest.mark.parametrize(
    "label",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u062f",
        "\u0936\u094d\u200d\u0937",
        "\u5e73\u548c\u3000\u6761\u7ea6",
        "\U0001f469\u200d\U0001f680",
    ],
)
def test_what_a_script_writes_is_not_warned_of(tmp_path: Path, label: str) -> None:
    """The joiners of Persian, Hindi and of pictures, and the wide space of Chinese, are text."""
    path = written(tmp_path, SOUND.replace("Ask for a toll", label))
    assert json.loads(run("check", str(path), "--json").stdout)["problems"] == []


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("by: south", "by: sonth", "did you mean 'south'?"),
        ("fence implies", "fense implies", "did you mean 'fence'?"),
        ("fence implies", "FENCE implies", "did you mean 'fence'?"),
        ("not toll]", "not tol]", "did you mean 'toll'?"),
        ("status_quo: []", "status_quo: [fance]", "did you mean 'fence'?"),
    ],
)
def test_names_that_differ_by_a_letter(tmp_path: Path, old: str, new: str, hint: str) -> None:
    """The nearest name is offered."""
    refused(written(tmp_path, SOUND.replace(old, new)), "N001", hint)


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("status_quo", "status-quo", "did you mean 'status_quo'?"),
        ("by: north", "bye: north", "did you mean 'by'?"),
        ("prefers: [fence", "preferes: [fence", "did you mean 'prefers'?"),
        ("title: Fence", "title: Fence\nfrobnicate: 3", "known here"),
    ],
)
def test_unknown_keys(tmp_path: Path, old: str, new: str, hint: str) -> None:
    """An unknown key is named with the nearest one, or with those there are."""
    refused(written(tmp_path, SOUND.replace(old, new, 1)), "S001", hint)


@pytest.mark.parametrize(
    "more", ["title: Again\n", "options: {}\n", "status_quo: []\n", "parties: {a: {}}\n"]
)
def test_duplicate_keys(tmp_path: Path, more: str) -> None:
    """The second of two equal keys is reported with the line of the first."""
    refused(written(tmp_path, SOUND + more), "S002", ":14:1", "the first is in line")


@pytest.mark.parametrize(
    "label",
    [
        "x" * 5000,
        "word " * 1000,
        "\u0634\u0631\u0637 \u0631\u0641\u0639 \u0627\u0644\u0639\u0642\u0648\u0628\u0627\u062a (A)",
        "e\u0301\u0301\u0301 \u1112\u1161\u11ab",
        "<script>alert(1)</script>",
        "</title><b>&amp;\"'",
        "| a | b |\\n|---|",
        "%s {0} {{ x }} {% y %}",
        "```\n    # heading",
        "\U0001f54a\ufe0f",
    ],
)
def test_hard_labels(tmp_path: Path, label: str) -> None:
    """A label may hold anything; the page never takes it for markup."""
    quoted = json.dumps(label, ensure_ascii=False)
    path = written(
        tmp_path, SOUND.replace("Build a fence", quoted).replace("title: Fence", f"title: {quoted}")
    )
    answered(path)
    out = tmp_path / "page.html"
    assert run("brief", str(path), "--out", str(out)).exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "<b>&amp;" not in page


def test_hard_party_names_and_quotations(tmp_path: Path) -> None:
    """Names of parties and quotations are no markup either, nor can they break an attribute."""
    content = SOUND.replace("north", '"<i onclick=x>"').replace("south", "'a\" onload=\"x'")
    content += """
sources:
  "<s>": {title: "<title>", url: "javascript:alert(1)"}
quotations:
  "q\\"><img src=x>": {source: "<s>", voice: report, text: "<u>words</u>"}
"""
    path = written(tmp_path, content)
    answered(path)
    out = tmp_path / "page.html"
    assert run("brief", str(path), "--out", str(out)).exit_code == 0
    page = out.read_text(encoding="utf-8")
    for raw in ("<i onclick", '" onload="', "<img src=x", "<u>words", 'href="javascript:'):
        assert raw not in page


def test_two_things_of_one_name(tmp_path: Path) -> None:
    """Options, facts and states share one name space."""
    refused(written(tmp_path, SOUND + "facts: {fence: toll}\n"), "N003", ":14:9", "line 9")


def test_many_problems_come_together(tmp_path: Path) -> None:
    """One run finds the problems of every section, in the order of the file."""
    content = SOUND.replace("by: south", "by: sonth").replace("implies", "implied")
    content = content.replace("prefers: [fence", "prefer: [fence") + "as_of: soon\n"
    for name, one in every(written(tmp_path, content)).items():
        assert one.exit_code == 1, name
        lines = [line for line in one.stderr.splitlines() if "conflict.yaml:" in line]
        assert [line.split("  ")[1] for line in lines] == ["S001", "N001", "L001", "T001"]
