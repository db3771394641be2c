"""The command line: one thin file a command; text in, text or one JSON document out."""
