"""Channels and groups that people ask to join, and what the bot does for them there."""
