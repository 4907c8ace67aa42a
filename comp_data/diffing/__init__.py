"""Two versions of a dataset: what changed."""
