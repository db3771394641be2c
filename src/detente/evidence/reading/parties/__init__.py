"""Whom people speak for: states, bodies, and parties that the document names itself."""
