"""To those who came since: the question, and what became of the tap."""
