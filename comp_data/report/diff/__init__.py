"""The changes of a dataset as text, Markdown, JSON and release notes."""
