"""The wire: one call to Telegram, and what its answer means. Knows nothing of broadcasts."""
