"""What an admin wants to be told."""
