"""Telegram's flood limits."""
