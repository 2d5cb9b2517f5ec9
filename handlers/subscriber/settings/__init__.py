"""What people choose for themselves: topics, language, and to leave."""
