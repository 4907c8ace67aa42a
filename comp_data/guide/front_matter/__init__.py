"""Front matter: reading YAML with spans, and writing it."""
