"""Pinning what was sent for everybody, or taking the pin away: the question."""
