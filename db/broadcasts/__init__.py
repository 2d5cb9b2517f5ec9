"""Broadcasts and their polls."""
