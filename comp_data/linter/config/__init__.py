"""Configuration, settings, and which files and rules a run has."""
