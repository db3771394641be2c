"""According to whom: what is found under each perspective, and what it hangs on."""

from detente.analyses.perspectives.asking import perspectives
from detente.analyses.perspectives.results import Perspectives

__all__ = ["Perspectives", "perspectives"]
