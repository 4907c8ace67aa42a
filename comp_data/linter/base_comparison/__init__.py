"""A run compared with a git revision."""
