"""Several bots in one process."""
