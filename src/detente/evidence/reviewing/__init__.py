"""What was read, put before a person: proposals, a file to decide in, and what becomes of it."""
