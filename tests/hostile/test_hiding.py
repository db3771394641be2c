"""Names, offices, titles and words of what is withheld, hidden everywhere: none comes out unnamed."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import detente
from detente.errors import ConflictProblems
from detente.language.rewriting import withhold
from detente.language.schema import SHAPES, TEXT
from detente.language.spans import spans
from detente.language.written import NAME, written

from .running import run

# what is withheld; every secret below stands in it
SECRET = """\
sources:
  cable:
    title: Minutes of the Marzipan Committee at Lake Ontarion
    publisher: The Quillon Gazette
    author: Ingrid Vasquelle
    url: https://www.whistling-heron.example/2031/lantern-and-anchor-accord.html
    file: drawer/heliotrope-ledger.md
    note: It came in a violet envelope without a stamp.
    confidential: true
quotations:
  confession:
    source: open
    speaker: Ruritanian Deputy Minister of Canals Wilhelmina Okonjowitz
    voice: report
    text: We would trade the northern sluices for a quiet ceasefire in autumn.
    confidential: true
positions:
  periwinkle-line: {party: A, label: Never without the bridge of sighs, confidential: true}
"""
SECRETS = {
    "a speaker": "Wilhelmina Okonjowitz",
    "a surname": "Okonjowitz",
    "an office": "Ruritanian Deputy Minister of Canals",
    "an author": "Ingrid Vasquelle",
    "a publisher": "Quillon Gazette",
    "an address": "whistling-heron.example",
    "a page": "lantern and anchor accord",
    "a file": "heliotrope ledger",
    "a title": "Minutes of the Marzipan Committee at Lake Ontarion",
    "a part of a title": "Marzipan Committee",
    "a part of a quotation": "trade the northern sluices",
    "a part of a note": "violet envelope without a stamp",
    "the name of a source": "heron-cable",
    "the name of a position": "periwinkle-line",
    "a part of a label": "bridge of sighs",
    "a party": "Grand Duchy of Fenwick",
    "an alias": "Fenwickians",
    "an option": "swap-lighthouses",
    "the label of an option": "Swap two lighthouses at dusk",
    "who verifies": "Commodore Bartholomew Tregaskis",
}
WITHHELD = SECRET.replace("  cable:", "  heron-cable:")
LOOKS = str.maketrans("aeopcxyAEOPCBHKMT", "аеорсхуАЕОРСВНКМТ")
INFLECTED = ("s", "’s", "ian", "ing", "ed")
DISGUISES: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "in capitals": str.upper,
    "with accents": lambda text: re.sub("[aeiou]", lambda one: f"{one[0]}\u0301", text),
    "with signs without width": "\u200b".join,
    "with soft hyphens": lambda text: re.sub(r"(\w)(\w)", "\\1\u00ad\\2", text),
    "with letters of another script": lambda text: text.translate(LOOKS),
    "in compatible letters": lambda text: "".join(
        chr(0xFEE0 + ord(one)) if "!" <= one <= "~" else one for one in text
    ),
    "in bold letters of mathematics": lambda text: "".join(
        chr(0x1D400 + ord(one) - 65) if "A" <= one <= "Z"
        else chr(0x1D41A + ord(one) - 97) if "a" <= one <= "z" else one
        for one in text
    ),
    "hyphenated": lambda text: re.sub(r"(\w{3})(\w{2})", r"\1-\2", text),
    "at the end of a line": lambda text: re.sub(r"(\w{3})(\w{2})", "\\1-\n  \\2", text),
    "spaced": " ".join,
    "with the words joined": lambda text: re.sub(r"[\W_]+", "", text.title()),
    "with underscores": lambda text: re.sub(r"[\W_]+", "_", text),
    "in codes of a page": lambda text: "".join(f"&#{ord(one)};" for one in text),
    "in codes of an address": lambda text: "".join(f"%{ord(one):02X}" for one in text),
    "owned": lambda text: f"{text}’s",
    "in the plural": lambda text: f"{text}s",
    "in quotation marks": lambda text: f"(“{text}”),",
}  # fmt: skip


NO_NAME = ("in codes of a page", "in codes of an address", "in bold letters of mathematics")


def slug(text: str) -> str:
    """Return a text as a name may be written."""
    plain = unicodedata.normalize("NFC", re.sub("[\u200b\u00ad]", "", text))
    return re.sub("-+", "-", re.sub(r"[^\w-]", "-", plain)).strip("-")


def public(words: str, called: str = "") -> tuple[str, list[str]]:
    """Return a file that holds words in every field that a person can write, and its names.

    Those are as much of the words, or of what it is `called`, as a name may be.
    """
    told = json.dumps(f"about {words} here", ensure_ascii=False)
    name = slug(called or words)
    text = f"""\
detente: 1
title: {told}
as_of: 2031-01-01
summary: {told}
note: {told}
{WITHHELD.split("quotations:")[0]}  open: {{title: {told}, publisher: {told}, author: {told}, url: {told}, file: {told}, note: {told}}}
  n1-{name}: {{title: t}}
quotations:
{WITHHELD.split("quotations:")[1].split("positions:")[0]}
  plain: {{source: open, speaker: {told}, voice: report, text: {told}, note: {told}}}
  retold: {{source: open, voice: report, paraphrase: {told}}}
  n2-{name}: {{source: open, voice: report, text: x}}
positions:
{WITHHELD.split("positions:")[1]}
  other: {{party: A, label: {told}, note: {told}}}
  n3-{name}: {{party: A}}
parties:
  A:
    name: {told}
    aliases: [{told}]
    note: {told}
    prefers:
      - {{demand: x, id: n4-{name}, note: {told}, position: periwinkle-line}}
      - {{any_order: [{{want: x, id: n5-{name}, note: {told}}}, x], note: {told}}}
    conditions: [{{condition: x only after z, id: n6-{name}, note: {told}}}]
  B: {{weights: [{{x: 1, id: n7-{name}, note: {told}}}]}}
  n8-{name}: {{}}
  fenwick: {{name: Grand Duchy of Fenwick, aliases: [Fenwickians], confidential: true}}
options:
  x: {{by: A, label: {told}, verified_by: {told}, note: {told}, takes: {{duration: 3 days, note: {told}}},
      window: [{{from: 2031-02-01, note: {told}}}]}}
  z: {{by: B}}
  n9-{name}: {{by: A}}
  swap-lighthouses: {{by: A, label: Swap two lighthouses at dusk,
      verified_by: Commodore Bartholomew Tregaskis, confidential: true}}
facts:
  f: {{formula: x, label: {told}, note: {told}}}
  n10-{name}: z
rules: [{{rule: x or not x, id: n11-{name}, note: {told}}}]
channels: [{{between: [A, B], when: x, id: n12-{name}, note: {told}}}]
states:
  s: {{formula: x and z, label: {told}, note: {told}}}
  n13-{name}: x and not z
targets: {{n14-{name}: x}}
outcome: {{state: [x], note: {told}}}
epochs: [{{from: 2031-03-01, title: {told}, note: {told}, parties: {{A: {{prefers: [{{want: x, id: n15-{name}, note: {told}}}]}}}}}}]
perspectives:
  n16-{name}: {{note: {told}}}
# {" ".join(words.split())} told us so
"""
    return text, [f"n{number}-{name}" for number in range(1, 17)]


def test_every_field_that_a_person_can_write_is_tried() -> None:
    """No key of the format that takes a text of its own is left out, nor a kind of name."""
    text, names = public("Nothing")
    root = spans(text)
    tried = {one.field for one in written(root, frozenset())}
    keys = {
        key
        for shape in SHAPES.values()
        for key, field in shape.fields.items()
        if TEXT in (field.kind, getattr(field.kind, "item", None))
    }
    assert tried == keys | {NAME, "id"}
    assert all(f"{name}" in text for name in names)
    shapes = {shape for shape, table in SHAPES.items() if "note" in table.fields}
    assert len(re.findall("note: .about", text)) >= len(shapes) - 2


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("secret", SECRETS)
def test_nothing_comes_out_unnamed(secret: str, disguise: str) -> None:
    """Each place where the words stand is told, and a comment with them is cut."""
    hidden = DISGUISES[disguise](SECRETS[secret])
    called = SECRETS[secret] if disguise in NO_NAME else ""
    text, names = public(hidden, called)
    found = withhold(text)
    told = {
        leak.message.partition(" stands in ")[2].partition(", and in ")[0] for leak in found.leaks
    }
    lines = text.split("\n")
    for leak in found.leaks:
        assert leak.code == "C001"
        assert lines[leak.place.line - 1][leak.place.column - 1 :].strip()
    for one in written(spans(text), frozenset()):
        if one.text.startswith("about ") or one.text in names:
            assert one.path in told, one
    assert "told us so" not in found.text


def test_what_is_not_withheld_gives_nothing_away() -> None:
    """Words of other things, and words that only begin alike, are no reason to stop."""
    calm = "Willing minutes of a committee of the northern lakes, and an autumn without stamps"
    text, _ = public(calm)
    assert withhold(text).leaks == ()
    assert "told us so" in withhold(text).text


@pytest.mark.parametrize(
    ("name", "text", "leaks"),
    [
        ("US", "It tells us so", 0), ("US", "the US says", 1), ("US", "the U.S. says", 1),
        ("US", "the U\u200bS says", 1), ("lock", "a clockwork", 0), ("lock", "unlocked l-o-c-k", 1),
        ("ease", "with great unease", 0), ("ease", "easing it", 0), ("declare", "as was declared", 1),
        ("declare", "their declaration", 1), ("김정은", "김정은이 말했다", 1), ("김정은", "김정일", 0),
        ("北京", "在北京说", 1), ("Ёлкин", "елкина", 0), ("Ёлкин", "ЕЛКИН", 1), ("Αθήνα", "ΑΘΗΝΑ", 1),
        ("q3", "see q3 there", 1), ("x", "x marks it", 0),
    ],
)  # fmt: skip
def test_names_of_all_kinds(name: str, text: str, leaks: int) -> None:
    """Short names are names in their own case; other scripts are scripts, and no disguise."""
    made = (
        "detente: 1\ntitle: T\nparties: {A: {}}\noptions: {go: {by: A}}\n"
        f"summary: {text}\nsources: {{s: {{title: t, author: {name}, confidential: true}}}}\n"
    )
    if name != "x":
        made = made.replace("author:", "publisher:")
    assert len(withhold(made).leaks) == leaks


# what is done with it -------------------------------------------------------------------------

FILE = """\
detente: 1
title: Talks
parties: {A: {}}
options:
  x: {by: A, note: Ana Bell said so}
  y: {by: A, verified_by: Ana Bell, confidential: true}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that gives something away."""
    found = tmp_path / "c.yaml"
    found.write_text(FILE, encoding="utf-8")
    return found


def test_nothing_is_written_before_somebody_has_looked(path: Path, tmp_path: Path) -> None:
    """Each place is a problem, with a line and a column; exit code 1."""
    for out in (["--out", str(tmp_path / "p.yaml")], []):
        found = run("export", str(path), "--public", *out)
        assert (found.exit_code, found.stdout) == (1, "")
        assert f"{path}:5:20  C001  'Ana Bell' stands in options.x.note, and in" in found.stderr
        assert "options.y.verified_by, which is withheld" in found.stderr
        assert "--anyway" in found.stderr
        assert not (tmp_path / "p.yaml").exists()
    found = run("export", str(path), "--public", "--json")
    told = json.loads(found.stdout)
    assert (found.exit_code, [one["code"] for one in told["problems"]]) == (1, ["C001"])
    assert "text" not in told


def test_who_has_looked_goes_on(path: Path, tmp_path: Path) -> None:
    """The places are told all the same, and the file is there."""
    out = tmp_path / "p.yaml"
    found = run("export", str(path), "--public", "--anyway", "--out", str(out))
    assert found.exit_code == 0
    assert "C001" in found.stderr
    assert "1 item was withheld" in found.stderr
    assert detente.load(out).options[0].name == "x"


def test_other_formats_are_held_back_as_well(path: Path) -> None:
    """What gives something away does so in a table."""
    for form in ("gmcr", "csv", "json"):
        assert run("export", str(path), "--public", "--as", form).exit_code == 1


def test_what_gives_nothing_away_is_handed_out(path: Path) -> None:
    """Nothing found, nothing said."""
    path.write_text(FILE.replace("Ana Bell said so", "It was said"), encoding="utf-8")
    found = run("export", str(path), "--public")
    assert (found.exit_code, found.stderr) == (0, "1 item was withheld\n")


def test_places_in_a_file_that_is_written_anew(path: Path) -> None:
    """With anchors in it no line can be told; the field is."""
    text = FILE.replace("note: Ana", "note: &a Ana").replace(
        "title: Talks", "title: Talks\nsummary: *a"
    )
    text = text.replace("summary: *a\n", "") + "summary: *a\n"
    told = {leak.message.split(",")[0] for leak in withhold(text).leaks}
    assert told == {f"'Ana Bell' stands in {where}" for where in ("options.x.note", "summary")}


def test_a_library_is_told_as_well() -> None:
    """What was found is a value; nothing is raised."""
    found = detente.export(detente.loads(FILE), public=True)
    assert [leak.code for leak in found.leaks] == ["C001"]
    assert found.to_dict()["problems"] == [leak.to_dict() for leak in found.leaks]
    with pytest.raises(ConflictProblems):
        raise ConflictProblems(found.leaks)


def parts() -> Iterator[str]:
    """Yield long texts, to measure with."""
    for number in range(1_500):
        yield f"  q{number}: {{source: s, voice: report, text: We were told of step {number} by the clerk of the canal}}"


def test_long_files_are_looked_through_in_one_go() -> None:
    """Thousands of texts against thousands take no longer than reading the file twice."""
    import time

    secret = "\n".join(
        one.replace("}", ", confidential: true}").replace("q", "w", 1) for one in parts()
    )
    text = (
        "detente: 1\ntitle: T\nparties: {A: {}}\noptions: {go: {by: A}}\n"
        f"sources: {{s: {{title: t}}}}\nquotations:\n{secret}\n" + "\n".join(parts()) + "\n"
    )
    start = time.process_time()
    detente.loads(text)
    unit = time.process_time() - start
    start = time.process_time()
    found = withhold(text)
    assert len(found.leaks) >= 1_500
    assert time.process_time() - start < 30 * unit + 5
