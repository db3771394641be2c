"""Drawings as SVG: pure functions from results to text, the same bytes for the same answer."""
