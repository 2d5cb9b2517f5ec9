"""What a process has once, however many bots live in it."""
