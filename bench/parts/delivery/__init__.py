"""Who gets what, how fast, whatever happens."""
