"""Which orders of which steps lead to a target, and what becomes of each."""

from detente.analyses.roadmaps.asking import roadmaps
from detente.analyses.roadmaps.results import Roadmaps

__all__ = ["Roadmaps", "roadmaps"]
