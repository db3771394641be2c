"""Graph model to results: one question a module, functions from a model to a frozen answer."""
