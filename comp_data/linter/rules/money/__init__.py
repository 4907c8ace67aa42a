"""Rules of the family: money."""
