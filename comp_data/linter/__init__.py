"""The linter: rules, the engine that runs them, and their configuration."""
