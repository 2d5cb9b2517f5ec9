"""Templates: their list, the card of each, and the window that makes one of a broadcast."""
