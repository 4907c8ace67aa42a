"""Turn results into text: findings, changes, pages and generated files. Nothing here prints."""
