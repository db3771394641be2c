"""Stances: what the parties demand, reject, offer or want, and on what terms."""
