"""Rich messages: what Telegram's limits are, and where a source or a received one passes them."""
