"""The API over HTTP: /api/v1 of the bot's own server."""
