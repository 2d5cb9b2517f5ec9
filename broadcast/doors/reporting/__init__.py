"""What reports are made of: who, when, of which version."""
