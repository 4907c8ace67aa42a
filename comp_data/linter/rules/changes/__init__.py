"""Rules of the family: changes."""
