"""Limits and flows over time, and their pictures."""
