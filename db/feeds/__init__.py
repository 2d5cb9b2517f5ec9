"""Feeds, what they list, and by which keys that is known."""
