"""Print what comes of the eighteen traps.

    python -m tests.reading.traps [FOLDER]

With the articles told again, or with the true ones, if FOLDER holds them.
"""

from __future__ import annotations

import sys

from tests.reading.traps import retold, table, true_ones
from tests.reading.traps.judging import judge, lines, read_all

folder = sys.argv[1] if len(sys.argv) > 1 else None
files = true_ones(folder) if folder else retold()
if files is None:
    sys.exit(f"{folder} does not hold the two articles")
for line in lines(table(), judge(table(), read_all(files, true=folder is not None))):
    sys.stdout.write(line + "\n")
