"""What owners decide in the chat for all broadcasts."""
