"""Links that lead over the bot's own server: which there are, and what is counted there."""
