"""Calls outside the bulk: ahead of the broadcasts, and never faster than Telegram allows."""
