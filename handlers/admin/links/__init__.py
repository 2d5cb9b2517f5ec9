"""Source links: their list, the card of each, and the picture that a camera reads."""
