"""Back-tests: the model against what happened."""
