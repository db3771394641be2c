"""Measurements: each script prints what the documentation quotes."""
