"""Stability of a state for a party: one concept a file, one shared computation."""

from detente.analyses.stability.asking import stability
from detente.analyses.stability.catalogue import CONCEPTS
from detente.analyses.stability.results import Stability, Verdict

__all__ = ["CONCEPTS", "Stability", "Verdict", "stability"]
