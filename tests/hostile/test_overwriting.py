"""Nothing that a user has is written over: every command that writes, against all that it reads."""

from __future__ import annotations

import ast
import os
import re
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

import detente
from detente import files
from detente.cli.main import COMMANDS, app
from detente.errors import WrongUse
from detente.evidence.reading.parsing import model
from detente.shipped import path_of
from tests.processes import PROGRAM, bare
from tests.processes import detente as detente_process

from .running import SOUND, inside, mode_is_ignored, run

pytestmark = pytest.mark.skipif(not model.available(), reason="what reads is not installed")

CONFLICT = (
    SOUND
    + """\
sources:
  herald: {title: Fences, file: herald.md, date: 2031-04-02}
quotations:
  words: {source: herald, voice: observer, paraphrase: The north may build a fence.}
"""
)
REPORT = """\
Fences, round two

2031-04-02

"We will not build a fence first," French Foreign Minister Ana Bell told reporters on Tuesday.
"""
OUT = "OUT"
# how each command that writes is called, what it reads then, and what its file is called
WRITERS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "brief": (
        "brief conflict.yaml --against older.yaml --corpus k.corpus --out OUT",
        ("conflict.yaml", "older.yaml", "k.corpus", "herald.md"),
        "page.html",
    ),
    "timeline": (
        "timeline conflict.yaml --corpus k.corpus --out OUT",
        ("conflict.yaml", "k.corpus", "herald.md"),
        "timeline.svg",
    ),
    "export": ("export conflict.yaml --out OUT", ("conflict.yaml", "herald.md"), "public.yaml"),
    "import": ("import model.gmcr --out OUT", ("model.gmcr",), "model.yaml"),
    "schema": ("schema --out OUT", (), "schema.json"),
    "new": ("new OUT --review review.yaml", ("review.yaml",), "mine.yaml"),
    "read": (
        "read report.txt --cast cast.yaml --to OUT",
        ("report.txt", "cast.yaml"),
        "proposals.yaml",
    ),
    "review": ("review review.yaml --into OUT", ("review.yaml", "report.txt"), "target.yaml"),
    "corpus add": ("corpus add OUT report.txt --cast cast.yaml", ("cast.yaml",), "new.corpus"),
    "corpus review": ("corpus review k.corpus --to OUT", ("k.corpus",), "proposals.yaml"),
}
# what takes the place of an older file, and may be written into a device
REPLACING = ("brief", "timeline", "export", "import", "schema")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that a command reads, made once."""
    folder = tmp_path_factory.mktemp("kept")
    (folder / "conflict.yaml").write_text(CONFLICT, encoding="utf-8")
    (folder / "target.yaml").write_text(SOUND.replace("north", "France"), encoding="utf-8")
    (folder / "older.yaml").write_text(CONFLICT.replace("toll]", "toll, fence]"), encoding="utf-8")
    (folder / "herald.md").write_text("The north may build a fence.\n", encoding="utf-8")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    (folder / "cast.yaml").write_text("parties:\n  France: {}\n", encoding="utf-8")
    with inside(folder):
        for words in (
            "export classics/chicken --as gmcr --out model.gmcr",
            "corpus add k.corpus report.txt",
            "read report.txt --to review.yaml",
        ):
            found = run(*words.split())
            assert found.exit_code == 0, found.output
        decided = (folder / "review.yaml").read_text(encoding="utf-8")
        text = decided.replace("\n    decide:\n", "\n    decide: accept\n")
        assert text != decided
        (folder / "review.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def desk(kept: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of it, in which one works."""
    folder = tmp_path / "desk"
    shutil.copytree(kept, folder)
    with inside(folder):
        yield folder


def state_of(folder: Path) -> dict[str, object]:
    """Return what lies in a folder: where links lead, how open files are, and what they hold."""
    return {
        str(path.relative_to(folder)): path.readlink()
        if path.is_symlink()
        else (stat.S_IMODE(path.stat().st_mode), path.is_file() and path.read_bytes())
        for path in sorted(folder.rglob("*"))
    }


def call(writer: str, out: str | Path) -> list[str]:
    """Return the words of a call that writes to `out`."""
    return [str(out) if word == OUT else word for word in WRITERS[writer][0].split()]


def test_every_command_that_writes_is_tried() -> None:
    """A flag or an argument that names a file to write belongs to a command of the table."""
    writing = set()
    for name in COMMANDS:
        command = app.get_command(None, name)  # type: ignore[arg-type]
        for one in getattr(command, "commands", {"": command}).values():
            for parameter in one.params:
                told = (getattr(parameter, "help", None) or "").casefold()
                if {"out", "into", "path"} & {parameter.name} or "review file" in told:
                    writing.add(f"{name} {one.name}" if one is not command else name)
    assert writing | {"corpus add", "read"} == WRITERS.keys()


WRITING = {"mkstemp", "NamedTemporaryFile", "TemporaryFile", "mkdtemp", "write_text", "write_bytes"}


def test_there_is_one_door() -> None:
    """Nothing in the program writes a file but the door, and SQLite its own."""
    source = Path(detente.__file__).parent
    for path in source.rglob("*.py"):
        if path.name == "files.py" or path == source / "evidence" / "corpus" / "store.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            modes = [one.value for one in node.args if isinstance(one, ast.Constant)]
            modes += [k.value.value for k in node.keywords if isinstance(k.value, ast.Constant)]
            writes = name == "open" and any(
                isinstance(m, str) and 0 < len(m) <= 3 and {*"wax+"} & {*m} for m in modes
            )
            moves = name in ("replace", "rename", "link", "unlink", "remove") and (
                getattr(getattr(node.func, "value", None), "id", "") == "os"
            )
            assert not writes, f"{path}:{node.lineno}"
            assert not moves, f"{path}:{node.lineno}"
            assert name not in WRITING, f"{path}:{node.lineno}"


# files that are read ------------------------------------------------------------------------


def spellings(file: str, ending: str) -> Iterator[str]:
    """Yield names of one file, made where that takes a link."""
    yield file
    yield f"./sub/../{file}"
    yield str(Path(file).absolute())
    os.link(file, f"hard{ending}")
    yield f"hard{ending}"
    Path(f"soft{ending}").symlink_to(file)
    yield f"soft{ending}"
    Path(f"softer{ending}").symlink_to(Path(f"soft{ending}").absolute())
    yield f"softer{ending}"


@pytest.mark.parametrize(
    ("writer", "file"), [(name, file) for name in WRITERS for file in WRITERS[name][1]]
)
def test_what_is_read_is_not_written_over(writer: str, file: str, desk: Path) -> None:
    """However the file is spelled, nothing changes, and the exit code says so."""
    (desk / "sub").mkdir()
    for name in spellings(file, Path(WRITERS[writer][2]).suffix):
        before = state_of(desk)
        found = run(*call(writer, name))
        assert found.exit_code in ({1, 2} if writer == "review" else {2}), (name, found.output)
        assert found.stdout == "", name
        assert found.stderr.strip(), name
        assert state_of(desk) == before, name


def test_what_comes_on_standard_input_is_a_file_as_well(desk: Path) -> None:
    """`brief - < conflict.yaml` reads that file, and does not write over it."""
    before = state_of(desk)
    words = ["brief", "-", "--out", "conflict.yaml"]
    with (desk / "conflict.yaml").open("rb") as stream:
        done = subprocess.run(
            [*PROGRAM, *words], stdin=stream, env=bare(), capture_output=True, check=False
        )
    assert done.returncode == 2
    assert b"'conflict.yaml' is a file that is read" in done.stderr
    assert state_of(desk) == before


@pytest.mark.parametrize("name", ["conflict.yaml", "README.md", "sources/herald.md"])
def test_what_comes_with_the_program_is_a_file_as_well(name: str, desk: Path) -> None:
    """A shipped example is read as a whole: none of its files is written over."""
    slug = "korea/declaration-2021"
    shipped = path_of(slug)
    assert shipped is not None
    file = shipped.parent / name
    before = file.read_bytes()
    for words in (["export", slug], ["brief", slug]):
        found = run(*words, "--out", str(file))
        assert found.exit_code == 2
        assert "is a file that is read" in found.stderr
    (desk / "link.svg").symlink_to(file)
    assert run("timeline", slug, "--out", "link.svg").exit_code == 2
    assert file.read_bytes() == before


def test_the_review_may_lie_among_its_documents(desk: Path) -> None:
    """A folder is read again into the review that lies in it: it is no document of its own."""
    papers = desk / "papers"
    papers.mkdir()
    shutil.copy("report.txt", papers)
    assert run("read", "papers", "--to", "papers/review.yaml").exit_code == 0
    before = (papers / "review.yaml").read_bytes()
    found = run("read", "papers", "--to", "papers/review.yaml")
    assert (found.exit_code, found.stderr) == (0, "not changed: papers/review.yaml\n")
    assert (papers / "review.yaml").read_bytes() == before


def test_a_file_with_the_name_of_a_journal_is_kept(desk: Path) -> None:
    """SQLite would clear it away."""
    (desk / "k.corpus-journal").write_text("my journal\n", encoding="utf-8")
    before = state_of(desk)
    found = run("corpus", "add", "k.corpus", "herald.md")
    assert found.exit_code == 2
    assert "k.corpus-journal' is in the way" in found.stderr
    assert state_of(desk) == before


# what is there already ----------------------------------------------------------------------


@pytest.mark.parametrize("writer", WRITERS)
def test_a_folder_is_not_replaced(writer: str, desk: Path) -> None:
    """A folder in the place of the file is refused, and stays empty."""
    name = "folder" + (".svg" if writer == "timeline" else ".yaml")
    (desk / name).mkdir()
    before = state_of(desk)
    found = run(*call(writer, name))
    assert found.exit_code in {1, 2}
    assert state_of(desk) == before


@pytest.mark.parametrize("writer", REPLACING)
def test_a_link_is_written_through(writer: str, desk: Path) -> None:
    """What a symbolic link leads to is replaced, or made; the link stays."""
    name = WRITERS[writer][2]
    (desk / "sub").mkdir()
    (desk / "sub" / "old").write_text("yesterday", encoding="utf-8")
    for link, target in ((f"a-{name}", "sub/old"), (f"b-{name}", "sub/new")):
        (desk / link).symlink_to(target)
        assert run(*call(writer, link)).exit_code == 0
        assert (desk / link).readlink() == Path(target)
    assert run(*call(writer, name)).exit_code == 0
    made = (desk / name).read_bytes()
    assert len(made) > 100
    assert (desk / "sub" / "old").read_bytes() == (desk / "sub" / "new").read_bytes() == made


@pytest.mark.parametrize("writer", REPLACING)
def test_permissions_stay(writer: str, desk: Path) -> None:
    """What a user has closed to others stays closed when it is written anew; its owner stays."""
    path = desk / WRITERS[writer][2]
    path.write_text("yesterday", encoding="utf-8")
    path.chmod(0o640)
    owner = (12345, 23456) if os.geteuid() == 0 else (path.stat().st_uid, path.stat().st_gid)
    os.chown(path, *owner)
    assert run(*call(writer, path.name)).exit_code == 0
    found = path.stat()
    assert (stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid) == (0o640, *owner)
    assert path.read_bytes() != b"yesterday"


def test_a_private_conflict_stays_private(desk: Path) -> None:
    """The conflict file and the review file are written anew by `review`, and stay closed."""
    for name in ("target.yaml", "review.yaml"):
        (desk / name).chmod(0o600)
    before = state_of(desk)
    assert run("review", "review.yaml", "--into", "target.yaml").exit_code == 0
    text = (desk / "review.yaml").read_text(encoding="utf-8")
    (decided, *_) = re.findall(r"^  (\w-\w+):$", text, re.MULTILINE)
    assert run("review", "review.yaml", "--reject", decided).exit_code == 0
    after = state_of(desk)
    for name in ("target.yaml", "review.yaml"):
        assert after[name] != before[name]
        assert stat.S_IMODE((desk / name).stat().st_mode) == 0o600


@pytest.mark.parametrize("writer", WRITERS)
def test_a_device_is_written_into_or_refused(writer: str, desk: Path) -> None:
    """A device stays one: what goes to /dev/null is gone, /dev/full has no room."""
    for name in ("/dev/null", "/dev/full"):
        if not Path(name).exists():
            pytest.skip("this system has no such device")
        before, here = Path(name).stat(), state_of(desk)
        link = f"device{Path(WRITERS[writer][2]).suffix}"
        Path(link).symlink_to(name)
        found = run(*call(writer, link))
        fits = name == "/dev/null" and writer in (*REPLACING, "read", "corpus review")
        assert (found.exit_code == 0) == fits, found.output
        Path(link).unlink()
        assert Path(name).stat().st_rdev == before.st_rdev
        assert state_of(desk) == here


@pytest.mark.parametrize("writer", WRITERS)
def test_a_pipe_is_written_into_or_refused(writer: str, desk: Path) -> None:
    """A named pipe stays one; whoever reads it gets the whole file."""
    ending = Path(WRITERS[writer][2]).suffix
    os.mkfifo(f"pipe{ending}")
    read: list[bytes] = []
    reader = threading.Thread(
        target=lambda: read.append(Path(f"pipe{ending}").read_bytes()), daemon=True
    )
    reader.start()
    found = run(*call(writer, f"pipe{ending}"))
    if found.exit_code == 0:
        reader.join(60)
        assert run(*call(writer, f"plain{ending}")).exit_code == 0
        assert read == [Path(f"plain{ending}").read_bytes()]
    else:
        assert found.exit_code == 2
        os.close(os.open(f"pipe{ending}", os.O_WRONLY))
        reader.join(60)
        assert read == [b""]
    assert stat.S_ISFIFO(Path(f"pipe{ending}").stat().st_mode)
    assert (found.exit_code == 0) == (writer in (*REPLACING, "read", "corpus review"))


def test_standard_output_is_not_replaced(desk: Path) -> None:
    """`/dev/stdout` is written into where it is a pipe, and refused where it is a file."""
    if not Path("/dev/stdout").exists():
        pytest.skip("this system has no name for standard output")
    words = ["export", "conflict.yaml", "--out", "/dev/stdout"]
    found = detente_process(words)
    assert (found.returncode, found.stdout) == (0, CONFLICT.encode())
    for target in ("/dev/stdout", "answer", "/dev/fd/1"):
        with (desk / "answer").open("wb") as stream:
            found = detente_process([*words[:3], target], out=stream.fileno())
        assert found.returncode == 2
        assert b"is open as a stream of the program" in found.stderr
        assert (desk / "answer").read_bytes() == b""


# where nothing can be written ---------------------------------------------------------------


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[Path]:
    """Work with a small disk of its own; skips where one cannot be made."""
    disk = folder / "disk"
    disk.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)]
    try:
        done = subprocess.run(words, capture_output=True, check=False)
    except OSError:
        pytest.skip("this system has no 'mount'")
    if done.returncode:
        pytest.skip("this user may not make a disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def fill(path: Path) -> None:
    """Write until the disk is full."""
    with suppress(OSError), path.open("wb", buffering=0) as stream:
        while True:
            stream.write(b"-" * 4096)


@pytest.mark.parametrize("writer", WRITERS)
def test_a_full_disk_keeps_what_was_there(writer: str, desk: Path) -> None:
    """There is no room for a new file: the older one stays, and nothing is left beside it."""
    with mounted(desk, "size=64k") as disk:
        name = WRITERS[writer][2]
        if Path(name).exists():
            shutil.copy(name, disk)
        elif writer in REPLACING:
            (disk / name).write_text("yesterday", encoding="utf-8")
        fill(disk / "ballast")
        before = state_of(disk)
        found = run(*call(writer, disk / name))
        assert found.exit_code == 2, found.output
        assert "\nwritten: " not in f"\n{found.stderr}"
        after = state_of(disk)
        if writer == "corpus add":  # SQLite has made an empty file, and nothing in it
            assert after.pop(name, (0, b""))[1] == b""  # type: ignore[index]
        assert after == before


@pytest.mark.parametrize("writer", WRITERS)
def test_a_disk_that_cannot_be_written_to(writer: str, desk: Path) -> None:
    """Read-only is read-only: exit code 2."""
    with mounted(desk, "size=1m") as disk:
        name = WRITERS[writer][2]
        if Path(name).exists():
            shutil.copy(name, disk)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        found = run(*call(writer, disk / name))
        assert found.exit_code == 2, found.output


@pytest.mark.skipif(mode_is_ignored(), reason="this user may write everywhere")
@pytest.mark.parametrize("writer", REPLACING)
def test_a_protected_file_is_kept(writer: str, desk: Path) -> None:
    """A file that its owner may not write to is not replaced, though the folder would allow it."""
    path = desk / WRITERS[writer][2]
    path.write_text("yesterday", encoding="utf-8")
    path.chmod(0o400)
    assert run(*call(writer, path.name)).exit_code == 2
    assert path.read_text(encoding="utf-8") == "yesterday"


@pytest.mark.parametrize("step", ["write", "fsync", "link", "replace", "open"])
@pytest.mark.parametrize("way", ["unnamed", "named"])
@pytest.mark.parametrize("before", ["yesterday", ""])
def test_whatever_fails_nothing_is_lost(
    step: str, way: str, before: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each thing that is asked of the system may fail: the older file stays, none is left over."""
    path = tmp_path / "page"
    if before:
        path.write_text(before, encoding="utf-8")
    if way == "named":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)

    def failing(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, step, failing)
    said = ""
    try:
        files.write_atomically(path, "today")
    except WrongUse as error:
        said = str(error)
    found = {one.name: one.read_text(encoding="utf-8") for one in tmp_path.iterdir()}
    kept = {"page": before} if before else {}
    # what is not needed does not fail
    needed = {"link": way == "unnamed", "replace": way == "named" or bool(before)}.get(step, True)
    assert found == (kept if needed else {"page": "today"})
    assert ("No space left on device" in said) == needed


def test_a_new_file_never_takes_a_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What came there a moment ago, after it was looked for, is not written over either."""
    path = tmp_path / "mine.yaml"
    path.write_text("mine", encoding="utf-8")
    monkeypatch.setattr(os.path, "lexists", lambda _: False)
    for _ in range(2):
        with pytest.raises(WrongUse, match="is there already"):
            files.write_new(path, "new")
        assert path.read_text(encoding="utf-8") == "mine"
        assert [one.name for one in tmp_path.iterdir()] == ["mine.yaml"]
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)


# a program in which the door is killed when it asks the system for the n-th thing
KILLED = """\
import os, signal, sys

import detente.files as files

calls = 0


class Killing:
    def __getattr__(self, name):
        found = getattr(os, name)
        if not callable(found) or name == "stat_result":
            return found

        def asked(*given, **named):
            global calls
            calls += 1
            if calls == {moment}:
                os.kill(os.getpid(), signal.SIGKILL)
            return found(*given, **named)

        return asked


files.os = Killing()
from detente.cli.main import main

try:
    main()
finally:
    print("calls", calls, file=sys.stderr)
"""


@pytest.mark.parametrize(
    "words",
    [
        ["export", "conflict.yaml", "--out", "public.yaml"],
        ["review", "review.yaml", "--into", "target.yaml"],
        ["new", "mine.yaml"],
    ],
    ids=["export", "review", "new"],
)
def test_killed_at_any_moment_nothing_is_lost(words: list[str], desk: Path) -> None:
    """Killed without a word, it leaves the older file whole or the new one, and no other."""
    name = words[-1]
    (desk / "public.yaml").write_text("yesterday", encoding="utf-8")
    whole = desk.parent / "whole"
    shutil.copytree(desk, whole)

    def program(moment: int) -> tuple[str, ...]:
        return (sys.executable, "-c", KILLED.format(moment=moment))

    done = detente_process(words, folder=whole, program=program(-1))
    assert done.returncode == 0, done.stderr
    calls = int(done.stderr.split()[-1])
    assert calls >= 5
    older = (desk / name).read_bytes() if (desk / name).exists() else None
    newer = (whole / name).read_bytes()
    strays = 0
    for moment in range(max(1, calls - 9), calls + 1):
        folder = desk.parent / str(moment)
        shutil.copytree(desk, folder)
        done = detente_process(words, folder=folder, program=program(moment))
        assert done.returncode == -9
        found = state_of(folder)
        held = found.pop(name, None)
        assert (held[1] if isinstance(held, tuple) else None) in (older, newer)
        left = {one: value for one, value in found.items() if one.startswith(".")}
        assert all(value[1] == newer for value in left.values())  # type: ignore[index]
        strays += len(left)
        rest = {one: value for one, value in found.items() if one not in left}
        assert rest == {one: v for one, v in state_of(desk).items() if one != name}
    # between being named and taking its place, where that cannot be one step
    assert strays <= 1
