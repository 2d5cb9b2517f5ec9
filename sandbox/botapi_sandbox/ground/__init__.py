"""What every room of this Telegram stands on."""
