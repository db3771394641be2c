"""The table for people: each quotation of the shipped files, and what yields it or why nothing does."""

from __future__ import annotations

import sys

from tests.reading.replay.articles import told_again, true_articles
from tests.reading.replay.recording import RETOLD, TRUE, recorded, write
from tests.reading.replay.replaying import Replay, chosen, replay


def main(arguments: list[str]) -> int:
    """Print the table, after writing the record if that is asked for."""
    folder = next((one for one in arguments if not one.startswith("-")), None)
    path = TRUE if folder else RETOLD
    if folder:
        articles = true_articles(folder, recorded(TRUE))
    else:
        articles = told_again()
    if not articles:
        sys.stderr.write(f"'{folder}' does not hold the two articles\n")
        return 2
    if "--record" in arguments:
        write(path, {article.example: chosen(article) for article in articles})
    decisions = recorded(path)
    replays = [replay(article, decisions[article.example]) for article in articles]
    for one in replays:
        sys.stdout.write(table(one) + "\n")
    yielded, wanted = sum(one.yielded for one in replays), sum(len(one.held) for one in replays)
    sys.stdout.write(f"yielded: {yielded} of {wanted}, {yielded / wanted:.0%}\n")
    return 0


def table(found: Replay) -> str:
    """Return the table of one article."""
    whose = f"korea/{found.article.example}, source '{found.article.source}'"
    lines = [f"{whose}: {found.quotations} quotations of {found.proposals} proposals"]
    for one in found.held:
        places = ", ".join(f"{start}-{end}" for start, end in one.wanted.place)
        if one.by is None:
            told = "NO: nothing accepted stands there"
        else:
            at = ", ".join(f"{start}-{end}" for start, end in one.by.place)
            told = f"{'yes' if one.yielded else 'NO'}: {one.by.name} at {at}"
            told += f" ({'; '.join(one.faults)})" if one.faults else ""
        lines.append(f"  {one.wanted.name:<26} {places:<12} {told}")
    lines += [f"  proposed no more: {line}" for line in found.gone]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
