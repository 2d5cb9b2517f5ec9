"""Pausing, cancelling, sending again, trying a ban: what is possible, and the buttons for it."""
