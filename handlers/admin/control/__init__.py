"""Pausing, cancelling and sending again: the buttons, and what they do."""
