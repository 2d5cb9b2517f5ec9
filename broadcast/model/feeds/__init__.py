"""Feeds: what an item is, what it is known by, and what it becomes."""
