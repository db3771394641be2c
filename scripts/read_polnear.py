"""Read a folder of labelled articles, FOLDER/text/*.txt, and print the readings as one document.

The scorer of the set takes what this prints: for each file its utterances, with content and
source as places in the file's own text.  usage: read_polnear.py FOLDER [--out FILE]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from detente.evidence.documents.document import Unread
from detente.evidence.documents.loading import load_document
from detente.evidence.reading import read_document


def main() -> None:
    """Read every article and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    readings = []
    slowest = 0.0
    started = time.perf_counter()
    for path in sorted((chosen.folder / "text").glob("*.txt")):
        document = load_document(str(path))
        if isinstance(document, Unread):
            print(document, file=sys.stderr)
            continue
        before = time.perf_counter()
        readings.append(read_document(document).to_dict())
        # the first one loads the language model
        slowest = max(slowest, time.perf_counter() - before) if len(readings) > 1 else 0.0
    whole = json.dumps({"documents": readings}, ensure_ascii=False, indent=1)
    if chosen.out:
        chosen.out.write_text(whole, encoding="utf-8")
    else:
        print(whole)
    taken = time.perf_counter() - started
    print(
        f"{len(readings)} articles in {taken:.1f} s, the slowest {slowest:.2f} s", file=sys.stderr
    )


if __name__ == "__main__":
    main()
