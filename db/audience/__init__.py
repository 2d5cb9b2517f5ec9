"""Who gets a broadcast: the conditions as they are stored, and as SQLite answers them."""
