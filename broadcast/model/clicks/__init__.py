"""Links that lead over the bot's own server, and what is written behind links."""
