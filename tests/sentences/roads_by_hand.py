"""Files written by hand for orders of steps: long lists, days that are missed by one, many sets."""

from __future__ import annotations

VERIFIED = """\
detente: 1
title: A step that somebody confirms
parties:
  A: {name: Alpha, prefers: [o2, not o3]}
  B: {name: Beta, prefers: [o2 implies o1, o3, o1, not o2], conditions: [o2 only after o1]}
options:
  o1: {label: Open the plant, by: A, verified_by: an agency}
  o2: {label: Lift the ban, by: B, undone_by: nobody, verified_by: A}
  o3: {label: Hold talks, by: A}
status_quo: []
targets: {goal: o2}
"""

MANY_SETS = """\
detente: 1
title: Seven ways to begin
parties:
  A: {name: Alpha, prefers: ["a or b or c or d", e]}
  B: {name: Beta, prefers: ["e or f or g"]}
options:
  a: {by: A}
  b: {by: A}
  c: {by: A}
  d: {by: A}
  e: {by: B}
  f: {by: B}
  g: {by: B}
rules: ["at least 6 of not a, not b, not c, not d, not e, not f, not g"]
status_quo: []
targets: {goal: a or b or c or d or e or f or g}
"""

BY_A_DAY = """\
detente: 1
title: A day short
as_of: 2024-01-01
parties:
  A: {name: Alpha, prefers: [a, b, c]}
  B: {name: Beta, prefers: [d]}
options:
  a: {label: Sign, by: A, takes: 1 day, window: {until: 2024-01-01}}
  b: {label: Ratify, by: A, window: [2024-01-05..2024-02-01, {until: 2024-01-04, party: B}]}
  c: {label: Build, by: A, takes: 11 days, window: {until: 2024-01-11}}
  d: {label: Open, by: B, takes: 5..6 days, window: [{until: 2024-01-06}, {until: 2024-01-05, wish: true}]}
status_quo: []
targets: {first: a, second: b, third: c, last: d}
"""

NINE_REASONS = """\
detente: 1
title: Nine terms on one step
parties:
  A:
    name: Alpha
    prefers: [deal]
    conditions:
      - deal only after a
      - deal only after b
      - deal only after a and b
      - deal only after a or b
      - deal only after not c
      - deal only after c
      - deal only after a and c
      - deal only after b and c
      - deal only after a or c
      - deal only after b or c
  B: {name: Beta, prefers: [deal], conditions: [not c only after a, deal only after a]}
options:
  deal: {label: Settle, by: [A, B]}
  a: {by: A}
  b: {by: B}
  c: {by: B}
status_quo: []
targets: {goal: deal and not a and not b and not c, other: deal}
"""

TEMPTED = """\
detente: 1
title: Many ways to do better
parties:
  A: {prefers: [o3, o1 implies not o2, o1, not o5, not o4]}
  B: {prefers: [o4, not o5, not o2], conditions: [not o2 only after not o4]}
  C: {prefers: [o4, not o5, o3]}
  D: {prefers: [o3, not o5, not o1]}
options:
  o1: {by: {any_of: [D, A]}, slow: true}
  o2: {by: A}
  o3: {by: A, undone_by: {any_of: [C, [A, D]]}}
  o4: {by: [C, D], undone_by: {any_of: [A, [C, A]]}}
  o5: {by: [A, C]}
channels: [{between: [C, A], when: o4}]
status_quo: [o2, o5]
targets: {goal: not o2}
"""

ONE_MORE_TEMPTED = """\
detente: 1
title: Seven ways to do better
parties:
  A: {prefers: [not o1, not o4, o6, o2]}
  B: {weights: [{not o4: 1}, {o6: 1}], floor: [o4]}
  C: {weights: [{not o5: -1}, {not o4: 1}]}
  D: {prefers: [o2, {demand: not o4, position: p}, o6, {red line: not o3, position: p}]}
positions: {p: {party: D}}
options:
  o1: {by: A, undone_by: nobody}
  o2: {by: [B, C], undone_by: [D, C]}
  o3: {by: B}
  o4: {by: B}
  o5: {by: B, slow: true}
  o6: {by: D, undone_by: nobody}
status_quo: [o4, o5]
targets: {goal: o2}
"""

NEITHER = """\
detente: 1
title: The best is neither the finest nor the coarsest
parties:
  A: {prefers: [o2, o3, o5, o1, not o4]}
  B:
    prefers: [{demand: o2 implies o3, position: p}, o3, o1, o6, o5, not o2]
    floor: []
    conditions: [{condition: o2 only after o3, position: p}]
  C: {prefers: [o3 implies o1, o4, o1, o2, o5, not o3]}
positions: {p: {party: B}}
options:
  o1: {by: [B, A], undone_by: nobody, slow: true}
  o2: {by: B, undone_by: nobody}
  o3: {by: C, undone_by: nobody}
  o4: {by: A}
  o5: {by: [B, C], slow: true}
  o6: {by: C}
status_quo: []
targets: {goal: o2 and o6}
"""

UNDONE = """\
detente: 1
title: Eight would like to take their part back
parties:
  R: {prefers: ["r iff (x1 and x2 and x3 and x4 and x5 and x6 and x7 and x8)"]}
  P1: {prefers: [r, not x1]}
  P2: {prefers: [r, not x2]}
  P3: {prefers: [r, not x3]}
  P4: {prefers: [r, not x4]}
  P5: {prefers: [r, not x5]}
  P6: {prefers: [r, not x6]}
  P7: {prefers: [r, not x7]}
  P8: {prefers: [r, not x8]}
options:
  r: {by: R}
  x1: {by: P1}
  x2: {by: P2}
  x3: {by: P3}
  x4: {by: P4}
  x5: {by: P5}
  x6: {by: P6}
  x7: {by: P7}
  x8: {by: P8}
rules: ["at least 7 of x1, x2, x3, x4, x5, x6, x7, x8"]
status_quo: [x1, x2, x3, x4, x5, x6, x7, x8]
targets: {goal: r}
"""

ONE_MORE_UNDONE = """\
detente: 1
title: Seven would like to take their part back
parties:
  R: {prefers: ["r iff (x1 and x2 and x3 and x4 and x5 and x6 and x7)"]}
  P1: {prefers: [r, not x1]}
  P2: {prefers: [r, not x2]}
  P3: {prefers: [r, not x3]}
  P4: {prefers: [r, not x4]}
  P5: {prefers: [r, not x5]}
  P6: {prefers: [r, not x6]}
  P7: {prefers: [r, not x7]}
options:
  r: {by: R}
  x1: {by: P1}
  x2: {by: P2}
  x3: {by: P3}
  x4: {by: P4}
  x5: {by: P5}
  x6: {by: P6}
  x7: {by: P7}
rules: ["at least 6 of x1, x2, x3, x4, x5, x6, x7"]
status_quo: [x1, x2, x3, x4, x5, x6, x7]
targets: {goal: r}
"""

TWO_SETS = """\
detente: 1
title: Two ways, and one step more
parties:
  A: {prefers: [not a, not b]}
  B: {prefers: [not b, not d]}
options:
  a: {by: [B, A]}
  b: {by: [A, B]}
  c: {by: A}
  d: {by: B}
channels: [{between: [B, A], when: b}]
status_quo: [a, b]
targets: {goal: c or d}
"""

ROADS = (
    VERIFIED,
    MANY_SETS,
    BY_A_DAY,
    NINE_REASONS,
    TEMPTED,
    ONE_MORE_TEMPTED,
    NEITHER,
    UNDONE,
    ONE_MORE_UNDONE,
    TWO_SETS,
)
