"""Files written by hand, for what random ones hardly ever hold: a rare case each."""

from __future__ import annotations

from .roads_by_hand import ROADS

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

HAND = (
    BACK_AND_FORTH,
    RING,
    RING_WITH_A_RULE,
    NOBODYS_WINDOW,
    ROUND_AND_ROUND,
    TWO_RATIFIERS,
    ALIKE,
    *ROADS,
)
