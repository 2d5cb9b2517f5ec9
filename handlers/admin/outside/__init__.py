"""What owners allow programs from outside, and what these are told."""
