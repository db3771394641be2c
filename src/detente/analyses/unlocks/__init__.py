"""Which positions, given up or softened, would open a way to a target."""

from detente.analyses.unlocks.asking import unlocks
from detente.analyses.unlocks.results import Unlocks

__all__ = ["Unlocks", "unlocks"]
