"""Nothing of a file, a name or an argument reaches a terminal raw, and documents keep every letter."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO, cast

import click
import pytest
from markdown_it import MarkdownIt

import detente
from detente.briefing.markdown import to_markdown
from detente.cli import leaving, streams
from detente.cli.main import COMMANDS, app
from detente.evidence.reading.parsing import model
from detente.visible import shown
from tests.processes import PROGRAM, bare

from .running import inside

CONTROLS = "\x1b]0;owned\x07\x1b[31m\x9b2J\x08\x7f\x00"  # what a YAML file may not hold
TURNING = "\u202e\u2066\u200f\u061c"  # and what it may
ENDING = "\u2028\x85"  # and what ends a line to it
RAW = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\r(?!\n)"
)
CONFLICT = """\
detente: 1
title: "Title TURNING of it"
summary: "Summary TURNING"
as_of: 2031-04-02
note: "Note TURNING"
sources:
  herald: {title: "Source TURNING", publisher: "Paper TURNING", author: "Author TURNING",
           date: 2031-04-01, url: "https://example.org/TURNING", file: "herald TURNING.md"}
quotations:
  said: {source: herald, speaker: "Speaker TURNING", party: A, voice: own words,
         text: "words TURNING of a speaker", note: "Note TURNING"}
  told: {source: herald, voice: observer, about: [B], paraphrase: "paraphrase TURNING of it"}
parties:
  A: {name: "Northport TURNING", aliases: ["Alias TURNING"], note: "Note TURNING", prefers: [
      {red line: b implies a, because: said, position: kept, note: "Note TURNING"}, {want: b}],
      conditions: [{condition: a only after b, because: told, note: "Note TURNING"}]}
  B: {name: "Southport TURNING", prefers: [a, {demand: not b, because: told, against: said}]}
positions:
  kept: {party: A, label: "Label TURNING"}
options:
  a: {label: "Label a TURNING", by: A, note: "Note TURNING", takes: 10 days}
  b: {label: "Label b TURNING", by: B, window: 2031-01-01..2032-01-01}
rules:
  - {rule: a implies b, note: "Note TURNING"}
status_quo: []
targets: {both: a and b}
outcome: {state: [b], date: 2032-01-01, because: said}
epochs:
  - {from: 2031-05-01, title: "Epoch TURNING", parties: {B: {prefers: [b, a]}}}
perspectives:
  officials: {voices: [own words]}
""".replace("TURNING", f"{TURNING}\\L\\N")
SEEN = "\x1b]0;owned\x07\x9b2J"  # few enough that a document is still taken for a text
REPORT = f"""\
Fences {SEEN} go up {TURNING}

By Lena {SEEN} Moor

2031-04-02

"We will not {SEEN} build a fence {TURNING} first," French Foreign Minister Ana {SEEN} Bell told \
reporters on Tuesday.

Italy demanded that {SEEN} France open sluice four first, Italian foreign minister Ugo Neri said.
"""
MAIL = f"From: Lena {SEEN} <l@example.org>\nSubject: Fences {SEEN}\nMIME-Version: 1.0\n\n{REPORT}"
PAGE = (
    f"<html><head><title>Fences &#27;]0;owned&#7;</title></head><body><article>"
    f"<h1>Fences {SEEN}</h1><p>{REPORT}</p>"
    + "<p>The towns on the canal met again and agreed on nothing at all this week.</p>" * 5
    + "</article></body></html>"
)
NAME = "odd\x1b]0;owned\x07\u202e"  # of a file
# how each command is asked; DOC stands for the documents
CALLS = {
    "check": (
        "check c.yaml --assumptions",
        f"check {NAME}.yaml",
        "check c.yaml --originals papers",
    ),
    "examples": ("examples",),
    "new": ("new --review review.yaml", "new"),
    "describe": ("describe c.yaml",),
    "states": ("states c.yaml", "states c.yaml --party A"),
    "stability": (
        "stability c.yaml",
        "stability c.yaml --state YY",
        "stability c.yaml --against c.yaml",
    ),
    "roadmaps": ("roadmaps c.yaml --to both", "roadmaps c.yaml --to both --without A.s1"),
    "blockers": ("blockers c.yaml --to both",),
    "unlocks": ("unlocks c.yaml --to both",),
    "perspectives": ("perspectives c.yaml --to both",),
    "robustness": ("robustness c.yaml --to both",),
    "compare": ("compare c.yaml d.yaml",),
    "backtest": ("backtest c.yaml",),
    "differences": ("differences c.yaml A B --to both", "differences c.yaml"),
    "timeline": ("timeline c.yaml", "timeline c.yaml --corpus k.corpus"),
    "brief": ("brief c.yaml --out - --full", "brief c.yaml --out - --corpus k.corpus --full"),
    "read": ("read papers",),
    "review": ("review review.yaml", "review review.yaml --into target.yaml"),
    "corpus": (
        "corpus list k.corpus",
        "corpus who k.corpus",
        "corpus search k.corpus fence",
        "corpus changed k.corpus --since 2031-04-01",
        "corpus duplicates k.corpus",
        "corpus add k.corpus papers",
    ),
    "cite": ("cite papers/report.txt fence", "cite papers/report.txt nowhere"),
    "import": ("import m.gmcr",),
    "export": ("export c.yaml", "export c.yaml --as csv", "export c.yaml --as json"),
    "schema": ("schema",),
}


def through_doors(
    words: list[str], *, given: str = "", at_terminal: bool = True
) -> tuple[int, str, str]:
    """Run a command in this process behind the doors; return its exit code and what came out."""
    before = sys.stdout, sys.stderr, sys.stdin
    raw = [io.BytesIO(), io.BytesIO()]
    ends = [io.TextIOWrapper(one, encoding="utf-8") for one in raw]
    for end in ends:
        end.isatty = lambda: at_terminal  # type: ignore[method-assign]
    sys.stdin = io.TextIOWrapper(io.BytesIO(given.encode()), encoding="utf-8")
    sys.stdout, sys.stderr = ends
    try:
        answer, messages = streams.opened()
        code = leaving._command(words, leaving._Interruption())
        answer.flush()
        messages.flush()
    finally:
        sys.stdout, sys.stderr, sys.stdin = before
    return code, *(one.getvalue().decode() for one in raw)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of hostile files, made once."""
    if not model.available():
        pytest.skip("what reads is not installed")
    folder = tmp_path_factory.mktemp("desk")
    with inside(folder):
        for name in ("c.yaml", f"{NAME}.yaml"):
            Path(name).write_text(CONFLICT, encoding="utf-8")
        Path("d.yaml").write_text(CONFLICT.replace("want: b", "want: a"), encoding="utf-8")
        empty = "title: T\nparties: {France: {}, Italy: {}}\noptions: {a: {by: France}}\n"
        for name in ("empty.yaml", "target.yaml"):
            Path(name).write_text(f"detente: 1\n{empty}", encoding="utf-8")
        for source in detente.load("c.yaml").sources:
            dossier = "".join(quoted.text + "\n" for quoted in detente.load("c.yaml").quotations)
            Path(source.file).write_text(dossier, encoding="utf-8")
        Path("papers").mkdir()
        for name, text in (
            ("report.txt", REPORT),
            ("mail.eml", MAIL),
            ("page.html", PAGE),
            (f"{NAME}.md", REPORT),
        ):
            Path("papers", name).write_text(text, encoding="utf-8")
        for words in (
            ["corpus", "add", "k.corpus", "papers"],
            [
                "read",
                "papers/report.txt",
                "papers/mail.eml",
                "papers/page.html",
                "--to",
                "review.yaml",
            ],
            ["export", "classics/chicken", "--as", "gmcr", "--out", "m.gmcr"],
        ):
            code, _, said = through_doors(words)
            assert code == 0, said
        text = Path("review.yaml").read_text(encoding="utf-8")
        text = re.sub(r"^    decide:$", "    decide: accept", text, flags=re.MULTILINE)
        text = re.sub(r"^    paraphrase:$", "    paraphrase: ours", text, flags=re.MULTILINE)
        Path("review.yaml").write_text(text, encoding="utf-8")
        model_text = Path("m.gmcr").read_text(encoding="utf-8")
        hostile = json.dumps(f"Chicken {CONTROLS}{TURNING}")[1:-1]
        assert "Chicken" in model_text
        Path("m.gmcr").write_text(model_text.replace("Chicken", hostile), encoding="utf-8")
        yield folder


def test_every_command_is_tried() -> None:
    """The table has each command there is."""
    assert CALLS.keys() == COMMANDS.keys()


@pytest.mark.parametrize("call", [call for calls in CALLS.values() for call in calls])
@pytest.mark.usefixtures("desk")
def test_nothing_comes_out_raw(call: str) -> None:
    """Titles, speakers, notes, words and names are shown with what would steer a terminal by number."""
    words = call.split(" ")
    code, answer, messages = through_doors(words)
    assert code in {0, 1, 3, 4}, messages
    assert answer + messages
    assert RAW.search(answer + messages) is None


@pytest.mark.parametrize(
    "call", [calls[0] for name, calls in CALLS.items() if "--out" not in calls[0]]
)
@pytest.mark.parametrize("at_terminal", [True, False])
@pytest.mark.usefixtures("desk")
def test_documents_hold_everything_and_nothing_raw(call: str, at_terminal: bool) -> None:  # noqa: FBT001
    """A document says in every place what it says in the library, and is plain to look at."""
    code, answer, messages = through_doors([*call.split(" "), "--json"], at_terminal=at_terminal)
    assert code in {0, 1, 3, 4}, messages
    assert RAW.search(answer + messages) is None
    told = json.loads(answer)
    if " c.yaml" in call:
        assert told["title"] == detente.load("c.yaml").title
        assert TURNING in told["title"]
        assert ENDING in told["title"]


@pytest.mark.usefixtures("desk")
def test_what_is_handed_to_a_file_is_the_file() -> None:
    """Where no person looks, an exported file comes as it is, letter for letter."""
    code, answer, _ = through_doors(["export", "c.yaml"], at_terminal=False)
    assert (code, answer) == (0, CONFLICT)
    _, answer, _ = through_doors(["export", "c.yaml"], at_terminal=True)
    assert answer == shown(CONFLICT) != CONFLICT


def parameters() -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every place of every command where a person can write something."""
    for name in COMMANDS:
        command = app.get_command(cast("click.Context", None), name)
        inner = getattr(command, "commands", None) or {"": command}
        for sub, one in inner.items():
            for parameter in one.params:
                if isinstance(parameter.type, click.types.StringParamType):
                    yield (name, sub) if sub else (name,), parameter.name or ""


@pytest.mark.parametrize(("command", "parameter"), list(parameters()))
def test_no_argument_comes_back_raw(
    command: tuple[str, ...], parameter: str, desk: Path, tmp_path: Path
) -> None:
    """Whatever a person types, in whichever place, its answer and its refusal are plain text."""
    found = app.get_command(cast("click.Context", None), command[0])
    one = found.commands[command[1]] if len(command) > 1 else found  # type: ignore[union-attr]
    odd = f"odd{CONTROLS[:-1]}{TURNING}"
    usual = {"corpus": "k.corpus", "words": "fence", "document": "papers/report.txt",
             "documents": "papers/report.txt", "review": "review.yaml", "slug": "classics/chicken",
             "old": "c.yaml", "new": "d.yaml", "first": "A", "second": "B"}  # fmt: skip
    words = list(command)
    for other in one.params:
        value = odd if other.name == parameter else usual.get(other.name or "", "c.yaml")
        if isinstance(other, click.Argument):
            if other.name == parameter or other.required or other.name in ("first", "second"):
                words.append(value)
        elif other.name == parameter:
            words += [other.opts[0], odd]
        elif other.required:
            words += [other.opts[0], {"since": "2031-01-01"}.get(other.name or "", "both")]
    with inside(tmp_path):
        for path in desk.iterdir():
            (tmp_path / path.name).symlink_to(path)
        code, answer, messages = through_doors(words, given="fence")
        assert not list(tmp_path.glob(".detente-*"))
    assert code in {0, 1, 2, 3, 4}, messages
    assert answer + messages
    assert RAW.search(answer + messages) is None
    assert "Traceback" not in messages


@pytest.mark.parametrize("text", [
    f"detente: 1\ntitle: T{CONTROLS}\n",
    'detente: 1\n"a\\e]0;owned\\a": 1\n',
    f'detente: 1\n"key{TURNING}": 1\n',
    f"detente: 1\ntitle: T\nparties: {{A{TURNING}: {{}}}}\n",
    f"detente: 1\ntitle: T\nparties: {{A: {{prefers: [a{TURNING}]}}}}\noptions: {{b: {{by: A}}}}\n",
    f"%TAG ! tag:{TURNING[:2]}\n--- !x{TURNING[:2]} y\n",
    "\x1b[31m: [",
])  # fmt: skip
def test_problems_are_told_in_plain_text(text: str, tmp_path: Path) -> None:
    """A file that is refused is quoted by number, in the message and in the document."""
    path = tmp_path / "c.yaml"
    path.write_text(text, encoding="utf-8")
    for words in (["check", str(path)], ["check", str(path), "--json"], ["describe", str(path)]):
        code, answer, messages = through_doors(words)
        assert code == 1
        assert RAW.search(answer + messages) is None


@pytest.mark.usefixtures("desk")
def test_a_real_terminal_shows_nothing_raw() -> None:
    """The program itself, at a terminal: what arrives there is plain text."""
    for words in (
        ["describe", "c.yaml"],
        ["export", "c.yaml"],
        ["check", f"{NAME}.yaml"],
        ["chek\x1b"],
    ):
        holder, terminal = os.openpty()
        process = subprocess.Popen(
            [*PROGRAM, *words],
            env=bare(),
            stdout=terminal,
            stderr=terminal,
            stdin=subprocess.DEVNULL,
        )
        os.close(terminal)
        said = b""
        while True:
            try:
                piece = os.read(holder, 65_536)
            except OSError:  # the program has ended
                break
            if not piece:
                break
            said += piece
        os.close(holder)
        assert process.wait() in {0, 2}
        assert len(said) > 50
        assert RAW.search(said.decode()) is None


def test_a_file_that_is_a_terminal_shows_nothing_raw(desk: Path) -> None:
    """`--out` a terminal, by whatever name, is what a person sees."""
    holder, terminal = os.openpty()
    name = os.ttyname(terminal)
    code, _, messages = through_doors(["export", str(desk / "c.yaml"), "--out", name])
    assert code == 0, messages
    said = os.read(holder, 65_536).decode()
    os.close(terminal)
    os.close(holder)
    assert "Title" in said
    assert RAW.search(said) is None


# words that were read -----------------------------------------------------------------------


@pytest.mark.usefixtures("desk")
def test_words_with_controls_are_accepted() -> None:
    """What nobody sees in a document is left out of its words, and they still stand there."""
    text = Path("review.yaml").read_text(encoding="utf-8")
    assert RAW.search(text.replace("\u202e", "").translate({ord(c): "" for c in TURNING})) is None
    Path("own.yaml").write_text(Path("empty.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    words = ["review", "review.yaml", "--into", "own.yaml", "--json"]
    code, answer, messages = through_doors(words)
    assert code == 0, messages
    added = {one["name"] for one in json.loads(answer)["added"]["quotations"]}
    code, answer, _ = through_doors(["check", "own.yaml", "--originals", "papers", "--json"])
    assert code == 0
    told = json.loads(answer)
    assert {*told["quotations"]["verbatim"], *told["quotations"]["paraphrased"]} == added
    assert told["quotations"]["verbatim"]
    assert set(told["confirmed"]) == added


# Markdown -----------------------------------------------------------------------------------

SIGNS = (
    "# heading", "- item", "+ item", "* item", "1. item", "2) item", "> quote", "= =", "---", "===",
    "[link](javascript:alert)", "![picture](x.png)", "<img src=x onerror=y>", "<b>bold</b>",
    "`code`", "~~~", "**strong**", "_slanted_", "a | b", "&lt;b&gt; &#91;", "https://example.org/x",
    "<https://example.org>", "www.example.org", "[x]: https://example.org", "$$x$$", "~~gone~~",
    "a\\*b", "    four spaces", "\\[link](x)", "[^1]", "Title \x1b]0;owned\x07 \u202e",
)  # fmt: skip


@pytest.mark.parametrize("sign", SIGNS)
def test_no_text_is_a_sign_to_markdown(sign: str) -> None:
    """Wherever a person can write it, it is shown as it was written, and is nothing else."""
    plain = re.sub(r"url: \S+,", 'url: "https://example.org/a",', CONFLICT)
    held = json.dumps(sign).replace("\\u001b", "").replace("\\u0007", "")
    text, calm = (
        re.sub(r'"[^"]*\u202e[^"]*"', lambda _, one=one: one, plain) for one in (held, '"calm"')
    )
    made = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    kinds = [
        [
            (token.type, token.tag, token.attrGet("href"), token.level)
            for top in made.parse(to_markdown(detente.brief(detente.compile(detente.loads(one)))))
            for token in (top, *(top.children or ()))
            if token.type not in ("text", "text_special")
        ]
        for one in (text, calm)
    ]
    assert kinds[0] == kinds[1]
    page = made.render(to_markdown(detente.brief(detente.compile(detente.loads(text)))))
    wanted = " ".join(shown(json.loads(held)).split())
    told = (
        wanted.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
    )
    assert told in page


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://a b", "//x.org"],
)
def test_only_pages_are_linked(url: str) -> None:
    """An address of a source that is no page is told, and leads nowhere."""
    text = re.sub(r"url: \S+,", f"url: {json.dumps(url)},", CONFLICT.replace("TURNING", ""))
    found = to_markdown(detente.brief(detente.compile(detente.loads(text))))
    page = MarkdownIt("commonmark").enable("table").render(found)
    links = re.findall(r'href="([^"]*)"', page)
    assert links
    assert all(link.startswith("#q") for link in links)


def test_the_door_takes_text_only() -> None:
    """Bytes are not let past it."""
    door = streams.Door(cast("TextIO", io.StringIO()), portable=True)
    with pytest.raises(TypeError):
        door.write(b"\x1b")  # type: ignore[arg-type]
