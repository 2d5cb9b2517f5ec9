"""Methods that send, change and remove messages."""
