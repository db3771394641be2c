"""The tests: unit mirrors src; properties, oracle and published check that answers are right."""
