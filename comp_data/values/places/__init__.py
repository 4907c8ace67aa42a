"""Regions as people write them, resolved to the places they name."""
