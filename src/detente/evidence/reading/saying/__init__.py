"""Utterances: who said what to whom, and what the outlet says itself."""
