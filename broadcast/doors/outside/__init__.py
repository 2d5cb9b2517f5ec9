"""What goes out and comes in beside Telegram: what owners allow, and what has come from there."""
