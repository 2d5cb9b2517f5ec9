"""What comes again and again, in words."""
