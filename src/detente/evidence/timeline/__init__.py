"""What was said and done on which day, by whom, and what the days mean in a conflict."""

from detente.evidence.timeline.asking import timeline
from detente.evidence.timeline.results import Timeline

__all__ = ["Timeline", "timeline"]
