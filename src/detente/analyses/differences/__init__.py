"""Who differs from whom over a target: goals, sequence, timing, conditions."""

from detente.analyses.differences.asking import Differences, differences
from detente.analyses.differences.order_matrix import OrderMatrix, order_matrix

__all__ = ["Differences", "OrderMatrix", "differences", "order_matrix"]
