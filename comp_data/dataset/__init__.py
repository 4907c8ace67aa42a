"""Many guides: loading, lookup, statistics and overview."""
