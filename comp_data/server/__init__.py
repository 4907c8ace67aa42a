"""A language server: what the linter knows of a guide, in the editor. It needs the extra `lsp`."""
