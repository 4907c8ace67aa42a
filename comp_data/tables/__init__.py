"""Records as flat rows: columns, frames and SQL."""
