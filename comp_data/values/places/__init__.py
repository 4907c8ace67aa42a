"""Resolve regions, as people write them, to the places they name."""
