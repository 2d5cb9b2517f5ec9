"""Several bots in one process: which there are, and each one's own life."""
