"""Mending what was sent: what can be corrected, taken back or pinned, and why something cannot."""
