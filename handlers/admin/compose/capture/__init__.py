"""The window that waits for the message, and the message as it is edited later."""
