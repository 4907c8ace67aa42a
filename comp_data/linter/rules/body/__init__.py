"""Rules of the family: body agreement."""
