"""A local Telegram in the browser: what the page is told, and its files."""
