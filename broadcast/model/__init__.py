"""What a broadcast is: its states, its content, its audience, and what is told of it."""
