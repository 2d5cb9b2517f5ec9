"""What comes again and again: the list, the card of one, and by which rule it comes."""
