"""The ground floor: what the analyst states, as immutable values without computation."""
