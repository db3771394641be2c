"""The model against what happened: said beforehand, came about, hit or miss."""

from detente.analyses.backtest.asking import backtest
from detente.analyses.backtest.results import Backtest

__all__ = ["Backtest", "backtest"]
