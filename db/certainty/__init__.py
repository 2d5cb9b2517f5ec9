"""Calls in doubt: which there are, and what became of them."""
