"""The language: every problem at its place, every formula as it is meant."""
