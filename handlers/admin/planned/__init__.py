"""What is launched later: the list, and what can be done with one of them until it begins."""
