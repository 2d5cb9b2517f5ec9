"""herald demo: Herald against a local Telegram, as a page in the browser or as a story."""
