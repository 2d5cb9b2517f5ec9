"""One call of a bot, from the request to the answer."""
