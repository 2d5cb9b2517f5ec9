"""The list of broadcasts and the card of each."""
