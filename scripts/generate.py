"""Writes every file that is made from the program; `--check` fails if one is not current.

Made from the program: the JSON Schema, four pages of the reference, the table of the back-tests, and the output of every
command shown in the documentation.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts import back_test_pages, reference_pages  # noqa: E402
from scripts.console import refreshed  # noqa: E402

REFERENCE = ROOT / "docs" / "reference"

PAGES: dict[Path, Callable[[], str]] = {
    REFERENCE / "conflict.schema.json": reference_pages.json_schema,
    REFERENCE / "format.md": reference_pages.format_page,
    REFERENCE / "problems.md": reference_pages.problems_page,
    REFERENCE / "commands.md": reference_pages.commands_page,
    REFERENCE / "library.md": reference_pages.library_page,
    ROOT / "docs" / "explanation" / "back-tests" / "table.md": back_test_pages.back_tests_page,
}

# what takes long is made, and looked at by `make check`, but not by the tests
SLOW_PAGES: dict[Path, Callable[[], str]] = {
    ROOT / "docs" / "explanation" / "back-tests" / "robustness.md": back_test_pages.robustness_page,
}


def written_pages() -> Iterator[Path]:
    """Yield the pages a person wrote that may show commands."""
    yield ROOT / "README.md"
    yield ROOT / "CONTRIBUTING.md"
    for path in sorted((ROOT / "docs").rglob("*.md")):
        hidden = any(part.startswith("_") for part in path.relative_to(ROOT / "docs").parts)
        if path not in PAGES and path not in SLOW_PAGES and not hidden:
            yield path


def current() -> Iterator[tuple[Path, str]]:
    """Yield every such file with the text it ought to have now."""
    for path, text in (*PAGES.items(), *SLOW_PAGES.items()):
        yield path, text()
    for path in written_pages():
        yield path, refreshed(path.read_text(encoding="utf-8"))


def main(arguments: list[str]) -> int:
    """Write the files, or with `--check` name those that are not current."""
    if set(arguments) - {"--check"}:
        print("usage: generate.py [--check]", file=sys.stderr)
        return 2
    stale = 0
    for path, text in current():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        name = path.relative_to(ROOT)
        if "--check" in arguments:
            print(f"{name} is not current: run scripts/generate.py", file=sys.stderr)
        else:
            path.write_text(text, encoding="utf-8")
            print(f"written: {name}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
