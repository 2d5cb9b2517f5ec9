"""One bot's database is one schema of a server, and whoever has taken it last may write."""
