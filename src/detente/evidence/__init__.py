"""Documents to evidence: a quotation provably occurs in its document."""
