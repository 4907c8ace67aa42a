"""Scripts that generate and run what the pages show."""
