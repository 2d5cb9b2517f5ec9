"""Several nodes that share bots and one PostgreSQL."""
