"""Who stands behind a number, by name."""
