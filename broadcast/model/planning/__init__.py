"""A broadcast's time: what is planned, and what a clock on a wall means."""
