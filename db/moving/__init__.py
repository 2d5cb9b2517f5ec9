"""A bot's database, moved as it is between a file and a server: `herald move`."""
