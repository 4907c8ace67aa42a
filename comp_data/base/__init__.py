"""The parts that know nothing of guides: errors, diagnostics, files, git, discovery."""
