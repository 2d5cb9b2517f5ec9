"""An admin's message as Bot API calls."""
