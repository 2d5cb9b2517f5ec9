"""The bot that the sandbox keeps as a child process."""
