"""What admins do with series."""
