"""The window in which buttons are described, a line each."""
