"""From parameters to the body of a message."""
