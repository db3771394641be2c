"""How far what is found about a target is from changing."""

from detente.analyses.robustness.asking import robustness
from detente.analyses.robustness.results import Robustness

__all__ = ["Robustness", "robustness"]
