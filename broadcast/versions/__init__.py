"""Tests of versions: how they stand, and how they are decided."""
