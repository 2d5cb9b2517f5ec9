"""What the clocks of people have to do with broadcasts."""
