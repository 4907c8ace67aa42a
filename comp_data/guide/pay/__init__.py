"""Entries of front matter and the rows of the body's table: paired, compared and checked by the formula."""
