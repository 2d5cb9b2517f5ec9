"""What comes from outside, and by which right."""
