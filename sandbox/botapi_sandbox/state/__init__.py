"""What this Telegram remembers."""
