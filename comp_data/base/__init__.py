"""What knows nothing of guides: errors, diagnostics, files, git, discovery."""
