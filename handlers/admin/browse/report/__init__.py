"""What there is beyond the card: pictures, and the recipients as a file."""
