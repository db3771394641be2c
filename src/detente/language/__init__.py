"""Conflict file to conflict and back: YAML with places, formulas, one schema table."""
