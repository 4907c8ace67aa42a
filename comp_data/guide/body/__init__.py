"""The body of a guide: sections, the compensation table and its figures, the other fields."""
