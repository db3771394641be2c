"""A sound file, and for every problem the smallest change that brings it about."""

from __future__ import annotations

# line numbers on the right help to read the places in the table
SOUND = """\
detente: 1
title: Fence
as_of: 2021-10-27
sources:
  paper: {title: The Paper, file: paper.md}
quotations:
  walls: {source: paper, voice: own words, text: we want walls}
  gist: {source: paper, voice: observer, paraphrase: They want walls.}
parties:
  north:
    prefers:
      - fence
      - demand: not toll
        position: firm
    conditions:
      - fence only after not toll
  south:
    prefers: [not fence, toll]
positions:
  firm: {party: north}
options:
  fence: {label: Build a fence, by: north}
  toll: {by: south}
facts:
  walled: fence
rules:
  - fence implies not toll
status_quo: NN
"""

# a second, for what only an explicit graph or a ranking can get wrong
EXPLICIT = """\
detente: 1
title: Path
parties:
  north:
    moves: {a: [b]}
    ranking: [b, a]
states: {a: Here, b: There}
status_quo: a
"""

RANKED = """\
detente: 1
title: Path
parties:
  north:
    ranking: [NN, YN, NY]
options:
  left: {by: north}
  right: {by: north}
rules:
  - not (left and right)
status_quo: NN
"""

# code, what stands in SOUND, what stands there instead, the line and column of the problem
CHANGES: list[tuple[str, str, str, str]] = [
    ("F004", "title: Fence", "title: a: b", "2:9"),
    ("F004", "title: Fence", "title: 'Fence", "2:8"),
    ("F004", "title: Fence", "title: [a", "2:8"),
    ("F004", "  paper: {", "\tpaper: {", "5:1"),
    ("F005", "title: Fence", "title: " + "[" * 50 + "]" * 50, "2:47"),
    ("F006", "title: Fence", "title: &t [*t]", "2:12"),
    ("F006", "title: Fence", "title: *t", "2:8"),
    ("F007", "title: Fence", "title: Fence\n---", "3:1"),
    ("F008", "title: Fence", "title: !!str Fence", "2:8"),
    ("F008", "title: Fence", "[title]: Fence", "2:1"),
    ("F009", "detente: 1", "detente: 2", "1:10"),
    ("F010", "title: Fence", 'title: "\\e[31m"', "2:8"),
    ("S001", "title: Fence", "title: Fence\ntitel: Fence", "3:1"),
    ("S001", "by: south", "by: south, ow: x", "23:21"),
    ("S002", "title: Fence", "title: Fence\ntitle: Fence", "3:1"),
    ("S002", "  toll: {by: south}", "  toll: {by: south}\n  toll: {by: north}", "24:3"),
    ("S003", "title: Fence\n", "", "1:1"),
    ("S003", "{by: south}", "{label: A toll}", "23:9"),
    ("S003", "{source: paper, voice: own words, ", "{source: paper, ", "7:10"),
    ("S004", "title: Fence", "title: [Fence]", "2:8"),
    ("S004", "    prefers: [not fence, toll]", "    prefers: not fence", "18:14"),
    ("S004", "    prefers: [not fence, toll]", "    weights: [{toll: many}]", "18:22"),
    ("S004", "by: south", "by: south, slow: very", "23:27"),
    ("S005", "own words", "own word", "7:33"),
    ("S005", "detente: 1", "detente: one", "1:10"),
    ("S006", "by: south", "by: south, slices: 3", "23:21"),
    ("S006", "    prefers: [not fence, toll]", "    sees: {}", "18:5"),
    ("S007", "      - demand: not toll", "      - demand: not toll\n        want: toll", "14:9"),
    ("L001", "  - fence implies not toll", "  - fence implies implies toll", "27:19"),
    ("L001", "  - fence implies not toll", "  - fence & toll", "27:11"),
    ("L001", "  - fence implies not toll", "  - (fence or toll", "27:19"),
    ("L001", "  walled: fence", "  walled: 3", "25:11"),
    ("L002", "fence only after not toll", "fence after not toll", "16:15"),
    ("L002", "fence only after not toll", "fence only before toll", "16:20"),
    ("L003", "  walled: fence", "  walled: not walled", "25:11"),
    ("L003", "  walled: fence", "  walled: other\n  other: walled", "25:11"),
    ("N001", "by: south", "by: sooth", "23:14"),
    ("N001", "fence implies", "fense implies", "27:5"),
    ("N001", "source: paper, voice: observer", "source: papers, voice: observer", "8:18"),
    ("N001", "position: firm", "position: firmly", "14:19"),
    ("N001", "status_quo: NN", "status_quo: [fens]", "28:14"),
    ("N001", "fence only after", "fens only after", "16:9"),
    ("N001", "fence only after", "walled only after", "16:9"),
    ("N002", "  walled: fence", "  others: fence", "25:3"),
    ("N002", "  walled: fence", "  YYN: fence", "25:3"),
    ("N002", "  walled: fence", "  3rd: fence", "25:3"),
    ("N003", "  walled: fence", "  toll: fence", "25:3"),
    ("N004", "{party: north}", "{party: south}", "14:19"),
    ("N005", "        position: firm", "        position: firm\n        id: north.s1", "15:13"),
    ("N006", "{by: south}", "{label: Build  A fence, by: south}", "23:17"),
    ("N006", "{by: south}", "{label: Walled, by: south}", "25:3"),
    ("N006", "  south:", "  south:\n    name: North", "18:11"),
    ("N006", "  south:", "  south:\n    aliases: [us, North]", "18:19"),
    ("N006", "firm: {party: north}", "firm: {party: north}\n  Firm: {party: north}", "21:3"),
    ("N006", "  paper: {", "  other: {title: the paper, file: paper.md}\n  paper: {", "6:18"),
    ("N007", "Build a fence", "Build\u00a0a fence", "22:23"),
    ("N007", "fence implies not toll", "fence\u00a0implies\u00a0not toll", "27:10"),
    ("T001", "as_of: 2021-10-27", "as_of: 2021-13-27", "3:8"),
    ("T001", "by: south", "by: south, takes: 3 years", "23:28"),
    ("T001", "by: south", "by: south, window: soon", "23:29"),
    ("T002", "by: south", "by: south, takes: 5..3 days", "23:28"),
    ("T002", "by: south", "by: south, window: 2022..2021", "23:29"),
    ("P001", "status_quo: NN", "status_quo: NNN", "28:13"),
    ("P001", "status_quo: NN", "status_quo: nn", "28:13"),
    (
        "P004",
        "    prefers: [not fence, toll]",
        "    prefers: [toll]\n    ranking: [NN, others]",
        "19:5",
    ),
    ("P005", "      - demand: not toll", "      - want: not toll", "14:9"),
    ("M001", "fence implies not toll", "fence and not fence", "27:5"),
    ("M002", "status_quo: NN", "status_quo: YY", "28:13"),
    ("M003", "status_quo: NN", "status_quo: NN\ntargets: {t: [fence]}", "29:14"),
    ("M004", "{by: south}", "{by: nobody}", "23:9"),
    ("M004", "fence only after not toll", "fence only with toll", "16:9"),
    ("M007", "status_quo: NN", "states: {a: fence, b: fence}", "28:20"),
    ("M008", "status_quo: NN", "status_quo: NN\noutcome: {state: YN, steps: [toll]}", "29:10"),
    ("M009", "  south:", "  south:\n    floor: [fence, toll]", "18:12"),
    ("M004", "prefers: [not fence, toll]", "prefers: [not fence, fence and toll]", "18:26"),
    ("M004", "status_quo: NN", "states: {a: fence and toll}", "28:10"),
    ("M004", "by: south", "by: south, window: [2022, 2023]", "23:36"),
    ("T004", "by: south", "by: south, window: 2020..2021-09", "23:29"),
    ("T004", "by: south", "by: south, window: {until: 2020, wish: true}", "23:29"),
    ("T004", "status_quo: NN", "status_quo: NN\nepochs: [{from: 2021-09, parties: {}}]", "29:10"),
    ("T004", "status_quo: NN", "status_quo: NN\noutcome: {state: YN, date: 2020}", "29:10"),
    ("E001", "we want walls", "we want gates", "7:10"),
    ("E002", "file: paper.md", "file: papers.md", "5:10"),
    ("E002", "file: paper.md", "file: ../paper.md", "5:10"),
    ("E003", ", text: we want walls", "", "7:10"),
    ("E003", "text: we want walls", "text: a, paraphrase: b", "7:53"),
    ("E004", "text: we want walls", "text: we want walls, passage: 12ab", "7:74"),
    ("E006", ", file: paper.md", "", "5:10"),
]

OF_EXPLICIT: list[tuple[str, str, str, str]] = [
    ("P001", "a: [b]", "a: [c]", "5:17"),
    ("P001", "status_quo: a", "status_quo: [a, b]", "8:13"),
    ("M003", "status_quo: a", "rules: [a]", "8:1"),
    ("M003", "    ranking: [b, a]", "    prefers: [a]", "6:5"),
]

OF_RANKED: list[tuple[str, str, str, str]] = [
    ("P002", "[NN, YN, NY]", "[NN, YN, NN, others]", "5:23"),
    ("P003", "[NN, YN, NY]", "[NN, YN]", "5:14"),
    ("M006", "[NN, YN, NY]", "[NN, YN, NY, YY]", "5:14"),
    ("S007", "[NN, YN, NY]", "[much, NN, others]", "5:15"),
    ("M003", "    ranking:", "    moves: {a: [b]}\n    ranking:", "5:5"),
    ("T003", "right: {by: north}", "right: {by: north, window: 2021}", "8:30"),
]
