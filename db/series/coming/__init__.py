"""What happens to people, and what that begins and ends for them."""
