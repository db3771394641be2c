"""Order, timing and conditions: which steps in which order, accepted by whom, and what of it holds."""
