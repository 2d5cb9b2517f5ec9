"""What is asked of a bot from outside: over HTTP, or by a command."""
