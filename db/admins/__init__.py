"""The team, and what stands in its chats."""
