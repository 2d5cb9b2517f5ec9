"""Welcome series: the list, the card of each, its messages, and what begins and ends it."""
