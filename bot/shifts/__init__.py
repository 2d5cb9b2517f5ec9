"""The right to serve a bot: who gives it, and what comes with it."""
