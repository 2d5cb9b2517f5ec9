"""The segments: audiences by name."""
