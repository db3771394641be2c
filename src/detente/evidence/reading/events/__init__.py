"""Events: what happened, is to happen, could happen, or did not."""
