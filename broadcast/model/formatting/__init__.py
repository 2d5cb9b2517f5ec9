"""Texts with entities: what is found in them, and what changes them without moving the others."""
