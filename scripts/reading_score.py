"""Score the reader on a folder of labelled documents, and print what it got right.

    PYTHONPATH=src python scripts/reading_score.py [FOLDER] [--each] [--lost]

FOLDER is `tests/reading/set/development` if left out.  `--each` prints a line for each document,
`--lost` what each lost.  Of the folder `kept` only the sums are ever printed: it is scored once,
and whoever writes rules does not look into it.

The reader is `detente.evidence.reading.read_document`: it takes a document as it was loaded and
gives a reading whose `to_dict()` has the form of one of the documents of `read --json`.  What
could not be loaded counts as a reading that found nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.reading.labels import DEVELOPMENT, KEPT, documents, labels_of
from tests.reading.scoring import score
from tests.reading.tallies import Score

NO_READER = (
    "there is no reader yet: 'from detente.evidence.reading import read_document' failed ({why});\n"
    "write it, or run this with PYTHONPATH=src, and with the extra 'read' installed"
)


def table(total: Score) -> Iterator[str]:
    """Yield the lines of the table of a score."""
    yield f"{'found':28} {'right':>6} {'found':>6} {'wanted':>7} {'precision':>10} {'recall':>7}"
    for name, count in total.counts.items():
        shares = f"{count.precision:10.3f} {count.recall:7.3f}"
        yield f"{name:28} {count.right:6} {count.found:6} {count.wanted:7} {shares}"
    yield ""
    yield f"{'said of what was found':28} {'right':>6} {'wrong':>6} {'open':>7} {'right of all':>13}"
    for name, choice in total.choices.items():
        if choice.asked:
            share = f"{choice.right / choice.asked:13.3f}"
            yield f"{name:28} {choice.right:6} {choice.wrong:6} {choice.open:7} {share}"


def line(name: str, one: Score) -> str:
    """Return one document in a line: what was found of what was wanted."""
    parts = [
        f"{part} {one.counts[part].right}/{one.counts[part].wanted}"
        for part in ("utterances", "direct quotations", "stances", "events")
    ]
    wrong = sum(choice.wrong for choice in one.choices.values())
    return f"{name:22} {', '.join(parts)}; {wrong} wrong answers"


def lost(one: Score) -> str:
    """Return what a document lost marks for."""
    every: Mapping[str, Any] = {**one.counts, **one.choices}
    return "    " + (", ".join(name for name, item in every.items() if not item.full) or "nothing")


def scored(path: Path, load: Callable[[str], Any], read: Callable[[Any], Any]) -> Score:
    """Return the score of one document."""
    document = load(str(path))
    if not hasattr(document, "text"):
        print(f"not read: {document}", file=sys.stderr)
        return score({}, labels_of(path), "")
    return score(read(document).to_dict(), labels_of(path), document.text)


def main(arguments: list[str] | None = None) -> int:
    """Score a folder and print the table; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", type=Path, default=DEVELOPMENT)
    parser.add_argument("--each", action="store_true", help="a line for each document")
    parser.add_argument("--lost", action="store_true", help="what each document lost")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        parser.error(f"there is no folder '{options.folder}'")
    paths = documents(options.folder)
    if not paths:
        parser.error(f"no document in '{options.folder}' has labels beside it")
    try:
        from detente.evidence.documents.loading import load_document
        from detente.evidence.reading import read_document
    except ImportError as why:
        print(NO_READER.format(why=why), file=sys.stderr)
        return 2
    scores = {path.name: scored(path, load_document, read_document) for path in paths}
    telling = (options.each or options.lost) and options.folder.resolve() != KEPT.resolve()
    if telling:
        for name, one in scores.items():
            print(line(name, one))
            if options.lost:
                print(lost(one))
        print()
    print("\n".join(table(reduce(add, scores.values()))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
