"""Quiet hours, and what a moment is on somebody's clocks."""
