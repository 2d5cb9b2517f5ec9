"""Choosing an audience, condition by condition: for a draft, and for a segment."""
