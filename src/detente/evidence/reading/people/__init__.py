"""Who is who: persons by name, pronoun or description, their offices, and the cast of the project."""
