"""Texts, and whose language they are in."""
