"""Front matter built from a body, and skeletons of new guides."""
