"""What /admin opens."""
