"""Counts of the subscribers."""
