"""Documents: from files to texts that can be cited."""
