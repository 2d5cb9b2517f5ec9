"""PostgreSQL in place of the file."""
