"""Two dated files of one conflict: what changed, and because of which quotation."""

from detente.analyses.compare.asking import compare

__all__ = ["compare"]
