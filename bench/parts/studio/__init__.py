"""What is launched later, and what is done to messages that were sent."""
