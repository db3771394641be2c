"""Files written by hand, for what random ones hardly ever hold: a rare case each."""

from __future__ import annotations

BACK_AND_FORTH = """\
detente: 1
title: Peace needs talks that end again
parties:
  A: {name: Alpha, prefers: [peace, not talks], conditions: [peace only after talks]}
  B: {name: Beta, prefers: [peace, not talks]}
options:
  talks: {label: Talks, by: [A, B]}
  peace: {label: Peace, by: [A, B], after: talks}
status_quo: []
targets: {goal: peace and not talks, peace: peace}
"""

RING = """\
detente: 1
title: Three wait for each other
parties:
  A: {name: Alpha, prefers: [b and c, not a], conditions: [{condition: a only after b, position: last-a}]}
  B: {name: Beta, prefers: [a and c, not b], conditions: [{condition: b only after c, position: last-b}]}
  C: {name: Gamma, prefers: [a and b, not c], conditions: [{condition: c only after a, position: last-c}]}
positions:
  last-a: {party: A, label: Alpha goes last}
  last-b: {party: B, label: Beta goes last}
  last-c: {party: C, label: Gamma goes last}
options:
  a: {label: Open the road, by: A}
  b: {label: Pay the arrears, by: B}
  c: {label: Lift the ban, by: C}
status_quo: []
targets: {goal: a and b and c}
"""

RING_WITH_A_RULE = """\
detente: 1
title: Two and a rule wait in a ring
parties:
  Union: {prefers: [deal, offer], conditions: [cancel only after offer]}
  State: {prefers: [cancel, deal, not offer], conditions: [talks only after cancel]}
  Press: {prefers: [talks]}
options:
  cancel: {label: Call off the strike, by: Union}
  talks: {label: Hold talks, by: [Union, State]}
  offer: {label: Make an offer, by: State, needs: talks}
  deal: {label: Settle, by: [Union, State], needs: offer and cancel}
status_quo: []
targets: {goal: deal}
"""

NOBODYS_WINDOW = """\
detente: 1
title: Nobody's window
as_of: 2024-01-01
parties:
  I: {name: India, prefers: [x, y]}
  J: {name: Jordan, prefers: [x, y], conditions: [y only after x]}
options:
  x: {by: [I, J], takes: 10 days, window: 2024-01-01..2024-01-05}
  y: {by: J, takes: 10 days, window: {until: 2024-01-25, party: I}}
status_quo: []
targets: {goal: x, other: y, both: x and y}
"""

ROUND_AND_ROUND = """\
detente: 1
title: A first step that ends in no rest
parties:
  A: {name: Alpha, prefers: [d, not x]}
  B: {name: Beta, prefers: [d, b iff c]}
  C: {name: Gamma, prefers: [b iff not c]}
options:
  x: {label: Open the road, by: A}
  d: {label: Pay the arrears, by: B, after: x, undone_by: nobody}
  b: {label: Lift the ban, by: B, after: d}
  c: {label: Hold talks, by: C, after: d}
status_quo: []
targets: {goal: d}
"""

TWO_RATIFIERS = """\
detente: 1
title: Two chambers ratify
parties:
  A: {name: Alpha, prefers: [deal, {demand: pay}], conditions: [deal only after pay]}
  B: {name: Beta, prefers: [{red line: not pay}, deal]}
  S: {name: Senate, prefers: [not deal]}
  H: {name: House, prefers: [deal]}
options:
  pay: {label: Pay the arrears, by: B}
  deal: {label: Sign the text, by: [A, B], ratified_by: [S, H]}
status_quo: []
targets: {goal: deal}
"""

ALIKE = """\
detente: 1
title: Two called alike, with titles that hold what sentences are cut by
as_of: 2024-01-01
parties:
  A:
    name: "Alpha [north]"
    prefers: [y, {demand: x implies y, position: first}, not x]
    conditions: [{condition: x only after y, position: first}]
  B:
    name: "Alpha [north]"
    prefers: [x, {demand: y implies x}, not y]
    conditions: [y only with x]
positions: {first: {party: A, label: "Y first, then X [later]"}}
options:
  x: {label: "Stop firing, in the north", by: A, takes: 10 days}
  y: {label: "Stop firing, in the north", by: B, window: 2024-01-01..2024-02-05}
status_quo: []
targets: {goal: x and y}
"""

WINDOWS_AT_ODDS = """\
detente: 1
title: One may not yet, the other no longer
as_of: 2024-01-01
parties:
  I: {name: India, prefers: [x and y and z]}
  J: {name: Jordan, prefers: [x and y and z]}
options:
  x: {label: Open the road, by: [I, J], window: [{from: 2024-03-01}, {until: 2024-02-15, party: J}]}
  y: {label: Lift the ban, by: I, takes: 1 day, window: {until: 2024-01-01}}
  z: {label: Hold talks, by: J, takes: 2 days, window: [{until: 2024-01-02}, {until: 2023-12-30}]}
status_quo: []
targets: {goal: x and y and z, one: y, two: y and z}
"""

WITHOUT_END = """\
detente: 1
title: A quarrel that somebody lives on
parties:
  A: {name: Alpha, prefers: [deal, war, p iff q]}
  B: {name: Beta, prefers: [deal, not (p iff q)]}
  C: {name: Gamma, prefers: [war, deal]}
options:
  p: {label: Shout, by: A}
  q: {label: Whisper, by: B}
  war: {label: Break off, by: A, undone_by: nobody}
  deal: {label: Settle, by: [A, B, C]}
rules: [not deal or not war]
status_quo: []
targets: {goal: deal}
"""

MANY_ENDS = """\
detente: 1
title: Six ways out
parties:
  A: {name: Alpha, prefers: [deal, e1 or e2 or e3 or e4 or e5 or e6]}
  C: {name: Gamma, prefers: [e1 or e2 or e3 or e4 or e5 or e6, deal]}
options:
  e1: {label: Go north, by: A, undone_by: nobody}
  e2: {label: Go south, by: A, undone_by: nobody}
  e3: {label: Go east, by: A, undone_by: nobody}
  e4: {label: Go west, by: A, undone_by: nobody}
  e5: {label: Stay, by: A, undone_by: nobody}
  e6: {label: Wait, by: A, undone_by: nobody}
  deal: {label: Settle, by: [A, C]}
rules:
  - not (at least 2 of e1, e2, e3, e4, e5, e6, deal)
status_quo: []
targets: {goal: deal}
"""

EVERYBODY_FIRST = """\
detente: 1
title: After you, and after you
parties:
  A:
    prefers: [a and b and c and d and e]
    conditions: [a only after b, a only after c, a only after d, b only after c, a only after e]
  B:
    prefers: [a and b and c and d and e]
    conditions: [b only after a, b only after d, c only after d, c only after b]
  C:
    prefers: [a and b and c and d and e]
    conditions: [c only after a, d only after a, d only after b, d only after c, e only after a]
options:
  a: {label: Open the road, by: A}
  b: {label: Pay the arrears, by: B}
  c: {label: Lift the ban, by: C}
  d: {label: Hold talks, by: [A, B]}
  e: {label: Count the votes, by: C}
status_quo: []
targets: {goal: a and b and c and d and e}
"""

MANY_TERMS = """\
detente: 1
title: Four terms each, and nobody who would meet them
parties:
  A:
    prefers: [deal]
    conditions: [deal only with w, deal only with x, deal only with y, deal only with z]
  B:
    prefers: [deal]
    conditions: [deal only after w, deal only after x, deal only with y, deal only with z]
  C: {prefers: [not w, not x, not y, not z]}
options:
  w: {label: Open the road, by: C}
  x: {label: Pay the arrears, by: C}
  y: {label: Lift the ban, by: C}
  z: {label: Hold talks, by: C}
  deal: {label: Settle, by: [A, B]}
status_quo: []
targets: {goal: deal}
"""

EVERYBODY_TEMPTED = """\
detente: 1
title: A war that four would rather see
parties:
  A: {prefers: [deal, war]}
  B: {prefers: [war, deal]}
  C: {prefers: [war, deal]}
  D: {prefers: [war, deal]}
  E: {prefers: [war, deal]}
options:
  war: {label: Break off, by: A, undone_by: nobody}
  deal: {label: Settle, by: [A, B, C, D, E]}
rules: [not deal or not war]
status_quo: []
targets: {goal: deal}
"""

EITHER_OF_TWO = """\
detente: 1
title: Either of two steps may come first
as_of: 2024-01-01
parties:
  A: {name: Alpha, prefers: [x, y, z]}
  B: {name: Beta, prefers: [x, y, z], conditions: [x only after y or z]}
options:
  x: {label: Open the road, by: A, takes: 10 days, window: {until: 2024-01-25, party: A}}
  y: {label: Pay the arrears, by: B, takes: 20 days, slow: true}
  z: {label: Lift the ban, by: A, takes: 10 days, slow: true}
status_quo: []
targets: {goal: x and y and z}
"""

HAND = (
    BACK_AND_FORTH,
    RING,
    RING_WITH_A_RULE,
    NOBODYS_WINDOW,
    ROUND_AND_ROUND,
    TWO_RATIFIERS,
    ALIKE,
    WINDOWS_AT_ODDS,
    WITHOUT_END,
    MANY_ENDS,
    EVERYBODY_FIRST,
    MANY_TERMS,
    EVERYBODY_TEMPTED,
    EITHER_OF_TWO,
)
