"""Measures reading many documents into a corpus: documents per second, memory, failures.

Run as `python benchmarks/reading.py [FOLDER] [--documents 1000] [--processes 2]`.  The texts of the
folder are multiplied, each copy with other numbers and other days, until there are enough; without
a folder, reports are made from sentences of ours.  Among them are documents that are broken in ways
that are met in the wild: those must be refused in words, and cost nobody else.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from detente.evidence.corpus import corpus
from detente.evidence.corpus.results import Found

EVERY = 50  # one document in so many is broken
_NUMBER = re.compile(r"\b[2-9]\d?\b")

PEOPLE = ("Anne Roux", "Ugo Neri", "Lena Brandt", "Tomás Vidal", "Reza Tavakoli", "Mary Otieno")
PARTIES = (
    ("France", "French"), ("Italy", "Italian"), ("Germany", "German"), ("Chile", "Chilean"),
    ("Iran", "Iranian"), ("Kenya", "Kenyan"),
)  # fmt: skip
OFFICES = ("foreign minister", "chief negotiator", "prime minister", "envoy for the canal")
THINGS = ("the sluices", "the tolls", "the northern pasture", "the fishing quota", "the prisoners")
SENTENCES = (
    "\u201cWe will not discuss {a} before {b} are off the table,\u201d {person} said on Tuesday.",
    "{State} is willing to halve its claims on {a} in return for a fixed date, {person} said.",
    "\u201cWithout a guarantee on {a} we sign nothing,\u201d she said. \u201cThat was our view on {n} May.\u201d",
    "{Other} demanded that {State} withdraw its patrols first, according to two officials.",
    "The two sides met for {n} hours in March and are to meet again next month.",
    "Analysts doubt that {a} can be separated from {b}, whatever {person} may say in public.",
    'A spokesman for the {adjective} government rejected the report: "Not a word of it is true."',
)
BROKEN = (
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
    ("empty.txt", b""),
    ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 9 0 R >>\nendobj\nxref\n0 99\n"),
    ("soup.html", b"<div><p>" * 3000 + b"They said \xff\xfe nothing</span>" + b"<table>" * 500),
    ("headers.eml", b"Subject: none\nX-Loop: " + b"again " * 4000),
    ("marks.txt", ("\u201c\u201d\"'" * 2000).encode()),
    ("line.txt", b"he said she said " * 12000),
    ("wide.txt", "She said: \u201cno\u201d.\n".encode("utf-16-le")),
    ("controls.txt", b"The envoy said \x00\x07\x1b[2J nothing.\n" * 200),
    ("halves.txt", "The envoy said \ud83d nothing.\n".encode("utf-8", "surrogatepass") * 40),
)  # fmt: skip


def made(number: int) -> str:
    """Return a report of our own, another one for every number."""
    chance = random.Random(number)
    person, other = chance.sample(PEOPLE, 2)
    (state, adjective), (rival, _) = chance.sample(PARTIES, 2)
    office = chance.choice(OFFICES)
    lines = [f"{state} and {rival} talk of {chance.choice(THINGS)}", _day(chance)]
    lines.append(f"{adjective} {office} {person} met {other} of {rival} in round {number}.")
    for _ in range(chance.randint(6, 24)):
        a, b = chance.sample(THINGS, 2)
        lines.append(
            chance.choice(SENTENCES).format(
                a=a, b=b, n=chance.randint(2, 28), person=person.split()[-1], State=state,
                Other=rival, adjective=adjective,
            )
        )  # fmt: skip
    return "\n\n".join(lines) + "\n"


def edited(text: str, number: int) -> str:
    """Return a text with a day and other figures, so that no two copies are the same."""
    chance = random.Random(number)
    changed = _NUMBER.sub(lambda _: str(chance.randint(2, 99)), text)
    return f"{changed.rstrip()}\n\nEdition {number}, {_day(chance)}\n"


def _day(chance: random.Random) -> str:
    return f"{chance.randint(2029, 2031)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def documents(folder: str | None, wanted: int) -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes of documents, the broken ones spread among the others."""
    texts = sorted(Path(folder).rglob("*.txt")) if folder else []
    for number in range(wanted):
        if number % EVERY == EVERY - 1:
            name, data = BROKEN[number // EVERY % len(BROKEN)]
            yield f"{number:05}-{name}", data
        elif texts:
            read = texts[number % len(texts)].read_text(encoding="utf-8", errors="replace")
            yield f"{number:05}.txt", edited(read, number).encode()
        else:
            yield f"{number:05}.txt", made(number).encode()


def megabytes(who: int) -> float:
    """Return the most memory that a process of these had at any time."""
    return resource.getrusage(who).ru_maxrss / 1024


def failed(found: Found) -> list[str]:
    """Return what was said of documents that became text, and on which the reader failed."""
    return [str(problem) for problem in found.unread if "the reader failed" in str(problem)]


def report(found: Found, seconds: float, characters: int) -> Iterator[str]:
    """Yield the lines of the table."""
    counts = found.counts
    refused = Counter(problem.code for problem in found.unread)
    said = ", ".join(f"{code} {number}" for code, number in sorted(refused.items())) or "none"
    yield f"| documents | {counts['documents'] + counts['not taken']:,} |"
    yield f"| characters each, mean | {characters / max(counts['added'], 1):,.0f} |"
    yield f"| documents per second | {counts['added'] / seconds:.1f} |"
    yield f"| seconds | {seconds:.0f} |"
    yield f"| peak MB, one that reads | {megabytes(resource.RUSAGE_CHILDREN):.0f} |"
    yield f"| peak MB, the one that stores | {megabytes(resource.RUSAGE_SELF):.0f} |"
    yield f"| stored | {counts['added']:,} |"
    yield f"| refused, by code | {said} |"
    yield f"| on which the reader failed | {len(failed(found))} |"


def main() -> int:
    """Read the documents and print a table; 1 if the reader failed on any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--processes", type=int)
    parser.add_argument("--keep", help="where the corpus is left, to be asked")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        papers = Path(place) / "papers"
        papers.mkdir()
        characters = 0
        for name, data in documents(given.folder, given.documents):
            (papers / name).write_bytes(data)
            characters += len(data)
        kept = corpus(given.keep or Path(place) / "papers.corpus")
        start = time.perf_counter()
        found = kept.add(papers, processes=given.processes)
        seconds = time.perf_counter() - start
        print("| measure | |\n| --- | ---: |")
        for line in report(found, seconds, characters):
            print(line)
        for question in ("who", "list", "duplicates"):
            start = time.perf_counter()
            rows = len(getattr(kept, question)().rows())
            print(f"| `{question}`, {rows:,} rows: seconds | {time.perf_counter() - start:.2f} |")
    return bool(failed(found))


if __name__ == "__main__":
    raise SystemExit(main())
