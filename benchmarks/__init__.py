"""Benchmarks, what they compare with, and the guides that they use."""
