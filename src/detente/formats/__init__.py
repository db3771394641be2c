"""Other people's files: .gmcr models, tables of states."""
