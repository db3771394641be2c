"""Dates: when it was, as intervals with what they hang on."""
