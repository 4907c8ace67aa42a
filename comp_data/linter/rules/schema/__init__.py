"""Rules of the family: schema."""
