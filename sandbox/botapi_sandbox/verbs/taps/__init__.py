"""What people do to a message with a tap: buttons, votes, reactions."""
