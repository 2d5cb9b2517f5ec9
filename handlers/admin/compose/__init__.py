"""Composing: from the admin's message to the launch."""
