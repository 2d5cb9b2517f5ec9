"""Bodies that are different for each recipient, and nevertheless encoded once."""
