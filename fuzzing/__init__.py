"""Coverage-guided fuzzing of what reads text from strangers; see README.md."""
