"""Every sentence that a command prints, held against the definitions.

A *row* is a template of a sentence with its truth condition, computed from the literal
definitions in `tests/oracle` and never from the engine.  `reading` takes what a command prints
apart into sentences; each has to match a row, and the row has to find it true.
"""
