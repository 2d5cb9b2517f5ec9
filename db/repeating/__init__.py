"""Broadcasts that come again and again."""
