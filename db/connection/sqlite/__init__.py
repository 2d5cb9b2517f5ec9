"""One bot's database is one file, and one process has it."""
