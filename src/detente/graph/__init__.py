"""Conflict to compiled graph model: states, moves, comparisons of states."""
