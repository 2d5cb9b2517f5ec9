"""What owners allow from outside, and what has come from there."""
