"""Accepted findings: suppression comments and the baseline."""
