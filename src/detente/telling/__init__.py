"""Results to words: sentences, tables and drawings, in the reader's own terms."""
