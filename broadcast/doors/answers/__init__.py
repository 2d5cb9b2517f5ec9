"""What people do with the buttons of broadcasts."""
