"""What people write to the bot after a broadcast."""
