"""A document in sentences: what is parsed of it, by which model, and small questions to its grammar."""
