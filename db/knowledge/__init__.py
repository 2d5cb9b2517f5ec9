"""What is known of subscribers beside their own row."""
