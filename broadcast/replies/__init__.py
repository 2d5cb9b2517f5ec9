"""Answers to people: ahead of the broadcasts, and never faster than Telegram allows."""
