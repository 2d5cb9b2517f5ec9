"""What handlers return: sent in its turn, and the same thing only so often."""
