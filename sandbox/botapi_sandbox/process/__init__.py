"""The bots that the sandbox keeps as child processes."""
