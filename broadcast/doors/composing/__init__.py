"""What is composed with, beside the draft itself."""
