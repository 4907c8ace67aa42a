"""What the commands print: guides, statistics, query results, settings."""
