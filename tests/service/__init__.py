"""A service of its own process, asked over HTTP."""
