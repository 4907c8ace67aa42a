"""Many records: loading, lookup, statistics and overview."""
