"""Who has which outcome, by name: the window behind each number of a card."""
