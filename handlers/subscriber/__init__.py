"""What subscribers do: people, groups and channels."""
