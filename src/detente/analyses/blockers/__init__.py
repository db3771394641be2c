"""What stands between the status quo and a target."""

from detente.analyses.blockers.asking import Blockers, blockers

__all__ = ["Blockers", "blockers"]
