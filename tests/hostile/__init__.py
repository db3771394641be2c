"""Bad input: every file gets an answer or a message, never a traceback."""
