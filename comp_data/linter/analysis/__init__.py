"""What several rules share: totals, table comparison, similarity, edits."""
