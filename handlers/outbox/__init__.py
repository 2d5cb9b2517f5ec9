"""What handlers return waits here: it is sent in its turn, and the same thing only so often."""
