"""One table cell: text → amounts, percentages or words, or the reason it cannot be read."""
