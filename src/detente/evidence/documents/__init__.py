"""Files to documents: the text that is cited, its blocks, and what is certain about it."""
