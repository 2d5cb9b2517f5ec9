"""Links that lead over the bot's own server, and who followed them."""
