"""The line to Telegram."""
