"""Evidence: passages, verifying, citing."""
