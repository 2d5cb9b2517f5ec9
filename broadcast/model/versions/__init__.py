"""Versions of one content that are tried against each other: A, B, C, D."""
